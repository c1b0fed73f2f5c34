//! Times that have a field or cell of their own: "Quý IV/2025", "2026-2027", "Theo kế hoạch bồi dưỡng hằng năm".

use super::{Printed, deadline, half_of_year, in_words, is_dash, month, next_quarter, numeral, quarter};
use super::{quarter_of_year, recurrence, slashed, value, year_after};
use crate::model::{Deadline, Recurrence};
use crate::scan::{self, Scan, has_digit};

/// The deadline in a field or cell that holds nothing else ("Quý IV/2025", "2026-2027", "Sau khi được phê duyệt").
pub(crate) fn field(text: &str) -> Option<Deadline> {
    let text = text.trim().trim_end_matches(['.', ';']);
    let by_other = begins(text, &["theo ", "khi ", "sau khi ", "ngay sau khi "]);
    let in_quarter = scan::find(text, 0, |scan| quarter(scan)).is_some();
    if text.is_empty() || recurrence(text).is_some() && !has_digit(text) && !by_other && !in_quarter {
        return None;
    }
    // "2025 và các năm tiếp theo" has no end in the calendar.
    let open = ["tiếp theo", "theo lộ trình"].iter().any(|words| text.contains(words));
    let found = match (has_digit(text) && !open, by_other) {
        // the year of a law or plan that a time follows is not yet that time
        (true, true) => deadline(text),
        (true, false) => end(text),
        (false, _) => None,
    };
    let (date, until) = found.map_or((None, None), |deadline| (deadline.date, deadline.until));
    Some(Deadline { text: text.to_owned(), date, until })
}

/// How often the duty of a field or cell comes round: "Thường xuyên" first says it, unless a report is due at its own
/// times ("Thường xuyên, định kỳ hằng quý báo cáo").
pub(crate) fn field_recurrence(text: &str) -> Option<Recurrence> {
    let own_times = ["định kỳ", "báo cáo"].iter().any(|words| text.contains(words));
    if !own_times && begins(text.trim_start(), &["thường xuyên"]) {
        return Some(Recurrence::Continuous);
    }
    recurrence(text)
}

/// Whether a text begins with one of these words, in lower case or with one capital.
fn begins(text: &str, words: &[&str]) -> bool {
    Scan::new(text, 0).any_case(words).is_some()
}

/// The end of a time: of several, the last ("Từ ngày 01/01/2026 đến ngày 31/3/2026").
fn end(text: &str) -> Option<Deadline> {
    let words = [" đến ", " và ", ", "].into_iter().flat_map(|word| text.match_indices(word));
    let to = words.map(|(at, word)| (at, at + word.len()));
    let dashes = text.char_indices().filter(|(_, c)| is_dash(*c)).map(|(at, c)| (at, at + c.len_utf8()));
    let mut joints: Vec<(usize, usize)> = to.chain(dashes).collect();
    joints.sort_unstable();
    let last = joints.into_iter().rev().find_map(|(before, after)| {
        let printed = begins_time(text, after)?;
        // the dashes of "15-12-2026" and "Quý IV-2026" join no two times
        let figures = text[after..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        let joins = !figures || !matches!(printed, Printed::Year(_)) || text[before..].starts_with(" đ");
        (joins || ends_in_year(&text[..before])).then(|| value(&text[after..], printed))
    });
    let begun = begins(text, &["từ ", "kể từ ", "bắt đầu từ "]) || text.contains(" đến khi ");
    last.or_else(|| if begun { None } else { bare(text) })
}

/// The time that begins at byte `at`, after words that only lead to it.
fn begins_time(text: &str, at: usize) -> Option<Printed<'_>> {
    let mut scan = Scan::new(text, at);
    scan.spaces()?;
    scan.repeat(2, |scan| scan.any(&["hoàn thành ", "hết ", "trước ", "cuối ", "đầu ", "giữa "]).map(|_| ()));
    let mut dated = scan;
    dated.word("ngày ");
    let mut named = scan;
    named.word("năm ");
    slashed(&mut dated)
        .or_else(|| scan.attempt(|scan| TIMES.iter().find_map(|time| scan.attempt(time))))
        .or_else(|| named.year().map(Printed::Year))
}

fn ends_in_year(text: &str) -> bool {
    let digits = text.trim_end().bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4
}

type Phrase = for<'t> fn(&mut Scan<'t>) -> Option<Printed<'t>>;

/// Times more exact than a year, the most exact first.
const TIMES: &[Phrase] = &[
    |scan| slashed(scan),
    |scan| scan.word("ngày").and_then(|()| in_words(scan)),
    |scan| quarter_of(scan),
    |scan| half_of_year(scan),
    |scan| {
        scan.begins_word()?;
        scan.any(&["T.", "T"]);
        let month = scan.digits(2)?;
        scan.spaces()?;
        scan.word("/")?;
        scan.spaces()?;
        Some(Printed::Month(month, scan.year()?))
    },
    |scan| scan.sentence_case("tháng").and_then(|()| month(scan)),
];

/// The most exact time in a text that speaks of nothing else.
fn bare(text: &str) -> Option<Deadline> {
    let year: Phrase = |scan| scan.year().map(Printed::Year);
    TIMES.iter().chain([&year]).find_map(|phrase| {
        let (range, printed) = scan::find(text, 0, phrase)?;
        Some(value(&text[range], printed))
    })
}

/// "Quý IV/2025"; "IV/2025" where nothing stands before it.
fn quarter_of<'t>(scan: &mut Scan<'t>) -> Option<Printed<'t>> {
    scan.attempt(quarter_of_year).or_else(|| {
        let first = scan.since(0).trim_end_matches(['-', '–', ' ']);
        (first.is_empty() || ends_in_year(first)).then_some(())?;
        scan.peek().filter(|c| *c == 'I')?;
        let mut quarter = numeral(scan)?;
        while let Some(next) = scan.attempt(next_quarter) {
            quarter = next;
        }
        scan.peek().filter(|c| !c.is_ascii_digit())?;
        Some(Printed::Quarter(quarter, year_after(scan)?))
    })
}
