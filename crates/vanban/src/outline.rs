//! The tree of numbered sections.

mod group;
mod table;
mod title;

use crate::labels::{self, Label, Style};
use crate::layout::Block;
use crate::model::{Closing, Noise, Paragraph, Section, Span};
use crate::text::Flat;
use std::collections::HashMap;

/// The body of a document.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) preamble: Vec<Paragraph>,
    pub(crate) sections: Vec<Section>,
    pub(crate) closing: Closing,
    pub(crate) noise: Vec<Noise>,
    /// Labels that do not follow the ones before them.
    pub(crate) defects: Vec<Defect>,
}

/// A label that does not follow the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defect {
    pub(crate) span: Span,
    /// The label as printed.
    pub(crate) printed: String,
    /// " (IV)" for a label below section IV; empty at the top.
    pub(crate) parent: String,
    /// The number that would have followed.
    pub(crate) expected: u32,
}

/// Builds the tree from the blocks of the body; the foot stood before the block at `foot`, annexes after it. Closing
/// paragraphs stand at the end of either part.
pub(crate) fn build(source: &str, body: &[Block], foot: usize) -> Outline {
    let mut builder = Builder::default();
    let mut closings = Vec::new();
    for part in [0..foot.min(body.len()), foot.min(body.len())..body.len()] {
        let closing_from = part.start + closing_start(&body[part.clone()]);
        let mut at = part.start;
        while at < closing_from {
            at += builder.block(source, &body[..closing_from], at);
        }
        closings.extend(&body[closing_from..part.end]);
    }
    let mut outline = builder.finish();
    for block in closings {
        let number = outline.closing.paragraphs.len() + 1;
        match paragraph(block, 0, &format!("closing.p{number}")) {
            Ok(paragraph) => outline.closing.paragraphs.push(paragraph),
            Err(ornament) => outline.noise.extend(ornament),
        }
    }
    outline
}

/// A section while it is being built.
#[derive(Debug)]
struct Open {
    style: Style,
    /// Printed with a colon at its end: it only leads to what stands below.
    leads: bool,
    section: Section,
}

#[derive(Debug, Default)]
struct Builder {
    outline: Outline,
    stack: Vec<Open>,
    ids: HashMap<String, u32>,
    /// Ordinal of the last section of each style below each section, by its id, to see defects in the count.
    last: HashMap<(String, Style), u32>,
    tables: u32,
    /// Sections that stay open while the groups of a table are read.
    floor: usize,
}

impl Builder {
    /// Takes the block at `at`; returns how many blocks it used.
    fn block(&mut self, source: &str, body: &[Block], at: usize) -> usize {
        let block = &body[at];
        if is_cut_mark(block.text()) {
            self.outline.noise.push(Noise { span: block.span(), reason: "cut-mark".into() });
            return 1;
        }
        if is_page_number(block.text()) {
            self.outline.noise.push(Noise { span: block.span(), reason: "page-number".into() });
            return 1;
        }
        if labels::is_document_type(block.text()) {
            return self.attached(source, body, at);
        }
        if let Some(grid) = &block.grid {
            self.table(block.span(), &grid.rows);
            return 1;
        }
        match labels::parse(block.text()).filter(|label| self.plausible(label)) {
            Some(label) => self.section(source, body, at, label),
            None => {
                self.paragraph(block, 0);
                1
            }
        }
    }

    /// A number far from any count is a figure at the start of a line, not a label.
    fn plausible(&self, label: &Label) -> bool {
        match label.style {
            Style::Number2 => {
                let first = label.name.split('.').next().unwrap_or_default();
                let parent = self.stack.iter().rev().find(|open| open.style == Style::Number);
                parent.is_none_or(|open| labels::bare(&open.section.label) == first || label.ordinal < 30)
            }
            Style::Number => label.ordinal < 60,
            _ => true,
        }
    }

    fn section(&mut self, source: &str, body: &[Block], at: usize, label: Label) -> usize {
        let block = &body[at];
        self.close_for(&label);
        let parent = self.stack.last().map(|open| open.section.path.clone()).unwrap_or_default();
        let path = self.path(&label);
        self.check_count(&parent, &label, block.flat.span(0..label.printed.len()));
        let id = self.id(&path);
        let rest = &block.text()[label.len.min(block.text().len())..];
        let span = block.span();
        let free = |next: &Block| next.grid.is_none() && labels::parse(next.text()).is_none();
        let print = title::Print {
            part: label.style == Style::Roman,
            set_off: source[..span.start].ends_with('*') && source[span.end..].starts_with('*'),
            above: body.get(at + 1).is_some_and(free),
            bold_to: title::bold_to(source, &block.flat, label.len),
        };
        let title = title::split(rest, print);
        let mut used = 1;
        let (mut heading, mut heading_span) = match title.heading.clone() {
            Some(range) => {
                let end = label.len + range.end;
                (Some(rest[range].to_owned()), block.flat.span(0..end))
            }
            None => (None, block.flat.span(0..label.printed.len())),
        };
        let mut pointer = None;
        // "Chương I" and "PHỤ LỤC" stand above their title.
        if rest.is_empty() {
            let title = body[at + 1..]
                .iter()
                .take(if label.style == Style::Annex { 2 } else { 1 })
                .take_while(|next| next.grid.is_none() && labels::parse(next.text()).is_none())
                .take_while(|next| {
                    !next.text().starts_with('(')
                        && (labels::is_caps(next.text()) || !labels::ends_sentence(next.text()))
                })
                .collect::<Vec<_>>();
            if let Some(last) = title.last() {
                let mut span = title[0].span().cover(last.span());
                if let Some(at) = title::pointer(last.text()) {
                    span.end = last.flat.span(0..at).end;
                    pointer = Some((*last, at));
                }
                heading = Some(Flat::new(source, span).text().trim_end_matches(':').to_owned());
                heading_span = heading_span.cover(span);
                used += title.len();
            }
        }
        let section = section(id, path, label.printed.clone(), heading, heading_span);
        self.stack.push(Open { style: label.style, leads: rest.ends_with(':'), section });
        if let Some(body) = title.body {
            self.paragraph(block, label.len + body.start);
        }
        if let Some((block, from)) = pointer {
            self.paragraph(block, from);
        }
        used
    }

    /// A plan that a decision promulgates follows it, with a title of its own.
    fn attached(&mut self, source: &str, body: &[Block], at: usize) -> usize {
        self.close_to(0);
        let below = || body[at + 1..].iter().take(3).take_while(|next| next.grid.is_none());
        let titles = below().take_while(|next| labels::is_title(next.text())).count();
        let plain = below().take_while(|next| labels::is_plain_title(next.text())).take(1).count();
        let goes_with = below().skip(plain).take_while(|next| labels::is_attachment(next.text())).count();
        let used = 1 + if titles > 0 { titles } else { plain + goes_with };
        let whole = Flat::new(source, body[at].span().cover(body[at + used - 1].span()));
        let bare = labels::without_attachment(whole.text());
        let heading = Some(bare.to_owned());
        let section = section(self.id("KT"), "KT".to_owned(), String::new(), heading, whole.whole());
        self.stack.push(Open { style: Style::Annex, leads: false, section });
        used
    }

    /// Closes the sections that a label of this style cannot stand under.
    fn close_for(&mut self, label: &Label) {
        let within = |open: &Open| match label.style {
            Style::Number2 | Style::Number3 | Style::Number4 | Style::PointNumber => {
                let own = labels::bare(&open.section.label);
                open.style < label.style && label.name.starts_with(&format!("{own}."))
            }
            _ => false,
        };
        let open = &self.stack[self.floor..];
        if let Some(parent) = open.iter().rposition(within) {
            self.close_to(self.floor + parent + 1);
        } else if let Some(sibling) = open.iter().rposition(|open| open.style == label.style) {
            self.close_to(self.floor + sibling);
        } else {
            // "Điều 1. Phê duyệt Đề án với những nội dung sau: I. …" holds what it leads to
            let held = |open: &Open| open.style == Style::Article && open.leads && label.ordinal == 1;
            while self.stack[self.floor..].last().is_some_and(|open| open.style > label.style && !held(open))
            {
                self.close_to(self.stack.len() - 1);
            }
        }
    }

    fn path(&self, label: &Label) -> String {
        let Some(parent) = self.stack.last() else { return label.name.clone() };
        if parent.section.path.is_empty() {
            return label.name.clone();
        }
        let own = labels::bare(&parent.section.label);
        match label.name.strip_prefix(&format!("{own}.")) {
            // "3.1" already says that it stands under "3".
            Some(rest) if label.style > Style::Number && parent.style >= Style::Number => {
                format!("{}.{rest}", parent.section.path)
            }
            _ => format!("{}.{}", parent.section.path, label.name),
        }
    }

    fn check_count(&mut self, parent: &str, label: &Label, span: Span) {
        if label.ordinal == 0 || label.style == Style::Annex {
            return;
        }
        // Articles are counted through the chapters of a document; what it promulgates begins anew.
        let below = match label.style {
            Style::Article => self.stack.iter().find(|open| open.style == Style::Annex),
            _ => self.stack.last(),
        };
        let key = (below.map_or_else(String::new, |open| open.section.id.clone()), label.style);
        let expected = self.last.get(&key).map_or(1, |last| last + 1);
        self.last.insert(key, label.ordinal);
        // Many lists leave out the letter đ.
        let skips_dd =
            matches!(label.style, Style::Point | Style::SmallLetter) && (expected, label.ordinal) == (5, 6);
        if label.ordinal != expected && !skips_dd {
            let parent = if parent.is_empty() { String::new() } else { format!(" ({parent})") };
            self.outline.defects.push(Defect { span, printed: label.printed.clone(), parent, expected });
        }
    }

    fn paragraph(&mut self, block: &Block, from: usize) {
        let (list, owner) = match self.stack.last_mut() {
            Some(open) => {
                let number = open.section.paragraphs.len() + 1;
                (&mut open.section.paragraphs, format!("{}.p{number}", open.section.id))
            }
            None => {
                let number = self.outline.preamble.len() + 1;
                (&mut self.outline.preamble, format!("preamble.p{number}"))
            }
        };
        match paragraph(block, from, &owner) {
            Ok(paragraph) => list.push(paragraph),
            Err(ornament) => self.outline.noise.extend(ornament),
        }
        if let Some(open) = self.stack.last_mut() {
            open.section.span = open.section.span.cover(block.span());
        }
    }

    /// A path as it is seen for the first time, or with the number of times it has been.
    fn id(&mut self, path: &str) -> String {
        let repeats = self.ids.entry(path.to_owned()).and_modify(|n| *n += 1).or_insert(1);
        if *repeats == 1 { path.to_owned() } else { format!("{path}~{repeats}") }
    }

    fn close_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(open) = self.stack.pop() else { return };
            match self.stack.last_mut() {
                Some(parent) => {
                    parent.section.span = parent.section.span.cover(open.section.span);
                    parent.section.sections.push(open.section);
                }
                None => self.outline.sections.push(open.section),
            }
        }
    }

    fn finish(mut self) -> Outline {
        self.close_to(0);
        self.outline
    }
}

/// A section of which only the heading has been read.
fn section(id: String, path: String, label: String, heading: Option<String>, heading_span: Span) -> Section {
    Section {
        id,
        path,
        label,
        heading,
        heading_span,
        span: heading_span,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        sections: Vec::new(),
    }
}

/// A paragraph from a block's text after `from`, without its list mark; rules, rows of dots and other signs that say
/// nothing are noise.
fn paragraph(block: &Block, from: usize, id: &str) -> Result<Paragraph, Option<Noise>> {
    let text = block.text().get(from..).unwrap_or_default();
    let mark = labels::list_mark(text);
    let start = from + mark.unwrap_or(0);
    let body = block.text().get(start..).unwrap_or_default().trim();
    if !body.chars().any(char::is_alphanumeric) {
        let ornament = Noise { span: block.flat.span(from..block.text().len()), reason: "ornament".into() };
        return Err(Some(ornament).filter(|_| !text.trim().is_empty()));
    }
    let mark = mark.map(|len| text[..len].trim().chars().take(1).collect());
    Ok(Paragraph {
        id: id.to_owned(),
        span: block.flat.span(start..block.text().len()),
        text: body.to_owned(),
        mark,
    })
}

/// Index of the first closing paragraph: the run of unnumbered blocks at the end that speak of the whole document.
fn closing_start(body: &[Block]) -> usize {
    let ornament =
        |block: &Block| !block.text().contains(char::is_alphanumeric) && !is_cut_mark(block.text());
    let mut from = body.len();
    while from > 0 && (ornament(&body[from - 1]) || title::is_closing(&body[from - 1])) {
        from -= 1;
    }
    // Without any section before it, a closing sentence is just text.
    if body[..from].iter().any(|block| labels::parse(block.text()).is_some()) { from } else { body.len() }
}

fn is_cut_mark(text: &str) -> bool {
    matches!(text, "[...]" | "[…]" | "..." | "…" | "(...)" | "[..]")
}

fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(['-', ' ', '–']);
    !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit())
}
