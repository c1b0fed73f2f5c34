//! Nothing is dropped in silence: what no part of a document covers is found here.

use crate::labels;
use crate::model::{Document, Section, Span};
use crate::text::Flat;

/// Spans of every part of a document: header fields, paragraphs, headings, tables and noise.
fn parts(document: &Document) -> Vec<Span> {
    fn walk(section: &Section, out: &mut Vec<Span>) {
        out.push(section.heading_span);
        out.extend(section.paragraphs.iter().map(|paragraph| paragraph.span));
        out.extend(section.tables.iter().map(|table| table.span));
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let mut spans: Vec<Span> = document.header.spans.values().copied().collect();
    spans
        .extend(document.preamble.iter().chain(&document.closing.paragraphs).map(|paragraph| paragraph.span));
    document.sections.iter().for_each(|section| walk(section, &mut spans));
    spans.extend(document.noise.iter().map(|noise| noise.span));
    spans.sort_unstable();
    spans
}

/// Text between the parts that is neither white space, markup nor a list mark.
pub(crate) fn unread(document: &Document) -> Vec<Span> {
    let source = &document.source_text;
    let blank = |gap: &str| gap.bytes().all(|b| b.is_ascii_whitespace() || matches!(b, b'-' | b'.' | b';'));
    let mut gaps = Vec::new();
    let mut at = 0;
    let end = Span::new(source.len(), source.len());
    for part in parts(document).into_iter().chain(std::iter::once(end)) {
        if at < part.start && !blank(&source[at..part.start]) {
            let flat = Flat::new(source, Span::new(at, part.start));
            if flat.text().chars().any(char::is_alphanumeric) || !only_marks(flat.text()) {
                gaps.push(flat.whole());
            }
        }
        at = at.max(part.end);
    }
    gaps
}

/// List marks, colons after run-in titles, final marks, and the hashes and rulings of Markdown carry no content of their
/// own.
fn only_marks(text: &str) -> bool {
    text.split(' ').all(|mark| {
        mark.is_empty()
            || labels::list_mark(&format!("{mark} x")).is_some()
            || mark.chars().all(|c| matches!(c, ':' | '.' | ';' | ',' | '*' | '/' | '-' | '#' | '\\'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_is_left_out_is_found() {
        let text = "KẾ HOẠCH\n\nTrồng rừng\n\nI. MỤC ĐÍCH\n\n- Phủ xanh đất trống.\n\n- Giữ nguồn nước.\n";
        let mut document = crate::read(text.as_bytes()).unwrap();
        assert!(unread(&document).is_empty());
        document.sections[0].paragraphs.remove(0);
        let words: Vec<&str> = unread(&document).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["- Phủ xanh đất trống.\n\n-"]);
    }
}
