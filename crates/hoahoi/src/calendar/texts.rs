//! Texts of the working days.

use crate::texts;

texts! {
    /// Working days of public offices.
    pub struct CalendarTexts {
        title: "Lịch làm việc" | "Working days",
        lead: "Ngày nghỉ lễ, Tết và ngày làm bù của từng năm, theo thông báo hằng năm. Thứ bảy, chủ nhật là ngày nghỉ, không cần ghi. Sửa lịch thì hạn gửi báo cáo và thời hạn nhiệm vụ chưa đến được tính lại ngay." | "Public holidays and make-up days of each year, by the yearly notice. Saturdays and Sundays are free and need not be listed. A change moves due days that have not come yet, at once.",
        year: "Năm" | "Year",
        built_in: "Năm này dùng dữ liệu có sẵn của chương trình. Lưu lần đầu là thay bằng bảng của cơ quan." | "This year uses the data that come with the program. Saving puts your own table in their place.",
        own: "Năm này dùng bảng do cơ quan nhập." | "This year uses the table entered here.",
        unknown: "Chưa có bảng ngày nghỉ của năm này: chỉ tính thứ bảy, chủ nhật và ngày lễ dương lịch cố định. Đề nghị nhập khi có thông báo." | "There is no table for this year: only weekends and fixed holidays count. Please enter it when the notice is out.",
        decision: "Văn bản của cả năm" | "Notice for the whole year",
        decision_hint: "Số, ký hiệu và ngày của thông báo về lịch nghỉ lễ, Tết." | "Number and date of the notice of holidays.",
        year_unverified: "Cả năm cần kiểm chứng" | "The whole year is to be checked",
        days: "Ngày nghỉ và ngày làm bù" | "Days off and days worked",
        days_hint: "Xóa ngày ở cột đầu để bỏ một dòng. Để trống “đến ngày” nếu chỉ một ngày." | "Clear the first day to drop a row. Leave the last day empty for a single day.",
        from: "Từ ngày" | "From",
        until: "Đến ngày" | "Until",
        kind: "Loại" | "Kind",
        off: "Nghỉ" | "Off",
        worked: "Làm bù" | "Worked",
        name: "Tên" | "Name",
        day_decision: "Văn bản" | "Notice",
        unverified: "Cần kiểm chứng" | "To be checked",
        save: "Lưu lịch năm {}" | "Save {}",
        saved: "Đã lưu lịch làm việc năm {}. Đổi hạn: {} kỳ báo cáo, {} nhiệm vụ." | "Working days of {} saved. Moved: {} periods, {} duties.",
        reset: "Trả về dữ liệu có sẵn" | "Back to the built-in data",
        reset_done: "Năm {} dùng lại dữ liệu có sẵn. Đổi hạn: {} kỳ báo cáo, {} nhiệm vụ." | "{} uses the built-in data again. Moved: {} periods, {} duties.",
        other_year: "Ngày {} không thuộc năm {}." | "{} is not a day of {}.",
        ends_before: "Ngày cuối trước ngày đầu." | "The last day is before the first.",
        twice: "Ngày {} có hai lần." | "{} is listed twice.",
        no_weekend: "Ngày {} không phải thứ bảy, chủ nhật: ngày làm bù phải là ngày nghỉ cuối tuần." | "{} is a weekday: a day worked instead must be a Saturday or Sunday.",
        too_long: "Một dòng dài tối đa 31 ngày." | "A row holds at most 31 days.",
        conflict: "Người khác vừa sửa lịch năm này. Chưa lưu gì; nội dung vừa nhập còn trong các ô. Đề nghị mở lại trang để đối chiếu." | "Somebody else has just changed this year. Nothing was saved; what you typed is still in the fields. Please open the page anew to compare.",
        problems_top: "Chưa lưu được: {} chỗ cần sửa." | "Not saved: {} places need attention.",
    }
}
