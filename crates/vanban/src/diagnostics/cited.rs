//! Documents that are cited by a short number alone, which nothing in the text makes plain: "Đề án 06".

use super::codes::{finding_with, more};
use crate::model::{Diagnostic, Document, Span};
use crate::text::Flat;
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Kinds of documents that people call by a bare number.
const KINDS: &[&str] = &[
    "Nghị quyết ",
    "Nghị định ",
    "Chỉ thị ",
    "Quyết định ",
    "Thông tư ",
    "Kết luận ",
    "Đề án ",
    "Công điện ",
];

/// One finding for each such name, at its first mention.
pub(super) fn find(document: &Document, found: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    for (span, text) in super::paragraphs(document) {
        let flat = LazyCell::new(|| Flat::new(&document.source_text, span));
        for range in short(text) {
            seen.entry(&text[range.clone()]).or_insert_with(|| (flat.span(range), 0)).1 += 1;
        }
    }
    if seen.is_empty() {
        return;
    }
    let given = Given::of(document);
    for (name, (span, count)) in seen.into_iter().filter(|(name, _)| !given.has(name)) {
        let (vi, en) = more(count);
        found.push(finding_with("reference-unnamed", span, &[name, &vi], &[name, &en]));
    }
}

/// Where a kind and a bare number stand: "Nghị quyết 57", "Đề án số 06", not "Nghị quyết 57-NQ/TW" or "Đề án 5 năm".
fn short(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let words = memchr::memchr_iter(b' ', bytes).map(|space| space + 1);
    let numbers = words.filter(|&at| bytes.get(at).is_some_and(u8::is_ascii_digit));
    let named = |at: usize| {
        let before = text[..at].strip_suffix("số ").unwrap_or(&text[..at]);
        let kind = KINDS.iter().find(|kind| before.ends_with(**kind))?;
        let len = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = &text[at + len..];
        let ends = after.is_empty()
            || after.starts_with(['.', ',', ';', ':', ')', '”', '"'])
                && !after[1..].starts_with(|c: char| c.is_ascii_digit())
            || [" của ", " và ", " về ", " trên ", " tại ", " được ", " là ", " theo "]
                .iter()
                .any(|word| after.starts_with(word));
        ((1..=3).contains(&len) && ends).then(|| before.len() - kind.len()..at + len)
    };
    numbers.filter_map(named).collect()
}

/// Documents that the text makes plain: those cited in full, the document itself, and short names.
struct Given<'a> {
    numbers: HashSet<u32>,
    names: HashSet<&'a str>,
}

impl<'a> Given<'a> {
    fn of(document: &'a Document) -> Self {
        let own = document.header.number.as_deref().into_iter();
        let cited = document.references.iter().map(|known| known.number.as_str());
        Self {
            numbers: own.chain(cited).filter_map(leading).collect(),
            names: document.references.iter().filter_map(|known| known.short_name.as_deref()).collect(),
        }
    }

    fn has(&self, name: &str) -> bool {
        let number = name.rsplit(' ').next().and_then(leading);
        self.names.contains(name) || number.is_some_and(|number| self.numbers.contains(&number))
    }
}

/// The number that a symbol begins with.
fn leading(symbol: &str) -> Option<u32> {
    let figures: String = symbol.chars().take_while(char::is_ascii_digit).collect();
    figures.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_told_from_a_full_one_and_from_a_count() {
        let words =
            |text: &'static str| short(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(
            words("thực hiện Đề án 06, Nghị quyết số 57 của Bộ Chính trị"),
            ["Đề án 06", "Nghị quyết số 57"]
        );
        assert!(
            words("Nghị quyết 57-NQ/TW, Nghị định 30/2020/NĐ-CP, Đề án 5 năm, Quyết định 1.500").is_empty()
        );
    }
}
