//! CSV after RFC 4180.

use std::borrow::Cow;

use super::{Cell, Table, looks_like_formula};

/// A text made harmless for spreadsheets that open CSV: what they would run as a formula gets an apostrophe before it,
/// and so does a text that such an apostrophe already begins, so that [`bare`] gives back every text.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Undoes [`guarded`].
#[must_use]
pub fn bare(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let headings: Vec<Cell> = table.columns.iter().map(|c| Cell::from(c.heading.as_str())).collect();
    line(&mut out, &headings);
    for row in &table.rows {
        line(&mut out, row);
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: &[Cell]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match cell {
            Cell::Empty => {}
            Cell::Text(text) | Cell::Link { text, .. } => field(out, &guarded(text)),
            Cell::Integer(number) => out.push_str(&number.to_string()),
            Cell::Decimal(number) => out.push_str(&number.to_string()),
            Cell::Day(day) => out.push_str(&day.to_string()),
        }
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, text: &str) {
    let quoted =
        text.contains([',', ';', '"', '\r', '\n', '\t']) || text.starts_with(' ') || text.ends_with(' ');
    if quoted {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
