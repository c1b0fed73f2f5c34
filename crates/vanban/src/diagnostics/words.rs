//! What the words of a paragraph give away.

use std::ops::Range;

/// Verbs that name a direction and no result.
const VAGUE: &[&str] = &[
    "tăng cường",
    "đẩy mạnh",
    "nâng cao",
    "chú trọng",
    "quan tâm",
    "tiếp tục",
    "phát huy",
    "thúc đẩy",
    "tích cực",
    "khuyến khích",
    "đổi mới",
];

/// Words that are rightly said twice.
const TWICE: &[&str] =
    &["luôn", "dần", "ngày", "đời", "thường", "từ", "xa", "lâu", "nhiều", "song", "chung", "hai", "ba"];

/// The vague verb that a duty begins with.
pub(super) fn vague_verb(text: &str) -> Option<&'static str> {
    let lower = text.chars().take(24).collect::<String>().to_lowercase();
    let bare = lower.strip_prefix("thường xuyên ").unwrap_or(&lower);
    VAGUE.iter().copied().find(|verb| bare.starts_with(verb))
}

/// Whether a paragraph announces an annex.
pub(super) fn announces_annex(text: &str) -> bool {
    if !["èm", "ÈM", "hụ lục", "HỤ LỤC"].iter().any(|part| text.contains(part)) {
        return false;
    }
    let lower = text.to_lowercase();
    if lower.contains("chi tiết tại phụ lục") || lower.contains("cụ thể tại phụ lục") {
        return true;
    }
    // the words that announce it and its name stand near each other in one clause
    lower.split(['.', ';']).any(|clause| {
        let near = |first: &[&str], then: &[&str], most: usize| {
            first.iter().any(|first| {
                clause.match_indices(first).any(|(at, _)| {
                    let after = &clause[at + first.len()..];
                    then.iter()
                        .filter_map(|then| after.find(then))
                        .any(|at| after[..at].chars().count() <= most)
                })
            })
        };
        let given = ["kèm theo", "đính kèm"];
        given.iter().any(|word| clause.contains(word))
            && (near(&["phụ lục", "danh mục", "biểu"], &given, 160)
                || near(&given, &["phụ lục", "danh mục"], 20))
    })
}

/// Where a word stands twice in a row.
pub(super) fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    let mut at = 0;
    for word in text.split(' ') {
        let plain = |word: &str| word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some();
        if let Some((start, last)) = before
            && last == word
            && plain(word)
            && !TWICE.contains(&word)
        {
            found.push(start..at + word.len());
        }
        before = Some((at, word));
        at += word.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_printed_twice_is_seen_and_a_rightly_doubled_one_is_not() {
        let text = "thực hiện các các chương trình";
        let words: Vec<&str> = doubled(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["các các"]);
        assert!(doubled("luôn luôn đổi mới, dần dần hoàn thiện, 50 50").is_empty());
    }

    #[test]
    fn an_annex_is_announced_in_several_ways() {
        assert!(announces_annex("(Có Danh mục nhiệm vụ, hoạt động gửi kèm theo)."));
        assert!(announces_annex("Nội dung chi tiết tại Phụ lục I"));
        assert!(!announces_annex("Lập danh mục nguồn gen quý, hiếm."));
    }
}
