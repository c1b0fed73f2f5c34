//! The pipeline: source → layout → head and foot → outline → duties, tasks, targets, references.

use crate::agencies::{self, AgencyList};
use crate::diagnostics::Repairs;
use crate::model::{Closing, Document, Header, Noise, Paragraph, Section, Span};
use crate::outline::Outline;
use crate::text::Flat;
use crate::{
    ReadError, closing, diagnostics, duties, header, labels, layout, outline, parties, references, source,
    targets, tasks,
};
use jiff::civil::Date;
use std::collections::HashSet;

/// What a reading is told besides the document.
///
/// ```
/// use vanban::{ReadOptions, agencies::AgencyList};
/// let options = ReadOptions {
///     as_of: Some(jiff::civil::date(2026, 1, 1)),
///     agencies: AgencyList::read("tên\nTrung tâm Xúc tiến Đầu tư\n".as_bytes())?,
/// };
/// let plan = "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở NN&PTNT\n\nHằng năm báo cáo kết quả.";
/// let document = vanban::read_with(plan.as_bytes(), &options)?;
/// assert!(document.diagnostics.iter().any(|found| found.code == "agency-abolished"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The day on which the agencies named must exist; the document's own date when `None`.
    pub as_of: Option<Date>,
    /// Agencies known besides those that come with the program; they go before these.
    pub agencies: AgencyList,
}

/// Reads a document.
///
/// # Errors
/// Only for what is no readable text: an empty, binary or oversized file, a format or encoding that is not read,
/// or a document marked as a state secret. Text always gives a [`Document`].
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, &ReadOptions::default())
}

/// Reads a document with a day and a list of agencies of one's own.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    agencies::own::with(&options.agencies, || read_known(bytes, options))
}

/// Reads with the names of the list known.
fn read_known(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let source = source::open(bytes)?;
    let text = source.text.as_str();
    let mut blocks = layout::blocks(&text[..source.body], source.whole);
    let beside = source.asides.iter().find_map(|aside| header::secret_line(aside.span.of(text)));
    let aside = |start| source.asides.binary_search_by_key(&start, |aside| aside.span.start).is_ok();
    blocks.retain(|block| !aside(block.span().start));
    if let Some(mark) = header::secrecy(&blocks).or(beside) {
        return Err(ReadError::StateSecret(mark));
    }
    let head = header::read(text, &blocks);
    let mut body = blocks.split_off(head.body);
    drop(blocks);
    let chrome = body.split_off(header::afterwards(&body));
    let foot = closing::read(&body);
    body.drain(foot.blocks.clone());
    let mut outline = outline::build(text, &body, foot.blocks.start);
    drop(body);
    let mut noise = head.noise;
    noise.extend(chrome.iter().map(|block| Noise { span: block.span(), reason: "portal-chrome".into() }));
    let mut header = with_foot(head.header, &foot, &mut noise);
    noise.append(&mut outline.noise);
    noise.extend(source.asides);
    let spans = reading_order(&header, &outline.preamble, &outline.sections, &outline.closing.paragraphs);
    let mut references = references::find(text, &spans, header.number.as_deref());
    let laws = references::laws(text, &spans, &mut references);
    header.basis = basis(text, &header, &outline.preamble);
    if header.issuer.is_none() {
        announcer(text, &outline.closing.paragraphs, &mut header);
    }
    let mut document = Document {
        duties: duties::find(
            text,
            header.kind.as_deref(),
            &outline.preamble,
            &outline.sections,
            &spoken(&header, &outline),
        ),
        tasks: tasks::find(&outline.sections),
        targets: targets::find(text, &outline.sections),
        references,
        laws,
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
    let repairs = Repairs { converted: source.converted, decomposed: source.decomposed };
    document.diagnostics = diagnostics::find(&document, &outline.defects, &repairs, options);
    Ok(document)
}

/// Adds the foot to the head; a signer whom only a portal named gives way to the one who signs.
fn with_foot(mut header: Header, foot: &closing::Foot, noise: &mut Vec<Noise>) -> Header {
    if foot.signers_span.is_some() {
        header.signers = foot.signers.clone();
    }
    header.recipients = foot.recipients.clone();
    for (field, span) in [("signers", foot.signers_span), ("recipients", foot.recipients_span)] {
        let before = span.and_then(|span| header.spans.insert(field.to_owned(), span));
        noise.extend(before.map(|span| Noise { span, reason: "portal-metadata".into() }));
    }
    header
}

/// What stands in no section and may give duties: the closing; a letter without numbered parts says all before it.
fn spoken(header: &Header, outline: &Outline) -> Closing {
    let all = header.kind.is_some() && outline.sections.is_empty();
    let before = outline.preamble.iter().filter(|_| all);
    Closing { paragraphs: before.chain(&outline.closing.paragraphs).cloned().collect() }
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

/// Spans of the title and of every paragraph, heading and cell of a table, in reading order.
fn reading_order(
    header: &Header,
    preamble: &[Paragraph],
    sections: &[Section],
    closing: &[Paragraph],
) -> Vec<Span> {
    fn walk(section: &Section, out: &mut Vec<Span>) {
        out.push(section.heading_span);
        out.extend(section.paragraphs.iter().map(|paragraph| paragraph.span));
        let rows = section.tables.iter().flat_map(|table| &table.rows);
        out.extend(rows.flat_map(|row| &row.cells).map(|cell| cell.span));
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
        let as_title = ["THỰC HIỆN", "TRIỂN KHAI"].iter().any(|word| text.starts_with(word));
        labels::opens_grounds(text) || as_title
    };
    let title = header.spans.get("title").map(|&span| crate::text_of(source, span));
    let texts = preamble.iter().map(|paragraph| paragraph.text.as_str()).chain(title.as_deref());
    let firsts = texts.filter(|text| opens(text)).filter_map(references::first_number);
    let mut known: HashSet<String> = HashSet::new();
    firsts.filter(|number| known.insert(number.to_lowercase())).map(str::to_owned).collect()
}
