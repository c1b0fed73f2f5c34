//! Pages of extensions.

pub mod ask;
pub mod list;
pub mod one;
pub mod panel;
pub mod work;

use super::model::{Limit, State, came_late, really_ends};
use super::store::read::Extension;
use crate::duties::words::{self, Badge};
use crate::ids::DutyId;
use crate::organisations::Directory;
use crate::web::Ctx;
use crate::web::lang::fill;

/// A request in words.
pub struct View {
    /// Its page.
    pub href: String,
    /// The duty's page.
    pub duty_href: String,
    /// "IV.2, đoạn 1".
    pub clause: String,
    /// Number of the plan.
    pub plan: String,
    /// The duty's sentence from its action on, for lists.
    pub said: String,
    /// The whole sentence.
    pub whole: String,
    /// The agency.
    pub org: String,
    /// The agency's page.
    pub org_href: String,
    /// Whether it belongs to the state system.
    pub subordinate: bool,
    /// Where the request stands.
    pub state: Badge,
    /// The deadline as it stood.
    pub from_day: String,
    /// The day asked for.
    pub asked_day: String,
    /// The day granted.
    pub granted_day: Option<String>,
    /// On which day the term would really end, when the day asked for is a day off.
    pub ends: Option<String>,
    /// Why.
    pub reason: String,
    /// When it was sent.
    pub sent_on: Option<String>,
    /// Said when it was sent after the deadline; never of a body that is asked.
    pub late: Option<&'static str>,
    /// Words of the decision.
    pub decision: String,
    /// The paper that carries it.
    pub paper: Option<String>,
    /// When it was decided.
    pub decided_on: Option<String>,
}

impl View {
    /// Puts a request into words.
    #[must_use]
    pub fn of(ctx: &Ctx, directory: &Directory, e: &Extension) -> Self {
        let t = &ctx.t.extensions;
        let calendar = ctx.app.calendar();
        let subordinate = directory.is_subordinate(e.org_id);
        let late = e.sent_on.is_some_and(|on| came_late(on, e.from_day, &calendar)) && subordinate;
        let org = directory.get(e.org_id);
        Self {
            href: format!("/gia-han/{}", e.id),
            duty_href: format!("/nhiem-vu/{}", e.duty_id),
            clause: words::clause(&ctx.t.duties, &e.section_path, e.paragraph),
            plan: e.plan_number.clone().unwrap_or_default(),
            said: words::from_action(&e.text),
            whole: e.text.clone(),
            org: org.map(|o| o.name.clone()).unwrap_or_default(),
            org_href: org.map(|o| format!("/co-quan/{}", o.slug)).unwrap_or_default(),
            subordinate,
            state: t.state_badge(e.state, subordinate),
            from_day: e.from_day.show(),
            asked_day: e.asked_day.show(),
            granted_day: e.granted_day.map(|d| d.show()),
            ends: really_ends(e.granted_day.unwrap_or(e.asked_day), &calendar)
                .map(|day| fill(t.ends_on, &[&day.show()])),
            reason: e.reason.clone(),
            sent_on: e.sent_on.map(|d| d.show()),
            late: late.then_some(t.came_late),
            decision: e.decision.clone(),
            paper: e.document.as_ref().map(|number| match e.document_date {
                Some(date) => fill(t.of_date, &[number, &date.show()]),
                None => number.clone(),
            }),
            decided_on: e.decided_on.filter(|_| e.state != State::AwaitingHead).map(|d| d.show()),
        }
    }
}

/// Where an agency writes its request for a duty.
fn form_of(duty: DutyId, slug: &str) -> String {
    format!("/nhiem-vu/{duty}/gia-han?co-quan={slug}")
}

/// The rules that can be chosen: as sent, in words, whether it is the one in force.
fn rules(ctx: &Ctx, in_force: Limit) -> Vec<(String, String, bool)> {
    let numbers = (0..=Limit::MOST).map(Limit::AtMost);
    let words = |limit: Limit| match limit {
        Limit::AtMost(most) => most.to_string(),
        Limit::Unlimited => ctx.t.extensions.rule_no_end.to_owned(),
    };
    let all = numbers.chain([Limit::Unlimited]);
    all.map(|limit| (limit.to_string(), words(limit), limit == in_force)).collect()
}
