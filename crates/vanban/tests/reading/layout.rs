//! Paragraphs from printed lines.

use crate::{codes, read};

#[test]
fn wrapped_lines_with_blank_lines_between_are_one_paragraph() {
    let plan = read(
        "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\nNâng cao năng lực nghiên cứu của các phòng thí nghiệm trong tỉnh, bảo đảm\n\nđáp ứng yêu cầu kiểm định giống cây trồng. Hỗ trợ hợp tác xã áp dụng tiêu\n\nchuẩn hữu cơ.\n\nXây dựng vườn ươm giống hồi.\n",
    );
    let texts: Vec<&str> = plan.sections[0].paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].ends_with("áp dụng tiêu chuẩn hữu cơ."));
}

#[test]
fn one_line_a_paragraph_stays_as_it_is() {
    let long = "Nghiên cứu, ứng dụng công nghệ sinh học trong bảo quản và chế biến các sản phẩm nông sản, lâm sản, dược liệu của tỉnh, kết hợp phương pháp truyền thống với công nghệ mới";
    let plan = read(&format!("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n{long}\n\n{long}\n"));
    assert_eq!(plan.sections[0].paragraphs.len(), 2);
}

#[test]
fn list_items_are_paragraphs_and_a_hyphen_in_a_word_is_none() {
    let plan = read("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n- Trồng hồi;\n- Phát triển kinh tế\n- xã hội của xã.\n");
    let paragraphs = &plan.sections[0].paragraphs;
    assert_eq!(paragraphs.len(), 2);
    assert_eq!(paragraphs[1].text, "Phát triển kinh tế - xã hội của xã.");
    assert_eq!(paragraphs[0].mark.as_deref(), Some("-"));
}

#[test]
fn levels_follow_the_document_and_defects_are_printed_as_they_are() {
    let plan = read(
        "KẾ HOẠCH\n\nA. PHẦN CHUNG\n\nI. MỤC ĐÍCH\n\n1. Yêu cầu chung\n\na) Bảo đảm tiến độ;\n\nB. PHẦN RIÊNG\n\nI. NỘI DUNG\n\nIII. KINH PHÍ\n",
    );
    let paths: Vec<&str> = plan.all_sections().iter().map(|section| section.path.as_str()).collect();
    assert_eq!(paths, ["A", "A.I", "A.I.1", "A.I.1.a", "B", "B.I", "B.III"]);
    let defects: Vec<_> = plan.diagnostics.iter().filter(|found| found.code == "numbering-defect").collect();
    assert_eq!(defects.len(), 1);
    assert!(defects[0].message.contains("“III.”"));
}

#[test]
fn repeated_paths_have_ids_of_their_own() {
    let plan = read("KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nII. NỘI DUNG\n\nII. KINH PHÍ\n");
    let ids: Vec<&str> = plan.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["I", "II", "II~2"]);
}

#[test]
fn text_without_any_structure_stays_as_paragraphs() {
    let note = read("Gửi các anh chị, mai họp lúc 8 giờ.\n");
    assert_eq!(note.preamble.len(), 1);
    assert!(crate::codes(&note).contains(&"no-sections"));
}

#[test]
fn markdown_gives_the_same_tree_when_it_is_read_again() {
    let plan = read(crate::PRINT);
    let again = read(&vanban::emit::markdown(&plan));
    let paths = |document: &vanban::Document| {
        document.all_sections().iter().map(|s| (s.path.clone(), s.heading.clone())).collect::<Vec<_>>()
    };
    assert_eq!(paths(&plan), paths(&again));
}

#[test]
fn a_cell_that_ends_in_a_line_of_bars_loses_nothing() {
    let document = read("|\nKẾ HOẠCH\nKẾ HOẠCH\n| |\n");
    assert!(!codes(&document).contains(&"text-unread"), "{:?}", document.diagnostics);
}

#[test]
fn a_page_number_in_the_middle_of_a_paragraph_is_no_part_of_it() {
    let plan = read(
        "KẾ HOẠCH\n\nI. NHIỆM VỤ\nNâng cao năng lực nghiên cứu của các phòng thí nghiệm trong tỉnh, bảo đảm\nđáp ứng yêu cầu kiểm định giống cây trồng và thực hiện nhiệm vụ\n\n5\n\n\u{c}được nêu tại Kế hoạch này theo đúng tiến độ.\nXây dựng vườn ươm giống hồi.\n",
    );
    let texts: Vec<&str> = plan.sections[0].paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert!(
        texts[0].ends_with("thực hiện nhiệm vụ được nêu tại Kế hoạch này theo đúng tiến độ."),
        "{texts:?}"
    );
    assert_eq!(texts.len(), 2);
}

#[test]
fn an_annex_that_is_only_cited_and_a_number_that_ends_a_sentence_begin_nothing() {
    let plan = read(
        "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Triển khai các nội dung nêu tại\nPhụ lục II kèm theo Kế hoạch này.\n\n2. Bảo đảm thời hạn trình Chính phủ để trình Quốc hội thông qua tại Kỳ họp thứ 10, Quốc hội khóa\nXV.\n\nPHỤ LỤC II\n\nDANH MỤC\n\n1. Vườn ươm\n",
    );
    let paths: Vec<&str> = plan.all_sections().iter().map(|section| section.path.as_str()).collect();
    assert_eq!(paths, ["I", "I.1", "I.2", "PL2", "PL2.1"]);
}

#[test]
fn closing_words_before_the_signature_close_the_document_though_an_annex_follows() {
    let plan = read(
        "KẾ HOẠCH\n\nI. PHÂN CÔNG\n\n1. Sở Y tế\n\nTrồng hồi quanh trạm.\n\nỦy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện./.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Đăng\n\nPHỤ LỤC\n\nDANH MỤC VƯỜN ƯƠM\n\n1. Vườn Ba Sơn\n",
    );
    assert_eq!(plan.closing.paragraphs.len(), 1);
    assert_eq!(
        plan.duties.iter().map(|duty| duty.owners.join("; ")).collect::<Vec<_>>(),
        ["Sở Y tế", "các sở, ban, ngành"]
    );
}

#[test]
fn a_remark_beside_a_heading_in_capitals_and_a_long_matter_are_told_from_the_heading() {
    let plan = read(
        "KẾ HOẠCH\n\nI. NHIỆM VỤ CHỦ YẾU (Chi tiết tại phụ lục đính kèm)\n\n1. Về việc triển khai đầu tư nâng cấp quy mô dự án đầu tư xây dựng tuyến đường từ trung tâm xã Ba Sơn đến các vùng trồng hồi, quýt, na và thạch đen trên địa bàn các xã biên giới của tỉnh từ hai làn xe lên bốn làn xe:\n\nTrồng hồi hai bên đường.\n",
    );
    let sections = plan.all_sections();
    assert_eq!(sections[0].heading.as_deref(), Some("NHIỆM VỤ CHỦ YẾU"));
    assert!(sections[1].heading.as_deref().unwrap().ends_with("lên bốn làn xe"));
}

#[test]
fn an_empty_cell_keeps_its_column_where_bars_stand_on_lines_of_their_own() {
    let plan = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n|\nTT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\n|\nI. Giống\n|\n|\n|\n1\n|\nChọn giống\n|\nSở Y tế\n|\n|\n** **\n|\nNhân giống\n|\nCông an tỉnh\n|\n",
    );
    assert_eq!(
        plan.duties.iter().map(|duty| duty.owners.join("; ")).collect::<Vec<_>>(),
        ["Sở Y tế", "Công an tỉnh"]
    );
}

#[test]
fn words_in_brackets_that_say_where_to_look_are_no_part_of_a_title_below_its_number() {
    let plan = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nIII.\n\nNHIỆM VỤ CHỦ YẾU (chi tiết tại Phụ lục)\n\nIV. KINH PHÍ\n\nNgân sách.\n",
    );
    let section = &plan.all_sections()[0];
    assert_eq!(section.heading.as_deref(), Some("NHIỆM VỤ CHỦ YẾU"));
    assert_eq!(section.paragraphs[0].text, "(chi tiết tại Phụ lục)");
}

/// Long paragraphs, each behind an empty line; `short` is the last, cut after a few words as a page cuts it.
fn long_paragraphs(short: &str) -> String {
    let long = "Tiếp tục rà soát, chăm sóc các vườn ươm giống hồi trên địa bàn, bảo đảm cây\ngiống đủ tiêu chuẩn khi xuất vườn, đúng thời vụ; hướng dẫn các hộ dân trồng dặm,\nlàm cỏ, bón phân cho diện tích hồi đã trồng; kiểm tra, kịp thời phát hiện sâu bệnh\nvà phòng trừ theo hướng dẫn của cơ quan chuyên môn; tổng hợp kết quả, báo cáo về\ncơ quan thường trực theo quy định; nhân rộng các mô hình trồng hồi có hiệu quả\ntrong các năm tiếp theo để nâng cao thu nhập của người trồng hồi và bảo vệ rừng\nđầu nguồn, góp phần hoàn thành các mục tiêu của kế hoạch này theo đúng thời hạn.";
    let items: Vec<String> =
        ["a", "b", "c", "d", "đ"].iter().map(|letter| format!("{letter}) {long}")).collect();
    format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n1. Các xã\n\n{}\n\n{short}\n", items.join("\n\n"))
}

#[test]
fn long_paragraphs_between_empty_lines_are_joined_though_few_lines_are_empty() {
    let plan = read(&long_paragraphs(
        "2. Sở\nKhoa học và Công nghệ\n\na) Chọn giống hồi theo tiêu chuẩn của\nTCVN.\n\nChủ tịch UBND tỉnh yêu cầu\nThủ trưởng các sở, ban, ngành thực hiện nghiêm Kế hoạch này./.\n\n|\nNơi nhận:\n- Như trên;\n- Các sở;\n- Các xã;\n- Lưu: VT.\n|\n**CHỦ TỊCH**\nLê Thị Mẫu\n|",
    ));
    let sections = plan.all_sections();
    let last = &sections[sections.len() - 2];
    assert_eq!(last.heading.as_deref(), Some("Sở Khoa học và Công nghệ"));
    assert_eq!(last.sections[0].paragraphs[0].text, "Chọn giống hồi theo tiêu chuẩn của TCVN.");
    assert_eq!(plan.closing.paragraphs.len(), 1);
    assert!(plan.closing.paragraphs[0].text.starts_with("Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở"));
}

#[test]
fn bold_print_that_goes_on_in_the_next_line_is_one_heading() {
    let plan = read(
        "KẾ HOẠCH\nTRỒNG HỒI\n**1. Sở\nKhoa học và Công nghệ**\n- Chọn giống hồi.\n**2. Cục\nVăn hóa các vùng hồi:** Ghi chép nghề trồng hồi.\n- Thu hạt.\n",
    );
    let headings: Vec<_> = plan.all_sections().iter().filter_map(|section| section.heading.clone()).collect();
    assert_eq!(headings, ["Sở Khoa học và Công nghệ", "Cục Văn hóa các vùng hồi"]);
}

#[test]
fn a_heading_set_off_by_its_print_may_end_as_a_sentence_does() {
    let plan = read(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\n**1. Nghiên cứu giải pháp thu hút, tuyển chọn thợ ươm; đào tạo, đào tạo lại; sử dụng, phát huy hiệu quả tay nghề của người ươm và người trồng hồi trong tỉnh.**\n\n- Mở lớp dạy ươm hồi.\n\n*a) Phòng trừ rệp, sâu đo và nấm lá..*\n\n- Thu gom lá rụng.\n\n*b) Sở Y tế kiểm nghiệm dầu hồi; công bố kết quả theo quy định của pháp luật; báo cáo Ủy ban nhân dân tỉnh.*\n",
    );
    let headings: Vec<_> = plan.all_sections().iter().map(|section| section.heading.is_some()).collect();
    assert_eq!(headings, [true, true, false]);
}

#[test]
fn first_lines_that_are_cut_sooner_than_the_others_go_on_in_capitals_too() {
    let item = |number: usize, end: &str, go: &str| {
        format!(
            "{number}. Về việc trồng hồi tại các vùng cao của {end}\n{go} vào các chương trình mục tiêu quốc gia của giai đoạn đó: Giao Bộ Y tế\nxem xét, báo cáo cấp có thẩm quyền quyết định theo quy định của pháp luật.\n"
        )
    };
    let items: String = (1..=6).map(|n| item(n, "cả", "nước ta")).chain([item(7, "Hải", "Đăng")]).collect();
    let plan = read(&format!("THÔNG BÁO\nKẾT LUẬN VỀ TRỒNG HỒI\n\nI. KIẾN NGHỊ\n{items}"));
    let last = plan.all_sections().pop().unwrap();
    assert_eq!(
        (last.path.as_str(), last.heading.as_deref()),
        (
            "I.7",
            Some(
                "Về việc trồng hồi tại các vùng cao của Hải Đăng vào các chương trình mục tiêu quốc gia của giai đoạn đó"
            )
        )
    );
}

#[test]
fn one_word_behind_a_label_waits_for_the_name_of_its_body_and_a_part_ends_the_table_before_it() {
    let decision = read(
        "QUYẾT ĐỊNH\n\n**Điều 1.** Phê duyệt danh mục vườn ươm hồi của tỉnh năm 2026 với các nội dung nêu tại phụ lục kèm\ntheo Quyết định này, gồm vườn ươm của các xã và của các hợp tác xã.\n**Điều 2. **Sở\nCông Thương có trách nhiệm chủ trì, phối hợp với các cơ quan liên quan hướng dẫn các hợp\ntác xã đăng ký vườn ươm theo danh mục đã được phê duyệt kèm theo Quyết định này.\n\n**PHỤ LỤC**\nDANH MỤC VƯỜN ƯƠM\n**I. Vườn ươm của các xã**\n|\n**STT**\n|\n**Vườn ươm**\n|\n|\n1\n|\nBa Sơn\n|\n|\n2\n|\nĐồng\nĐăng\n|\n**II.\nVườn ươm của các hợp tác xã**\n|\n**STT**\n|\n**Vườn ươm**\n|\n|\n1\n|\nHải Yến\n|\n",
    );
    let sections = decision.all_sections();
    let titles: Vec<(&str, Option<&str>, usize)> =
        sections.iter().map(|s| (s.path.as_str(), s.heading.as_deref(), s.tables.len())).collect();
    assert_eq!(
        titles,
        [
            ("Điều 1", None, 0),
            ("Điều 2", None, 0),
            ("PL", Some("DANH MỤC VƯỜN ƯƠM"), 0),
            ("PL.I", Some("Vườn ươm của các xã"), 1),
            ("PL.II", Some("Vườn ươm của các hợp tác xã"), 1),
        ]
    );
    assert_eq!(decision.duties[0].owners, ["Sở Công Thương"]);
    assert_eq!(decision.duties[0].coordinators, ["các cơ quan liên quan"]);
    assert_eq!(sections[3].tables[0].rows.last().unwrap().cells[1].text, "Đồng Đăng");
}
