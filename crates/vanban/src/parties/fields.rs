//! Bodies of one kind that are named by their fields, the kind once for all: "các Bộ: Công Thương, Ngoại giao",
//! "Giám đốc các Sở: Tài chính, Nội vụ", "các Tập đoàn: Bưu chính Viễn thông Việt Nam, Điện lực Việt Nam".

use super::{BEFORE, Party, forms, place};
use crate::lexicon::{HEADS, NAMES, OFFICES};
use crate::scan::{Scan, same, whole_word};

/// Longest field that no lexicon knows, in words; those of state groups are longer.
const UNKNOWN: usize = 8;
const UNKNOWN_OF_FIRM: usize = 12;

/// Kinds of bodies as they are printed, and as each body has its kind.
const KINDS: &[(&str, &str)] = &[
    ("Bộ", "Bộ"),
    ("bộ", "Bộ"),
    ("Sở", "Sở"),
    ("sở", "Sở"),
    ("Tập đoàn", "Tập đoàn"),
    ("tập đoàn", "Tập đoàn"),
    ("Tổng công ty", "Tổng công ty"),
    ("Tổng Công ty", "Tổng công ty"),
    ("tổng công ty", "Tổng công ty"),
];

/// The bodies that are named so from byte `at` on, and where their names end.
pub(super) fn listed(text: &str, at: usize) -> Option<(Vec<Party>, usize)> {
    let mut scan = Scan::new(text, at);
    let office = whole_word(scan.rest(), OFFICES).or_else(|| whole_word(scan.rest(), BEFORE));
    let office = &scan.rest()[..office.unwrap_or(0)];
    if !office.is_empty() {
        scan.word(office)?;
        scan.word(" ")?;
    }
    scan.any(&["Các ", "các "])?;
    let (_, kind) = *KINDS.iter().find(|(printed, _)| scan.word(printed).is_some())?;
    let firm = !matches!(kind, "Bộ" | "Sở");
    let listed = scan.word(":").is_some();
    if firm && !listed {
        return None;
    }
    let longest = if firm { UNKNOWN_OF_FIRM } else { UNKNOWN };
    scan.word(" ")?;
    let head = if office.is_empty() { kind.to_owned() } else { format!("{office} {kind}") };
    let mut bodies: Vec<Party> = Vec::new();
    let mut end = scan.at();
    let mut next = Some(end);
    while let Some(from) = next {
        let rest = &text[from..];
        let known = if firm { None } else { field(rest) };
        let goes_on = listed && (firm || !bodies.is_empty());
        let other = || if goes_on { unknown(rest, longest) } else { None };
        let Some(len) = known.or_else(other) else { break };
        end = from + len + place(&rest[len..]);
        let range = from..end;
        bodies.push(Party { range, group: false, known: known.is_some(), head: Some(head.clone()) });
        next = forms::separator(&text[end..]).map(|len| end + len);
    }
    // "các Sở Xây dựng" are those of several provinces
    let one_kind = bodies.len() == 1 && !listed && office.is_empty();
    (!bodies.is_empty() && !one_kind).then_some((bodies, end))
}

/// Length of the field of a known department or ministry, "Nông nghiệp và Môi trường".
fn field(rest: &str) -> Option<usize> {
    let fields =
        NAMES.iter().filter_map(|name| name.strip_prefix("Sở ").or_else(|| name.strip_prefix("Bộ ")));
    fields.filter_map(|field| whole_word(rest, &[field])).max()
}

/// Length of a known department or ministry whose words have other capitals: "Bộ Khoa học và công nghệ".
pub(super) fn in_other_case(rest: &str) -> Option<usize> {
    let kind = ["Bộ ", "Sở "].into_iter().find(|kind| rest.starts_with(kind))?;
    let fits = |name: &&str| {
        let alike = rest.get(..name.len()).is_some_and(|own| same(own, name));
        (alike && Scan::new(rest, name.len()).ends_word().is_some()).then_some(name.len())
    };
    NAMES.iter().filter(|name| name.starts_with(kind)).filter_map(fits).max()
}

/// Length of another field up to the next separator; what a list goes on with may also be a party of its own.
fn unknown(rest: &str, longest: usize) -> Option<usize> {
    let body = HEADS.iter().chain(OFFICES).any(|head| rest.starts_with(head));
    if !rest.starts_with(char::is_uppercase) || body || super::at(rest, 0).is_some() {
        return None;
    }
    let mut end = 0;
    for (count, word) in rest.split_inclusive(' ').enumerate() {
        let and = word.trim_end() == "và";
        if count > 0 && (and || forms::stops(&rest[end..])) {
            break;
        }
        if count == longest {
            return None;
        }
        let bare = word.trim_end_matches([' ', ',', ';', '.', ':']);
        end += word.len();
        if bare.len() < word.trim_end().len() {
            end -= word.len() - bare.len();
            break;
        }
    }
    Some(rest[..end].trim_end().len())
}
