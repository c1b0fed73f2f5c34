//! Parties in running text: agencies, groups of agencies and office holders, as printed.

use crate::lexicon::{GROUP_NOUNS, HEADS, NAMES, OFFICES};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A party and where its name stands in the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) range: Range<usize>,
    /// Named as a group ("các sở, ban, ngành").
    pub(crate) group: bool,
    /// Found in the lexicon or as a group; otherwise only its form tells that it is a party.
    pub(crate) known: bool,
}

struct Grammar {
    committee: Regex,
    name: Regex,
    group: Regex,
    office: Regex,
    place: Regex,
    between: Regex,
    stop: Regex,
}

/// Levels and places that follow an agency's name.
const PLACE: &str = concat!(
    r"^(?: (?:nước )?(?:Việt Nam|CHXHCN Việt Nam))?",
    r"(?: (?:các cấp|cấp (?:tỉnh|huyện|xã)|các tỉnh, thành phố|[Tt]ỉnh|[Tt]hành phố|TP\.?|huyện|quận|thị xã|xã|phường|khu vực)",
    r"(?: (?:[IVX]+\b|\d+\b|\p{Lu}[\p{Ll}]+)){0,4}|(?: \p{Lu}\p{Ll}+){1,3})?",
);

/// Words that end an unknown agency's name.
const STOP: &str = concat!(
    r"^(?:chủ trì|chủ động|phối hợp|có trách|thực hiện|triển khai|tổ chức|xây dựng|tham mưu|tham gia|hướng dẫn|theo|",
    r"đề xuất|căn cứ|nghiên cứu|rà soát|báo cáo|tổng hợp|tiếp tục|chịu|để|trong|về|là|được|phải|cần|nghiêm|tăng|đẩy|",
    r"khẩn|kịp|cung cấp|kiểm|giám sát|quan tâm|chỉ đạo|bố trí|cân đối|thẩm|trình|đôn|vận động|tuyên|trên cơ|quán triệt|",
    r"thường|tích cực|lập|ban hành|giúp|hỗ trợ|bảo đảm|đảm bảo|đã|có|nhằm|tại|từ|đến|cho|với|như|khi|nếu|do|bằng|vào)\b",
);

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let longest = |words: &[&str]| {
        let mut words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.join("|")
    };
    let unit = r"(?:cấp (?:tỉnh|huyện|xã)|[Tt]ỉnh|[Tt]hành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: \p{Lu}\p{Ll}*){0,3}";
    let noun = format!("(?:(?i:{}))", longest(GROUP_NOUNS));
    let modifier = concat!(
        r"(?: (?:có |khác )?liên quan(?: khác)?| trên địa bàn(?: (?:tỉnh|toàn tỉnh|[Tt]hành phố|xã))?(?: \p{Lu}\p{Ll}+){0,2}",
        r"| cấp (?:tỉnh|huyện|xã|[Tt]hành phố)| (?:của )?(?:[Tt]ỉnh|[Tt]hành phố)(?: \p{Lu}\p{Ll}+){0,2}| khác| trực thuộc(?: (?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố))?",
        r"| [Tt]rung ương| báo chí, truyền thông| thuộc (?:tỉnh|[Tt]hành phố)| có chức năng| là tổ chức)*",
    );
    let regex = |pattern: &str| Regex::new(pattern).ok();
    Some(Grammar {
        committee: regex(&format!(
            r"^(?:UBND|(?:Ủy|Uỷ) ban [Nn]hân dân|HĐND|Hội đồng nhân dân)(?: (?:các (?:cấp|{unit})|{unit}))(?:(?:,| và|, và) (?:các )?{unit})*"
        ))?,
        name: regex(&format!(r"^(?:{})\b", longest(NAMES)))?,
        group: regex(&format!(
            r"^(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể) {noun}|[Cc]hính quyền(?: các cấp| địa phương)|[Ss]ở, (?:[Bb]an|[Nn]gành)\b|[Dd]oanh nghiệp(?: viễn thông)?\b){modifier}(?:(?:, và |, | và | ){noun}\b{modifier})*"
        ))?,
        office: regex(&format!(r"^(?:{})\b", longest(OFFICES)))?,
        place: regex(PLACE)?,
        between: regex(r"^(?:\s*\([^)]{1,60}\))?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+(?:với\s+)?)")?,
        stop: regex(STOP)?,
    })
});

/// The party whose name begins at byte `at` of `text`.
pub(crate) fn at(text: &str, at: usize) -> Option<Party> {
    let grammar = GRAMMAR.as_ref()?;
    let rest = text.get(at..)?;
    let party = |len: usize, group: bool, known: bool| {
        let len = rest[..len].trim_end().len();
        Some(Party { range: at..at + len, group, known })
    };
    if let Some(office) = grammar.office.find(rest) {
        let next = office.end() + rest[office.end()..].len().min(1);
        return match self::at(text, at + next) {
            Some(of) => Some(Party { range: at..of.range.end, ..of }),
            None => party(office.end() + place(grammar, &rest[office.end()..]), false, false),
        };
    }
    if let Some(found) = grammar.committee.find(rest) {
        return party(found.end(), found.as_str().contains("các") || found.as_str().contains("cấp"), true);
    }
    if let Some(found) = grammar.name.find(rest) {
        return party(found.end() + place(grammar, &rest[found.end()..]), false, true);
    }
    if let Some(found) = grammar.group.find(rest) {
        let boundary = rest[found.end()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        return if boundary { party(found.end(), true, true) } else { None };
    }
    by_form(grammar, rest).and_then(|len| party(len, false, false))
}

fn place(grammar: &Grammar, rest: &str) -> usize {
    grammar.place.find(rest).map_or(0, |found| found.end())
}

/// Length of an unknown agency's name: a head word, then everything up to punctuation or a verb.
fn by_form(grammar: &Grammar, rest: &str) -> Option<usize> {
    let head = HEADS.iter().find(|head| rest.strip_prefix(**head).is_some_and(|r| r.starts_with(' ')))?;
    let mut end = head.len();
    let second = rest[end + 1..].chars().next()?;
    if !second.is_uppercase() {
        return None;
    }
    for (count, word) in rest[head.len()..].split_inclusive(' ').enumerate().skip(1) {
        let start = end + 1;
        let word = word.trim_end();
        if count > 1 && (grammar.stop.is_match(&rest[start..]) || count > 14) {
            break;
        }
        if word == "và" || word == "các" {
            let next = rest[start + word.len()..].trim_start();
            let next_at = rest.len() - next.len();
            if !next.starts_with(char::is_uppercase) || self::at(rest, next_at).is_some() {
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

/// The parties listed from byte `at` on, and where the list ends.
pub(crate) fn list(text: &str, at: usize) -> (Vec<Party>, usize) {
    let mut parties = Vec::new();
    let mut next = at;
    let mut end = at;
    while let Some(party) = self::at(text, next) {
        end = party.range.end;
        parties.push(party);
        let Some(between) = GRAMMAR.as_ref().and_then(|g| g.between.find(&text[end..])) else { break };
        next = end + between.end();
    }
    (parties, end)
}

/// Whether a list goes on after `text` in a way that no party in it explains.
pub(crate) fn names(text: &str, parties: &[Party]) -> Vec<String> {
    parties.iter().filter_map(|party| text.get(party.range.clone())).map(str::to_owned).collect()
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
