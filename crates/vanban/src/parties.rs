//! Parties in running text: agencies, groups of agencies and office holders, as printed.

mod bodies;
mod fields;
mod forms;
mod groups;
mod modifiers;
mod which;

use crate::agencies::own;
use crate::lexicon::{HEADS, NAMES, OFFICES};
use crate::scan::whole_word;
use std::ops::Range;

/// A party and where its name stands in the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) range: Range<usize>,
    /// Named as a group ("các sở, ban, ngành").
    pub(crate) group: bool,
    /// Found in the lexicon or as a group; otherwise only its form tells that it is a party.
    pub(crate) known: bool,
    /// What is put before the words, where a list says it once for all: "Bộ" of "các Bộ: Công Thương, Ngoại giao".
    pub(crate) head: Option<String>,
}

impl Party {
    /// The name in the text that was searched, whole.
    pub(crate) fn name(&self, text: &str) -> Option<String> {
        let words = text.get(self.range.clone())?;
        Some(self.head.as_deref().map_or_else(|| words.to_owned(), |head| format!("{head} {words}")))
    }
}

/// How many parties may stand in one name, each in the one before: "Lãnh đạo", "Giám đốc", "Sở Y tế" are three.
const NESTED: usize = 6;

/// The party whose name begins at byte `at` of `text`.
pub(crate) fn at(text: &str, at: usize) -> Option<Party> {
    nested(text, at, NESTED)
}

/// The party whose name begins at byte `at`, with so many more inside it at most.
fn nested(text: &str, at: usize, inside: usize) -> Option<Party> {
    let inner = |at: usize| nested(text, at, inside.checked_sub(1)?);
    let rest = text.get(at..)?;
    let party = |len: usize, group: bool, known: bool| {
        let len = rest[..len].trim_end().len();
        Some(Party { range: at..at + len, group, known, head: None })
    };
    let offices = ["Các ", "các "]
        .iter()
        .find_map(|all| whole_word(rest.strip_prefix(all)?, OFFICES).map(|_| all.len() - 1));
    if let Some(before) = whole_word(rest, BEFORE).or(offices)
        && let Some(of) = inner(at + before + 1)
    {
        return Some(Party { range: at..of.range.end, ..of });
    }
    if let Some(office) = whole_word(rest, OFFICES).or_else(|| forms::office(rest)) {
        let next = office + rest[office..].len().min(1);
        return match inner(at + next) {
            Some(of) => Some(Party { range: at..of.range.end, ..of }),
            None => match rest.get(next..).and_then(groups::headed) {
                Some(headed) => party(next + headed, true, true),
                None => party(office + place(&rest[office..]), false, false),
            },
        };
    }
    if let Some(end) = forms::committee(rest) {
        let several = rest[..end].contains("các") || rest[..end].contains("cấp");
        return party(end + which::having(&rest[end..]), several, true);
    }
    if let Some(end) = forms::places(rest) {
        return party(end, rest.starts_with(['C', 'c']), true);
    }
    if let Some(end) = bodies::board(rest) {
        return party(end, false, true);
    }
    let known = || whole_word(rest, NAMES).or_else(|| fields::in_other_case(rest));
    if let Some(end) = own::name(rest).or_else(|| bodies::press(rest)).or_else(known) {
        return party(end + place(&rest[end..]), false, true);
    }
    if let Some(end) = bodies::several(rest) {
        return party(end + modifiers::modified(&rest[end..]), true, true);
    }
    if let Some(end) = groups::group(rest) {
        let boundary = rest[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        return if boundary { party(end + which::which(&rest[end..]), true, true) } else { None };
    }
    by_form(rest, inside).or_else(|| bodies::described(rest)).and_then(|len| party(len, false, false))
}

/// What stands before a party's name and belongs to it: how conclusions call office holders, who acts for a body.
const BEFORE: &[&str] = &[
    "đồng chí",
    "Đồng chí",
    "các đồng chí",
    "Các đồng chí",
    "lãnh đạo",
    "Lãnh đạo",
    "Tổ đảng ở",
    "Tổ Đảng ở",
    "Đảng ủy cơ quan",
    "Thành viên",
    "Thường trực",
];

/// Length of the level and place after a name; a party that follows without a comma is none.
fn place(rest: &str) -> usize {
    let len = forms::place(rest);
    let words = rest[..len].match_indices(' ').map(|(at, _)| at);
    // "Ngân hàng Nhà nước Chi nhánh Khu vực 5" is one
    let other = |next: &str| begins_party(next) && !next.starts_with("Chi nhánh Khu vực");
    words.into_iter().find(|&at| other(&rest[at + 1..])).unwrap_or(len)
}

/// Whether an agency, or a group with a capital, may begin here.
fn begins_party(rest: &str) -> bool {
    whole_word(rest, &["Các"]).is_some() || whole_word(rest, HEADS).is_some()
}

/// Length of an unknown agency's name: a head word, then everything up to punctuation or a verb.
fn by_form(rest: &str, inside: usize) -> Option<usize> {
    let head = HEADS.iter().find(|head| rest.strip_prefix(**head).is_some_and(|r| r.starts_with(' ')))?;
    let mut end = head.len();
    let second = rest[end + 1..].chars().next()?;
    if !second.is_uppercase() {
        return None;
    }
    for (count, word) in rest[head.len()..].split_inclusive(' ').enumerate().skip(1) {
        let start = end + 1;
        let word = word.trim_end();
        if count > 1 && (forms::ends_at(rest, start) || count > 14) {
            break;
        }
        if word == "và" || word == "các" {
            let next = rest[start + word.len()..].trim_start();
            let next_at = rest.len() - next.len();
            let party = |inside: usize| nested(rest, next_at, inside.checked_sub(1)?);
            if !next.starts_with(char::is_uppercase) || party(inside).is_some() {
                break;
            }
        }
        let bare = word.trim_end_matches([',', ';', '.', ':', ')']);
        if bare.starts_with('(') || bare.is_empty() || bare == "-" && count == 1 {
            break;
        }
        end = start + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > head.len()).then_some(end)
}

/// The parties that one phrase names from byte `at` on, and where it ends: one, or several bodies of one kind.
pub(crate) fn several_at(text: &str, at: usize) -> Option<(Vec<Party>, usize)> {
    fields::listed(text, at).or_else(|| {
        let party = self::at(text, at)?;
        let end = party.range.end;
        Some((vec![party], end))
    })
}

/// Whether a text begins with bodies of one kind that a colon lists: "Các Bộ: Công Thương, Ngoại giao".
pub(crate) fn begins_with_fields(text: &str) -> bool {
    fields::listed(text, 0).is_some()
}

/// The parties listed from byte `at` on, and where the list ends.
pub(crate) fn list(text: &str, at: usize) -> (Vec<Party>, usize) {
    let mut parties = Vec::new();
    let mut next = at;
    let mut end = at;
    let bare = |next: usize, after: &[Party]| {
        let found = groups::bare(text.get(next..)?)?;
        after.last().filter(|last| last.group)?;
        let range = next..next + found;
        Some((vec![Party { range, group: true, known: true, head: None }], next + found))
    };
    while let Some((found, to)) = several_at(text, next).or_else(|| bare(next, &parties)) {
        end = to;
        parties.extend(found);
        next = match forms::between(&text[end..]) {
            Some(between) => end + between,
            // two agencies printed one after the other without a mark
            None if text[end..]
                .strip_prefix(' ')
                .is_some_and(|rest| whole_word(rest, NAMES).or_else(|| forms::places(rest)).is_some()) =>
            {
                end + 1
            }
            None => break,
        };
    }
    // "UBND các xã được giao chủ trì có trách nhiệm"
    if parties.last().is_some_and(|last| last.group) && text[end..].starts_with(" được ") {
        end += which::which(&text[end..]);
    }
    // a name longer than its form tells, up to the verb that makes it answer
    if let Some(len) = text.get(at..).and_then(which::answering)
        && at + len > end
        && !which::answers(&text[end..])
        && parties.iter().all(|party| party.group)
        && !names_others(text, at..at + len)
    {
        return (vec![Party { range: at..at + len, group: true, known: true, head: None }], at + len);
    }
    (parties, end)
}

/// Whether an agency or an office holder is named after a comma in this stretch.
fn names_others(text: &str, within: Range<usize>) -> bool {
    let marks = [", ", "; ", " và "].into_iter().flat_map(|mark| {
        let places = text[within.clone()].match_indices(mark);
        places.map(move |(found, mark)| found + mark.len())
    });
    marks.into_iter().any(|found| {
        self::at(text, within.start + found).is_some_and(|party| {
            !party.group || party.known && text[party.range.clone()].contains("nhân dân")
        })
    })
}

/// The names of parties, as printed.
pub(crate) fn names(text: &str, parties: &[Party]) -> Vec<String> {
    parties.iter().filter_map(|party| party.name(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> Vec<String> {
        names(text, &list(text, 0).0)
    }

    #[test]
    fn a_group_keeps_its_own_commas() {
        assert_eq!(
            listed("Các sở, ban, ngành liên quan, UBND các huyện, thành phố"),
            ["Các sở, ban, ngành liên quan", "UBND các huyện, thành phố"]
        );
        assert_eq!(
            listed("các sở, ngành, địa phương và đơn vị có liên quan thực hiện các chương trình"),
            ["các sở, ngành, địa phương và đơn vị có liên quan"]
        );
    }

    #[test]
    fn a_verb_that_names_an_agencys_work_belongs_to_its_name_and_departments_of_one_kind_are_a_group() {
        assert_eq!(listed("Cục Kết cấu hạ tầng xây dựng tham mưu việc"), ["Cục Kết cấu hạ tầng xây dựng"]);
        assert_eq!(listed("Công ty Cổ phần Công trình Xanh tổ chức"), ["Công ty Cổ phần Công trình Xanh"]);
        assert_eq!(listed("Cục Kết cấu hạ tầng xây dựng kế hoạch"), ["Cục Kết cấu hạ tầng"]);
        assert_eq!(listed("các Sở Xây dựng liên quan tổ chức"), ["các Sở Xây dựng liên quan"]);
        assert_eq!(listed("các Sở: Xây dựng, Y tế tổ chức"), ["Sở Xây dựng", "Sở Y tế"]);
        assert_eq!(
            listed("các Tập đoàn: Bưu chính Viễn thông Việt Nam, Cao su - Hồi Việt Nam phối hợp với Bộ Y tế"),
            ["Tập đoàn Bưu chính Viễn thông Việt Nam", "Tập đoàn Cao su - Hồi Việt Nam"]
        );
        assert_eq!(
            listed("các Tập đoàn, Tổng công ty nhà nước rà soát"),
            ["các Tập đoàn, Tổng công ty nhà nước"]
        );
    }

    #[test]
    fn a_list_ends_before_the_verb() {
        assert_eq!(
            listed(
                "các sở, ban ngành, UBND các huyện, thành phố và các đơn vị liên quan thực hiện các nội dung"
            ),
            ["các sở, ban ngành", "UBND các huyện, thành phố", "các đơn vị liên quan"]
        );
        assert_eq!(
            listed("Sở Khoa học và Công nghệ và các cơ quan, đơn vị liên quan căn cứ khả năng"),
            ["Sở Khoa học và Công nghệ", "các cơ quan, đơn vị liên quan"]
        );
    }

    #[test]
    fn names_with_commas_and_places_stay_whole() {
        assert_eq!(
            listed("Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh, Báo Lạng Sơn"),
            ["Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Báo Lạng Sơn"]
        );
        assert_eq!(
            listed("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh"),
            ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội tỉnh"]
        );
    }

    #[test]
    fn office_holders_and_unknown_agencies_are_known_by_their_form() {
        assert_eq!(
            listed("Giám đốc các Sở, Thủ trưởng các ngành, Trung tâm Ứng dụng và Phát triển chủ trì"),
            ["Giám đốc các Sở", "Thủ trưởng các ngành", "Trung tâm Ứng dụng và Phát triển"]
        );
    }

    #[test]
    fn a_group_takes_the_words_that_tell_which_and_no_verb() {
        assert_eq!(
            listed(
                "Các cơ quan được phân công chủ trì thực hiện nhiệm vụ theo Kế hoạch này có trách nhiệm lập dự toán"
            ),
            ["Các cơ quan được phân công chủ trì thực hiện nhiệm vụ theo Kế hoạch này"]
        );
        assert_eq!(listed("các sở, ngành và địa phương tổ chức triển khai"), ["các sở, ngành và địa phương"]);
        assert_eq!(
            listed("doanh nghiệp, viện nghiên cứu, trường đại học tổ chức đào tạo"),
            ["doanh nghiệp", "viện nghiên cứu", "trường đại học"]
        );
        assert_eq!(
            listed("Các doanh nghiệp viễn thông, tổ chức, cá nhân có liên quan"),
            ["Các doanh nghiệp viễn thông", "tổ chức, cá nhân có liên quan"]
        );
        assert_eq!(
            listed("Người đứng đầu cơ quan, tổ chức, đơn vị được giao nhiệm vụ chủ động triển khai"),
            ["Người đứng đầu cơ quan, tổ chức, đơn vị được giao nhiệm vụ"]
        );
    }

    #[test]
    fn agencies_without_a_mark_between_them_are_two() {
        assert_eq!(
            listed("Sở Khoa học và Công nghệ Sở Công Thương; UBND các phường, xã"),
            ["Sở Khoa học và Công nghệ", "Sở Công Thương", "UBND các phường, xã"]
        );
    }

    #[test]
    fn words_that_only_look_like_agencies_are_none() {
        for text in [
            "Ban hành kế hoạch",
            "Báo cáo kết quả",
            "Hội nghị sơ kết",
            "Các giải pháp về đất đai",
            "Trường hợp",
        ] {
            assert!(listed(text).is_empty(), "{text}");
        }
    }
}
