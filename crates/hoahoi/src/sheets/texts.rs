//! Texts of downloaded lists.

use crate::texts;

texts! {
    /// What stands above a downloaded list, and the links to it.
    pub struct SheetTexts {
        download: "Tải về" | "Download",
        download_as: "Tải danh sách đang xem dạng {}" | "Download this list as {}",
        identifier: "Mã" | "Identifier",
        exported: "Xuất lúc {}; người xuất: {}." | "Exported at {} by {}.",
        anyone: "người đọc trang công khai" | "a reader of the public pages",
        filtered: "Bộ lọc: {}." | "Filters: {}.",
        unfiltered: "Bộ lọc: không." | "Filters: none.",
        cut: "Tệp dừng ở {} dòng đầu; đề nghị thu hẹp bộ lọc để có phần còn lại." | "The file stops after the first {} rows; narrow the filters for the rest.",
        note: "Ghi chú" | "Note",
        yes: "có" | "yes",
    }
}
