//! One document in several formats gives one tree.

use crate::word::{p, row, tbl, tc, tr, word};
use vanban::Document;
use vanban::model::{Format, SpansIn};

const MARKDOWN: &str = include_str!("fixtures/ke-hoach.md");
const PAGE: &str = include_str!("fixtures/ke-hoach.html");

fn read(bytes: &[u8]) -> Document {
    vanban::read(bytes).unwrap()
}

/// What two readings must share: the head, the headings, and who answers for what by when.
fn gist(document: &Document) -> Vec<String> {
    let head = &document.header;
    let mut gist = vec![format!("{:?} {:?} {:?} {:?}", head.kind, head.number, head.issuer, head.date)];
    gist.push(format!("{:?} {:?}", head.signers, head.recipients));
    gist.extend(document.all_sections().iter().map(|s| format!("{} {:?}", s.path, s.heading)));
    gist.extend(document.duties.iter().map(|d| {
        let when = d.deadline.as_ref().map(|deadline| (deadline.date, deadline.until.clone()));
        format!("{:?} {:?} {:?} {when:?} {:?}", d.role, d.owners, d.coordinators, d.recurrence)
    }));
    gist
}

#[test]
fn a_page_and_its_printed_pdf_give_the_tree_of_the_text() {
    let text = read(MARKDOWN.as_bytes());
    assert_eq!(text.header.number.as_deref(), Some("15/KH-UBND"));
    assert_eq!(text.duties.len(), 5);
    let page = read(PAGE.as_bytes());
    assert_eq!(gist(&page), gist(&text));
    assert_eq!((page.source.format, page.source.spans_in), (Format::Html, SpansIn::Text));
    let pdf = read(include_bytes!("fixtures/ke-hoach.pdf"));
    assert_eq!(gist(&pdf), gist(&text));
    assert_eq!(pdf.source.format, Format::Pdf);
}

#[test]
fn what_a_browser_does_not_show_and_the_navigation_of_a_portal_are_no_text() {
    let page = read(PAGE.as_bytes());
    for hidden in ["Trang chủ", "var x", "display: none", "Bản quyền"] {
        assert!(PAGE.contains(hidden) && !page.source_text.contains(hidden), "{hidden}");
    }
}

#[test]
fn lists_of_a_page_are_numbered_as_a_browser_shows_them() {
    let page = "<!DOCTYPE html><p>KẾ HOẠCH<p>TRỒNG HỒI<ol type=I><li>MỤC TIÊU<ol><li>Chung<li value=4>Riêng\
        <ol type=a start=2><li>Giống<li>Vườn</ol></ol><li>TỔ CHỨC<ul><li>Trồng hồi.</ul></ol>";
    let paths = |document: &Document| {
        document.all_sections().iter().map(|s| format!("{} {:?}", s.path, s.heading)).collect::<Vec<_>>()
    };
    let text = "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. MỤC TIÊU\n\n1. Chung\n\n4. Riêng\n\nb. Giống\n\nc. Vườn\n\nII. TỔ CHỨC\n\n- Trồng hồi.";
    assert_eq!(paths(&read(page.as_bytes())), paths(&read(text.as_bytes())));
    assert_eq!(paths(&read(text.as_bytes())).len(), 6);
}

#[test]
fn a_line_of_a_cell_may_end_with_a_stroke() {
    let page = read(
        "<!DOCTYPE html><p>KẾ HOẠCH<p>TRỒNG HỒI<p>I. A<table><tr><td>Trồng \\<br>- hồi<td>b</table>"
            .as_bytes(),
    );
    assert!(page.source_text.contains("\\ <br>"), "{}", page.source_text);
    assert!(page.diagnostics.iter().all(|finding| finding.code != "text-unread"), "{:?}", page.diagnostics);
}

#[test]
fn a_word_document_gives_numbers_and_tables_to_the_tree() {
    let cell = |text: &str| tc("", &p(text));
    let merged = |merge: &str, text: &str| tc(merge, &p(text));
    let first = merged(r#"<w:vMerge w:val="restart"/>"#, "Sở Y tế");
    let table = tbl(&[
        tr(&["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]),
        row(&[cell("1"), cell("Trồng hồi"), first, cell("Công an tỉnh"), cell("Quý IV/2026")]),
        row(&[cell("2"), cell("Chế biến hồi"), merged("<w:vMerge/>", ""), cell(""), cell("Hằng năm")]),
    ]);
    let body = [p("KẾ HOẠCH"), p("TRỒNG HỒI"), p("I. NHIỆM VỤ"), table].concat();
    let document = read(&word(&body, &[]));
    assert_eq!(document.source.format, Format::Docx);
    let duties: Vec<_> =
        document.duties.iter().map(|d| (d.owners.join("; "), d.coordinators.join("; "))).collect();
    assert_eq!(duties, [("Sở Y tế".into(), "Công an tỉnh".into()), ("Sở Y tế".into(), String::new())]);
    assert_eq!(document.duties[0].deadline.as_ref().unwrap().until.as_deref(), Some("2026-12"));
}

#[test]
fn cells_over_rows_and_columns_of_a_page_stand_where_they_reach() {
    let page = "<!DOCTYPE html><p>KẾ HOẠCH<p>TRỒNG HỒI<p>I. NHIỆM VỤ<table><tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì\
        <tr><td>1<td>Trồng hồi<td rowspan=2>Sở Y tế<tr><td>2<td>Chế biến hồi<tr><td colspan=3>Hết</table>";
    let document = read(page.as_bytes());
    let owners: Vec<_> = document.duties.iter().map(|duty| duty.owners.join("; ")).collect();
    assert_eq!(owners, ["Sở Y tế", "Sở Y tế"]);
}

#[test]
fn a_text_from_before_unicode_is_put_into_it_and_says_so() {
    // "KÕ HO¹CH … I. Tæ chøc thùc hiÖn … 1. Së Y tÕ … Chñ tr×, phèi hîp víi C«ng an tØnh …" in bytes of TCVN3
    let bytes = b"KE HO\xb9CH\n\nI. T\xe6 ch\xf8c th\xf9c hi\xd6n\n\n1. S\xeb Y t\xd5\n\nCh\xf1 tr\xd7, ph\xe8i h\xeep v\xedi C\xabng an t\xd8nh tr\xadng b\xb5y gi\xb8 c\xb6 c\xf1a h\xe5i, th\xb6o qu\xb6 v\xb5 ch\xcc.\n";
    let document = read(bytes);
    assert_eq!(document.source.spans_in, SpansIn::Text);
    assert_eq!(document.duties[0].owners, ["Sở Y tế"]);
    assert_eq!(document.duties[0].coordinators, ["Công an tỉnh"]);
    assert!(document.diagnostics.iter().any(|found| found.code == "text-converted"));
    // the same as a word processor without the font shows it
    let vni = "KEÁ HOAÏCH\n\nI. Toå chöùc thöïc hieän\n\n1. Sôû Y teá\n\nChuû trì, phoái hôïp vôùi Coâng an tænh tröng baøy giaù caû cuûa hoài.\n";
    assert_eq!(read(vni.as_bytes()).duties[0].owners, ["Sở Y tế"]);
}

#[test]
fn letters_that_only_look_latin_and_marks_apart_from_their_letters_are_mended_with_a_note() {
    use unicode_normalization::UnicodeNormalization;
    let text = "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Ѕở Y tế\n\nThực hiện Kế hoạch số 182/КН-UBND ngày 06/9/2023, theo Москва.\n";
    let document = read(text.as_bytes());
    assert_eq!(document.duties[0].owners, ["Sở Y tế"]);
    assert_eq!(document.duties[0].basis, ["182/KH-UBND"]);
    let notes = |document: &Document| -> Vec<(String, String)> {
        let notes = document.diagnostics.iter().filter(|found| found.code == "text-repaired");
        notes.map(|note| (note.span.of(&document.source_text).to_owned(), note.message.clone())).collect()
    };
    assert_eq!(
        notes(&document),
        [
            ("Ѕở".to_owned(), "“Ѕở” có chữ Kirin hoặc Hy Lạp giống chữ La-tinh, được đọc là “Sở”".to_owned()),
            (
                "182/КН-UBND".to_owned(),
                "“182/КН-UBND” có chữ Kirin hoặc Hy Lạp giống chữ La-tinh, được đọc là “182/KH-UBND”"
                    .to_owned()
            ),
        ]
    );
    let apart: String = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\n1. Trồng hồi.\n".nfd().collect();
    let page = format!("<!DOCTYPE html><p>{}</p>", apart.replace("\n\n", "</p><p>"));
    for bytes in [apart.clone().into_bytes(), page.into_bytes(), word(&p(&apart), &[])] {
        let notes = notes(&read(&bytes));
        assert!(matches!(notes.as_slice(), [(_, note)] if note.contains("NFD")), "{notes:?}");
    }
}

#[test]
fn what_takes_no_room_parts_no_word() {
    let document = read(
        "KẾ HOẠCH\n\nI. PHÂN CÔNG\n\n1. Sở\u{200B} Y t\u{AD}ế\n\nPhối h&shy;ợp&#8203; thực hiện.\n"
            .as_bytes(),
    );
    assert_eq!(document.duties[0].owners, ["Sở Y tế"]);
}
