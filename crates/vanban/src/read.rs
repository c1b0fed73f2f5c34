//! The pipeline: source → layout → head and foot → outline → duties, tasks, targets, references.

use crate::model::{Document, Header, Paragraph, Section, Span};
use crate::text::Flat;
use crate::{
    ReadError, closing, diagnostics, duties, header, layout, outline, parties, references, source, targets,
    tasks,
};

/// Reads a document.
///
/// # Errors
/// Only for what is no readable text: an empty, binary or oversized file, a format or encoding that is not read,
/// or a document marked as a state secret. Text always gives a [`Document`].
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let source = source::open(bytes)?;
    let text = source.text.as_str();
    let mut blocks = layout::blocks(text, source.whole);
    let aside = |start| source.aside.binary_search_by_key(&start, |aside| aside.span.start).is_ok();
    blocks.retain(|block| !aside(block.span().start));
    if let Some(mark) = header::secrecy(&blocks) {
        return Err(ReadError::StateSecret(mark));
    }
    let head = header::read(text, &blocks);
    let body = &blocks[head.body..];
    let foot = closing::read(body);
    let main: Vec<layout::Block> =
        body[..foot.blocks.start].iter().chain(&body[foot.blocks.end..]).cloned().collect();
    let outline = outline::build(text, &main, foot.blocks.start);
    let mut header = with_foot(head.header, &foot);
    let mut noise = head.noise;
    noise.extend(outline.noise);
    noise.extend(source.aside);
    let spans = reading_order(&header, &outline.preamble, &outline.sections, &outline.closing.paragraphs);
    let references = references::find(text, &spans, header.number.as_deref());
    header.basis = basis(text, &header, &outline.preamble);
    if header.issuer.is_none() {
        announcer(text, &outline.closing.paragraphs, &mut header);
    }
    let mut document = Document {
        duties: duties::find(text, header.kind.as_deref(), &outline.sections, &outline.closing),
        tasks: tasks::find(&outline.sections),
        targets: targets::find(text, &outline.sections),
        references,
        diagnostics: Vec::new(),
        header,
        source: source.info,
        preamble: outline.preamble,
        closing: outline.closing,
        noise,
        sections: outline.sections,
        source_text: String::new(),
    };
    document.source_text = source.text;
    document.diagnostics = diagnostics::find(&document, &outline.defects, source.converted);
    Ok(document)
}

fn with_foot(mut header: Header, foot: &closing::Foot) -> Header {
    header.signers = foot.signers.clone();
    header.recipients = foot.recipients.clone();
    for (field, span) in [("signers", foot.signers_span), ("recipients", foot.recipients_span)] {
        if let Some(span) = span {
            header.spans.insert(field.to_owned(), span);
        }
    }
    header
}

/// A notice without a head says at its end who gives it: "Văn phòng Chính phủ thông báo để … biết, thực hiện".
fn announcer(source: &str, closing: &[Paragraph], header: &mut Header) {
    for paragraph in closing {
        let flat = Flat::new(source, paragraph.span);
        let Some(party) = parties::at(flat.text(), 0) else { continue };
        if flat.text()[party.range.end..].starts_with(" thông báo ") {
            header.issuer = Some(flat.text()[party.range.clone()].to_owned());
            header.spans.insert("issuer".to_owned(), flat.span(party.range));
            return;
        }
    }
}

/// Spans of the title and of every paragraph, heading and table, in reading order.
fn reading_order(
    header: &Header,
    preamble: &[Paragraph],
    sections: &[Section],
    closing: &[Paragraph],
) -> Vec<Span> {
    fn walk(section: &Section, out: &mut Vec<Span>) {
        out.push(section.heading_span);
        out.extend(section.paragraphs.iter().map(|paragraph| paragraph.span));
        out.extend(section.tables.iter().map(|table| table.span));
        section.sections.iter().for_each(|child| walk(child, out));
    }
    let mut spans: Vec<Span> = header.spans.get("title").copied().into_iter().collect();
    spans.extend(preamble.iter().map(|paragraph| paragraph.span));
    sections.iter().for_each(|section| walk(section, &mut spans));
    spans.extend(closing.iter().map(|paragraph| paragraph.span));
    spans
}

/// Numbers of the documents that this one carries out: the first cited in each basis paragraph, or in the title.
fn basis(source: &str, header: &Header, preamble: &[Paragraph]) -> Vec<String> {
    let opens = |text: &str| {
        [
            "Thực hiện",
            "Căn cứ",
            "Triển khai",
            "Trên cơ sở",
            "Thi hành",
            "Để triển khai",
            "THỰC HIỆN",
            "TRIỂN KHAI",
        ]
        .iter()
        .any(|word| text.starts_with(word))
    };
    let title = header.spans.get("title").map(|&span| crate::text_of(source, span));
    let mut texts: Vec<String> = preamble.iter().map(|paragraph| paragraph.text.clone()).collect();
    texts.extend(title);
    let mut numbers: Vec<String> = Vec::new();
    for text in texts.iter().filter(|text| opens(text)) {
        let first = references::numbers(text).into_iter().next();
        numbers.extend(first.filter(|number| !numbers.iter().any(|known| references::same(known, number))));
    }
    numbers
}
