//! What of a numbered block is its title and what its text.

use crate::labels;
use crate::layout::Block;
use crate::scan::{Scan, find, whole_word};
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
/// Longest title of a part ("IV. Tổ chức thực hiện."), in words.
const STOPPED_PART: usize = 8;

/// Tells title from text; `part` when the label is that of a part, `bold` when the whole block is printed bold.
pub(super) fn split(text: &str, part: bool, bold: bool) -> Title {
    let whole = || Some(0..text.len());
    let bare = text.trim_end_matches([' ', ':', '.', ';']).len();
    let words = text.split(' ').count();
    if text.is_empty() {
        return Title { heading: None, body: None };
    }
    if labels::is_caps(text) {
        return Title { heading: Some(0..bare), body: None };
    }
    if let Some(at) = pointer(text) {
        return Title { heading: Some(0..at), body: Some(at + 1..text.len()) };
    }
    let longest = if text.starts_with("Về ") { ABOUT } else { LEAD_IN };
    if text.ends_with(':') && words - bracketed(text) <= longest && !text[..bare].contains(". ") {
        return Title { heading: Some(0..bare), body: None };
    }
    if !labels::ends_sentence(text) && words <= LONGEST {
        return Title { heading: whole(), body: None };
    }
    let longest = if bold { STOPPED } else { STOPPED_PART };
    if (part || bold) && text.ends_with('.') && words <= longest && !text[..bare].contains([';', ':', '.']) {
        return Title { heading: Some(0..bare), body: None };
    }
    if let Some(colon) = text.find(": ") {
        let head = &text[..colon];
        let words = head.split(' ').count();
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

/// Where the words in brackets begin that end a title in capitals: "NHIỆM VỤ CHỦ YẾU (Chi tiết tại phụ lục)" says where to
/// look.
pub(super) fn pointer(text: &str) -> Option<usize> {
    let at = text.find(" (").filter(|_| text.trim_end_matches(['.', ':', ' ']).ends_with(')'))?;
    labels::is_caps(&text[..at]).then_some(at)
}

/// "Ủy ban nhân dân các tỉnh: Lạng Sơn, Cao Bằng khẩn trương …": after the colon stand names, and no text of its own.
fn lists(text: &str, colon: usize) -> bool {
    const PLURAL: &[&str] =
        &["các tỉnh", "các tỉnh, thành phố", "các thành phố", "các xã", "các phường", "các xã, phường"];
    let head = &text[..colon];
    let mut scan = Scan::new(text, colon + 2);
    let name = |scan: &mut Scan<'_>| scan.name().and_then(|()| scan.word(" ")).and_then(|()| scan.name());
    PLURAL.iter().any(|plural| head.ends_with(plural)) && name(&mut scan).is_some()
}

/// Words in brackets, which only explain what a title says.
fn bracketed(text: &str) -> usize {
    let inside =
        |from: usize| text[from..].find(')').map_or(0, |to| text[from..from + to].split(' ').count());
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
    const SUBJECTS: &[&str] =
        &["UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "Chủ tịch", "Bộ", "Sở", "Thủ tướng"];
    let mut scan = Scan::new(text, 0);
    scan.any(SUBJECTS)?;
    clause(&mut scan, &[" yêu cầu", " đề nghị", " giao"])
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
