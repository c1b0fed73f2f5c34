//! Who answers on a day, and why, in words and as a picture.

use super::super::model::{PartyOrigin, Position};
use super::super::owners::{self, Party};
use super::super::words;
use super::name_of;
use crate::db::Day;
use crate::organisations::{Directory, Open, Step};
use crate::web::Ctx;
use crate::web::lang::fill;

/// One party and who answers for it.
pub struct PartyView {
    /// The name as printed or added.
    pub name: String,
    /// How it came to be a party.
    pub origin: &'static str,
    /// Whether the name is printed, rather than written by a person.
    pub printed: bool,
    /// Its role.
    pub role: &'static str,
    /// How its work passed on last: "hợp nhất", "01/3/2025".
    pub arrow: Option<(&'static str, String)>,
    /// Who answers: address and name.
    pub today: Option<(String, String)>,
    /// Since when.
    pub since: Option<String>,
    /// The reasons, one sentence each.
    pub sentences: Vec<String>,
    /// Whom a person chose out of a group: address and name.
    pub members: Vec<(String, String)>,
    /// Whether some step still has to be checked.
    pub unverified: bool,
}

/// The parties that the duty is given to, each with who answers for it on a day.
#[must_use]
pub fn parties(
    ctx: &Ctx,
    directory: &Directory,
    parties: &[Party],
    duty_text: &str,
    day: Day,
) -> Vec<PartyView> {
    parties
        .iter()
        .filter(|p| p.position == Position::Owner && p.group_id.is_none())
        .map(|p| {
            let members: Vec<&Party> = parties.iter().filter(|m| m.group_id == Some(p.id)).collect();
            let mut view = party(ctx, directory, p, duty_text, day);
            if !members.is_empty() {
                view.sentences = vec![fill(ctx.t.duties.expanded_to, &[&members.len()])];
                view.members = members.iter().map(|m| member(directory, m, duty_text, day)).collect();
            }
            view
        })
        .collect()
}

/// Who answers on the day for a member of a group; its own name when nobody does.
fn member(directory: &Directory, party: &Party, duty_text: &str, day: Day) -> (String, String) {
    let holder = owners::answer(directory, party, duty_text, day).and_then(|a| a.holder());
    match holder.and_then(|org| directory.get(org)) {
        Some(org) => (format!("/co-quan/{}", org.slug), org.name.clone()),
        None => ("/co-quan".to_owned(), party.name.clone()),
    }
}

fn party(ctx: &Ctx, directory: &Directory, party: &Party, duty_text: &str, day: Day) -> PartyView {
    let t = &ctx.t.duties;
    let answer = owners::answer(directory, party, duty_text, day);
    let holder = answer.as_ref().and_then(crate::organisations::Answer::holder).filter(|_| !party.is_group);
    let steps: &[Step] = answer.as_ref().map_or(&[], |a| &a.steps);
    let mut sentences: Vec<String> = steps.iter().map(|s| sentence(ctx, directory, s)).collect();
    let open = answer.as_ref().and_then(|a| a.open.as_ref());
    if party.is_group {
        sentences.push(fill(t.open_expand, &[&party.name]));
    } else {
        match (open, holder) {
            (Some(Open::Choose { at, .. }), _) => {
                sentences.push(fill(t.open_choose, &[&name_of(directory, *at)]));
            }
            (Some(Open::Expand { .. }), _) => sentences.push(fill(t.open_expand, &[&party.name])),
            (Some(Open::Ended(at)), _) => sentences.push(fill(t.open_ended, &[&name_of(directory, *at)])),
            (Some(Open::NotYet(at)), _) => sentences.push(fill(t.open_not_yet, &[&name_of(directory, *at)])),
            (Some(Open::Unknown) | None, None) => sentences.push(fill(t.open_unknown, &[&party.name])),
            (Some(Open::Unknown) | None, Some(org)) if steps.is_empty() => {
                sentences.push(fill(t.unchanged_body, &[&name_of(directory, org)]));
            }
            (Some(Open::Unknown) | None, Some(_)) => {}
        }
    }
    let asked = holder.is_some_and(|org| !directory.is_subordinate(org));
    PartyView {
        name: party.name.clone(),
        origin: match party.origin {
            PartyOrigin::Printed => t.printed_party,
            PartyOrigin::Added => t.added_party,
            PartyOrigin::Expanded => t.expanded_party,
        },
        printed: party.origin == PartyOrigin::Printed,
        role: if asked { t.role_requested } else { words::role(t, party.role) },
        arrow: steps.last().map(|s| (words::succession(t, s.kind), viet::date::show(s.on))),
        today: holder
            .and_then(|org| directory.get(org))
            .map(|org| (format!("/co-quan/{}", org.slug), org.name.clone())),
        since: steps.last().map(|s| viet::date::show(s.on)),
        sentences,
        members: Vec::new(),
        unverified: answer.as_ref().is_some_and(crate::organisations::Answer::is_unverified),
    }
}

/// One step in words: from whom to whom, from when, by which decision, for which function.
#[must_use]
pub fn sentence(ctx: &Ctx, directory: &Directory, step: &Step) -> String {
    let t = &ctx.t.duties;
    let (from, on) = (name_of(directory, step.from), viet::date::show(step.on));
    let mut text = match step.to {
        Some(to) => fill(t.step, &[&from, &name_of(directory, to), &on]),
        None => fill(t.step_end, &[&from, &on]),
    };
    if let Some(decision) = &step.decision {
        text.push_str(&fill(t.by_decision, &[decision]));
    }
    text.push('.');
    if let Some(function) = step.function.as_deref().and_then(|slug| directory.function(slug)) {
        text.push_str(&fill(t.by_function, &[&function.name]));
    }
    text
}
