//! Names that only the verb after them ends: bodies named by what they do, "Cơ quan tiếp nhận hồ sơ có trách nhiệm", and
//! groups told by what they have.

use super::forms;
use crate::scan::{Scan, whole_word};

/// Whether the text goes on with the verb of an answer.
pub(super) fn answers(text: &str) -> bool {
    whole_word(text, &[" có trách nhiệm", " chịu trách nhiệm"]).is_some()
}

/// Nouns for those who can be told to act.
const ACTORS: &[&str] = &[
    "cơ quan",
    "đơn vị",
    "cá nhân",
    "doanh nghiệp",
    "cơ sở",
    "chủ đầu tư",
    "nhà đầu tư",
    "nhà thầu",
    "hộ gia đình",
];

/// Length of a body that is named by what it does, known by the strong verb after it: "Cơ quan tiếp nhận kê khai giá"
/// before "có trách nhiệm".
pub(super) fn answering(text: &str) -> Option<usize> {
    const OTHERS: &[&str] =
        &["tổ chức", "người", "bộ phận", "thành viên", "sở", "hội", "ban", "phòng", "chủ"];
    const LONGEST: usize = 140;
    let mut scan = Scan::new(text, 0);
    let several = scan.any_case(&["các ", "những ", "mỗi "]).is_some();
    let noun = scan.whole_folded(ACTORS).or_else(|| scan.whole_folded(OTHERS))?;
    let must = binds(noun, several, scan.rest());
    let from = scan.at();
    let mut bracketed = false;
    for _ in 0..LONGEST {
        if !bracketed && answers(scan.rest()) {
            let name = scan.since(from);
            // "Đơn vị nào vi phạm phải chịu trách nhiệm" is a rule for whoever it may be, and what they must do no name
            let bare = [" phải", " hoàn toàn"].iter().find_map(|how| name.strip_suffix(how));
            let end = from + bare.unwrap_or(name).len();
            let rule = [" nào ", " phải "].iter().any(|word| bare.unwrap_or(name).contains(word));
            return (!rule).then_some(end);
        }
        if must && !bracketed && must_act(scan.rest()) && describes(scan.since(from)) {
            return Some(scan.at());
        }
        // what follows is how the party acts, and no part of its name
        if !bracketed && whole_word(scan.rest(), &[" phối hợp với", " căn cứ", " theo"]).is_some() {
            return None;
        }
        let c = scan.one(|c| !matches!(c, '.' | ';' | ':'))?;
        bracketed = c == '(' || bracketed && c != ')';
    }
    None
}

/// Whether "phải" tells those who are named so to act, and not how a thing is to be: "Tổ chức hội nghị phải tiết kiệm".
fn binds(noun: &str, several: bool, rest: &str) -> bool {
    const THINGS: &[&str] = &[" dữ liệu", " hạ tầng", " vật chất", " pháp lý", " khoa học"];
    let people = [",", " và cá nhân", " được", " có"].iter().any(|words| rest.starts_with(words));
    match noun {
        "tổ chức" => several || people,
        _ => ACTORS.contains(&noun) && whole_word(rest, THINGS).is_none(),
    }
}

/// Whether the text goes on with what somebody has to do.
fn must_act(rest: &str) -> bool {
    whole_word(rest, &[" phải"]).is_some()
        && whole_word(rest, &[" phải được", " phải bị", " phải chịu", " phải là", " phải có"]).is_none()
}

/// Whether words only say which party is meant: none is what offices are told to do.
fn describes(words: &str) -> bool {
    const LINKS: &[&str] = &[
        "cho",
        "tại",
        "từ",
        "trong",
        "với",
        "có",
        "được",
        "về",
        "do",
        "bằng",
        "vào",
        "để",
        "tham gia",
        "vận hành",
    ];
    let mut places = words.match_indices(' ').map(|(at, space)| &words[at + space.len()..]);
    places.all(|next| !forms::stops(next) || whole_word(next, LINKS).is_some())
}

/// Length of the words that tell which of a group is meant, known only by the verb after them: "… được giao chủ trì
/// có trách nhiệm".
pub(super) fn which(text: &str) -> usize {
    const LONGEST: usize = 90;
    let having = having(text);
    if having > 0 {
        return having;
    }
    let verb = |scan: Scan<'_>| {
        let verbs = [" có trách nhiệm", " chịu trách nhiệm", " chủ động", " định kỳ"];
        whole_word(scan.rest(), &verbs).is_some()
    };
    let mut scan = Scan::new(text, 0);
    if scan.any(&[" chủ trì", " phối hợp"]).is_some() {
        return if verb(scan) { scan.at() } else { 0 };
    }
    if scan.word(" quản lý").is_some() {
        // "quản lý đất đai theo quy định" may be what they are told to do
        return managing(scan);
    }
    if scan.any(&[" được giao", " được phân công", " trong", " tại", " thuộc"]).is_none() {
        return 0;
    }
    for _ in 0..=LONGEST {
        if verb(scan) {
            return text[..scan.at()].trim_end().len();
        }
        if scan.one(|c| !matches!(c, '.' | ';' | ':')).is_none() {
            break;
        }
    }
    0
}

/// Length of "quản lý" and its field, where the group then answers: " quản lý quy hoạch theo chức năng có trách nhiệm".
fn managing(mut scan: Scan<'_>) -> usize {
    const LONGEST: usize = 90;
    let mut end = 0;
    for _ in 0..=LONGEST {
        if answers(scan.rest()) {
            return if end == 0 { scan.at() } else { end };
        }
        if end == 0 && whole_word(scan.rest(), &[" theo", " trong", " căn cứ"]).is_some() {
            end = scan.at();
        }
        if scan.one(|c| !matches!(c, '.' | ';' | ':')).is_none() {
            break;
        }
    }
    0
}

/// Length of what tells a group by what it has, up to its verb: "các địa phương có rừng thường xuyên tuần tra".
pub(super) fn having(text: &str) -> usize {
    const LONGEST: usize = 80;
    // what a party is told to have
    const TOLD: &[&str] = &[
        "trách nhiệm",
        "nhiệm vụ",
        "kế hoạch",
        "giải pháp",
        "biện pháp",
        "phương án",
        "ý kiến",
        "văn bản",
        "báo cáo",
        "hình thức",
        "quyền",
        "thể",
    ];
    const VERBS: &[&str] = &[
        " thường xuyên",
        " phải",
        " chủ động",
        " khẩn trương",
        " chủ trì",
        " phối hợp",
        " tổ chức",
        " triển khai",
        " xây dựng",
        " rà soát",
        " tăng cường",
        " chỉ đạo",
        " báo cáo",
        " tập trung",
        " tiếp tục",
        " có trách nhiệm",
        " chịu trách nhiệm",
    ];
    let mut scan = Scan::new(text, 0);
    // "UBND các xã nơi có vườn hồi, các chủ vườn"
    let place = scan.word(" nơi").is_some();
    if scan.word(" có ").is_none() || whole_word(scan.rest(), TOLD).is_some() {
        return 0;
    }
    for _ in 0..=LONGEST {
        let marked = place && !scan.rest().starts_with(|c: char| c.is_alphanumeric() || c == ' ');
        if marked || whole_word(scan.rest(), VERBS).is_some() {
            return scan.at();
        }
        if scan.one(|c| !matches!(c, '.' | ';' | ':' | ',')).is_none() {
            break;
        }
    }
    0
}
