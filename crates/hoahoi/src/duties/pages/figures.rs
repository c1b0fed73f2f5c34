//! Figures on pages: cells, stacked bars, reports counted by period.

use super::super::texts::DutyTexts;
use super::super::words::Badge;
use crate::ids::PeriodId;
use crate::reporting::model::Timeliness;
use crate::reporting::store::progress::{Punctuality, Tally};
use crate::web::Ctx;
use crate::web::lang::fill;

/// A piece of a stacked bar: class, start and width in per cent.
pub struct Piece {
    /// Class of the fill.
    pub class: &'static str,
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
}

/// A figure in a table.
pub struct Cell {
    /// The heading of its column, for narrow screens.
    pub label: &'static str,
    /// How many.
    pub n: i64,
    /// The figure; a dash is zero.
    pub text: String,
    /// Whether it is zero.
    pub zero: bool,
    /// Whether it counts what is late, and there is some.
    pub late: bool,
}

/// A reporting period with its reports counted by timeliness.
pub struct PeriodRow {
    /// Which.
    pub id: PeriodId,
    /// 6 tháng đầu năm 2026.
    pub name: String,
    /// The day reports are due.
    pub due: String,
    /// The counts.
    pub cells: Vec<Cell>,
    /// The counts as a bar.
    pub bar: Vec<Piece>,
    /// The bar in words.
    pub label: String,
    /// "2 trên 3" of the bodies that are asked; empty when none is.
    pub asked: String,
}

/// How a report came, in a word.
#[must_use]
pub fn report_badge(t: &DutyTexts, of: Timeliness) -> Badge {
    let (class, icon, text) = match of {
        Timeliness::OnTime => ("due ok", "", t.t_on_time.to_owned()),
        Timeliness::Late(days) => ("due was-late", "warn", fill(t.t_late, &[&days])),
        Timeliness::Open => ("due ok", "", t.t_in_time.to_owned()),
        Timeliness::Soon(0) => ("due soon", "clock", t.t_today.to_owned()),
        Timeliness::Soon(days) => ("due soon", "clock", fill(t.t_soon, &[&days])),
        Timeliness::Overdue(days) => ("due late", "late", fill(t.t_overdue, &[&days])),
    };
    Badge { class, icon, text }
}

/// A figure under its heading.
#[must_use]
pub fn cell(label: &'static str, n: i64, late: bool) -> Cell {
    let text = if n == 0 { "–".to_owned() } else { viet::number::show(n) };
    Cell { label, n, text, zero: n == 0, late: late && n > 0 }
}

/// The pieces of a bar, and the same in words; nothing where there is nothing to show.
#[must_use]
pub fn bar(pieces: &[(&'static str, i64, &'static str)]) -> (Vec<Piece>, String) {
    let total: i64 = pieces.iter().map(|(_, n, _)| n).sum();
    let (mut out, mut words, mut before) = (Vec::new(), Vec::new(), 0);
    for (class, n, text) in pieces.iter().filter(|(_, n, _)| *n > 0) {
        out.push(Piece { class, x: percent(before, total), width: percent(*n, total) });
        words.push(fill(text, &[n]));
        before += n;
    }
    (out, words.join(", "))
}

/// "33.33%".
#[allow(clippy::cast_precision_loss)]
fn percent(part: i64, whole: i64) -> String {
    format!("{:.2}%", part as f64 * 100.0 / whole.max(1) as f64)
}

/// The reports counted by period, latest first. Bodies outside the state system are counted apart: asked, and how many
/// have sent theirs.
#[must_use]
pub fn period_rows(ctx: &Ctx, reports: &[Punctuality]) -> Vec<PeriodRow> {
    let t = &ctx.t.duties;
    let mut ids = Vec::new();
    for report in reports {
        if !ids.contains(&report.period) {
            ids.push(report.period);
        }
    }
    let row = |period| {
        let of: Vec<&Punctuality> = reports.iter().filter(|r| r.period == period).collect();
        let first = of.first()?;
        let tally = Tally::of(of.iter().filter(|r| r.system.is_subordinate()).copied());
        let asked: Vec<Timeliness> =
            of.iter().filter(|r| !r.system.is_subordinate()).filter_map(|r| r.timeliness).collect();
        let came = asked.iter().filter(|r| r.is_in()).count();
        let (bar, label) = bar(&[
            ("f-done", tally.on_time, t.rl_on_time),
            ("f-hatch", tally.late, t.rl_late),
            ("f-open", tally.open, t.rl_waiting),
            ("f-late", tally.overdue, t.rl_missing),
        ]);
        Some(PeriodRow {
            id: period,
            name: ctx.t.reporting.period_name(&first.code),
            due: first.due_on.show(),
            cells: vec![
                cell(t.r_on_time, tally.on_time, false),
                cell(t.r_late, tally.late, false),
                cell(t.r_waiting, tally.open, false),
                cell(t.r_missing, tally.overdue, true),
            ],
            bar,
            label,
            asked: if asked.is_empty() { String::new() } else { fill(t.n_of, &[&came, &asked.len()]) },
        })
    };
    ids.into_iter().filter_map(row).collect()
}
