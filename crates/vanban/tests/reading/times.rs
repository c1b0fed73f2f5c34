//! Times as fields, cells and sentences print them.

use crate::read;
use vanban::model::{Deadline, Duty, Recurrence};

fn duties(body: &str) -> Vec<Duty> {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n{body}")).duties
}

/// The duty of a task with this field of time.
fn timed(time: &str) -> Duty {
    let body = format!(
        "I. NHIỆM VỤ\n\n1. Ươm giống hồi\n\n- Cơ quan chủ trì: Sở Y tế.\n\n- Thời gian thực hiện: {time}.\n"
    );
    duties(&body).remove(0)
}

/// Day or month of a deadline, as text.
fn end(deadline: Option<&Deadline>) -> String {
    let Some(deadline) = deadline else { return "none".to_owned() };
    let date = deadline.date.map(|date| date.to_string());
    date.or_else(|| deadline.until.clone()).unwrap_or_else(|| "open".to_owned())
}

#[test]
fn quarters_are_written_in_many_ways() {
    for time in [
        "Quí IV-2027",
        "Quý IV-2027",
        "quý IV năm 2027",
        "IV/2027",
        "IV năm 2027",
        "Quý I/2027 - Quý IV/2027",
        "Quý III-IV/2027",
        "Quý III, IV/2027",
        "quý III, quý IV năm 2027",
    ] {
        assert_eq!(end(timed(time).deadline.as_ref()), "2027-12", "{time}");
    }
}

#[test]
fn a_time_from_one_day_to_another_ends_with_the_other() {
    for (time, last) in [
        ("Từ ngày 01/01/2027 đến ngày 31/3/2027", "2027-03-31"),
        ("01/01/2027 - 31/3/2027", "2027-03-31"),
        ("Từ ngày 05 tháng 01 năm 2027 đến ngày 31 tháng 3 năm 2027", "2027-03-31"),
        ("Tháng 11 - 12/2027", "2027-12"),
        ("Tháng 11/2027 đến tháng 3/2028", "2028-03"),
        ("Từ tháng 6-12/2027", "2027-12"),
        ("Từ nay đến hết năm 2028", "2028"),
        ("Từ năm 2027 - 2029", "2029"),
        ("15-12-2027", "2027-12-15"),
        ("Tháng 11, 12 năm 2027", "2027-12"),
        ("Tháng 12 năm 2027 và tháng 01 năm 2028", "2028-01"),
        ("Năm 2027, 2028", "2028"),
        ("T12/2027", "2027-12"),
        ("Tháng 12/2027 (trước ngày 20/12/2027)", "2027-12-20"),
    ] {
        assert_eq!(end(timed(time).deadline.as_ref()), last, "{time}");
    }
}

#[test]
fn a_beginning_and_the_year_of_a_law_are_no_end() {
    for time in [
        "Từ 01/7/2027",
        "Kể từ tháng 7/2027",
        "Từ tháng 11/2027 đến khi kết thúc vụ trồng",
        "Theo tiến độ được giao của Luật Trồng hồi 2027",
        "Theo Kế hoạch số 15/KH-UBND ngày 01/3/2027",
        "Sau khi Kế hoạch số 15/KH-UBND ngày 01/3/2027 được ban hành",
        "Quý II hằng năm",
    ] {
        let duty = timed(time);
        assert_eq!(duty.deadline.as_ref().map(|deadline| deadline.text.as_str()), Some(time));
        assert_eq!(end(duty.deadline.as_ref()), "open", "{time}");
    }
    assert_eq!(end(timed("Theo Kế hoạch, trước ngày 15/12/2027").deadline.as_ref()), "2027-12-15");
}

#[test]
fn a_plan_of_each_year_is_named_and_continuous_work_stays_so() {
    let yearly = timed("Theo Kế hoạch ươm giống hằng năm");
    assert_eq!(
        yearly.deadline.map(|deadline| deadline.text).as_deref(),
        Some("Theo Kế hoạch ươm giống hằng năm")
    );
    assert_eq!(yearly.recurrence, Some(Recurrence::Annual));
    for time in ["Thường xuyên, hằng năm", "Thường xuyên, theo yêu cầu trồng hồi"] {
        let duty = timed(time);
        assert_eq!((duty.deadline, duty.recurrence), (None, Some(Recurrence::Continuous)), "{time}");
    }
    assert_eq!(timed("Thường xuyên, định kỳ hằng quý báo cáo").recurrence, Some(Recurrence::Quarterly));
    assert_eq!(timed("Hằng năm, thường xuyên kiểm tra").recurrence, Some(Recurrence::Annual));
}

#[test]
fn sentences_say_by_when_and_not_on_which_matters() {
    for (sentence, last) in [
        ("Đối với các vườn trồng trong năm 2027, Sở Y tế chủ động bố trí kinh phí.", "none"),
        ("Đối với các vườn trồng mới, Sở Y tế hoàn thành trong năm 2027.", "2027"),
        ("Sở Y tế hoàn thành Kế hoạch số 15/KH-UBND ngày 01/3/2027.", "none"),
        ("Sở Y tế khẩn trương thẩm định các vườn trong cuối năm 2027 và đầu năm 2028.", "2028"),
        ("Sở Y tế thẩm định các vườn trong quý IV/2027 và quý I/2028.", "2028-03"),
        ("Sở Y tế tổng kết việc trồng hồi khi kết thúc năm 2027.", "2027"),
        ("Sở Y tế hoàn thành trong 6 tháng đầu năm 2027.", "2027-06"),
        ("Sở Y tế kiểm tra từ ngày 01/12/2027 đến ngày 20/12/2027.", "2027-12-20"),
        ("Sở Y tế báo cáo UBND tỉnh trước 30/11.", "open"),
        ("Sở Y tế hoàn thành 2/3 số vườn.", "none"),
        ("Sở Y tế triển khai trồng trong năm 2027 và các năm tiếp theo.", "open"),
    ] {
        let duties = duties(&format!("I. NHIỆM VỤ\n\n1. {sentence}\n"));
        assert_eq!(duties.len(), 1, "{sentence}");
        assert_eq!(end(duties[0].deadline.as_ref()), last, "{sentence}");
    }
    let school = duties(
        "I. NHIỆM VỤ\n\n1. Sở Y tế phổ biến việc trồng hồi trong chương trình giáo dục thường xuyên.\n",
    );
    assert_eq!(school[0].recurrence, None);
}

#[test]
fn half_a_year_with_its_year_comes_once() {
    let first = timed("6 tháng đầu năm 2027");
    assert_eq!((end(first.deadline.as_ref()).as_str(), first.recurrence), ("2027-06", None));
    assert_eq!(end(timed("Nửa cuối năm 2027").deadline.as_ref()), "2027-12");
    assert_eq!(timed("Định kỳ 6 tháng, năm").recurrence, Some(Recurrence::HalfYearly));
}
