//! Tasks with the fields that say who does them, when and with whom.

use super::super::inline;
use super::{Item, Piece};
use crate::annex::{self, Field};
use crate::deadlines;
use crate::model::{Duty, Layout, Mark, MarkKind, Role, Span};
use crate::parties;
use crate::references;
use crate::text::Flat;

/// Most bytes of fields that are repeated at the tasks which share them; a real block has some hundreds, for ten tasks.
const MOST_SHARED: usize = 4_000_000;

/// Tasks that share one block of fields.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) tasks: Vec<Span>,
    /// The last task is a line that only leads to the next.
    opens: bool,
    pub(super) fields: Vec<Item>,
}

impl Group {
    /// A group of one task.
    pub(super) fn of(task: Span) -> Self {
        Self { tasks: vec![task], ..Self::default() }
    }

    /// Takes a task; a line that only leads to it is none.
    pub(super) fn take(&mut self, task: Item) {
        if self.opens {
            self.tasks.pop();
        }
        self.opens = task.opens;
        self.tasks.push(task.value);
    }

    fn value(&self, source: &str, field: Field) -> Option<Flat> {
        let item = self.fields.iter().find(|item| item.field == field)?;
        Some(Flat::new(source, item.value))
    }

    /// The duties of the tasks; without a field that says who leads, the tasks alone.
    pub(super) fn pieces(&self, source: &str, path: &str) -> Vec<Piece> {
        let shared: usize = self.fields.iter().map(|item| item.whole.end - item.whole.start).sum();
        if shared.saturating_mul(self.tasks.len()) > MOST_SHARED {
            return Vec::new();
        }
        let text = |field| self.value(source, field).map(|value| value.text().to_owned());
        let named = |field| text(field).map(|value| annex::cell_parties(&value)).unwrap_or_default();
        let leads: Vec<(&Item, Flat, Vec<inline::Order>)> = self
            .fields
            .iter()
            .filter(|item| item.field == Field::Lead)
            .map(|item| (item, Flat::new(source, item.value)))
            .map(|(item, value)| {
                let parts = inline::parted(value.text());
                (item, value, parts)
            })
            .collect();
        let Some((lead, value, parts)) = leads.first() else {
            return self.tasks.iter().map(|task| Piece::Beside(*task)).collect();
        };
        let mut owners = match parts.first() {
            Some(part) => parties::names(value.text(), &part.owners),
            None => named(Field::Lead),
        };
        // "+ Sở A" and "+ Sở B" below one label answer together, unless each has its own action
        for (_, other, _) in leads.iter().skip(1).filter(|(.., parts)| parts.is_empty()) {
            owners.extend(annex::cell_parties(other.text()));
        }
        if owners.is_empty() {
            return Vec::new();
        }
        let role = |value: &Flat, part: Option<&inline::Order>| match part {
            _ if lead.leads => Role::Lead,
            Some(part) => super::super::role::role(&value.text()[part.action..part.range.end], false).role,
            None if value.text().contains("chủ trì") => Role::Lead,
            None => Role::Responsible,
        };
        let partners = |value: &Flat, part: Option<&inline::Order>| {
            part.map(|part| super::super::role::coordinators(&value.text()[part.action..part.range.end]).0)
                .unwrap_or_default()
        };
        let time = text(Field::Time).unwrap_or_default();
        let (deadline, recurrence) = (deadlines::field(&time), deadlines::field_recurrence(&time));
        let (product, helpers) = (text(Field::Product), named(Field::Coordinators));
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
        let duty = |span: Span, owners: &[String], role: Role, coordinators: Vec<String>, marks: &[Mark]| {
            let flat = Flat::new(source, span);
            Piece::Duty(Box::new(Duty {
                id: String::new(),
                section: Some(path.to_owned()),
                span: flat.whole(),
                owners: owners.to_vec(),
                role,
                coordinators,
                product: product.clone(),
                basis: references::numbers(flat.text()),
                deadline: deadline.clone(),
                recurrence,
                layout: Layout::Field,
                marks: marks.to_vec(),
                text: flat.text().to_owned(),
            }))
        };
        // Several parties, each with its own action: the first has the task, the others what is said of them.
        let rest = leads.iter().enumerate().flat_map(|(i, (_, value, parts))| {
            parts.iter().skip(usize::from(i == 0)).map(move |part| (value, part))
        });
        let others: Vec<(&Flat, &inline::Order)> = rest.collect();
        let end = match parts.first().filter(|_| !others.is_empty()) {
            Some(first) => Some(value.span(first.range.clone())),
            None => self.fields.iter().map(|item| item.whole).reduce(Span::cover),
        };
        let count = self.tasks.len();
        let of_task = |(i, task): (usize, &Span)| {
            // Only the last of several tasks reaches over the fields that they share.
            let span = if i + 1 == count { end.map_or(*task, |end| task.cover(end)) } else { *task };
            let mut coordinators = super::super::role::coordinators(Flat::new(source, *task).text()).0;
            coordinators.extend(partners(value, parts.first()));
            coordinators.extend(helpers.iter().cloned());
            let mut known = std::collections::HashSet::new();
            coordinators.retain(|name| known.insert(name.clone()));
            let asks = Flat::new(source, *task).text().starts_with("Đề nghị ");
            let role = if asks { Role::Requested } else { role(value, parts.first()) };
            duty(span, &owners, role, coordinators, &marks)
        };
        let of_other = |(value, part): (&Flat, &inline::Order)| {
            let owners = parties::names(value.text(), &part.owners);
            let places = part.owners.iter().map(|party| value.span(party.range.clone()));
            let marks: Vec<Mark> = places.map(|span| Mark { kind: MarkKind::Owner, span }).collect();
            let span = value.span(part.range.clone());
            duty(span, &owners, role(value, Some(part)), partners(value, Some(part)), &marks)
        };
        self.tasks.iter().enumerate().map(of_task).chain(others.iter().copied().map(of_other)).collect()
    }
}
