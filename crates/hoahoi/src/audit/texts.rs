//! Texts of the log's page.

use crate::texts;
use crate::web::lang::Lang;

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
        action_code: "Mã việc" | "Code of the action",
        subject_code: "Mã đối tượng" | "Identifier of the subject",
        seal_number: "Niêm phong số" | "Seal number",
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

texts! {
    /// What each action is called; the key is the action with `_` for `.` and `-`.
    pub struct ActionTexts {
        account_create: "Tạo tài khoản" | "Made an account",
        account_disable: "Khóa tài khoản" | "Disabled an account",
        account_enable: "Mở lại tài khoản" | "Enabled an account",
        account_first: "Tạo quản trị đầu tiên" | "Made the first administrator",
        account_mail: "Sửa địa chỉ thư nhận nhắc việc" | "Changed the e-mail address for reminders",
        account_password: "Đổi mật khẩu" | "Changed a password",
        account_profile: "Sửa thông tin tài khoản" | "Edited an account",
        account_reset: "Cấp lại đường dẫn đặt mật khẩu" | "Gave a new password link",
        account_totp: "Bật mã một lần" | "Set up one-time codes",
        role_grant: "Giao vai trò" | "Granted a role",
        role_revoke: "Thu hồi vai trò" | "Revoked a role",
        calendar_save: "Sửa lịch làm việc" | "Edited the working days",
        calendar_reset: "Trả lịch làm việc về dữ liệu có sẵn" | "Put the working days back to the built-in data",
        session_open: "Đăng nhập" | "Signed in",
        session_close: "Đăng xuất" | "Signed out",
        session_refuse: "Đăng nhập không thành công" | "Sign-in refused",
        session_revoke: "Kết thúc phiên" | "Ended a session",
        duty_acknowledge: "Tiếp nhận nhiệm vụ" | "Acknowledged a duty",
        duty_ask_to_complete: "Đề nghị bổ sung" | "Asked for completion",
        duty_cancel: "Hủy nhiệm vụ" | "Cancelled a duty",
        duty_confirm: "Xác nhận hoàn thành" | "Confirmed completion",
        duty_declare: "Báo hoàn thành" | "Declared a duty done",
        duty_edit: "Sửa nhiệm vụ" | "Edited a duty",
        duty_link_task: "Nối nhiệm vụ với nhiệm vụ, giải pháp" | "Linked a duty to a task",
        duty_unlink_task: "Bỏ nối nhiệm vụ với nhiệm vụ, giải pháp" | "Unlinked a duty from a task",
        duty_progress: "Cập nhật tiến độ" | "Recorded progress",
        duty_refuse: "Báo không thuộc nhiệm vụ" | "Said the duty is not theirs",
        duty_replace: "Thay nhiệm vụ" | "Replaced a duty",
        duty_resume: "Tiếp tục nhiệm vụ" | "Resumed a duty",
        duty_review: "Duyệt nhiệm vụ đọc được" | "Reviewed a duty as read",
        duty_suspend: "Tạm dừng nhiệm vụ" | "Suspended a duty",
        duty_uphold: "Giữ nguyên nhiệm vụ" | "Upheld a duty",
        extension_grant: "Đồng ý gia hạn" | "Granted an extension",
        extension_refuse: "Không đồng ý gia hạn" | "Refused an extension",
        extension_rule: "Đặt quy tắc gia hạn" | "Set the rule of extensions",
        extension_send: "Gửi đề nghị gia hạn" | "Sent a request for an extension",
        extension_withdraw: "Rút đề nghị gia hạn" | "Withdrew a request for an extension",
        extension_write: "Soạn đề nghị gia hạn" | "Wrote a request for an extension",
        feed_create: "Tạo địa chỉ lịch" | "Made a calendar address",
        feed_revoke: "Thu hồi địa chỉ lịch" | "Revoked a calendar address",
        file_attach: "Đính kèm tệp" | "Attached a file",
        file_remove: "Gỡ tệp" | "Removed a file",
        mailbox_set: "Đặt hộp thư cơ quan" | "Set an agency's mailbox",
        obligation_exempt: "Miễn báo cáo" | "Exempted from reporting",
        obligation_exempt_back: "Bỏ miễn báo cáo" | "Withdrew an exemption",
        organisations_load: "Nạp danh mục cơ quan" | "Loaded the organisations",
        plan_annex: "Thêm danh mục nhiệm vụ" | "Added the annex",
        plan_confirm: "Xác nhận kế hoạch" | "Confirmed a plan",
        plan_copy: "Thêm bản sao của văn bản" | "Added a copy of the document",
        plan_discard: "Xóa bản nháp" | "Deleted a draft",
        plan_disclose: "Ghi quyết định công bố" | "Recorded a decision to publish timeliness",
        plan_undisclose: "Bỏ quyết định công bố" | "Withdrew a decision to publish timeliness",
        plan_header: "Sửa thông tin văn bản" | "Edited the document's header",
        plan_import: "Nhập văn bản" | "Imported a document",
        record_create: "Viết mục thông tin" | "Began a record",
        record_publish: "Công bố mục thông tin" | "Published a record",
        record_save: "Sửa mục thông tin" | "Edited a record",
        record_send_back: "Trả lại mục thông tin" | "Sent a record back",
        record_submit: "Gửi duyệt mục thông tin" | "Submitted a record for review",
        record_withdraw: "Rút mục thông tin" | "Withdrew a record",
        regime_create: "Lập chế độ báo cáo" | "Set up a reporting regime",
        reminder_request: "Gửi đề nghị quan tâm, phối hợp" | "Sent a request for cooperation",
        reminder_send: "Gửi đôn đốc" | "Sent a reminder",
        consolidated_make: "Soạn báo cáo tổng hợp" | "Drew up a consolidated report",
        consolidated_edit: "Sửa báo cáo tổng hợp" | "Edited a consolidated report",
        consolidated_finalise: "Ban hành báo cáo tổng hợp" | "Issued a consolidated report",
        submission_accept: "Tiếp nhận báo cáo" | "Accepted a report",
        submission_approve: "Duyệt và gửi báo cáo" | "Approved and sent a report",
        submission_ask_completion: "Đề nghị bổ sung báo cáo" | "Asked to complete a report",
        submission_give_back: "Trả báo cáo cho cán bộ" | "Gave a report back to the officer",
        submission_hand_to_head: "Trình lãnh đạo cơ quan" | "Handed a report to the head",
        submission_paper: "Ghi số, ký hiệu văn bản của báo cáo" | "Entered the paper of a report",
        submission_reopen: "Mở lại báo cáo" | "Opened a report again",
        recommendation_make: "Ghi nhận kiến nghị" | "Took up a recommendation",
        recommendation_revise: "Cập nhật kiến nghị theo báo cáo" | "Updated a recommendation from its report",
        recommendation_withdraw: "Rút kiến nghị theo báo cáo" | "Withdrew a recommendation with its report",
        recommendation_route: "Chuyển kiến nghị" | "Routed a recommendation",
        recommendation_decline: "Báo kiến nghị không thuộc thẩm quyền" | "Declined a recommendation",
        recommendation_draft: "Soạn trả lời kiến nghị" | "Wrote an answer to a recommendation",
        recommendation_answer: "Trả lời kiến nghị" | "Answered a recommendation",
        recommendation_answer_on_paper: "Ghi văn bản trả lời kiến nghị" | "Recorded a paper answer to a recommendation",
        recommendation_resolve: "Kết thúc kiến nghị: đã giải quyết" | "Closed a recommendation as resolved",
        recommendation_dismiss: "Kết thúc kiến nghị: không tiếp thu" | "Closed a recommendation as not taken up",
        submission_write: "Viết báo cáo" | "Wrote a report",
    }
}

texts! {
    /// What each kind of subject is called.
    pub struct SubjectTexts {
        account: "tài khoản" | "account",
        calendar: "lịch làm việc" | "working days",
        duty: "nhiệm vụ" | "duty",
        extension: "đề nghị gia hạn" | "request for an extension",
        file: "tệp" | "file",
        obligation: "nghĩa vụ báo cáo" | "obligation",
        organisation: "cơ quan" | "agency",
        organisations: "danh mục cơ quan" | "organisations",
        plan: "kế hoạch" | "plan",
        recommendation: "kiến nghị" | "recommendation",
        record: "mục thông tin" | "record",
        regime: "chế độ báo cáo" | "regime",
        consolidated: "báo cáo tổng hợp" | "consolidated report",
        submission: "báo cáo" | "submission",
    }
}

/// The words for an action or a kind of subject; the code itself while it has none.
#[must_use]
pub fn words<'a>(texts: &[(&'static str, &'static str, &'static str)], code: &'a str, lang: Lang) -> &'a str {
    let key = code.replace(['.', '-'], "_");
    texts.iter().find(|(known, ..)| *known == key).map_or(code, |(_, vi, en)| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    })
}
