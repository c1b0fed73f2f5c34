//! Document symbols: "36-NQ/TW", "182/KH-UBND", "30/2020/NĐ-CP", "66.2/2025/NQ-CP".

use crate::scan::Scan;
use std::ops::Range;

/// Where the symbols in `text` stand.
pub(crate) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(range) = next(text, at) {
        at = range.end;
        found.push(range);
    }
    found
}

/// Length of the symbol that a text begins with.
pub(super) fn at_head(text: &str) -> Option<usize> {
    symbol(Scan::new(text, 0))
}

/// The first symbol that begins at byte `from` or later.
pub(super) fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(digit) = text.as_bytes().get(at..)?.iter().position(u8::is_ascii_digit) {
        let start = at + digit;
        let mut scan = Scan::new(text, start);
        if scan.begins_word().is_some()
            && let Some(end) = symbol(scan)
        {
            return Some(start..end);
        }
        scan.run(usize::MAX, |c| c.is_ascii_digit());
        at = scan.at();
    }
    None
}

fn symbol(mut scan: Scan<'_>) -> Option<usize> {
    scan.digits(5)?;
    // one of several on a matter: "66.2"
    scan.attempt(|scan| scan.word(".").and_then(|()| scan.digits(2)));
    let bare = scan;
    let year = scan.attempt(|scan| scan.word("/").and_then(|()| scan.year()));
    year.and_then(|_| after_number(scan)).or_else(|| after_number(bare))
}

/// Kind and issuer, "-NQ/TW", or a National Assembly, "/QH15".
fn after_number(mut scan: Scan<'_>) -> Option<usize> {
    let capital = |c: char| c.is_ascii_uppercase() || c == 'Đ';
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'Đ' | 'đ');
    let stroke = |c: char| matches!(c, '-' | '/');
    scan.one(stroke)?;
    let mut issued = scan;
    let typed = issued.attempt(|scan| {
        scan.one(capital)?;
        scan.run(5, letter);
        scan.one(stroke)?;
        scan.one(capital)
    });
    if typed.is_some() {
        issued.run(usize::MAX, |c| letter(c) && c != 'đ' || c.is_ascii_digit() || c == '&');
        issued.repeat(usize::MAX, |scan| {
            scan.word("-")?;
            (scan.run(usize::MAX, capital).chars().count() > 1).then_some(())
        });
        return Some(issued.at());
    }
    scan.word("QH")?;
    scan.digits(2)?;
    Some(scan.at())
}
