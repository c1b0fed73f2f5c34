//! What of a numbered block is its title and what its text.

use crate::labels;
use crate::layout::Block;
use crate::parties;
use crate::scan::{self, Scan, find, whole_word};
use crate::text::Flat;
use std::ops::Range;

/// Title and text of a block, as ranges of the text after the label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) heading: Option<Range<usize>>,
    pub(super) body: Option<Range<usize>>,
}

/// Longest run-in title ("Lĩnh vực y dược: nghiên cứu …"), in words.
const RUN_IN: usize = 16;
/// Longest lead-in that still counts as a title when it ends in a colon, in words.
const LEAD_IN: usize = 30;
/// Longest title that begins with "Về", in words: what follows can only be its matter.
const ABOUT: usize = 120;
/// Longest title without final punctuation, in words.
const LONGEST: usize = 80;

/// Longest title that ends as a sentence does, in words: only its print or its rank tells it from one.
const STOPPED: usize = 25;
/// The same, where paragraphs without numbers stand below it.
const STOPPED_ABOVE: usize = 45;
/// Longest title of a part ("IV. Tổ chức thực hiện."), in words.
const STOPPED_PART: usize = 8;

/// What is known of a title besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Print {
    /// The label is that of a part.
    pub(super) part: bool,
    /// The whole block is printed bold or in italics.
    pub(super) set_off: bool,
    /// Paragraphs without numbers stand below it.
    pub(super) above: bool,
    /// The colon with which bold print ends, as a byte of the text.
    pub(super) bold_to: Option<usize>,
}

/// Tells title from text.
pub(super) fn split(text: &str, print: Print) -> Title {
    let whole = || Some(0..text.len());
    let bare = text.trim_end_matches([' ', ':', '.', ';']).len();
    let words = scan::words(text);
    if text.is_empty() {
        return Title { heading: None, body: None };
    }
    if labels::is_caps(text) {
        return Title { heading: Some(0..bare), body: None };
    }
    if let Some(at) = pointer(text) {
        return Title { heading: Some(0..at), body: Some(at + 1..text.len()) };
    }
    if let Some(colon) = print.bold_to.filter(|&colon| colon + 1 < text.len()) {
        let body = text.len() - text[colon + 1..].trim_start().len();
        return Title { heading: Some(0..colon), body: Some(body..text.len()) };
    }
    let longest = if text.starts_with("Về ") { ABOUT } else { LEAD_IN };
    if text.ends_with(':') && words - bracketed(text) <= longest && !text[..bare].contains(". ") {
        return Title { heading: Some(0..bare), body: None };
    }
    if !labels::ends_sentence(text) && words <= LONGEST {
        return Title { heading: whole(), body: None };
    }
    let long = print.set_off && print.above && !text[..bare].contains([':', '.']);
    let longest = match print.set_off {
        true if long => STOPPED_ABOVE,
        true => STOPPED,
        false => STOPPED_PART,
    };
    let parts = !long && text[..bare].contains([';', ':', '.']);
    if (print.part || print.set_off) && text.ends_with('.') && words <= longest && !parts {
        return Title { heading: Some(0..bare), body: None };
    }
    if let Some(colon) = text.find(": ") {
        let head = &text[..colon];
        let words = scan::words(head);
        let about = head.starts_with("Về ") && words <= ABOUT && !head.contains(". ");
        // "Trường hợp giống bị sâu bệnh: …" only says when
        let case = ["Trường hợp ", "Khi ", "Nếu "].iter().any(|word| head.starts_with(word));
        let short = words <= RUN_IN && !head.contains([';', '.']) && labels::balanced(head);
        if about || short && !case && !lists(text, colon) {
            return Title { heading: Some(0..colon), body: Some(colon + 2..text.len()) };
        }
    }
    Title { heading: None, body: whole() }
}

/// The first colon behind a label where bold print ends that began with the label or behind it: "**1. Sở Y tế:** Chủ trì …".
pub(super) fn bold_to(source: &str, flat: &Flat, from: usize) -> Option<usize> {
    let rest = flat.text().get(from..)?;
    let colon = rest.find(':')?;
    let opens = [flat.whole().start, flat.span(from..flat.text().len()).start];
    let bold = opens.iter().any(|&at| source[..at].trim_end().ends_with("**"));
    let end = flat.span(from + colon..from + colon + 1).end;
    (bold && source[end..].trim_start().starts_with("**")).then_some(colon)
}

/// Where the words in brackets begin that end a title in capitals: "NHIỆM VỤ CHỦ YẾU (Chi tiết tại phụ lục)" says where to
/// look.
pub(super) fn pointer(text: &str) -> Option<usize> {
    let at = Some(text).filter(|text| text.trim_end_matches(['.', ':', ' ']).ends_with(')'))?.find(" (")?;
    labels::is_caps(&text[..at]).then_some(at)
}

/// "Ủy ban nhân dân các tỉnh: Lạng Sơn, Cao Bằng khẩn trương …", "Các Bộ: Công Thương, Ngoại giao thành lập …": after the colon stand names, and no text of its own.
fn lists(text: &str, colon: usize) -> bool {
    const PLURAL: &[&str] =
        &["các tỉnh", "các tỉnh, thành phố", "các thành phố", "các xã", "các phường", "các xã, phường"];
    const KINDS: &[&str] = &["Các Bộ", "các Bộ", "Các bộ", "các bộ", "Các Sở", "các Sở", "Các sở", "các sở"];
    let head = &text[..colon];
    let mut scan = Scan::new(text, colon + 2);
    let name = |scan: &mut Scan<'_>| scan.name().and_then(|()| scan.word(" ")).and_then(|()| scan.name());
    let kind = KINDS.iter().find(|kind| head.ends_with(**kind));
    PLURAL.iter().any(|plural| head.ends_with(plural)) && name(&mut scan).is_some()
        || kind.is_some_and(|kind| parties::begins_with_fields(&text[colon - kind.len()..]))
}

/// Words in brackets, which only explain what a title says.
fn bracketed(text: &str) -> usize {
    let inside = |from: usize| text[from..].find(')').map_or(0, |to| scan::words(&text[from..from + to]));
    text.match_indices(" (").map(|(at, _)| inside(at + 1)).sum()
}

/// Whether an unnumbered block speaks of the whole document, as closings do.
pub(super) fn is_closing(block: &Block) -> bool {
    block.grid.is_none()
        && labels::parse(block.text()).is_none()
        && labels::list_mark(block.text()).is_none()
        && opens_closing(block.text())
}

/// Words that closing sentences begin with.
fn opens_closing(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "Trên đây là ",
        "Yêu cầu các",
        "Yêu cầu Giám đốc",
        "Yêu cầu Thủ trưởng",
        "Yêu cầu Chủ tịch",
        "Yêu cầu UBND",
        "Yêu cầu Ủy ban",
        "Kế hoạch này ",
        "Chỉ thị này ",
        "Công điện này ",
        "Công văn này ",
        "Nhận được Công văn này",
        "Nhận được công văn này",
        "Quyết định này ",
        "Thông báo này ",
        "Căn cứ nội dung Kế hoạch này",
        "Căn cứ nội dung Chỉ thị này",
        "Căn cứ Kế hoạch này",
        "Căn cứ Chỉ thị này",
        "Nếu có khó khăn",
        "Nếu có vướng mắc",
        "Nếu có phát sinh",
    ];
    let begins = Scan::new(text, 0).any(OPENINGS).is_some();
    begins
        || announcement(text)
            .or_else(|| order(text))
            .or_else(|| course(text))
            .or_else(|| notice(text))
            .is_some()
}

/// "(Có Danh mục nhiệm vụ gửi kèm theo)".
fn announcement(text: &str) -> Option<()> {
    let mut scan = Scan::new(text, 0);
    scan.any(&["(Có", "(Kèm theo", "(Chi tiết", "(Gửi kèm", "(Đính kèm"])?;
    let from = scan.at();
    let inside = scan.run(usize::MAX, |c| c != ')');
    // the last words may reach over the bracket: only where they begin counts
    let annexed = |scan: &mut Scan<'_>| {
        scan.word("kèm theo").or_else(|| scan.any_case(&["danh mục", "phụ lục", "biểu"]).map(|_| ()))
    };
    find(text, from, annexed).filter(|(range, ())| range.start <= from + inside.len()).map(|_| ())
}

/// "Ủy ban nhân dân tỉnh yêu cầu".
fn order(text: &str) -> Option<()> {
    const ORDERS: &[&str] = &[" yêu cầu", " đề nghị", " giao"];
    // "Bộ Văn hóa, Thể thao và Du lịch yêu cầu": marks within the name
    if parties::at(text, 0).is_some_and(|party| whole_word(&text[party.range.end..], ORDERS).is_some()) {
        return Some(());
    }
    const SUBJECTS: &[&str] = &[
        "UBND",
        "Ủy ban nhân dân",
        "Uỷ ban nhân dân",
        "Chủ tịch",
        "Bộ",
        "Sở",
        "Thủ tướng",
        "Tổng cục",
        "Cục",
        "Chi cục",
        "Ban Chỉ đạo",
    ];
    let mut scan = Scan::new(text, 0);
    scan.any(SUBJECTS)?;
    clause(&mut scan, ORDERS)
}

/// "Trong quá trình tổ chức thực hiện".
fn course(text: &str) -> Option<()> {
    let mut scan = Scan::new(text, 0);
    let within = scan.word("Trong quá trình ").is_some();
    if !within {
        scan.word("Quá trình ")?;
    }
    let ends = |scan: &Scan<'_>| {
        let mut scan = *scan;
        scan.word("thực hiện").or_else(|| if within { scan.word("triển khai") } else { None })
    };
    let mut done = ends(&scan);
    while done.is_none() {
        scan.any(&["tổ chức ", "triển khai "])?;
        done = ends(&scan);
    }
    done
}

/// "Văn phòng Chính phủ thông báo để".
fn notice(text: &str) -> Option<()> {
    let mut scan = Scan::new(text, 0);
    scan.word("Văn phòng ")?;
    clause(
        &mut scan,
        &[" thông báo để", " thông báo đến", " thông báo tới", " trân trọng thông báo", " xin thông báo"],
    )
}

/// One of the words in the same short clause.
fn clause(scan: &mut Scan<'_>, words: &[&str]) -> Option<()> {
    let inside = |c: char| !matches!(c, ',' | '.' | ';' | ':');
    scan.until(50, inside, |scan| whole_word(scan.rest(), words).map(|_| ()))
}
