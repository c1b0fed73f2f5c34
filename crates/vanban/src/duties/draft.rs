//! A duty as its words tell it: role, partners, time and frequency.

use super::{Holder, field, role};
use crate::deadlines;
use crate::model::{Duty, Layout, Mark, MarkKind, Role};
use crate::references;
use crate::text::Flat;

/// A duty before it has a number.
pub(super) struct Draft<'a> {
    pub(super) section: Option<&'a str>,
    /// Text of the duty, with the way back to the source.
    pub(super) flat: Flat,
    /// Who answers for it, and what the line above says for all its items.
    pub(super) holder: &'a Holder,
    /// Where in `flat` the action begins, after the owners when they stand in the same sentence.
    pub(super) action: usize,
    pub(super) layout: Layout,
}

impl Draft<'_> {
    /// The duty, without its number.
    pub(super) fn duty(self) -> Duty {
        let text = self.flat.text();
        let action = text.get(self.action..).unwrap_or(text);
        let shift = text.len() - action.len();
        let holder = self.holder;
        let mut role = role::role(action, holder.requested);
        let (mut coordinators, spans) = role::coordinators(action);
        if let Some(words) = holder.action.as_ref().map(Flat::text) {
            let shared =
                Some(role::role(words, false).role).filter(|_| role.word.is_none() && !holder.requested);
            let partners = if coordinators.is_empty() || shared == Some(Role::Coordinate) {
                role::coordinators(words).0
            } else {
                Vec::new()
            };
            // without a partner, "phối hợp thực hiện các việc sau" says no more than that all do it
            let alone = shared == Some(Role::Coordinate) && partners.is_empty();
            role.role = shared.filter(|_| !alone).unwrap_or(role.role);
            if coordinators.is_empty() {
                coordinators = partners;
            }
        }
        let mut marks: Vec<Mark> =
            holder.spans.iter().map(|&span| Mark { kind: MarkKind::Owner, span }).collect();
        let place = |range: std::ops::Range<usize>| self.flat.span(range.start + shift..range.end + shift);
        marks.extend(role.word.map(|range| Mark { kind: MarkKind::Role, span: place(range) }));
        marks.extend(spans.into_iter().map(|range| Mark { kind: MarkKind::Coordinator, span: place(range) }));
        let labelled = field::time_inside(action);
        Duty {
            id: String::new(),
            section: self.section.map(str::to_owned),
            span: self.flat.whole(),
            owners: holder.owners.clone(),
            role: role.role,
            coordinators,
            product: None,
            basis: references::numbers(text),
            deadline: labelled
                .and_then(deadlines::field)
                .or_else(|| deadlines::deadline(action).or_else(|| deadlines::deadline(&text[..shift]))),
            recurrence: labelled
                .map_or_else(|| deadlines::recurrence(action), deadlines::field_recurrence)
                .or_else(|| deadlines::recurrence(&text[..shift])),
            layout: self.layout,
            marks,
            text: text.to_owned(),
        }
    }
}
