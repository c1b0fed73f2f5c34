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
