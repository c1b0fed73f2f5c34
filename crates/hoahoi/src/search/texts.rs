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
        field: "Lĩnh vực" | "Field",
        commune: "Xã, phường" | "Commune",
        year: "Năm" | "Year",
        filter: "Lọc kết quả" | "Narrow the results",
        loosened: "Không có kết quả chứa đủ các từ; dưới đây là kết quả chứa một phần." | "Nothing contains all these words; below are results with some of them.",
        building: "Đang lập chỉ mục tìm kiếm, đề nghị tìm lại sau ít phút." | "The search index is being built. Please try again in a few minutes.",
        suggestions: "Gợi ý" | "Suggestions",
        n_suggested: "{} gợi ý, dùng phím mũi tên để chọn" | "{} suggestions, use the arrow keys",
        none_suggested: "Không có gợi ý" | "No suggestions",
        results: "Kết quả" | "Results",
    }
}
