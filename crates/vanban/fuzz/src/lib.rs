//! What every reading must be, whatever was read. The crate's tests hold more of it; here it must be quick.

use vanban::model::Span;

/// Reads bytes and asserts that the document is sound.
///
/// # Panics
/// When it is not: that is what a fuzzer looks for.
pub fn read(bytes: &[u8]) {
    let Ok(document) = vanban::read(bytes) else { return };
    let source = &document.source_text;
    let fits = |span: Span| assert!(source.get(span.start..span.end).is_some(), "{span:?} does not fit");
    let paragraphs = document.preamble.iter().chain(&document.closing.paragraphs);
    let sections = document.all_sections();
    for paragraph in paragraphs.chain(sections.iter().flat_map(|section| &section.paragraphs)) {
        fits(paragraph.span);
        assert_eq!(vanban::text_of(source, paragraph.span), paragraph.text);
    }
    for section in sections {
        fits(section.span);
        assert!(section.span.contains(section.heading_span), "{section:?}");
        assert!(section.sections.iter().all(|child| section.span.contains(child.span)), "{section:?}");
    }
    for duty in &document.duties {
        fits(duty.span);
        assert_eq!(vanban::text_of(source, duty.span), duty.text);
        duty.marks.iter().for_each(|mark| fits(mark.span));
    }
    for finding in &document.diagnostics {
        fits(finding.span);
        assert_ne!(finding.code, "text-unread", "{finding:?}");
    }
    let _ = vanban::emit::markdown(&document);
    let _ = vanban::emit::report(&document, "x", vanban::emit::Language::Vietnamese);
}
