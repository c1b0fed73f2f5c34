//! Duties told by labels: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …".

use crate::read;
use vanban::model::{Duty, Recurrence, Role};

fn duties(body: &str) -> Vec<Duty> {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n{body}")).duties
}

fn until(duty: &Duty) -> Option<&str> {
    duty.deadline.as_ref().and_then(|deadline| deadline.until.as_deref())
}

fn day(duty: &Duty) -> Option<String> {
    duty.deadline.as_ref().and_then(|deadline| deadline.date).map(|date| date.to_string())
}

#[test]
fn a_label_below_a_duty_of_a_heading_belongs_to_that_duty() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Kiểm nghiệm dầu hồi.\n\nThời hạn hoàn thành: Trước ngày 15/11/2026.\n\nCơ quan phối hợp: Sở Công Thương.\n\nSản phẩm: Báo cáo kiểm nghiệm.\n\n- Hướng dẫn các trạm y tế.\n\nThời gian thực hiện: Hằng năm.\n\n- Công bố kết quả.\n\n- Tổng kết việc trồng hồi. Thời gian hoàn thành: Tháng 12/2026.\n",
    );
    assert_eq!(duties.len(), 4);
    assert_eq!(until(&duties[3]), Some("2026-12"));
    assert_eq!(day(&duties[0]).as_deref(), Some("2026-11-15"));
    assert_eq!(duties[0].coordinators, ["Sở Công Thương"]);
    assert_eq!(duties[0].product.as_deref(), Some("Báo cáo kiểm nghiệm."));
    assert!(duties[0].text.ends_with("Sản phẩm: Báo cáo kiểm nghiệm."), "{}", duties[0].text);
    assert_eq!((until(&duties[1]), duties[1].recurrence), (None, Some(Recurrence::Annual)));
    assert_eq!((duties[2].deadline.as_ref(), duties[2].recurrence), (None, None));
}

#[test]
fn a_time_below_items_of_one_line_is_the_time_of_all_of_them() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Các sở (gồm các Sở: Y tế, Xây dựng)\n\n- Phối hợp hướng dẫn trồng hồi. Trong đó:\n\n+ Sở Y tế: hướng dẫn kiểm nghiệm dầu hồi.\n\n+ Sở Xây dựng phối hợp Sở Tài chính: hướng dẫn làm nhà kho.\n\nThời gian thực hiện: Quý IV/2026.\n\n- Cử người tham gia tổ công tác. Trong đó:\n\n+ Sở Y tế: cử hai người.\n\nThời gian: Hằng năm.\n\n+ Sở Xây dựng: cử một người.\n\nThời gian: Năm 2027.\n",
    );
    let told: Vec<_> = duties.iter().map(|d| (d.owners.join("; "), until(d))).collect();
    assert_eq!(told[0], ("Sở Y tế".to_owned(), Some("2026-12")));
    assert_eq!(told[1], ("Sở Xây dựng".to_owned(), Some("2026-12")));
    assert_eq!(
        (duties[1].role, &duties[1].coordinators[..]),
        (Role::Coordinate, &["Sở Tài chính".to_owned()][..])
    );
    // what has been told a time is told no other
    assert_eq!((until(&duties[2]), duties[2].recurrence), (None, Some(Recurrence::Annual)));
    assert_eq!((until(&duties[3]), duties[3].recurrence), (Some("2027"), None));
    assert_eq!(duties.len(), 4);
}

#[test]
fn a_field_that_gives_each_party_its_own_action_gives_a_duty_for_each() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Rà soát văn bản\n\n- Nội dung: Rà soát các quy định về trồng hồi.\n\n- Cơ quan thực hiện: Sở Tư pháp tiến hành rà soát quy định của tỉnh; các sở, ngành liên quan rà soát quy định do mình tham mưu.\n\n- Thời gian thực hiện: Năm 2026.\n",
    );
    let told: Vec<_> =
        duties.iter().map(|d| (d.owners.join("; "), d.text.split(' ').next().unwrap())).collect();
    assert_eq!(told, [("Sở Tư pháp".to_owned(), "Rà"), ("các sở, ngành liên quan".to_owned(), "các")]);
    assert!(duties.iter().all(|duty| until(duty) == Some("2026") && duty.role == Role::Responsible));
}

#[test]
fn labels_of_eight_words_requests_and_lines_that_only_lead_are_understood() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Đào tạo\n\nCác việc gồm:\n\n- Mở lớp ghép hồi.\n\n- Đề nghị các trường mở ngành trồng hồi.\n\nĐơn vị chủ trì tham mưu thực hiện: Sở Nội vụ.\n\nThời gian thực hiện:\n\n+ Sở Nội vụ gửi kế hoạch trước ngày 15/12/2026.\n",
    );
    let told: Vec<_> = duties.iter().map(|d| (d.role, d.text.split('.').next().unwrap())).collect();
    assert_eq!(
        told,
        [
            (Role::Lead, "Mở lớp ghép hồi"),
            (Role::Requested, "Đề nghị các trường mở ngành trồng hồi"),
            (Role::Responsible, "Sở Nội vụ gửi kế hoạch trước ngày 15/12/2026"),
        ]
    );
    assert_eq!(day(&duties[2]).as_deref(), Some("2026-12-15"));
}

#[test]
fn parties_below_one_label_have_their_own_actions_and_partners() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Truyền thông\n\n- Nội dung: Giới thiệu cây hồi.\n\n- Cơ quan thực hiện:\n\n+ Sở Y tế chủ trì, phối hợp với Sở Công Thương.\n\n+ Sở Xây dựng hướng dẫn đặt bảng quảng cáo.\n\n2. Hội chợ\n\n- Nội dung: Mở hội chợ hồi.\n\n- Cơ quan thực hiện:\n\n+ Sở Y tế.\n\n+ Sở Xây dựng.\n",
    );
    let told: Vec<_> =
        duties.iter().map(|d| (d.role, d.owners.join("; "), d.coordinators.join("; "))).collect();
    let row = |role, owners: &str, partners: &str| (role, owners.to_owned(), partners.to_owned());
    assert_eq!(
        told,
        [
            row(Role::Lead, "Sở Y tế", "Sở Công Thương"),
            row(Role::Responsible, "Sở Xây dựng", ""),
            row(Role::Responsible, "Sở Y tế; Sở Xây dựng", ""),
        ]
    );
}

#[test]
fn fields_may_stand_inside_the_paragraph_of_their_task() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Xây dựng vườn giống hồi tại ba xã (Cơ quan chủ trì: Sở Nông nghiệp và Môi trường; cơ quan phối hợp: Sở Tài chính, UBND các xã; thời gian hoàn thành: Quý IV/2026).\n\n2. Chế biến\n\n- Mở xưởng chế biến dầu hồi. Đơn vị thực hiện: Sở Công Thương. Sản phẩm: Xưởng.\n\n- Thời gian họp: 3 giờ. Cơ quan chủ trì gửi giấy mời.\n",
    );
    let told: Vec<_> = duties.iter().map(|d| (d.role, d.owners.join("; "), until(d))).collect();
    assert_eq!(
        told,
        [
            (Role::Lead, "Sở Nông nghiệp và Môi trường".to_owned(), Some("2026-12")),
            (Role::Responsible, "Sở Công Thương".to_owned(), None),
        ]
    );
    assert_eq!(duties[0].coordinators, ["Sở Tài chính", "UBND các xã"]);
    assert_eq!(duties[1].product.as_deref(), Some("Xưởng"));
}
