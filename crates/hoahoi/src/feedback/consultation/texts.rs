//! Texts of consultations.

use super::model::{Phase, Shelf, Verdict};
use crate::reporting::words::Chip;
use crate::texts;
use crate::web::lang::fill;

texts! {
    /// Drafts open for comment.
    pub struct ConsultationTexts {
        title: "Lấy ý kiến dự thảo" | "Drafts open for comment",
        short: "Lấy ý kiến" | "Consultations",
        lead: "Dự thảo lấy ý kiến tổ chức, cá nhân và phản biện xã hội; mọi ý kiến đều được trả lời, kết quả tiếp thu, giải trình được công khai." | "Drafts on which organisations and people are asked; every comment is answered, and what became of them is published.",
        feed_subtitle: "Dự thảo lấy ý kiến tổ chức, cá nhân và phản biện xã hội." | "Drafts on which organisations and people are asked.",
        feed: "Theo dõi bằng Atom" | "Follow by Atom",
        shelf: "Tình trạng" | "State",
        sh_open: "Đang lấy, sắp lấy ý kiến" | "Open now, or soon",
        sh_closed: "Đã đóng, đang trả lời" | "Closed, being answered",
        sh_results: "Đã có kết quả tiếp thu, giải trình" | "With results",
        n_drafts: "{} dự thảo" | "{} drafts",
        none: "Chưa có dự thảo nào được lấy ý kiến" | "No draft has been opened for comment yet",
        none_help: "Dự thảo được công bố xuất hiện ở đây." | "Drafts appear here once they are announced.",
        none_found: "Không có dự thảo nào khớp" | "No draft matches",
        new: "Soạn lấy ý kiến" | "Prepare a draft for comment",
        edit: "Sửa bản soạn" | "Edit",
        f_title: "Tên dự thảo" | "Title of the draft",
        f_intro: "Giới thiệu" | "Introduction",
        f_intro_hint: "Vì sao cần văn bản này, những nội dung đề nghị tập trung góp ý." | "Why it is needed, and what is asked.",
        f_asked: "Đối tượng lấy ý kiến" | "Who is asked",
        f_asked_hint: "Ví dụ: tổ chức, cá nhân; đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh phản biện." | "Such as: organisations and people; the provincial Fatherland Front and unions.",
        f_plan: "Để thực hiện kế hoạch" | "Carries out the plan",
        no_plan: "Không thuộc kế hoạch nào" | "No plan",
        f_duty: "Nhiệm vụ được giao: {}" | "Duty: {}",
        f_text: "Nội dung dự thảo" | "Text of the draft",
        f_text_hint: "Mỗi dòng là một đoạn để góp ý riêng; Điều, khoản, mục được nhận ra theo số. Công bố rồi thì không sửa được." | "Each line is a paragraph that can be commented on; articles and clauses are known by their numbers. It cannot be changed once announced.",
        f_files: "Tệp dự thảo" | "Files of the draft",
        f_files_hint: "PDF, DOCX và các tệp kèm theo (tờ trình, bản so sánh)." | "PDF, DOCX and what goes with it.",
        choose_again: "Đề nghị chọn lại tệp: biểu mẫu không giữ được tệp đã chọn." | "Please choose the files again: a form cannot keep them.",
        remove: "Gỡ" | "Remove",
        f_from: "Từ ngày" | "From",
        f_to: "Đến hết ngày" | "Until the end of",
        from_to: "Từ ngày {} đến hết ngày {}" | "From {} to the end of {}",
        no_secrets: "Không đưa nội dung thuộc bí mật nhà nước lên trang này." | "Do not put state secrets on this page.",
        bad_days: "Ngày cuối trước ngày đầu. Đề nghị nhập ngày cuối từ ngày đầu trở đi." | "The last day is before the first. Please enter the first day or a later one.",
        text_or_file: "Đề nghị dán nội dung dự thảo hoặc đính kèm tệp." | "Please paste the text of the draft or attach a file.",
        too_long: "Nội dung quá dài: tối đa {} ký tự." | "Too long: at most {} characters.",
        restricted: "Nhiệm vụ thuộc lĩnh vực quốc phòng, an ninh không lấy ý kiến công khai." | "Duties in security and defence are not opened for comment.",
        saved: "Đã lưu bản soạn." | "Saved.",
        conflict: "Người khác vừa sửa bản này. Nội dung đã nhập còn ở dưới; lưu lại để thay." | "Somebody else has just changed this. What you typed is below; save again to replace it.",
        stale: "Người khác vừa thay đổi bản này. Đề nghị xem lại trước khi làm tiếp." | "Somebody else has just changed this. Please look again.",
        text_fixed: "Dự thảo đã công bố nên không sửa được; có thể rút và công bố bản khác." | "The draft has been announced and cannot be changed; it can be withdrawn and another announced.",
        announce: "Công bố lấy ý kiến" | "Announce",
        announce_lead: "Từ lúc công bố, mọi người đọc được và nội dung không sửa được nữa." | "Once announced, everybody can read it and its text cannot be changed.",
        already_over: "Ngày cuối đã qua. Đề nghị sửa trước khi công bố." | "The last day has passed. Please change it before announcing.",
        announced: "Đã công bố lấy ý kiến." | "The draft is announced.",
        extend: "Kéo dài thời gian" | "Give more time",
        extend_to: "Lấy ý kiến đến hết ngày" | "Open until the end of",
        extended: "Đã kéo dài thời gian lấy ý kiến." | "More time is given.",
        not_later: "Đề nghị nhập ngày sau ngày {}." | "Please enter a day after {}.",
        withdraw: "Rút dự thảo" | "Withdraw the draft",
        withdraw_lead: "Lý do được công khai; ý kiến đã gửi được giữ, không công khai." | "The reason is published; comments are kept and not published.",
        discard: "Bỏ bản soạn" | "Discard",
        reason: "Lý do rút" | "Why it is withdrawn",
        withdrawn: "Đã rút dự thảo." | "The draft is withdrawn.",
        discarded: "Đã bỏ bản soạn." | "The draft is discarded.",
        withdrawn_on: "Dự thảo đã được rút ngày {}. Lý do: {}" | "The draft was withdrawn on {}. Why: {}",
        conclude: "Kết thúc, công khai bảng tổng hợp" | "Conclude and publish the table",
        concluded: "Đã kết thúc; bảng tổng hợp được công khai." | "Concluded; the table is public.",
        cannot_conclude: "Kết thúc được khi đã hết thời gian lấy ý kiến, mọi ý kiến đã được trả lời và tin nghi thư rác đã được xem." | "It can be concluded once the time is over, every comment is answered, and what seemed to be spam has been looked at.",
        n_answered: "Đã trả lời {} trên {} ý kiến" | "{} of {} comments answered",
        n_suspected: "{} tin nghi thư rác chưa xem" | "{} suspected of being spam",
        received: "Ý kiến nhận được" | "Comments received",
        n_received: "Tất cả ý kiến ({})" | "All comments ({})",
        n_waiting: "{} ý kiến chờ trả lời" | "{} comments to answer",
        to_conclude: "Lấy ý kiến đã hết hạn" | "Consultations that are over",
        do_conclude: "Kết thúc" | "Conclude",
        do_answer: "Trả lời ý kiến" | "Answer comments",
        manage: "Xử lý" | "To do",
        days_left: "còn {} ngày" | "{} days left",
        last_day: "hết hôm nay" | "ends today",
        carries_out: "Để thực hiện" | "Carries out",
        agency: "Cơ quan lấy ý kiến, trả lời" | "Asked and answered by",
        ph_draft: "Đang soạn" | "Being prepared",
        ph_coming: "Sắp lấy ý kiến" | "Coming",
        ph_open: "Đang lấy ý kiến" | "Open for comment",
        ph_answering: "Đã đóng, đang trả lời" | "Closed, being answered",
        ph_concluded: "Đã kết thúc" | "Concluded",
        ph_withdrawn: "Đã rút" | "Withdrawn",
        comment_whole: "Góp ý dự thảo" | "Comment on the draft",
        comment_here: "Góp ý" | "Comment",
        comment_on: "Góp ý {}" | "Comment on {}",
        paragraph: "Đoạn {}" | "Paragraph {}",
        whole: "Toàn dự thảo" | "The whole",
        about_whole: "Góp ý toàn dự thảo" | "Comment on the whole instead",
        part: "Nội dung được góp ý" | "Part",
        comment: "Ý kiến góp ý" | "Comment",
        sender: "Người góp ý" | "From",
        unnamed: "Không nêu tên" | "Name not given",
        verdict: "Kết quả tiếp thu" | "How it is taken",
        choose: "Chọn kết quả" | "Choose",
        explanation: "Nội dung tiếp thu, giải trình" | "Answer",
        v_accepted: "Tiếp thu" | "Accepted",
        v_partly: "Tiếp thu một phần" | "Accepted in part",
        v_not_accepted: "Không tiếp thu" | "Not accepted",
        summary: "Bảng tổng hợp, tiếp thu, giải trình ý kiến" | "Comments and what became of them",
        summary_lead: "Nhận và trả lời {} ý kiến; công khai {} ý kiến." | "{} comments received and answered; {} published.",
        number: "TT" | "No.",
        no_comment: "Không có ý kiến nào được công khai." | "No comment is published.",
        held_back: "{} ý kiến không công khai theo yêu cầu của người gửi; người gửi đọc trả lời bằng mã tra cứu." | "Not published, as their senders wish: {}; they read the answer under their code.",
        beside: "Lấy ý kiến" | "Consultations",
        open_new: "Soạn lấy ý kiến" | "Prepare a draft for comment",
    }
}

impl ConsultationTexts {
    /// How a comment is taken.
    #[must_use]
    pub fn verdict_name(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Accepted => self.v_accepted,
            Verdict::Partly => self.v_partly,
            Verdict::NotAccepted => self.v_not_accepted,
        }
    }

    /// How many comments there were, and how many of them are public.
    #[must_use]
    pub fn counts(&self, all: i64, shown: usize) -> String {
        let shown = i64::try_from(shown).unwrap_or(i64::MAX);
        fill(self.summary_lead, &[&viet::number::show(all), &viet::number::show(shown)])
    }

    /// Part of the list.
    #[must_use]
    pub fn shelf_name(&self, shelf: Shelf) -> &'static str {
        match shelf {
            Shelf::Open => self.sh_open,
            Shelf::Closed => self.sh_closed,
            Shelf::Results => self.sh_results,
        }
    }

    /// Where a consultation stands.
    #[must_use]
    pub fn chip(&self, phase: Phase) -> Chip {
        let (class, icon, text) = match phase {
            Phase::Draft => ("st", "half", self.ph_draft),
            Phase::Coming => ("st", "new", self.ph_coming),
            Phase::Open => ("st", "clock", self.ph_open),
            Phase::Answering => ("st", "ack", self.ph_answering),
            Phase::Concluded => ("st", "done", self.ph_concluded),
            Phase::Withdrawn => ("st idle", "none", self.ph_withdrawn),
        };
        Chip { class, icon, text: text.to_owned() }
    }

    /// Which part of a draft something is about: what it is called, else its paragraph, else the whole.
    #[must_use]
    pub fn place(&self, part: Option<&str>, paragraph: Option<i64>) -> String {
        match (part, paragraph) {
            (Some(part), _) => part.to_owned(),
            (None, Some(n)) => fill(self.paragraph, &[&n]),
            (None, None) => self.whole.to_owned(),
        }
    }
}
