//! Pages of directions.

pub mod give;
pub mod list;
pub mod one;
pub mod panel;
pub mod work;

use super::model::{State, late};
use super::scope::DirectionScope;
use super::store::read::{Addressee, Direction};
use crate::db::Day;
use crate::duties::words::{self, Badge};
use crate::organisations::Directory;
use crate::web::Ctx;
use crate::web::lang::fill;

/// An addressee in words.
pub struct To {
    /// Its name.
    pub org: String,
    /// Its page.
    pub href: String,
    /// Where its answer stands.
    pub state: Badge,
    /// When it answered.
    pub answered: Option<Day>,
    /// The same in words.
    pub answered_on: Option<String>,
    /// How late it answered, or is; never of a body that is asked.
    pub late: Option<String>,
}

/// A direction in words.
pub struct View {
    /// Its page.
    pub href: String,
    /// What it is called to the viewer: a direction, or a request to a body outside the state system.
    pub heading: &'static str,
    /// Its words.
    pub text: String,
    /// What it is about.
    pub about: String,
    /// Where that is.
    pub about_href: String,
    /// The duty's sentence.
    pub whole: Option<String>,
    /// Who gave it, and when.
    pub given: String,
    /// The day by which to answer.
    pub answer_by: Option<String>,
    /// Where it stands.
    pub state: Badge,
    /// Who is to answer, as far as the viewer may know: an agency sees itself.
    pub to: Vec<To>,
}

impl View {
    /// Puts a direction into words for a viewer.
    #[must_use]
    pub fn of(
        ctx: &Ctx,
        directory: &Directory,
        scope: &DirectionScope,
        direction: &Direction,
        to: &[Addressee],
    ) -> Self {
        let t = &ctx.t.directions;
        let reader = |org: &Addressee| scope.sees_all() || scope.own().contains(&org.org_id);
        let ordered = to.iter().any(|org| reader(org) && directory.is_subordinate(org.org_id));
        let (about, about_href) = about(ctx, directory, direction);
        let giver = direction.given_org.and_then(|org| directory.get(org)).map(|org| org.short().to_owned());
        Self {
            href: format!("/chi-dao/{}", direction.id),
            heading: if ordered { t.one } else { t.one_outside },
            text: direction.text.clone(),
            about,
            about_href,
            whole: direction.duty_text.clone(),
            given: format!(
                "{} ({}), {}",
                t.capacity(direction.capacity),
                giver.unwrap_or_default(),
                direction.given_at.day().show()
            ),
            answer_by: direction.answer_by.map(|day| fill(t.answer_by, &[&day.show()])),
            state: t.state_badge(direction.state),
            to: to
                .iter()
                .filter(|org| reader(org))
                .map(|org| addressee(ctx, directory, scope, direction, org))
                .collect(),
        }
    }
}

fn addressee(
    ctx: &Ctx,
    directory: &Directory,
    scope: &DirectionScope,
    direction: &Direction,
    to: &Addressee,
) -> To {
    let t = &ctx.t.directions;
    let subordinate = directory.is_subordinate(to.org_id);
    let org = directory.get(to.org_id);
    let owed = to.state.is_owed() && direction.state != State::Closed;
    let days = late(direction.answer_by, to.answered_on.filter(|_| !owed), ctx.today(), &ctx.app.calendar());
    To {
        org: org.map(|o| o.name.clone()).unwrap_or_default(),
        href: org.map(|o| format!("/co-quan/{}", o.slug)).unwrap_or_default(),
        state: t.answer_badge(to.state, subordinate, scope.own().contains(&to.org_id)),
        answered: to.answered_on.filter(|_| !owed),
        answered_on: to.answered_on.filter(|_| !owed).map(|day| fill(t.answered_on, &[&day.show()])),
        late: days
            .filter(|_| subordinate && (owed || to.answered_on.is_some()))
            .map(|days| fill(t.late, &[&days])),
    }
}

/// What a direction is about, and where that is.
fn about(ctx: &Ctx, directory: &Directory, direction: &Direction) -> (String, String) {
    if let (Some(report), Some(code)) = (direction.submission_id, &direction.code) {
        let org = direction.report_org.and_then(|org| directory.get(org)).map(|org| org.short().to_owned());
        let period = ctx.t.reporting.period_name(code);
        let name = fill(ctx.t.directions.report_of, &[&period, &org.unwrap_or_default()]);
        return (name, format!("/bao-cao/{report}"));
    }
    let path = direction.section_path.as_deref().unwrap_or_default();
    let clause = words::clause(&ctx.t.duties, path, direction.paragraph.unwrap_or_default());
    let plan = direction.plan_number.clone().unwrap_or_default();
    let name = if plan.is_empty() { clause } else { format!("{plan}, {clause}") };
    (name, direction.duty_id.map(|duty| format!("/nhiem-vu/{duty}")).unwrap_or_default())
}
