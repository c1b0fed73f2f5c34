//! Word documents: what is on paper, and what is refused.

use crate::word::{NUMBERING, RELATIONSHIPS, archive, document, numbered, p, row, tbl, tc, tr, word};
use vanban::docx::{Docx, DocxError};

fn open(body: &str) -> Docx {
    Docx::open(&word(body, &[("word/numbering.xml", NUMBERING)])).unwrap()
}

fn paragraphs(document: &Docx) -> Vec<String> {
    document.paragraphs().map(|paragraph| paragraph.printed()).collect()
}

fn refusal(bytes: &[u8]) -> DocxError {
    Docx::open(bytes).unwrap_err()
}

/// The text printed at each place of a table's grid.
fn grid(document: &Docx) -> Vec<Vec<String>> {
    let table = document.tables().next().unwrap();
    let text = |cell: &Option<&vanban::docx::Cell>| cell.map(|cell| cell.text()).unwrap_or_default();
    table.grid().iter().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn text_is_read_as_printed() {
    let document = open(
        r#"<w:p><w:r><w:t>Sở KH</w:t></w:r><w:r><w:t>&amp;CN &#x111;ề xuất</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>
        <w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>chuyển</w:t></w:r></w:moveFrom></w:p>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r></w:p>
        <w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>liên</w:t><w:tab/><w:t>kết</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"#,
    );
    assert_eq!(paragraphs(&document), ["Sở KH&CN đề xuất\ndòng hai", "thêm", "hiện", "liên kết"]);
}

#[test]
fn a_text_box_stands_after_its_paragraph_once() {
    let document = open(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Số: 7</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:p><w:r><w:t>Số: 7</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>KẾ HOẠCH</w:t></w:r></w:p>"#,
    );
    assert_eq!(paragraphs(&document), ["KẾ HOẠCH", "Số: 7"]);
}

#[test]
fn numbers_are_computed_as_word_computes_them() {
    let other = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:p>"#;
    let body = [
        numbered(0, "Một"),
        numbered(1, "a"),
        numbered(1, "b"),
        numbered(2, "c"),
        numbered(3, "gạch"),
        numbered(0, "Hai"),
        numbered(1, "d"),
        other.to_owned(),
        numbered(0, "Sáu"),
    ];
    assert_eq!(
        paragraphs(&open(&body.concat())),
        ["I. Một", "1. a", "2. b", "2.a) c", "gạch", "II. Hai", "1. d", "V.", "VI. Sáu"]
    );
}

#[test]
fn a_style_numbers_its_paragraphs_and_those_based_on_it() {
    let styles = r#"<w:styles><w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style><w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style></w:styles>"#;
    let styled = |style: &str, more: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#)
    };
    let none = r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#;
    let body = [styled("Muc", ""), styled("Muc", none), styled("MucCon", ""), styled("Vong", "")].concat();
    let parts = [("word/numbering.xml", NUMBERING), ("word/styles.xml", styles)];
    let document = Docx::open(&word(&body, &parts)).unwrap();
    assert_eq!(paragraphs(&document), ["I. x", "x", "II. x", "x"]);
}

#[test]
fn merged_cells_stand_where_they_are_printed() {
    let document = open(&tbl(&[
        row(&[tc(r#"<w:gridSpan w:val="2"/>"#, &p("rộng")), tc(r#"<w:vMerge w:val="restart"/>"#, &p("cao"))]),
        row(&[tc("", &p("a")), tc("", &p("b")), tc("<w:vMerge/>", &p("bị che"))]),
        row(&[tc("", &p("c")), tc("", &p("d")), tc(r#"<w:vMerge w:val="restart"/>"#, &p("riêng"))]),
    ]));
    assert_eq!(grid(&document), [["rộng", "", "cao"], ["a", "b", "cao"], ["c", "d", "riêng"]]);
}

#[test]
fn a_hidden_cell_takes_no_number_and_a_deleted_row_is_gone() {
    let deleted = r#"<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p/></w:tc></w:tr>"#;
    let document = open(&tbl(&[
        row(&[tc(r#"<w:vMerge w:val="restart"/>"#, &numbered(1, ""))]),
        row(&[tc("<w:vMerge/>", &numbered(1, ""))]),
        deleted.to_owned(),
        row(&[tc("", &numbered(1, ""))]),
    ]));
    assert_eq!(grid(&document), [["1."], ["1."], ["2."]]);
}

#[test]
fn the_relationships_name_the_main_part() {
    let main = document(&p("Nội dung"));
    let other = RELATIONSHIPS.replace("word/document.xml", "/word/document2.xml");
    let bytes = archive(&[("_rels/.rels", &other), ("word/document2.xml", &main)]);
    assert_eq!(paragraphs(&Docx::open(&bytes).unwrap()), ["Nội dung"]);
}

#[test]
fn what_is_no_word_document_is_refused_by_its_kind() {
    assert_eq!(refusal(b"PK\x03\x04 broken"), DocxError::Damaged);
    assert_eq!(refusal(&archive(&[("a.txt", "x")])), DocxError::NoDocument);
    let workbook = RELATIONSHIPS.replace("word/document.xml", "xl/workbook.xml");
    assert_eq!(refusal(&archive(&[("_rels/.rels", &workbook)])), DocxError::NoDocument);
    assert_eq!(refusal(&archive(&[("_rels/.rels", RELATIONSHIPS)])), DocxError::NoDocument);
    assert_eq!(refusal(&word("<w:p>", &[])), DocxError::Malformed);
    assert_eq!(refusal(&word("<w:p/></w:body>", &[])), DocxError::Malformed);
}

#[test]
fn hostile_documents_meet_a_limit() {
    let deep = format!("{}{}", "<w:sdt>".repeat(5_000), "</w:sdt>".repeat(5_000));
    assert_eq!(refusal(&word(&deep, &[])), DocxError::TooDeep);
    let tables = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5_000), "</w:tc></w:tr></w:tbl>".repeat(5_000));
    assert_eq!(refusal(&word(&tables, &[])), DocxError::TooDeep);
    let bomb = word(&p("x"), &[("word/styles.xml", &" ".repeat(65 * 1024 * 1024))]);
    assert!(bomb.len() < 1_000_000, "the bomb is small before it unpacks");
    assert_eq!(refusal(&bomb), DocxError::Unpacked);
    let wide = tbl(&[row(&vec![tc(r#"<w:gridSpan w:val="4000000000"/>"#, ""); 20_000])]);
    assert_eq!(refusal(&word(&wide, &[])), DocxError::TooManyCells);
    let names: Vec<String> = (0..10_001).map(|i| format!("word/media/{i}")).collect();
    let crowd: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(refusal(&archive(&crowd)), DocxError::TooManyEntries);
}

#[test]
fn entities_of_its_own_are_refused() {
    let laughs = r#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#;
    let with = |main: &str| archive(&[("_rels/.rels", RELATIONSHIPS), ("word/document.xml", main)]);
    assert_eq!(refusal(&with(laughs)), DocxError::Entities);
    assert_eq!(refusal(&word("<w:p><w:r><w:t>&file;</w:t></w:r></w:p>", &[])), DocxError::Entities);
    let outside = r#"<!DOCTYPE d SYSTEM "file:///etc/passwd"><w:document/>"#;
    assert_eq!(refusal(&with(outside)), DocxError::Entities);
}

#[test]
fn a_table_in_a_cell_is_found_and_read_with_the_cell() {
    let inner = tbl(&[tr(&["x", "y"])]);
    let document = open(&tbl(&[row(&[tc("", &format!("{}{inner}{}", p("trước"), p("sau")))])]));
    assert_eq!(grid(&document), [["trước\nx y\nsau"]]);
    let outer = document.tables().next().unwrap();
    assert_eq!(outer.rows[0].cells[0].tables().count(), 1);
    assert_eq!(document.tables().count(), 1);
}
