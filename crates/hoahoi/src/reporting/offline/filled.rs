//! What stands in a form that came back. Pure: every mistake is named with its sheet, row and column.

use std::collections::HashMap;

use vanban::workbook::{Row, Workbook};

use super::columns::{FIGURES, LINES, MONEY, Words, figure, line, money};
use super::grid::Grid;
use crate::ids::ObligationId;
use crate::reporting::entry::{self, Communes, MoneyTyped};
use crate::reporting::model::{Draft, LIMIT_FIGURES, LIMIT_MONEY, Progress, Source, Unit};
use crate::reporting::store::lines::Line;
use crate::web::lang::fill;

/// Something to look at in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, in words.
    pub place: String,
    /// What, and what to do.
    pub what: String,
}

/// What was found in a file besides its content.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What must be mended; nothing is taken while there is anything.
    pub problems: Vec<Finding>,
    /// What the person should know.
    pub notes: Vec<Finding>,
}

impl Findings {
    pub(super) fn problem(&mut self, place: String, what: String) {
        self.problems.push(Finding { place, what });
    }
}

/// What a line was when the form was made; stands in its hidden column as `3.1.0a1b2c…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The report's revision.
    pub report: i64,
    /// The line's.
    pub line: i64,
    /// Digest of what it said.
    pub digest: String,
}

/// How what a file says stands to what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The file says what is there, or what was there when it was made.
    Same,
    /// The file would change it.
    Changed,
    /// Changed in the file and, since it was made, by somebody else.
    Conflict,
}

impl Stamp {
    /// Judges by digests what the file says and what stands there now, at this revision.
    #[must_use]
    pub fn judge(&self, said: &str, now: &str, rev: i64) -> Standing {
        let stale = self.line != rev;
        if said == now || stale && said == self.digest {
            Standing::Same
        } else if stale {
            Standing::Conflict
        } else {
            Standing::Changed
        }
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.report, self.line, self.digest)
    }
}

impl std::str::FromStr for Stamp {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '.');
        let mut number = || parts.next()?.parse::<i64>().ok();
        let (report, line) = number().zip(number()).ok_or(())?;
        let digest = parts.next().filter(|d| d.len() == 24 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        Ok(Self { report, line, digest: digest.ok_or(())?.to_owned() })
    }
}

/// A line of the file.
#[derive(Debug, Clone)]
pub struct FilledLine {
    /// Of which obligation.
    pub obligation: ObligationId,
    /// What it was when the form was made.
    pub stamp: Stamp,
    /// What it says; of CSV without figures and money.
    pub said: Draft,
}

/// What stands in a file.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// Its lines.
    pub lines: Vec<FilledLine>,
    /// Whether it holds figures and money too.
    pub whole: bool,
    /// What was found.
    pub found: Findings,
}

/// Reads a file against the lines that the report has.
#[must_use]
pub fn read(book: &Workbook, known: &[Line], w: Words, communes: &Communes<'_>) -> Filled {
    let mut reading =
        Reading { w, known, communes, out: Filled { whole: !book.is_csv, ..Filled::default() } };
    let lines = Grid::find(book, &LINES, w, &mut reading.out.found);
    let [figures, money] = [FIGURES, MONEY]
        .map(|spec| if book.is_csv { None } else { Grid::find(book, &spec, w, &mut reading.out.found) });
    if let Some(grid) = &lines {
        let numbers = reading.lines(grid);
        if let Some(grid) = &figures {
            reading.figures(grid, &numbers);
        }
        if let Some(grid) = &money {
            reading.money(grid, &numbers);
        }
    }
    reading.out
}

struct Reading<'a> {
    w: Words,
    known: &'a [Line],
    communes: &'a Communes<'a>,
    out: Filled,
}

/// Which line of the file a number stands for; nothing for rows that were not understood.
type Numbers = HashMap<String, Option<usize>>;

impl Reading<'_> {
    fn lines(&mut self, grid: &Grid<'_>) -> Numbers {
        let (mut numbers, mut rows) = (Numbers::new(), HashMap::new());
        let mut number_rows: HashMap<String, u32> = HashMap::new();
        let filled: Vec<usize> = [line::ID, line::PROGRESS].into_iter().chain(line::WORDS).collect();
        for row in grid.rows().iter().filter(|row| !grid.is_blank(row, &filled)) {
            let at = self.line(grid, row, &mut rows);
            let number = grid.typed(row, line::NUMBER, self.w, &mut self.out.found);
            if number.is_empty() {
                continue;
            }
            match number_rows.get(&number) {
                Some(before) => {
                    let why = fill(self.w.o.same_number, &[&number, before]);
                    self.out.found.problem(grid.place(row, line::NUMBER, self.w), why);
                }
                None => {
                    number_rows.insert(number.clone(), row.number);
                    numbers.insert(number, at);
                }
            }
        }
        numbers
    }

    /// Takes a row of the sheet of lines; its place among the lines taken.
    fn line(&mut self, grid: &Grid<'_>, row: &Row, rows: &mut HashMap<ObligationId, u32>) -> Option<usize> {
        let (w, o) = (self.w, self.w.o);
        let found = &mut self.out.found;
        let id = grid.typed(row, line::ID, w, found);
        let at_id = grid.place(row, line::ID, w);
        if id.is_empty() {
            found.problem(at_id, o.no_id.to_owned());
            return None;
        }
        let Ok(obligation) = id.parse::<ObligationId>() else {
            found.problem(at_id, fill(o.bad_id, &[&id]));
            return None;
        };
        let Some(of) = self.known.iter().find(|line| line.obligation == obligation) else {
            found.problem(at_id, o.unknown_line.to_owned());
            return None;
        };
        if of.exempt_reason.is_some() {
            found.problem(at_id, o.exempt_line.to_owned());
            return None;
        }
        if let Some(before) = rows.insert(obligation, row.number) {
            found.problem(at_id, fill(o.twice, &[&before]));
            return None;
        }
        let Ok(stamp) = grid.typed(row, line::VERSION, w, found).parse::<Stamp>() else {
            found.problem(grid.place(row, line::VERSION, w), o.bad_version.to_owned());
            return None;
        };
        let mut said = Draft::default();
        let progress = grid.typed(row, line::PROGRESS, w, found);
        if !progress.is_empty() {
            let choices = Progress::choices(of.restricted);
            said.progress = chosen(choices, &progress, |words, one| words.r.progress_name(one));
            if said.progress.is_none() {
                let offered = offered(choices, |one| w.r.progress_name(one));
                found.problem(
                    grid.place(row, line::PROGRESS, w),
                    fill(o.bad_progress, &[&progress, &offered]),
                );
            }
        }
        let texts = [&mut said.result, &mut said.difficulty, &mut said.cause, &mut said.proposal];
        for (column, text) in line::WORDS.into_iter().zip(texts) {
            let (typed, problem) = entry::words(&grid.typed(row, column, w, found), w.r);
            if of.restricted && !typed.is_empty() {
                found.problem(grid.place(row, column, w), o.restricted_words.to_owned());
            } else if let Some(why) = problem {
                found.problem(grid.place(row, column, w), why);
            }
            *text = typed;
        }
        self.out.lines.push(FilledLine { obligation, stamp, said });
        Some(self.out.lines.len() - 1)
    }

    /// The line that a row of figures or money belongs to.
    fn of_number(&mut self, grid: &Grid<'_>, row: &Row, column: usize, numbers: &Numbers) -> Option<usize> {
        let number = grid.typed(row, column, self.w, &mut self.out.found);
        let Some(at) = numbers.get(&number) else {
            let why = fill(self.w.o.bad_number, &[&number]);
            self.out.found.problem(grid.place(row, column, self.w), why);
            return None;
        };
        let at = (*at)?;
        let obligation = self.out.lines[at].obligation;
        if self.known.iter().any(|line| line.obligation == obligation && line.restricted) {
            self.out.found.problem(grid.place(row, column, self.w), self.w.o.restricted_words.to_owned());
            return None;
        }
        Some(at)
    }

    fn figures(&mut self, grid: &Grid<'_>, numbers: &Numbers) {
        let filled = [figure::NAME, figure::VALUE, figure::UNIT];
        for row in grid.rows().iter().filter(|row| !grid.is_blank(row, &filled)) {
            let Some(at) = self.of_number(grid, row, figure::NUMBER, numbers) else { continue };
            let w = self.w;
            let [name, value, unit] = filled.map(|column| grid.typed(row, column, w, &mut self.out.found));
            let (read, problems) = entry::figure_row(&name, &value, &unit, w.r);
            for (field, why) in problems {
                let column = match field {
                    "so-lieu" => figure::NAME,
                    "don-vi" => figure::UNIT,
                    _ => figure::VALUE,
                };
                self.out.found.problem(grid.place(row, column, w), why);
            }
            let figures = &mut self.out.lines[at].said.figures;
            figures.push(read);
            if figures.len() == LIMIT_FIGURES + 1 {
                let why = fill(w.o.too_many, &[&LIMIT_FIGURES]);
                self.out.found.problem(grid.place(row, figure::NUMBER, w), why);
            }
        }
    }

    fn money(&mut self, grid: &Grid<'_>, numbers: &Numbers) {
        let filled = [money::YEAR, money::ALLOTTED, money::DISBURSED, money::COMMUNE];
        for row in grid.rows().iter().filter(|row| !grid.is_blank(row, &filled)) {
            let Some(at) = self.of_number(grid, row, money::NUMBER, numbers) else { continue };
            let w = self.w;
            let [year, allotted, disbursed, place] =
                filled.map(|column| grid.typed(row, column, w, &mut self.out.found));
            let source =
                self.one_of(grid, row, money::SOURCE, Source::ALL, |w, s| w.r.source_name(s), w.o.bad_source);
            let unit = match grid.cell(row, money::UNIT).is_blank() {
                true => Some(Unit::Million),
                false => {
                    self.one_of(grid, row, money::UNIT, Unit::ALL, |w, u| w.r.unit_name(u), w.o.bad_unit)
                }
            };
            let [border, minority, difficult] = money::AREAS.map(|column| self.flag(grid, row, column));
            let (Some(source), Some(unit)) = (source, unit) else { continue };
            let typed =
                MoneyTyped { source, unit, year, allotted, disbursed, place, border, minority, difficult };
            let (read, problems) = entry::money_row(typed, self.communes, w.r);
            for (field, why) in problems {
                let column = match field {
                    "nam" => money::YEAR,
                    "duoc-giao" => money::ALLOTTED,
                    "giai-ngan" => money::DISBURSED,
                    _ => money::COMMUNE,
                };
                self.out.found.problem(grid.place(row, column, w), why);
            }
            let rows = &mut self.out.lines[at].said.money;
            rows.push(read);
            if rows.len() == LIMIT_MONEY + 1 {
                let why = fill(w.o.too_many, &[&LIMIT_MONEY]);
                self.out.found.problem(grid.place(row, money::NUMBER, w), why);
            }
        }
    }

    fn one_of<T: Copy>(
        &mut self,
        grid: &Grid<'_>,
        row: &Row,
        column: usize,
        all: &[T],
        name: fn(Words, T) -> &'static str,
        refusal: &'static str,
    ) -> Option<T> {
        let typed = grid.typed(row, column, self.w, &mut self.out.found);
        let one = chosen(all, &typed, name);
        if one.is_none() {
            let why = fill(refusal, &[&typed, &offered(all, |one| name(self.w, one))]);
            self.out.found.problem(grid.place(row, column, self.w), why);
        }
        one
    }

    fn flag(&mut self, grid: &Grid<'_>, row: &Row, column: usize) -> bool {
        let typed = grid.typed(row, column, self.w, &mut self.out.found);
        match viet::fold(&typed).as_str() {
            "x" | "v" | "co" | "yes" | "true" | "1" => true,
            "" | "khong" | "no" | "false" | "0" => false,
            _ => {
                let why = fill(self.w.o.bad_flag, &[&typed]);
                self.out.found.problem(grid.place(row, column, self.w), why);
                false
            }
        }
    }
}

/// The choice that a text names, in either language, with or without marks.
fn chosen<T: Copy>(all: &[T], typed: &str, name: impl Fn(Words, T) -> &'static str) -> Option<T> {
    let typed = viet::fold(typed);
    let is_named = |one: &&T| Words::both().iter().any(|words| viet::fold(name(*words, **one)) == typed);
    all.iter().find(is_named).copied()
}

fn offered<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> String {
    all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ")
}
