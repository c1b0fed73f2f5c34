//! What follows a cited number and day: who issued the document, and what it is about.

use crate::parties;
use crate::scan::same;
use std::ops::Range;

/// Issuers that a party's grammar does not know, longest first where one begins another.
const ISSUERS: &[&str] = &[
    "Ban Chấp hành Trung ương Đảng",
    "Ban Chấp hành Trung ương",
    "Ban Bí thư Trung ương Đảng",
    "Ban Bí thư Trung ương",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Ủy ban Thường vụ Quốc hội",
    "Ủy ban thường vụ Quốc hội",
    "Quốc hội",
    "Chủ tịch nước",
    "Ban Thường vụ Tỉnh ủy",
    "Ban thường vụ Tỉnh ủy",
    "Ban Thường vụ Thành ủy",
    "Ban thường vụ Thành ủy",
    "Ban Chấp hành Đảng bộ tỉnh",
    "Ban Chấp hành Đảng bộ thành phố",
    "Tỉnh ủy",
    "Thành ủy",
];

/// Words that a title begins with after number, day and issuer; any of them may be capitalised.
const TITLES: &[&str] =
    &["về", "ban hành", "phê duyệt", "quy định", "sửa đổi", "hướng dẫn", "công bố", "bổ sung"];

/// Issuer and title that stand at byte `at` of a text, as ranges of it.
pub(super) fn read(text: &str, at: usize) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let mut at = at;
    let issuer = after(text, at, "của ").and_then(|start| Some(start..start + issuer(&text[start..])?));
    if let Some(issuer) = &issuer {
        at = issuer.end;
    }
    let title = after(text, at, "").filter(|&start| opens_title(&text[start..])).map(|start| {
        let end = text[start..].find(['.', ';', '(', ')']).map_or(text.len(), |end| start + end);
        let bare = text[start..end].trim_end_matches([' ', ',', ':']);
        start..start + bare.len()
    });
    (issuer, title)
}

/// Where the text goes on behind a space, perhaps with a comma before it, and this word.
fn after(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let rest = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?.strip_prefix(word)?;
    Some(text.len() - rest.len())
}

fn opens_title(rest: &str) -> bool {
    TITLES.iter().any(|word| {
        let head = rest.get(..word.len()).is_some_and(|head| same(head, word));
        head && !rest[word.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Length of the issuer's name at the start of a text.
fn issuer(rest: &str) -> Option<usize> {
    if let Some(known) = ISSUERS.iter().find(|known| starts(rest, known)) {
        let of_a_place = ["ủy", "tỉnh", "thành phố"].iter().any(|end| known.ends_with(end));
        return Some(known.len() + if of_a_place { place(&rest[known.len()..]) } else { 0 });
    }
    let party = parties::at(rest, 0).filter(|party| !party.group)?;
    // a name may have run into a title that begins with a capital
    let words = &rest[..party.range.end];
    let end = words.match_indices(' ').map(|(at, _)| at).find(|&at| opens(&rest[at + 1..]));
    Some(end.unwrap_or(words.len()))
}

/// Whether a title or a new sentence begins here, in small letters or with a capital.
fn opens(rest: &str) -> bool {
    opens_title(rest)
        || ["Thực hiện ", "Triển khai ", "Tăng cường "].iter().any(|word| rest.starts_with(word))
}

fn starts(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// Length of a place after the name of a Party committee: " Nghệ An", " Thành phố Hồ Chí Minh".
fn place(rest: &str) -> usize {
    let mut end = 0;
    while let Some(word) = rest[end..].strip_prefix(' ').filter(|word| !opens(word)) {
        let len = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let name = &word[..len];
        if !(name.starts_with(char::is_uppercase) || matches!(name, "thành" | "tỉnh" | "phố")) {
            break;
        }
        end += 1 + len;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, Option<&str>) {
        let (issuer, title) = read(text, 0);
        (issuer.map(|range| &text[range]), title.map(|range| &text[range]))
    }

    #[test]
    fn names_of_issuers_are_whole() {
        for (text, issuer) in [
            (
                " của Bộ Nông nghiệp và Phát triển nông thôn về trồng rừng",
                "Bộ Nông nghiệp và Phát triển nông thôn",
            ),
            (", của Bộ trưởng Bộ Công an quy định", "Bộ trưởng Bộ Công an"),
            (" của Chính phủ Quy định chi tiết", "Chính phủ"),
            (" của Thành ủy Hà Nội về xây dựng", "Thành ủy Hà Nội"),
            (" của Ban Bí thư Trung ương Đảng.", "Ban Bí thư Trung ương Đảng"),
            (" của Ủy ban nhân dân thành phố Cần Thơ Ban hành", "Ủy ban nhân dân thành phố Cần Thơ"),
            (" của UBND tỉnh;", "UBND tỉnh"),
            (" của Quốc hội, về", "Quốc hội"),
            (" của Ban Thường vụ Tỉnh ủy; Chỉ thị", "Ban Thường vụ Tỉnh ủy"),
            (" của Thủ tướng Chính phủ. Cùng với", "Thủ tướng Chính phủ"),
            (" của Bộ trưởng Bộ Tài chính Sửa đổi", "Bộ trưởng Bộ Tài chính"),
            (" của UBND thành phố Cần Thơ Thực hiện Đề án", "UBND thành phố Cần Thơ"),
            (" của Thành ủy Thành phố Hồ Chí Minh về", "Thành ủy Thành phố Hồ Chí Minh"),
        ] {
            assert_eq!(parts(text).0, Some(issuer), "{text}");
        }
        assert_eq!(parts(" của các địa phương").0, None);
    }

    #[test]
    fn titles_may_begin_with_a_capital_and_end_with_the_sentence() {
        assert_eq!(
            parts(" của Chính phủ Ban hành Chương trình hành động, (sau đây …"),
            (Some("Chính phủ"), Some("Ban hành Chương trình hành động"))
        );
        assert_eq!(parts(" về việc giao chỉ tiêu; giao"), (None, Some("về việc giao chỉ tiêu")));
        assert_eq!(parts(" và các văn bản"), (None, None));
    }
}
