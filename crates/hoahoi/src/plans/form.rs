//! The form by which a person edits or adds a duty: read, checked, shown again with everything that was typed.

use super::edit::{Answers, DutyInput, PartyAdded, PartyInput};
use super::model::Recurrence;
use super::store::{DutyRow, PartyRow};
use super::texts::PlanTexts;
use crate::db::Day;
use crate::ids::{OrgId, PartyId};
use crate::organisations::Directory;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;

/// How many parties can be added at once.
pub const NEW_PARTIES: usize = 3;
/// The longest product or indicator, in characters.
const LONGEST: usize = 500;

/// A party in the form.
#[derive(Debug, Clone, Default)]
pub struct PartyField {
    /// Name of its form fields: `p-<id>` for one that is there, `n-<k>` for a new one.
    pub key: String,
    /// Its name as printed or chosen; empty for a new one.
    pub name: String,
    /// The organisation chosen, as typed.
    pub org: String,
    /// How it answers, as typed.
    pub answers: String,
    /// The function chosen, as typed.
    pub function: String,
    /// Whether it is to be taken out.
    pub removed: bool,
    /// Whether it is a name for many.
    pub is_group: bool,
}

/// The form with what is typed in it.
#[derive(Debug, Clone, Default)]
pub struct DutyForm {
    /// The revision that the person looked at.
    pub rev: String,
    /// Parties that are there, then empty places for new ones.
    pub parties: Vec<PartyField>,
    /// Deadline as typed.
    pub deadline: String,
    /// Product as typed.
    pub product: String,
    /// Indicator as typed.
    pub indicator: String,
    /// Recurrence as typed.
    pub recurrence: String,
    /// Whether it is to be tracked.
    pub to_track: bool,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
    /// What is wrong.
    pub problems: Problems,
}

impl DutyForm {
    /// The form of a duty as it stands.
    #[must_use]
    pub fn of(duty: &DutyRow, parties: &[PartyRow]) -> Self {
        let mut form = Self {
            rev: duty.rev.to_string(),
            deadline: duty.deadline.map(Day::show).unwrap_or_default(),
            product: duty.product.clone().unwrap_or_default(),
            indicator: duty.indicator.clone().unwrap_or_default(),
            recurrence: duty.recurrence.map(|r| r.as_str().to_owned()).unwrap_or_default(),
            to_track: duty.to_track,
            restricted: duty.restricted,
            ..Self::default()
        };
        form.parties = parties.iter().map(party_field).collect();
        form.parties.extend((1..=NEW_PARTIES).map(new_field));
        form
    }

    /// An empty form for a duty that is added.
    #[must_use]
    pub fn blank() -> Self {
        Self { to_track: true, parties: (1..=NEW_PARTIES).map(new_field).collect(), ..Self::default() }
    }

    /// What a person sent, for a duty with these parties.
    #[must_use]
    pub fn sent(fields: &Fields, parties: &[PartyRow]) -> Self {
        let mut form = Self {
            rev: fields.get("rev").to_owned(),
            deadline: fields.get("thoi-han").to_owned(),
            product: fields.get("san-pham").to_owned(),
            indicator: fields.get("chi-so").to_owned(),
            recurrence: fields.get("dinh-ky").to_owned(),
            to_track: fields.ticked("theo-doi"),
            restricted: fields.ticked("qpan"),
            ..Self::default()
        };
        let known = parties.iter().map(party_field);
        form.parties = known.chain((1..=NEW_PARTIES).map(new_field)).collect();
        for party in &mut form.parties {
            let of = |what: &str| fields.get(&format!("{}-{what}", party.key)).to_owned();
            // a party that somebody else has added meanwhile is not in what was sent: it stays as it is
            let answers = of("vt");
            if !answers.is_empty() {
                (party.org, party.function, party.removed) = (of("cq"), of("cn"), !of("bo").is_empty());
                party.answers = answers;
            }
        }
        form
    }

    /// What the person wants; nothing when there are problems, which are then noted.
    pub fn check(
        &mut self,
        t: &PlanTexts,
        directory: &Directory,
        issued_on: Option<Day>,
    ) -> Option<DutyInput> {
        let mut input =
            DutyInput { to_track: self.to_track, restricted: self.restricted, ..DutyInput::default() };
        input.deadline = self.check_deadline(t, issued_on);
        input.product = self.check_text("san-pham", self.product.clone(), t);
        input.indicator = self.check_text("chi-so", self.indicator.clone(), t);
        if self.restricted && input.product.is_some() {
            self.problems.add("san-pham", t.problem_restricted);
        }
        if self.restricted && input.indicator.is_some() {
            self.problems.add("chi-so", t.problem_restricted);
        }
        input.recurrence = self.recurrence.parse::<Recurrence>().ok();
        let mut owners = 0;
        for party in self.parties.clone() {
            let org = party
                .org
                .parse::<OrgId>()
                .ok()
                .filter(|id| directory.get(*id).is_some_and(|o| !o.is_group()));
            let Some(answers) = Answers::parse(&party.answers) else {
                self.problems.add(format!("{}-vt", party.key), t.problem_role);
                continue;
            };
            if let Some(id) = party.key.strip_prefix("p-").and_then(|id| id.parse::<PartyId>().ok()) {
                let function = Some(party.function.clone()).filter(|slug| directory.function(slug).is_some());
                owners += usize::from(!party.removed && matches!(answers, Answers::As(_)));
                input.parties.push(PartyInput { id, org, answers, function, removed: party.removed });
            } else if let Some(org) = org {
                owners += usize::from(matches!(answers, Answers::As(_)));
                input.added.push(PartyAdded { org, answers });
            }
        }
        if owners == 0 {
            self.problems.add("co-quan", t.problem_no_owner);
        }
        self.problems.is_empty().then_some(input)
    }

    fn check_deadline(&mut self, t: &PlanTexts, issued_on: Option<Day>) -> Option<Day> {
        if self.deadline.is_empty() {
            return None;
        }
        match viet::date::parse(&self.deadline) {
            Err(_) => self.problems.add("thoi-han", t.problem_date),
            Ok(date) => match issued_on.filter(|issued| date < issued.0) {
                Some(issued) => {
                    self.problems.add("thoi-han", fill(t.problem_deadline_early, &[&issued.show()]));
                }
                None => return Some(Day(date)),
            },
        }
        None
    }

    fn check_text(&mut self, field: &str, text: String, t: &PlanTexts) -> Option<String> {
        if text.chars().count() > LONGEST {
            self.problems.add(field, fill(t.problem_long, &[&LONGEST]));
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Whether a party to be added has been chosen.
    #[must_use]
    pub fn adds(&self) -> bool {
        self.parties.iter().any(|party| party.name.is_empty() && !party.org.is_empty())
    }

    /// Takes over the proposal that one joint owner leads and the others take part; the person still decides.
    pub fn propose_one_lead(&mut self) {
        let mut leads = 0;
        for party in &mut self.parties {
            if matches!(party.answers.as_str(), "lead" | "responsible")
                && !party.name.is_empty()
                && !party.is_group
            {
                leads += 1;
                party.answers = if leads == 1 { "lead" } else { "coordinate" }.to_owned();
            }
        }
    }
}

fn party_field(party: &PartyRow) -> PartyField {
    PartyField {
        key: format!("p-{}", party.id),
        name: party.name.clone(),
        org: party.org_id.map(|id| id.to_string()).unwrap_or_default(),
        answers: Answers::of(party).as_str().to_owned(),
        function: party.function.clone().unwrap_or_default(),
        removed: false,
        is_group: party.is_group,
    }
}

fn new_field(number: usize) -> PartyField {
    PartyField { key: format!("n-{number}"), answers: "responsible".to_owned(), ..PartyField::default() }
}
