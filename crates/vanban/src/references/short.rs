//! Short names given in brackets: "(sau đây viết tắt là Nghị quyết số 36-NQ/TW; Chương trình …)".

use super::{Places, symbol};
use crate::labels::TYPES;
use crate::model::{Reference, Span};
use crate::scan::{Scan, find};
use crate::text::Flat;
use aho_corasick::AhoCorasick;

/// Takes the short names that a text gives. A name with a number goes to that document; one without goes to the
/// document cited last before the bracket in the same text.
pub(super) fn names(flat: &Flat, references: &mut [Reference], places: &Places) {
    let paragraph = flat.whole();
    let mut at = 0;
    while let Some((whole, list)) = find(flat.text(), at, given) {
        at = whole.end;
        let bracket = flat.span(whole);
        for name in list.split("; ") {
            let name = name.trim().trim_matches(['“', '”', '"']);
            let known = match symbol::next(name, 0) {
                Some(number) => {
                    let place = places.get(&name[number].to_lowercase());
                    place.and_then(|&place| references.get_mut(place))
                }
                // "(sau đây gọi là UBND cấp xã)" names no document
                None if !names_document(name) => None,
                None => references
                    .iter_mut()
                    .filter(|known| paragraph.start <= last_start(known) && last_end(known) <= bracket.start)
                    .max_by_key(|known| last_end(known)),
            };
            if let Some(known) = known {
                known.short_name.get_or_insert_with(|| name.to_owned());
            }
        }
    }
}

/// Reads "(sau đây gọi tắt là …)"; gives what stands after "là".
fn given<'t>(scan: &mut Scan<'t>) -> Option<&'t str> {
    scan.word("(")?;
    scan.any(&["sau đây được ", "sau đây "]);
    scan.any(&["gọi", "viết"])?;
    scan.repeat(usize::MAX, |scan| scan.any(&[" tắt", " chung"]).map(|_| ()));
    scan.word(" là")?;
    scan.word(":");
    scan.word(" ")?;
    let names = scan.run(usize::MAX, |c| !matches!(c, '(' | ')'));
    (!names.is_empty()).then_some(())?;
    scan.word(")").map(|()| names)
}

/// Whether a name begins with a kind of document, or with what documents approve.
fn names_document(name: &str) -> bool {
    let approved = ["Chiến lược", "Quy hoạch", "Bộ luật", "Đề cương", "Điều lệ"];
    TYPES.iter().map(|(kind, _)| *kind).chain(approved).any(|kind| name.starts_with(kind))
}

/// Whether a short name ends here: "Chương trình" is none in "Chương trình hành động".
fn ends(name: &str, after: &str) -> bool {
    const GO_ON: &[&str] = &[
        "này", "và", "của", "theo", "được", "tại", "là", "có", "do", "trên", "đến", "đã", "phải", "cần",
        "để", "trong", "cho", "với", "bảo", "đảm", "thì", "ở",
    ];
    let generic = TYPES.iter().any(|(kind, _)| *kind == name);
    let next =
        after.strip_prefix(' ').map(|rest| rest.split([' ', ',', '.', ';']).next().unwrap_or_default());
    !after.starts_with(char::is_alphanumeric) && (!generic || next.is_none_or(|word| GO_ON.contains(&word)))
}

fn last_start(reference: &Reference) -> usize {
    reference.uses.last().unwrap_or(&reference.span).start
}

fn last_end(reference: &Reference) -> usize {
    reference.uses.last().unwrap_or(&reference.span).end
}

/// Resolves later uses of short names that hold no number: all of them in one pass over the text.
pub(super) fn uses(source: &str, spans: &[Span], references: &mut [Reference]) {
    let resolved = |(at, reference): (usize, &Reference)| {
        let name = reference.short_name.clone()?;
        (symbol::next(&name, 0).is_none() && name.contains(' ')).then_some((at, name))
    };
    let (owners, names): (Vec<usize>, Vec<String>) =
        references.iter().enumerate().filter_map(resolved).unzip();
    let Some(search) = AhoCorasick::new(&names).ok().filter(|_| !names.is_empty()) else { return };
    for &span in spans {
        let flat = Flat::new(source, span);
        let text = flat.text();
        for found in search.find_overlapping_iter(text) {
            let reference = &mut references[owners[found.pattern().as_usize()]];
            let place = flat.span(found.range());
            if place.start > reference.span.end && ends(&text[found.range()], &text[found.end()..]) {
                reference.uses.push(place);
            }
        }
    }
    for reference in owners {
        references[reference].uses.sort_unstable();
        references[reference].uses.dedup();
    }
}
