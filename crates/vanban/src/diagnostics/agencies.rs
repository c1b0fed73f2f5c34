//! Agencies that are unknown, or that do not exist on the day in question.

use super::codes::{finding_with, more};
use crate::ReadOptions;
use crate::agencies::{Agency, AgencyList, NEW_PLACES, gone_place, is_district, is_province};
use crate::model::{Diagnostic, Document, Duty, MarkKind, Span};
use crate::text::Flat;
use crate::{parties, text_of};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::HashMap;
use viet::date::show;

/// A name and where it stands.
struct Named<'a> {
    name: &'a str,
    first: Span,
    last: Span,
    /// How many places name it; the heading of several duties is one.
    places: usize,
}

/// Findings on the owners and coordinators of duties, one for each name, at its first mention.
pub(super) fn find(document: &Document, options: &ReadOptions, found: &mut Vec<Diagnostic>) {
    let day = options.as_of.or(document.header.date);
    for named in names(document) {
        let first = named.first;
        let agency = options.agencies.find(named.name).or_else(|| AgencyList::built_in().find(named.name));
        let (vi, en) = more(named.places);
        if let Some(gone) = day.and_then(|day| Gone::of(named.name, agency, day)) {
            let since = show(gone.since);
            let (vi_after, en_after) = gone.after;
            found.push(finding_with(
                gone.code,
                first,
                &[named.name, &since, &vi_after, &vi],
                &[named.name, &since, &en_after, &en],
            ));
        } else if agency.is_none() && is_unknown(named.name) {
            found.push(finding_with("agency-unknown", first, &[named.name, &vi], &[named.name, &en]));
        }
    }
}

/// Why a body does not exist on a day.
struct Gone {
    code: &'static str,
    /// The first day without it, or its own first day.
    since: Date,
    /// What became of it, in Vietnamese and in English.
    after: (String, String),
}

impl Gone {
    fn of(name: &str, agency: Option<&Agency>, day: Date) -> Option<Self> {
        let code = "agency-abolished";
        if let Some(agency) = agency.filter(|agency| !agency.exists_on(day)) {
            return Some(match agency.until.filter(|&until| until < day) {
                Some(until) => Self { code, since: until.tomorrow().ok()?, after: successors(agency) },
                None => Self { code: "agency-not-yet", since: agency.since?, after: (show(day), show(day)) },
            });
        }
        if day < NEW_PLACES {
            return None;
        }
        if let Some((former, today)) = gone_place(name) {
            let after =
                (format!("tỉnh {former} nay thuộc {today}"), format!("tỉnh {former} is part of {today} now"));
            return Some(Self { code, since: NEW_PLACES, after });
        }
        is_district(name).then(|| Self {
            code,
            since: NEW_PLACES,
            after: (
                "cấp huyện đã kết thúc, hãy nêu xã, phường, đặc khu hoặc cơ quan cấp tỉnh".to_owned(),
                "there are no districts any more: name communes, wards or a body of the province".to_owned(),
            ),
        })
    }
}

/// "nay là …", each successor with its field where the work was divided.
fn successors(agency: &Agency) -> (String, String) {
    let list = |unverified: &str| {
        let one = |successor: &crate::agencies::Successor| {
            let doubt = Some(unverified).filter(|_| successor.unverified || agency.unverified);
            let notes: Vec<&str> = successor.field.as_deref().into_iter().chain(doubt).collect();
            match notes.as_slice() {
                [] => successor.name.clone(),
                notes => format!("{} ({})", successor.name, notes.join("; ")),
            }
        };
        agency.successors.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    if agency.successors.is_empty() {
        return ("chưa rõ cơ quan kế thừa".to_owned(), "its successor is not recorded".to_owned());
    }
    (format!("nay là {}", list("cần kiểm chứng")), format!("now {}", list("to be verified")))
}

/// Every name once, in reading order, with the places where it stands.
fn names(document: &Document) -> Vec<Named<'_>> {
    let mut all: Vec<Named<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for duty in &document.duties {
        let places = Places::of(document, duty);
        let owners = duty.owners.iter().map(|name| (name, MarkKind::Owner));
        let others = duty.coordinators.iter().map(|name| (name, MarkKind::Coordinator));
        for (name, kind) in owners.chain(others) {
            let span = places.find(name, kind);
            let at = *known.entry(name).or_insert(all.len());
            match all.get_mut(at) {
                Some(named) if named.last == span => {}
                Some(named) => (named.last, named.places) = (span, named.places + 1),
                None => all.push(Named { name, first: span, last: span, places: 1 }),
            }
        }
    }
    all
}

/// Where a duty names its parties. A duty may have thousands; its marks are read once for all of them.
struct Places<'a> {
    source: &'a str,
    duty: Span,
    /// Its text, for names that no mark tells.
    text: OnceCell<Flat>,
    marked: HashMap<(MarkKind, String), Span>,
}

impl<'a> Places<'a> {
    fn of(document: &'a Document, duty: &Duty) -> Self {
        let source = &document.source_text;
        let mut marked = HashMap::new();
        let parties =
            duty.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Owner | MarkKind::Coordinator));
        for mark in parties {
            marked.entry((mark.kind, text_of(source, mark.span))).or_insert(mark.span);
        }
        Self { source, duty: duty.span, text: OnceCell::new(), marked }
    }

    /// The place of a name; the whole duty when it is not known.
    fn find(&self, name: &str, kind: MarkKind) -> Span {
        // "các Bộ: Công Thương, …" says "Bộ" once for all
        let after_head = name.split_once(' ').map(|(_, field)| (kind, field.to_owned()));
        let marked = self.marked.get(&(kind, name.to_owned()));
        let marked = marked.or_else(|| self.marked.get(&after_head?));
        marked.copied().unwrap_or_else(|| {
            let flat = self.text.get_or_init(|| Flat::new(self.source, self.duty));
            flat.text().find(name).map_or(self.duty, |at| flat.span(at..at + name.len()))
        })
    }
}

/// Whether the words are the name of one body that nobody knows: it has a capital after the first word, and the grammar
/// of parties knows neither the name nor what it begins with. "Hộ gia đình", "các Tập đoàn …" and places are none.
fn is_unknown(words: &str) -> bool {
    let named = words.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    let group = ["các ", "những ", "mỗi "].iter().any(|word| words.to_lowercase().starts_with(word));
    named && !group && !is_province(words) && parties::at(words, 0).is_none_or(|party| !party.known)
}
