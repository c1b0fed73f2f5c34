//! Documents that the text cites: number, kind, day, issuer, title, short names and later uses.

mod chain;
mod citation;
mod laws;
mod short;
mod symbol;
mod tail;

pub(crate) use laws::find as laws;
pub(crate) use symbol::all as symbols;

use crate::labels::TYPES;
use crate::model::{Reference, Span};
use crate::scan::same;
use crate::text::Flat;
use citation::Citation;
use std::collections::{HashMap, HashSet};

/// Where each number stands among the references, by its letters in lower case.
type Places = HashMap<String, usize>;

/// Numbers of the documents cited in `text`, each once.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::new();
    let found = symbol::all(text).into_iter().map(|found| text[found].to_owned());
    found.filter(|number| known.insert(number.to_lowercase())).collect()
}

/// Number of the document that `text` cites first.
pub(crate) fn first_number(text: &str) -> Option<&str> {
    symbol::next(text, 0).map(|found| &text[found])
}

/// Finds the references in the given spans of the source, read in order. `own` is the document's own number.
pub(crate) fn find(source: &str, spans: &[Span], own: Option<&str>) -> Vec<Reference> {
    let mut references: Vec<Reference> = Vec::new();
    let mut places: Places = HashMap::new();
    // without a figure or a bracket nothing is cited and nothing named
    let cites = |span: &&Span| span.of(source).bytes().any(|b| b.is_ascii_digit() || b == b'(');
    for &span in spans.iter().filter(cites) {
        let flat = Flat::new(source, span);
        let first = references.len();
        let mut at = 0;
        while let Some(found) = citation::next(flat.text(), at) {
            // A title may cite in its turn: go on reading right behind the issuer.
            at = found.end;
            let number = &flat.text()[found.number.clone()];
            // "…/2025/QĐ-UBND" is a number that was left open
            let open = flat.text()[..found.number.start].ends_with('/');
            if open || own.is_some_and(|own| same(own, number)) {
                continue;
            }
            let fresh = entry(&flat, &found);
            let place = *places.entry(number.to_lowercase()).or_insert(references.len());
            match references.get_mut(place) {
                Some(known) => merge(known, fresh),
                None => references.push(fresh),
            }
        }
        share_issuers(&mut references[first..]);
        short::names(&flat, &mut references, &places);
    }
    short::uses(source, spans, &mut references);
    references
}

/// "Nghị định số 31/2021/NĐ-CP và số 239/2025/NĐ-CP của Chính phủ": the issuer printed last is that of both.
fn share_issuers(cited: &mut [Reference]) {
    let tail = |number: &str| number.rsplit('/').next().unwrap_or_default().to_owned();
    for at in (1..cited.len()).rev() {
        let (before, after) = cited.split_at_mut(at);
        let (Some(one), Some(other)) = (before.last_mut(), after.first()) else { continue };
        let near = other.span.start.saturating_sub(one.span.end) < 24;
        if near && one.issuer.is_none() && one.title.is_none() && tail(&one.number) == tail(&other.number) {
            one.issuer.clone_from(&other.issuer);
        }
    }
}

fn entry(flat: &Flat, found: &Citation) -> Reference {
    let words = |range: &Option<std::ops::Range<usize>>| {
        range.clone().and_then(|range| flat.text().get(range)).map(|words| words.trim().to_owned())
    };
    let number = &flat.text()[found.number.clone()];
    let title = words(&found.title);
    let basis = title.as_deref().and_then(first_number).map(str::to_owned).into_iter().collect();
    Reference {
        number: number.to_owned(),
        kind: words(&found.kind).map(|kind| kind_as_known(&kind)).or_else(|| kind_of(number)),
        date: found.date,
        issuer: words(&found.issuer),
        title,
        short_name: None,
        span: flat.span(found.start..found.end),
        uses: Vec::new(),
        basis,
    }
}

/// The kind that the symbol names (Decree 30/2020, appendix III). Symbols of the Party are left: QĐ stands for two kinds.
fn kind_of(number: &str) -> Option<String> {
    let symbol = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/'));
    let short = symbol.split_once('-').filter(|_| !symbol.contains('/'))?.0;
    TYPES.iter().find(|(_, known)| *known == short).map(|(name, _)| (*name).to_owned())
}

/// The kind's usual spelling; a portal may print it in capitals.
fn kind_as_known(kind: &str) -> String {
    TYPES.iter().find(|(name, _)| same(name, kind)).map_or(kind, |(name, _)| name).to_owned()
}

/// Adds what a later mention says to what is known.
fn merge(known: &mut Reference, fresh: Reference) {
    let shouted = known.number.to_uppercase() == known.number && fresh.number != known.number;
    if shouted {
        known.number = fresh.number;
    }
    if known.title.is_none() || shouted && fresh.title.is_some() {
        known.title = fresh.title;
        known.basis = fresh.basis;
    }
    if known.issuer.is_none() || shouted && fresh.issuer.is_some() {
        known.issuer = fresh.issuer;
    }
    known.kind = known.kind.take().or(fresh.kind);
    known.date = known.date.or(fresh.date);
    known.uses.push(fresh.span);
}
