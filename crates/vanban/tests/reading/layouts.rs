//! The ways in which documents lay out duties.

use crate::read;
use crate::soundness::assert_sound;
use vanban::model::{Duty, Layout, Recurrence, Role};

fn duties(body: &str) -> Vec<Duty> {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n{body}")).duties
}

#[test]
fn fields_below_a_task_name_its_parties_and_time() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Chọn giống\n\n- Nội dung: Chọn lọc cây trội.\n\n- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.\n\n- Cơ quan phối hợp: Sở Khoa học và Công nghệ, UBND các xã, phường.\n\n- Thời gian thực hiện: Quý II/2027.\n\n- Sản phẩm: Danh sách cây trội.\n",
    );
    let [duty] = duties.as_slice() else { panic!("{duties:?}") };
    assert_eq!((duty.layout, duty.role), (Layout::Field, Role::Lead));
    assert_eq!(duty.owners, ["Sở Nông nghiệp và Môi trường"]);
    assert_eq!(duty.coordinators, ["Sở Khoa học và Công nghệ", "UBND các xã, phường"]);
    assert_eq!(duty.deadline.as_ref().unwrap().until.as_deref(), Some("2027-06"));
    assert!(duty.product.as_ref().unwrap().starts_with("Danh sách cây trội"));
    assert!(duty.text.starts_with("Chọn lọc") && duty.text.ends_with("cây trội."));
}

#[test]
fn tasks_that_share_a_block_of_fields_share_its_parties() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Về dữ liệu\n\na) Nhiệm vụ:\n\n- Lập bản đồ nguồn gen.\n\n- Số hóa hồ sơ giống.\n\nb) Cơ quan thực hiện:\n\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n\nc) Thời gian thực hiện: Thường xuyên.\n",
    );
    assert_eq!(duties.len(), 2);
    assert!(duties.iter().all(|duty| duty.owners == ["Sở Khoa học và Công nghệ"]));
    assert!(duties.iter().all(|duty| duty.recurrence == Some(Recurrence::Continuous)));
    assert_eq!(duties[0].text, "Lập bản đồ nguồn gen.");
    assert!(duties[1].text.ends_with("Thường xuyên."));
}

#[test]
fn each_row_of_a_table_is_a_duty() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp | Thời hạn |\n|---|---|---|---|---|\n| I | Giống | | | |\n| 1 | Chọn giống | Sở Y tế | Công an tỉnh | 12/2026 |\n| 2 | Nhân giống | Báo Lạng Sơn | | Hằng năm |\n",
    );
    let owners: Vec<_> = duties.iter().map(|duty| (duty.owners.join("; "), duty.layout, duty.role)).collect();
    assert_eq!(
        owners,
        [
            ("Sở Y tế".to_owned(), Layout::Table, Role::Lead),
            ("Báo Lạng Sơn".to_owned(), Layout::Table, Role::Lead)
        ]
    );
    assert_eq!(duties[0].deadline.as_ref().unwrap().until.as_deref(), Some("2026-12"));
    assert_eq!(duties[1].recurrence, Some(Recurrence::Annual));
}

#[test]
fn a_group_of_rows_is_a_section_and_its_rows_stay_below_the_headings() {
    let plan = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n| 0 | Lập kế hoạch | Sở Tài chính | 2026 |\n| A | Giống | | |\n| I | Chọn giống | | |\n| 1 | Khảo sát | Sở Y tế | 12/2026 |\n| II. Nhân giống | II. Nhân giống | II. Nhân giống | II. Nhân giống |\n| 1 | Lập vườn | Công an tỉnh | 2027 |\n| B. | Chế biến: | | |\n| 1 | Xây xưởng | Báo Lạng Sơn | 2028 |\n\nII. KINH PHÍ\n\nNgân sách.\n",
    );
    assert_sound(&plan);
    let sections: Vec<_> =
        plan.all_sections().iter().map(|s| (s.path.as_str(), s.heading.as_deref().unwrap())).collect();
    assert_eq!(
        sections,
        [
            ("I", "NHIỆM VỤ"),
            ("I.A", "Giống"),
            ("I.A.I", "Chọn giống"),
            ("I.A.II", "Nhân giống"),
            ("I.B", "Chế biến"),
            ("II", "KINH PHÍ")
        ]
    );
    let duties: Vec<_> =
        plan.duties.iter().map(|d| (d.section.as_deref().unwrap(), d.owners[0].as_str())).collect();
    assert_eq!(
        duties,
        [("I", "Sở Tài chính"), ("I.A.I", "Sở Y tế"), ("I.A.II", "Công an tỉnh"), ("I.B", "Báo Lạng Sơn")]
    );
    let table = &plan.all_sections()[2].tables[0];
    assert_eq!((table.id.as_str(), table.continues.as_deref()), ("table1.3", Some("table1")));
    assert!(!plan.diagnostics.iter().any(|found| found.code == "numbering-defect"), "{:?}", plan.diagnostics);
    let head = plan.heading_row(table).unwrap();
    assert_eq!(head.cells[1].text, "Nhiệm vụ");
    let again = read(&vanban::emit::markdown(&plan).replace("# KẾ HOẠCH ", "# KẾ HOẠCH\n\n"));
    let gist = |plan: &vanban::Document| -> Vec<(String, Option<String>)> {
        plan.all_sections().iter().map(|s| (s.path.clone(), s.heading.clone())).collect()
    };
    assert_eq!(gist(&again), gist(&plan));
    assert_eq!(again.duties.len(), plan.duties.len());
}

#[test]
fn an_order_in_running_text_names_its_parties() {
    let duties = duties(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Giao Công an tỉnh chủ trì, phối hợp với Sở Y tế kiểm tra, hoàn thành trước ngày 30/6/2027.\n\n2. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành.\n\n3. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các cơ quan, đơn vị phản ánh về Sở Tài chính.\n",
    );
    assert_eq!(duties.len(), 3, "{duties:?}");
    assert_eq!((duties[0].layout, duties[0].role), (Layout::Directive, Role::Lead));
    assert_eq!(duties[0].coordinators, ["Sở Y tế"]);
    assert_eq!(duties[1].owners, ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"]);
    assert_eq!(
        (duties[2].role, duties[2].owners.clone()),
        (Role::Requested, vec!["các cơ quan, đơn vị".to_owned()])
    );
}

#[test]
fn targets_principles_and_names_in_passing_are_no_duties() {
    let duties = duties(
        "I. MỤC TIÊU\n\n1. Các sở, ban, ngành triển khai 100% dịch vụ.\n\nII. NỘI DUNG\n\n1. Sở Y tế đã có văn bản góp ý.\n\n2. Hội nghị do Công an tỉnh tổ chức.\n",
    );
    assert!(duties.is_empty(), "{duties:?}");
}

#[test]
fn a_plan_that_a_decision_promulgates_has_a_branch_of_its_own() {
    let decision = read(
        "QUYẾT ĐỊNH\n\nBAN HÀNH KẾ HOẠCH TRỒNG HỒI\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng hồi.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n\nKẾ HOẠCH\n\nTRỒNG HỒI\n\n(Kèm theo Quyết định số 1/QĐ-UBND)\n\nI. MỤC ĐÍCH\n\nII. PHÂN CÔNG\n\n1. Sở Y tế\n\nHướng dẫn kỹ thuật.\n",
    );
    let paths: Vec<&str> = decision.all_sections().iter().map(|section| section.path.as_str()).collect();
    assert_eq!(paths, ["Điều 1", "Điều 2", "KT", "KT.I", "KT.II", "KT.II.1"]);
    assert_eq!(decision.header.signers[0].name.as_deref(), Some("Nguyễn Văn Mẫu"));
    assert_eq!(decision.duties.last().unwrap().section.as_deref(), Some("KT.II.1"));
}

/// Role and names of each duty.
fn parties(duties: &[Duty]) -> Vec<(Role, String, String)> {
    duties.iter().map(|duty| (duty.role, duty.owners.join("; "), duty.coordinators.join("; "))).collect()
}

fn expected(role: Role, owners: &str, coordinators: &str) -> (Role, String, String) {
    (role, owners.to_owned(), coordinators.to_owned())
}

#[test]
fn a_line_that_leads_to_items_gives_them_its_parties() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Công an tỉnh\n\nGiữ gìn trật tự tại các vườn hồi.\n\nTrong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:\n\n- Đôn đốc các xã trồng hồi.\n\n- Chủ trì, phối hợp với Sở Y tế kiểm tra.\n\nBáo cáo kết quả hằng quý.\n",
    );
    assert_eq!(
        parties(&duties),
        [
            expected(Role::Responsible, "Công an tỉnh", ""),
            expected(Role::Responsible, "Giám đốc Công an tỉnh", ""),
            expected(Role::Lead, "Giám đốc Công an tỉnh", "Sở Y tế"),
            expected(Role::Responsible, "Công an tỉnh", ""),
        ]
    );
}

#[test]
fn brackets_at_the_end_say_who_does_the_whole() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Xây dựng Quy chế bảo vệ rừng hồi (Giao Công an tỉnh chủ trì, phối hợp với Văn phòng UBND tỉnh; Sở Tư pháp tham mưu).\n\n2. Trồng hồi tại các xã (kèm danh sách các hộ).\n",
    );
    assert_eq!(parties(&duties), [expected(Role::Lead, "Công an tỉnh", "Văn phòng UBND tỉnh; Sở Tư pháp")]);
    assert!(duties[0].text.starts_with("Xây dựng Quy chế"));
}

#[test]
fn two_parties_of_one_sentence_answer_each_for_its_own() {
    let duties = duties(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Các cơ quan, đơn vị được giao chủ trì có trách nhiệm hoàn thành nhiệm vụ, các cơ quan phối hợp có trách nhiệm phối hợp với cơ quan chủ trì thực hiện.\n",
    );
    assert_eq!(
        parties(&duties),
        [
            expected(Role::Responsible, "Các cơ quan, đơn vị được giao chủ trì", ""),
            expected(Role::Coordinate, "các cơ quan phối hợp", "cơ quan chủ trì"),
        ]
    );
}

#[test]
fn a_conclusion_goes_on_speaking_to_the_province_that_it_named() {
    let notice = read(
        "THÔNG BÁO\n\nKẾT LUẬN CỦA CHỦ TỊCH TẠI BUỔI LÀM VIỆC VỀ CÂY HỒI\n\nI. NHIỆM VỤ\n\n1. Về sản xuất:\n\nTỉnh cần tập trung mở rộng vùng trồng hồi.\n\n2. Rà soát quy hoạch vùng trồng.\n\nII. KIẾN NGHỊ\n\n1. Về việc bố trí vốn:\n\nGiao Bộ Tài chính xem xét, bố trí vốn.\n\n2. Tình hình thị trường ổn định.\n\nVăn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
    );
    assert_eq!(
        parties(&notice.duties),
        [
            expected(Role::Responsible, "Tỉnh", ""),
            expected(Role::Responsible, "Tỉnh", ""),
            expected(Role::Responsible, "Bộ Tài chính", ""),
        ]
    );
    assert_eq!(notice.header.issuer.as_deref(), Some("Văn phòng Chính phủ"));
}

#[test]
fn how_others_are_to_work_together_makes_no_coordinator() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Chỉ đạo các trạm y tế phối hợp với các trường học khám sức khỏe.\n\n- Phối hợp với Công an tỉnh kiểm tra. Phối hợp với Sở Tài chính lập dự toán.\n",
    );
    assert_eq!(
        parties(&duties),
        [
            expected(Role::Responsible, "Sở Y tế", ""),
            expected(Role::Coordinate, "Sở Y tế", "Công an tỉnh; Sở Tài chính")
        ]
    );
}
