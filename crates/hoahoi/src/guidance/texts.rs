//! Texts of guidance.

use super::model::State;
use crate::reporting::words::Chip;
use crate::texts;

texts! {
    /// Guidance.
    pub struct GuidanceTexts {
        title: "Hướng dẫn" | "Guidance",
        lead: "Thủ tục, các bước làm, biểu mẫu và liên kết, gắn với nhiệm vụ và với từng ô của biểu." | "Procedures with their steps, forms and links, attached to duties and to fields of forms.",
        new: "Soạn hướng dẫn" | "Write guidance",
        edit: "Sửa" | "Edit",
        edit_title: "Sửa hướng dẫn" | "Edit guidance",
        empty: "Chưa có hướng dẫn nào khớp." | "No guidance matches.",
        empty_help: "Cơ quan đầu mối soạn và công bố hướng dẫn tại đây." | "The coordinator writes and publishes guidance here.",
        n_items: "{} hướng dẫn" | "{} pieces of guidance",
        words: "Từ cần tìm" | "Words",
        name: "Tên hướng dẫn" | "Title",
        audience: "Dành cho" | "For",
        audience_hint: "Ví dụ: cán bộ lập báo cáo của các sở, UBND xã." | "For example: officers who write reports.",
        summary: "Nội dung chính" | "What it is about",
        basis: "Căn cứ" | "Basis",
        basis_hint: "Văn bản mà hướng dẫn dựa vào, ghi số, ký hiệu, ngày." | "The documents it rests on, with number and date.",
        steps: "Các bước" | "Steps",
        steps_hint: "Mỗi dòng một bước; dòng bắt đầu bằng dấu gạch ngang là một ý của bước trên." | "One step a line; a line beginning with a dash is a point of the step above.",
        links: "Liên kết" | "Links",
        links_hint: "Mỗi dòng một liên kết: tên rồi địa chỉ bắt đầu bằng https:// hoặc http://." | "One link a line: a name, then an address beginning with https:// or http://.",
        bad_link: "Không phải liên kết: “{}”. Đề nghị nhập tên rồi địa chỉ https://…" | "Not a link: “{}”. Please write a name, then an address https://…",
        forms: "Biểu mẫu" | "Forms",
        forms_hint: "Tệp PDF, DOCX, XLSX … để tải về." | "PDF, DOCX, XLSX … files to download.",
        remove: "Gỡ" | "Remove",
        valid_from: "Áp dụng từ ngày" | "Holds from",
        valid_to: "Đến hết ngày" | "Until",
        bad_term: "Ngày kết thúc phải sau ngày bắt đầu." | "The last day must come after the first.",
        valid: "Áp dụng từ {}" | "Holds from {}",
        valid_until: "đến hết {}" | "until {}",
        not_yet: "chưa đến ngày áp dụng" | "does not hold yet",
        expired: "hết thời gian áp dụng" | "no longer holds",
        public: "Công khai, không cần đăng nhập" | "Public, without signing in",
        fields: "Đặt liên kết cạnh các ô" | "Stands beside these fields",
        fields_hint: "Liên kết “Hướng dẫn” hiện cạnh nhãn của ô được chọn." | "A link “Guidance” stands beside the label of each field chosen.",
        n_chosen: "đã chọn {}" | "{} chosen",
        too_long: "Nội dung dài quá {} ký tự." | "The text is longer than {} characters.",
        save: "Lưu" | "Save",
        saved: "Đã lưu hướng dẫn." | "The guidance is saved.",
        conflict: "Người khác vừa sửa hướng dẫn này. Nội dung bạn nhập còn ở dưới; bản hiện hành mở ở trang hướng dẫn." | "Somebody else has just edited this. What you typed is kept below; the present version stands on its page.",
        stale: "Hướng dẫn vừa được người khác sửa. Đề nghị xem lại." | "Somebody else has just edited this guidance. Please look again.",
        publish: "Công bố" | "Publish",
        published: "Đã công bố hướng dẫn." | "The guidance is published.",
        withdraw: "Rút" | "Withdraw",
        withdrawn: "Đã rút hướng dẫn." | "The guidance is withdrawn.",
        redraft: "Đưa về nháp" | "Take back as a draft",
        redrafted: "Đã đưa hướng dẫn về nháp." | "The guidance is a draft again.",
        st_draft: "Nháp" | "Draft",
        st_published: "Đã công bố" | "Published",
        st_withdrawn: "Đã rút" | "Withdrawn",
        is_public: "công khai" | "public",
        at_duties: "Gắn với nhiệm vụ" | "Attached to duties",
        at_fields: "Cạnh các ô" | "Beside fields",
        on_duty: "Hướng dẫn thực hiện" | "Guidance",
        attach: "Gắn hướng dẫn" | "Attach guidance",
        attached: "Đã gắn hướng dẫn." | "The guidance is attached.",
        detach: "Bỏ gắn" | "Take off",
        detached: "Đã bỏ gắn hướng dẫn." | "The guidance is taken off.",
        help_at: "Hướng dẫn: {}" | "Guidance: {}",
        updated: "Cập nhật {}" | "Updated {}",
        report_form: "Biểu báo cáo" | "The report",
    }
}

impl GuidanceTexts {
    /// How far it is.
    #[must_use]
    pub fn chip(&self, state: State) -> Chip {
        let (class, icon, text) = match state {
            State::Draft => ("st", "half", self.st_draft),
            State::Published => ("st", "done", self.st_published),
            State::Withdrawn => ("st idle", "none", self.st_withdrawn),
        };
        Chip { class, icon, text: text.to_owned() }
    }
}
