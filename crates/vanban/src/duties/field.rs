//! Tasks followed by labelled fields: "Cơ quan chủ trì: …", "Thời gian thực hiện: …".

mod group;
mod inside;

use super::{heading, inline};
use crate::annex::{self, Field};
use crate::model::{Duty, Paragraph, Section, Span};
use crate::text::Flat;
use group::Group;
pub(super) use inside::{pieces_inside, time_inside};

/// Longest label of a field, in words: "Đơn vị chủ trì tham mưu thực hiện" has eight.
const LABEL_WORDS: usize = 10;

/// A piece of a section that belongs to a field or is a task.
#[derive(Debug, Clone, Copy)]
struct Item {
    field: Field,
    /// A label of its own says what it is.
    labelled: bool,
    /// The label says "chủ trì".
    leads: bool,
    /// It only leads to what comes next: it ends in a colon.
    opens: bool,
    /// Where the value stands.
    value: Span,
    /// Where label and value stand.
    whole: Span,
}

/// What a section gives that names its tasks by fields, in reading order.
pub(super) enum Piece {
    Duty(Box<Duty>),
    /// A paragraph beside the fields, which may give orders of its own.
    Beside(Span),
}

/// The duties of a section that gives its tasks by fields; `None` when it does not.
pub(super) fn pieces(source: &str, section: &Section) -> Option<Vec<Piece>> {
    let leads = |text: &str| own_label(text).is_some_and(|(field, _)| field == Field::Lead);
    let led = |child: &Section| {
        child.heading.as_deref().and_then(label_field).is_some_and(|(field, _)| field == Field::Lead)
    };
    let inside = section.paragraphs.iter().chain(section.sections.iter().flat_map(|child| &child.paragraphs));
    if !section.sections.iter().any(led) && !inside.into_iter().any(|paragraph| leads(&paragraph.text)) {
        return None;
    }
    let items = items(source, section);
    items.iter().find(|item| item.field == Field::Lead)?;
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        if item.field != Field::Task {
            if groups.is_empty() {
                // The heading itself is the task.
                groups.push(Group::of(heading::after_label(source, section)));
            }
            if let Some(group) = groups.last_mut() {
                group.fields.push(item);
            }
            continue;
        }
        match groups.last_mut().filter(|group| group.fields.is_empty()) {
            // "Nội dung: …" says more of the task above it
            Some(group) if item.labelled => {
                if let Some(task) = group.tasks.last_mut() {
                    *task = task.cover(item.whole);
                }
            }
            Some(group) => group.take(item),
            None => {
                let mut group = Group::default();
                group.take(item);
                groups.push(group);
            }
        }
    }
    Some(groups.iter().flat_map(|group| group.pieces(source, &section.path)).collect())
}

/// Tasks and fields of a section in reading order; a child section whose title is a label gives its paragraphs.
fn items(source: &str, section: &Section) -> Vec<Item> {
    let mut items = Vec::new();
    below(source, &section.paragraphs, None, &mut items);
    for child in &section.sections {
        let label = child.heading.as_deref().and_then(label_field);
        let Some(label) = label.filter(|_| child.sections.is_empty()) else { return Vec::new() };
        below(source, &child.paragraphs, Some(label), &mut items);
    }
    items
}

/// The items of paragraphs below a label; one that stands alone in its line labels the items with another mark below it.
fn below(source: &str, paragraphs: &[Paragraph], above: Option<(Field, bool)>, items: &mut Vec<Item>) {
    let mut open: Option<(Option<&str>, (Field, bool))> = None;
    for paragraph in paragraphs {
        let mark = paragraph.mark.as_deref();
        let own = own_label(&paragraph.text);
        if let Some(label) = own.filter(|_| paragraph.text.trim_end().ends_with(':')) {
            open = Some((mark, label));
            continue;
        }
        open = open.filter(|(of, _)| own.is_none() && (*of != mark || mark.is_none()));
        // a time that says who does what by when gives orders of its own
        let orders =
            |(field, _): (Field, bool)| field == Field::Time && !inline::orders(&paragraph.text).is_empty();
        let label = open.map(|(_, label)| label).filter(|label| !orders(*label)).or(above);
        items.extend(item(source, paragraph, label));
    }
}

fn item(source: &str, paragraph: &Paragraph, above: Option<(Field, bool)>) -> Option<Item> {
    let flat = Flat::new(source, paragraph.span);
    let text = flat.text();
    let own = own_label(text).map(|label| (label, text.find(':').map_or(0, |colon| colon + 1)));
    let labelled = own.is_some();
    let ((field, leads), from) = own.unwrap_or((above.unwrap_or((Field::Task, false)), 0));
    let value = flat.span(from..text.len());
    let opens = text.ends_with(':');
    let whole = paragraph.span;
    (!text[from..].trim().is_empty()).then_some(Item { field, labelled, leads, opens, value, whole })
}

/// What a paragraph's own label says of the duty above it: the field, and where its value begins.
pub(super) fn labelled(text: &str) -> Option<(Field, usize)> {
    let colon = text.find(':')?;
    let (field, _) = label_field(&text[..colon])?;
    (!text[colon + 1..].trim().is_empty()).then_some((field, colon + 1))
}

/// The field that a paragraph's own label names, "Cơ quan chủ trì: …".
fn own_label(text: &str) -> Option<(Field, bool)> {
    label_field(&text[..text.find(':')?])
}

/// The field that a label names, and whether it says "chủ trì".
fn label_field(label: &str) -> Option<(Field, bool)> {
    const STARTS: &[&str] = &[
        "co quan",
        "don vi",
        "chu tri",
        "phoi hop",
        "thoi gian",
        "thoi han",
        "tien do",
        "san pham",
        "ket qua",
        "noi dung",
        "nhiem vu",
        "hoat dong",
        "cong viec",
        "trach nhiem",
        "kinh phi",
        "nguon",
    ];
    if label.split(' ').nth(LABEL_WORDS).is_some() {
        return None;
    }
    // most words begin with a letter that no label does: they need not be folded
    let first = viet::fold(label.trim_start().get(..label.trim_start().chars().next()?.len_utf8())?);
    if !STARTS.iter().any(|start| start.starts_with(&first)) {
        return None;
    }
    let folded = viet::fold(label);
    // "Chủ trì, phối hợp với Sở Y tế:" leads to its items
    if folded.contains(" voi ") {
        return None;
    }
    // "Trách nhiệm của người trồng hồi" names whom it charges
    let charges = folded.trim_start().starts_with("trach nhiem cua ");
    if charges || !STARTS.iter().any(|start| folded.trim_start().starts_with(start)) {
        return None;
    }
    let field = match annex::heading_field(label)? {
        Field::Doer => Field::Lead,
        field => field,
    };
    Some((field, folded.contains("chu tri")))
}
