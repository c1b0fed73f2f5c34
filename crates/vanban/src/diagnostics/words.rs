//! What the words of a paragraph give away.

use crate::scan::Scan;
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

/// Compounds whose last syllable may open the next word: "hành vi | vi phạm", "giao thông | thông minh".
const BEFORE: &[&str] = &[
    "hành vi",
    "phạm vi",
    "giao thông",
    "truyền thông",
    "viễn thông",
    "sử dụng",
    "áp dụng",
    "tín dụng",
    "ứng dụng",
    "cá nhân",
    "nghệ nhân",
    "công nhân",
    "tư nhân",
    "nạn nhân",
    "trực tiếp",
    "gián tiếp",
    "phân công",
    "thành công",
    "hoạt động",
    "lao động",
    "vận động",
    "tác động",
    "đầu tư",
    "tổ chức",
    "viên chức",
    "pháp luật",
    "học sinh",
    "vệ sinh",
    "khoa học",
    "tự học",
    "đại học",
    "sinh học",
    "giáo viên",
    "học viên",
    "thành viên",
    "nhân viên",
    "dân sinh",
    "quốc gia",
    "tham gia",
    "chuyên gia",
    "thông tin",
    "niềm tin",
    "đồng bộ",
    "cán bộ",
    "nội bộ",
    "quản lý",
    "xử lý",
    "đại lý",
];

/// Words that begin with a syllable which may end the word before.
const AFTER: &[&str] = &[
    "vi phạm",
    "vi sinh",
    "vi mạch",
    "thông minh",
    "thông tin",
    "thông suốt",
    "thông qua",
    "thông báo",
    "thông thoáng",
    "thông thường",
    "dụng cụ",
    "nhân dân",
    "nhân lực",
    "nhân viên",
    "nhân tạo",
    "nhân rộng",
    "nhân văn",
    "tiếp nhận",
    "tiếp cận",
    "tiếp xúc",
    "tiếp tục",
    "tiếp công",
    "tiếp dân",
    "công việc",
    "công tác",
    "công chức",
    "công nghệ",
    "công trình",
    "công khai",
    "động vật",
    "động lực",
    "động viên",
    "tư nhân",
    "tư pháp",
    "tư vấn",
    "tư liệu",
    "chức năng",
    "chức danh",
    "luật sư",
    "sinh học",
    "sinh viên",
    "sinh thái",
    "học sinh",
    "học tập",
    "học viên",
    "viên chức",
    "gia đình",
    "gia tăng",
    "gia súc",
    "tin học",
    "bộ máy",
    "bộ phận",
    "bộ ngành",
    "lý luận",
    "lý lịch",
];

/// Where the vague verb stands that a duty begins with.
pub(super) fn vague_verb(text: &str) -> Option<Range<usize>> {
    let mut scan = Scan::new(text, 0);
    scan.attempt(|scan| scan.folded("thường xuyên "));
    let at = scan.at();
    scan.any_folded(VAGUE).map(|_| at..scan.at())
}

/// Words for what is annexed, and for where it is.
const ANNEXES: &[&str] = &["phụ lục", "danh mục", "biểu"];
const ENCLOSED: &[&str] = &["kèm theo", "đính kèm"];

/// Characters of the longest of these words.
const LONGEST_NAME: usize = 8;

/// The words by which a paragraph announces an annex: "Danh mục … kèm theo", "kèm theo … phụ lục", "chi tiết tại phụ lục".
pub(super) fn announces_annex(text: &str) -> Option<Range<usize>> {
    if !["èm", "ÈM", "hụ lục", "HỤ LỤC"].iter().any(|part| text.contains(part)) {
        return None;
    }
    let lower = text.to_lowercase();
    // Vietnamese letters keep their length; a text with others is searched as it stands.
    let text = if lower.len() == text.len() { &lower } else { text };
    let first = |words: &[&str], from: usize, most: usize| {
        let rest = text.get(from..)?;
        // the second word begins within so many characters
        let near = rest.char_indices().nth(most + LONGEST_NAME).map_or(rest, |(end, _)| &rest[..end]);
        let clause = near.find(['.', ';']).map_or(near, |end| &near[..end]);
        let found = words.iter().filter_map(|word| Some((clause.find(word)?, word.len()))).min()?;
        (clause[..found.0].chars().count() <= most).then_some(from + found.0 + found.1)
    };
    let starts = |words: &'static [&'static str]| {
        let mut all: Vec<(usize, usize)> = words
            .iter()
            .flat_map(|word| text.match_indices(word))
            .map(|(at, word)| (at, at + word.len()))
            .collect();
        all.sort_unstable();
        all
    };
    let named = starts(ANNEXES).into_iter().find_map(|(at, end)| Some(at..first(ENCLOSED, end, 160)?));
    let enclosed =
        || starts(ENCLOSED).into_iter().find_map(|(at, end)| Some(at..first(&ANNEXES[..2], end, 20)?));
    let pointed = || {
        let words = ["chi tiết tại phụ lục", "cụ thể tại phụ lục"];
        words.iter().find_map(|words| text.find(words).map(|at| at..at + words.len()))
    };
    named.or_else(enclosed).or_else(pointed)
}

/// Where a word stands twice in a row; a syllable that ends one word and begins the next is rightly said twice.
pub(super) fn doubled(text: &str) -> Vec<Range<usize>> {
    let plain = |word: &str| word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some();
    let twice = |last: usize, at: usize, end: usize| {
        let word = &text[at..end];
        let before = text[..last].trim_end_matches(' ').rsplit(' ').next().unwrap_or_default();
        plain(word) && !TWICE.contains(&word) && !is_of_two_words(before, word, &text[end..])
    };
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut last, mut at) = (0, 0);
    for end in memchr::memchr_iter(b' ', bytes).chain([bytes.len()]) {
        if at > 0 && bytes[last..at - 1] == bytes[at..end] && twice(last, at, end) {
            found.push(last..end);
        }
        (last, at) = (at, end + 1);
    }
    found
}

/// Whether a syllable said twice ends one word and begins the next.
fn is_of_two_words(before: &str, syllable: &str, after: &str) -> bool {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let after = after.trim_start().split(' ').next().unwrap_or_default();
    BEFORE.contains(&format!("{} {syllable}", letters(before)).as_str())
        && AFTER.contains(&format!("{syllable} {}", letters(after)).as_str())
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
        assert!(doubled("xử lý hành vi vi phạm; giao thông thông minh, trực tiếp tiếp nhận").is_empty());
        assert_eq!(doubled("công nghệ sinh sinh học").len(), 1);
    }

    #[test]
    fn an_annex_is_announced_in_several_ways() {
        let words = |text: &'static str| announces_annex(text).map(|range| &text[range]);
        assert_eq!(
            words("(Có Danh mục nhiệm vụ, hoạt động gửi kèm theo)."),
            Some("Danh mục nhiệm vụ, hoạt động gửi kèm theo")
        );
        assert_eq!(words("Nội dung chi tiết tại Phụ lục I"), Some("chi tiết tại Phụ lục"));
        assert_eq!(words("Đính kèm theo phụ lục."), Some("Đính kèm theo phụ lục"));
        assert_eq!(words("Lập danh mục nguồn gen quý, hiếm."), None);
        assert_eq!(words("Lập danh mục. Văn bản kèm theo hồ sơ."), None);
    }
}
