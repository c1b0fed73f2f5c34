//! Habits of documents that assign duties in ways of their own: regulations, conclusions, resolutions.

use crate::read;
use vanban::model::{Duty, Role};

fn duties(body: &str) -> Vec<Duty> {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n{body}")).duties
}

/// Owners, role and the first words of each duty.
fn told(duties: &[Duty]) -> Vec<(Role, String, String)> {
    let start = |duty: &Duty| duty.text.split(' ').take(4).collect::<Vec<_>>().join(" ");
    duties.iter().map(|duty| (duty.role, duty.owners.join("; "), start(duty))).collect()
}

fn expected(role: Role, owners: &str, start: &str) -> (Role, String, String) {
    (role, owners.to_owned(), start.to_owned())
}

#[test]
fn a_circumstance_before_the_party_belongs_to_its_duty() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Trường hợp giống bị sâu bệnh: Sở Nông nghiệp và Môi trường báo cáo UBND tỉnh.\n\n2. Sau tối đa 05 ngày kể từ khi có kết quả kiểm nghiệm, Sở Y tế có trách nhiệm công bố.\n\n3. Trước ngày 15/6/2027, Sở Tài chính rà soát dự toán.\n\n4. Trường hợp trong năm phát sinh vườn ươm mới thì UBND các xã lập danh sách.\n\nThứ tư, các địa phương cần chủ động nguồn giống.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Sở Nông nghiệp và Môi trường", "Trường hợp giống bị"),
            expected(Role::Responsible, "Sở Y tế", "Sau tối đa 05"),
            expected(Role::Responsible, "Sở Tài chính", "Trước ngày 15/6/2027, Sở"),
            expected(Role::Responsible, "UBND các xã", "Trường hợp trong năm"),
            expected(Role::Responsible, "các địa phương", "Thứ tư, các địa"),
        ]
    );
    let term = duties[1].deadline.as_ref().unwrap();
    assert_eq!((term.date, term.until.as_deref()), (None, None));
    assert_eq!(duties[2].deadline.as_ref().unwrap().date.unwrap().to_string(), "2027-06-15");
}

#[test]
fn bodies_named_by_what_they_do_answer_for_it() {
    let duties = duties(
        "I. TRÁCH NHIỆM\n\n1. Cơ quan tiếp nhận hồ sơ giống có trách nhiệm cập nhật dữ liệu.\n\n2. Tổ chức, cá nhân sản xuất, kinh doanh giống hồi có trách nhiệm kê khai.\n\n3. Sở quản lý ngành, lĩnh vực đề xuất danh mục giống.\n\n4. Cơ quan tiếp nhận hồ sơ giống có quyền yêu cầu bổ sung.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Cơ quan tiếp nhận hồ sơ giống", "Cơ quan tiếp nhận"),
            expected(
                Role::Responsible,
                "Tổ chức, cá nhân sản xuất, kinh doanh giống hồi",
                "Tổ chức, cá nhân"
            ),
            expected(Role::Responsible, "Sở quản lý ngành, lĩnh vực", "Sở quản lý ngành,"),
        ]
    );
}

#[test]
fn places_and_comrades_are_addressed_in_conclusions() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Các tỉnh Hải Đăng, Sơn Khê đẩy nhanh tiến độ trồng hồi, hoàn thành trong năm 2027.\n\n2. Ủy ban nhân dân các tỉnh, thành phố: Hải Đăng, Sơn Khê chỉ đạo các chủ vườn.\n\n3. Giao đồng chí Bộ trưởng Bộ Xây dựng trực tiếp kiểm tra vào ngày 19 tháng 12 năm 2027.\n\n4. Về việc mở rộng vườn ươm tại các xã vùng cao, vùng sâu, vùng xa của tỉnh trong giai đoạn tới theo đề nghị của Ủy ban nhân dân tỉnh: giao Bộ Tài chính xem xét, bố trí vốn.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Các tỉnh Hải Đăng, Sơn Khê", "Các tỉnh Hải Đăng,"),
            expected(
                Role::Responsible,
                "Ủy ban nhân dân các tỉnh, thành phố: Hải Đăng, Sơn Khê",
                "Ủy ban nhân dân"
            ),
            expected(Role::Responsible, "đồng chí Bộ trưởng Bộ Xây dựng", "Giao đồng chí Bộ"),
            expected(Role::Responsible, "Bộ Tài chính", "giao Bộ Tài chính"),
        ]
    );
    assert_eq!(duties[2].deadline.as_ref().unwrap().date.unwrap().to_string(), "2027-12-19");
}

#[test]
fn a_list_item_that_names_a_party_holds_the_items_below_it() {
    let duties = duties(
        "I. NHIỆM VỤ\n\n1. Hoàn thiện chính sách về giống\n\n- Bộ Công Thương\n\n+ Ban hành tiêu chuẩn dầu hồi.\n\n+ Rà soát quy hoạch chế biến.\n\n- Bộ Tài chính bố trí vốn cho vườn ươm.\n\n- Đề nghị Mặt trận Tổ quốc Việt Nam tại địa phương\n\n+ Giám sát việc trồng hồi.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Bộ Công Thương", "Ban hành tiêu chuẩn"),
            expected(Role::Responsible, "Bộ Công Thương", "Rà soát quy hoạch"),
            expected(Role::Responsible, "Bộ Tài chính", "Bộ Tài chính bố"),
            expected(Role::Requested, "Mặt trận Tổ quốc Việt Nam", "Giám sát việc trồng"),
        ]
    );
}

#[test]
fn a_lead_in_gives_its_items_role_and_partners() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan:\n\na) Lập dự toán trồng hồi.\n\nb) Thẩm định giá giống.\n\n2. Các sở, ngành và UBND cấp xã theo chức năng được giao triển khai những nội dung sau:\n\na) Tuyên truyền về cây hồi.\n\nb) Sở Y tế chủ trì kiểm nghiệm dầu hồi.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Lead, "Sở Tài chính", "Lập dự toán trồng"),
            expected(Role::Lead, "Sở Tài chính", "Thẩm định giá giống."),
            expected(Role::Responsible, "Các sở, ngành; UBND cấp xã", "Tuyên truyền về cây"),
            expected(Role::Lead, "Sở Y tế", "Sở Y tế chủ"),
        ]
    );
    assert_eq!(duties[0].coordinators, ["các cơ quan liên quan"]);
}

#[test]
fn items_that_only_say_to_what_it_is_done_are_one_duty() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Tài chính chịu trách nhiệm cập nhật cơ sở dữ liệu về giá đối với:\n\na) Giá giống hồi.\n\nb) Danh sách vườn ươm.\n\n2. Sở Y tế\n\nKiểm nghiệm dầu hồi.\n",
    );
    let told = told(&duties);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].1, "Sở Tài chính");
    let text = &duties[0].text;
    assert!(text.starts_with("Sở Tài chính") && text.ends_with("Danh sách vườn ươm."), "{text}");
}

#[test]
fn what_one_party_is_told_in_two_sentences_is_one_duty() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Cơ quan phối hợp có trách nhiệm trả lời bằng văn bản. Nếu quá thời hạn, cơ quan phối hợp phải báo cáo lý do.\n\n2. Sở Y tế kiểm tra dầu hồi. Sở Tài chính bố trí kinh phí.\n",
    );
    let owners: Vec<_> = duties.iter().map(|duty| duty.owners.join("; ")).collect();
    assert_eq!(owners, ["Cơ quan phối hợp", "Sở Y tế", "Sở Tài chính"]);
}

#[test]
fn the_formula_of_decisions_names_all_who_carry_them_out() {
    let decision = read(
        "QUYẾT ĐỊNH\n\nBAN HÀNH KẾ HOẠCH TRỒNG HỒI\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng hồi.\n\nĐiều 2. Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan trực thuộc Chính phủ, Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương và các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.\n\nCác ông (bà): Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Tài chính, thủ trưởng các cơ quan liên quan chịu trách nhiệm thi hành.\n",
    );
    assert_eq!(
        decision.duties[0].owners,
        [
            "Các Bộ trưởng",
            "Thủ trưởng cơ quan ngang bộ",
            "Thủ trưởng cơ quan trực thuộc Chính phủ",
            "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
            "các cơ quan, tổ chức, cá nhân có liên quan",
        ]
    );
    assert_eq!(
        decision.duties[1].owners,
        ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Tài chính", "thủ trưởng các cơ quan liên quan"]
    );
}

#[test]
fn an_article_that_leads_to_parts_holds_them_and_the_next_article_follows_it() {
    let decision = read(
        "QUYẾT ĐỊNH\n\nPHÊ DUYỆT ĐỀ ÁN TRỒNG HỒI\n\nĐiều 1. Phê duyệt Đề án trồng hồi với những nội dung sau:\n\nI. MỤC TIÊU\n\n1. Trồng 100 ha.\n\nII. Tổ chức thực hiện.\n\n**1. Chọn giống và nhân giống.**\n\nChọn cây trội.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n",
    );
    let outline: Vec<_> =
        decision.all_sections().iter().map(|s| (s.path.as_str(), s.heading.as_deref())).collect();
    assert_eq!(
        outline,
        [
            ("Điều 1", Some("Phê duyệt Đề án trồng hồi với những nội dung sau")),
            ("Điều 1.I", Some("MỤC TIÊU")),
            ("Điều 1.I.1", None),
            ("Điều 1.II", Some("Tổ chức thực hiện")),
            ("Điều 1.II.1", Some("Chọn giống và nhân giống")),
            ("Điều 2", None),
        ]
    );
}

#[test]
fn a_label_broken_from_its_number_and_a_heading_that_ends_in_a_type_stay_whole() {
    let text = "Bảo đảm nguồn giống tốt cho các hộ trồng hồi trên địa bàn toàn tỉnh trong\ncả giai đoạn, nhất là các xã vùng cao, vùng sâu và vùng có điều kiện khó\nkhăn về nước tưới.\n\n";
    let plan = read(&format!(
        "QUY ĐỊNH\n\nVỀ TRỒNG HỒI\n\nChương\nI\n\nQUY ĐỊNH CHUNG\n\nĐiều\n9. Giống\n\n{0}{0}Chương\nII\n\nQUY ĐỊNH CỤ THỂ\n\nĐiều\n10. Vườn ươm\n\n{0}{0}{0}Chương III\n\nII. NỘI DUNG\nKẾ HOẠCH\n\n{0}{0}{0}PHỤ LỤC\nIII\n\nDANH MỤC VƯỜN ƯƠM\n",
        text
    ));
    let outline: Vec<_> =
        plan.all_sections().into_iter().map(|s| (s.path.as_str(), s.heading.as_deref())).collect();
    assert_eq!(outline[..2], [("Chương I", Some("QUY ĐỊNH CHUNG")), ("Chương I.Điều 9", Some("Giống"))]);
    assert_eq!(outline[2], ("Chương II", Some("QUY ĐỊNH CỤ THỂ")));
    assert_eq!(outline[3], ("Chương II.Điều 10", Some("Vườn ươm")));
    assert!(outline.iter().any(|(_, heading)| *heading == Some("NỘI DUNG KẾ HOẠCH")), "{outline:?}");
    assert_eq!(outline.last(), Some(&("PL3", Some("DANH MỤC VƯỜN ƯƠM"))));
}

#[test]
fn recipients_that_go_on_in_abbreviations_sign_nothing() {
    let plan = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\nTrồng hồi.\n\nNơi nhận:\n- Bộ Y tế; (để báo cáo) - Thường trực Tỉnh ủy;\n- VPCP: BTCN, các Vụ: CN,\nKTTH, NN, TCCV;\n- Lưu: VT, CT.\n08 KH\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn Mẫu\n",
    );
    assert_eq!(
        plan.header.recipients,
        [
            "Bộ Y tế; (để báo cáo)",
            "Thường trực Tỉnh ủy",
            "VPCP: BTCN, các Vụ: CN, KTTH, NN, TCCV",
            "Lưu: VT, CT. 08 KH",
        ]
    );
    assert_eq!(plan.header.signers[0].position.as_deref(), Some("PHÓ CHỦ TỊCH"));
}

#[test]
fn criteria_and_matters_that_look_like_parties_give_no_duties() {
    let duties = duties(
        "I. TIÊU CHÍ THI ĐUA\n\n1. Đối với các sở, ban, ngành\n\n- Hoàn thành vượt mức kế hoạch trồng hồi.\n\nII. NỘI DUNG\n\n1. Doanh nghiệp số\n\nPhát triển doanh nghiệp chế biến hồi.\n",
    );
    assert!(duties.is_empty(), "{duties:?}");
}

#[test]
fn a_numbered_item_without_its_full_stop_is_a_duty_all_the_same() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Y tế\n\na) Kiểm nghiệm dầu hồi hằng quý.\n\nb) Cung cấp số liệu cho Trung tâm giống\n\n2. Công an tỉnh chủ trì giữ gìn trật tự tại các vườn hồi\n\n3. Sở Tài chính\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Sở Y tế", "Kiểm nghiệm dầu hồi"),
            expected(Role::Responsible, "Sở Y tế", "Cung cấp số liệu"),
            expected(Role::Lead, "Công an tỉnh", "Công an tỉnh chủ"),
        ]
    );
}
