//! Duties: who answers for what, as printed.

mod draft;
mod exempt;
mod field;
mod heading;
mod inline;
mod role;
mod table;

use crate::annex::{self, Field, Known};
use crate::deadlines;
use crate::model::{Closing, Duty, Layout, Mark, MarkKind, Paragraph, Role, Section, Span};
use crate::parties::{self, Party};
use crate::text::Flat;
use draft::Draft;
use field::Piece;
pub(crate) use heading::Holder;
use inline::Order;
use std::collections::HashSet;

/// Most bytes of names and products that the duties of a document repeat together: a heading of a thousand parties above
/// a million lines would fill any memory. A real plan has some ten thousand.
const MOST_REPEATED: usize = 64 * 1024 * 1024;

/// Most labels that one duty has below it.
const MOST_LABELS: usize = 8;

/// Types that call their addressees by name and then tell them what to do, item by item: directive, telegram, letter.
const CALLING: &[&str] = &["CT", "CĐ", "CV"];

/// Finds the duties of a document in reading order.
pub(crate) fn find(
    source: &str,
    kind: Option<&str>,
    preamble: &[Paragraph],
    sections: &[Section],
    closing: &Closing,
) -> Vec<Duty> {
    let calls = kind.is_some_and(|kind| CALLING.contains(&kind));
    let mut finder = Finder {
        source,
        concludes: kind == Some("TB"),
        called: preamble.last().filter(|_| calls).and_then(|last| called(source, last)),
        addressee: None,
        duties: Vec::new(),
        left: MOST_REPEATED,
        tables: Known::default(),
    };
    for section in sections {
        finder.addressee = None;
        finder.section(section, None, false);
    }
    finder.addressee = None;
    for paragraph in &closing.paragraphs {
        finder.running(paragraph.span, &paragraph.text, None, Layout::Inline);
    }
    finder.duties
}

struct Finder<'a> {
    source: &'a str,
    /// A notice of conclusions: what it tells one addressee goes on through the items of a part.
    concludes: bool,
    /// Whom the line above the first item calls: "UBND tỉnh yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:".
    called: Option<Holder>,
    addressee: Option<Holder>,
    duties: Vec<Duty>,
    /// Bytes of names that duties may still repeat.
    left: usize,
    tables: Known,
}

impl Finder<'_> {
    /// Reads a section; `inherited` answers for it unless its own heading names somebody, and `general` says that
    /// it lies below a heading of goals, principles or the like.
    fn section(&mut self, section: &Section, inherited: Option<&Holder>, general: bool) {
        let general = general || exempt::gives_no_orders(section);
        if inherited.is_none()
            && let Some(pieces) = field::pieces(self.source, section)
        {
            self.fields(pieces, section);
            return;
        }
        let own = if general { None } else { heading::holder(self.source, section) };
        let told =
            inherited.filter(|_| own.is_none()).and_then(|above| heading::told(self.source, section, above));
        let holder = own.as_ref().or(told.as_ref()).or(inherited);
        if let Some(holder) = holder
            && let Some(flat) = heading::over_objects(self.source, section)
        {
            self.over_objects(section, holder, &flat);
            return;
        }
        if own.is_none() && !general {
            self.printed_as_title(section, inherited);
        }
        let led = self.paragraphs(section, holder, general);
        for table in &section.tables {
            let duties = table::duties(self.source, table, &section.path, &mut self.tables);
            duties.into_iter().for_each(|duty| self.keep(duty));
        }
        for child in &section.sections {
            self.section(child, led.as_ref().or(holder), general);
        }
    }

    /// What labelled fields tell, and the orders of the paragraphs beside them.
    fn fields(&mut self, pieces: Vec<Piece>, section: &Section) {
        for piece in pieces {
            match piece {
                Piece::Duty(duty) => self.keep(*duty),
                Piece::Beside(span) => {
                    let flat = Flat::new(self.source, span);
                    self.running(span, flat.text(), Some(&section.path), Layout::Inline);
                }
            }
        }
    }

    /// Reads the paragraphs of a section; returns whom the last of them leads to, for the sections below.
    fn paragraphs(&mut self, section: &Section, holder: Option<&Holder>, general: bool) -> Option<Holder> {
        let last = section.paragraphs.len().saturating_sub(1);
        let mut led: Option<Holder> = None;
        let mut led_by: Option<&str> = None;
        // where the duties of this section begin, and those below the last line that led to items of another mark
        let first = self.duties.len();
        let mut items: Option<(usize, Option<&str>)> = None;
        let mut labels = 0;
        for (i, paragraph) in section.paragraphs.iter().enumerate() {
            let newest = self.duties.len().checked_sub(1).filter(|newest| *newest >= first);
            let since = newest.map(|newest| items.map_or(newest, |(since, _)| since.min(newest)));
            if since.is_some_and(|since| labels < MOST_LABELS && self.told_by_label(paragraph, since)) {
                labels += 1;
                continue;
            }
            if labels > 0 {
                // what was told is told: later labels speak of later items
                items = items.map(|(_, mark)| (self.duties.len(), mark));
                labels = 0;
            }
            if let Some(pieces) = field::pieces_inside(self.source, paragraph, &section.path) {
                self.fields(pieces, section);
                continue;
            }
            items = items.filter(|(_, mark)| *mark != paragraph.mark.as_deref());
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
            if leads_in {
                items = Some((self.duties.len(), paragraph.mark.as_deref()));
            }
            if leads_in || paragraph.mark.is_none() || paragraph.mark.as_deref() == led_by {
                led = if leads_in { self.led(paragraph) } else { None };
                if led.is_none() && leads_in {
                    led = holder.and_then(|above| above.told(&Flat::new(self.source, paragraph.span)));
                }
                led_by = None;
                if led.is_some() {
                    continue;
                }
            }
            let over = led.as_ref().map(|led| (led, Layout::Directive));
            match over.or(holder.map(|own| (own, Layout::Heading))) {
                Some(_)
                    if leads_in
                        || exempt::is_remark(&paragraph.text)
                        || exempt::is_right(&paragraph.text) => {}
                Some((holder, layout)) => match inline::own_orders(&paragraph.text, holder) {
                    Some(orders) => self.ordered(paragraph.span, orders, Some(&section.path), Layout::Inline),
                    None => {
                        let others = inline::handed_on(&paragraph.text);
                        let own = match others.first() {
                            Some(other) => Flat::new(self.source, paragraph.span).span(0..other.range.start),
                            None => paragraph.span,
                        };
                        self.held(section, own, holder, layout);
                        if !others.is_empty() {
                            self.ordered(paragraph.span, others, Some(&section.path), Layout::Inline);
                        }
                    }
                },
                None if general => {}
                None => {
                    let item = i == 0 && section.heading.is_none();
                    let layout = if item { Layout::Directive } else { Layout::Inline };
                    self.running(paragraph.span, &paragraph.text, Some(&section.path), layout);
                }
            }
        }
        led
    }

    /// A paragraph that says by its label when, with whom or with what result the duty above is to be done: it belongs to
    /// that, and what it says to all duties since the one numbered `since`.
    fn told_by_label(&mut self, paragraph: &Paragraph, since: usize) -> bool {
        let Some((field, from)) = field::labelled(&paragraph.text) else { return false };
        let flat = Flat::new(self.source, paragraph.span);
        let value = paragraph.text[from..].trim();
        let Some(own) = self.duties.get_mut(since..) else { return false };
        // what is told to many is repeated at each of them
        let Some(left) = self.left.checked_sub(own.len().saturating_mul(value.len())) else { return false };
        self.left = left;
        match field {
            Field::Time => {
                let (deadline, recurrence) = (deadlines::field(value), deadlines::field_recurrence(value));
                for duty in own {
                    duty.deadline = duty.deadline.take().or_else(|| deadline.clone());
                    duty.recurrence = duty.recurrence.or(recurrence);
                }
            }
            Field::Coordinators => {
                let named = annex::cell_parties(value);
                for duty in own {
                    let known: HashSet<String> = duty.coordinators.iter().cloned().collect();
                    duty.coordinators.extend(named.iter().filter(|name| !known.contains(*name)).cloned());
                    duty.marks
                        .push(Mark { kind: MarkKind::Coordinator, span: flat.span(from..flat.text().len()) });
                }
            }
            Field::Product => {
                for duty in own {
                    duty.product.get_or_insert_with(|| value.to_owned());
                }
            }
            Field::Budget | Field::Note => {}
            _ => return false,
        }
        if let Some(duty) = self.duties.last_mut() {
            duty.span = duty.span.cover(flat.whole());
            duty.text = Flat::new(self.source, duty.span).text().to_owned();
        }
        true
    }

    /// The parties that a lead-in names for the items below it.
    fn led(&self, paragraph: &Paragraph) -> Option<Holder> {
        let flat = Flat::new(self.source, paragraph.span);
        let order = inline::lead_in(flat.text())?;
        let from = heading::last_clause(flat.text(), order.action);
        Some(Holder {
            action: Some(flat.part(from..flat.text().len())),
            ..Holder::of(&flat, &order.owners, order.requested)
        })
    }

    /// Words under a heading that names the party.
    fn held(&mut self, section: &Section, span: Span, holder: &Holder, layout: Layout) {
        let flat = Flat::new(self.source, span);
        self.push(Draft { section: Some(&section.path), flat, holder, action: 0, layout });
    }

    /// A heading that tells an action, over items that are only what it is done to: one duty, whose role the heading says.
    fn over_objects(&mut self, section: &Section, holder: &Holder, heading: &Flat) {
        let flat = Flat::new(self.source, Span::new(heading.whole().start, section.span.end));
        let action = holder.action.as_ref().unwrap_or(heading).clone();
        let holder = Holder { action: Some(action), ..holder.clone() };
        self.push(Draft {
            section: Some(&section.path),
            holder: &holder,
            action: flat.text().len(),
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
        match inherited {
            Some(holder) => self.held(section, flat.whole(), holder, Layout::Heading),
            None => self.running(flat.whole(), flat.text(), Some(&section.path), Layout::Directive),
        }
    }

    /// Running text: each sentence that names a party and its action.
    fn running(&mut self, span: Span, text: &str, section: Option<&str>, layout: Layout) {
        let orders = inline::orders(text);
        if !orders.is_empty() {
            self.ordered(span, orders, section, layout);
        } else if self.concludes {
            self.concluded(span, section);
        } else if inline::acts(text)
            && !text.ends_with(':')
            && let Some(called) = self.called.take()
        {
            let flat = Flat::new(self.source, span);
            self.push(Draft { section, flat, holder: &called, action: 0, layout: Layout::Directive });
            self.called = Some(called);
        }
    }

    /// The orders of a paragraph, each a duty.
    fn ordered(&mut self, span: Span, orders: Vec<Order>, section: Option<&str>, layout: Layout) {
        let flat = Flat::new(self.source, span);
        for order in orders {
            self.push(Draft {
                section,
                flat: flat.part(order.range.clone()),
                holder: &Holder::of(&flat, &order.owners, order.requested),
                action: order.action - order.range.start,
                layout,
            });
        }
    }

    /// An item of a conclusion that names nobody goes on speaking to the addressee named before it.
    fn concluded(&mut self, span: Span, section: Option<&str>) {
        let flat = Flat::new(self.source, span);
        let named = inline::addressee(flat.text());
        let action = named.as_ref().map_or(0, |named| named.end);
        if let Some(range) = named {
            self.addressee =
                Some(Holder::of(&flat, &[Party { range, group: false, known: false, head: None }], false));
        }
        let Some(addressee) = self.addressee.clone().filter(|_| !flat.text().ends_with(':')) else {
            return;
        };
        let layout = if action > 0 { Layout::Inline } else { Layout::Directive };
        self.push(Draft { section, flat, holder: &addressee, action, layout });
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
        self.keep(draft.duty());
    }
}

/// The parties that the last line before the items calls.
fn called(source: &str, line: &Paragraph) -> Option<Holder> {
    let flat = Flat::new(source, line.span);
    let text = flat.text();
    let verbs = [(" yêu cầu ", false), (" giao ", false), (" đề nghị ", true)];
    let places = verbs.iter().filter_map(|(verb, asks)| Some((text.rfind(verb)? + verb.len(), *asks)));
    let (at, asks) = places.max().filter(|_| text.ends_with(':'))?;
    let (parties, _) = parties::list(text, at);
    (!parties.is_empty()).then(|| Holder::of(&flat, &parties, asks))
}

/// Whether a role is one that answers alone for the whole.
pub(crate) fn is_joint(duty: &Duty) -> bool {
    duty.owners.len() > 1 && !matches!(duty.role, Role::Requested | Role::Coordinate)
}
