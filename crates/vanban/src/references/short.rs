//! Short names given in brackets: "(sau đây viết tắt là Nghị quyết số 36-NQ/TW; Chương trình …)".

use super::{same, symbol};
use crate::model::{Reference, Span};
use crate::text::Flat;
use regex::Regex;
use std::sync::LazyLock;

/// Takes the short names that a text gives. A name with a number goes to that document; one without goes to the
/// document cited last before the bracket.
pub(super) fn names(flat: &Flat, references: &mut [Reference]) {
    static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\((?:sau đây |sau đây được )?(?:gọi|viết)(?: tắt| chung)* là:? ([^)]+)\)").ok()
    });
    let (Some(given), Some(symbol)) = (GIVEN.as_ref(), symbol()) else { return };
    for found in given.captures_iter(flat.text()) {
        let (Some(whole), Some(list)) = (found.get(0), found.get(1)) else { continue };
        let bracket = flat.span(whole.range());
        for name in list.as_str().split("; ") {
            let name = name.trim().trim_matches(['“', '”', '"']);
            let known = match symbol.find(name) {
                Some(number) => references.iter_mut().find(|known| same(&known.number, number.as_str())),
                None => references
                    .iter_mut()
                    .filter(|known| last_end(known) <= bracket.start)
                    .max_by_key(|known| last_end(known)),
            };
            if let Some(known) = known {
                known.short_name.get_or_insert_with(|| name.to_owned());
            }
        }
    }
}

fn last_end(reference: &Reference) -> usize {
    reference.uses.last().unwrap_or(&reference.span).end
}

/// Resolves later uses of short names that hold no number.
pub(super) fn uses(source: &str, spans: &[Span], references: &mut [Reference]) {
    for reference in references {
        let Some(name) = reference.short_name.clone() else { continue };
        if symbol().is_some_and(|symbol| symbol.is_match(&name)) || name.split(' ').count() < 2 {
            continue;
        }
        for &span in spans {
            let flat = Flat::new(source, span);
            let uses = flat.text().match_indices(&name).map(|(at, _)| flat.span(at..at + name.len()));
            let fresh: Vec<Span> = uses.filter(|found| found.start > reference.span.end).collect();
            reference.uses.extend(fresh);
        }
        reference.uses.sort_unstable();
        reference.uses.dedup();
    }
}
