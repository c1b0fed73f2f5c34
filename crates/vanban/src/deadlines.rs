//! Times and frequencies printed for a duty.

use crate::model::{Deadline, Recurrence};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// How the groups of a time phrase are to be taken.
#[derive(Debug, Clone, Copy)]
enum Take {
    /// Day, month, year.
    Day,
    /// Month, year.
    Month,
    /// Quarter, year.
    Quarter,
    /// No calendar end: only the words.
    Words,
    /// Year, or the first of two groups that is filled.
    Year,
}

/// Words that make the day or year after them a deadline.
const BY: &str = r"(?:[Tt]rước|[Cc]hậm nhất|[Hh]oàn thành|[Xx]ong|[Hh]ạn|đến hết|[Đđ]ến trước|[Tt]hời hạn|[Tt]rong|[Hh]ết)";

static PHRASES: LazyLock<Vec<(Take, Regex)>> = LazyLock::new(|| {
    let table = [
        (Take::Day, format!(r"{BY}[^.;]{{0,30}}?\bngày\s*(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}})")),
        (
            Take::Day,
            format!(r"{BY}[^.;]{{0,30}}?\bngày\s*(\d{{1,2}})\s*tháng\s*(\d{{1,2}})\s*năm\s*(\d{{4}})"),
        ),
        (Take::Day, format!(r"{BY}\s+(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})")),
        (
            Take::Words,
            format!(
                r"{BY}[^.;]{{0,30}}?\bngày\s*\d{{1,2}}(?:[/.\-]\d{{1,2}}|\s*tháng\s*\d{{1,2}})?(?: (?:hằng|hàng) (?:năm|tháng|quý))?(?:[\s.,;)]|$)"
            ),
        ),
        (Take::Quarter, r"[Qq]uý\s+(IV|I{1,3}|[1-4])(?:\s*/\s*|\s+năm\s+|\s+)(\d{4})".to_owned()),
        (Take::Month, format!(r"{BY}[^.;]{{0,20}}?\btháng\s*(\d{{1,2}})(?:\s*/\s*|\s+năm\s+)(\d{{4}})")),
        (
            Take::Year,
            r"(?:[Tt]rong|[Hh]oàn thành[^.;]{0,30}?|[Hh]ết|[Tt]rước) (?:trong )?năm\s+(\d{4})".to_owned(),
        ),
    ];
    table.into_iter().filter_map(|(take, pattern)| Some((take, Regex::new(&pattern).ok()?))).collect()
});

/// The first deadline printed in running text. A date that belongs to a cited document is none.
pub(crate) fn deadline(text: &str) -> Option<Deadline> {
    PHRASES
        .iter()
        .filter_map(|(take, phrase)| phrase.captures(text).map(|found| (*take, found)))
        .min_by_key(|(_, found)| found.get(0).map_or(usize::MAX, |whole| whole.start()))
        .map(|(take, found)| value(take, &found))
}

/// The deadline in a field or cell that holds nothing else ("Quý IV/2025", "2026-2027", "Sau khi được phê duyệt").
pub(crate) fn field(text: &str) -> Option<Deadline> {
    static BARE: LazyLock<Vec<(Take, Regex)>> = LazyLock::new(|| {
        let table = [
            (Take::Day, r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})"),
            (Take::Day, r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})"),
            (
                Take::Quarter,
                r"[Qq]uý\s+(?:I{1,3}|IV|[1-4])(?:\s*/\s*\d{4})?\s*[-–]\s*(?:[Qq]uý\s+)?(IV|I{1,3}|[1-4])\s*(?:/|[Nn]ăm|\s)\s*(\d{4})",
            ),
            (Take::Quarter, r"[Qq]uý\s+(IV|I{1,3}|[1-4])\s*(?:/|[Nn]ăm|\s)\s*(\d{4})"),
            (Take::Month, r"\b(\d{1,2})\s*/\s*(\d{4})"),
            (Take::Month, r"[Tt]háng\s*(\d{1,2})\s+năm\s+(\d{4})"),
            (Take::Year, r"\d{4}\s*[-–]\s*(\d{4})"),
            (Take::Year, r"(\d{4})"),
        ];
        table.into_iter().filter_map(|(take, pattern)| Some((take, Regex::new(pattern).ok()?))).collect()
    });
    let text = text.trim().trim_end_matches(['.', ';']);
    if text.is_empty() || (recurrence(text).is_some() && !text.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    // "2025 và các năm tiếp theo" has no end in the calendar.
    let open = ["tiếp theo", "theo lộ trình"].iter().any(|words| text.contains(words));
    let found = BARE
        .iter()
        .filter(|_| !open)
        .find_map(|(take, phrase)| phrase.captures(text).map(|found| value(*take, &found)));
    let (date, until) = found.map_or((None, None), |deadline| (deadline.date, deadline.until));
    Some(Deadline { text: text.to_owned(), date, until })
}

fn value(take: Take, found: &Captures<'_>) -> Deadline {
    let group = |i: usize| found.get(i).map_or("", |m| m.as_str());
    let number = |i: usize| group(i).parse::<i16>().unwrap_or(0);
    let text = group(0).to_owned();
    let (date, until) = match take {
        Take::Day => (Date::new(number(3), number(2) as i8, number(1) as i8).ok(), None),
        Take::Month if (1..=12).contains(&number(1)) => {
            (None, Some(format!("{}-{:02}", group(2), number(1))))
        }
        Take::Month => (None, None),
        Take::Quarter => {
            let quarter = match group(1) {
                "I" | "1" => 1,
                "II" | "2" => 2,
                "III" | "3" => 3,
                _ => 4,
            };
            (None, Some(format!("{}-{:02}", group(2), quarter * 3)))
        }
        Take::Words => (None, None),
        Take::Year => (None, Some(group(1).to_owned())),
    };
    Deadline { text, date, until }
}

/// Words of a time cell that name a day, month or quarter which no calendar has ("31/02/2026", "Quý V/2026").
pub(crate) fn impossible(text: &str) -> Option<String> {
    static DATED: LazyLock<Vec<(Take, Regex)>> = LazyLock::new(|| {
        let table = [
            (Take::Day, r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b"),
            (Take::Day, r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})"),
            (Take::Month, r"[Tt]háng\s*(\d{1,2})(?:\s*/\s*|\s+năm\s+)(\d{4})\b"),
            (Take::Month, r"^(\d{1,2})\s*/\s*(\d{4})$"),
            (Take::Quarter, r"[Qq]uý\s+([IVX]+|\d+)\b"),
        ];
        table.into_iter().filter_map(|(take, pattern)| Some((take, Regex::new(pattern).ok()?))).collect()
    });
    DATED.iter().find_map(|(take, phrase)| {
        phrase.captures_iter(text.trim()).find_map(|found| {
            let real = match take {
                Take::Quarter => matches!(&found[1], "I" | "II" | "III" | "IV" | "1" | "2" | "3" | "4"),
                take => {
                    let named = value(*take, &found);
                    named.date.is_some() || named.until.is_some()
                }
            };
            (!real).then(|| found[0].to_owned())
        })
    })
}

/// Phrases of recurrence, the more telling first: a frequency says more than "thường xuyên" or "định kỳ".
const RECURRENCES: &[(&str, Recurrence)] = &[
    (r"(?i)\b(?:hằng|hàng|mỗi) tuần\b", Recurrence::Weekly),
    (r"(?i)\b(?:hằng|hàng|mỗi) tháng\b", Recurrence::Monthly),
    (r"(?i)\b(?:hằng|hàng|mỗi) quý\b", Recurrence::Quarterly),
    (r"(?i)\b(?:06|6|sáu) tháng\b(?: đầu năm)?", Recurrence::HalfYearly),
    (r"(?i)\b(?:hằng|hàng|mỗi) năm\b", Recurrence::Annual),
    (r"(?i)\bthường xuyên\b", Recurrence::Continuous),
    (r"(?i)\bđịnh kỳ\b", Recurrence::Periodic),
];

/// How often a duty comes round, when the text says so.
pub(crate) fn recurrence(text: &str) -> Option<Recurrence> {
    static PATTERNS: LazyLock<Vec<(Regex, Recurrence)>> = LazyLock::new(|| {
        RECURRENCES.iter().filter_map(|(pattern, kind)| Some((Regex::new(pattern).ok()?, *kind))).collect()
    });
    // "chi thường xuyên" is a kind of expenditure
    let says =
        |pattern: &Regex| pattern.find_iter(text).any(|found| !text[..found.start()].ends_with("chi "));
    PATTERNS.iter().find(|(pattern, _)| says(pattern)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
