//! The head of a document: number, issuer, place, date, type and title, and what a portal prints around them.

mod case;
mod fields;
mod letter;
mod portal;

use crate::labels;
use crate::layout::Block;
use crate::model::{Header, Noise, Signer, Span};
use crate::text::Flat;
use portal::Facts;
pub(crate) use portal::{afterwards, is_named, opens_afterwards};
use std::ops::Range;

/// The head, and where the body begins.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) header: Header,
    pub(crate) noise: Vec<Noise>,
    /// Index of the first block after the title.
    pub(crate) body: usize,
    /// The head is that of a letter, with the matter below its number.
    letter: bool,
    /// The block before ended with the matter of a letter.
    matter: bool,
}

/// The issuer's name as printed, line by line, and all that it reaches over: beside it may stand the motto.
#[derive(Debug)]
struct Named {
    text: String,
    span: Span,
}

/// How many blocks may stand before the document type; a portal's head is long, a document's own is short.
const HEAD_BLOCKS: usize = 80;

/// Reads the head of the document from its first blocks.
pub(crate) fn read(source: &str, blocks: &[Block]) -> Head {
    let header = Header::default();
    let mut head = Head { header, noise: Vec::new(), body: 0, letter: false, matter: false };
    let printed = blocks
        .iter()
        .take(HEAD_BLOCKS)
        .take_while(|block| block.grid.is_none() && labels::parse(block.text()).is_none());
    let exact = |block: &Block| labels::is_document_type(block.text());
    let whole = |block: &Block| labels::typed(block.text()).is_some_and(|(_, len)| len == block.text().len());
    let opening =
        printed.clone().position(|block| labels::opens_address(block.text()) || exact(block) || whole(block));
    let address = opening.is_none_or(|at| labels::opens_address(blocks[at].text()));
    let before = &blocks[..opening.unwrap_or_else(|| printed.count())];
    // "KẾ HOẠCH Trồng hồi": the title stands on the line of the type
    let run_in = before.iter().position(|block| labels::typed(block.text()).is_some()).filter(|_| address);
    let opened = run_in.or(opening);
    let facts = Facts::of(&before[..opened.unwrap_or(before.len())]);
    let kind = opened.and_then(|at| {
        let text = blocks[at].text();
        labels::document_type(text).map(|short| (short, text.len())).or_else(|| labels::typed(text))
    });
    let own = match (opened, kind) {
        (Some(at), _) => at,
        (None, _) if facts.end > 0 => facts.end,
        _ => return head,
    };
    head.letter = opened.is_some() && kind.is_none();
    head.header.kind = kind.map(|(short, _)| short.to_owned());
    let mut issuer: Option<Named> = None;
    for (at, block) in blocks[..own].iter().enumerate() {
        match facts.holds(at) {
            true => head.noise.push(Noise { span: block.span(), reason: "portal-metadata".into() }),
            false => head.fields(source, block, &mut issuer),
        }
    }
    if let Some(Named { text, span }) = issuer {
        head.header.issuer = case::issuer(&text);
        head.note("issuer", span);
    }
    head.body = own;
    if let Some((_, len)) = kind {
        let block = &blocks[own];
        head.note("type", block.flat.span(0..len));
        head.body += 1;
        if len < block.text().len() {
            head.named(source, block.flat.span(len..block.text().len()));
        } else {
            head.title(source, &blocks[own + 1..]);
        }
    }
    head.complete(&facts);
    if head.header.kind.is_none() && facts.end == 0 {
        return Head { header: Header::default(), noise: Vec::new(), body: 0, ..head };
    }
    if head.header.kind.as_deref() == Some("CĐ") && head.header.issuer.is_none() {
        head.sender(&blocks[head.body..]);
    }
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
    fn fields(&mut self, source: &str, block: &Block, issuer: &mut Option<Named>) {
        let text = block.text();
        let goes_on = std::mem::take(&mut self.matter);
        if goes_on && letter::continues(block) {
            return self.matter(source, block.span());
        }
        if portal::is_metadata(text) {
            self.noise.push(Noise { span: block.span(), reason: "portal-metadata".into() });
            return;
        }
        let mut taken: Vec<Range<usize>> = Vec::new();
        let motto = fields::motto(text);
        if let Some(motto) = motto.clone() {
            let span = block.flat.span(motto.clone());
            let span = self.header.spans.get("motto").map_or(span, |motto| motto.cover(span));
            self.note("motto", span);
            taken.push(motto);
        }
        let mut numbered = 0;
        if let Some((whole, number)) = fields::number(text) {
            numbered = whole.end;
            self.header.number = Some(number);
            self.note("number", block.flat.span(whole.clone()));
            taken.push(whole);
        }
        if let Some(mut dated) = fields::dated(text) {
            if dated.place.contains(&numbered) {
                dated.place.start = numbered;
            }
            self.header.place = Some(text[dated.place.clone()].trim().to_owned());
            self.header.date = dated.date;
            self.note("date", block.flat.span(dated.place.end + 1..dated.end));
            taken.push(dated.place.start..dated.end);
            self.note("place", block.flat.span(dated.place));
        }
        if let Some(matter) = letter::matter(text).filter(|_| self.letter) {
            self.matter(source, block.flat.span(matter.clone()));
            self.matter = matter.end == text.len();
            taken.push(matter);
        }
        taken.sort_by_key(|range| range.start);
        let mut at = 0;
        for range in taken.into_iter().chain(std::iter::once(text.len()..text.len())) {
            if at < range.start {
                let beside = motto.as_ref().is_some_and(|motto| motto.start == range.start);
                self.rest(block, at..range.start, beside, issuer);
            }
            at = at.max(range.end);
        }
    }

    /// Takes what is no other field: the issuer's name, or noise. `beside` when the motto follows on the same lines.
    fn rest(&mut self, block: &Block, range: Range<usize>, beside: bool, issuer: &mut Option<Named>) {
        let piece = block.text().get(range.clone()).unwrap_or_default().trim();
        if piece.is_empty() {
            return;
        }
        let span = block.flat.span(range);
        // Agencies are printed in capitals; a motto seen earlier means that the issuer has been printed too.
        let motto = self.header.spans.get("motto").map_or(usize::MAX, |motto| motto.start);
        let open =
            beside || issuer.as_ref().is_none_or(|issuer| issuer.span.start > motto) || motto == usize::MAX;
        if !(labels::is_caps(piece) && open && case::names_agency(piece, issuer.is_some())) {
            self.noise.push(Noise { span, reason: "portal-chrome".into() });
            return;
        }
        let named = issuer.get_or_insert_with(|| Named { text: String::new(), span });
        named.span = named.span.cover(span);
        named.text.push_str(if named.text.is_empty() { "" } else { " " });
        named.text.push_str(piece);
    }

    /// Takes the matter of a letter, or what goes on with it, as the title.
    fn matter(&mut self, source: &str, span: Span) {
        let before = self.header.spans.get("title").copied();
        let span = before.map_or(span, |before| before.cover(span));
        self.header.title = Some(Flat::new(source, span).text().to_owned());
        self.note("title", span);
        self.matter = true;
    }

    /// Takes over from a portal's facts what the document itself does not print, as copies without their head do.
    fn complete(&mut self, facts: &Facts) {
        let header = &self.header;
        let lacks = |field: &str| !header.spans.contains_key(field);
        let number = facts.number().filter(|_| header.number.is_none());
        let issuer = facts.issuer().filter(|_| header.issuer.is_none());
        let date = facts.date().filter(|_| header.date.is_none() && lacks("date"));
        let title = facts.title().filter(|_| header.title.is_none());
        let signer = facts.signer().filter(|_| header.kind.is_none());
        let kind = facts.kind().filter(|_| header.kind.is_none());
        // the matter or the number tell a letter from a note to somebody
        let letter = self.letter && !(lacks("number") && lacks("title"));
        if let Some((kind, span)) = kind {
            self.header.kind = Some(kind.to_owned());
            self.take_over("type", span);
        } else if letter {
            self.header.kind = Some(letter::kind(header.number.as_deref()).to_owned());
        }
        if let Some((number, span)) = number {
            self.header.number = Some(number);
            self.take_over("number", span);
        }
        if let Some((issuer, span)) = issuer {
            self.header.issuer = Some(issuer);
            self.take_over("issuer", span);
        }
        if let Some((date, span)) = date {
            self.header.date = Some(date);
            self.take_over("date", span);
        }
        if let Some((title, span)) = title {
            self.header.title = Some(title);
            self.take_over("title", span);
        }
        if let Some((name, span)) = signer {
            let signer = Signer { authority: None, capacity: None, position: None, name: Some(name) };
            self.header.signers.push(signer);
            self.take_over("signers", span);
        }
    }

    /// Notes a field where a portal says it: that is no noise any more.
    fn take_over(&mut self, field: &str, span: Span) {
        self.noise.retain(|noise| noise.span != span);
        self.note(field, span);
    }

    /// The sender of a telegram, in one of the first blocks below its title.
    fn sender(&mut self, after: &[Block]) {
        const BLOCKS: usize = 3;
        let named =
            |block: &Block| letter::sender(block.text()).map(|range| (block.flat.span(range.clone()), range));
        for block in after.iter().take(BLOCKS).filter(|block| block.grid.is_none()) {
            let Some((span, range)) = named(block) else { continue };
            self.header.issuer = case::issuer(&block.text()[range]);
            self.note("issuer", span);
            return;
        }
    }

    /// Takes a title, and the remark behind it that says what the document goes with.
    fn named(&mut self, source: &str, span: Span) {
        let text = Flat::new(source, span);
        let bare = labels::without_attachment(text.text());
        let span = text.span(0..bare.len());
        self.header.title = Some(bare.to_owned());
        self.note("title", span);
        if bare.len() < text.text().len() {
            self.note("attachment", text.span(bare.len()..text.text().len()));
        }
    }

    /// The abstract below the document type: lines in capitals, or the first paragraph.
    fn title(&mut self, source: &str, after: &[Block]) {
        let telegram = self.header.kind.as_deref() == Some("CĐ");
        let usable = |block: &Block| {
            block.grid.is_none()
                && labels::parse(block.text()).is_none()
                && !labels::opens_closing(block.text())
                && !(telegram && letter::sender(block.text()).is_some())
        };
        let caps = after.iter().take_while(|block| usable(block) && labels::is_caps(block.text())).count();
        let caps = caps - usize::from(caps > 1 && case::is_authority(after[caps - 1].text()));
        let count = match after.first() {
            Some(_) if caps > 0 => caps,
            Some(first) if usable(first) && !labels::ends_sentence(first.text()) => 1,
            _ => return,
        };
        self.named(source, after[0].span().cover(after[count - 1].span()));
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
