//! Tasks followed by labelled fields: "Cơ quan chủ trì: …", "Thời gian thực hiện: …".

use crate::annex::{self, Field};
use crate::deadlines;
use crate::model::{Duty, Layout, Mark, MarkKind, Paragraph, Role, Section, Span};
use crate::references;
use crate::text::Flat;

/// Longest label of a field, in words.
const LABEL_WORDS: usize = 7;

/// Most bytes of fields that are repeated at the tasks which share them; a real block has some hundreds, for ten tasks.
const MOST_SHARED: usize = 4_000_000;

/// A piece of a section that belongs to a field or is a task.
#[derive(Debug, Clone, Copy)]
struct Item {
    field: Field,
    /// The label says "chủ trì".
    leads: bool,
    /// Where the value stands.
    value: Span,
    /// Where label and value stand.
    whole: Span,
}

/// Tasks that share one block of fields.
#[derive(Debug, Default)]
struct Group {
    tasks: Vec<Span>,
    fields: Vec<Item>,
}

/// The duties of a section that gives its tasks by fields; `None` when it does not.
pub(super) fn duties(source: &str, section: &Section) -> Option<Vec<Duty>> {
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
        let task = item.field == Field::Task;
        if groups.last().is_none_or(|group| task && !group.fields.is_empty()) {
            groups.push(Group::default());
        }
        if let Some(group) = groups.last_mut() {
            if task { group.tasks.push(item.value) } else { group.fields.push(item) }
        }
    }
    if let Some(first) = groups.first_mut().filter(|group| group.tasks.is_empty()) {
        // The heading itself is the task.
        let heading = Flat::new(source, section.heading_span);
        let label = crate::labels::parse(heading.text()).map_or(0, |label| label.len);
        first.tasks.push(heading.span(label..heading.text().len()));
    }
    Some(groups.iter().flat_map(|group| group.duties(source, &section.path)).collect())
}

/// Tasks and fields of a section in reading order; a child section whose title is a label gives its paragraphs.
fn items(source: &str, section: &Section) -> Vec<Item> {
    let mut items: Vec<Item> =
        section.paragraphs.iter().filter_map(|paragraph| item(source, paragraph, None)).collect();
    for child in &section.sections {
        let label = child.heading.as_deref().and_then(label_field);
        let Some(label) = label.filter(|_| child.sections.is_empty()) else { return Vec::new() };
        items.extend(child.paragraphs.iter().filter_map(|paragraph| item(source, paragraph, Some(label))));
    }
    items
}

fn item(source: &str, paragraph: &Paragraph, above: Option<(Field, bool)>) -> Option<Item> {
    let flat = Flat::new(source, paragraph.span);
    let text = flat.text();
    let own = own_label(text).map(|label| (label, text.find(':').map_or(0, |colon| colon + 1)));
    let ((field, leads), from) = own.unwrap_or((above.unwrap_or((Field::Task, false)), 0));
    let value = flat.span(from..text.len());
    (!text[from..].trim().is_empty()).then_some(Item { field, leads, value, whole: paragraph.span })
}

/// The field that a paragraph's own label names, "Cơ quan chủ trì: …".
fn own_label(text: &str) -> Option<(Field, bool)> {
    label_field(&text[..text.find(':')?])
}

/// The field that a label names, and whether it says "chủ trì".
fn label_field(label: &str) -> Option<(Field, bool)> {
    if label.split(' ').nth(LABEL_WORDS).is_some() {
        return None;
    }
    let folded = viet::fold(label);
    let starts = [
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
    if !starts.iter().any(|start| folded.trim_start().starts_with(start)) {
        return None;
    }
    let field = match annex::heading_field(label)? {
        Field::Doer => Field::Lead,
        field => field,
    };
    Some((field, folded.contains("chu tri")))
}

impl Group {
    fn duties(&self, source: &str, path: &str) -> Vec<Duty> {
        let shared: usize = self.fields.iter().map(|item| item.whole.end - item.whole.start).sum();
        if shared.saturating_mul(self.tasks.len()) > MOST_SHARED {
            return Vec::new();
        }
        let text = |field| {
            let item = self.fields.iter().find(|item| item.field == field)?;
            Some(Flat::new(source, item.value).text().to_owned())
        };
        let named = |field| text(field).map(|value| annex::cell_parties(&value)).unwrap_or_default();
        let owners = named(Field::Lead);
        if owners.is_empty() {
            return Vec::new();
        }
        let lead = self.fields.iter().find(|item| item.field == Field::Lead);
        let leads = lead.is_some_and(|item| item.leads)
            || text(Field::Lead).is_some_and(|value| value.contains("chủ trì"));
        let time = text(Field::Time).unwrap_or_default();
        let marks: Vec<Mark> = self
            .fields
            .iter()
            .filter_map(|item| {
                let kind = match item.field {
                    Field::Lead => MarkKind::Owner,
                    Field::Coordinators => MarkKind::Coordinator,
                    _ => return None,
                };
                Some(Mark { kind, span: item.value })
            })
            .collect();
        let end = self.fields.iter().map(|item| item.whole).reduce(Span::cover);
        let count = self.tasks.len();
        let duty = |(i, task): (usize, &Span)| {
            // Only the last of several tasks reaches over the fields that they share.
            let span = if i + 1 == count { end.map_or(*task, |end| task.cover(end)) } else { *task };
            let flat = Flat::new(source, span);
            let mut coordinators = super::role::coordinators(Flat::new(source, *task).text()).0;
            coordinators.extend(named(Field::Coordinators));
            let mut known = std::collections::HashSet::new();
            coordinators.retain(|name| known.insert(name.clone()));
            Duty {
                id: String::new(),
                section: Some(path.to_owned()),
                span: flat.whole(),
                owners: owners.clone(),
                role: if leads { Role::Lead } else { Role::Responsible },
                coordinators,
                product: text(Field::Product),
                basis: references::numbers(flat.text()),
                deadline: deadlines::field(&time),
                recurrence: deadlines::recurrence(&time),
                layout: Layout::Field,
                marks: marks.clone(),
                text: flat.text().to_owned(),
            }
        };
        self.tasks.iter().enumerate().map(duty).collect()
    }
}
