//! Nothing is dropped in silence: what no part of a document covers is found here.

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

/// Text between the parts; marks without a letter or figure (list marks, rules of tables, colons) carry none.
pub(crate) fn unread(document: &Document) -> Vec<Span> {
    let source = &document.source_text;
    let mut gaps = Vec::new();
    let mut at = 0;
    let end = Span::new(source.len(), source.len());
    for part in parts(document).into_iter().chain(std::iter::once(end)) {
        if at < part.start {
            let flat = Flat::new(source, Span::new(at, part.start));
            if flat.text().chars().any(char::is_alphanumeric) {
                gaps.push(flat.whole());
            }
        }
        at = at.max(part.end);
    }
    gaps
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
