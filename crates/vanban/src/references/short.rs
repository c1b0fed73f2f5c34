//! Short names given in brackets: "(sau đây viết tắt là Nghị quyết số 36-NQ/TW; Chương trình …)".

use super::{same, symbol};
use crate::labels::TYPES;
use crate::model::{Reference, Span};
use crate::scan::{Scan, find};
use crate::text::Flat;

/// Takes the short names that a text gives. A name with a number goes to that document; one without goes to the
/// document cited last before the bracket in the same text.
pub(super) fn names(flat: &Flat, references: &mut [Reference]) {
    let paragraph = flat.whole();
    let mut at = 0;
    while let Some((whole, list)) = find(flat.text(), at, given) {
        at = whole.end;
        let bracket = flat.span(whole);
        for name in list.split("; ") {
            let name = name.trim().trim_matches(['“', '”', '"']);
            let known = match symbol::next(name, 0) {
                Some(number) => {
                    references.iter_mut().find(|known| same(&known.number, &name[number.clone()]))
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
    let names = scan.run(usize::MAX, |c| c != ')');
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

/// Resolves later uses of short names that hold no number.
pub(super) fn uses(source: &str, spans: &[Span], references: &mut [Reference]) {
    let resolves = |name: &String| symbol::next(name, 0).is_none() && name.contains(' ');
    let mut named: Vec<(String, &mut Reference)> = references
        .iter_mut()
        .filter_map(|reference| Some((reference.short_name.clone().filter(resolves)?, reference)))
        .collect();
    if named.is_empty() {
        return;
    }
    for &span in spans {
        let flat = Flat::new(source, span);
        for (name, reference) in &mut named {
            let text = flat.text();
            let found =
                text.match_indices(name.as_str()).filter(|(at, name)| ends(name, &text[at + name.len()..]));
            let uses = found.map(|(at, _)| flat.span(at..at + name.len()));
            let after = reference.span.end;
            reference.uses.extend(uses.filter(|found| found.start > after));
        }
    }
    for (_, reference) in named {
        reference.uses.sort_unstable();
        reference.uses.dedup();
    }
}
