//! Texts of the evaluation.

use super::model::{DutyOutcome, Level, Standing};
use crate::texts;
use crate::web::lang::fill;

texts! {
    /// The evaluation.
    pub struct EvaluationTexts {
        title: "Đánh giá" | "Evaluation",
        lead: "Số liệu phục vụ đánh giá, tính từ những gì đã ghi đến hết ngày nêu dưới đây." | "Facts for evaluation, worked out from what had been recorded by the end of the day below.",
        of: "{}, tính đến hết ngày {}" | "{}, as of the end of {}",
        span: "Kỳ, năm" | "Period or year",
        year: "Năm {}" | "Year {}",
        as_of: "Tính đến ngày" | "As of",
        show: "Xem" | "Show",
        future: "Không tính được cho ngày sau hôm nay." | "A day after today cannot be worked out.",
        agency: "Cơ quan" | "Agency",
        province: "Cơ quan cấp tỉnh" | "Provincial bodies",
        local: "Xã, phường" | "Communes and wards",
        reports: "Báo cáo đúng hạn" | "Reports on time",
        sent_late: "Gửi sau hạn" | "Sent late",
        missing: "Quá hạn chưa gửi" | "Not sent",
        late_days: "Số ngày làm việc trễ" | "Working days late",
        duties: "Nhiệm vụ đúng hạn" | "Duties on time",
        done_late: "Xong sau hạn" | "Done late",
        overdue: "Quá hạn chưa xong" | "Overdue",
        completions: "Lần đề nghị bổ sung" | "Completions asked for",
        extensions: "Lần gia hạn" | "Extensions",
        answers: "Chỉ đạo trả lời chậm" | "Directions answered late",
        standing: "Nhiệm vụ thường xuyên" | "Standing duties",
        standing_sum: "tốt {}, có {}, chưa {}" | "well {}, yes {}, no {}",
        rules: "Cách tính" | "How it is counted",
        rule_reports: "Báo cáo đúng hạn = số báo cáo rời cơ quan chậm nhất vào ngày gửi / số báo cáo đã gửi hoặc đã quá ngày gửi. Tính theo lần gửi đầu; gửi vào ngày nghỉ tính là ngày làm việc kế tiếp; báo cáo được miễn không tính." | "Reports on time = reports that left the agency by their day / reports sent or past their day. The first sending counts; a day off counts as the next working day; exempted reports are left out.",
        rule_late: "Số ngày làm việc trễ = tổng số ngày làm việc trễ của các báo cáo gửi sau hạn và chưa gửi." | "Working days late = the working days of all reports sent late or not sent, added up.",
        rule_duties: "Nhiệm vụ đúng hạn = phần việc báo hoàn thành trong thời hạn và đã được xác nhận / phần việc đã xác nhận hoàn thành hoặc đã quá hạn. Thời hạn là thời hạn đang có hiệu lực vào ngày tính, kể cả đã gia hạn; nhiệm vụ tạm dừng, hủy, thay thế không tính." | "Duties on time = parts declared done by the deadline and confirmed / parts confirmed as done or past their deadline. The deadline is the one in force on that day, extensions included; suspended, cancelled and replaced duties are left out.",
        rule_completions: "Lần đề nghị bổ sung: số lần cơ quan đầu mối đề nghị bổ sung, hoàn thiện các báo cáo và nhiệm vụ nêu trên." | "Completions asked for: how often the coordinator asked to complete these reports and duties.",
        rule_extensions: "Lần gia hạn: số lần được đồng ý gia hạn trong kỳ, năm." | "Extensions: granted within the period or year.",
        rule_answers: "Chỉ đạo trả lời chậm = số ý kiến chỉ đạo trả lời sau ngày yêu cầu hoặc đã quá ngày mà chưa trả lời / số ý kiến đã trả lời hoặc đã quá ngày. Chỉ tính ý kiến có nêu ngày trả lời, theo lần trả lời đầu; ý kiến kết thúc trước ngày đó mà chưa trả lời không tính." | "Directions answered late = directions answered after their day or not answered although it has passed / directions answered or past their day. Only those that named a day count, by the first answer; those closed before it without an answer are left out.",
        rule_standing: "Nhiệm vụ thường xuyên (không thời hạn): số nhiệm vụ được đánh giá thực hiện tốt, có thực hiện, chưa thực hiện theo từng kỳ báo cáo." | "Standing duties (without a deadline): how many were assessed as carried out well, carried out, not carried out, each period.",
        rule_dash: "Dấu – nghĩa là chưa có gì để tính, không phải 0 %." | "A dash means that there is nothing to count, not 0 %.",
        rule_who: "Chỉ tính cơ quan nhà nước. Cơ quan Đảng, Mặt trận, hội, lực lượng vũ trang được đề nghị phối hợp, không đánh giá ở đây." | "State bodies only. Party bodies, the Front, associations and the armed forces are asked to cooperate and are not evaluated here.",
        rule_grade: "Trang này nêu số liệu; việc đánh giá, xếp loại do cấp có thẩm quyền quyết định." | "This page states facts; grading is decided by the competent authority.",
        empty: "Chưa có gì để tính trong kỳ, năm này." | "There is nothing to count in this period or year yet.",
        empty_help: "Số liệu có khi báo cáo đến ngày gửi hoặc nhiệm vụ đến thời hạn." | "Figures appear once reports or deadlines fall due.",
        all: "Tất cả cơ quan" | "All agencies",
        report: "Báo cáo" | "Report",
        duty: "Nhiệm vụ" | "Duty",
        due: "Hạn" | "Due",
        how: "Kết quả" | "Outcome",
        asked: "Đề nghị bổ sung" | "Completion asked for",
        times: "{} lần" | "{} times",
        no_reports: "Chưa có báo cáo nào đã gửi hoặc đã quá ngày gửi." | "No report has been sent or is past its day.",
        no_duties: "Chưa có nhiệm vụ nào đã xong hoặc đã quá thời hạn." | "No duty is done or past its deadline.",
        on_time: "Đúng hạn, gửi ngày {}" | "On time, sent on {}",
        late: "Gửi ngày {}, trễ {} ngày làm việc" | "Sent on {}, {} working days late",
        not_sent: "Chưa gửi, quá hạn {} ngày làm việc" | "Not sent, {} working days overdue",
        direction: "Ý kiến chỉ đạo" | "Direction",
        direction_of: "Ý kiến chỉ đạo ngày {}" | "Direction of {}",
        no_answers: "Chưa có ý kiến chỉ đạo nào đã trả lời hoặc đã quá ngày trả lời." | "No direction has been answered or is past its day.",
        a_on_time: "Trả lời đúng hạn, ngày {}" | "Answered in time, on {}",
        a_late: "Trả lời ngày {}, chậm {} ngày làm việc" | "Answered on {}, {} working days late",
        a_missing: "Chưa trả lời, quá hạn {} ngày làm việc" | "Not answered, {} working days overdue",
        d_on_time: "Hoàn thành đúng hạn" | "Done on time",
        d_late: "Hoàn thành sau hạn" | "Done late",
        d_overdue: "Quá hạn, chưa hoàn thành" | "Overdue, not done",
        handed_in: "báo ngày {}" | "declared on {}",
        period: "Kỳ báo cáo" | "Period",
        level: "Đánh giá" | "Assessment",
        l_good: "Thực hiện tốt" | "Carried out well",
        l_done: "Có thực hiện" | "Carried out",
        l_not_done: "Chưa thực hiện" | "Not carried out",
        l_unassessed: "Chưa đánh giá" | "Not assessed",
        note: "Nhận xét" | "Remark",
        assess: "Đánh giá nhiệm vụ thường xuyên" | "Assess standing duties",
        assess_lead: "Nhiệm vụ không có thời hạn không kết thúc; mỗi kỳ được đánh giá một lần theo báo cáo đã tiếp nhận." | "Duties without a deadline never end; they are assessed each period from the accepted reports.",
        assess_save: "Lưu đánh giá" | "Save the assessments",
        assessed: "Đã lưu đánh giá." | "The assessments are saved.",
        n_to_assess: "{} nhiệm vụ" | "{} duties",
        not_accepted: "báo cáo chưa được tiếp nhận" | "no accepted report",
        assess_empty: "Kỳ này không có nhiệm vụ thường xuyên nào phải báo cáo." | "No standing duty is to be reported in this period.",
        assess_empty_help: "Chọn kỳ khác, hoặc lập chế độ báo cáo cho kế hoạch." | "Choose another period, or set up a reporting regime.",
        last: "Đánh giá gần nhất" | "Last assessment",
        last_of: "{}, {}" | "{}, {}",
        history: "Đánh giá theo kỳ" | "Assessments by period",
        assessed_on: "đánh giá ngày {}" | "assessed on {}",
        percent: "Tỷ lệ (%)" | "Rate (%)",
        counted: "Đã đến hạn" | "Fell due",
    }
}

impl EvaluationTexts {
    /// How a standing duty was carried out.
    #[must_use]
    pub fn level_name(&self, level: Level) -> &'static str {
        match level {
            Level::Good => self.l_good,
            Level::Done => self.l_done,
            Level::NotDone => self.l_not_done,
            Level::Unassessed => self.l_unassessed,
        }
    }

    /// How a report stood.
    #[must_use]
    pub fn report_stood(&self, standing: Standing) -> String {
        match standing {
            Standing::OnTime(day) => fill(self.on_time, &[&day.show()]),
            Standing::Late(day, days) => fill(self.late, &[&day.show(), &days]),
            Standing::Missing(days) => fill(self.not_sent, &[&days]),
        }
    }

    /// How the answer to a direction stood.
    #[must_use]
    pub fn answer_stood(&self, standing: Standing) -> String {
        match standing {
            Standing::OnTime(day) => fill(self.a_on_time, &[&day.show()]),
            Standing::Late(day, days) => fill(self.a_late, &[&day.show(), &days]),
            Standing::Missing(days) => fill(self.a_missing, &[&days]),
        }
    }

    /// How a duty stood.
    #[must_use]
    pub fn duty_stood(&self, outcome: DutyOutcome) -> &'static str {
        match outcome {
            DutyOutcome::OnTime => self.d_on_time,
            DutyOutcome::Late => self.d_late,
            DutyOutcome::Overdue => self.d_overdue,
        }
    }
}
