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
