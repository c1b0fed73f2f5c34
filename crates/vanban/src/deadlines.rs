//! Times and frequencies printed for a duty.

mod field;
mod impossible;
mod recurrence;

use crate::dates::{self, Figures};
use crate::model::Deadline;
use crate::scan::{self, Scan, has_digit};
pub(crate) use field::{field, field_recurrence};
pub(crate) use impossible::impossible;
pub(crate) use recurrence::recurrence;

/// A time of the calendar, as its figures are printed.
#[derive(Debug, Clone, Copy)]
enum Printed<'t> {
    Day(Figures<'t>),
    /// Month, year.
    Month(&'t str, &'t str),
    /// Quarter, year.
    Quarter(&'t str, &'t str),
    /// First half or second, year.
    Half(bool, &'t str),
    Year(&'t str),
    /// No calendar end: only the words.
    Words,
}

/// The first deadline printed in running text. A date that belongs to a cited document is none.
pub(crate) fn deadline(text: &str) -> Option<Deadline> {
    if !has_digit(text) {
        return None;
    }
    let may_begin = |scan: &mut Scan<'_>| begins_phrase(scan.rest().as_bytes()).then_some(());
    let (range, printed) =
        scan::find(text, matters(text), |scan| may_begin(scan).and_then(|()| phrase(scan)))?;
    Some(value(&text[range], printed))
}

/// Whether one of the words that a [`phrase`] begins with may stand here, by its first letters: nearly nowhere does one.
fn begins_phrase(text: &[u8]) -> bool {
    let [first, second, ..] = text else { return false };
    match (first.to_ascii_lowercase(), second) {
        // trước, thời hạn, từ
        (b't', b'r' | b'h' | 0xE1)
        // chậm nhất, hoàn thành, hạn, hết, kết thúc
        | (b'c', b'h')
        | (b'h', b'o' | 0xE1)
        | (b'k', 0xE1)
        // xong, vào, sau, quý
        | (b'x', b'o')
        | (b'v', 0xC3)
        | (b's', b'a')
        | (b'q', b'u')
        // đến
        | (0xC4, 0x90 | 0x91) => true,
        _ => false,
    }
}

/// Length of the words that only say which tasks are meant: "Đối với các nhiệm vụ triển khai trong năm 2025,".
fn matters(text: &str) -> usize {
    const LONGEST: usize = 240;
    let mut scan = Scan::new(text, 0);
    if scan.sentence_case("đối với ").is_none() {
        return 0;
    }
    crate::text::head(text, LONGEST).find([',', ':']).map_or(0, |mark| mark + 1)
}

/// A time that running text gives as a deadline.
fn phrase<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let dated = scan.attempt(|scan| {
        by(scan)?;
        if let Some(half) = scan.until(20, |c| !matches!(c, '.' | ';' | ','), half_of_year) {
            return Some(half);
        }
        near(scan, 30, "ngày", |scan| scan.spaces().and_then(|()| slashed(scan)))
            .or_else(|| near(scan, 30, "ngày", in_words))
            .or_else(|| scan.attempt(|scan| scan.space().and_then(|()| slashes(scan))))
            .or_else(|| near(scan, 30, "ngày", day_only))
            .or_else(|| scan.attempt(day_of_month))
            .or_else(|| near(scan, 20, "tháng", month))
    });
    let on_day = |scan: &mut Scan<'t>| {
        scan.word("vào ngày ")?;
        scan.attempt(slashed).or_else(|| in_words(scan))
    };
    dated
        .or_else(|| scan.attempt(on_day))
        .or_else(|| scan.attempt(from_to))
        .or_else(|| scan.attempt(days_after))
        .or_else(|| scan.attempt(quarter_of_year))
        .or_else(|| scan.attempt(within_year))
}

/// "từ ngày 01/12/2026 đến hết ngày 20/12/2026", "từ tháng 6 đến tháng 12/2026": the last counts.
fn from_to<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.begins_word()?;
    scan.any_case(&["từ ngày ", "từ tháng "])?;
    scan.run(24, |c| !matches!(c, '.' | ';' | ',' | 'đ'));
    scan.word("đến ")?;
    scan.word("hết ");
    let day = |scan: &mut Scan<'t>| {
        scan.word("ngày ");
        scan.attempt(slashed).or_else(|| in_words(scan))
    };
    scan.attempt(day).or_else(|| scan.word("tháng").and_then(|()| month(scan)))
}

/// " 30/11" behind "trước", with nothing after it but how often: "trước 15/6 hằng năm".
fn day_of_month<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.space()?;
    let day = scan.digits(2)?;
    scan.word("/")?;
    let month = scan.digits(2)?;
    let fits = |figures: &str, most: u8| figures.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n));
    (fits(day, 31) && fits(month, 12)).then_some(())?;
    if scan.any(&[" hằng năm", " hàng năm"]).is_none() {
        scan.peek().is_none_or(|c| matches!(c, '.' | ',' | ';' | ')')).then_some(())?;
    }
    Some(Printed::Words)
}

/// "Sau tối đa 05 ngày kể từ", "trong thời hạn 10 ngày làm việc": a term that begins with an event.
fn days_after<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.any_case(&["sau ", "trong ", "chậm nhất "])?;
    scan.any(&["tối đa ", "thời hạn ", "thời gian ", "vòng ", "là "]);
    scan.digits(3)?;
    scan.word(" ngày")?;
    scan.word(" làm việc");
    scan.any(&[" kể từ", " từ khi", " sau khi"])?;
    Some(Printed::Words)
}

/// Words that make the day or year after them a deadline.
fn by(scan: &mut Scan<'_>) -> Option<()> {
    const BY: &[&str] =
        &["trước", "chậm nhất", "hoàn thành", "xong", "hạn", "đến trước", "thời hạn", "trong", "hết"];
    scan.any_case(BY).or_else(|| scan.any(&["đến hết"])).map(|_| ())
}

/// A word, so many letters away at most in the same clause, and what follows it.
fn near<'t>(
    scan: &mut Scan<'t>,
    most: usize,
    word: &str,
    then: fn(&mut Scan<'t>) -> Option<Printed<'t>>,
) -> Option<Printed<'t>> {
    let inside = |c: char| !matches!(c, '.' | ';');
    let from = scan.at();
    scan.until(most, inside, |scan| {
        scan.begins_word()?;
        // "Kế hoạch số 15/KH-UBND ngày 01/3/2025" is a document
        let before = scan.since(from).trim_end().rsplit(' ').next().unwrap_or_default();
        (!before.contains('/')).then_some(())?;
        scan.word(word)?;
        then(scan)
    })
}

/// "15/12/2025", "15.12.2025".
fn slashed<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    dates::slashed(scan).map(Printed::Day)
}

/// "15/12/2025" with strokes only.
fn slashes<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let from = scan.at();
    slashed(scan).filter(|_| !scan.since(from).contains(['.', '-']))
}

/// " 15 tháng 12 năm 2025".
fn in_words<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    dates::in_words(scan).map(Printed::Day)
}

/// " 15", " 15/12", " 15 hằng tháng": a day without a year.
fn day_only<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let ends = |scan: &Scan<'_>| {
        scan.peek().is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')')).then_some(())
    };
    let each = |scan: &mut Scan<'_>| {
        scan.attempt(|scan| {
            scan.any(&[" hằng ", " hàng "])?;
            scan.any(&["năm", "tháng", "quý"])?;
            ends(scan)
        })
        .or_else(|| ends(scan))
    };
    scan.spaces()?;
    scan.digits(2)?;
    let of_month = |scan: &mut Scan<'_>| {
        scan.one(|c| matches!(c, '/' | '.' | '-')).map(|_| ()).or_else(|| {
            scan.spaces()?;
            scan.word("tháng")?;
            scan.spaces()
        })?;
        scan.digits(2)?;
        each(scan)
    };
    scan.attempt(of_month).or_else(|| each(scan))?;
    Some(Printed::Words)
}

/// "Quý IV/2025", "quý 2 năm 2026", "quý III, IV năm 2026", "quý IV/2026 và quý I/2027": the last counts.
fn quarter_of_year<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let read = |scan: &mut Scan<'t>| {
        let mut last = quarter(scan)?;
        while let Some(next) = scan.attempt(next_quarter) {
            last = next;
        }
        Some(Printed::Quarter(last, year_after(scan)?))
    };
    let first = read(scan)?;
    Some(scan.attempt(|scan| scan.word(" và ").and_then(|()| read(scan))).unwrap_or(first))
}

/// ", II", " - quý II" behind a quarter.
fn next_quarter<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    scan.spaces()?;
    scan.one(|c| c == ',' || is_dash(c)).map(|_| ()).or_else(|| scan.any(&["và ", "đến "]).map(|_| ()))?;
    scan.spaces()?;
    scan.attempt(|scan| scan.any_case(&["quý", "quí"]).and_then(|_| scan.space()));
    numeral(scan)
}

/// "Quý IV", "Quí 4".
fn quarter<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    scan.any_case(&["quý", "quí"])?;
    scan.space()?;
    numeral(scan)
}

fn numeral<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    let from = scan.at();
    scan.any(&["IV", "III", "II", "I", "1", "2", "3", "4"])?;
    scan.ends_word()?;
    Some(scan.since(from))
}

/// "/2025", "-2025", " năm 2025", " 2025".
fn year_after<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    let from = scan.at();
    scan.spaces()?;
    let mark = scan.one(|c| c == '/' || is_dash(c)).is_some();
    if !mark && scan.sentence_case("năm").is_none() && scan.at() == from {
        return None;
    }
    scan.spaces()?;
    scan.year()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–')
}

/// " 12/2025", " 12 năm 2025", " 11, 12/2025" after "tháng".
fn month<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.spaces()?;
    let mut month = scan.digits(2)?;
    let next = |scan: &mut Scan<'t>| {
        scan.any(&[", ", " và ", " - ", "-", "–", " – ", " đến "])?;
        scan.any(&["tháng ", "Tháng "]);
        scan.digits(2)
    };
    while let Some(later) = scan.attempt(next) {
        month = later;
    }
    let slash = scan.attempt(|scan| {
        scan.spaces()?;
        scan.word("/")?;
        scan.spaces()
    });
    slash.or_else(|| {
        scan.space()?;
        scan.word("năm")?;
        scan.space()
    })?;
    Some(Printed::Month(month, scan.year()?))
}

/// "6 tháng đầu năm 2026", "nửa cuối năm 2026".
fn half_of_year<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.begins_word()?;
    scan.any(&["6 tháng ", "06 tháng ", "sáu tháng ", "Sáu tháng ", "nửa ", "Nửa "])?;
    let first = scan.any(&["đầu ", "cuối "])? == "đầu ";
    scan.word("năm")?;
    scan.space()?;
    Some(Printed::Half(first, scan.year()?))
}

/// "trong năm 2025", "hoàn thành việc rà soát năm 2026", "trong cuối năm 2026 và đầu năm 2027".
fn within_year<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    const PARTS: &[&str] = &["cuối ", "đầu ", "giữa "];
    let year = |scan: &mut Scan<'t>| {
        scan.word(" ")?;
        scan.word("trong ");
        scan.any(PARTS);
        scan.word("năm")?;
        scan.space()?;
        scan.year()
    };
    let next = |scan: &mut Scan<'t>| scan.word(" và").and_then(|()| year(scan));
    let inside = |c: char| !matches!(c, '.' | ';');
    let first = match scan.sentence_case("hoàn thành") {
        Some(()) => scan.until(30, inside, year)?,
        None => scan.any_case(&["trong", "hết", "trước", "kết thúc"]).and_then(|_| year(scan))?,
    };
    // "trong năm 2026 và các năm tiếp theo" has no end in the calendar
    if scan.any(&[" và các năm tiếp theo", " và những năm tiếp theo"]).is_some() {
        return Some(Printed::Words);
    }
    Some(Printed::Year(scan.attempt(next).unwrap_or(first)))
}

fn value(text: &str, printed: Printed<'_>) -> Deadline {
    let number = |figures: &str| figures.parse::<i16>().unwrap_or(0);
    let (date, until) = match printed {
        Printed::Day(figures) => (figures.date(), None),
        Printed::Month(month, year) if (1..=12).contains(&number(month)) => {
            (None, Some(format!("{year}-{:02}", number(month))))
        }
        Printed::Month(..) | Printed::Words => (None, None),
        Printed::Quarter(quarter, year) => {
            let quarter = match quarter {
                "I" | "1" => 1,
                "II" | "2" => 2,
                "III" | "3" => 3,
                _ => 4,
            };
            (None, Some(format!("{year}-{:02}", quarter * 3)))
        }
        Printed::Half(first, year) => (None, Some(format!("{year}-{}", if first { "06" } else { "12" }))),
        Printed::Year(year) => (None, Some(year.to_owned())),
    };
    Deadline { text: text.to_owned(), date, until }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Recurrence;
    use jiff::civil::Date;

    fn date(y: i16, m: i8, d: i8) -> Option<Date> {
        Date::new(y, m, d).ok()
    }

    #[test]
    fn a_day_needs_a_word_that_makes_it_a_deadline() {
        assert_eq!(
            deadline("báo cáo trước ngày 15/12/2025 để tổng hợp").and_then(|d| d.date),
            date(2025, 12, 15)
        );
        assert_eq!(deadline("Nghị quyết số 36-NQ/TW ngày 30/01/2023 của Bộ Chính trị"), None);
    }

    #[test]
    fn quarters_and_years_give_their_end() {
        assert_eq!(
            deadline("hoàn thành trong Quý IV/2025").and_then(|d| d.until).as_deref(),
            Some("2025-12")
        );
        assert_eq!(field("2026-2027").and_then(|d| d.until).as_deref(), Some("2027"));
        assert_eq!(field("Quý IV/2025- Quý II/2026").and_then(|d| d.until).as_deref(), Some("2026-06"));
        assert_eq!(field("Thường xuyên"), None);
    }

    #[test]
    fn frequency_beats_a_vague_word() {
        assert_eq!(recurrence("định kỳ hằng quý báo cáo"), Some(Recurrence::Quarterly));
        assert_eq!(recurrence("Thường xuyên phổ biến"), Some(Recurrence::Continuous));
        assert_eq!(recurrence("trong 36 tháng tuổi"), None);
        assert_eq!(recurrence("bố trí kinh phí chi thường xuyên"), None);
        assert_eq!(recurrence("đưa vào chương trình công tác hằng năm của đơn vị"), None);
        assert_eq!(recurrence("xác định là nhiệm vụ chính trị thường xuyên"), None);
    }

    #[test]
    fn no_phrase_is_passed_over_for_its_first_letters() {
        let ends =
            [" ngày 15/12/2025", "15/12/2025", " năm 2025", " IV/2025", " tháng 12/2025", "10 ngày kể từ"];
        let words =
            ["trước", "chậm nhất", "hoàn thành", "xong", "hạn", "đến trước", "thời hạn", "trong", "hết"];
        let others =
            ["đến hết", "vào ngày ", "từ ngày 1 đến ngày ", "Sau ", "quý", "quí", "kết thúc", "Đến trước"];
        let mut read = 0;
        for word in words.into_iter().chain(others) {
            for text in
                ends.iter().flat_map(|end| [format!("{word}{end}"), format!("{}{end}", viet::capital(word))])
            {
                let found = scan::find(&text, 0, phrase).map(|(range, printed)| value(&text[range], printed));
                assert_eq!(deadline(&text), found, "{text}");
                read += usize::from(found.is_some_and(|found| found.text.starts_with(word)));
            }
        }
        assert!(read > words.len());
    }
}
