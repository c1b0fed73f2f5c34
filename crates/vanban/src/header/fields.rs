//! The fields of a head inside a block: motto, number, place and date.

use crate::dates::{self, Figures};
use crate::scan::{Scan, find, has_digit};
use jiff::civil::Date;
use std::ops::Range;

/// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", or either half; on the Party's documents its name.
pub(super) fn motto(text: &str) -> Option<Range<usize>> {
    let state = |scan: &mut Scan<'_>| {
        scan.folded("cộng h")?;
        scan.attempt(|scan| scan.folded("òa")).or_else(|| scan.folded("oà"))?;
        scan.folded(" xã hội chủ nghĩa việt nam")
    };
    let dash = |scan: &mut Scan<'_>| {
        scan.spaces()?;
        scan.one(|c| matches!(c, '-' | '–'))?;
        scan.spaces()
    };
    let words = |scan: &mut Scan<'_>| {
        scan.folded("độc lập")?;
        dash(scan)?;
        scan.folded("tự do")?;
        dash(scan)?;
        scan.folded("hạnh phúc")
    };
    let phrase = |scan: &mut Scan<'_>| {
        if scan.folded("đảng cộng sản việt nam").is_some() {
            return scan.ends_word();
        }
        let named = scan.attempt(state);
        let said = scan.attempt(|scan| {
            named.and_then(|()| scan.spaces());
            words(scan)
        });
        named.or(said)
    };
    find(text, 0, phrase).map(|(range, ())| range)
}

/// Longest number that a scanner misread, in letters.
const MISREAD: usize = 6;

/// "Số: 182/KH-UBND": where it stands, and the number. One digit at least was read where a scanner misread the others.
pub(super) fn number(text: &str) -> Option<(Range<usize>, String)> {
    let phrase = |scan: &mut Scan<'_>| {
        scan.follows_space()?;
        let word = scan.any(&["Số", "SỐ"])?;
        scan.spaces()?;
        let colon = scan.word(":").is_some();
        scan.spaces()?;
        let from = scan.at();
        if let Some(number) = party_number(scan) {
            return Some(number);
        }
        (colon || word == "Số").then_some(())?;
        let printed = |scan: &mut Scan<'_>| {
            scan.digits(usize::MAX)?;
            scan.one(|c| c.is_ascii_lowercase());
            Some(scan.at())
        };
        let misread = |scan: &mut Scan<'_>| {
            let count = scan.run(MISREAD, |c| !c.is_whitespace() && c != '/');
            has_digit(count).then(|| scan.at())
        };
        let stroke = |scan: &mut Scan<'_>| scan.spaces().and_then(|()| scan.word("/"));
        let end = scan
            .attempt(|scan| printed(scan).filter(|_| stroke(scan).is_some()))
            .or_else(|| misread(scan).filter(|_| stroke(scan).is_some()))?;
        let count = &text[from..end];
        let symbol = scan.run(usize::MAX, |c| !c.is_whitespace() && !matches!(c, ',' | ';'));
        let named = symbol.contains(char::is_uppercase);
        (!symbol.is_empty() && (colon || named)).then(|| format!("{count}/{symbol}"))
    };
    find(text, 0, phrase)
}

/// "45-KH/TU", as the Party numbers its documents.
fn party_number(scan: &mut Scan<'_>) -> Option<String> {
    let from = scan.at();
    let end = scan.attempt(|scan| {
        scan.digits(usize::MAX)?;
        scan.word("-")?;
        let kind = scan.run(usize::MAX, char::is_alphabetic);
        scan.word("/")?;
        let body = scan.run(usize::MAX, |c| c.is_alphanumeric() || c == '-');
        (kind.starts_with(char::is_uppercase) && body.starts_with(char::is_uppercase)).then(|| scan.at())
    })?;
    Some(scan.since(from)[..end - from].to_owned())
}

/// Place and date of issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) place: Range<usize>,
    /// `None` when no calendar has the day.
    pub(super) date: Option<Date>,
    pub(super) end: usize,
}

/// Longest name of a place, in letters.
const PLACE: usize = 41;

/// "Lạng Sơn, ngày 06 tháng 9 năm 2023".
pub(super) fn dated(text: &str) -> Option<Dated> {
    let day = |scan: &mut Scan<'_>| {
        scan.any(&[", ngày", ",ngày"])?;
        dates::in_words(scan).map(Figures::date)
    };
    let mut from = 0;
    while let Some((range, date)) = find(text, from, day) {
        let named = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | ' ');
        let near = text[..range.start].char_indices().rev().take(PLACE).take_while(|(_, c)| named(*c));
        let first = near.filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).last();
        let two = |at: &usize| text[*at..range.start].chars().nth(1).is_some();
        if let Some(start) = first.filter(two) {
            return Some(Dated { place: start..range.start, date, end: range.end });
        }
        from = range.end;
    }
    None
}
