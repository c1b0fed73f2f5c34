//! The duties of a draft as cards: what was read, who answers today, what a person added. Pure.

use std::collections::HashMap;

use vanban::model::{Severity, Span};

use super::edit::Answers;
use super::form::{DutyForm, PartyField};
use super::model::{self, Origin, Position, Recurrence, Review, Role};
use super::source_view::lines_of;
use super::store::{DutyRow, EditRow, PartyRow};
use super::texts::PlanTexts;
use crate::db::Day;
use crate::ids::{DutyId, OrgId};
use crate::organisations::{Directory, Matter, Open};
use crate::web::lang::Lang;

/// A value with the voice it is shown in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The words.
    pub text: String,
    /// Whether a person added it ("mực xanh").
    pub pen: bool,
}

/// A party on a card.
#[derive(Debug, Clone)]
pub struct PartyView {
    /// Its key, for the page on which a group is expanded.
    pub id: String,
    /// Name as printed or chosen.
    pub name: String,
    /// How it answers, in words.
    pub role: &'static str,
    /// Whether a person added it.
    pub pen: bool,
    /// Who answers today, when that is another body.
    pub today: Option<String>,
    /// What is open about it, in words.
    pub open: Option<&'static str>,
    /// Whether it is a name for many.
    pub is_group: bool,
    /// How many agencies a person has named for it.
    pub expanded: usize,
    /// The body that the print names, when it no longer exists: key and name.
    pub former: Option<(String, String)>,
    /// Functions from which a person must choose: slug and name.
    pub functions: Vec<(String, String)>,
}

/// A finding of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// Whether it is more than a note.
    pub warn: bool,
}

/// A change that a person made, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Which field.
    pub field: &'static str,
    /// What stands there now.
    pub value: String,
    /// Who and when.
    pub who: String,
}

/// A duty of the draft.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its key.
    pub id: DutyId,
    /// Its revision.
    pub rev: i64,
    /// Its clause.
    pub clause: String,
    /// Whether it stands in the source.
    pub in_source: bool,
    /// First and last line in the source.
    pub lines: Option<(usize, usize)>,
    /// Its words.
    pub text: String,
    /// Where it comes from when it was not read in the text.
    pub tag: Option<&'static str>,
    /// What a person has said about it.
    pub review: Review,
    /// Whether it is tracked.
    pub tracked: bool,
    /// Whether it is to be tracked.
    pub to_track: bool,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
    /// Whether several owners answer side by side.
    pub joint: bool,
    /// Those who answer.
    pub owners: Vec<PartyView>,
    /// Those only named.
    pub partners: Vec<PartyView>,
    /// Agencies that a person has named for a group.
    pub named: Vec<PartyView>,
    /// The day by which.
    pub deadline: Option<Value>,
    /// What is to come of it.
    pub product: Option<Value>,
    /// By what it is measured.
    pub indicator: Option<Value>,
    /// How often it comes round.
    pub recurrence: Option<Value>,
    /// Whether two actions seem to stand in it.
    pub splits: bool,
    /// Findings about it.
    pub findings: Vec<Finding>,
    /// What people added and changed.
    pub history: Vec<HistoryLine>,
    /// The form, when it is being edited.
    pub form: Option<DutyForm>,
    /// What somebody else changed while the form was open.
    pub conflict: bool,
}

impl Card {
    /// Whether nobody has looked at it.
    #[must_use]
    pub fn is_unseen(&self) -> bool {
        self.review == Review::Unseen
    }

    /// The party behind a field of the form.
    fn party_of(&self, field: &PartyField) -> Option<&PartyView> {
        let id = field.key.strip_prefix("p-")?;
        self.owners.iter().chain(&self.partners).chain(&self.named).find(|party| party.id == id)
    }

    /// The name of a body that the form offers besides those that exist today: the one that the print names.
    #[must_use]
    pub fn known_orgs(&self, field: &PartyField) -> Option<String> {
        let party = self.party_of(field)?;
        let former = party.former.as_ref().filter(|(id, _)| *id == field.org)?;
        Some(match &party.today {
            Some(today) => format!("{} → {today}", former.1),
            None => former.1.clone(),
        })
    }

    /// The functions from which a person must choose for a party.
    #[must_use]
    pub fn functions_of(&self, field: &PartyField) -> &[(String, String)] {
        self.party_of(field).map_or(&[], |party| &party.functions)
    }

    /// Whether it was rejected.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.review == Review::Rejected
    }
}

/// What cards are made of.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// The reading.
    pub read: &'a vanban::Document,
    /// Organisations.
    pub directory: &'a Directory,
    /// The day.
    pub today: Day,
    /// Texts.
    pub t: &'static PlanTexts,
    /// Their language.
    pub lang: Lang,
}

impl Maker<'_> {
    /// Makes the cards.
    #[must_use]
    pub fn cards(&self, duties: &[DutyRow], parties: &[PartyRow], edits: &[EditRow]) -> Vec<Card> {
        let mut by_duty: HashMap<DutyId, Vec<&PartyRow>> = HashMap::new();
        for party in parties {
            by_duty.entry(party.duty_id).or_default().push(party);
        }
        let mut edits_of: HashMap<DutyId, Vec<&EditRow>> = HashMap::new();
        for edit in edits {
            edits_of.entry(edit.duty_id).or_default().push(edit);
        }
        let none = (Vec::new(), Vec::new());
        duties
            .iter()
            .map(|duty| {
                let parties = by_duty.get(&duty.id).unwrap_or(&none.0);
                let edits = edits_of.get(&duty.id).unwrap_or(&none.1);
                self.card(duty, parties, edits)
            })
            .collect()
    }

    fn card(&self, duty: &DutyRow, parties: &[&PartyRow], edits: &[&EditRow]) -> Card {
        let edited = |field: &str| edits.iter().any(|edit| edit.field == field);
        let added = duty.origin == Origin::Added || duty.origin == Origin::Task;
        let value =
            |field: &str, text: Option<String>| text.map(|text| Value { pen: added || edited(field), text });
        let span = span_of(duty);
        let view = |position: Position| -> Vec<PartyView> {
            let shown = parties.iter().filter(|p| p.position == position && p.group_id.is_none());
            shown.map(|party| self.party(party, parties, duty)).collect()
        };
        Card {
            id: duty.id,
            rev: duty.rev,
            clause: model::clause(&duty.section_path, duty.paragraph),
            in_source: duty.origin == Origin::Printed,
            lines: span.map(|span| lines_of(&self.read.source_text, span)),
            text: duty.text.clone(),
            tag: match duty.origin {
                Origin::Printed => None,
                Origin::Added | Origin::Task => Some(self.t.added_by),
                Origin::Annex => Some(self.t.from_annex),
            },
            review: duty.review,
            tracked: duty.tracked,
            to_track: duty.to_track,
            restricted: duty.restricted,
            joint: duty.joint,
            owners: view(Position::Owner),
            partners: view(Position::Coordinator),
            named: parties
                .iter()
                .filter(|p| p.group_id.is_some())
                .map(|p| self.party(p, parties, duty))
                .collect(),
            deadline: value("deadline", self.deadline(duty, edited("deadline"))),
            product: value("product", duty.product.clone()),
            indicator: value("indicator", duty.indicator.clone()),
            recurrence: value("recurrence", duty.recurrence.map(|r| recurrence_word(self.t, r).to_owned())),
            splits: duty.origin == Origin::Printed && duty.text.trim_end_matches(['.', ';']).contains(';'),
            findings: self.findings(duty, span),
            history: edits.iter().filter_map(|edit| self.history(edit)).collect(),
            form: None,
            conflict: false,
        }
    }

    fn deadline(&self, duty: &DutyRow, edited: bool) -> Option<String> {
        let printed = duty.deadline_text.as_deref().filter(|_| !edited);
        match (duty.deadline, printed) {
            (Some(day), Some(text)) => Some(format!("{} (“{text}”)", day.show())),
            (Some(day), None) => Some(day.show()),
            (None, Some(text)) => Some(format!("“{text}”")),
            (None, None) => None,
        }
    }

    fn party(&self, party: &PartyRow, all: &[&PartyRow], duty: &DutyRow) -> PartyView {
        let matter = party.function.as_deref().map_or(Matter::Text(&duty.text), Matter::Function);
        let answer = party.org_id.map(|org| self.directory.answers(org, matter, self.today.0));
        let name_of = |id: OrgId| self.directory.get(id).map(|org| org.name.clone()).unwrap_or_default();
        let holder = answer.as_ref().and_then(crate::organisations::Answer::holder);
        let today = holder.filter(|id| Some(*id) != party.org_id).map(name_of);
        let chosen =
            party.org_id.map(name_of).filter(|name| holder == party.org_id && !same_name(name, party));
        let open = match answer.as_ref().map(|answer| &answer.open) {
            _ if party.is_group => Some(self.t.party_group),
            None => Some(self.t.party_unknown),
            Some(Some(Open::Choose { .. })) => Some(self.t.party_choose_successor),
            Some(Some(Open::Ended(_))) => Some(self.t.party_ended),
            Some(_) => None,
        };
        PartyView {
            id: party.id.to_string(),
            name: party.name.clone(),
            role: answers_word(self.t, Answers::of(party)),
            pen: party.origin != model::PartyOrigin::Printed,
            today: today.or(chosen),
            open,
            is_group: party.is_group,
            expanded: all.iter().filter(|other| other.group_id == Some(party.id)).count(),
            former: party
                .org_id
                .and_then(|id| self.directory.get(id))
                .filter(|org| !org.exists_on(self.today.0))
                .map(|org| (org.id.to_string(), org.name.clone())),
            functions: self.functions(party),
        }
    }

    /// The functions by which a party's work was divided, if a choice is needed or has been made.
    #[must_use]
    pub fn functions(&self, party: &PartyRow) -> Vec<(String, String)> {
        let Some(org) = party.org_id else { return Vec::new() };
        let Some(Open::Choose { candidates, .. }) =
            self.directory.answers(org, Matter::Unknown, self.today.0).open
        else {
            return Vec::new();
        };
        let mut slugs: Vec<String> = candidates.into_iter().filter_map(|c| c.function).collect();
        slugs.dedup();
        slugs
            .into_iter()
            .filter_map(|s| Some((s.clone(), self.directory.function(&s)?.name.clone())))
            .collect()
    }

    fn findings(&self, duty: &DutyRow, span: Option<Span>) -> Vec<Finding> {
        let Some(span) = span.filter(|_| duty.origin == Origin::Printed) else { return Vec::new() };
        let within = self.read.diagnostics.iter().filter(|d| span.contains(d.span));
        within
            .filter(|d| d.code != "duty-no-deadline" || duty.deadline.is_none())
            // said on the card itself, with a proposal, for as long as it holds
            .filter(|d| d.code != "duty-many-owners")
            .map(|d| finding(d, self.lang))
            .collect()
    }

    fn history(&self, edit: &EditRow) -> Option<HistoryLine> {
        let t = self.t;
        let new = edit.new.as_deref();
        let party_role = |text: &str| {
            let (name, answers) = text.rsplit_once(": ")?;
            Some(format!("{name}: {}", answers_word(t, Answers::parse(answers)?)))
        };
        let (field, value) = match edit.field.as_str() {
            "deadline" => (t.deadline, new.and_then(|d| d.parse::<Day>().ok()).map(Day::show)),
            "product" => (t.product, new.map(str::to_owned)),
            "indicator" => (t.indicator, new.map(str::to_owned)),
            "recurrence" => {
                (t.recurrence, new.and_then(|r| r.parse().ok()).map(|r| recurrence_word(t, r).to_owned()))
            }
            "tracked" => (t.track, (new == Some("no")).then(|| t.not_tracked.to_owned())),
            "restricted" => (t.restricted, None),
            "party-added" => (t.party_add, new.map(str::to_owned)),
            "party-removed" => (t.party_remove, edit.old.clone()),
            "party-org" => (t.party_now, new.map(str::to_owned)),
            "party-role" => (t.party_role, new.and_then(party_role)),
            "party-function" => (t.party_function, new.map(str::to_owned)),
            "added" => (t.added_by, None),
            _ => return None,
        };
        let person = edit.person.clone().or_else(|| edit.org.clone());
        let who = match (person, &edit.org) {
            (Some(person), Some(org)) if person != *org => format!("{person}, {org}, {}", edit.at.show()),
            (Some(person), _) => format!("{person}, {}", edit.at.show()),
            (None, _) => edit.at.show(),
        };
        let value = value.unwrap_or_else(|| match new {
            Some("yes") => "✓".to_owned(),
            _ => "–".to_owned(),
        });
        Some(HistoryLine { field, value, who })
    }
}

/// The span of a duty in the source.
#[must_use]
pub fn span_of(duty: &DutyRow) -> Option<Span> {
    Some(Span::new(usize::try_from(duty.span_start?).ok()?, usize::try_from(duty.span_end?).ok()?))
}

/// A finding in a language.
#[must_use]
pub fn finding(diagnostic: &vanban::model::Diagnostic, lang: Lang) -> Finding {
    let message = match lang {
        Lang::Vi => &diagnostic.message,
        Lang::En => &diagnostic.message_en,
    };
    Finding {
        code: diagnostic.code.clone(),
        message: sentence(message),
        warn: diagnostic.severity > Severity::Note,
    }
}

/// A finding begins with a capital and ends with a full stop on a page.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

fn same_name(name: &str, party: &PartyRow) -> bool {
    viet::fold(name).starts_with(&viet::fold(&party.name)) || party.origin != model::PartyOrigin::Printed
}

/// How a party answers, in words.
#[must_use]
pub fn answers_word(t: &PlanTexts, answers: Answers) -> &'static str {
    match answers {
        Answers::As(Role::Lead) => t.role_lead,
        Answers::As(Role::Responsible) => t.role_responsible,
        Answers::As(Role::Coordinate) => t.role_coordinate,
        Answers::As(Role::Requested) => t.role_requested,
        Answers::NamedOnly => t.role_named,
    }
}

/// How often, in words.
#[must_use]
pub fn recurrence_word(t: &PlanTexts, recurrence: Recurrence) -> &'static str {
    match recurrence {
        Recurrence::Weekly => t.rec_weekly,
        Recurrence::Monthly => t.rec_monthly,
        Recurrence::Quarterly => t.rec_quarterly,
        Recurrence::HalfYearly => t.rec_half_yearly,
        Recurrence::Annual => t.rec_annual,
        Recurrence::Continuous => t.rec_continuous,
        Recurrence::Periodic => t.rec_periodic,
    }
}
