//! What was typed for a line, read from the form. Pure.

use std::collections::BTreeMap;

use viet::number;

use super::model::{Draft, Figure, LIMIT_FIGURES, LIMIT_TEXT, Progress};
use super::texts::ReportingTexts;
use crate::ids::ObligationId;
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

/// Reads what was typed for an obligation; `None` when the form did not hold it. Of a duty in security or defence
/// only the progress is read: whatever else is sent is dropped.
#[must_use]
pub fn read(
    fields: &Fields,
    obligation: ObligationId,
    restricted: bool,
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
            let typed = normal(fields.get(&name(obligation, field)));
            if typed.chars().count() > LIMIT_TEXT {
                problems.insert(field, fill(t.too_long, &[&number::show(LIMIT_TEXT)]));
            }
            typed
        };
        said.result = text("ket-qua");
        said.difficulty = text("kho-khan");
        said.cause = text("nguyen-nhan");
        said.proposal = text("de-xuat");
        said.figures = figures(fields, obligation, t, &mut problems);
    }
    let touched = said.digest() != fields.get(&name(obligation, "goc"));
    Some(Entry { rev, said, touched, problems })
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
        if label.is_empty() {
            problems.entry("so-lieu").or_insert_with(|| t.missing_name.to_owned());
        }
        let value = match number::parse_decimal(&typed) {
            Ok(plain) => Some(plain),
            Err(number::ParseNumberError::Empty) => None,
            Err(error) => {
                problems.entry("so-lieu").or_insert_with(|| error.to_string());
                Some(typed.clone())
            }
        };
        for text in [&label, &typed, &unit] {
            if text.chars().count() > 300 {
                problems.entry("so-lieu").or_insert_with(|| fill(t.too_long, &[&300]));
            }
        }
        figures.push(Figure { name: label, value, unit });
    }
    if figures.len() > LIMIT_FIGURES {
        problems.entry("so-lieu").or_insert_with(|| fill(t.too_many_figures, &[&LIMIT_FIGURES]));
    }
    figures
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
        let entry = read(&fields, id, false, &T).unwrap();
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
        let entry = read(&fields, id, false, &T).unwrap();
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
        let entry = read(&fields, id, true, &T).unwrap();
        assert_eq!(entry.said, Draft { progress: Some(Progress::Behind), ..Draft::default() });
        let other = form(id, &[("rev", "0"), ("tien-do", "done")]);
        assert_eq!(read(&other, id, true, &T).unwrap().said.progress, None);
    }

    #[test]
    fn a_line_the_form_did_not_hold_is_left_alone() {
        assert!(read(&Fields::default(), ObligationId::new(), false, &T).is_none());
    }
}
