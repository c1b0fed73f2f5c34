//! Texts of the home page.

use crate::texts;

texts! {
    /// Texts of the home page.
    pub struct PortalTexts {
        title: "Trang chủ" | "Home",
        headline: "Công nghệ sinh học của Lạng Sơn, tra một nơi" | "Biotechnology of Lạng Sơn, in one place",
        lead: "Giống quý, công nghệ, sản phẩm và người nắm việc. Kế hoạch của tỉnh giao việc gì, cho ai, đọc ngay tại đây." | "Genetic resources, technologies, products, and whom to ask. What the province's plan wants done, and by whom.",
        any_marks: "Gõ không dấu cũng được." | "Diacritics are optional.",
        try_these: "Thử:" | "Try:",
        shelves: "Đang có" | "What there is",
        plans: "Kế hoạch" | "Plans",
        n_plans: "{} văn bản" | "{} documents",
        duties: "Nhiệm vụ được giao" | "Duties",
        n_duties: "{} nhiệm vụ" | "{} duties",
        newest: "Mới công bố" | "Newly published",
        all_records: "Tất cả mục thông tin" | "All records",
        plan: "Kế hoạch {}" | "Plan {}",
        read_plan: "Đọc kế hoạch, xem từng nhiệm vụ" | "Read the plan and each duty",
        issued: "Ban hành {}" | "Issued {}",
        contents: "Các phần" | "Parts",
        gives: "Kế hoạch giao {} nhiệm vụ cho {} cơ quan, tổ chức hiện nay." | "The plan gives {} duties to {} organisations of today.",
        without_defence: "Không tính nhiệm vụ quốc phòng, an ninh." | "Duties in security and defence are not counted.",
        target: "Chỉ tiêu" | "Targets",
        target_by: "Chỉ tiêu đến năm {}" | "Targets for {}",
        no_baseline: "Chưa có số gốc và số liệu từng năm, nên chưa tính được đã đạt đến đâu." | "There is no baseline and no yearly figure yet, so progress cannot be computed.",
        no_baseline_why: "Kế hoạch không in số gốc. Khi có số liệu, trang này vẽ đường tới chỉ tiêu kèm cách tính." | "The plan prints no baseline. Once there are figures, this page draws the path to the target and how it is computed.",
        nothing: "Chưa có gì được công bố" | "Nothing has been published yet",
        nothing_help: "Kế hoạch đã xác nhận và mục thông tin đã duyệt sẽ hiện ở đây." | "Confirmed plans and reviewed records will appear here.",
    }
}
