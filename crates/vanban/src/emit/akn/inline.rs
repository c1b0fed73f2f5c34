//! Running text with what is cited and who is named in it marked.

use super::agents::{Agents, Class};
use super::names;
use super::xml::{Xml, place};
use crate::model::{Document, MarkKind, Reference, Span};
use crate::text_of;
use std::ops::Range;

/// What words of the text are.
#[derive(Debug, Clone, Copy)]
enum Mark<'a> {
    /// A cited document, and its place among all.
    Cited(usize, &'a Reference),
    /// One or several of the parties that answer for a duty or help with it.
    Parties(&'a [String]),
}

/// All marks of a document in the order of their places; none reaches into the next.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    marks: Vec<(Span, Mark<'a>)>,
}

/// The identifier of a cited document's entry.
pub(super) fn cited_id(index: usize) -> String {
    format!("ref_{}", index + 1)
}

impl<'a> Marks<'a> {
    /// Gathers the marks of a document. Duties below one heading all have the marks of its parties: which party each
    /// names is looked up only of those that stay.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut marks = Vec::new();
        for (i, reference) in document.references.iter().enumerate() {
            let places = reference.uses.iter().chain([&reference.span]);
            marks.extend(places.map(|&span| (span, Mark::Cited(i, reference))));
        }
        for duty in &document.duties {
            for mark in &duty.marks {
                let names = match mark.kind {
                    MarkKind::Owner => &duty.owners,
                    MarkKind::Coordinator => &duty.coordinators,
                    MarkKind::Role => continue,
                };
                marks.push((mark.span, Mark::Parties(names)));
            }
        }
        // Of two that begin together the longer stays; of two that overlap the first.
        marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        marks.retain(|(span, _)| {
            let free = span.start >= end && span.start < span.end;
            end = if free { span.end } else { end };
            free
        });
        Self { marks }
    }

    /// Writes `text`, which is a part of what `span` holds, with its marks.
    pub(super) fn write(
        &self,
        xml: &mut Xml,
        agents: &mut Agents,
        document: &Document,
        span: Span,
        text: &str,
    ) {
        let whole = text_of(&document.source_text, span);
        let from = whole.find(text).unwrap_or(0);
        let mut at = 0;
        for (range, mark, place_of) in self.within(document, span, &whole) {
            let Some((start, end)) = range.start.checked_sub(from).zip(range.end.checked_sub(from)) else {
                continue;
            };
            let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else { continue };
            xml.text(before);
            let place = place(place_of);
            match mark {
                Mark::Cited(index, reference) => {
                    let entry = format!("#{}", cited_id(index));
                    let href = names::cited(reference).unwrap_or_else(|| entry.clone());
                    let attributes = [("href", href.as_str()), ("refersTo", &entry), ("vb:span", &place)];
                    xml.inline("ref", &attributes, |xml| xml.text(words));
                }
                Mark::Parties(names) => {
                    let names = named(document, place_of, names);
                    let class = names.first().map_or(Class::Organization, |name| Class::of_party(name));
                    let entries: Vec<String> =
                        names.iter().map(|name| agents.refer(Class::of_party(name), name)).collect();
                    let entries = entries.join(" ");
                    let attributes = [("refersTo", entries.as_str()), ("vb:span", &place)];
                    xml.inline(class.element(), &attributes, |xml| xml.text(words));
                }
            }
            at = end;
        }
        xml.text(text.get(at..).unwrap_or_default());
    }

    /// The marks inside a span, each with its range of the span's text.
    fn within(&self, document: &Document, span: Span, whole: &str) -> Vec<(Range<usize>, Mark<'a>, Span)> {
        let first = self.marks.partition_point(|(mark, _)| mark.start < span.start);
        let marks = self.marks.get(first..).unwrap_or_default();
        let source = &document.source_text;
        let (mut from, mut at) = (span.start, 0);
        let mut found = Vec::new();
        for (place, mark) in marks.iter().take_while(|(mark, _)| mark.end <= span.end) {
            let gap = text_of(source, Span::new(from, place.start));
            let words = text_of(source, *place);
            let range = after(whole, at, &gap).and_then(|gap| after(whole, gap.end, &words));
            let Some(range) = range.filter(|range| !range.is_empty()) else { continue };
            (from, at) = (place.end, range.end);
            found.push((range, *mark, *place));
        }
        found
    }
}

/// Which of a duty's parties the words of a mark name; a field's value can name several.
fn named(document: &Document, span: Span, names: &[String]) -> Vec<String> {
    let words = text_of(&document.source_text, span);
    let within = format!("-{}-", viet::slug(&words));
    let mut found: Vec<String> =
        names.iter().filter(|name| within.contains(&format!("-{}-", viet::slug(name)))).cloned().collect();
    if found.is_empty() {
        // "các Bộ: Công Thương, …" says "Bộ" once for all
        let shared = names.iter().find(|name| name.ends_with(words.as_str()));
        found.extend(shared.cloned());
    }
    if found.is_empty() {
        found.push(words.trim_end_matches(['.', ';', ',', ':', ' ']).to_owned());
    }
    found
}

/// Where `piece` stands in `whole` from a byte on; white space at the seam is in neither.
fn after(whole: &str, at: usize, piece: &str) -> Option<Range<usize>> {
    let rest = whole.get(at..)?;
    let start = at + usize::from(rest.starts_with(' '));
    whole.get(start..)?.starts_with(piece).then(|| start..start + piece.len())
}
