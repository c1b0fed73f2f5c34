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
    /// A group without "các", as a list goes on after another party.
    bare: Regex,
    /// What an office holder heads: a group without "các".
    headed: Regex,
    /// Words that tell which of a group is meant, known only by the verb after them.
    which: Regex,
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
            concat!(
                r"^(?:{det} doanh nghiệp viễn thông\b{modifier}|[Dd]oanh nghiệp(?: viễn thông)?\b{modifier}|[Vv]iện, [Tt]rường\b|",
                r"[Cc]ơ quan (?:chủ trì|chức năng)\b{modifier}|",
                r"(?:{det} {noun}|[Cc]hính quyền(?: các cấp| địa phương)|[Ss]ở, (?:[Bb]an|[Nn]gành)\b){modifier}",
                r"(?:(?:(?:, và |, | và ){noun}| {tight})\b{modifier})*)"
            ),
            det = r"(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Mm]ỗi|[Tt]ừng)",
            tight = r"(?i:sở|ban|ngành|đoàn thể|địa phương|đơn vị|cơ quan)",
            noun = noun,
            modifier = modifier,
        ))?,
        office: regex(&format!(r"^(?:{})\b", longest(OFFICES)))?,
        place: regex(PLACE)?,
        between: regex(concat!(
            r"^(?:\s*\([^)]{1,60}\)| (?:trong|theo) phạm vi[^,;.]{0,40}(?:, nhiệm vụ[^,;.]{0,30}?)?)?",
            r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+cùng\s+(?:với\s+)?)"
        ))?,
        stop: regex(STOP)?,
        bare: regex(concat!(
            r"^(?:viện nghiên cứu|viện|trường đại học|trường cao đẳng|nhà khoa học|nhà đầu tư|hợp tác xã|doanh nghiệp|hộ gia đình|",
            r"tổ chức, cá nhân|cơ quan thông tấn,? báo chí)(?: (?:có )?liên quan)?\b",
        ))?,
        headed: regex(&format!(
            r"^{noun}\b(?:(?:, và |, | và ){noun}\b)*{modifier}(?: được giao nhiệm vụ)?"
        ))?,
        which: regex(
            r"^ (?:(?:được (?:giao|phân công)|trong|tại|thuộc)[^.;:]{0,90}?|chủ trì|phối hợp) (?:có trách nhiệm|chịu trách nhiệm|chủ động)\b",
        )?,
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
            None => match rest.get(next..).and_then(|of| grammar.headed.find(of)) {
                Some(headed) => party(next + headed.end(), true, true),
                None => party(office.end() + place(grammar, &rest[office.end()..]), false, false),
            },
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
        let end = found.end() + which(grammar, &rest[found.end()..]);
        return if boundary { party(end, true, true) } else { None };
    }
    by_form(grammar, rest).and_then(|len| party(len, false, false))
}

/// Length of the level and place after a name; another agency that follows without a comma is none.
fn place(grammar: &Grammar, rest: &str) -> usize {
    let found = grammar.place.find(rest).map_or("", |found| found.as_str());
    let agency = HEADS.iter().any(|head| found.trim_start().starts_with(head));
    if agency { 0 } else { found.len() }
}

/// Length of the words that tell which of a group is meant ("… được giao chủ trì có trách nhiệm").
fn which(grammar: &Grammar, rest: &str) -> usize {
    let Some(found) = grammar.which.find(rest) else { return 0 };
    let verbs = ["có trách nhiệm", "chịu trách nhiệm", "chủ động"];
    let verb = verbs.iter().find(|verb| found.as_str().ends_with(*verb)).map_or(0, |verb| verb.len());
    found.as_str()[..found.len() - verb].trim_end().len()
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
    let Some(grammar) = GRAMMAR.as_ref() else { return (parties, end) };
    let bare = |next: usize, after: &[Party]| {
        let found = grammar.bare.find(text.get(next..)?)?;
        after.last().filter(|last| last.group)?;
        Some(Party { range: next..next + found.end(), group: true, known: true })
    };
    while let Some(party) = self::at(text, next).or_else(|| bare(next, &parties)) {
        end = party.range.end;
        parties.push(party);
        next = match grammar.between.find(&text[end..]) {
            Some(between) => end + between.end(),
            // two agencies printed one after the other without a mark
            None if text[end..].strip_prefix(' ').is_some_and(|rest| grammar.name.is_match(rest)) => end + 1,
            None => break,
        };
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
