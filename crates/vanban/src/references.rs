//! Documents that the text cites: number, kind, day, issuer, title, short names and later uses.

mod short;

use crate::labels::TYPES;
use crate::model::{Reference, Span};
use crate::text::Flat;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A document symbol: "36-NQ/TW", "182/KH-UBND", "30/2020/NĐ-CP", "93/2025/QH15".
const SYMBOL: &str =
    r"\d{1,5}(?:/\d{4})?[-/](?:[A-ZĐ][A-Za-zĐđ]{0,5}[-/][A-ZĐ][A-ZĐa-z&0-9]*(?:-[A-ZĐ]{2,})*|QH\d{1,2})";

static CITATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut kinds: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.len()));
    let issuer = r"(?:Ban Thường vụ|Ban Chấp hành|Bộ Chính trị|Ban Bí thư|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Bộ trưởng|Bộ|Hội đồng nhân dân|HĐND|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch|Tỉnh ủy|Thành ủy|Sở)";
    // Groups: 1 kind, 2 symbol, 3–5 day, 6–8 day in words, 9 issuer, 10 title.
    Regex::new(&format!(
        concat!(
            r"(?:((?i:{kinds})) )?(?:(?i:số) )?\b({symbol})",
            r"(?:,? (?i:ngày) (?:(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}})|(\d{{1,2}}) tháng (\d{{1,2}}) năm (\d{{4}})))?",
            r"(?:,? của ((?i:{issuer})(?: (?:Tỉnh ủy|Thành ủy|(?:tỉnh|thành phố|Thành phố)(?: \p{{Lu}}\p{{Ll}}+){{0,3}}|\p{{Lu}}\p{{Ll}}+(?: (?:và )?\p{{Lu}}?\p{{Ll}}+){{0,6}}?)\b)?))?",
            r"(?:,? ((?:về(?: việc)?|[Bb]an hành|[Pp]hê duyệt|[Qq]uy định) [^.;()]+))?",
        ),
        kinds = kinds.join("|"),
        symbol = SYMBOL,
        issuer = issuer,
    ))
    .ok()
});

/// Numbers of the documents cited in `text`, each once.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    if let Some(symbol) = symbol() {
        for found in symbol.find_iter(text) {
            if !numbers.iter().any(|known| same(known, found.as_str())) {
                numbers.push(found.as_str().to_owned());
            }
        }
    }
    numbers
}

fn symbol() -> Option<&'static Regex> {
    static ALONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!(r"\b{SYMBOL}")).ok());
    ALONE.as_ref()
}

/// Two ways of writing one number: portals print symbols in capitals.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Finds the references in the given spans of the source, read in order. `own` is the document's own number.
pub(crate) fn find(source: &str, spans: &[Span], own: Option<&str>) -> Vec<Reference> {
    let (Some(citation), Some(symbol)) = (CITATION.as_ref(), symbol()) else { return Vec::new() };
    let mut references: Vec<Reference> = Vec::new();
    for &span in spans {
        let flat = Flat::new(source, span);
        // The small pattern finds out fast that most paragraphs cite nothing.
        let mut at = if symbol.is_match(flat.text()) { 0 } else { flat.text().len() };
        while let Some(found) = citation.captures_at(flat.text(), at) {
            let Some(number) = found.get(2) else { break };
            // A title may cite in its turn: go on reading right behind the issuer.
            at = found.get(9).or(found.get(8)).or(found.get(5)).unwrap_or(number).end();
            if own.is_some_and(|own| same(own, number.as_str())) {
                continue;
            }
            let fresh = entry(&flat, &found, number.as_str());
            match references.iter_mut().find(|known| same(&known.number, number.as_str())) {
                Some(known) => merge(known, fresh),
                None => references.push(fresh),
            }
        }
        short::names(&flat, &mut references);
    }
    short::uses(source, spans, &mut references);
    references
}

fn entry(flat: &Flat, found: &Captures<'_>, number: &str) -> Reference {
    let group = |i: usize| found.get(i).map(|m| m.as_str().trim().to_owned());
    let part = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
    let day = |d: usize| Date::new(part(d + 2)?, part(d + 1)? as i8, part(d)? as i8).ok();
    let title = group(10).map(|title| title.trim_end_matches([',', ':']).to_owned());
    let basis = title.as_deref().map(numbers).unwrap_or_default().into_iter().take(1).collect();
    let end = found.get(9).or(found.get(8)).or(found.get(5)).or(found.get(2)).map_or(0, |m| m.end());
    let start = found.get(0).map_or(0, |m| m.start());
    Reference {
        number: number.to_owned(),
        kind: group(1).map(|kind| kind_as_known(&kind)),
        date: day(3).or_else(|| day(6)),
        issuer: group(9),
        title,
        short_name: None,
        span: flat.span(start..end),
        uses: Vec::new(),
        basis,
    }
}

/// The kind's usual spelling; a portal may print it in capitals.
fn kind_as_known(kind: &str) -> String {
    let lower = kind.to_lowercase();
    TYPES.iter().find(|(name, _)| name.to_lowercase() == lower).map_or(kind, |(name, _)| name).to_owned()
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
