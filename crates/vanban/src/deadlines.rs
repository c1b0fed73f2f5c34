//! Times and frequencies printed for a duty.

mod recurrence;

use crate::model::Deadline;
use crate::scan::{self, Scan};
use jiff::civil::Date;
pub(crate) use recurrence::recurrence;

/// A time of the calendar, as its figures are printed.
#[derive(Debug, Clone, Copy)]
enum Printed<'t> {
    /// Day, month, year.
    Day(&'t str, &'t str, &'t str),
    /// Month, year.
    Month(&'t str, &'t str),
    /// Quarter, year.
    Quarter(&'t str, &'t str),
    Year(&'t str),
    /// No calendar end: only the words.
    Words,
}

/// The first deadline printed in running text. A date that belongs to a cited document is none.
pub(crate) fn deadline(text: &str) -> Option<Deadline> {
    if !has_digit(text) {
        return None;
    }
    let (range, printed) = scan::find(text, 0, phrase)?;
    Some(value(&text[range], printed))
}

/// A time that running text gives as a deadline.
fn phrase<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let dated = scan.attempt(|scan| {
        by(scan)?;
        near(scan, 30, "ngày", |scan| scan.spaces().and_then(|()| slashed(scan)))
            .or_else(|| near(scan, 30, "ngày", in_words))
            .or_else(|| scan.attempt(|scan| scan.space().and_then(|()| slashes(scan))))
            .or_else(|| near(scan, 30, "ngày", day_only))
            .or_else(|| near(scan, 20, "tháng", month))
    });
    let on_day = |scan: &mut Scan<'t>| {
        scan.word("vào ngày ")?;
        scan.attempt(slashed).or_else(|| in_words(scan))
    };
    dated
        .or_else(|| scan.attempt(on_day))
        .or_else(|| scan.attempt(days_after))
        .or_else(|| scan.attempt(quarter_of_year))
        .or_else(|| scan.attempt(within_year))
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
    scan.until(most, inside, |scan| {
        scan.begins_word()?;
        scan.word(word)?;
        then(scan)
    })
}

/// "15/12/2025", "15.12.2025".
fn slashed<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let mark = |scan: &mut Scan<'t>| scan.one(|c| matches!(c, '/' | '.' | '-'));
    let day = scan.digits(2)?;
    mark(scan)?;
    let month = scan.digits(2)?;
    mark(scan)?;
    Some(Printed::Day(day, month, scan.year()?))
}

/// "15/12/2025" with strokes only.
fn slashes<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let from = scan.at();
    slashed(scan).filter(|_| !scan.since(from).contains(['.', '-']))
}

/// " 15 tháng 12 năm 2025".
fn in_words<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.spaces()?;
    let day = scan.digits(2)?;
    scan.spaces()?;
    scan.word("tháng")?;
    scan.spaces()?;
    let month = scan.digits(2)?;
    scan.spaces()?;
    scan.word("năm")?;
    scan.spaces()?;
    Some(Printed::Day(day, month, scan.year()?))
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

/// "Quý IV/2025", "quý 2 năm 2026".
fn quarter_of_year<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let quarter = quarter(scan)?;
    let year = scan.attempt(|scan| {
        scan.spaces()?;
        scan.word("/")?;
        scan.spaces()?;
        scan.year()
    });
    let year = year.or_else(|| {
        scan.space()?;
        scan.attempt(|scan| scan.word("năm").and_then(|()| scan.space()));
        scan.year()
    })?;
    Some(Printed::Quarter(quarter, year))
}

/// "Quý IV".
fn quarter<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    scan.sentence_case("quý")?;
    scan.space()?;
    numeral(scan)
}

fn numeral<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    let from = scan.at();
    scan.any(&["IV", "III", "II", "I", "1", "2", "3", "4"])?;
    Some(scan.since(from))
}

/// " 12/2025", " 12 năm 2025" after "tháng".
fn month<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.spaces()?;
    let month = scan.digits(2)?;
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

/// "trong năm 2025", "hoàn thành việc rà soát năm 2026".
fn within_year<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    let year = |scan: &mut Scan<'t>| {
        scan.word(" ")?;
        scan.word("trong ");
        scan.word("năm")?;
        scan.space()?;
        scan.year()
    };
    let inside = |c: char| !matches!(c, '.' | ';');
    let read = match scan.sentence_case("hoàn thành") {
        Some(()) => scan.until(30, inside, year),
        None => scan.any_case(&["trong", "hết", "trước"]).and_then(|_| year(scan)),
    };
    read.map(Printed::Year)
}

/// The deadline in a field or cell that holds nothing else ("Quý IV/2025", "2026-2027", "Sau khi được phê duyệt").
pub(crate) fn field(text: &str) -> Option<Deadline> {
    let text = text.trim().trim_end_matches(['.', ';']);
    if text.is_empty() || (recurrence(text).is_some() && !has_digit(text)) {
        return None;
    }
    // "2025 và các năm tiếp theo" has no end in the calendar.
    let open = ["tiếp theo", "theo lộ trình"].iter().any(|words| text.contains(words));
    let found = (!open && has_digit(text)).then(|| bare(text)).flatten();
    let (date, until) = found.map_or((None, None), |deadline| (deadline.date, deadline.until));
    Some(Deadline { text: text.to_owned(), date, until })
}

/// The most exact time in a text that speaks of nothing else.
fn bare(text: &str) -> Option<Deadline> {
    type Phrase = for<'t> fn(&mut Scan<'t>) -> Option<Printed<'t>>;
    const PHRASES: &[Phrase] = &[
        |scan| slashed(scan),
        |scan| scan.word("ngày").and_then(|()| in_words(scan)),
        |scan| quarters(scan),
        |scan| {
            let quarter = quarter(scan)?;
            Some(Printed::Quarter(quarter, year_after(scan)?))
        },
        |scan| {
            scan.begins_word()?;
            let month = scan.digits(2)?;
            scan.spaces()?;
            scan.word("/")?;
            scan.spaces()?;
            Some(Printed::Month(month, scan.year()?))
        },
        |scan| scan.sentence_case("tháng").and_then(|()| month(scan)),
        |scan| {
            scan.year()?;
            scan.spaces()?;
            scan.one(is_dash)?;
            scan.spaces()?;
            scan.year().map(Printed::Year)
        },
        |scan| scan.year().map(Printed::Year),
    ];
    PHRASES.iter().find_map(|phrase| {
        let (range, printed) = scan::find(text, 0, phrase)?;
        Some(value(&text[range], printed))
    })
}

/// "Quý IV/2025 - Quý II/2026": the last of them counts.
fn quarters<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    quarter(scan)?;
    scan.attempt(|scan| {
        scan.spaces()?;
        scan.word("/")?;
        scan.spaces()?;
        scan.year()
    });
    scan.spaces()?;
    scan.one(is_dash)?;
    scan.spaces()?;
    scan.attempt(|scan| scan.sentence_case("quý").and_then(|()| scan.space()));
    let quarter = numeral(scan)?;
    Some(Printed::Quarter(quarter, year_after(scan)?))
}

/// "/2025", " năm 2025", " 2025".
fn year_after<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    let from = scan.at();
    scan.spaces()?;
    if scan.word("/").is_none() && scan.sentence_case("năm").is_none() && scan.at() == from {
        return None;
    }
    scan.spaces()?;
    scan.year()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–')
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn value(text: &str, printed: Printed<'_>) -> Deadline {
    let number = |figures: &str| figures.parse::<i16>().unwrap_or(0);
    let (date, until) = match printed {
        Printed::Day(day, month, year) => {
            (Date::new(number(year), number(month) as i8, number(day) as i8).ok(), None)
        }
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
        Printed::Year(year) => (None, Some(year.to_owned())),
    };
    Deadline { text: text.to_owned(), date, until }
}

/// Words of a time cell that name a day, month or quarter which no calendar has ("31/02/2026", "Quý V/2026").
pub(crate) fn impossible(text: &str) -> Option<String> {
    /// Reads a time, and says whether it is a real one.
    type Phrase = fn(&mut Scan<'_>) -> Option<bool>;
    const PHRASES: &[Phrase] = &[
        |scan| {
            scan.begins_word()?;
            let printed = slashed(scan)?;
            scan.ends_word()?;
            Some(is_real(printed))
        },
        |scan| scan.word("ngày").and_then(|()| in_words(scan)).map(is_real),
        |scan| {
            let printed = scan.sentence_case("tháng").and_then(|()| month(scan))?;
            scan.ends_word()?;
            Some(is_real(printed))
        },
        |scan| {
            let whole = scan.at() == 0;
            let month = scan.digits(2).filter(|_| whole)?;
            scan.spaces()?;
            scan.word("/")?;
            scan.spaces()?;
            let year = scan.year()?;
            scan.is_done().then(|| is_real(Printed::Month(month, year)))
        },
        |scan| {
            scan.sentence_case("quý")?;
            scan.space()?;
            let roman = scan.run(usize::MAX, |c| matches!(c, 'I' | 'V' | 'X'));
            let quarter = if roman.is_empty() { scan.digits(usize::MAX)? } else { roman };
            scan.ends_word()?;
            Some(matches!(quarter, "I" | "II" | "III" | "IV" | "1" | "2" | "3" | "4"))
        },
    ];
    let text = text.trim();
    PHRASES.iter().find_map(|phrase| {
        let mut at = 0;
        while let Some((range, real)) = scan::find(text, at, phrase) {
            if !real {
                return Some(text[range].to_owned());
            }
            at = range.end;
        }
        None
    })
}

fn is_real(printed: Printed<'_>) -> bool {
    let named = value("", printed);
    named.date.is_some() || named.until.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Recurrence;

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
    fn what_no_calendar_has_is_told() {
        assert_eq!(impossible("Trước ngày 31/02/2026").as_deref(), Some("31/02/2026"));
        assert_eq!(impossible("Tháng 13/2026").as_deref(), Some("Tháng 13/2026"));
        assert_eq!(impossible("Quý V/2026").as_deref(), Some("Quý V"));
        for real in ["29/02/2028", "12/2025", "Quý IV/2025- Quý II/2026", "2025 và những năm tiếp theo", ""]
        {
            assert_eq!(impossible(real), None, "{real}");
        }
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
}
