//! Kinds of records, declared in data files: a new kind needs no code.
//!
//! The files that come with the program lie in `data/kinds/`, the groups they stand in in `data/kind-groups.toml`; a
//! folder `kinds` beside the data may replace a kind (a file of the same `id`) or add one. What a file says is checked
//! as a whole when the system starts. How to declare a kind is told in `docs/kinds.md`.

mod layout;
mod load;

use serde::Deserialize;

pub use layout::{Article, Layout, Side};
pub use load::KindError;

use crate::organisations::Organisation;
use crate::text_enum;
use crate::web::lang::Lang;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Words {
    /// In one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

text_enum! {
    /// What a field holds.
    pub enum FieldType {
        /// One line.
        Text = "text",
        /// Paragraphs, separated by empty lines.
        LongText = "long-text",
        /// A scientific name, set in italics.
        Scientific = "scientific",
        /// Several short texts, one a line.
        List = "list",
        /// A number with the declared unit.
        Number = "number",
        /// An amount in đồng.
        Money = "money",
        /// A day.
        Date = "date",
        /// A year.
        Year = "year",
        /// One of the declared options.
        Choice = "choice",
        /// Any of the declared options.
        Choices = "choices",
        /// An organisation of the directory.
        Organisation = "organisation",
        /// Organisations of the directory.
        Organisations = "organisations",
        /// Communes and wards of the directory.
        Communes = "communes",
        /// Another record.
        Record = "record",
        /// Other records, one address a line.
        Records = "records",
        /// An address on the web.
        Url = "url",
        /// Latitude and longitude in decimal degrees.
        Coordinates = "coordinates",
    }
}

impl FieldType {
    /// Whether its values are options that the field declares.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Whether its values are addresses of records.
    #[must_use]
    pub fn leads_to_records(self) -> bool {
        matches!(self, Self::Record | Self::Records)
    }

    /// Whether it holds several values that are chosen one by one.
    #[must_use]
    pub fn is_chosen_from_many(self) -> bool {
        matches!(self, Self::Choices | Self::Organisations | Self::Communes)
    }

    /// Whether lists can be narrowed by its values: there are few of them and they repeat.
    #[must_use]
    pub fn groups(self) -> bool {
        self.has_options() || self.is_chosen_from_many() || matches!(self, Self::Year | Self::Organisation)
    }
}

text_enum! {
    /// Who sees a field.
    pub enum Visibility {
        /// Everybody.
        Public = "public",
        /// The public sees a rounded value only (coordinates of rare genetic resources).
        Coarsened = "coarsened",
        /// The agency and the reviewers only; it leaves by no public door.
        Withheld = "withheld",
    }
}

text_enum! {
    /// What an option means to a reader, drawn beside its words.
    pub enum Sign {
        /// All is well.
        Good = "good",
        /// Care is needed.
        Care = "care",
    }
}

/// The most stars that a rating gives.
pub const STARS: u8 = 5;

/// A rating as it is drawn: each star, full or not.
pub type Stars = [bool; STARS as usize];

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is kept.
    pub id: String,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
    /// Of a rating in stars: how many of five. They are drawn beside the words.
    pub stars: Option<u8>,
    /// What it means to a reader.
    pub sign: Option<Sign>,
}

impl Choice {
    /// Its stars, full ones first.
    #[must_use]
    pub fn rating(&self) -> Option<Stars> {
        let full = usize::from(self.stars?);
        Some(std::array::from_fn(|at| at < full))
    }

    /// In one language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

fn public() -> Visibility {
    Visibility::Public
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable identifier within the kind. Fields that mean the same in several kinds share it (`xa`, `linh-vuc`).
    pub id: String,
    /// What stands beside it.
    pub label: Words,
    /// A shorter label for facets and tables.
    pub short: Option<Words>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether a record cannot be submitted without it.
    #[serde(default)]
    pub required: bool,
    /// Who sees it.
    #[serde(default = "public")]
    pub visibility: Visibility,
    /// Whether lists can be narrowed by it.
    #[serde(default)]
    pub facet: bool,
    /// Whether cards and table rows show it.
    #[serde(default)]
    pub card: bool,
    /// Advice at the form field.
    pub help: Option<Words>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Kinds of record that a link may lead to; none means any.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// `contact`: the organisation that answers questions about the record.
    pub role: Option<FieldRole>,
    /// The property of schema.org that it is in linked data; without one it stays out of them.
    pub property: Option<String>,
}

text_enum! {
    /// A field with a place of its own on the page.
    pub enum FieldRole {
        /// Whom to ask.
        Contact = "contact",
    }
}

impl Field {
    /// The option with this identifier.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// The short label where there is one.
    #[must_use]
    pub fn short_label(&self, lang: Lang) -> &str {
        self.short.as_ref().unwrap_or(&self.label).get(lang)
    }

    /// Whether the public sees the value, whole or coarsened.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility != Visibility::Withheld
    }
}

/// A part of the page and of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub heading: Words,
    /// Its fields.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

text_enum! {
    /// What stands for a kind where a record has no picture.
    pub enum Icon {
        /// A leaf.
        Leaf = "leaf",
        /// A flask.
        Flask = "flask",
        /// A basket.
        Basket = "basket",
        /// A building.
        Building = "building",
        /// A person.
        Person = "person",
        /// A microscope.
        Microscope = "microscope",
        /// A newspaper.
        News = "news",
        /// A place on a map.
        Map = "map",
        /// A seal.
        Seal = "seal",
        /// A mortarboard.
        School = "school",
        /// A sheet of paper.
        Document = "document",
        /// The star anise, of kinds that name nothing.
        Star = "star",
    }
}

fn star() -> Icon {
    Icon::Star
}

fn other() -> String {
    "khac".to_owned()
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Stable identifier, part of the address: `nguon-gen`.
    pub id: String,
    /// The group it stands in, see [`Group`]; without one it stands with the others.
    #[serde(default = "other")]
    pub group: String,
    /// Name.
    pub name: Words,
    /// A shorter name where there is little room.
    pub short: Option<Words>,
    /// One sentence on what it holds.
    pub about: Words,
    /// Advice on the title of a record.
    pub title_help: Words,
    /// The clause of the plan that asks for it, with the plan's number.
    pub basis: Option<String>,
    /// Slugs of the organisations that write records of it; none means any.
    #[serde(default)]
    pub writers: Vec<String>,
    /// The type of schema.org that its records are in linked data; `CreativeWork` without one.
    pub schema_org: Option<String>,
    /// Whether readers are asked to say that they are interested: something is offered, or somebody can be asked.
    #[serde(default)]
    pub interest: bool,
    /// What stands for it where a record has no picture.
    #[serde(default = "star")]
    pub icon: Icon,
    /// Whether it stands among the first on the home page.
    #[serde(default)]
    pub chief: bool,
    /// How the page of a record is laid out.
    #[serde(default)]
    pub layout: Layout,
    /// The kind whose records answer this one's: what is offered and what is looked for stand side by side.
    pub counterpart: Option<String>,
    /// Parts of the page.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// SHA-256 of its file.
    #[serde(skip)]
    pub digest: String,
}

/// Kinds that are shown together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable identifier.
    pub id: String,
    /// Name.
    pub name: Words,
}

impl Kind {
    /// Every field, in order of the page.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The short name where there is one.
    #[must_use]
    pub fn short_name(&self, lang: Lang) -> &str {
        self.short.as_ref().unwrap_or(&self.name).get(lang)
    }

    /// The field with this identifier.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// The fields by which lists are narrowed; withheld ones never are.
    pub fn facets(&self) -> impl Iterator<Item = &Field> {
        self.fields().filter(|field| field.facet && field.is_public())
    }

    /// Whether an organisation writes records of this kind.
    #[must_use]
    pub fn is_written_by(&self, org: &Organisation) -> bool {
        self.writers.is_empty() || self.writers.contains(&org.slug)
    }
}

/// Every kind, group by group.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    groups: Vec<Group>,
    kinds: Vec<Kind>,
}

impl Kinds {
    /// All of them, group by group and in order of their files.
    #[must_use]
    pub fn all(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind with this identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The groups that hold a kind, with their kinds.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, &[Kind])> {
        self.kinds.chunk_by(|one, next| one.group == next.group).filter_map(|kinds| {
            let group =
                self.groups.iter().find(|group| Some(&group.id) == kinds.first().map(|k| &k.group))?;
            Some((group, kinds))
        })
    }
}
