//! What gives nobody an order: remarks, notes, rights, and headings of goals and principles.

use crate::model::Section;
use crate::scan::Scan;

/// Remarks in brackets are no duties ("(Có Danh mục … gửi kèm theo)"), nor are notes ("[1] Chương trình số …").
pub(super) fn is_remark(text: &str) -> bool {
    let note = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    note.is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
        || text.starts_with('(') && text.trim_end_matches(['.', ' ']).ends_with(')')
}

/// What a party may do is no duty: "Cơ quan đăng ký đầu tư có quyền yêu cầu bổ sung".
pub(super) fn is_right(text: &str) -> bool {
    text.contains(" có quyền ")
        && ![" trách nhiệm", " phải ", " chủ trì"].iter().any(|duty| text.contains(duty))
}

/// Whether a heading says that what stands below gives nobody an action: targets name those who reach them, and what a
/// document is about, whom it concerns and by which principles is no order.
pub(super) fn gives_no_orders(section: &Section) -> bool {
    const TARGETS: &[&str] = &["mục tiêu", "chỉ tiêu", "tiêu chí"];
    const GENERAL: &[&str] = &[
        "mục đích",
        "quan điểm",
        "nguyên tắc",
        "phạm vi",
        "đối tượng",
        "giải thích từ ngữ",
        "tiêu chuẩn",
        "bằng khen",
        "giấy khen",
    ];
    const ORDERS: &[&str] = &[
        "yêu cầu",
        "nhiệm vụ",
        "giải pháp",
        "trách nhiệm",
        "tổ chức thực hiện",
        "nội dung",
        "phương án",
        "biện pháp",
    ];
    let heading = section.heading.as_deref().unwrap_or_default();
    let starts = |words: &[&str]| Scan::new(heading, 0).any_folded(words).is_some();
    let orders = || {
        let lower = heading.to_lowercase();
        ORDERS.iter().any(|word| lower.contains(word))
    };
    starts(TARGETS) || (starts(GENERAL) && !orders())
}
