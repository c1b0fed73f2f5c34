//! Documents and laws that a text cites, and parts of itself.

use crate::{PRINT, read};
use vanban::Document;
use vanban::model::Reference;

/// A plan with these paragraphs before its first section.
fn citing(paragraphs: &str) -> Document {
    read(&format!(
        "Số: 9/KH-UBND\n\nKẾ HOẠCH\n\nTrồng rừng\n\n{paragraphs}\n\nI. MỤC ĐÍCH\n\nPhủ xanh đất trống.\n"
    ))
}

fn cited<'a>(document: &'a Document, number: &str) -> &'a Reference {
    document.references.iter().find(|known| known.number == number).unwrap_or_else(|| panic!("{number}"))
}

#[test]
fn the_chain_of_causes_of_the_real_plan() {
    let plan = read(PRINT);
    assert_eq!(plan.basis_chain(), [["88-CTr/TU", "36-NQ/TW"]]);
}

#[test]
fn issuers_and_titles_are_whole() {
    let document = citing(
        "Căn cứ Thông tư số 24/2018/TT-BNNPTNT ngày 15 tháng 11 năm 2018 của Bộ trưởng Bộ Nông nghiệp và Phát triển nông \
         thôn Quy định về nuôi trồng rừng;\n\nThực hiện Nghị quyết số 18-NQ/TU ngày 30/12/2022 của Thành ủy Hà Nội về trồng \
         cây (khóa mới) và Công điện số 66.2/2025/CĐ-TTg của Thủ tướng Chính phủ. Cùng với các văn bản khác.",
    );
    let circular = cited(&document, "24/2018/TT-BNNPTNT");
    assert_eq!(circular.issuer.as_deref(), Some("Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"));
    assert_eq!(circular.title.as_deref(), Some("Quy định về nuôi trồng rừng"));
    let resolution = cited(&document, "18-NQ/TU");
    assert_eq!(resolution.issuer.as_deref(), Some("Thành ủy Hà Nội"));
    assert_eq!(resolution.title.as_deref(), Some("về trồng cây"));
    let telegram = cited(&document, "66.2/2025/CĐ-TTg");
    assert_eq!(telegram.issuer.as_deref(), Some("Thủ tướng Chính phủ"));
}

#[test]
fn numbers_in_a_row_share_kind_and_issuer() {
    let document = citing(
        "Căn cứ các Nghị định số 31/2021/NĐ-CP ngày 26/3/2021, số 239/2025/NĐ-CP của Chính phủ về đầu tư; mẫu số \
         ……/2025/QĐ-UBND.",
    );
    let first = cited(&document, "31/2021/NĐ-CP");
    assert_eq!((first.kind.as_deref(), first.issuer.as_deref()), (Some("Nghị định"), Some("Chính phủ")));
    // its kind is read from its symbol, none is printed before it
    assert_eq!(cited(&document, "239/2025/NĐ-CP").kind.as_deref(), Some("Nghị định"));
    assert_eq!(document.references.len(), 2, "a number left open is none: {:?}", document.references);
}

#[test]
fn laws_have_their_names_with_a_number_and_without() {
    let document = citing(
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Luật Khoa học và Công nghệ năm 2013; Luật Công nghệ \
         sinh học.\n\nTheo Luật Tổ chức chính quyền địa phương và Luật Công nghệ sinh học.",
    );
    let law = cited(&document, "72/2025/QH15");
    assert_eq!(
        (law.kind.as_deref(), law.title.as_deref()),
        (Some("Luật"), Some("Tổ chức chính quyền địa phương"))
    );
    assert_eq!(law.uses.len(), 1);
    let laws: Vec<_> =
        document.laws.iter().map(|law| (law.name.as_str(), law.year, law.uses.len())).collect();
    assert_eq!(laws, [("Luật Khoa học và Công nghệ", Some(2013), 0), ("Luật Công nghệ sinh học", None, 1)]);
    assert_eq!(document.laws[0].span.of(&document.source_text), "Luật Khoa học và Công nghệ năm 2013");
}

#[test]
fn a_short_name_goes_to_the_document_before_it_and_to_no_body() {
    let document = citing(
        "Thực hiện Quyết định số 7/QĐ-TTg ngày 02/01/2026 của Thủ tướng Chính phủ phê duyệt Chương trình trồng rừng (sau \
         đây gọi là Chương trình), Ủy ban nhân dân các xã, phường (sau đây gọi chung là UBND cấp xã) lập kế hoạch.\n\nMục tiêu \
         của Chương trình được giữ; Chương trình hành động khác thì không.",
    );
    let decision = cited(&document, "7/QĐ-TTg");
    assert_eq!(decision.short_name.as_deref(), Some("Chương trình"));
    let uses: Vec<&str> = decision.uses.iter().map(|span| span.of(&document.source_text)).collect();
    assert_eq!(uses, ["Chương trình", "Chương trình"]);
    let after = &document.source_text[decision.uses[1].end..];
    assert!(after.starts_with(" được giữ"), "{after}");
}

#[test]
fn a_citation_in_a_cell_ends_with_the_cell() {
    let document = read(
        "KẾ HOẠCH\n\nTrồng rừng\n\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n| 1 | Sửa Nghị định số \
         109/2022/NĐ-CP quy định về trồng rừng | Bộ Tài chính |\n",
    );
    assert_eq!(cited(&document, "109/2022/NĐ-CP").title.as_deref(), Some("quy định về trồng rừng"));
}

#[test]
fn parts_of_the_document_itself_must_be_there() {
    let decision = |words: &str| {
        let text = format!(
            "QUYẾT ĐỊNH\n\nVề trồng rừng\n\nĐiều 1. Phạm vi\n\n1. Rừng trồng.\n\n2. Rừng tự nhiên theo {words}.\n\nĐiều 2. Hiệu \
             lực\n\nQuyết định này có hiệu lực từ ngày ký.\n"
        );
        let document = read(&text);
        let broken = document.diagnostics.iter().filter(|found| found.code == "reference-broken");
        broken.map(|found| found.span.of(&document.source_text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(decision("khoản 1 Điều này và khoản 5 Điều này"), ["khoản 5 Điều này"]);
    assert_eq!(decision("khoản 2 Điều 1, khoản 1 Điều 9 Quyết định này"), ["khoản 1 Điều 9"]);
    assert_eq!(decision("khoản 9 Điều 1 của Quyết định này"), ["khoản 9 Điều 1"]);
    assert!(decision("khoản 9 Điều 7 Luật Lâm nghiệp").is_empty());
}

#[test]
fn an_article_between_others_is_a_gap_in_the_count_and_no_broken_reference() {
    let document = read(
        "QUYẾT ĐỊNH\n\nVề trồng rừng\n\nĐiều 1. Phạm vi\n\nRừng trồng theo Điều 2 Quyết định này.\n\nĐiều 3. Hiệu lực\n\nTừ \
         ngày ký.\n",
    );
    let found = crate::codes(&document);
    assert!(found.contains(&"numbering-defect") && !found.contains(&"reference-broken"), "{found:?}");
}
