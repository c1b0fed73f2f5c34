//! What was said in a report, in the words of its page: lines, money, papers and who is writing.

use super::super::entry;
use super::super::model::{Draft, Money, Source, Unit, Written, show_amount};
use super::super::money::Totals;
use super::super::store::versions::Paper;
use super::super::store::writers::Writer;
use super::super::texts::ReportingTexts;
use crate::web::lang::fill;

/// Words of a line, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub progress: Option<&'static str>,
    pub result: String,
    pub difficulty: String,
    pub cause: String,
    pub proposal: String,
    /// Name, value (empty when there is no data), unit.
    pub figures: Vec<(String, String, String)>,
    pub money: Vec<MoneyWords>,
}

/// A row of money to be read.
#[derive(Debug, Clone, Default)]
pub struct MoneyWords {
    /// `Ngân sách tỉnh, năm 2026, UBND xã Đồng Đăng (Khu vực biên giới)`.
    pub label: String,
    /// With its unit; empty when there is no data.
    pub allotted: String,
    /// Likewise.
    pub disbursed: String,
}

/// A row of money to be filled in.
#[derive(Debug, Clone, Default)]
pub struct MoneyField {
    pub source: &'static str,
    pub year: String,
    pub allotted: String,
    pub disbursed: String,
    pub unit: &'static str,
    pub place: String,
    pub border: bool,
    pub minority: bool,
    pub difficult: bool,
}

impl MoneyField {
    pub fn of(row: &Money) -> Self {
        Self {
            source: row.source.as_str(),
            year: entry::show_written(&row.year, None),
            allotted: entry::show_written(&row.allotted, Some(row.unit)),
            disbursed: entry::show_written(&row.disbursed, Some(row.unit)),
            unit: row.unit.as_str(),
            place: row.commune_name.clone(),
            border: row.border,
            minority: row.minority,
            difficult: row.difficult,
        }
    }
}

fn money_words(row: &Money, t: &ReportingTexts) -> MoneyWords {
    let amount = |written: &Written| match written {
        Written::Missing => String::new(),
        written => format!("{} {}", entry::show_written(written, Some(row.unit)), t.unit_name(row.unit)),
    };
    let year = fill(t.period_year, &[&entry::show_written(&row.year, None)]);
    let mut label = format!("{}, {year}", t.source_name(row.source));
    if !row.commune_name.is_empty() {
        label = format!("{label}, {}", row.commune_name);
    }
    let areas: Vec<&str> =
        [(row.border, t.area_border), (row.minority, t.area_minority), (row.difficult, t.area_difficult)]
            .into_iter()
            .filter_map(|(holds, name)| holds.then_some(name))
            .collect();
    if !areas.is_empty() {
        label = format!("{label} ({})", areas.join(", "));
    }
    MoneyWords { label, allotted: amount(&row.allotted), disbursed: amount(&row.disbursed) }
}

/// An amount of đồng in words for sums: in the unit that suits it; empty when there is no data.
fn sum_words(t: &ReportingTexts, dong: Option<i64>) -> String {
    let Some(dong) = dong else { return String::new() };
    let unit = Money::natural_unit(&Written::Known(dong), &Written::Missing);
    format!("{} {}", show_amount(dong, unit), t.unit_name(unit))
}

/// The sums of a report's money.
pub struct TotalsView {
    pub rows: Vec<MoneyWords>,
    pub note: String,
}

impl TotalsView {
    pub fn of(t: &ReportingTexts, totals: &Totals) -> Option<Self> {
        if totals.is_empty() {
            return None;
        }
        let mut rows: Vec<MoneyWords> = totals
            .sums
            .iter()
            .map(|sum| MoneyWords {
                label: format!("{}, {}", t.source_name(sum.source), fill(t.period_year, &[&sum.year])),
                allotted: sum_words(t, sum.allotted),
                disbursed: sum_words(t, sum.disbursed),
            })
            .collect();
        if rows.len() > 1 {
            let (allotted, disbursed) = totals.all();
            rows.push(MoneyWords {
                label: t.money_total.to_owned(),
                allotted: sum_words(t, allotted),
                disbursed: sum_words(t, disbursed),
            });
        }
        Some(Self { rows, note: fill(t.money_of, &[&totals.reported, &totals.lines]) })
    }
}

/// `Số 12/BC-SNNMT, ngày 16/12/2026`.
pub fn paper_words(t: &ReportingTexts, paper: &Paper) -> String {
    let number = if paper.symbol.is_empty() {
        paper.number.clone()
    } else {
        format!("{}/{}", paper.number, paper.symbol)
    };
    fill(t.paper_is, &[&number, &paper.date.show()])
}

/// Who else is at a report, in sentences.
pub fn at_work(t: &ReportingTexts, others: &[Writer]) -> Vec<String> {
    others
        .iter()
        .map(|writer| match writer.saved_at {
            Some(at) => fill(t.writing_saved, &[&writer.name, &at.show()]),
            None => fill(t.writing_now, &[&writer.name]),
        })
        .collect()
}

impl ReportingTexts {
    /// Where money comes from.
    pub fn source_name(&self, source: Source) -> &'static str {
        match source {
            Source::Central => self.source_central,
            Source::Provincial => self.source_provincial,
            Source::Commune => self.source_commune,
            Source::Other => self.source_other,
        }
    }

    /// In what amounts are given.
    pub fn unit_name(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Million => self.unit_million,
            Unit::Dong => self.unit_dong,
        }
    }
}

impl Words {
    /// The words of a line.
    pub fn of(said: &Draft, t: &ReportingTexts) -> Self {
        let show = |value: Option<&str>| entry::show_value(value);
        Self {
            progress: said.progress.map(|p| t.progress_name(p)),
            result: said.result.clone(),
            difficulty: said.difficulty.clone(),
            cause: said.cause.clone(),
            proposal: said.proposal.clone(),
            figures: said
                .figures
                .iter()
                .map(|f| (f.name.clone(), show(f.value.as_deref()), f.unit.clone()))
                .collect(),
            money: said.money.iter().map(|row| money_words(row, t)).collect(),
        }
    }
}
