//! How often a duty comes round.

use crate::model::Recurrence;
use crate::scan::{self, Scan};

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
    let mut before = [""; 5];
    let mut found: Option<usize> = None;
    // "6 tháng đầu năm 2026" comes once
    let half = |part: &str| {
        text.match_indices(part)
            .any(|(at, _)| text[at + part.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let once = half("tháng đầu năm ") || half("tháng cuối năm ");
    for word in text.split(' ') {
        let [_, programme @ .., former, first] = before;
        before.rotate_left(1);
        before[4] = word;
        if !word.starts_with(['t', 'T', 'q', 'Q', 'n', 'N', 'x', 'X', 'k', 'K']) {
            continue;
        }
        let first = first.rsplit(|c| !scan::is_word(c)).next().unwrap_or_default();
        let second = word.split(|c| !scan::is_word(c)).next().unwrap_or_default();
        // "chi thường xuyên" is a kind of expenditure, "chương trình công tác hằng năm" a document, "nhiệm vụ chính trị
        // thường xuyên" says what kind of task it is
        let named =
            matches!((programme, former), (["trình", "công"], "tác") | ([_, "chính"], "trị") | (_, "vụ"))
                || former.ends_with("chi");
        // "giáo dục thường xuyên" is a kind of school
        let kind_of = |kind| kind == Recurrence::Continuous && matches!(former, "dục" | "phí");
        let other = |kind| named || kind_of(kind) || once && kind == Recurrence::HalfYearly;
        let said = said(first, second).filter(|&kind| !other(kind));
        let Some(kind) = said else { continue };
        let rank = TELLING.iter().position(|telling| *telling == kind);
        found = match (found, rank) {
            (Some(found), Some(rank)) => Some(found.min(rank)),
            (found, rank) => found.or(rank),
        };
    }
    TELLING.get(found?).copied()
}

/// The recurrence that two words say, in whatever case.
fn said(first: &str, second: &str) -> Option<Recurrence> {
    const SECOND: &[(&str, Recurrence)] = &[
        ("tuần", Recurrence::Weekly),
        ("tháng", Recurrence::Monthly),
        ("quý", Recurrence::Quarterly),
        ("năm", Recurrence::Annual),
        ("xuyên", Recurrence::Continuous),
        ("kỳ", Recurrence::Periodic),
    ];
    let is = |word: &str, wanted: &str| {
        let mut scan = Scan::new(word, 0);
        scan.folded(wanted).is_some() && scan.is_done()
    };
    let kind = SECOND.iter().find(|(word, _)| is(second, word)).map(|(_, kind)| *kind)?;
    let any = |words: &[&str]| words.iter().any(|word| is(first, word));
    let fits = match kind {
        Recurrence::Monthly if any(&["06", "6", "sáu"]) => return Some(Recurrence::HalfYearly),
        Recurrence::Continuous => any(&["thường"]),
        Recurrence::Periodic => any(&["định"]),
        _ => any(&["hằng", "hàng", "mỗi"]),
    };
    fits.then_some(kind)
}
