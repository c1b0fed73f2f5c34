//! Fields inside a paragraph: "… (Cơ quan chủ trì: Sở A; thời gian: Quý I/2026).", "…. Thời gian hoàn thành: Tháng 12/2026."

use super::group::Group;
use super::{Item, Piece, label_field};
use crate::annex::Field;
use crate::model::{Paragraph, Span};
use crate::text::{Flat, head, tail};
use std::ops::Range;

/// The time that a sentence says by its label inside a text: "… báo cáo. Thời gian hoàn thành: Tháng 12/2026."
pub(in crate::duties) fn time_inside(text: &str) -> Option<&str> {
    /// Bytes of a value.
    const LONGEST: usize = 240;
    let label = labels(text).find(|label| label.field == Field::Time)?;
    let value = head(&text[label.range.end..], LONGEST).trim();
    let end = value.find(['.', ';', ')']).unwrap_or(value.len());
    (!value.is_empty()).then(|| &value[..end])
}

/// A label inside a text.
struct Label {
    field: Field,
    leads: bool,
    /// Where it stands, its colon included.
    range: Range<usize>,
}

/// The labels of a text, in order.
fn labels(text: &str) -> impl Iterator<Item = Label> + '_ {
    /// Bytes of a label.
    const LONGEST: usize = 80;
    let colons = text.match_indices(':').map(|(at, _)| at);
    let label = move |colon: usize| {
        let near = tail(&text[..colon], LONGEST);
        let from = near.rfind(['(', '.', ';', ','])? + 1;
        let words = near[from..].trim_start();
        let (field, leads) = label_field(words)?;
        Some(Label { field, leads, range: colon - words.len()..colon + 1 })
    };
    colons.filter_map(label)
}

/// The duty of a paragraph that names its task first and then by labels who leads: one, with the fields inside it.
pub(in crate::duties) fn pieces_inside(
    source: &str,
    paragraph: &Paragraph,
    path: &str,
) -> Option<Vec<Piece>> {
    /// Bytes of a task, at least.
    const TASK: usize = 20;
    let leads = ["trì:", "hiện:"].iter().any(|end| paragraph.text.contains(end));
    leads.then_some(())?;
    let flat = Flat::new(source, paragraph.span);
    let text = flat.text();
    let labels: Vec<Label> = labels(text).collect();
    let first = labels.first().filter(|first| first.range.start > TASK)?;
    labels.iter().find(|label| label.field == Field::Lead)?;
    let task = text[..first.range.start].trim_end_matches([' ', '(', '-']);
    let mut group = Group::of(flat.span(0..task.len()));
    for (i, label) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(text.len(), |next| next.range.start);
        let value = text[..end].trim_end_matches([' ', '.', ';', ',', ')', '(', '-', '/']).len();
        let value: Span = flat.span(label.range.end..value.max(label.range.end));
        let whole = flat.span(label.range.start..end);
        let (field, leads) = (label.field, label.leads);
        group.fields.push(Item { field, labelled: true, leads, opens: false, value, whole });
    }
    Some(group.pieces(source, path))
}
