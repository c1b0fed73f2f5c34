//! Bodies whose names go on after words that look like their end: boards of zones, press, cooperatives and centres, and
//! several bodies of one kind.

use super::{begins_party, forms, place};
use crate::lexicon::NAMES;
use crate::scan::{Scan, whole_word};

/// Length of a board of zones with all of them: "Ban Quản lý Khu kinh tế Hải Đăng và các Khu công nghiệp tỉnh".
pub(super) fn board(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    scan.any(&["Ban Quản lý ", "Ban quản lý ", "BQL "])?;
    zone(&mut scan)?;
    scan.repeat(3, |scan| scan.any(&[", và ", " và ", ", "]).and_then(|_| zone(scan)));
    Some(scan.at())
}

fn zone(scan: &mut Scan<'_>) -> Option<()> {
    const KINDS: &[&str] = &[
        "kinh tế cửa khẩu",
        "kinh tế - quốc phòng",
        "kinh tế quốc phòng",
        "kinh tế",
        "chế xuất",
        "công nghiệp",
        "công nghệ cao",
        "công nghệ thông tin tập trung",
        "nông nghiệp ứng dụng công nghệ cao",
        "nông nghiệp công nghệ cao",
        "du lịch quốc gia",
        "du lịch",
        "thương mại tự do",
    ];
    let kind = |scan: &mut Scan<'_>| scan.whole_folded(KINDS).map(|_| ());
    scan.any(&["các ", "Các "]);
    scan.folded("khu ")?;
    kind(scan)?;
    scan.repeat(2, |scan| scan.any(&[" và ", ", "]).and_then(|_| kind(scan)));
    // a name, and the level that it belongs to
    scan.repeat(2, |scan| {
        let len = place(scan.rest());
        if len == 0 { None } else { scan.word(&scan.rest()[..len]) }
    });
    Some(())
}

/// Length of the press of a province, which every province writes in its own way: "Báo và Phát thanh Truyền hình".
pub(super) fn press(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text, 0);
    scan.any(&["Báo và Đài ", "Báo và đài ", "Báo và ", "Báo, Đài ", "Đài "])?;
    if scan.any_folded(&["ptth", "pt-th", "pt&th"]).is_none() {
        scan.folded("phát thanh")?;
        scan.any(&[", ", " và ", " - ", " – ", "-", " "])?;
        scan.folded("truyền hình")?;
    }
    scan.ends_word()?;
    Some(scan.at())
}

/// Length of a body that is first described and then named: "Hợp tác xã dịch vụ điện Hải Đăng", "Trung tâm y tế khu vực".
pub(super) fn described(text: &str) -> Option<usize> {
    const HEADS: &[&str] = &[
        "Hợp tác xã",
        "Công ty",
        "Tổng công ty",
        "Tổng Công ty",
        "Trung tâm",
        "Bệnh viện",
        "Trường đại học",
        "Trường cao đẳng",
        "Trường trung học",
        "Trường tiểu học",
        "Trường mầm non",
        "Trạm y tế",
        "Chi nhánh",
        "Ban Quản lý",
        "Ban quản lý",
        "Đảng ủy",
        "Đoàn kiểm tra",
        "Đoàn thanh tra",
        "Đoàn công tác",
        "Bộ phận",
        "bộ phận",
    ];
    const DESKS: &[&str] = &["bộ phận tiếp nhận và trả kết quả", "bộ phận một cửa"];
    let mut scan = Scan::new(text, 0);
    if scan.any_folded(DESKS).is_some() {
        return Some(scan.at() + place(scan.rest()));
    }
    let head = whole_word(text, HEADS)?;
    let (small, end) = words(text, head);
    let named = Scan::new(text, end).rest();
    let mut scan = Scan::new(named, 0);
    scan.repeat(6, |scan| scan.word(" ").and_then(|()| scan.name()));
    let other = scan.at() > 0 && (begins_party(&named[1..]) || whole_word(&named[1..], NAMES).is_some());
    let proper = scan.at() > 0 && !other;
    if small == 0 || (!proper && !ends(text, end)) {
        return None;
    }
    let end = if proper { end + scan.at() } else { end };
    Some(end + place(&text[end..]))
}

/// Length of several bodies of one kind: "Các Trung tâm y tế", "các Cục Thuế", "các Ban Quản lý rừng".
pub(super) fn several(text: &str) -> Option<usize> {
    const KINDS: &[&str] = &[
        "trung tâm",
        "chi cục",
        "ban quản lý",
        "bệnh viện",
        "trạm y tế",
        "công ty",
        "hạt kiểm lâm",
        "đồn biên phòng",
        "tổ công tác",
        "Cục",
        "Vụ",
        "Ủy ban",
    ];
    let mut scan = Scan::new(text, 0);
    scan.any(&["Các ", "các "])?;
    // "các Sở Xây dựng": those of several provinces
    if scan.rest().starts_with(['S', 'C'])
        && let Some(name) = whole_word(scan.rest(), NAMES)
    {
        return Some(scan.at() + name);
    }
    KINDS.iter().find_map(|kind| {
        scan.attempt(|scan| {
            let found =
                if kind.starts_with(char::is_uppercase) { scan.word(kind) } else { folded_words(scan, kind) };
            found.and_then(|()| scan.ends_word())
        })
    })?;
    let mut end = scan.at();
    for _ in 0..10 {
        if ends(text, end) {
            return Some(end);
        }
        end = next_word(text, end)?;
    }
    ends(text, end).then_some(end)
}

/// Reads words of which each may begin with a capital.
fn folded_words(scan: &mut Scan<'_>, words: &str) -> Option<()> {
    words.split(' ').enumerate().try_for_each(|(i, word)| {
        if i > 0 {
            scan.word(" ")?;
        }
        scan.sentence_case(word)
    })
}

/// How many words without a capital follow after byte `from`, up to twelve, and where they end.
fn words(text: &str, from: usize) -> (usize, usize) {
    let (mut count, mut end) = (0, from);
    while count < 12 && !ends(text, end) && text[end..].starts_with(' ') {
        let Some(next) = next_word(text, end).filter(|_| text[end + 1..].starts_with(char::is_lowercase))
        else {
            break;
        };
        (count, end) = (count + 1, next);
    }
    (count, end)
}

/// Where the word after the space at `from` ends.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let mut scan = Scan::new(text, from);
    scan.word(" ")?;
    let word = scan.run(usize::MAX, char::is_alphanumeric);
    (!word.is_empty()).then_some(scan.at())
}

/// Whether a name ends at byte `at`: at a mark, a separator or a verb.
fn ends(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let Some(next) = rest.strip_prefix(' ') else { return !rest.starts_with(char::is_alphanumeric) };
    forms::ends_at(text, at + 1)
        || whole_word(next, &["và", "các", "của", "liên quan", "có liên quan", "trên địa bàn"]).is_some()
        || !next.starts_with(char::is_alphanumeric)
}
