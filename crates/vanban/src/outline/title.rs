//! What of a numbered block is its title and what its text.

use crate::labels;
use crate::layout::Block;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

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

/// Tells title from text.
pub(super) fn split(text: &str) -> Title {
    let whole = || Some(0..text.len());
    let bare = text.trim_end_matches([' ', ':', '.', ';']).len();
    let words = text.split(' ').count();
    if text.is_empty() {
        return Title { heading: None, body: None };
    }
    if labels::is_caps(text) {
        return Title { heading: Some(0..bare), body: None };
    }
    // "NHIỆM VỤ CHỦ YẾU (Chi tiết tại phụ lục)": what stands in brackets says where to look
    if let Some(at) = text.find(" (").filter(|_| text.trim_end_matches(['.', ':', ' ']).ends_with(')'))
        && labels::is_caps(&text[..at])
    {
        return Title { heading: Some(0..at), body: Some(at + 1..text.len()) };
    }
    let longest = if text.starts_with("Về ") { ABOUT } else { LEAD_IN };
    if text.ends_with(':') && words <= longest && !text[..bare].contains(". ") {
        return Title { heading: Some(0..bare), body: None };
    }
    if !labels::ends_sentence(text) && words <= LONGEST {
        return Title { heading: whole(), body: None };
    }
    if let Some(colon) = text.find(": ") {
        let head = &text[..colon];
        let words = head.split(' ').count();
        if words <= RUN_IN && !head.contains([';', '.']) && labels::balanced(head) {
            return Title { heading: Some(0..colon), body: Some(colon + 2..text.len()) };
        }
    }
    Title { heading: None, body: whole() }
}

/// Whether an unnumbered block speaks of the whole document, as closings do.
pub(super) fn is_closing(block: &Block) -> bool {
    static OPENINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        const PATTERNS: &[&str] = &[
            r"\((?:Có|Kèm theo|Chi tiết|Gửi kèm|Đính kèm)[^)]*(?:kèm theo|[Dd]anh mục|[Pp]hụ lục|[Bb]iểu)",
            r"Trên đây là ",
            r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch|Bộ|Sở|Thủ tướng)[^,.;:]{0,50}? (?:yêu cầu|đề nghị|giao)\b",
            r"Yêu cầu (?:các|Giám đốc|Thủ trưởng|Chủ tịch|UBND|Ủy ban)",
            r"Trong quá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai)",
            r"Quá trình (?:tổ chức |triển khai )*thực hiện",
            r"(?:Kế hoạch|Chỉ thị|Quyết định|Thông báo) này ",
            r"Căn cứ (?:nội dung )?(?:Kế hoạch|Chỉ thị) này",
            r"Nếu có (?:khó khăn|vướng mắc|phát sinh)",
            r"Văn phòng [^,.;:]{0,50}? thông báo (?:để|đến|tới)\b",
        ];
        Regex::new(&format!("^(?:{})", PATTERNS.join("|"))).ok()
    });
    block.grid.is_none()
        && labels::parse(block.text()).is_none()
        && labels::list_mark(block.text()).is_none()
        && OPENINGS.as_ref().is_some_and(|openings| openings.is_match(block.text()))
}
