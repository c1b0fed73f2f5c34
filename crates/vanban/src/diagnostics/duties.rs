//! What single duties lack.

use super::codes::finding;
use super::words;
use crate::duties::is_joint;
use crate::model::{Diagnostic, Document, Duty, MarkKind, Span};
use crate::scan::has_digit;
use crate::text::Flat;
use std::collections::HashSet;

/// Findings on each duty; joint owners named by one heading are reported once.
pub(super) fn find(document: &Document, found: &mut Vec<Diagnostic>) {
    let mut joint = HashSet::new();
    for duty in &document.duties {
        if duty.deadline.is_none() && duty.recurrence.is_none() {
            found.push(finding("duty-no-deadline", duty.span, &[]));
        }
        if is_joint(duty) && joint.insert(owners(duty)) {
            let names = duty.owners.join("; ");
            found.push(finding("duty-many-owners", owners(duty), &[&duty.owners.len().to_string(), &names]));
        }
        past(document, duty, found);
        vague(document, duty, found);
    }
}

/// The words that name the owners, from the first to the last.
fn owners(duty: &Duty) -> Span {
    let named = duty.marks.iter().filter(|mark| mark.kind == MarkKind::Owner).map(|mark| mark.span);
    named.reduce(Span::cover).unwrap_or(duty.span)
}

fn past(document: &Document, duty: &Duty, found: &mut Vec<Diagnostic>) {
    let Some((deadline, day)) = duty.deadline.as_ref().and_then(|it| Some((it, it.date?))) else { return };
    let Some(issued) = document.header.date.filter(|&issued| day < issued) else { return };
    let flat = Flat::new(&document.source_text, duty.span);
    let at = flat.text().find(&deadline.text);
    let span = at.map_or(duty.span, |at| flat.span(at..at + deadline.text.len()));
    found.push(finding("deadline-before-date", span, &[&viet::date::show(day), &viet::date::show(issued)]));
}

fn vague(document: &Document, duty: &Duty, found: &mut Vec<Diagnostic>) {
    let bare = duty.product.is_none() && duty.deadline.is_none() && !has_digit(&duty.text);
    if let Some(range) = words::vague_verb(&duty.text).filter(|_| bare) {
        let verb = duty.text[range.clone()].to_lowercase();
        let span = Flat::new(&document.source_text, duty.span).span(range);
        found.push(finding("vague-verb-only", span, &[&verb]));
    }
}
