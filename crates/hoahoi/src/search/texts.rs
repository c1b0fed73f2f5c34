//! Texts of the search page.

use crate::texts;

texts! {
    /// Texts of the search page.
    pub struct SearchTexts {
        title: "Tìm kiếm" | "Search",
        title_for: "Tìm “{}”" | "Search “{}”",
        label: "Từ cần tìm" | "What to look for",
        placeholder: "quýt, hồi, nuôi cấy mô…" | "quýt, hồi, nuôi cấy mô…",
        short: "Tìm, có dấu hoặc không dấu" | "Search, with or without marks",
        ask: "Nhập từ cần tìm" | "Enter what to look for",
        ask_help: "Có dấu hoặc không dấu. Tìm trong mục thông tin đã công bố và lời văn các kế hoạch." | "With or without diacritics, in published records and the text of plans.",
        n_results: "{} kết quả cho" | "{} results for",
        exact_only: "Chỉ tìm đúng dấu:" | "Only with exactly these marks:",
        exact_now: "Đang tìm đúng dấu." | "Only exact marks are searched.",
        any_marks: "Tìm cả chữ khác dấu" | "Search any marks",
        nothing: "Không có kết quả cho “{}”" | "No results for “{}”",
        nothing_help: "Thử ít từ hơn, hoặc tìm không dấu." | "Try fewer words, or without diacritics.",
        kind: "Loại" | "Kind",
        plan: "Kế hoạch" | "Plan",
        filter: "Lọc theo loại" | "Narrow by kind",
        results: "Kết quả" | "Results",
    }
}
