//! Document symbols that a line break or a portal has torn apart: "88- CTr/TU", "30/2020/NĐ -CP".

use crate::scan::{Scan, same};

/// Abbreviations of document types that symbols are made with, in lower case.
const KINDS: &[&str] = &[
    "nq", "qđ", "qd", "ct", "qc", "ctr", "kh", "pa", "đa", "da", "bc", "ttr", "tb", "hd", "kl", "tt", "nđ",
    "vbhn", "cđ", "đ", "l", "qyđ", "ttlt", "gm", "bb", "hđ", "pl",
];

/// Longest number of a document, in digits.
const NUMBER: usize = 5;

/// Where the spaces inside document symbols stand, in order.
pub(super) fn gaps(text: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(digit) = text.as_bytes()[at..].iter().position(u8::is_ascii_digit) {
        let from = at + digit;
        let mut number = Scan::new(text, from);
        let digits = number.run(usize::MAX, |c| c.is_ascii_digit()).len();
        let start = from + digits.saturating_sub(NUMBER);
        at = match symbol(text, start) {
            Some(end) => {
                gaps.extend(text[start..end].match_indices(' ').map(|(i, _)| start + i));
                end
            }
            None => number.at(),
        };
    }
    gaps
}

/// End of the symbol that begins at byte `at`.
fn symbol(text: &str, at: usize) -> Option<usize> {
    let mut scan = Scan::new(text, at);
    scan.digits(NUMBER)?;
    let bare = scan;
    let year = scan.attempt(|scan| scan.word("/").and_then(|()| scan.year()));
    year.and_then(|_| after_number(scan)).or_else(|| after_number(bare))
}

/// Kind and issuer: "- CTr/TU", "/NĐ -CP".
fn after_number(mut scan: Scan<'_>) -> Option<usize> {
    gap(&mut scan)?;
    let kind = scan.run(4, is_letter);
    KINDS.iter().any(|known| same(known, kind)).then_some(())?;
    gap(&mut scan)?;
    scan.one(is_letter)?;
    scan.run(usize::MAX, |c| is_letter(c) || c.is_ascii_digit() || c == '&');
    scan.repeat(usize::MAX, |scan| {
        scan.any(&["- ", "-", " -"])?;
        (scan.run(usize::MAX, is_letter).chars().count() > 1).then_some(())?;
        scan.ends_word()
    });
    Some(scan.at())
}

/// A hyphen or a stroke, with a space before or after it.
fn gap(scan: &mut Scan<'_>) -> Option<()> {
    scan.any(&["- ", "-", "/ ", "/", " -", " /"]).map(|_| ())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Đ' | 'đ')
}
