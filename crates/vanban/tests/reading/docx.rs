//! Word documents: what is on paper, and what is refused.

use crate::word::{NUMBERING, RELATIONSHIPS, archive, document, numbered, p, row, tbl, tc, tr, word};
use vanban::docx::{AsideKind, Docx, DocxError};

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

/// A run with properties.
fn run(properties: &str, content: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>")
}

fn t(text: &str) -> String {
    format!(r#"<w:t xml:space="preserve">{text}</w:t>"#)
}

#[test]
fn of_a_field_only_the_result_is_on_paper() {
    let field = |instruction: &str, result: &str| {
        let mark = |kind: &str| run("", &format!(r#"<w:fldChar w:fldCharType="{kind}"/>"#));
        [mark("begin"), instruction.to_owned(), mark("separate"), result.to_owned(), mark("end")].concat()
    };
    let code = |text: &str| run("", &format!("<w:instrText>{text}</w:instrText>"));
    let inner = field(&code("MERGEFIELD Ten"), &run("", &t("Sở nào đó")));
    let outer = field(&[code("IF "), inner, code(" = 1")].concat(), &run("", &t("Sở Y tế")));
    let open_ended = run("", r#"<w:fldChar w:fldCharType="begin"/>"#);
    let simple = format!(r#"<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>"#, run("", &t("ngày 05/6/2026")));
    let body =
        format!("<w:p>{outer}{}</w:p><w:p>{simple}{open_ended}</w:p>{}", run("", &t(" chủ trì")), p("Hết"));
    assert_eq!(paragraphs(&open(&body)), ["Sở Y tế chủ trì", "ngày 05/6/2026", "Hết"]);
}

#[test]
fn signs_of_symbol_fonts_capitals_and_breaks_within_words_are_read_as_printed() {
    let sign = |font: &str, code: &str| run("", &format!(r#"<w:sym w:font="{font}" w:char="{code}"/>"#));
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{}{}</w:p><w:p>{}{}{}</w:p>",
        sign("Wingdings", "F0FC"),
        run("", &t(" đạt ")),
        sign("Symbol", "F0B3"),
        sign("Times New Roman", "0110"),
        run("<w:caps/>", &t("Ủy ban nhân dân")),
        run(r#"<w:caps w:val="0"/>"#, &t(" tỉnh")),
        run("", &t("phối")),
        run("", "<w:softHyphen/>"),
        run("", "<w:noBreakHyphen/>"),
    );
    assert_eq!(paragraphs(&open(&body)), ["✓ đạt ≥Đ", "ỦY BAN NHÂN DÂN tỉnh", "phối-"]);
}

#[test]
fn what_a_style_hides_is_hidden_and_a_paragraph_without_its_mark_goes_on() {
    let styles = r#"<w:styles><w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Hoa"><w:basedOn w:val="Nen"/></w:style><w:style w:styleId="Nen"><w:rPr><w:caps/></w:rPr></w:style></w:styles>"#;
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let hidden = r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>"#;
    let body = [
        format!(
            "<w:p>{}{}</w:p>",
            run(r#"<w:rStyle w:val="An"/>"#, &t("ẩn")),
            run(r#"<w:rStyle w:val="Hoa"/>"#, &t("hoa"))
        ),
        format!("<w:p>{deleted}{}</w:p>{}", run("", &t("Chủ trì, ")), p("phối hợp")),
        format!("<w:p>{hidden}{}</w:p>", run("<w:vanish/>", &t("ghi chú"))),
        numbered(0, "Một"),
        tbl(&[row(&[tc("", &format!("<w:p>{deleted}{}</w:p>", run("", &t("ô"))))])]),
        format!("<w:p>{deleted}{}</w:p>", run("", &t("cuối"))),
    ];
    let parts = [("word/numbering.xml", NUMBERING), ("word/styles.xml", styles)];
    let document = Docx::open(&word(&body.concat(), &parts)).unwrap();
    assert_eq!(paragraphs(&document), ["HOA", "Chủ trì, phối hợp", "I. Một", "cuối"]);
    assert_eq!(grid(&document), [["ô"]]);
}

#[test]
fn notes_and_the_heads_of_pages_are_told_from_the_body() {
    let note =
        |kind: &str, id: u32, more: &str| run("", &format!(r#"<w:{kind}Reference w:id="{id}" {more}/>"#));
    let first =
        [run("", &t("Sở Y tế")), note("footnote", 3, ""), run("", &t(" chủ trì")), note("endnote", 1, "")];
    let typed = r#"<w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>(*)</w:t>"#;
    let deleted = ["<w:del>", &note("footnote", 4, ""), "</w:del>"].concat();
    let second = [run("", &t("Hằng năm")), run("", typed), deleted];
    let body = format!("<w:p>{}</w:p><w:p>{}</w:p>", first.concat(), second.concat());
    let notes = format!(
        r#"<w:footnotes><w:footnote w:id="0" w:type="separator">{}</w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}{}</w:footnote><w:footnote w:id="4">{}</w:footnote></w:footnotes>"#,
        p("gạch"),
        p("(*) Trừ năm 2026"),
        p("Sáp nhập"),
        p("năm 2025"),
        p("đã xóa")
    );
    let ends = format!(r#"<w:endnotes><w:endnote w:id="1">{}</w:endnote></w:endnotes>"#, p("Xem phụ lục"));
    let relationships = r#"<Relationships><Relationship Type="x/header" Target="header1.xml"/><Relationship Type="x/header" Target="/word/header2.xml"/><Relationship Type="x/header" Target="header3.xml"/><Relationship Type="x/footer" Target="footer1.xml"/></Relationships>"#;
    let head = format!("<w:hdr>{}</w:hdr>", p("Kế hoạch trồng hồi"));
    let foot = format!("<w:ftr>{}</w:ftr>", p("3"));
    let parts = [
        ("word/_rels/document.xml.rels", relationships),
        ("word/footnotes.xml", &notes),
        ("word/endnotes.xml", &ends),
        ("word/header1.xml", &head),
        ("word/header2.xml", &head),
        ("word/footer1.xml", &foot),
    ];
    let bytes = word(&body, &parts);
    let document = Docx::open(&bytes).unwrap();
    assert_eq!(paragraphs(&document), ["Sở Y tế chủ trì", "Hằng năm"]);
    let asides: Vec<_> =
        document.asides().iter().map(|aside| (aside.kind, aside.number, aside.text.as_str())).collect();
    assert_eq!(
        asides,
        [
            (AsideKind::Footnote, Some(1), "Sáp nhập\nnăm 2025"),
            (AsideKind::Footnote, None, "(*) Trừ năm 2026"),
            (AsideKind::Endnote, Some(1), "Xem phụ lục"),
            (AsideKind::PageHeader, None, "Kế hoạch trồng hồi"),
        ]
    );
    let read = vanban::read(&bytes).unwrap();
    let noise: Vec<_> =
        read.noise.iter().map(|noise| (noise.reason.as_str(), noise.span.of(&read.source_text))).collect();
    assert_eq!(
        noise,
        [
            ("footnote", "[1] Sáp nhập\nnăm 2025"),
            ("footnote", "(*) Trừ năm 2026"),
            ("endnote", "[1] Xem phụ lục"),
            ("page-header", "Kế hoạch trồng hồi"),
        ]
    );
    assert!(!read.diagnostics.iter().any(|found| found.code == "text-unread"));
}

#[test]
fn a_mark_of_secrecy_in_the_head_of_pages_is_seen() {
    let relationships =
        r#"<Relationships><Relationship Type="x/header" Target="header1.xml"/></Relationships>"#;
    let head = format!("<w:hdr>{}</w:hdr>", p("TUYỆT MẬT"));
    let parts = [("word/_rels/document.xml.rels", relationships), ("word/header1.xml", head.as_str())];
    let refused = vanban::read(&word(&p("KẾ HOẠCH"), &parts)).unwrap_err();
    assert_eq!(refused, vanban::ReadError::StateSecret("TUYỆT MẬT".into()));
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
        ["I. Một", "1. a", "2. b", "2.a) c", "- gạch", "II. Hai", "1. d", "V.", "VI. Sáu"]
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
