//! What was typed for a line, read from the form. Pure.

use std::collections::BTreeMap;

use viet::number;

use super::model::{
    BadAmount, Draft, Figure, LIMIT_FIGURES, LIMIT_MONEY, LIMIT_TEXT, Money, Progress, Source, Unit, Written,
    parse_amount,
};
use super::texts::ReportingTexts;
use crate::ids::{ObligationId, OrgId};
use crate::web::form::Fields;
use crate::web::lang::fill;

/// Name of a field of a line.
#[must_use]
pub fn name(obligation: ObligationId, field: &str) -> String {
    format!("d-{obligation}-{field}")
}

/// One line as typed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The revision that the form was filled with.
    pub rev: i64,
    /// What is said now.
    pub said: Draft,
    /// Whether it differs from what the form was filled with.
    pub touched: bool,
    /// What is wrong, by field.
    pub problems: BTreeMap<&'static str, String>,
}

/// Finds the commune that a name stands for, with its official name.
pub type Communes<'a> = dyn Fn(&str) -> Option<(OrgId, String)> + Sync + 'a;

/// Budget years outside these are mistakes of typing.
const YEARS: std::ops::RangeInclusive<i64> = 2000..=2100;

/// Reads what was typed for an obligation; `None` when the form did not hold it. Of a duty in security or defence
/// only the progress is read: whatever else is sent is dropped.
#[must_use]
pub fn read(
    fields: &Fields,
    obligation: ObligationId,
    restricted: bool,
    communes: &Communes<'_>,
    t: &ReportingTexts,
) -> Option<Entry> {
    let rev: i64 = fields.parse(&name(obligation, "rev"))?;
    let mut problems = BTreeMap::new();
    let progress = fields
        .parse::<Progress>(&name(obligation, "tien-do"))
        .filter(|p| Progress::choices(restricted).contains(p));
    let mut said = Draft { progress, ..Draft::default() };
    if !restricted {
        let mut text = |field: &'static str| {
            let (typed, problem) = words(fields.get(&name(obligation, field)), t);
            if let Some(why) = problem {
                problems.insert(field, why);
            }
            typed
        };
        said.result = text("ket-qua");
        said.difficulty = text("kho-khan");
        said.cause = text("nguyen-nhan");
        said.proposal = text("de-xuat");
        said.figures = figures(fields, obligation, t, &mut problems);
        said.money = money(fields, obligation, communes, t, &mut problems);
    }
    let touched = said.digest() != fields.get(&name(obligation, "goc"));
    Some(Entry { rev, said, touched, problems })
}

/// A text of a line as it is kept, and what is wrong with it.
#[must_use]
pub fn words(typed: &str, t: &ReportingTexts) -> (String, Option<String>) {
    let typed = normal(typed);
    let problem =
        (typed.chars().count() > LIMIT_TEXT).then(|| fill(t.too_long, &[&number::show(LIMIT_TEXT)]));
    (typed, problem)
}

/// What is wrong with a row: the field of each problem, and the sentence.
pub type RowProblems = Vec<(&'static str, String)>;

/// A figure as it is kept, and what is wrong with it at `so-lieu` (its name), `gia-tri` and `don-vi`.
#[must_use]
pub fn figure_row(label: &str, typed: &str, unit: &str, t: &ReportingTexts) -> (Figure, RowProblems) {
    const LONGEST: usize = 300;
    let (label, typed, unit) = (normal(label), normal(typed), normal(unit));
    let mut problems = RowProblems::new();
    if label.is_empty() {
        problems.push(("so-lieu", t.missing_name.to_owned()));
    }
    let value = match number::parse_decimal(&typed) {
        Ok(plain) => Some(plain),
        Err(number::ParseNumberError::Empty) => None,
        Err(error) => {
            problems.push(("gia-tri", error.to_string()));
            Some(typed.clone())
        }
    };
    for (field, text) in [("so-lieu", &label), ("gia-tri", &typed), ("don-vi", &unit)] {
        if text.chars().count() > LONGEST {
            problems.push((field, fill(t.too_long, &[&LONGEST])));
        }
    }
    (Figure { name: label, value, unit }, problems)
}

/// A row of money as typed.
#[derive(Debug, Clone)]
pub struct MoneyTyped {
    /// Where it comes from.
    pub source: Source,
    /// In what amounts are given.
    pub unit: Unit,
    /// The budget year.
    pub year: String,
    /// Allotted.
    pub allotted: String,
    /// Disbursed.
    pub disbursed: String,
    /// The commune's name.
    pub place: String,
    /// Khu vực biên giới.
    pub border: bool,
    /// Vùng dân tộc thiểu số.
    pub minority: bool,
    /// Vùng khó khăn.
    pub difficult: bool,
}

/// A row of money as it is kept, and what is wrong with it at `duoc-giao`, `giai-ngan`, `nam` and `xa`.
#[must_use]
pub fn money_row(typed: MoneyTyped, communes: &Communes<'_>, t: &ReportingTexts) -> (Money, RowProblems) {
    let mut problems = RowProblems::new();
    let mut amount = |field: &'static str, text: &str| {
        parse_amount(text, typed.unit).unwrap_or_else(|why| {
            problems.push((field, fill(t.bad_amount(why), &[&text])));
            Written::Typed(text.to_owned())
        })
    };
    let allotted = amount("duoc-giao", &typed.allotted);
    let disbursed = amount("giai-ngan", &typed.disbursed);
    let year = match typed.year.parse::<i64>() {
        Ok(year) if YEARS.contains(&year) => Written::Known(year),
        _ => {
            problems.push(("nam", fill(t.bad_year, &[&typed.year])));
            Written::Typed(typed.year)
        }
    };
    let place = typed.place;
    let found = communes(&place).filter(|_| !place.is_empty());
    if found.is_none() && !place.is_empty() {
        problems.push(("xa", fill(t.unknown_commune, &[&place])));
    }
    let readable = |amount: &Written| !matches!(amount, Written::Typed(_));
    let both = readable(&allotted) && readable(&disbursed);
    let (commune, commune_name) = found.map_or((None, place), |(id, name)| (Some(id), name));
    let row = Money {
        source: typed.source,
        year,
        unit: if both { Money::natural_unit(&allotted, &disbursed) } else { typed.unit },
        allotted,
        disbursed,
        commune,
        commune_name,
        border: typed.border,
        minority: typed.minority,
        difficult: typed.difficult,
    };
    (row, problems)
}

/// Line ends as the database keeps them, letters composed.
fn normal(typed: &str) -> String {
    viet::nfc(&typed.replace("\r\n", "\n")).trim().to_owned()
}

fn figures(
    fields: &Fields,
    obligation: ObligationId,
    t: &ReportingTexts,
    problems: &mut BTreeMap<&'static str, String>,
) -> Vec<Figure> {
    let [names, values, units] = ["so-lieu", "gia-tri", "don-vi"].map(|field| {
        let field = name(obligation, field);
        fields.all(&field).map(normal).collect::<Vec<String>>()
    });
    let rows = names.len().max(values.len()).max(units.len());
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let mut figures = Vec::new();
    for i in 0..rows {
        let (label, typed, unit) = (at(&names, i), at(&values, i), at(&units, i));
        if label.is_empty() && typed.is_empty() && unit.is_empty() {
            continue;
        }
        let (figure, wrong) = figure_row(&label, &typed, &unit, t);
        if let Some((_, why)) = wrong.into_iter().next() {
            problems.entry("so-lieu").or_insert(why);
        }
        figures.push(figure);
    }
    if figures.len() > LIMIT_FIGURES {
        problems.entry("so-lieu").or_insert_with(|| fill(t.too_many_figures, &[&LIMIT_FIGURES]));
    }
    figures
}

/// The rows of money that say anything: a row with a source alone is an empty one.
fn money(
    fields: &Fields,
    obligation: ObligationId,
    communes: &Communes<'_>,
    t: &ReportingTexts,
    problems: &mut BTreeMap<&'static str, String>,
) -> Vec<Money> {
    let column = |field: &str| fields.all(&name(obligation, field)).map(normal).collect::<Vec<String>>();
    let [sources, years, allotted, disbursed, units, places] =
        ["nguon", "nam", "duoc-giao", "giai-ngan", "don-vi-tien", "xa"].map(column);
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let ticked = |field: &str, i: usize| column(field).iter().any(|row| *row == i.to_string());
    let mut wrong = |why: &str| {
        problems.entry("kinh-phi").or_insert_with(|| why.to_owned());
    };
    let mut rows = Vec::new();
    for i in 0..years.len() {
        let typed = [at(&years, i), at(&allotted, i), at(&disbursed, i), at(&places, i)];
        if typed.iter().all(String::is_empty) {
            continue;
        }
        let [year, allotted, disbursed, place] = typed;
        let typed = MoneyTyped {
            source: at(&sources, i).parse().unwrap_or(Source::Provincial),
            unit: at(&units, i).parse().unwrap_or(Unit::Million),
            year,
            allotted,
            disbursed,
            place,
            border: ticked("bien-gioi", i),
            minority: ticked("dan-toc", i),
            difficult: ticked("vung-kho-khan", i),
        };
        let (row, problems) = money_row(typed, communes, t);
        for (_, why) in problems {
            wrong(&why);
        }
        rows.push(row);
    }
    if rows.len() > LIMIT_MONEY {
        wrong(&fill(t.too_many_figures, &[&LIMIT_MONEY]));
    }
    rows
}

impl ReportingTexts {
    /// Why an amount is not taken.
    fn bad_amount(&self, why: BadAmount) -> &'static str {
        match why {
            BadAmount::Unreadable => self.amount_unreadable,
            BadAmount::Negative => self.amount_negative,
            BadAmount::TooFine => self.amount_too_fine,
            BadAmount::TooLarge => self.amount_too_large,
        }
    }
}

/// An amount as it stands in a field: in Vietnamese style, or as typed while it cannot be read.
#[must_use]
pub fn show_written(written: &Written, unit: Option<Unit>) -> String {
    match (written, unit) {
        (Written::Missing, _) => String::new(),
        (Written::Typed(text), _) => text.clone(),
        (Written::Known(dong), Some(unit)) => super::model::show_amount(*dong, unit),
        (Written::Known(year), None) => year.to_string(),
    }
}

/// A value as it stands in a field: in Vietnamese style, or as typed while it cannot be read.
#[must_use]
pub fn show_value(value: Option<&str>) -> String {
    let Some(value) = value else { return String::new() };
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if figures(whole) && figures(decimals) { number::show_decimal(value) } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const T: ReportingTexts = ReportingTexts::VI;

    fn nowhere(_: &str) -> Option<(OrgId, String)> {
        None
    }

    #[test]
    fn money_is_read_row_by_row_and_what_is_wrong_is_kept_as_typed() {
        let id = ObligationId::new();
        let commune = OrgId::new();
        let communes =
            |typed: &str| (typed == "xã Đồng Đăng").then(|| (commune, "UBND xã Đồng Đăng".to_owned()));
        let row = |source, year, given, spent, unit, place| {
            [
                ("nguon", source),
                ("nam", year),
                ("duoc-giao", given),
                ("giai-ngan", spent),
                ("don-vi-tien", unit),
                ("xa", place),
            ]
        };
        let mut pairs = vec![("rev", "0"), ("bien-gioi", "1"), ("dan-toc", "0"), ("dan-toc", "1")];
        pairs.extend(row("central", "2026", "1.200,5", "", "trieu-dong", ""));
        pairs.extend(row("commune", "2026", "0", "0", "dong", "xã Đồng Đăng"));
        pairs.extend(row("provincial", "", "", "", "trieu-dong", ""));
        let entry = read(&form(id, &pairs), id, false, &communes, &T).unwrap();
        assert!(entry.problems.is_empty(), "{:?}", entry.problems);
        let [first, second] = entry.said.money.as_slice() else { panic!("two rows") };
        assert_eq!((first.allotted.known(), first.disbursed.known()), (Some(1_200_500_000), None));
        assert_eq!((first.border, first.minority), (false, true));
        assert_eq!((second.allotted.known(), second.commune), (Some(0), Some(commune)), "zero is a figure");
        assert_eq!((second.border, second.minority, second.difficult), (true, true, false));

        let mut wrong = vec![("rev", "0")];
        wrong.extend(row("other", "26", "một tỷ", "3", "trieu-dong", "xã Không Có"));
        let entry = read(&form(id, &wrong), id, false, &communes, &T).unwrap();
        assert!(entry.problems["kinh-phi"].contains("một tỷ"));
        let row = &entry.said.money[0];
        assert_eq!(row.allotted, Written::Typed("một tỷ".to_owned()));
        assert_eq!((row.commune, row.commune_name.as_str()), (None, "xã Không Có"));
        assert_eq!(show_written(&row.disbursed, Some(row.unit)), "3");
        // security and defence hold none
        assert!(read(&form(id, &pairs), id, true, &communes, &T).unwrap().said.money.is_empty());
    }

    fn form(id: ObligationId, pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (field, value) in pairs {
            fields.push(name(id, field), *value);
        }
        fields
    }

    #[test]
    fn an_untouched_line_is_recognised_whatever_the_browser_does_to_line_ends() {
        let id = ObligationId::new();
        let said = Draft {
            result: "Một\nHai".into(),
            figures: vec![Figure {
                name: "Đề xuất".into(),
                value: Some("1234.5".into()),
                unit: "tấn".into(),
            }],
            ..Draft::default()
        };
        let goc = said.digest();
        let fields = form(
            id,
            &[
                ("rev", "3"),
                ("goc", &goc),
                ("ket-qua", "Một\r\nHai"),
                ("so-lieu", "Đề xuất"),
                ("gia-tri", &show_value(said.figures[0].value.as_deref())),
                ("don-vi", "tấn"),
                ("so-lieu", ""),
                ("gia-tri", ""),
                ("don-vi", ""),
            ],
        );
        let entry = read(&fields, id, false, &nowhere, &T).unwrap();
        assert_eq!(entry.said, said);
        assert!(!entry.touched && entry.problems.is_empty());
    }

    #[test]
    fn no_data_is_not_zero_and_nonsense_is_kept_as_typed() {
        let id = ObligationId::new();
        let fields = form(
            id,
            &[
                ("rev", "0"),
                ("so-lieu", "Đề xuất"),
                ("gia-tri", ""),
                ("don-vi", ""),
                ("so-lieu", "Diện tích"),
                ("gia-tri", "khoảng 20"),
                ("don-vi", "ha"),
            ],
        );
        let entry = read(&fields, id, false, &nowhere, &T).unwrap();
        assert_eq!(entry.said.figures[0].value, None);
        assert_eq!(entry.said.figures[1].value.as_deref(), Some("khoảng 20"));
        assert!(entry.problems["so-lieu"].contains("khoảng 20"));
        assert_eq!(show_value(entry.said.figures[1].value.as_deref()), "khoảng 20");
    }

    #[test]
    fn of_a_duty_in_security_or_defence_only_the_progress_is_read() {
        let id = ObligationId::new();
        let fields =
            form(id, &[("rev", "0"), ("tien-do", "behind"), ("ket-qua", "nội dung"), ("so-lieu", "x")]);
        let entry = read(&fields, id, true, &nowhere, &T).unwrap();
        assert_eq!(entry.said, Draft { progress: Some(Progress::Behind), ..Draft::default() });
        let other = form(id, &[("rev", "0"), ("tien-do", "done")]);
        assert_eq!(read(&other, id, true, &nowhere, &T).unwrap().said.progress, None);
    }

    #[test]
    fn a_line_the_form_did_not_hold_is_left_alone() {
        assert!(read(&Fields::default(), ObligationId::new(), false, &nowhere, &T).is_none());
    }
}
