//! How often a duty comes round.

use crate::model::Recurrence;
use crate::scan::{self, Scan};
use std::cell::LazyCell;

/// The recurrences, the more telling first: a frequency says more than "thường xuyên" or "định kỳ".
const TELLING: &[Recurrence] = &[
    Recurrence::Weekly,
    Recurrence::Monthly,
    Recurrence::Quarterly,
    Recurrence::HalfYearly,
    Recurrence::Annual,
    Recurrence::Continuous,
    Recurrence::Periodic,
];

/// How often a duty comes round, when the text says so.
pub(crate) fn recurrence(text: &str) -> Option<Recurrence> {
    // "6 tháng đầu năm 2026" comes once
    let half = |part: &str| {
        text.match_indices(part)
            .any(|(at, _)| text[at + part.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let once = LazyCell::new(|| half("tháng đầu năm ") || half("tháng cuối năm "));
    let mut found: Option<usize> = None;
    for (at, round) in rounds(text) {
        let mut before = text[..at].rsplit(' ').skip(1);
        let mut earlier = || before.next().unwrap_or_default();
        let (first, former, second, third) = (earlier(), earlier(), earlier(), earlier());
        let said = said(first.rsplit(|c| !scan::is_word(c)).next().unwrap_or_default(), round);
        // "chi thường xuyên" is a kind of expenditure, "chương trình công tác hằng năm" a document, "nhiệm vụ chính trị
        // thường xuyên" says what kind of task it is
        let named = former.ends_with("chi")
            || former == "vụ"
            || (second, former) == ("chính", "trị")
            || (third, second, former) == ("trình", "công", "tác");
        // "giáo dục thường xuyên" is a kind of school
        let kind_of = |kind| kind == Recurrence::Continuous && matches!(former, "dục" | "phí");
        let other = |kind| named || kind_of(kind) || kind == Recurrence::HalfYearly && *once;
        let Some(kind) = said.filter(|&kind| !other(kind)) else { continue };
        let rank = TELLING.iter().position(|telling| *telling == kind);
        found = match (found, rank) {
            (Some(found), Some(rank)) => Some(found.min(rank)),
            (found, rank) => found.or(rank),
        };
    }
    TELLING.get(found?).copied()
}

/// The words after a space that may end a recurrence, "năm" of "hằng năm", with where they begin and what they tell.
fn rounds(text: &str) -> impl Iterator<Item = (usize, Recurrence)> + '_ {
    let begins = |b: u8| matches!(b.to_ascii_lowercase(), b't' | b'q' | b'n' | b'x' | b'k');
    let pairs = text.as_bytes().windows(2).enumerate();
    pairs.filter(move |(_, pair)| pair[0] == b' ' && begins(pair[1])).filter_map(|(space, _)| {
        let words = ["tuần", "tháng", "quý", "năm", "xuyên", "kỳ"];
        let round = match Scan::new(text, space + 1).whole_folded(&words)? {
            "tuần" => Recurrence::Weekly,
            "tháng" => Recurrence::Monthly,
            "quý" => Recurrence::Quarterly,
            "năm" => Recurrence::Annual,
            "xuyên" => Recurrence::Continuous,
            _ => Recurrence::Periodic,
        };
        Some((space + 1, round))
    })
}

/// What a word says before the word that comes round, in whatever case.
fn said(first: &str, round: Recurrence) -> Option<Recurrence> {
    let any = |words: &[&str]| words.iter().any(|word| scan::same(word, first));
    let fits = match round {
        Recurrence::Monthly if any(&["06", "6", "sáu"]) => return Some(Recurrence::HalfYearly),
        Recurrence::Continuous => any(&["thường"]),
        Recurrence::Periodic => any(&["định"]),
        _ => any(&["hằng", "hàng", "mỗi"]),
    };
    fits.then_some(round)
}
