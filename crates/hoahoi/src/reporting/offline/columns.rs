//! The sheets of the form and their columns. They are known by their names in either language, wherever they stand.

use super::texts::OfflineTexts;
use crate::indicators::texts::IndicatorTexts;
use crate::reporting::texts::ReportingTexts;
use crate::web::lang::{Lang, Texts};

/// The texts that name sheets, columns and choices.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Of reports.
    pub r: &'static ReportingTexts,
    /// Of the form.
    pub o: &'static OfflineTexts,
    /// Of targets.
    pub i: &'static IndicatorTexts,
}

impl Words {
    /// Out of all texts.
    #[must_use]
    pub fn of(texts: &'static Texts) -> Self {
        Self { r: &texts.reporting, o: &texts.offline, i: &texts.indicators }
    }

    /// In both languages.
    #[must_use]
    pub fn both() -> [Self; 2] {
        [Self::of(Lang::Vi.texts()), Self::of(Lang::En.texts())]
    }
}

/// A sheet of the form.
#[derive(Debug, Clone, Copy)]
pub struct SheetSpec {
    /// Its name.
    pub name: fn(Words) -> &'static str,
    /// Its headings.
    pub headings: fn(Words) -> Vec<&'static str>,
    /// The columns without which it cannot be read, by their place among the headings.
    pub needed: &'static [usize],
}

/// Columns of the sheet of lines.
pub mod line {
    /// The obligation.
    pub const ID: usize = 0;
    /// What the draft was when the form was made.
    pub const VERSION: usize = 1;
    /// Number within the file.
    pub const NUMBER: usize = 2;
    /// How far.
    pub const PROGRESS: usize = 7;
    /// Words, in order: result, difficulty, cause, proposal.
    pub const WORDS: [usize; 4] = [8, 9, 10, 11];
}

/// The sheet of lines.
pub const LINES: SheetSpec = SheetSpec {
    name: |w| w.o.sheet_lines,
    headings: |w| {
        let (r, o) = (w.r, w.o);
        vec![
            o.c_id,
            o.c_version,
            o.c_number,
            o.c_clause,
            o.c_duty,
            o.c_role,
            o.c_note,
            r.progress,
            r.result,
            r.difficulty,
            r.cause,
            r.proposal,
        ]
    },
    needed: &[0, 1, 2, 7, 8, 9, 10, 11],
};

/// Columns of the sheet of figures.
pub mod figure {
    /// Number of its duty.
    pub const NUMBER: usize = 0;
    /// What is counted.
    pub const NAME: usize = 1;
    /// How much.
    pub const VALUE: usize = 2;
    /// In what.
    pub const UNIT: usize = 3;
}

/// The sheet of figures.
pub const FIGURES: SheetSpec = SheetSpec {
    name: |w| w.o.sheet_figures,
    headings: |w| vec![w.o.c_duty_number, w.r.figure_name, w.r.figure_value, w.r.figure_unit],
    needed: &[0, 1, 2, 3],
};

/// Columns of the sheet of money.
pub mod money {
    /// Number of its duty.
    pub const NUMBER: usize = 0;
    /// Where it comes from.
    pub const SOURCE: usize = 1;
    /// Budget year.
    pub const YEAR: usize = 2;
    /// In what amounts are given.
    pub const UNIT: usize = 3;
    /// Allotted.
    pub const ALLOTTED: usize = 4;
    /// Disbursed.
    pub const DISBURSED: usize = 5;
    /// For which commune.
    pub const COMMUNE: usize = 6;
    /// Areas, in order: border, minority, difficult.
    pub const AREAS: [usize; 3] = [7, 8, 9];
}

/// The sheet of money.
pub const MONEY: SheetSpec = SheetSpec {
    name: |w| w.o.sheet_money,
    headings: |w| {
        let r = w.r;
        vec![
            w.o.c_duty_number,
            r.money_source,
            r.money_year,
            r.money_unit,
            r.allotted,
            r.disbursed,
            r.money_commune,
            r.area_border,
            r.area_minority,
            r.area_difficult,
        ]
    },
    needed: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
};

/// Columns of the sheet of targets.
pub mod target {
    /// The indicator.
    pub const ID: usize = 0;
    /// What the draft was when the form was made.
    pub const VERSION: usize = 1;
    /// The value; of a ratio empty.
    pub const VALUE: usize = 5;
    /// Of a ratio what stands above the line.
    pub const NUMERATOR: usize = 6;
    /// Of a ratio what stands below it.
    pub const DENOMINATOR: usize = 7;
    /// Why there is no figure.
    pub const MISSING: usize = 8;
}

/// The sheet of targets: only in the form of a report that is asked for any.
pub const TARGETS: SheetSpec = SheetSpec {
    name: |w| w.o.sheet_targets,
    headings: |w| {
        let (i, o) = (w.i, w.o);
        vec![
            o.c_id,
            o.c_version,
            o.c_target,
            o.c_definition,
            w.r.figure_unit,
            i.value,
            i.numerator,
            i.denominator,
            i.in_report_missing,
        ]
    },
    needed: &[0, 1, 5, 6, 7, 8],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_of_a_sheet_and_no_two_sheets_can_be_mistaken() {
        for words in Words::both() {
            for spec in [LINES, FIGURES, MONEY, TARGETS] {
                let headings: Vec<String> = (spec.headings)(words).into_iter().map(viet::fold).collect();
                for (at, heading) in headings.iter().enumerate() {
                    assert!(!headings[..at].contains(heading), "{heading} twice");
                }
                assert!(spec.needed.iter().all(|at| *at < headings.len()));
            }
            let mut names: Vec<String> =
                [LINES, FIGURES, MONEY, TARGETS].iter().map(|spec| viet::fold((spec.name)(words))).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), 4);
        }
    }
}
