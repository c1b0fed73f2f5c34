//! The fields of a head inside a block: motto, number, place and date, and the lines that portals add.

use crate::scan::{Scan, find};
use jiff::civil::Date;
use std::ops::Range;

/// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", or either half.
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
        let named = scan.attempt(state);
        let said = scan.attempt(|scan| {
            named.and_then(|()| scan.spaces());
            words(scan)
        });
        named.or(said)
    };
    find(text, 0, phrase).map(|(range, ())| range)
}

/// "Số: 182/KH-UBND": where it stands, and the number.
pub(super) fn number(text: &str) -> Option<(Range<usize>, &str)> {
    let phrase = |scan: &mut Scan<'_>| {
        scan.follows_space()?;
        scan.any(&["Số", "SỐ"])?;
        scan.spaces()?;
        scan.word(":")?;
        scan.spaces()?;
        let from = scan.at();
        scan.digits(usize::MAX)?;
        scan.one(|c| c.is_ascii_lowercase());
        scan.word("/")?;
        let symbol = scan.run(usize::MAX, |c| !c.is_whitespace() && !matches!(c, ',' | ';'));
        (!symbol.is_empty()).then_some(from)
    };
    let (range, from) = find(text, 0, phrase)?;
    Some((range.clone(), &text[from..range.end]))
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
        scan.spaces()?;
        let day = scan.digits(2)?;
        scan.spaces()?;
        scan.word("tháng")?;
        scan.spaces()?;
        let month = scan.digits(2)?;
        scan.spaces()?;
        scan.word("năm")?;
        scan.spaces()?;
        let number = |figures: &str| figures.parse::<i16>().unwrap_or(0);
        let (day, month, year) = (number(day), number(month), number(scan.year()?));
        Some(Date::new(year, month as i8, day as i8).ok())
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

/// Whether a line is one that a portal prints about the document.
pub(super) fn is_metadata(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "Số hiệu",
        "Ngày ban hành",
        "Ngày có hiệu lực",
        "Ngày hiệu lực",
        "Ngày đăng",
        "Ngày công báo",
        "Loại văn bản",
        "Cơ quan ban hành",
        "Nơi ban hành",
        "Người ký",
        "Lĩnh vực, ngành",
        "Lĩnh vực",
        "Tình trạng hiệu lực",
        "Tình trạng",
        "Số công báo",
        "Trích yếu",
    ];
    let mut scan = Scan::new(text, 0);
    scan.any(NAMES)
        .and_then(|_| {
            scan.attempt(|scan| scan.spaces().and_then(|()| scan.word(":")));
            scan.one(char::is_whitespace)
        })
        .is_some()
}
