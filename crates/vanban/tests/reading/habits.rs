//! Habits of documents that assign duties in ways of their own: regulations, conclusions, resolutions.

use crate::read;
use vanban::model::{Duty, Recurrence, Role};

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

#[test]
fn an_article_that_says_who_leads_makes_its_items_duties() {
    let duties = duties(
        "Điều 5. Nội dung Sở Y tế có trách nhiệm chủ trì\n\n1. Kiểm nghiệm dầu hồi.\n\n2. Công tác tuyên truyền về dầu hồi.\n\nĐiều 6. Trách nhiệm của Sở Tài chính\n\nSở Tài chính bố trí kinh phí.\n\nĐiều 7. Đề nghị: Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh\n\na) Vận động hội viên trồng hồi.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Lead, "Sở Y tế", "Kiểm nghiệm dầu hồi."),
            expected(Role::Lead, "Sở Y tế", "Công tác tuyên truyền"),
            expected(Role::Responsible, "Sở Tài chính", "Sở Tài chính bố"),
            expected(Role::Requested, "Hội Nông dân tỉnh; Liên minh Hợp tác xã tỉnh", "Vận động hội viên"),
        ]
    );
}

#[test]
fn principles_and_whom_a_document_concerns_give_no_duties() {
    let duties = duties(
        "I. PHẠM VI, ĐỐI TƯỢNG\n\n1. Đối tượng áp dụng\n\nCác sở, ban, ngành tham gia trồng hồi.\n\n2. Nguyên tắc phối hợp\n\nCác cơ quan chủ động phối hợp trên cơ sở chức năng của mình.\n\nII. PHẠM VI, PHƯƠNG ÁN HỖ TRỢ\n\nUBND các xã tổ chức trực ban.\n",
    );
    assert_eq!(told(&duties), [expected(Role::Responsible, "UBND các xã", "UBND các xã tổ")]);
}

#[test]
fn a_line_leads_to_its_items_by_its_last_clause_and_parties_may_be_told_which_they_are() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Giao Sở Y tế chủ trì thực hiện Đề án; tổ chức thực hiện các nhiệm vụ sau:\n\n- Kiểm nghiệm dầu hồi.\n\n- Chủ trì, phối hợp với Sở Công Thương tổ chức hội chợ.\n\n2. Căn cứ nội dung Kế hoạch, các sở, ngành và Ủy ban nhân dân các xã được phân công chủ trì nhiệm vụ tại Kế hoạch này có trách nhiệm xây dựng kế hoạch chi tiết.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Sở Y tế", "Kiểm nghiệm dầu hồi."),
            expected(Role::Lead, "Sở Y tế", "Chủ trì, phối hợp"),
            expected(Role::Responsible, "các sở, ngành; Ủy ban nhân dân các xã", "Căn cứ nội dung"),
        ]
    );
}

#[test]
fn a_heading_of_responsibility_names_whoever_it_is_and_an_office_held_aside_is_no_name() {
    let duties = duties(
        "I. TRÁCH NHIỆM\n\n1. Trách nhiệm của hộ trồng hồi\n\n- Ghi sổ theo dõi.\n\n2. Trách nhiệm của các cơ quan, đơn vị xử lý hồ sơ giống\n\n- Công khai kết quả.\n\n3. Sở Y tế (Cơ quan thường trực Ban Chỉ đạo)\n\n- Kiểm nghiệm dầu hồi.\n\n- Giao Chi cục An toàn thực phẩm tổ chức lấy mẫu.\n\n- Yêu cầu các cơ sở chế biến báo cáo.\n\n[1] Quyết định số 5/QĐ-UBND của Ủy ban nhân dân tỉnh.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "hộ trồng hồi", "Ghi sổ theo dõi."),
            expected(Role::Responsible, "các cơ quan, đơn vị xử lý hồ sơ giống", "Công khai kết quả."),
            expected(Role::Responsible, "Sở Y tế", "Kiểm nghiệm dầu hồi."),
            expected(Role::Responsible, "Chi cục An toàn thực phẩm", "Giao Chi cục An"),
            expected(Role::Responsible, "Sở Y tế", "Yêu cầu các cơ"),
        ]
    );
}

#[test]
fn working_together_on_grounds_is_working_together_and_conditions_tell_how_often() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Tài chính\n\n- Căn cứ khả năng cân đối ngân sách, phối hợp với Sở Y tế bố trí kinh phí.\n\n- Định kỳ hằng tháng, Sở Tài chính chịu trách nhiệm báo cáo.\n\n2. Giao các cơ quan, đơn vị phối hợp thực hiện các việc sau:\n\n- Trồng hồi ven đường.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Coordinate, "Sở Tài chính", "Căn cứ khả năng"),
            expected(Role::Responsible, "Sở Tài chính", "Định kỳ hằng tháng,"),
            expected(Role::Responsible, "các cơ quan, đơn vị", "Trồng hồi ven đường."),
        ]
    );
    assert_eq!(duties[1].recurrence, Some(Recurrence::Monthly));
}

#[test]
fn what_tells_which_parties_are_meant_does_not_hide_their_action() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Y tế và các cơ quan, đơn vị có liên quan đến việc trồng hồi nêu tại Kế hoạch này, có trách nhiệm:\n\n- Theo dõi vườn hồi.\n\n2. Các cơ quan thông tin, truyền thông của tỉnh: Xây dựng chuyên mục về cây hồi.\n\n3. Giao Thanh tra thành phố siết chặt việc buôn bán giống.\n\nTrên đây là Kế hoạch trồng hồi, các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.\n",
    );
    let owners: Vec<_> = duties.iter().map(|duty| duty.owners.join("; ")).collect();
    assert_eq!(owners[0].split("; ").next(), Some("Sở Y tế"));
    assert_eq!(
        owners[1..],
        ["Các cơ quan thông tin, truyền thông của tỉnh", "Thanh tra thành phố", "các cơ quan, đơn vị"]
    );
}

#[test]
fn an_item_below_a_heading_may_name_its_own_party() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Công an tỉnh\n\n- Giữ trật tự tại hội chợ. Giao Sở Y tế tổng hợp kết quả.\n\n- Sở Tài chính và các đơn vị có liên quan tham mưu bố trí kinh phí.\n\n- Trên cơ sở đề xuất của Sở Y tế, chủ trì kiểm tra.\n\n- Định kỳ hằng quý, UBND cấp xã báo cáo.\n\n2. Các sở, ban, ngành, Ủy ban nhân dân các xã\n\nTrên cơ sở Kế hoạch này tổ chức thực hiện.\n\nCác sở, ban, ngành trồng hồi.\n\nCác sở, ban, ngành tổ chức kiểm tra; Ủy ban nhân dân các xã xây dựng kế hoạch.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Công an tỉnh", "Giữ trật tự tại"),
            expected(Role::Responsible, "Sở Y tế", "Giao Sở Y tế"),
            expected(Role::Responsible, "Sở Tài chính; các đơn vị có liên quan", "Sở Tài chính và"),
            expected(Role::Lead, "Công an tỉnh", "Trên cơ sở đề"),
            expected(Role::Responsible, "UBND cấp xã", "Định kỳ hằng quý,"),
            expected(Role::Responsible, "Các sở, ban, ngành; Ủy ban nhân dân các xã", "Trên cơ sở Kế"),
            expected(Role::Responsible, "Các sở, ban, ngành; Ủy ban nhân dân các xã", "Các sở, ban, ngành"),
            expected(Role::Responsible, "Các sở, ban, ngành", "Các sở, ban, ngành"),
            expected(Role::Responsible, "Ủy ban nhân dân các xã", "Ủy ban nhân dân"),
        ]
    );
}

#[test]
fn whom_a_directive_calls_answers_for_items_that_name_nobody() {
    let called = "Trước tình hình sâu bệnh, Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các xã tập trung thực hiện các nhiệm vụ sau:";
    let items = "1. Tăng cường kiểm tra vườn hồi.\n\n2. Sở Y tế\n\n- Kiểm nghiệm dầu hồi.\n\n3. Tình hình sâu bệnh còn phức tạp.\n";
    let read = |kind: &str| crate::read(&format!("{kind}\n\nVỀ TRỒNG HỒI\n\n{called}\n\n{items}")).duties;
    assert_eq!(
        told(&read("CHỈ THỊ")),
        [
            expected(
                Role::Responsible,
                "Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã",
                "Tăng cường kiểm tra"
            ),
            expected(Role::Responsible, "Sở Y tế", "Kiểm nghiệm dầu hồi."),
        ]
    );
    assert_eq!(read("KẾ HOẠCH").len(), 1, "a plan has general tasks that nobody is called for");
}

#[test]
fn a_line_that_says_how_a_party_answers_says_it_for_all_items_below_it() {
    let duties = duties(
        "I. PHÂN CÔNG\n\n1. Sở Công Thương\n\na) Chủ trì, phối hợp với các sở, ngành, UBND các xã\n\n- Mở hội chợ hồi.\n\nb) Phối hợp với Sở Y tế\n\n- Kiểm nghiệm dầu hồi.\n\n2. Công an tỉnh\n\nChủ trì, phối hợp với Sở Xây dựng:\n\n- Giữ trật tự đường vào vườn hồi.\n\n3. Giao Sở Y tế chủ trì, phối hợp với các sở, ngành; Ủy ban nhân dân các xã triển khai Kế hoạch.\n",
    );
    let told: Vec<_> =
        duties.iter().map(|d| (d.role, d.owners.join("; "), d.coordinators.join("; "))).collect();
    let row = |role, owners: &str, partners: &str| (role, owners.to_owned(), partners.to_owned());
    assert_eq!(
        told,
        [
            row(Role::Lead, "Sở Công Thương", "các sở, ngành; UBND các xã"),
            row(Role::Coordinate, "Sở Công Thương", "Sở Y tế"),
            row(Role::Lead, "Công an tỉnh", "Sở Xây dựng"),
            row(Role::Lead, "Sở Y tế", "các sở, ngành; Ủy ban nhân dân các xã"),
        ]
    );
}

#[test]
fn rules_address_anybody_and_one_body_decides() {
    let duties = duties(
        "I. QUẢN LÝ GIỐNG\n\n1. Cơ quan, đơn vị gửi văn bản đề nghị cấp giống.\n\n2. Sau 03 ngày, Sở Y tế xác minh hồ sơ.\n\n3. Các doanh nghiệp\n\n- Đối với các vườn ươm: cần ghi sổ hằng ngày.\n\n4. Nếu có khó khăn, vướng mắc kịp thời báo cáo Ủy ban nhân dân tỉnh xem xét.\n",
    );
    assert_eq!(
        told(&duties),
        [
            expected(Role::Responsible, "Cơ quan, đơn vị", "Cơ quan, đơn vị"),
            expected(Role::Responsible, "Sở Y tế", "Sau 03 ngày, Sở"),
            expected(Role::Responsible, "các vườn ươm", "Đối với các vườn"),
        ]
    );
}
