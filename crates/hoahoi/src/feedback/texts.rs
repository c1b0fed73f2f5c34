//! Texts of feedback.

use super::model::{Consent, Ground, Kind, State};
use crate::reporting::words::Chip;
use crate::texts;

texts! {
    /// Feedback from outside.
    pub struct FeedbackTexts {
        title: "Góp ý, đề xuất" | "Feedback and proposals",
        short: "Góp ý" | "Feedback",
        lead: "Tổ chức, cá nhân góp ý, đề xuất về phát triển và ứng dụng công nghệ sinh học của tỉnh; cơ quan có trách nhiệm trả lời." | "Organisations and people speak and propose about biotechnology in the province; the agency concerned answers.",
        send_title: "Gửi góp ý, đề xuất" | "Send feedback or a proposal",
        send_lead: "Không cần tài khoản. Ý kiến được chuyển đến cơ quan có trách nhiệm; mã tra cứu cho biết tình trạng và nội dung trả lời." | "No account needed. What you write goes to the agency concerned; a code lets you read where it stands and the answer.",
        interest_title: "Quan tâm, liên hệ" | "Express interest",
        interest_lead: "Nội dung được gửi đến cơ quan quản lý mục thông tin để liên hệ lại; không công khai." | "What you write goes to the agency that keeps the record, so that it can get in touch; it is not published.",
        interest_button: "Quan tâm, liên hệ" | "Express interest",
        on_this: "Góp ý về mục này" | "Comment on this",
        no_secrets: "Không gửi nội dung thuộc bí mật nhà nước hoặc thông tin riêng của người khác." | "Do not send state secrets or other people's private matters.",
        about: "Về nội dung" | "About",
        everything: "Chung" | "In general",
        gone: "Mục thông tin đã rút" | "A record that was withdrawn",
        kind: "Loại ý kiến" | "Sort",
        k_opinion: "Góp ý" | "Feedback",
        k_proposal: "Đề xuất" | "Proposal",
        k_interest: "Quan tâm" | "Interest",
        text: "Nội dung" | "Text",
        text_hint: "Tối đa {} ký tự, không quá {} liên kết." | "At most {} characters and {} links.",
        name: "Họ và tên" | "Your name",
        optional: "Không bắt buộc." | "Optional.",
        body: "Thay mặt tổ chức" | "On behalf of",
        body_hint: "Không bắt buộc. Ví dụ: tên đoàn thể, tổ chức thuộc Mặt trận Tổ quốc, doanh nghiệp, hợp tác xã." | "Optional: a union, a member of the Fatherland Front, a firm, a cooperative.",
        contact: "Liên hệ" | "Contact",
        contact_hint: "Điện thoại hoặc thư điện tử, để cơ quan hỏi lại khi cần. Không bao giờ công khai; chỉ cơ quan trả lời xem được; xóa sau {} ngày kể từ ngày trả lời." | "Telephone or e-mail, in case the agency has to ask. Never public; seen by the answering agency only; erased {} days after the answer.",
        consent: "Công khai ý kiến cùng nội dung trả lời" | "Publication with the answer",
        consent_hint: "Tên không được đồng ý công khai cũng được xóa cùng liên hệ." | "A name that may not be published is erased with the contact.",
        c_none: "Không công khai" | "Not published",
        c_unnamed: "Công khai, không nêu tên" | "Published without my name",
        c_named: "Công khai, có nêu tên và tổ chức" | "Published with name and body",
        hidden_field: "Để trống ô này" | "Leave this field empty",
        send: "Gửi" | "Send",
        too_long: "Nội dung quá dài: tối đa {} ký tự." | "Too long: at most {} characters.",
        too_many_links: "Tối đa {} liên kết." | "At most {} links.",
        no_link: "Ô này không nhận liên kết." | "No links in this field.",
        too_fast: "Biểu mẫu được gửi nhanh hơn thời gian cần để đọc nên chưa được nhận. Nội dung còn nguyên: đề nghị bấm Gửi lần nữa." | "The form was sent faster than it can be read, so it was not taken. Everything is still here: please press Send again.",
        no_slip: "Biểu mẫu không còn dùng được. Nội dung còn nguyên: đề nghị bấm Gửi lần nữa." | "The form could not be used. Everything is still here: please press Send again.",
        used_slip: "Biểu mẫu này đã dùng cho một ý kiến khác. Nội dung còn nguyên: bấm Gửi lần nữa để gửi thành ý kiến mới." | "This form has already been used for another message. Everything is still here: press Send again to send it as a new one.",
        lost: "Nội dung được góp ý không còn công khai. Ý kiến vẫn còn đây: bấm Gửi lần nữa để gửi như ý kiến chung." | "What you write about is no longer public. Your words are still here: press Send again to send them in general.",
        wait: "Đang có nhiều ý kiến được gửi từ nơi này. Nội dung còn nguyên: đề nghị đợi {} giây rồi bấm Gửi lần nữa." | "Many messages are coming from here. Everything is still here: please wait {} seconds and press Send again.",
        receipt_title: "Đã nhận ý kiến" | "Your message has arrived",
        receipt_lead: "Ý kiến được chuyển đến {}. Trân trọng cảm ơn." | "It goes to {}. Thank you.",
        code: "Mã tra cứu" | "Code",
        code_keep: "Đề nghị ghi lại mã này. Hệ thống không lưu mã nên không cấp lại được." | "Please write this code down. The system does not keep it and cannot give it again.",
        lookup_title: "Tra cứu ý kiến đã gửi" | "Look up a message",
        lookup_lead: "Nhập mã ghi trên giấy biên nhận." | "Enter the code from the receipt.",
        lookup_button: "Tra cứu" | "Look up",
        no_code: "Không có ý kiến nào ứng với mã này. Đề nghị kiểm tra lại mã." | "No message has this code. Please check it.",
        sent: "Gửi ngày {}" | "Sent on {}",
        sent_on: "Ngày nhận" | "Received",
        agency: "Cơ quan trả lời" | "Answered by",
        answer: "Trả lời" | "Answer",
        answered_on: "Trả lời ngày {}" | "Answered on {}",
        answered_by: "{} trả lời ngày {}" | "{} answered on {}",
        no_answer: "Chưa có trả lời." | "No answer yet.",
        unnamed: "Người gửi không nêu tên" | "Name not given",
        n_messages: "{} ý kiến" | "{} messages",
        empty: "Chưa có ý kiến nào được công khai." | "Nothing has been published yet.",
        empty_help: "Ý kiến xuất hiện ở đây sau khi có trả lời, nếu người gửi đồng ý." | "Messages appear here once they are answered, if their senders agree.",
        staff_title: "Góp ý, đề xuất nhận được" | "Messages from outside",
        staff_lead: "Ý kiến của tổ chức, cá nhân gửi từ trang công khai; liên hệ chỉ cơ quan trả lời xem được." | "What people say on the public site; contacts are seen by the answering agency only.",
        staff_empty: "Không có ý kiến nào khớp." | "No message matches.",
        staff_empty_help: "Ý kiến gửi đến cơ quan xuất hiện ở đây." | "Messages to your agency appear here.",
        state: "Trạng thái" | "State",
        st_open: "Chờ trả lời" | "Waiting for an answer",
        st_answered: "Đã trả lời" | "Answered",
        st_published: "Đã công khai" | "Published",
        st_unpublished: "Đã trả lời, không công khai" | "Answered, not published",
        st_set_aside: "Để riêng" | "Set aside",
        ground: "Lý do để riêng" | "Why it was set aside",
        g_suspected: "nghi thư rác" | "suspected spam",
        g_spam: "thư rác" | "spam",
        g_not_competent: "không thuộc thẩm quyền" | "not within competence",
        g_unclear: "trùng hoặc không rõ nội dung" | "a duplicate, or unclear",
        settled_on: "Ngày trả lời, để riêng" | "Answered or set aside",
        sender: "Người gửi" | "Sender",
        not_given: "không nêu" | "not given",
        contact_not_yours: "Chỉ cơ quan trả lời xem được." | "Seen by the answering agency only.",
        erased_after: "Liên hệ và tên không công khai được xóa sau {} ngày kể từ ngày trả lời hoặc để riêng." | "The contact and an unpublished name are erased {} days after the answer, or after it was set aside.",
        forwarded: "Lý do chuyển đến" | "Why it came here",
        answer_form: "Trả lời" | "Answer",
        answer_text: "Nội dung trả lời" | "Text of the answer",
        answer_hint: "Cán bộ soạn; lãnh đạo cơ quan hoặc cán bộ điều phối gửi. Bản soạn chỉ người của cơ quan xem được." | "Officers write; the head or the coordinator sends. The draft is seen by the agency's own people only.",
        send_answer: "Gửi trả lời" | "Send the answer",
        save_draft: "Lưu bản soạn" | "Save the draft",
        draft_saved: "Đã lưu bản soạn." | "The draft is saved.",
        answered: "Đã gửi trả lời; người gửi xem được bằng mã tra cứu." | "The answer is sent; the sender reads it with the code.",
        publication: "Công khai" | "Publication",
        publication_lead: "Ý kiến và trả lời được đăng tại trang Góp ý, đúng mức người gửi đồng ý." | "The message and its answer stand on the public page, as far as the sender agreed.",
        publish: "Công khai cùng trả lời" | "Publish with the answer",
        withhold: "Giữ không công khai" | "Keep unpublished",
        made_public: "Đã công khai ý kiến cùng trả lời." | "The message is published with its answer.",
        withheld: "Ý kiến được giữ không công khai." | "The message is kept unpublished.",
        set_aside: "Để riêng, không trả lời" | "Set aside without an answer",
        set_aside_button: "Để riêng" | "Set aside",
        was_set_aside: "Đã để riêng ý kiến." | "The message is set aside.",
        restore: "Đưa về chờ trả lời" | "Take it up again",
        restored: "Ý kiến đã trở lại danh sách chờ trả lời." | "The message waits for an answer again.",
        forward: "Chuyển cơ quan khác" | "Send on to another agency",
        forward_to: "Cơ quan" | "Agency",
        forward_reason: "Lý do chuyển" | "Why it goes there",
        forward_button: "Chuyển" | "Send on",
        was_forwarded: "Đã chuyển ý kiến." | "The message is sent on.",
        unknown_body: "Đề nghị chọn một cơ quan đang hoạt động trong danh bạ." | "Please choose an agency of the directory that exists today.",
        stale: "Ý kiến vừa được người khác xử lý. Đề nghị xem lại trước khi làm tiếp; nội dung đã nhập còn ở dưới." | "Somebody else has just dealt with this message. Please look again; what you typed is kept below.",
        k_comment: "Góp ý dự thảo" | "Comment on a draft",
        comment_title: "Góp ý dự thảo" | "Comment on a draft",
        comment_lead: "Không cần tài khoản. Mọi ý kiến đều được trả lời; bảng tổng hợp, tiếp thu, giải trình được công khai khi kết thúc." | "No account needed. Every comment is answered; the table of comments and answers is published in the end.",
        c_named_title: "Tư cách góp ý" | "On whose behalf",
        as_person: "Cá nhân, hoặc tổ chức tự khai ở dưới" | "Myself, or a body named below",
        as_body_hint: "Ý kiến gửi thay mặt cơ quan được công khai cùng tên cơ quan, không nêu tên người gửi." | "What is sent for a body is published with the body's name and without the sender's.",
        no_speaker: "Tài khoản không còn quyền gửi thay mặt cơ quan này. Nội dung còn nguyên: đề nghị đăng nhập lại, hoặc chọn tư cách khác." | "This account may no longer speak for that body. Everything is still here: please sign in again, or choose another way.",
        of_account: "gửi từ tài khoản của cơ quan" | "sent from the body's account",
        part: "Điều, mục được góp ý" | "Which part",
        part_hint: "Không bắt buộc. Ví dụ: khoản 2 Điều 5, mục III của tệp đính kèm." | "Optional, such as: clause 2 of article 5.",
        comment_over: "Dự thảo này không còn lấy ý kiến: đã hết thời gian hoặc đã được rút. Ý kiến vẫn còn đây: bấm Gửi lần nữa để gửi như ý kiến chung." | "No more comments are taken on this draft: the time is over, or it was withdrawn. Your words are still here: press Send again to send them in general.",
        g_withdrawn: "dự thảo đã được rút" | "the draft was withdrawn",
        spam_button: "Xác nhận thư rác" | "It is spam",
        spam_confirmed: "Đã xác nhận thư rác." | "The message is marked as spam.",
        suspected_lead: "Chương trình nghi tin này do máy gửi. Đề nghị đọc và quyết định." | "The program thinks that a robot sent this. Please read it and decide.",
        history: "Diễn biến" | "History",
        by_program: "hệ thống" | "the system",
        drafts_of: "Dự thảo: {}" | "Draft: {}",
        waiting: "Góp ý chờ trả lời" | "Messages waiting for an answer",
        do_answer: "Trả lời" | "Answer",
        do_decide: "Quyết định công khai" | "Decide on publication",
    }
}

impl FeedbackTexts {
    /// What sort of message it is.
    #[must_use]
    pub fn kind_name(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Opinion => self.k_opinion,
            Kind::Proposal => self.k_proposal,
            Kind::Interest => self.k_interest,
            Kind::Comment => self.k_comment,
        }
    }

    /// What the sender allows.
    #[must_use]
    pub fn consent_name(&self, consent: Consent) -> &'static str {
        match consent {
            Consent::Named => self.c_named,
            Consent::Unnamed => self.c_unnamed,
            Consent::None => self.c_none,
        }
    }

    /// Why it was set aside.
    #[must_use]
    pub fn ground_name(&self, ground: Ground) -> &'static str {
        match ground {
            Ground::Suspected => self.g_suspected,
            Ground::Spam => self.g_spam,
            Ground::NotCompetent => self.g_not_competent,
            Ground::Unclear => self.g_unclear,
            Ground::Withdrawn => self.g_withdrawn,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn chip(&self, state: State) -> Chip {
        let (class, icon, text) = match state {
            State::Open => ("st", "clock", self.st_open),
            State::Answered => ("st", "ack", self.st_answered),
            State::Published => ("st", "done", self.st_published),
            State::Unpublished => ("st", "done", self.st_unpublished),
            State::SetAside => ("st idle", "none", self.st_set_aside),
        };
        Chip { class, icon, text: text.to_owned() }
    }
}
