//! Texts of recommendations.

use super::model::{EventKind, State};
use crate::reporting::words::Chip;
use crate::texts;

texts! {
    /// Recommendations.
    pub struct RecommendationTexts {
        title: "Kiến nghị, đề xuất" | "Recommendations",
        one: "Kiến nghị" | "Recommendation",
        lead: "Kiến nghị nêu trong báo cáo đã tiếp nhận, được chuyển cơ quan có thẩm quyền và theo dõi đến khi có trả lời." | "Recommendations made in accepted reports, routed to the competent body and followed to its answer.",
        empty: "Chưa có kiến nghị nào khớp." | "No recommendation matches.",
        empty_help: "Kiến nghị xuất hiện ở đây khi báo cáo nêu kiến nghị được tiếp nhận." | "Recommendations appear here once a report that makes them is accepted.",
        n_items: "{} kiến nghị" | "{} recommendations",
        from: "Cơ quan kiến nghị" | "Made by",
        to: "Cơ quan giải quyết" | "Competent body",
        not_routed: "chưa chuyển" | "not yet routed",
        state: "Trạng thái" | "State",
        open_only: "Chưa kết thúc" | "Open",
        period: "Kỳ báo cáo" | "Period",
        duty: "Nhiệm vụ" | "Duty",
        source: "Nguồn" | "Source",
        in_report: "Báo cáo {}" | "Report, {}",
        made_on: "Ghi nhận" | "Taken up",
        routed_on: "Chuyển ngày" | "Routed on",
        on_duty: "Kiến nghị về nhiệm vụ này" | "Recommendations about this duty",
        on_report: "Kiến nghị trong báo cáo này" | "Recommendations in this report",
        st_new: "Mới" | "New",
        st_routed: "Đã chuyển, chờ trả lời" | "Routed, waiting for the answer",
        st_declined: "Báo không thuộc thẩm quyền" | "Declined as not competent",
        st_answered: "Đã trả lời" | "Answered",
        st_resolved: "Đã giải quyết" | "Resolved",
        st_not_taken_up: "Không tiếp thu" | "Not taken up",
        st_withdrawn: "Đã rút" | "Withdrawn",
        answer: "Trả lời" | "Answer",
        answered_on: "Trả lời ngày {}" | "Answered on {}",
        by_paper: "Văn bản số {} ngày {}" | "Document {} of {}",
        paper_file: "Văn bản trả lời (PDF)" | "The answering document (PDF)",
        closed_because: "Lý do kết thúc" | "Why it was closed",
        route: "Chuyển cơ quan có thẩm quyền" | "Route to the competent body",
        forward: "Chuyển cơ quan khác" | "Forward to another body",
        route_button: "Chuyển" | "Route",
        body: "Cơ quan" | "Body",
        body_hint: "Chọn trong danh bạ, ví dụ: Ủy ban nhân dân tỉnh Lạng Sơn." | "Choose from the directory, such as Ủy ban nhân dân tỉnh Lạng Sơn.",
        outside: "Cơ quan ngoài danh bạ" | "A body outside the directory",
        unknown_body: "Danh bạ không có cơ quan này; nếu là cơ quan ngoài danh bạ, đề nghị đánh dấu bên dưới." | "The directory has no such body; if it is outside the directory, please tick the box below.",
        vague_body: "Tên này chỉ nhiều cơ quan; đề nghị nêu một cơ quan." | "This name stands for several bodies; please name one.",
        ended_body: "Cơ quan này đã kết thúc hoạt động; đề nghị chọn cơ quan kế thừa." | "This body no longer exists; please choose its successor.",
        reason: "Lý do, căn cứ chuyển" | "Why it goes there",
        why: "Lý do" | "Reason",
        routed: "Đã chuyển kiến nghị." | "The recommendation is routed.",
        answer_form: "Trả lời kiến nghị" | "Answer the recommendation",
        answer_text: "Nội dung trả lời" | "Answer",
        answer_hint: "Cán bộ soạn, lãnh đạo cơ quan gửi. Bản soạn chỉ người của cơ quan xem được." | "Officers write, the head sends. The draft is seen by the body's own people only.",
        save_draft: "Lưu bản soạn" | "Save the draft",
        draft_saved: "Đã lưu bản soạn; lãnh đạo cơ quan gửi được từ trang này." | "The draft is saved; the head can send it from this page.",
        send: "Gửi trả lời" | "Send the answer",
        sent: "Đã gửi trả lời." | "The answer is sent.",
        decline: "Báo không thuộc thẩm quyền" | "Decline as not competent",
        declined: "Đã báo không thuộc thẩm quyền." | "Declined as not competent.",
        paper: "Ghi văn bản trả lời" | "Record a paper answer",
        paper_lead: "Dùng khi cơ quan trả lời bằng văn bản giấy hoặc qua trục liên thông." | "For an answer that came on paper or through the document exchange.",
        number: "Số, ký hiệu" | "Number and symbol",
        date: "Ngày văn bản" | "Date",
        gist: "Tóm tắt nội dung" | "What it says, in short",
        only_pdf: "Văn bản trả lời phải là tệp PDF." | "The answering document must be a PDF.",
        date_future: "Ngày văn bản không thể sau hôm nay." | "The date cannot be later than today.",
        paper_save: "Ghi văn bản" | "Record",
        paper_saved: "Đã ghi văn bản trả lời." | "The answer is recorded.",
        close: "Kết thúc theo dõi" | "Close",
        resolve: "Kết thúc: đã giải quyết" | "Close as resolved",
        dismiss: "Kết thúc: không tiếp thu" | "Close as not taken up",
        closed: "Đã kết thúc theo dõi kiến nghị." | "The recommendation is closed.",
        stale: "Kiến nghị vừa được người khác xử lý. Đề nghị xem lại trước khi làm tiếp; nội dung đã nhập còn ở dưới." | "Somebody else has just dealt with this recommendation. Please look again; what you typed is kept below.",
        history: "Quá trình" | "History",
        to_route: "Kiến nghị cần chuyển, kết thúc" | "Recommendations to route or close",
        to_answer: "Kiến nghị chờ trả lời" | "Recommendations waiting for your answer",
        do_route: "Xem, chuyển" | "Look and route",
        do_close: "Xem, kết thúc" | "Look and close",
        do_answer: "Trả lời" | "Answer",
        ev_make: "Ghi nhận từ báo cáo được tiếp nhận" | "Taken up from the accepted report",
        ev_revise: "Báo cáo tiếp nhận lại, nêu kiến nghị bằng lời khác" | "The report was accepted anew and words it otherwise",
        ev_withdraw: "Báo cáo tiếp nhận lại không còn nêu kiến nghị" | "The report was accepted anew and no longer makes it",
        ev_route: "Chuyển" | "Routed",
        ev_decline: "Báo không thuộc thẩm quyền" | "Declined as not competent",
        ev_answer: "Trả lời" | "Answered",
        ev_answer_on_paper: "Ghi văn bản trả lời" | "Paper answer recorded",
        ev_resolve: "Kết thúc: đã giải quyết" | "Closed as resolved",
        ev_dismiss: "Kết thúc: không tiếp thu" | "Closed as not taken up",
        before: "Lời trước đó" | "Earlier words",
    }
}

impl RecommendationTexts {
    /// Where a recommendation stands.
    #[must_use]
    pub fn chip(&self, state: State) -> Chip {
        let (class, icon, text) = match state {
            State::New => ("st", "new", self.st_new),
            State::Routed => ("st", "clock", self.st_routed),
            State::Declined => ("st back", "back", self.st_declined),
            State::Answered => ("st", "ack", self.st_answered),
            State::Resolved => ("st", "done", self.st_resolved),
            State::NotTakenUp => ("st idle", "none", self.st_not_taken_up),
            State::Withdrawn => ("st idle", "none", self.st_withdrawn),
        };
        Chip { class, icon, text: text.to_owned() }
    }

    /// What happened.
    #[must_use]
    pub fn event_name(&self, kind: EventKind) -> &'static str {
        match kind {
            EventKind::Made => self.ev_make,
            EventKind::Revised => self.ev_revise,
            EventKind::Withdrawn => self.ev_withdraw,
            EventKind::Routed => self.ev_route,
            EventKind::Declined => self.ev_decline,
            EventKind::Answered => self.ev_answer,
            EventKind::AnsweredOnPaper => self.ev_answer_on_paper,
            EventKind::Resolved => self.ev_resolve,
            EventKind::NotTakenUp => self.ev_dismiss,
        }
    }
}
