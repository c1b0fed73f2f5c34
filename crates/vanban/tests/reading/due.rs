//! What a duty asks, and on which day, as a calendar and a register need it.

use crate::{RICH, read};
use jiff::civil::{Date, date};
use vanban::model::Due;

/// When the only duty of a plan with this sentence falls due.
fn due(sentence: &str) -> Option<Due> {
    let document = read(&format!("KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n{sentence}\n"));
    let [duty] = document.duties.as_slice() else { panic!("{:?}", document.duties) };
    duty.due()
}

#[test]
fn a_printed_day_is_the_day_and_a_month_quarter_or_year_ends_on_its_last() {
    let once = |sentence: &str| match due(sentence) {
        Some(Due::Once(day)) => day,
        other => panic!("{sentence}: {other:?}"),
    };
    assert_eq!(once("Chủ trì lập danh mục, hoàn thành trước ngày 30/11/2026."), date(2026, 11, 30));
    assert_eq!(once("Chủ trì lập danh mục, hoàn thành trong tháng 02/2028."), date(2028, 2, 29));
    assert_eq!(once("Chủ trì lập danh mục trong quý I/2027."), date(2027, 3, 31));
    assert_eq!(once("Chủ trì lập danh mục, hoàn thành trong năm 2026."), date(2026, 12, 31));
}

#[test]
fn a_day_that_comes_round_is_told_only_where_every_month_or_year_has_it() {
    assert_eq!(due("Báo cáo trước ngày 15/12 hằng năm."), Some(Due::Yearly(12, 15)));
    assert_eq!(due("Báo cáo trước ngày 30 tháng 11 hàng năm."), Some(Due::Yearly(11, 30)));
    assert_eq!(due("Báo cáo trước ngày 20 hằng tháng."), Some(Due::Monthly(20)));
    assert_eq!(due("Báo cáo trước ngày 30 hằng tháng."), None);
    assert_eq!(due("Báo cáo trước ngày 29/02 hằng năm."), None);
    assert_eq!(due("Báo cáo trước ngày 31/11 hằng năm."), None);
    assert_eq!(due("Định kỳ 6 tháng báo cáo trước ngày 15/6."), None);
    assert_eq!(due("Thường xuyên hướng dẫn kỹ thuật."), None);
}

#[test]
fn what_comes_round_begins_on_the_first_such_day_from_a_day_on() {
    let first = |due: Due, from: Date| due.first(from).unwrap();
    assert_eq!(first(Due::Yearly(12, 15), date(2026, 6, 5)), date(2026, 12, 15));
    assert_eq!(first(Due::Yearly(3, 1), date(2026, 6, 5)), date(2027, 3, 1));
    assert_eq!(first(Due::Monthly(5), date(2026, 6, 5)), date(2026, 6, 5));
    assert_eq!(first(Due::Monthly(4), date(2026, 12, 5)), date(2027, 1, 4));
    assert_eq!(first(Due::Once(date(2020, 1, 1)), date(2026, 12, 5)), date(2020, 1, 1));
}

#[test]
fn an_action_is_what_is_asked_without_cells_and_fields() {
    let document = read(RICH);
    let actions = document.actions();
    assert_eq!(actions.len(), document.duties.len());
    assert_eq!(actions[0], "Xây dựng hai vườn giống gốc.");
    assert_eq!(actions[1], "Ban hành danh mục loài ưu tiên");
    assert_eq!(actions[2], "=Tập huấn nhân giống, trồng và thu hái dược liệu");
    assert_eq!(actions[4], document.duties[4].text);
    let lettered = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n1. Về dữ liệu\n\na) Nhiệm vụ:\n\n- Lập bản đồ nguồn gen.\n\nb) Cơ quan thực hiện:\n\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n\nc) Thời gian thực hiện: Quý I/2027.\n",
    );
    assert_eq!(lettered.actions()[0], "Lập bản đồ nguồn gen.");
}

#[test]
fn the_task_of_a_grouped_row_is_found_below_headings_of_two_rows() {
    let document = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan thực hiện | Cơ quan thực hiện | Thời hạn |\n|---|---|---|---|---|\n| | | Chủ trì | Phối hợp | |\n| 0 | Lập kế hoạch | Sở Tài chính | | 2026 |\n| A | Giống | | | |\n| 1 | Khảo sát | Sở Y tế | Công an tỉnh | 12/2026 |\n",
    );
    assert_eq!(document.actions(), ["Lập kế hoạch", "Khảo sát"]);
}
