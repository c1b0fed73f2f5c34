//! Letters and telegrams: what prints no type, and copies of which only a portal says what they are.

use crate::read;
use crate::soundness::assert_sound;
use vanban::{Document, text_of};

/// A letter with the two columns of its head, and `after` below the addressees.
fn letter(after: &str) -> Document {
    let document = read(&format!(
        "|\n**BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG**\n**CỤC LÂM NGHIỆP**\n-------\n|\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n---------------\n|\n|\nSố: 48/CLN-TTr\nV/v chăm sóc vườn ươm và\nphòng trừ sâu bệnh\n|\n*Hải Đăng, ngày 12 tháng 4 năm 2027*\n|\n\nKính gửi:\n\n- Sở Y tế;\n\n- Các xã trồng hồi.\n\n{after}\n\n|\n*Nơi nhận:*\n- Như trên;\n- Lưu: VT.\n|\n**KT. CỤC TRƯỞNG**\nPHÓ CỤC TRƯỞNG\n**Lê Thị Mẫu**\n|\n"
    ));
    assert_sound(&document);
    document
}

#[test]
fn a_letter_tells_its_matter_below_its_number() {
    let letter = letter(
        "Thời gian qua sâu bệnh hại hồi. Cục Lâm nghiệp yêu cầu:\n\n1/ Sở Y tế tổ chức kiểm nghiệm dầu hồi.\n\n2/ Các xã\n\n- Dọn vườn ươm.\n\nCục Lâm nghiệp đề nghị Sở Y tế phối hợp thực hiện./.",
    );
    let header = &letter.header;
    assert_eq!(header.kind.as_deref(), Some("CV"));
    assert_eq!(header.number.as_deref(), Some("48/CLN-TTr"));
    assert_eq!(header.issuer.as_deref(), Some("Cục lâm nghiệp"));
    assert_eq!(header.place.as_deref(), Some("Hải Đăng"));
    assert_eq!(header.date.unwrap().to_string(), "2027-04-12");
    assert_eq!(header.title.as_deref(), Some("V/v chăm sóc vườn ươm và phòng trừ sâu bệnh"));
    assert_eq!(header.recipients, ["Như trên", "Lưu: VT"]);
    assert_eq!(header.signers[0].name.as_deref(), Some("Lê Thị Mẫu"));
    let preamble: Vec<&str> = letter.preamble.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(preamble[..3], ["Kính gửi:", "Sở Y tế;", "Các xã trồng hồi."]);
    let paths: Vec<&str> = letter.all_sections().iter().map(|section| section.path.as_str()).collect();
    assert_eq!(paths, ["1", "2"]);
    assert_eq!(letter.closing.paragraphs.len(), 1);
    let duties: Vec<_> = letter.duties.iter().map(|duty| duty.owners.join("; ")).collect();
    assert_eq!(duties[..2], ["Sở Y tế", "Các xã"]);
}

#[test]
fn the_matter_may_go_on_below_a_line_that_looks_whole() {
    let letter = read(
        "UBND TỈNH HẢI ĐĂNG\nSỞ Y TẾ\n\nSố: 7/SYT-NV\n\nV/v kiểm nghiệm dầu hồi\n\nNăm 2027\n\nHải Đăng, ngày 09 tháng 02 năm 2027\n\nKính gửi: Các trạm y tế.\n\n1. Các trạm y tế lấy mẫu dầu hồi.\n",
    );
    assert_eq!(letter.header.title.as_deref(), Some("V/v kiểm nghiệm dầu hồi Năm 2027"));
    assert_eq!(letter.header.issuer.as_deref(), Some("Sở Y tế"));
    assert_eq!(letter.preamble[0].text, "Kính gửi: Các trạm y tế.");
}

#[test]
fn what_is_addressed_to_somebody_is_of_the_type_that_its_number_names() {
    let invitation = read("SỞ Y TẾ\n\nSố: 7/GM-SYT\n\nKính gửi: Các trạm y tế.\n\n1. Thời gian: 8 giờ.\n");
    assert_eq!(invitation.header.kind.as_deref(), Some("GM"));
    let note = read("Trồng hồi\n\nKính gửi anh Ba, mai họp lúc 8 giờ.\n");
    assert_eq!((note.header.kind, note.preamble.len()), (None, 2));
}

/// A copy without its head: only the portal's table says what it is. No line is empty.
const COPY: &str = "|\n|\nBản dịch này thuộc quyền sở hữu của **\nTHƯ VIỆN HỒI**.\n|\n|\nĐang tải văn bản...\n#\n**Số hiệu:**\n|\n63/SYT-VP\n|\n|\n**Loại văn bản:**\n|\nCông văn\n|\n**Nơi ban hành:**\n|\nTỉnh Hải Đăng\n|\n|\n**Người ký:**\n|\nLê Thị Mẫu\n|\n**Ngày ban hành:**\n|\n21/11/2027\n|\n|\n**Tình trạng:**\n|\nĐã biết\n|\n**Kính gửi:** Các trạm y tế, các xã trồng hồi thuộc\ntỉnh\nThực hiện kế hoạch trồng hồi, Sở Y tế giao:\n**1. Trạm\ny tế Ba Sơn:**** **Lấy mẫu dầu hồi ở các vườn ươm và các lò nấu dầu; kiểm\nnghiệm; công bố kết quả cho người trồng hồi được biết.\n**2. Sở Y tế, các trạm y tế, các vườn ươm, các lò nấu dầu, các hộ trồng hồi và các\nhộ thu mua hồi:** Báo cáo.\n";

#[test]
fn a_copy_without_its_head_takes_it_from_the_table_of_its_portal() {
    let copy = read(&format!(
        "{COPY}|\n*Nơi nhận:*\n- Như trên;\n- Lưu: VT.\n|\n**TL. GIÁM ĐỐC**\n**KT. CHÁNH VĂN PHÒNG**\nPHÓ CHÁNH VĂN PHÒNG\n**Lê Thị Mẫu**\n|\n** **\nCông văn 63/SYT-VP năm 2027 trồng hồi do tỉnh Hải Đăng ban hành\nVăn bản này chưa cập nhật nội dung Tiếng Anh\n**THÔNG BÁO**\n**về lưu trữ thông tin**\n1. Khách hàng gửi thông tin.\n"
    ));
    assert_sound(&copy);
    let header = &copy.header;
    assert_eq!((header.kind.as_deref(), header.number.as_deref()), (Some("CV"), Some("63/SYT-VP")));
    assert_eq!(header.issuer.as_deref(), Some("Tỉnh Hải Đăng"));
    assert_eq!(header.date.unwrap().to_string(), "2027-11-21");
    assert_eq!(text_of(&copy.source_text, header.spans["number"]), "63/SYT-VP");
    assert_eq!(text_of(&copy.source_text, header.spans["date"]), "21/11/2027");
    let signer = &header.signers[0];
    assert_eq!(signer.authority.as_deref(), Some("TL. GIÁM ĐỐC"));
    assert_eq!(signer.capacity.as_deref(), Some("KT. CHÁNH VĂN PHÒNG"));
    let headings: Vec<_> = copy.all_sections().iter().filter_map(|section| section.heading.clone()).collect();
    assert_eq!(headings[0], "Trạm y tế Ba Sơn");
    assert!(headings[1].starts_with("Sở Y tế, các trạm") && headings[1].ends_with("các hộ thu mua hồi"));
    assert_eq!(headings.len(), 2);
    assert!(copy.closing.paragraphs.is_empty(), "{:?}", copy.closing);
    let chrome = copy.noise.iter().filter(|noise| noise.reason == "portal-chrome");
    assert!(chrome.map(|noise| text_of(&copy.source_text, noise.span)).any(|text| text == "THÔNG BÁO"));
}

#[test]
fn a_copy_without_head_and_foot_takes_its_signer_from_the_portal_too() {
    let copy = read(COPY);
    assert_sound(&copy);
    assert_eq!(copy.header.signers[0].name.as_deref(), Some("Lê Thị Mẫu"));
    assert_eq!(text_of(&copy.source_text, copy.header.spans["signers"]), "Lê Thị Mẫu");
    let told = COPY.replace("**Tình trạng:**", "**Trích yếu:**").replace("**Số hiệu:**", "**Số ký hiệu:**");
    let copy = read(&told.replace("Đã biết", "Kiểm nghiệm dầu hồi"));
    assert_sound(&copy);
    assert_eq!(copy.header.title.as_deref(), Some("Kiểm nghiệm dầu hồi"));
    assert_eq!(copy.header.number.as_deref(), Some("63/SYT-VP"));
    let plan = read(&COPY.replace("63/SYT-VP", "63/KH-UBND").replace("Công văn", "Kế hoạch"));
    assert_eq!(plan.header.kind.as_deref(), Some("KH"));
    assert_eq!(plan.header.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Hải Đăng"));
}

#[test]
fn the_own_head_of_a_document_goes_before_its_portal() {
    let plan = read(
        "Số hiệu: 9/KH-UBND\n\nNgày ban hành: 01/02/2027\n\nNgười ký: Lê Thị Mẫu\n\nỦY BAN NHÂN DÂN\nTỈNH HẢI ĐĂNG\n\nSố: 8/KH-UBND\n\nKẾ HOẠCH\n\nTRỒNG HỒI\n\nI. KINH PHÍ\n\nNgân sách.\n\nCHỦ TỊCH\n\nTrần Văn Mẫu\n",
    );
    assert_sound(&plan);
    assert_eq!(plan.header.number.as_deref(), Some("8/KH-UBND"));
    assert_eq!(plan.header.date.unwrap().to_string(), "2027-02-01");
    assert_eq!(plan.header.signers.len(), 1);
    assert_eq!(plan.header.signers[0].name.as_deref(), Some("Trần Văn Mẫu"));
}

#[test]
fn a_telegram_names_who_sends_it_below_its_title() {
    for (sender, issuer) in [
        ("**THỦ TƯỚNG CHÍNH PHỦ điện:**", "Thủ tướng Chính phủ"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI ĐĂNG ĐIỆN:", "Chủ tịch Ủy ban nhân dân tỉnh Hải Đăng"),
    ] {
        let telegram = read(&format!(
            "**CÔNG ĐIỆN**\n\nVỀ PHÒNG TRỪ SÂU HẠI HỒI\n\n{sender}\n\n- Các xã trồng hồi.\n\n1. Sở Y tế\n\nKiểm nghiệm.\n"
        ));
        assert_sound(&telegram);
        assert_eq!(telegram.header.issuer.as_deref(), Some(issuer));
        assert_eq!(telegram.header.title.as_deref(), Some("VỀ PHÒNG TRỪ SÂU HẠI HỒI"));
    }
}

#[test]
fn columns_that_run_into_each_other_give_the_head_all_the_same() {
    let letter = read(
        "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nCỤC THUẾ VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 4b8 /CT-TTr\nV/v chống thất thu\n\nKính gửi: Các trạm thu thuế.\n\n1. Các trạm thu thuế tổ chức rà soát.\n\nNoi nhận:\n- Như trên;\n- Lưu: VT.\n",
    );
    assert_eq!(letter.header.issuer.as_deref(), Some("Cục Thuế"));
    assert_eq!(letter.header.number.as_deref(), Some("4b8/CT-TTr"));
    assert_eq!(letter.header.recipients, ["Như trên", "Lưu: VT"]);
    let two = read(
        "UBND TỈNH HẢI ĐĂNG   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ     Độc lập - Tự do - Hạnh phúc\n\nSố: 7/SYT-NV\n\nKính gửi: Các trạm y tế.\n",
    );
    assert_eq!(two.header.issuer.as_deref(), Some("Sở Y tế"));
}

#[test]
fn addressees_in_cells_are_listed_below_the_address() {
    for table in [
        "|\nKính gửi:\n|\n- Các bệnh viện trong tỉnh;\n- Trạm Y tế các xã.\n|\n",
        "| Kính gửi: | - Các bệnh viện trong tỉnh;<br>- Trạm Y tế các xã. |\n",
    ] {
        let letter = read(&format!(
            "Số: 7/SYT-NV\n\nV/v kiểm nghiệm dầu hồi\n\n{table}\nSở Y tế có ý kiến như sau:\n\n1. Các trạm y tế lấy mẫu.\n"
        ));
        assert_sound(&letter);
        assert_eq!(letter.header.kind.as_deref(), Some("CV"));
        let preamble: Vec<&str> = letter.preamble.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(
            preamble,
            ["Kính gửi:", "Các bệnh viện trong tỉnh;", "Trạm Y tế các xã.", "Sở Y tế có ý kiến như sau:"]
        );
    }
}

#[test]
fn a_letter_without_numbered_parts_gives_its_duties_all_the_same() {
    let letter = read(
        "Số: 7/UBND-KT\n\nV/v kiểm nghiệm dầu hồi\n\nKính gửi:\n\n- Sở Y tế;\n\n- Sở Tài chính.\n\nThời gian qua dầu hồi được giá.\n\nGiao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm nghiệm dầu hồi, hoàn thành trước ngày 15/5/2027.\n\nGiao Sở Tài chính bố trí kinh phí.\n",
    );
    let told: Vec<_> = letter.duties.iter().map(|duty| duty.owners.join("; ")).collect();
    assert_eq!(told, ["Sở Y tế", "Sở Tài chính"]);
    assert_eq!(letter.duties[0].coordinators, ["Công an tỉnh"]);
}
