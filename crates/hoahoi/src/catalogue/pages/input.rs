//! The fields of a form, made from the declaration of a kind.

use crate::catalogue::form::{is_commune, name_of};
use crate::catalogue::kinds::{Field, FieldType, Kind, Visibility};
use crate::catalogue::show::commune_name;
use crate::organisations::{Directory, Organisation};
use crate::web::Ctx;
use crate::web::form::{Fields, Problems};

/// So many options are shown at once, without being opened.
const FEW: usize = 12;

/// A field of the form.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name in the form.
    pub name: String,
    /// What stands above it.
    pub label: String,
    /// Advice.
    pub hint: String,
    /// Whether the record cannot be handed in without it.
    pub required: bool,
    /// Whether the public never sees it.
    pub withheld: bool,
    /// How it is entered.
    pub control: Control,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// How a field is entered.
#[derive(Debug, Clone)]
pub enum Control {
    /// One line.
    Line,
    /// Several lines; how many are shown.
    Area(u8),
    /// One of these.
    Select(Vec<Pick>),
    /// Any of these; how many are chosen.
    Checks(Vec<Pick>, usize),
}

/// One option.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A part of the form.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its heading.
    pub heading: String,
    /// Its fields.
    pub inputs: Vec<Input>,
}

impl Input {
    /// Whether its options stand open: there are few of them, some are chosen, or something is wrong.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.problem.is_some()
            || matches!(&self.control, Control::Checks(picks, n) if *n > 0 || picks.len() <= FEW)
    }
}

/// The form of a kind, filled with what was typed.
#[must_use]
pub fn groups(ctx: &Ctx, kind: &Kind, typed: &Fields, problems: &Problems) -> Vec<Group> {
    let directory = ctx.app.directory();
    kind.sections
        .iter()
        .map(|section| Group {
            heading: section.heading.get(ctx.lang).to_owned(),
            inputs: section.fields.iter().map(|f| input(ctx, &directory, f, typed, problems)).collect(),
        })
        .collect()
}

fn input(ctx: &Ctx, directory: &Directory, field: &Field, typed: &Fields, problems: &Problems) -> Input {
    let name = name_of(&field.id);
    let unit = match field.kind {
        FieldType::Number => field.unit.as_deref(),
        FieldType::Money => Some("đồng"),
        _ => None,
    };
    let label = field.label.get(ctx.lang);
    Input {
        label: unit.map_or_else(|| label.to_owned(), |unit| format!("{label} ({unit})")),
        hint: field.help.as_ref().map_or_else(String::new, |help| help.get(ctx.lang).to_owned()),
        required: field.required,
        withheld: field.visibility == Visibility::Withheld,
        control: control(ctx, directory, field, typed, &name),
        value: typed.get(&name).to_owned(),
        problem: problems.at(&name).map(str::to_owned),
        name,
    }
}

fn control(ctx: &Ctx, directory: &Directory, field: &Field, typed: &Fields, name: &str) -> Control {
    let today = ctx.today().0;
    let chosen: Vec<&str> = typed.all(name).collect();
    let pick = |value: &str, text: String, chosen: bool| Pick { value: value.to_owned(), text, chosen };
    match field.kind {
        FieldType::LongText => Control::Area(6),
        FieldType::List | FieldType::Records => Control::Area(4),
        FieldType::Choice | FieldType::Choices => {
            let options = field
                .options
                .iter()
                .map(|o| pick(&o.id, o.name(ctx.lang).to_owned(), chosen.contains(&o.id.as_str())))
                .collect();
            if field.kind == FieldType::Choice { Control::Select(options) } else { checks(options) }
        }
        FieldType::Organisation | FieldType::Organisations => {
            let offered = |o: &&Organisation| {
                (o.exists_on(today) && !o.is_group() && !is_commune(o.kind))
                    || chosen.contains(&o.slug.as_str())
            };
            let options = directory.organisations().iter().filter(offered);
            let options =
                options.map(|o| pick(&o.slug, o.name.clone(), chosen.contains(&o.slug.as_str()))).collect();
            if field.kind == FieldType::Organisation { Control::Select(options) } else { checks(options) }
        }
        FieldType::Communes => {
            let options = directory.organisations().iter().filter(|o| is_commune(o.kind));
            let pick = |o: &Organisation| {
                pick(&o.slug, viet::capital(&commune_name(o)), chosen.contains(&o.slug.as_str()))
            };
            checks(options.map(pick).collect())
        }
        _ => Control::Line,
    }
}

/// Options of which several may be chosen; in a long list what is chosen is seen without scrolling.
fn checks(mut options: Vec<Pick>) -> Control {
    let n = options.iter().filter(|pick| pick.chosen).count();
    if options.len() > FEW {
        options.sort_by_key(|pick| !pick.chosen);
    }
    Control::Checks(options, n)
}
