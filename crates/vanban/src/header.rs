//! The head of a document: number, issuer, place, date, type and title, and what a portal prints around them.

mod case;
mod fields;

use crate::labels;
use crate::layout::Block;
use crate::model::{Header, Noise, Span};
use crate::text::Flat;

/// The head, and where the body begins.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) header: Header,
    pub(crate) noise: Vec<Noise>,
    /// Index of the first block after the title.
    pub(crate) body: usize,
}

/// How many blocks may stand before the document type; a portal's head is long, a document's own is short.
const HEAD_BLOCKS: usize = 80;

/// Reads the head of the document from its first blocks.
pub(crate) fn read(source: &str, blocks: &[Block]) -> Head {
    let mut head = Head { header: Header::default(), noise: Vec::new(), body: 0 };
    let kind_at = blocks
        .iter()
        .take(HEAD_BLOCKS)
        .take_while(|block| block.grid.is_none() && labels::parse(block.text()).is_none())
        .position(|block| labels::is_document_type(block.text()));
    let Some(kind_at) = kind_at else { return head };
    head.header.kind = labels::document_type(blocks[kind_at].text()).map(str::to_owned);
    head.note("type", blocks[kind_at].span());
    let mut issuer: Option<Span> = None;
    for block in &blocks[..kind_at] {
        head.fields(block, &mut issuer);
    }
    if let Some(span) = issuer {
        head.header.issuer = case::issuer(Flat::new(source, span).text());
        head.note("issuer", span);
    }
    head.body = kind_at + 1;
    head.title(source, &blocks[kind_at + 1..]);
    head
}

impl Head {
    /// Notes where a field stands. What is printed last counts; the place that it takes over is noise.
    fn note(&mut self, field: &str, span: Span) {
        let before = self.header.spans.insert(field.to_owned(), span);
        if let Some(before) = before.filter(|before| !span.contains(*before)) {
            self.noise.push(Noise { span: before, reason: "portal-chrome".into() });
        }
    }

    /// Takes the fields that a block holds; what is left is the issuer's name or noise.
    fn fields(&mut self, block: &Block, issuer: &mut Option<Span>) {
        let text = block.text();
        if fields::is_metadata(text) {
            self.noise.push(Noise { span: block.span(), reason: "portal-metadata".into() });
            return;
        }
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        if let Some(motto) = fields::motto(text) {
            let span = block.flat.span(motto.clone());
            let span = self.header.spans.get("motto").map_or(span, |motto| motto.cover(span));
            self.note("motto", span);
            taken.push(motto);
        }
        if let Some((whole, number)) = fields::number(text) {
            self.header.number = Some(number.to_owned());
            self.note("number", block.flat.span(whole.clone()));
            taken.push(whole);
        }
        if let Some(dated) = fields::dated(text) {
            self.header.place = Some(text[dated.place.clone()].trim().to_owned());
            self.header.date = dated.date;
            self.note("date", block.flat.span(dated.place.end + 1..dated.end));
            taken.push(dated.place.start..dated.end);
            self.note("place", block.flat.span(dated.place));
        }
        taken.sort_by_key(|range| range.start);
        let mut at = 0;
        for range in taken.into_iter().chain(std::iter::once(text.len()..text.len())) {
            if at < range.start {
                self.rest(block, at..range.start, issuer);
            }
            at = at.max(range.end);
        }
    }

    fn rest(&mut self, block: &Block, range: std::ops::Range<usize>, issuer: &mut Option<Span>) {
        let piece = block.text().get(range.clone()).unwrap_or_default().trim();
        if piece.is_empty() {
            return;
        }
        let span = block.flat.span(range);
        // Agencies are printed in capitals; a motto seen earlier means that the issuer has been printed too.
        let open = !self.header.spans.contains_key("motto") || issuer.is_none();
        if labels::is_caps(piece) && open && case::names_agency(piece, issuer.is_some()) {
            *issuer = Some(issuer.map_or(span, |before| before.cover(span)));
        } else {
            self.noise.push(Noise { span, reason: "portal-chrome".into() });
        }
    }

    /// The abstract below the document type: lines in capitals, or the first paragraph.
    fn title(&mut self, source: &str, after: &[Block]) {
        let usable = |block: &Block| {
            block.grid.is_none()
                && labels::parse(block.text()).is_none()
                && !labels::opens_closing(block.text())
        };
        let caps = after.iter().take_while(|block| usable(block) && labels::is_caps(block.text())).count();
        let caps = caps - usize::from(caps > 1 && case::is_authority(after[caps - 1].text()));
        let count = match after.first() {
            Some(_) if caps > 0 => caps,
            Some(first) if usable(first) && !labels::ends_sentence(first.text()) => 1,
            _ => return,
        };
        let span = after[0].span().cover(after[count - 1].span());
        let text = Flat::new(source, span);
        let bare = labels::without_attachment(text.text());
        let span = text.span(0..bare.len());
        self.header.title = Some(bare.to_owned());
        self.note("title", span);
        if bare.len() < text.text().len() {
            self.note("attachment", text.span(bare.len()..text.text().len()));
        }
        self.body += count;
    }
}

/// The mark of secrecy in the head of a document, when there is one.
///
/// Only a line of its own counts: the words themselves are common in plans about protecting secrets.
pub(crate) fn secrecy(blocks: &[Block]) -> Option<String> {
    let head = blocks
        .iter()
        .take(HEAD_BLOCKS)
        .take_while(|block| labels::parse(block.text()).is_none() && !labels::opens_closing(block.text()));
    head.flat_map(|block| block.lines.iter().chain(std::iter::once(&block.flat)))
        .find_map(|line| secret_line(line.text()))
}

/// The mark of secrecy that is a line of this text.
pub(crate) fn secret_line(text: &str) -> Option<String> {
    const MARKS: &[&str] =
        &["mật", "tối mật", "tuyệt mật", "độ mật: mật", "độ mật: tối mật", "độ mật: tuyệt mật"];
    text.lines()
        .map(|line| line.trim_matches(|c: char| !c.is_alphabetic()))
        .find(|line| MARKS.contains(&line.to_lowercase().as_str()))
        .map(str::to_owned)
}
