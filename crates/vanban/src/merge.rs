//! One header from two copies of a document.

use crate::model::{Document, Header};
use std::collections::BTreeMap;

/// The copy that a field came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The copy that gives the body.
    Body,
    /// The other copy.
    Other,
}

/// A header put together from two copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedHeader {
    /// The fields. `header.spans` holds, for each field, its place in the copy that `origin` names.
    pub header: Header,
    /// For each field that has a value (`type`, `number`, `issuer`, `place`, `date`, `title`, `signers`,
    /// `recipients`, `basis`), the copy it came from.
    pub origin: BTreeMap<String, Origin>,
}

/// Takes each header field from `body` and, where it has none, from `other`: a print copy often lost its head,
/// a law portal's copy keeps it but is cut short.
pub fn merge_header(body: &Document, other: &Document) -> MergedHeader {
    let mut merged = MergedHeader { header: Header::default(), origin: BTreeMap::new() };
    for (document, origin) in [(body, Origin::Body), (other, Origin::Other)] {
        let from = &document.header;
        let header = &mut merged.header;
        let taken = [
            ("type", take(&mut header.kind, &from.kind)),
            ("number", take(&mut header.number, &from.number)),
            ("issuer", take(&mut header.issuer, &from.issuer)),
            ("place", take(&mut header.place, &from.place)),
            ("date", take(&mut header.date, &from.date)),
            ("title", take(&mut header.title, &from.title)),
            ("signers", take_list(&mut header.signers, &from.signers)),
            ("recipients", take_list(&mut header.recipients, &from.recipients)),
            ("basis", take_list(&mut header.basis, &from.basis)),
        ];
        for (field, _) in taken.into_iter().filter(|(_, taken)| *taken) {
            merged.origin.insert(field.to_owned(), origin);
            if let Some(span) = from.spans.get(field) {
                merged.header.spans.insert(field.to_owned(), *span);
            }
        }
    }
    merged
}

fn take<T: Clone>(field: &mut Option<T>, from: &Option<T>) -> bool {
    let takes = field.is_none() && from.is_some();
    if takes {
        field.clone_from(from);
    }
    takes
}

fn take_list<T: Clone>(field: &mut Vec<T>, from: &[T]) -> bool {
    let takes = field.is_empty() && !from.is_empty();
    if takes {
        *field = from.to_vec();
    }
    takes
}
