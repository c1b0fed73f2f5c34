//! What is written as Markdown reads as the same document.

use crate::{PORTAL, PRINT, RICH, read};
use vanban::Document;
use vanban::emit::markdown;
use vanban::model::{Paragraph, Section};

/// A decision with the plan that it promulgates, signed before the plan begins.
pub const DECISION: &str = "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐĂNG\n\nSố: 9/QĐ-UBND\n\nHải Đăng, ngày 02 tháng 02 năm 2026\n\nQUYẾT ĐỊNH\n\nBAN HÀNH KẾ HOẠCH TRỒNG HỒI\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng hồi.\n\nĐiều 2. Tổ chức thực hiện:\n\n1. Sở Y tế chủ trì:\n\na) Soạn hướng dẫn.\n\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n\nKẾ HOẠCH\n\nTRỒNG HỒI\n\n(Kèm theo Quyết định số 9/QĐ-UBND)\n\nI. MỤC ĐÍCH\n\nII. PHÂN CÔNG\n\n1. Sở Y tế\n\nHướng dẫn kỹ thuật, hoàn thành trước ngày 30/6/2026.\n";

/// Everything that a reader of a document sees, line by line, without places in the file.
fn content(document: &Document) -> Vec<String> {
    fn paragraphs(paragraphs: &[Paragraph], out: &mut Vec<String>) {
        out.extend(paragraphs.iter().map(|p| format!("{} {:?} {}", p.id, p.mark, p.text)));
    }
    fn walk(section: &Section, out: &mut Vec<String>) {
        out.push(format!("{} {} {:?}", section.id, section.label, section.heading));
        paragraphs(&section.paragraphs, out);
        for row in section.tables.iter().flat_map(|table| &table.rows) {
            out.push(row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | "));
        }
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let mut head = document.header.clone();
    head.spans.clear();
    let mut out = vec![format!("{head:?}")];
    paragraphs(&document.preamble, &mut out);
    document.sections.iter().for_each(|section| walk(section, &mut out));
    paragraphs(&document.closing.paragraphs, &mut out);
    for duty in &document.duties {
        let (when, how) = (&duty.deadline, (duty.role, duty.layout, duty.recurrence));
        out.push(format!("{} {:?} {how:?} {when:?} {}", duty.id, duty.section, duty.text));
        out.push(format!("{:?} {:?} {:?} {:?}", duty.owners, duty.coordinators, duty.product, duty.basis));
    }
    out.extend(document.targets.iter().map(|t| format!("{} {} {:?} {:?}", t.measure, t.value, t.unit, t.by)));
    out.extend(document.references.iter().map(|r| format!("{} {:?} {:?}", r.number, r.title, r.short_name)));
    out
}

#[test]
fn what_is_written_as_markdown_reads_as_the_same_document() {
    let mut documents: Vec<Document> = [
        PRINT,
        PORTAL,
        RICH,
        DECISION,
        include_str!("../../../../samples/van-ban-mau.txt"),
        include_str!("fixtures/ke-hoach.md"),
    ]
    .map(read)
    .into();
    documents.push(vanban::read(include_bytes!("fixtures/ke-hoach.html")).unwrap());
    documents.push(vanban::read(include_bytes!("fixtures/ke-hoach.pdf")).unwrap());
    for document in documents {
        let again = read(&markdown(&document));
        pretty(&content(&document), &content(&again));
        assert_eq!(markdown(&again), markdown(&document), "written twice it is the same");
    }
}

/// Asserts equality and shows the first line that differs.
#[track_caller]
fn pretty(one: &[String], other: &[String]) {
    if let Some((one, other)) = one.iter().zip(other).find(|(one, other)| one != other) {
        panic!("\n{one}\n{other}");
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn the_head_stands_as_the_reader_of_a_letter_expects_it() {
    let written = markdown(&read(RICH));
    let head: Vec<&str> = written.lines().filter(|line| !line.is_empty()).take(6).collect();
    assert_eq!(
        head,
        [
            "ỦY BAN NHÂN DÂN TỈNH HẢI ĐĂNG",
            "Số: 27/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "Hải Đăng, ngày 05 tháng 6 năm 2026",
            "# KẾ HOẠCH",
            "**BẢO TỒN NGUỒN GEN VÀ PHÁT TRIỂN CÂY DƯỢC LIỆU TỈNH HẢI ĐĂNG GIAI ĐOẠN 2026-2030**",
        ]
    );
}

#[test]
fn an_annex_stands_after_the_signature_and_signs_of_markup_stay_words() {
    let written = markdown(&read(DECISION));
    let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words:?} is not in {written}"));
    assert!(at("Điều 2") < at("**Nguyễn Văn Mẫu**") && at("**Nguyễn Văn Mẫu**") < at("# KẾ HOẠCH"));
    let source = "KẾ HOẠCH\n\nI. MỤC TIÊU\n\nGiá \\*A\\* < 5 \\# và \\<b> của \\|x\\|.\n";
    let (once, twice) = (read(source), read(&markdown(&read(source))));
    assert_eq!(once.sections[0].paragraphs[0].text, "Giá *A* < 5 # và <b> của |x|.");
    assert_eq!(twice.sections[0].paragraphs[0].text, once.sections[0].paragraphs[0].text);
}
