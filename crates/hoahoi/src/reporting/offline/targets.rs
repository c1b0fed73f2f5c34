//! The sheet of targets: the figures that the agency owes in this report, out and back. Pure. What comes back is read by
//! the rules of the report's own form ([`reported`]).

use std::collections::HashMap;

use thethuc::form::{Access, FormCell, FormColumn, FormSheet, Rule};
use thethuc::table::Cell;
use vanban::workbook::{Row, Workbook};

use super::columns::{TARGETS, Words, target};
use super::filled::{Findings, Stamp, Standing};
use super::form::{About, columns, numeric, sheet};
use super::grid::Grid;
use crate::ids::IndicatorId;
use crate::indicators::model::{Amount, Rollup, Said};
use crate::indicators::reported::{self, Owed, TypedValues};
use crate::reporting::store::submissions::Submission;
use crate::web::lang::fill;

/// The sheet on its way out, filled with what the draft says. Cells that a target does not use are locked.
#[must_use]
pub fn form(w: Words, about: &About, of: &Submission, owed: &[Owed]) -> FormSheet {
    let widths = [10.0, 10.0, 46.0, 52.0, 16.0, 18.0, 18.0, 18.0, 46.0];
    let columns = columns(w, &TARGETS, &widths, |at, column| match at {
        target::ID | target::VERSION => FormColumn::closed(column, Access::Hidden),
        at if at >= target::VALUE => FormColumn::open(column, Rule::Any, ""),
        _ => FormColumn::closed(column, Access::Fixed),
    });
    let rows = owed.iter().map(|one| row(w, of, one)).collect();
    FormSheet { rows, ..sheet(w, about, &TARGETS, columns) }
}

fn row(w: Words, of: &Submission, owed: &Owed) -> Vec<FormCell> {
    let Owed { indicator, said, .. } = owed;
    let ratio = indicator.rollup == Rollup::Ratio;
    let stamp = Stamp { report: of.rev, line: owed.rev, digest: said.digest() };
    let parts = ratio.then(|| fill(w.o.target_ratio, &[&indicator.numerator, &indicator.denominator]));
    let how: Vec<&str> = [Some(indicator.definition.as_str()), parts.as_deref()]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    let amount = |amount: Option<Amount>, locked: bool| FormCell {
        locked,
        ..FormCell::from(amount.map_or(Cell::Empty, |amount| numeric(&amount.to_string())))
    };
    vec![
        indicator.id.to_string().into(),
        stamp.to_string().into(),
        indicator.name.as_str().into(),
        how.join("\n").into(),
        indicator.unit.as_str().into(),
        amount(said.value, ratio),
        amount(said.numerator, !ratio),
        amount(said.denominator, !ratio),
        said.missing.as_str().into(),
    ]
}

/// A target of the file.
#[derive(Debug, Clone)]
pub struct FilledTarget {
    /// Which.
    pub indicator: IndicatorId,
    /// What it was when the form was made.
    pub stamp: Stamp,
    /// What the file says.
    pub said: Said,
}

/// Reads the sheet against the targets that the report is asked for; nothing of a file without it, whose targets stay.
#[must_use]
pub fn read(book: &Workbook, owed: &[Owed], w: Words, found: &mut Findings) -> Vec<FilledTarget> {
    if !Grid::is_in(book, &TARGETS) {
        return Vec::new();
    }
    let Some(grid) = Grid::find(book, &TARGETS, w, found) else { return Vec::new() };
    let filled = [target::ID, target::VALUE, target::NUMERATOR, target::DENOMINATOR, target::MISSING];
    let mut rows: HashMap<IndicatorId, u32> = HashMap::new();
    let rows_filled = grid.rows().iter().filter(|row| !grid.is_blank(row, &filled));
    rows_filled.filter_map(|row| one(&grid, row, owed, w, found, &mut rows)).collect()
}

fn one(
    grid: &Grid<'_>,
    row: &Row,
    owed: &[Owed],
    w: Words,
    found: &mut Findings,
    rows: &mut HashMap<IndicatorId, u32>,
) -> Option<FilledTarget> {
    let o = w.o;
    let id = grid.typed(row, target::ID, w, found);
    let at_id = grid.place(row, target::ID, w);
    if id.is_empty() {
        found.problem(at_id, o.no_id.to_owned());
        return None;
    }
    let Ok(indicator) = id.parse::<IndicatorId>() else {
        found.problem(at_id, fill(o.bad_id, &[&id]));
        return None;
    };
    let Some(of) = owed.iter().find(|one| one.indicator.id == indicator) else {
        found.problem(at_id, o.unknown_target.to_owned());
        return None;
    };
    if let Some(before) = rows.insert(indicator, row.number) {
        found.problem(at_id, fill(o.twice, &[&before]));
        return None;
    }
    let Ok(stamp) = grid.typed(row, target::VERSION, w, found).parse::<Stamp>() else {
        found.problem(grid.place(row, target::VERSION, w), o.bad_version.to_owned());
        return None;
    };
    let [value, numerator, denominator, missing] =
        [target::VALUE, target::NUMERATOR, target::DENOMINATOR, target::MISSING]
            .map(|column| grid.typed(row, column, w, found));
    let (unused, why) = match of.indicator.rollup {
        Rollup::Ratio => (vec![(target::VALUE, &value)], o.is_ratio),
        Rollup::Sum | Rollup::Mean | Rollup::Register => {
            (vec![(target::NUMERATOR, &numerator), (target::DENOMINATOR, &denominator)], o.not_ratio)
        }
    };
    for (column, _) in unused.into_iter().filter(|(_, typed)| !typed.is_empty()) {
        found.problem(grid.place(row, column, w), why.to_owned());
    }
    let values =
        TypedValues { value: &value, numerator: &numerator, denominator: &denominator, missing: &missing };
    let entry = reported::read_values(of, &values, w.i)?;
    for (field, why) in entry.problems {
        let column = match field {
            "tu-so" => target::NUMERATOR,
            "mau-so" => target::DENOMINATOR,
            "khong-co" => target::MISSING,
            _ => target::VALUE,
        };
        found.problem(grid.place(row, column, w), why);
    }
    Some(FilledTarget { indicator, stamp, said: entry.said })
}

/// A target for which file and draft say different things.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The target as it stands.
    pub owed: &'a Owed,
    /// What the file says.
    pub said: Said,
}

/// The file's targets beside the draft's.
#[derive(Debug, Clone, Default)]
pub struct Compared<'a> {
    /// Those that the file would change.
    pub changes: Vec<Difference<'a>>,
    /// Those changed both in the file and, since it was made, by somebody else.
    pub conflicts: Vec<Difference<'a>>,
    /// Those that stay as they are although they are in the file.
    pub same: usize,
    /// Those asked for that are not in the file.
    pub left_out: usize,
}

/// Lays the targets of a file beside those of the draft.
#[must_use]
pub fn compare(filled: Vec<FilledTarget>, owed: &[Owed]) -> Compared<'_> {
    let mut compared = Compared::default();
    let mut filled: HashMap<IndicatorId, FilledTarget> =
        filled.into_iter().map(|one| (one.indicator, one)).collect();
    for owed in owed {
        let Some(FilledTarget { stamp, said, .. }) = filled.remove(&owed.indicator.id) else {
            compared.left_out += 1;
            continue;
        };
        match stamp.judge(&said.digest(), &owed.said.digest(), owed.rev) {
            Standing::Same => compared.same += 1,
            Standing::Changed => compared.changes.push(Difference { owed, said }),
            Standing::Conflict => compared.conflicts.push(Difference { owed, said }),
        }
    }
    compared
}
