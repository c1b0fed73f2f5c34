//! Duties: who answers for what, as printed.

mod field;
mod heading;
mod inline;
mod role;
mod table;

use crate::deadlines;
use crate::model::{Closing, Duty, Layout, Mark, MarkKind, Paragraph, Role, Section, Span};
use crate::parties::{self, Party};
use crate::references;
use crate::text::Flat;
pub(crate) use heading::Holder;

/// Most bytes of names and products that the duties of a document repeat together: a heading of a thousand parties above
/// a million lines would fill any memory. A real plan has some ten thousand.
const MOST_REPEATED: usize = 64 * 1024 * 1024;

/// Finds the duties of a document in reading order.
pub(crate) fn find(source: &str, kind: Option<&str>, sections: &[Section], closing: &Closing) -> Vec<Duty> {
    let mut finder = Finder {
        source,
        concludes: kind == Some("TB"),
        addressee: None,
        duties: Vec::new(),
        left: MOST_REPEATED,
        tables: table::Known::new(),
    };
    for section in sections {
        finder.addressee = None;
        finder.section(section, None, false);
    }
    finder.addressee = None;
    for paragraph in &closing.paragraphs {
        finder.running(paragraph, None, Layout::Inline);
    }
    finder.duties
}

struct Finder<'a> {
    source: &'a str,
    /// A notice of conclusions: what it tells one addressee goes on through the items of a part.
    concludes: bool,
    addressee: Option<Holder>,
    duties: Vec<Duty>,
    /// Bytes of names that duties may still repeat.
    left: usize,
    tables: table::Known,
}

/// A duty before it has a number.
struct Draft<'a> {
    section: Option<&'a str>,
    /// Text of the duty, with the way back to the source.
    flat: Flat,
    owners: Vec<String>,
    owner_spans: Vec<Span>,
    /// Where in `flat` the action begins, after the owners when they stand in the same sentence.
    action: usize,
    requested: bool,
    /// What the line above says for all its items.
    shared: Option<&'a Flat>,
    layout: Layout,
}

impl Finder<'_> {
    /// Reads a section; `inherited` answers for it unless its own heading names somebody, and `targets` says that
    /// it lies below a heading of goals.
    fn section(&mut self, section: &Section, inherited: Option<&Holder>, targets: bool) {
        let targets = targets || is_target_section(section);
        if inherited.is_none()
            && let Some(duties) = field::duties(self.source, section)
        {
            duties.into_iter().for_each(|duty| self.keep(duty));
            return;
        }
        let own = if targets { None } else { heading::holder(self.source, section) };
        let holder = own.as_ref().or(inherited);
        if let Some(holder) = holder
            && let Some(flat) = heading::over_objects(self.source, section)
        {
            self.over_objects(section, holder, &flat);
            return;
        }
        if own.is_none() && !targets {
            self.printed_as_title(section, inherited);
        }
        let last = section.paragraphs.len().saturating_sub(1);
        let mut led: Option<Holder> = None;
        let mut led_by: Option<&str> = None;
        for (i, paragraph) in section.paragraphs.iter().enumerate() {
            // "- Bộ Xây dựng" over items with plus signs
            let below = section.paragraphs.get(i + 1).and_then(|next| next.mark.as_deref());
            if below.is_some()
                && below != paragraph.mark.as_deref()
                && let Some(own) = heading::item_holder(self.source, paragraph)
            {
                led = Some(own);
                led_by = paragraph.mark.as_deref();
                continue;
            }
            let leads_in = paragraph.text.ends_with(':') && (i < last || !section.sections.is_empty());
            if leads_in || paragraph.mark.is_none() || paragraph.mark.as_deref() == led_by {
                led = if leads_in { self.led(paragraph) } else { None };
                led_by = None;
                if led.is_some() {
                    continue;
                }
            }
            match led
                .as_ref()
                .map(|led| (led, Layout::Directive))
                .or(holder.map(|own| (own, Layout::Heading)))
            {
                Some(_) if leads_in || is_remark(&paragraph.text) || is_right(&paragraph.text) => {}
                Some((holder, _)) if inline::answers_itself(&paragraph.text, holder.action.is_some()) => {
                    self.running(paragraph, Some(&section.path), Layout::Inline)
                }
                Some((holder, layout)) => self.held(section, paragraph, holder, layout),
                None if targets => {}
                None => {
                    let item = i == 0 && section.heading.is_none();
                    let layout = if item { Layout::Directive } else { Layout::Inline };
                    self.running(paragraph, Some(&section.path), layout);
                }
            }
        }
        for table in &section.tables {
            let duties = table::duties(self.source, table, &section.path, &mut self.tables);
            duties.into_iter().for_each(|duty| self.keep(duty));
        }
        for child in &section.sections {
            self.section(child, led.as_ref().or(holder), targets);
        }
    }

    /// The parties that a lead-in names for the items below it.
    fn led(&self, paragraph: &Paragraph) -> Option<Holder> {
        let flat = Flat::new(self.source, paragraph.span);
        let order = inline::lead_in(flat.text())?;
        Some(Holder {
            owners: parties::names(flat.text(), &order.owners),
            spans: order.owners.iter().map(|owner| flat.span(owner.range.clone())).collect(),
            requested: order.requested,
            action: Some(Flat::new(self.source, flat.span(order.action..flat.text().len()))),
        })
    }

    /// A paragraph under a heading that names the party.
    fn held(&mut self, section: &Section, paragraph: &Paragraph, holder: &Holder, layout: Layout) {
        self.push(Draft {
            section: Some(&section.path),
            flat: Flat::new(self.source, paragraph.span),
            owners: holder.owners.clone(),
            owner_spans: holder.spans.clone(),
            action: 0,
            requested: holder.requested,
            shared: holder.action.as_ref(),
            layout,
        });
    }

    /// A heading that tells an action, over items that are only what it is done to: one duty, whose role the heading says.
    fn over_objects(&mut self, section: &Section, holder: &Holder, heading: &Flat) {
        let flat = Flat::new(self.source, Span::new(heading.whole().start, section.span.end));
        let held = holder.action.as_ref().unwrap_or(heading).clone();
        self.push(Draft {
            section: Some(&section.path),
            owners: holder.owners.clone(),
            owner_spans: holder.spans.clone(),
            action: flat.text().len(),
            requested: holder.requested,
            shared: Some(&held),
            layout: Layout::Heading,
            flat,
        });
    }

    /// A numbered item without its full stop looks like a title, but there is nothing below it.
    fn printed_as_title(&mut self, section: &Section, inherited: Option<&Holder>) {
        let Some(flat) = heading::text(self.source, section) else { return };
        let bare = section.paragraphs.is_empty() && section.sections.is_empty() && section.tables.is_empty();
        if !bare {
            return;
        }
        let item =
            Paragraph { id: String::new(), span: flat.whole(), text: flat.text().to_owned(), mark: None };
        match inherited {
            Some(holder) => self.held(section, &item, holder, Layout::Heading),
            None => self.running(&item, Some(&section.path), Layout::Directive),
        }
    }

    /// Running text: each sentence that names a party and its action.
    fn running(&mut self, paragraph: &Paragraph, section: Option<&str>, layout: Layout) {
        let orders = inline::orders(&paragraph.text);
        if orders.is_empty() && !self.concludes {
            return;
        }
        let flat = Flat::new(self.source, paragraph.span);
        if orders.is_empty() {
            self.concluded(paragraph, &flat, section);
            return;
        }
        for order in orders {
            let span = flat.span(order.range.clone());
            let text = Flat::new(self.source, span);
            let shift = order.range.start;
            let range = |party: &Party| party.range.start..party.range.end;
            self.push(Draft {
                section,
                owners: parties::names(flat.text(), &order.owners),
                owner_spans: order.owners.iter().map(|owner| flat.span(range(owner))).collect(),
                action: order.action - shift,
                requested: order.requested,
                shared: None,
                layout,
                flat: text,
            });
        }
    }

    /// An item of a conclusion that names nobody goes on speaking to the addressee named before it.
    fn concluded(&mut self, paragraph: &Paragraph, flat: &Flat, section: Option<&str>) {
        let named = inline::addressee(flat.text());
        let action = named.as_ref().map_or(0, |named| named.end);
        if let Some(named) = named {
            let spans = vec![flat.span(named.clone())];
            self.addressee = Some(Holder {
                owners: vec![flat.text()[named].to_owned()],
                spans,
                requested: false,
                action: None,
            });
        }
        let Some(addressee) = self.addressee.clone().filter(|_| !paragraph.text.ends_with(':')) else {
            return;
        };
        self.push(Draft {
            section,
            flat: flat.clone(),
            owners: addressee.owners,
            owner_spans: addressee.spans,
            action,
            requested: false,
            shared: None,
            layout: if action > 0 { Layout::Inline } else { Layout::Directive },
        });
    }

    /// Takes a duty, numbering it.
    fn keep(&mut self, duty: Duty) {
        let names = duty.owners.iter().chain(&duty.coordinators).chain(&duty.product);
        let repeated: usize = names.map(|name| size_of::<String>() + name.len()).sum();
        let marks = duty.marks.len() * size_of::<Mark>();
        let Some(left) = self.left.checked_sub(repeated + marks) else { return };
        self.left = left;
        self.duties.push(Duty { id: format!("d{}", self.duties.len() + 1), ..duty });
    }

    fn push(&mut self, draft: Draft<'_>) {
        let text = draft.flat.text();
        let action = text.get(draft.action..).unwrap_or(text);
        let shift = text.len() - action.len();
        let mut role = role::role(action, draft.requested);
        let (mut coordinators, spans) = role::coordinators(action);
        if let Some(shared) = draft.shared.map(Flat::text) {
            if role.word.is_none() && !draft.requested {
                role.role = role::role(shared, false).role;
            }
            if coordinators.is_empty() {
                coordinators = role::coordinators(shared).0;
            }
        }
        let mut marks: Vec<Mark> =
            draft.owner_spans.iter().map(|&span| Mark { kind: MarkKind::Owner, span }).collect();
        let place = |range: std::ops::Range<usize>| draft.flat.span(range.start + shift..range.end + shift);
        marks.extend(role.word.map(|range| Mark { kind: MarkKind::Role, span: place(range) }));
        marks.extend(spans.into_iter().map(|range| Mark { kind: MarkKind::Coordinator, span: place(range) }));
        self.keep(Duty {
            id: String::new(),
            section: draft.section.map(str::to_owned),
            span: draft.flat.whole(),
            owners: draft.owners,
            role: role.role,
            coordinators,
            product: None,
            basis: references::numbers(text),
            deadline: deadlines::deadline(action).or_else(|| deadlines::deadline(&text[..shift])),
            recurrence: deadlines::recurrence(action),
            layout: draft.layout,
            marks,
            text: text.to_owned(),
        });
    }
}

/// Remarks in brackets are no duties ("(Có Danh mục … gửi kèm theo)").
fn is_remark(text: &str) -> bool {
    text.starts_with('(') && text.trim_end_matches(['.', ' ']).ends_with(')')
}

/// What a party may do is no duty: "Cơ quan đăng ký đầu tư có quyền yêu cầu bổ sung".
fn is_right(text: &str) -> bool {
    text.contains(" có quyền ")
        && ![" trách nhiệm", " phải ", " chủ trì"].iter().any(|duty| text.contains(duty))
}

/// Targets name those who reach them but give nobody an action.
fn is_target_section(section: &Section) -> bool {
    let heading = section.heading.as_deref().unwrap_or_default().to_lowercase();
    ["mục tiêu", "chỉ tiêu", "tiêu chí"].iter().any(|goal| heading.starts_with(goal))
}

/// Whether a role is one that answers alone for the whole.
pub(crate) fn is_joint(duty: &Duty) -> bool {
    duty.owners.len() > 1 && !matches!(duty.role, Role::Requested | Role::Coordinate)
}
