//! The head of a document as it is printed, piece by piece.

use crate::labels;
use crate::model::{Document, Header, Span};
use crate::text_of;

/// What a piece of the head says; in the order in which Decree 30/2020 numbers them, left column first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Issuer,
    Number,
    Motto,
    Place,
    Date,
    Type,
    Title,
    Attachment,
}

/// The fields with the names of their spans.
const FIELDS: [(Field, &str); 8] = [
    (Field::Issuer, "issuer"),
    (Field::Number, "number"),
    (Field::Motto, "motto"),
    (Field::Place, "place"),
    (Field::Date, "date"),
    (Field::Type, "type"),
    (Field::Title, "title"),
    (Field::Attachment, "attachment"),
];

/// One piece: its words, and where they stand.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) field: Field,
    pub(super) span: Option<Span>,
    pub(super) text: String,
}

/// The pieces of the head, as printed; what the two columns of a head have mixed up is written from its meaning.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let header = &document.header;
    FIELDS.iter().filter_map(|&(field, name)| piece(document, header, field, name)).collect()
}

fn piece(document: &Document, header: &Header, field: Field, name: &str) -> Option<Piece> {
    let span = header.spans.get(name).copied();
    let mixed = span.is_some_and(|span| {
        header.spans.iter().any(|(other, at)| other != name && at.start < span.end && span.start < at.end)
    });
    // An issuer who is named only at the end of a notice stands there, not in the head.
    let body = header.spans.get("type").map_or(usize::MAX, |kind| kind.start);
    if field == Field::Issuer && span.is_some_and(|span| span.start > body) {
        return None;
    }
    let text = match span {
        Some(span) if !mixed => text_of(&document.source_text, span),
        _ => meant(header, field, span.is_some())?,
    };
    let text = match is_fact(field, &text) {
        true => meant(header, field, false).unwrap_or(text),
        false => text,
    };
    (!text.is_empty()).then_some(Piece { field, span, text })
}

/// Whether the words are those of a portal's table, which a document prints in another form.
fn is_fact(field: Field, text: &str) -> bool {
    match field {
        Field::Issuer => !labels::is_caps(text),
        Field::Number => !labels::is_head_line(text),
        Field::Date => text.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// The words of a field from its value.
fn meant(header: &Header, field: Field, printed: bool) -> Option<String> {
    match field {
        Field::Issuer => header.issuer.as_ref().map(|issuer| issuer.to_uppercase()),
        Field::Number => header.number.as_ref().map(|number| format!("Số: {number}")),
        Field::Motto => {
            printed.then(|| "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc".to_owned())
        }
        Field::Place => header.place.clone(),
        Field::Date => header.date.map(viet::date::long),
        Field::Type => {
            header.kind.as_deref().filter(|_| printed).and_then(labels::type_name).map(str::to_owned)
        }
        Field::Title => header.title.clone(),
        Field::Attachment => None,
    }
}
