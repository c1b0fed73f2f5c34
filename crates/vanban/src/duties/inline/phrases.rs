//! The phrases that orders are made of.

use crate::scan::{Scan, whole_word};
use crate::text::head;
use memchr::{memchr3_iter, memmem};
use std::ops::Range;

/// What an order says before it names its parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// "Giao", "Yêu cầu", "Lưu ý".
    Order,
    /// "Đề nghị".
    Ask,
}

/// How a sentence opens before its parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) verb: Option<Verb>,
    /// Where the parties begin.
    pub(super) end: usize,
}

/// Reads "Trong quá trình …, UBND tỉnh yêu cầu ": the first opening that `then` takes, the likeliest tried first.
pub(super) fn opening<T>(text: &str, then: impl Fn(Opening) -> Option<T>) -> Option<T> {
    let ordered = |at: usize| {
        let mut scan = Scan::new(text, at);
        subject_then_verb(&mut scan).map(|verb| Opening { verb: Some(verb), end: scan.at() })
    };
    let after = |at: usize| text[at..].starts_with(' ').then_some(at + 1);
    let plain = |at: usize| Opening { verb: None, end: at };
    before(text, |at| ordered(after(at)?).and_then(&then))
        .or_else(|| ordered(0).and_then(&then))
        .or_else(|| before(text, |at| then(plain(after(at)?))))
        .or_else(|| then(plain(0)))
        .or_else(|| circumstance(text, |at| ordered(at).and_then(&then).or_else(|| then(plain(at)))))
}

/// Longest account of when, why or on what matter something is to be done, in bytes.
const CIRCUMSTANCE: usize = 420;

/// "Trường hợp cần điều chỉnh …: ", "Sau tối đa 05 ngày …, ", "Thứ tư, ", "Đối với ": gives `then` each place where the
/// circumstance may end and the parties begin, until it takes one.
fn circumstance<T>(text: &str, then: impl Fn(usize) -> Option<T>) -> Option<T> {
    const WORDS: &[&str] = &[
        "trường hợp",
        "khi",
        "nếu",
        "sau",
        "trước",
        "để",
        "nhằm",
        "với",
        "trên cơ sở",
        "căn cứ",
        "đối với",
        "trong",
        "ngoài",
        "về",
        "hằng",
        "hàng",
        "định kỳ",
        "từ",
        "thứ",
        "đồng thời",
        "bên cạnh",
        "cùng với",
        "riêng",
        "theo",
        "các ông",
    ];
    const DIRECT: &[&str] = &["đối với ", "riêng "];
    let mut scan = Scan::new(text, 0);
    if scan.any_case(DIRECT).is_some()
        && let Some(found) = then(scan.at())
    {
        return Some(found);
    }
    let mut scan = Scan::new(text, 0);
    scan.any_case(WORDS)?;
    scan.ends()?;
    let near = head(text, CIRCUMSTANCE);
    let counted = near.starts_with("Thứ ");
    let ends = near.char_indices().filter(|(_, c)| matches!(c, ',' | ':' | '.' | ';' | ' '));
    for (at, mark) in ends {
        let rest = &near[at..];
        let thus = rest.strip_prefix(" thì ").map(str::len);
        // emphasis may close behind the mark
        let marked = || rest[1..].trim_start_matches('*').strip_prefix(' ').map(str::len);
        let Some(left) = thus.or_else(|| (mark != ' ').then(marked).flatten()) else { continue };
        if matches!(mark, '.' | ';') {
            return None;
        }
        let found = then(near.len() - left);
        if found.is_some() || counted {
            return found;
        }
    }
    None
}

/// "UBND tỉnh yêu cầu ", "Giao ".
fn subject_then_verb(scan: &mut Scan<'_>) -> Option<Verb> {
    const SUBJECTS: &[&str] = &[
        "UBND",
        "Ủy ban nhân dân",
        "Uỷ ban nhân dân",
        "Chủ tịch",
        "Phó Thủ tướng",
        "Thủ tướng",
        "Bộ ",
        "Tổng cục",
        "Ban Chỉ đạo",
        "Ban Thường vụ",
        "Văn phòng Chính phủ",
    ];
    scan.attempt(|scan| {
        scan.any(SUBJECTS)?;
        let inside = |c: char| !matches!(c, ',' | '.' | ';' | ':');
        scan.until(50, inside, |scan| scan.word(" ").and_then(|()| verb(scan)))
    })
    .or_else(|| verb(scan))
}

fn verb(scan: &mut Scan<'_>) -> Option<Verb> {
    scan.attempt(|scan| {
        let word = scan.any_case(&["giao", "yêu cầu", "đề nghị", "lưu ý"])?;
        scan.space()?;
        Some(if word == "đề nghị" { Verb::Ask } else { Verb::Order })
    })
}

/// Difficulties and needs that an order may begin with.
const DIFFICULTIES: &[&str] = &["khó khăn", "vướng mắc", "phát sinh", "bất cập", "sửa đổi", "bổ sung"];

/// What an order may begin with before it names anybody, "Trong quá trình thực hiện, nếu có vướng mắc,": gives `then`
/// each byte where that may end, the likeliest first, until it takes one.
fn before<T>(text: &str, then: impl Fn(usize) -> Option<T>) -> Option<T> {
    let comma = |mut scan: Scan<'_>, longest: usize| {
        scan.run(longest, |c| !matches!(c, '.' | ';' | ','));
        scan.word(",").map(|()| scan.at())
    };
    let mut scan = Scan::new(text, 0);
    if scan.word("Căn cứ ").is_some() {
        return comma(scan, 60).and_then(then);
    }
    if scan.sentence_case("trường hợp ").is_some() {
        return comma(scan, 60).and_then(then);
    }
    let course = scan.any(&["Trong quá trình ", "Quá trình "]).is_some();
    if !course {
        scan.sentence_case("nếu ")?;
    }
    let inside = |c: char| !matches!(c, '.' | ';');
    let mut troubled = scan;
    for _ in 0..=140 {
        if let Some(found) = difficulties(troubled, &then) {
            return Some(found);
        }
        if troubled.one(inside).is_none() {
            break;
        }
    }
    for _ in 0..=80 {
        if !course {
            break;
        }
        let mut end = scan;
        if let Some(found) = end.word(",").and_then(|()| then(end.at())) {
            return Some(found);
        }
        scan.one(inside)?;
    }
    None
}

/// A list of difficulties and up to twenty letters after it: "khó khăn, vướng mắc phát sinh,".
fn difficulties<T>(mut scan: Scan<'_>, then: &impl Fn(usize) -> Option<T>) -> Option<T> {
    scan.any(DIFFICULTIES)?;
    let mut ends = vec![scan];
    let another = |scan: &mut Scan<'_>| {
        scan.any(&[",", " hoặc", " và"]);
        scan.word(" ")?;
        scan.any(DIFFICULTIES).map(|_| ())
    };
    while scan.attempt(another).is_some() {
        ends.push(scan);
    }
    ends.into_iter().rev().find_map(|mut end| {
        let from = end.at();
        for _ in 0..=40 {
            // "vướng mắc kịp thời báo cáo UBND tỉnh": who is told is not who tells
            if [" báo cáo", " phản ánh"].iter().any(|verb| end.since(from).ends_with(verb)) {
                return None;
            }
            let mut comma = end;
            let with_comma = comma.word(",").and_then(|()| then(comma.at()));
            if let Some(found) = with_comma.or_else(|| then(end.at())) {
                return Some(found);
            }
            end.one(|c| !matches!(c, '.' | ';' | ','))?;
        }
        None
    })
}

/// Where sentences begin after the first, and clauses that order anew.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = usize> + '_ {
    let begins = |at: usize| {
        let mut scan = Scan::new(text, at + 1);
        scan.word(" ")?;
        // "… người dân. b) Ủy ban nhân dân cấp xã có trách nhiệm …": an item printed in the line of the one before
        scan.attempt(|scan| scan.one(char::is_lowercase).and_then(|_| scan.word(") ")));
        let anew = || {
            let orders = ["trường hợp ", "riêng ", "giao ", "yêu cầu ", "đề nghị "];
            text[at..].starts_with([';', ':']).then(|| scan.clone().any(&orders)).flatten().map(|_| ())
        };
        scan.peek().filter(|c| c.is_uppercase()).map(|_| ()).or_else(anew)?;
        Some(scan.at())
    };
    memchr3_iter(b'.', b';', b':', text.as_bytes()).filter_map(begins)
}

/// Where "…, yêu cầu " or "…, các sở " gives an order at the end of the sentence that names the document: "Trên đây là …, yêu cầu …".
pub(super) fn closings(text: &str) -> impl Iterator<Item = usize> + '_ {
    let orders =
        [", yêu cầu ", ", đề nghị ", ", các ", "; các ", ", Ủy ban nhân dân ", ", UBND ", ", Chủ tịch "];
    let closes = text.starts_with("Trên đây ");
    let orders = orders.into_iter().filter(move |_| closes);
    orders.flat_map(|order| text.match_indices(order)).map(|(at, _)| at + 2)
}

/// Where the verb of an answer in the middle of a sentence begins: " có trách nhiệm".
pub(super) fn answers(text: &str) -> impl Iterator<Item = usize> + '_ {
    const DUTY: &str = " trách nhiệm";
    memmem::find_iter(text.as_bytes(), DUTY).filter_map(|at| {
        Scan::new(text, at + DUTY.len()).ends_word()?;
        [" có", " chịu"].iter().find_map(|verb| text[..at].ends_with(verb).then(|| at - verb.len()))
    })
}

/// A bracket that ends a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    pub(super) start: usize,
    /// Where its parties begin.
    pub(super) inside: usize,
    /// It begins with "Giao".
    pub(super) orders: bool,
}

/// The bracket at the end of a text: "… (Giao Công an tỉnh chủ trì).".
pub(super) fn bracket_at_end(text: &str) -> Option<Bracket> {
    let bare = text.strip_suffix(['.', ';']).unwrap_or(text).strip_suffix(')')?;
    let start = bare.rfind(['(', ')']).filter(|&at| bare[at..].starts_with('('))?;
    let length = |from: usize| bare[from..].chars().take(401).count();
    let mut scan = Scan::new(bare, start + 1);
    let word = scan.any_case(&["giao ", "do "]).filter(|_| length(scan.at()) >= 4);
    let inside = if word.is_some() { scan.at() } else { start + 1 };
    (4..=400).contains(&length(inside)).then_some(Bracket { start, inside, orders: word == Some("giao ") })
}

/// The addressee of a conclusion, who is called by its level alone: "Tỉnh cần tập trung …".
pub(in crate::duties) fn addressee(text: &str) -> Option<Range<usize>> {
    const VERBS: &[&str] = &[
        " cần",
        " phải",
        " khẩn trương",
        " tập trung",
        " tiếp tục",
        " nghiên cứu",
        " chủ động",
        " căn cứ",
        " tổ chức",
        " thực hiện",
        " xem xét",
        " rà soát",
        " báo cáo",
        " chỉ đạo",
    ];
    let level = ["Tỉnh", "Thành phố", "Địa phương"].into_iter().find(|level| text.starts_with(level))?;
    whole_word(&text[level.len()..], VERBS).map(|_| 0..level.len())
}
