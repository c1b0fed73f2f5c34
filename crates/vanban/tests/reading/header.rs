//! The head and foot of documents.

use crate::read;

const DECREE_30: &str = "\
ỦY BAN NHÂN DÂN
TỈNH HẢI ĐĂNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 05/KH-UBND
Hải Đăng, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Phát triển vùng trồng hồi năm 2026

I. MỤC TIÊU
1. Mục tiêu đến năm 2027
Diện tích hồi đạt 1.200 ha so với năm 2025.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Môi trường
Chủ trì thực hiện, hoàn thành trước ngày 15/12/2026.
Trên đây là Kế hoạch phát triển vùng trồng hồi./.

Nơi nhận:
- Sở Nông nghiệp và Môi trường;
- Các phòng chuyên môn
  và Trung tâm thông tin;
- Lưu: VT.
CHỦ TỊCH

Nguyễn Văn Mẫu
";

#[test]
fn a_plain_document_gives_every_field() {
    let plan = read(DECREE_30);
    let header = &plan.header;
    assert_eq!(header.kind.as_deref(), Some("KH"));
    assert_eq!(header.number.as_deref(), Some("05/KH-UBND"));
    assert_eq!(header.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Hải Đăng"));
    assert_eq!(header.place.as_deref(), Some("Hải Đăng"));
    assert_eq!(header.date.unwrap().to_string(), "2026-02-09");
    assert_eq!(header.title.as_deref(), Some("Phát triển vùng trồng hồi năm 2026"));
    assert_eq!(
        header.recipients,
        ["Sở Nông nghiệp và Môi trường", "Các phòng chuyên môn và Trung tâm thông tin", "Lưu: VT"]
    );
    assert_eq!(header.signers[0].position.as_deref(), Some("CHỦ TỊCH"));
    assert_eq!(header.signers[0].name.as_deref(), Some("Nguyễn Văn Mẫu"));
}

#[test]
fn deadline_target_and_closing_are_read() {
    let plan = read(DECREE_30);
    let deadline = plan.duties[0].deadline.as_ref().unwrap();
    assert_eq!(deadline.date.unwrap().to_string(), "2026-12-15");
    let target = &plan.targets[0];
    assert_eq!(
        (target.value, target.unit.as_deref(), target.by.as_deref()),
        (1200.0, Some("ha"), Some("2027"))
    );
    assert_eq!(plan.closing.paragraphs[0].text, "Trên đây là Kế hoạch phát triển vùng trồng hồi./.");
}

#[test]
fn a_portal_table_around_the_head_is_no_obstacle() {
    let plan = read(
        "|\n**ỦY BAN NHÂN DÂN**\n**TỈNH HẢI ĐĂNG**\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n---------------\n|\n|\nSố: 12/KH-UBND\n|\n*Hải Đăng, ngày 19\ntháng 11 năm 2025*\n|\n\n**KẾ HOẠCH**\n\nTRỒNG CÂY PHÂN TÁN\n\n**I. TỔ CHỨC THỰC HIỆN**\n\n1. Sở Tài chính\n\nBố trí kinh phí thực hiện.\n\n|\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n|\n**TM. ỦY BAN NHÂN\nDÂN**\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mẫu\n|",
    );
    let header = &plan.header;
    assert_eq!(header.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Hải Đăng"));
    assert_eq!(header.date.unwrap().to_string(), "2025-11-19");
    assert_eq!(header.recipients, ["Như trên", "Lưu: VT"]);
    let signer = &header.signers[0];
    assert_eq!(signer.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    assert_eq!(signer.capacity.as_deref(), Some("KT. CHỦ TỊCH"));
    assert_eq!(signer.position.as_deref(), Some("PHÓ CHỦ TỊCH"));
    assert_eq!(signer.name.as_deref(), Some("Lê Thị Mẫu"));
}

#[test]
fn a_department_below_its_committee_is_the_issuer() {
    let plan = read(
        "UBND TỈNH HẢI ĐĂNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: 7/KH-SKHCN\n\nKẾ HOẠCH\nKiểm tra phòng thí nghiệm\n\nI. NỘI DUNG\n1. Kiểm tra hồ sơ\n",
    );
    assert_eq!(plan.header.issuer.as_deref(), Some("Sở Khoa học và Công nghệ"));
}

#[test]
fn the_party_numbers_and_signs_its_documents_in_its_own_way() {
    let plan = read(
        "TỈNH ỦY HẢI ĐĂNG          ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 45-KH/TU          Hải Đăng, ngày 10 tháng 5 năm 2027\n\nKẾ HOẠCH\nphát triển vùng trồng hồi\n\nI- MỤC ĐÍCH\nTrồng hồi.\n\nNơi nhận:\n- Các đảng ủy trực thuộc,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu\n",
    );
    let header = &plan.header;
    assert_eq!(header.number.as_deref(), Some("45-KH/TU"));
    assert_eq!(header.issuer.as_deref(), Some("Tỉnh ủy Hải Đăng"));
    assert_eq!(header.place.as_deref(), Some("Hải Đăng"));
    assert_eq!(header.recipients, ["Các đảng ủy trực thuộc", "Lưu Văn phòng Tỉnh ủy"]);
    let signer = &header.signers[0];
    assert_eq!(signer.authority.as_deref(), Some("T/M BAN THƯỜNG VỤ"));
    assert_eq!(signer.position.as_deref(), Some("PHÓ BÍ THƯ"));
    assert_eq!(signer.name.as_deref(), Some("Lê Văn Mẫu"));
}

#[test]
fn an_issuer_below_the_motto_is_read_to_its_last_line() {
    let plan = read(
        "ĐẢNG CỘNG SẢN VIỆT NAM\n\nBAN CHẤP HÀNH TRUNG ƯƠNG\n\nĐẢNG ỦY CÁC CƠ QUAN\n\nSố 45-KH/ĐU\n\nKẾ HOẠCH\n\nTRỒNG HỒI\n\nI. MỤC ĐÍCH\n",
    );
    assert_eq!(plan.header.issuer.as_deref(), Some("Đảng ủy các cơ quan"));
}

#[test]
fn a_title_on_the_line_of_the_type_is_told_from_it() {
    let plan = read(
        "CÔNG AN TỈNH HẢI ĐĂNG\n\nSố: 12/KH-CAT\n\n**KẾ HOẠCH Bảo vệ vườn hồi năm 2027**\n\nI. PHÂN CÔNG\n\n1. Công an xã tuần tra.\n",
    );
    crate::soundness::assert_sound(&plan);
    assert_eq!(plan.header.kind.as_deref(), Some("KH"));
    assert_eq!(plan.header.title.as_deref(), Some("Bảo vệ vườn hồi năm 2027"));
    assert_eq!(plan.header.number.as_deref(), Some("12/KH-CAT"));
    let decree = read("CHÍNH PHỦ\n\nSố: 12/2027/NĐ-CP\n\nNGHỊ ĐỊNH\n\nVề trồng hồi\n\nĐiều 1. Phạm vi\n");
    assert_eq!(
        (decree.header.kind.as_deref(), decree.header.title.as_deref()),
        (Some("NĐ"), Some("Về trồng hồi"))
    );
}

#[test]
fn a_plan_that_a_decision_promulgates_may_have_its_title_in_ordinary_letters() {
    let decision = read(
        "**QUYẾT ĐỊNH**\n\n**Ban hành Kế hoạch trồng hồi**\n\n**Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch trồng hồi.\n\n**CHỦ TỊCH**\n\n**Lê Thị Mẫu**\n\n**KẾ HOẠCH**\n\n**Trồng hồi năm 2027**\n\n*(Ban hành kèm theo Quyết định số 12/QĐ-UBND)*\n\n**I. MỤC ĐÍCH**\n\nTrồng hồi.\n",
    );
    crate::soundness::assert_sound(&decision);
    let plan = decision.sections.iter().find(|section| section.path == "KT").unwrap();
    assert_eq!(plan.heading.as_deref(), Some("KẾ HOẠCH Trồng hồi năm 2027"));
    assert!(plan.paragraphs.is_empty());
}

#[test]
fn ranks_and_degrees_stand_before_names_and_some_names_have_short_words() {
    for name in ["Đại tá Lê Văn Mẫu", "PGS.TS. Lê Văn Mẫu", "Y Giang Mẫu", "H'Yim Mẫu"] {
        let plan = read(&format!(
            "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. PHÂN CÔNG\n\n1. Sở Y tế\n\nTrồng hồi.\n\n**GIÁM ĐỐC**\n\n**{name}**\n"
        ));
        let signer = &plan.header.signers[0];
        assert_eq!(signer.position.as_deref(), Some("GIÁM ĐỐC"));
        assert_eq!(signer.name.as_deref(), Some(name));
    }
}
