//! Texts of the meeting.

use crate::texts;

texts! {
    /// The meeting.
    pub struct MeetingTexts {
        title: "Giao ban" | "Meeting",
        lead: "Lần lượt từng nhiệm vụ trễ hạn hoặc có nguy cơ trễ: lời báo cáo gần nhất, các mốc ngày, ý kiến chỉ đạo." | "Late and endangered duties one by one: last words, next days, directions.",
        rule: "Đưa vào giao ban: nhiệm vụ đã quá hạn; nhiệm vụ còn không quá {} ngày làm việc mà chưa báo hoàn thành; nhiệm vụ chưa hoàn thành mà báo cáo gần nhất nêu khó khăn, vướng mắc. Cơ quan ngoài hệ thống hành chính nhà nước không tính trễ hạn." | "Taken up: duties past their deadline; duties with at most {} working days left that nobody has declared done; open duties whose last report tells of difficulties. Bodies outside the state administration are never late.",
        at_most: "Mỗi loại lấy nhiều nhất {} nhiệm vụ." | "At most {} of each sort.",
        start: "Bắt đầu giao ban" | "Start the meeting",
        n_items: "{} nhiệm vụ" | "{} duties",
        none: "Không có nhiệm vụ trễ hạn hay có nguy cơ trễ" | "Nothing is late or in danger",
        none_found: "Không có nhiệm vụ nào khớp" | "No duty matches",
        f_plan: "Kế hoạch" | "Plan",
        f_agency: "Cơ quan" | "Agency",
        f_section: "Mục" | "Section",
        c_duty: "Nhiệm vụ" | "Duty",
        c_agency: "Cơ quan chịu trách nhiệm" | "Who answers",
        c_due: "Thời hạn" | "Deadline",
        c_why: "Vì sao đưa vào" | "Why",
        why_late: "quá hạn" | "late",
        why_near: "sắp đến hạn" | "due soon",
        why_difficulty: "báo cáo gần nhất nêu khó khăn" | "last report tells of difficulties",
        printed_on: "Tài liệu giao ban ngày {}" | "Meeting paper of {}",

        position: "{}/{}" | "{}/{}",
        previous: "Trước" | "Previous",
        next: "Sau" | "Next",
        back: "Danh sách giao ban" | "The list",
        keys: "Phím ← → để chuyển nhiệm vụ" | "Arrow keys ← → move on",
        off_list: "Nhiệm vụ này không còn trong danh sách giao ban." | "This duty is no longer on the list.",
        to_duty: "Mở trang nhiệm vụ" | "Open the duty's page",
        last_words: "Báo cáo gần nhất" | "Last report",
        no_words: "Chưa có báo cáo nào về nhiệm vụ này." | "Nothing has been reported yet.",
        result: "Kết quả" | "Result",
        difficulty: "Khó khăn, vướng mắc" | "Difficulties",
        proposal: "Kiến nghị, đề xuất" | "Proposals",
        said_by: "{}, {}" | "{}, {}",
        more_said: "và {} cơ quan khác đã báo cáo" | "and {} more agencies reported",
        days: "Các mốc ngày" | "Days",
        d_deadline: "Thời hạn nhiệm vụ" | "Deadline of the duty",
        d_first: "Thời hạn ban đầu" | "First deadline",
        d_report: "Báo cáo {}" | "Report {}",
        d_none: "Chưa có ngày nào." | "No day yet.",
        directions: "Ý kiến chỉ đạo đang mở" | "Open directions",
        no_directions: "Chưa có ý kiến chỉ đạo đang mở." | "No open direction.",
        wordless: "Nhiệm vụ quốc phòng, an ninh: không ghi nội dung trong hệ thống." | "Duty in security or defence: nothing is written here.",
    }
}
