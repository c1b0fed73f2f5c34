//! Every span is true, and nothing is lost.

use crate::{PORTAL, PRINT, read};
use proptest::prelude::*;
use vanban::model::{Document, Section, Span};
use vanban::text_of;

/// Every node's text with its span.
fn nodes(document: &Document) -> Vec<(Span, String)> {
    fn walk(section: &Section, out: &mut Vec<(Span, String)>) {
        out.extend(section.paragraphs.iter().map(|p| (p.span, p.text.clone())));
        for row in section.tables.iter().flat_map(|table| &table.rows) {
            out.extend(row.cells.iter().map(|cell| (cell.span, cell.text.clone())));
        }
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let mut out: Vec<_> = document.preamble.iter().map(|p| (p.span, p.text.clone())).collect();
    document.sections.iter().for_each(|section| walk(section, &mut out));
    out.extend(document.closing.paragraphs.iter().map(|p| (p.span, p.text.clone())));
    out.extend(document.duties.iter().map(|duty| (duty.span, duty.text.clone())));
    out.extend(document.tasks.iter().map(|task| (task.span, task.text.clone())));
    out.extend(document.header.title.iter().map(|title| (document.header.spans["title"], title.clone())));
    out
}

/// All spans of a document, of whatever kind.
fn all_spans(document: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = nodes(document).into_iter().map(|(span, _)| span).collect();
    spans.extend(document.all_sections().iter().flat_map(|section| [section.span, section.heading_span]));
    spans.extend(document.duties.iter().flat_map(|duty| duty.marks.iter().map(|mark| mark.span)));
    spans.extend(document.references.iter().flat_map(|found| found.uses.iter().copied().chain([found.span])));
    spans.extend(document.targets.iter().map(|target| target.span));
    spans.extend(document.noise.iter().map(|noise| noise.span));
    spans.extend(document.header.spans.values().copied());
    spans.extend(document.diagnostics.iter().map(|found| found.span));
    spans
}

fn assert_true(document: &Document) {
    for (span, text) in nodes(document) {
        assert_eq!(text_of(&document.source_text, span), text);
    }
    for span in all_spans(document) {
        assert!(document.source_text.get(span.start..span.end).is_some(), "{span:?} does not fit the source");
    }
}

/// Letters and digits that lie in no header field, section, paragraph or noise.
fn lost(document: &Document) -> String {
    let mut spans: Vec<Span> = document.header.spans.values().copied().collect();
    spans.extend(document.preamble.iter().map(|p| p.span));
    spans.extend(document.closing.paragraphs.iter().map(|p| p.span));
    spans.extend(document.noise.iter().map(|noise| noise.span));
    fn walk(section: &Section, spans: &mut Vec<Span>) {
        spans.push(section.heading_span);
        spans.extend(section.paragraphs.iter().map(|p| p.span));
        spans.extend(section.tables.iter().map(|table| table.span));
        section.sections.iter().for_each(|child| walk(child, spans));
    }
    document.sections.iter().for_each(|section| walk(section, &mut spans));
    spans.sort();
    let source = &document.source_text;
    let mut rest = String::new();
    let mut at = 0;
    for span in spans.into_iter().chain([Span::new(source.len(), source.len())]) {
        if at < span.start {
            rest.push_str(&text_of(source, Span::new(at, span.start)));
        }
        at = at.max(span.end);
    }
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_text_of_the_real_plan_is_what_its_span_holds() {
    assert_true(&read(PRINT));
    assert_true(&read(PORTAL));
}

#[test]
fn nothing_of_the_real_plan_is_lost() {
    assert_eq!(lost(&read(PRINT)), "");
    assert_eq!(lost(&read(PORTAL)), "");
}

#[test]
fn spans_count_bytes_of_the_file_with_mark_line_ends_and_decomposed_letters() {
    use unicode_normalization::UnicodeNormalization;
    let plan =
        "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì thực hiện Kế hoạch số 88- \nCTr/TU.\n";
    let file: String = "\u{FEFF}".chars().chain(plan.replace('\n', "\r\n").nfd()).collect();
    let (composed, decomposed) = (read(plan), read(&file));
    assert_true(&decomposed);
    assert_eq!(decomposed.source.spans_in, vanban::model::SpansIn::File);
    assert_eq!(decomposed.duties[0].text, composed.duties[0].text);
    assert_eq!(decomposed.duties[0].text, "Chủ trì thực hiện Kế hoạch số 88-CTr/TU.");
    let raw = &file.as_bytes()[decomposed.duties[0].span.start..decomposed.duties[0].span.end];
    assert!(String::from_utf8(raw.to_vec()).unwrap().nfc().collect::<String>().starts_with("Chủ trì"));
}

/// Pieces that documents are made of, mixed at random with any characters.
pub fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("KẾ HOẠCH".to_owned()),
        Just("I. MỤC TIÊU".to_owned()),
        Just("1. Sở Y tế".to_owned()),
        Just("1.1. Lĩnh vực y dược: nghiên cứu".to_owned()),
        Just("a) Giao Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành.".to_owned()),
        Just("- tăng 50% so với năm 2023;".to_owned()),
        Just("Nơi nhận:".to_owned()),
        Just("- Như trên;".to_owned()),
        Just("KT. CHỦ TỊCH".to_owned()),
        Just("Nguyễn Văn Mẫu".to_owned()),
        Just("|".to_owned()),
        Just("| a | b |".to_owned()),
        Just("**Đậm** <b>thẻ</b> &amp; *nghiêng*".to_owned()),
        Just("Nghị quyết số 36-NQ/TW, ngày 30/01/2023 của Bộ Chính trị về phát triển (sau đây gọi tắt là Nghị quyết 36)".to_owned()),
        Just("[...]".to_owned()),
        Just("-----------".to_owned()),
        "\\PC{0,40}",
        any::<String>(),
    ];
    let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just(" "), Just("")];
    prop::collection::vec((piece, end), 1..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, end)| piece + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read_with_true_spans_and_nothing_lost(text in pieces()) {
        if let Ok(document) = vanban::read(text.as_bytes()) {
            assert_true(&document);
            prop_assert_eq!(lost(&document), "");
        }
    }

    #[test]
    fn a_piece_of_the_real_plan_is_read_with_true_spans_and_nothing_lost(from in 0usize..30_000, len in 1usize..4_000) {
        let cut = |at: usize| (at.min(PRINT.len())..=PRINT.len()).find(|&at| PRINT.is_char_boundary(at)).unwrap();
        if let Ok(document) = vanban::read(&PRINT.as_bytes()[cut(from)..cut(from + len)]) {
            assert_true(&document);
            prop_assert_eq!(lost(&document), "");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = vanban::read(&bytes);
        let _ = vanban::annex::read(&bytes);
    }
}
