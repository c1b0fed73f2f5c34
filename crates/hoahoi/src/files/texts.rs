//! Texts of attached files.

use crate::texts;

texts! {
    /// Attached files.
    pub struct FileTexts {
        attached: "Đã đính kèm tệp." | "The file is attached.",
        removed: "Đã gỡ tệp." | "The file is removed.",
        nothing: "Chưa chọn tệp nào." | "No file was chosen.",
        locked: "Nội dung đã khóa nên không gỡ được tệp." | "This is locked; the file cannot be removed.",
        restricted: "Nhiệm vụ về quốc phòng, an ninh không nhận tệp." | "Duties in defence and security take no files.",
        bad_kind: "Không nhận tệp “{}”: chỉ nhận PDF, DOCX, XLSX (không có macro), PNG, JPEG, WebP, CSV." | "The file “{}” is not taken: only PDF, DOCX, XLSX (without macros), PNG, JPEG, WebP, CSV.",
        too_large: "Tệp “{}” lớn hơn 20 MB." | "The file “{}” is larger than 20 MB.",
        too_many: "Đã có đủ 20 tệp nên không nhận thêm “{}”." | "There are 20 files already; “{}” is not taken.",
    }
}
