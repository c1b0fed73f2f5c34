//! Texts of the log's page.

use crate::texts;

texts! {
    /// The audit log.
    pub struct AuditTexts {
        title: "Nhật ký" | "Audit log",
        help: "Ai đã thay đổi gì, lúc nào. Không ghi giá trị cá nhân; các dòng được niêm phong bằng chuỗi băm." | "Who changed what, when. No personal values; entries are sealed by a hash chain.",
        at: "Thời điểm" | "When",
        who: "Người làm" | "Who",
        system: "hệ thống" | "the system",
        org: "Cơ quan" | "Agency",
        action: "Việc" | "Action",
        subject: "Đối tượng" | "Subject",
        fields: "Nội dung" | "Fields",
        login: "Tên đăng nhập" | "Log-in name",
        from: "Từ ngày" | "From",
        until: "Đến hết ngày" | "Until",
        action_begins: "Việc bắt đầu bằng" | "Action begins with",
        n_entries: "{} dòng" | "{} entries",
        none: "Không có dòng nào khớp" | "No entry matches",
        seal: "Niêm phong số {}" | "Seal number {}",
        not_sealed: "chưa niêm phong" | "not sealed yet",
        head: "Đầu chuỗi: niêm phong số {}, mã {}" | "Head of the chain: seal {}, {}",
    }
}
