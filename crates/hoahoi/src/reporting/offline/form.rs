//! The form on its way out: the lines of a report as a workbook to be filled in. Pure.

use thethuc::form::{Access, Form, FormCell, FormColumn, FormSheet, Rule};
use thethuc::table::{Cell, Column, Kind, Table};
use viet::number;

use super::columns::{FIGURES, LINES, MONEY, SheetSpec, Words, line};
use super::filled::Stamp;
use crate::reporting::entry;
use crate::reporting::model::{Money, Progress, Source, Unit, Written, show_amount};
use crate::reporting::store::lines::Line;
use crate::reporting::store::submissions::Submission;
use crate::web::lang::fill;

/// Empty rows offered for figures and for money.
const SPARE: u32 = 60;
/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// What the form says of its report besides its lines.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// `Báo cáo 6 tháng đầu năm 2026`.
    pub title: String,
    /// The period in words.
    pub period: String,
    /// When and by whom it was made.
    pub made: String,
    /// The mark of demonstration data.
    pub mark: Option<String>,
}

/// The form of a report: its lines that are owed, filled with what the draft says.
#[must_use]
pub fn form(w: Words, about: &About, of: &Submission, known: &[Line]) -> Form {
    let (r, o) = (w.r, w.o);
    let owed: Vec<&Line> = known.iter().filter(|line| line.exempt_reason.is_none()).collect();
    let facts = [
        (o.f_report, about.title.clone()),
        (o.f_agency, of.org_name.clone()),
        (o.f_plan, of.plan_number.clone().unwrap_or_else(|| of.plan_title.clone())),
        (o.f_period, about.period.clone()),
        (o.f_due, of.due_on.show()),
        (o.f_made, about.made.clone()),
        (o.f_id, of.id.to_string()),
    ];
    let mut advice =
        vec![o.a_colour, o.a_whole, o.a_extra, o.a_targets, o.a_formula, o.a_try, o.a_file, r.no_secrets];
    advice.extend(about.mark.as_deref());
    Form {
        name: o.sheet_guide.to_owned(),
        title: fill(o.form_of, &[&about.title]),
        facts: facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect(),
        advice: advice.into_iter().map(str::to_owned).collect(),
        sheets: vec![lines(w, about, of, &owed), figures(w, about, &owed), money(w, about, &owed)],
    }
}

/// The sheet of lines alone, as CSV.
#[must_use]
pub fn csv(w: Words, of: &Submission, known: &[Line]) -> Vec<u8> {
    let owed: Vec<&Line> = known.iter().filter(|line| line.exempt_reason.is_none()).collect();
    let sheet = lines(w, &About::default(), of, &owed);
    let table = Table {
        columns: sheet.columns.into_iter().map(|column| column.column).collect(),
        rows: sheet.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.value).collect()).collect(),
        ..Table::default()
    };
    table.csv()
}

pub(super) fn sheet(w: Words, about: &About, spec: &SheetSpec, columns: Vec<FormColumn>) -> FormSheet {
    let name = (spec.name)(w);
    FormSheet {
        name: name.to_owned(),
        title: format!("{name}: {}", about.title),
        remarks: about.mark.iter().cloned().collect(),
        columns,
        ..FormSheet::default()
    }
}

/// The columns of a sheet: heading by heading the width and what makes a column of it.
pub(super) fn columns(
    w: Words,
    spec: &SheetSpec,
    widths: &[f64],
    made: impl Fn(usize, Column) -> FormColumn,
) -> Vec<FormColumn> {
    let headings = (spec.headings)(w).into_iter().zip(widths);
    headings.enumerate().map(|(at, (heading, width))| made(at, Column::words(heading, *width))).collect()
}

fn lines(w: Words, about: &About, of: &Submission, owed: &[&Line]) -> FormSheet {
    let (r, o) = (w.r, w.o);
    let progress = |restricted| {
        Rule::OneOf(Progress::choices(restricted).iter().map(|p| r.progress_name(*p).to_owned()).collect())
    };
    let widths = [10.0, 10.0, 6.0, 15.0, 52.0, 12.0, 24.0, 16.0, 46.0, 34.0, 26.0, 30.0];
    let columns = columns(w, &LINES, &widths, |at, column| match at {
        line::ID | line::VERSION => FormColumn::closed(column, Access::Hidden),
        line::PROGRESS => FormColumn::open(column, progress(false), o.refuse_progress),
        at if line::WORDS.contains(&at) => FormColumn::open(column, Rule::Any, ""),
        _ => FormColumn::closed(column, Access::Fixed),
    });
    let row = |(number, line): (i64, &&Line)| {
        let stamp = Stamp { report: of.rev, line: line.rev, digest: line.said.digest() };
        let note = match &line.return_note {
            Some(note) => fill(r.note_on_line, &[note]),
            None if line.restricted => r.restricted_line.to_owned(),
            None => String::new(),
        };
        let said = &line.said;
        let mut cells: Vec<FormCell> = vec![
            line.obligation.to_string().into(),
            stamp.to_string().into(),
            number.into(),
            r.clause_of(&line.section_path, line.paragraph).into(),
            line.text.as_str().into(),
            r.role_name(&line.role).into(),
            note.into(),
            FormCell {
                rule: line.restricted.then(|| progress(true)),
                ..FormCell::from(said.progress.map(|p| r.progress_name(p)))
            },
        ];
        for text in [&said.result, &said.difficulty, &said.cause, &said.proposal] {
            cells.push(FormCell { locked: line.restricted, ..FormCell::from(text.as_str()) });
        }
        cells
    };
    FormSheet { rows: (1..).zip(owed).map(row).collect(), ..sheet(w, about, &LINES, columns) }
}

/// The column by which a row names its duty.
fn number_column(w: Words, column: Column, owed: &[&Line]) -> FormColumn {
    let last = i32::try_from(owed.len()).unwrap_or(i32::MAX).max(1);
    FormColumn::open(column, Rule::Whole(1, last), &fill(w.o.refuse_number, &[&last]))
}

fn figures(w: Words, about: &About, owed: &[&Line]) -> FormSheet {
    let columns = columns(w, &FIGURES, &[12.0, 60.0, 20.0, 20.0], |at, column| match at {
        0 => number_column(w, column, owed),
        _ => FormColumn::open(column, Rule::Any, ""),
    });
    let mut sheet = FormSheet { spare: SPARE, ..sheet(w, about, &FIGURES, columns) };
    for (number, line) in (1_i64..).zip(owed) {
        for figure in &line.said.figures {
            let value = figure.value.as_deref().map_or(Cell::Empty, numeric);
            sheet.rows.push(vec![
                number.into(),
                figure.name.as_str().into(),
                value.into(),
                figure.unit.as_str().into(),
            ]);
        }
    }
    sheet
}

fn money(w: Words, about: &About, owed: &[&Line]) -> FormSheet {
    let (r, o) = (w.r, w.o);
    let sources = Rule::OneOf(Source::ALL.iter().map(|s| r.source_name(*s).to_owned()).collect());
    let units = Rule::OneOf(Unit::ALL.iter().map(|u| r.unit_name(*u).to_owned()).collect());
    let widths = [12.0, 26.0, 10.0, 14.0, 18.0, 18.0, 36.0, 14.0, 16.0, 14.0];
    let columns = columns(w, &MONEY, &widths, |at, column| match at {
        0 => number_column(w, column, owed),
        1 => FormColumn::open(column, sources.clone(), o.refuse_progress),
        2 => FormColumn::open(column, Rule::Whole(2000, 2100), o.refuse_year),
        3 => FormColumn::open(column, units.clone(), o.refuse_progress),
        4 | 5 => FormColumn::open(Column { kind: Kind::Number, ..column }, Rule::Any, ""),
        6 => FormColumn::open(column, Rule::Any, ""),
        _ => FormColumn::open(column, Rule::OneOf(vec!["x".to_owned()]), o.refuse_progress),
    });
    let mut sheet = FormSheet { spare: SPARE, ..sheet(w, about, &MONEY, columns) };
    for (number, line) in (1_i64..).zip(owed) {
        sheet.rows.extend(line.said.money.iter().map(|row| money_row(w, number, row)));
    }
    sheet
}

fn money_row(w: Words, number: i64, row: &Money) -> Vec<FormCell> {
    let amount = |written: &Written| match written {
        Written::Known(dong) => {
            let shown = show_amount(*dong, row.unit);
            number::parse_decimal(&shown).map_or(Cell::Text(shown), |plain| numeric(&plain))
        }
        written => Cell::from(entry::show_written(written, Some(row.unit))),
    };
    let year = match row.year {
        Written::Known(year) => Cell::Integer(year),
        ref written => Cell::from(entry::show_written(written, None)),
    };
    let flag = |holds: bool| FormCell::from(if holds { "x" } else { "" });
    vec![
        number.into(),
        w.r.source_name(row.source).into(),
        year.into(),
        w.r.unit_name(row.unit).into(),
        amount(&row.allotted).into(),
        amount(&row.disbursed).into(),
        row.commune_name.as_str().into(),
        flag(row.border),
        flag(row.minority),
        flag(row.difficult),
    ]
}

/// A decimal as a number where a spreadsheet keeps all of it, else as it would be typed: `20.80` stays `20,80`.
pub(super) fn numeric(plain: &str) -> Cell {
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    match plain.parse::<f64>() {
        Ok(number) if digits <= DIGITS && number.to_string() == plain => Cell::Decimal(number),
        _ => Cell::from(entry::show_value(Some(plain))),
    }
}
