//! What a meeting walks through, in order.

use std::collections::HashSet;

use crate::db::Conn;
use crate::duties::DutyScope;
use crate::duties::model::State;
use crate::duties::pages::reckoning;
use crate::duties::seen::Seen;
use crate::duties::store::list::{self, Filter, Sort, Timing};
use crate::duties::store::these;
use crate::duties::timeliness::{Reckoning, Timeliness};
use crate::ids::{DutyId, OrgId, PlanId};
use crate::reporting::access::ReportScope;
use crate::reporting::store::progress;
use crate::web::{Ctx, Result};

/// A deadline is near when at most so many working days are left.
pub const NEAR: i32 = 7;

/// A meeting takes up so many duties at most for each reason.
pub const MOST: usize = 100;

/// Why a duty is taken up; the first that holds is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its deadline has passed.
    Late,
    /// Its deadline is near and nobody has declared it done.
    Near,
    /// Its last report tells of difficulties.
    Difficulty,
}

/// One duty of the meeting.
#[derive(Debug, Clone)]
pub struct Item {
    /// Why it is taken up.
    pub why: Why,
    /// The duty.
    pub seen: Seen,
}

/// What a meeting is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// One plan.
    pub plan: Option<PlanId>,
    /// What one agency owes.
    pub org: Option<OrgId>,
    /// One section and those below it.
    pub section: Option<String>,
}

/// The duties of a meeting, the longest late first, as far as the viewer sees them in full.
///
/// # Errors
/// When the database fails.
pub async fn agenda(ctx: &Ctx, c: &mut Conn, narrow: &Narrow) -> Result<Vec<Item>> {
    let today = reckoning(&ctx.app).await?;
    let on = Reckoning::on(today.today, NEAR, ctx.app.calendar());
    let scope = DutyScope::of(&ctx.viewer);
    let filter = |timing| Filter {
        org: narrow.org,
        plan: narrow.plan,
        section: narrow.section.clone(),
        timing: Some(timing),
        ..Filter::default()
    };
    let mut items = Vec::new();
    for (why, timing) in [(Why::Late, Timing::Overdue), (Why::Near, Timing::Soon)] {
        let found = list::first(c, &scope, &filter(timing), Sort::Deadline, MOST, &on).await?;
        items.extend(found.into_iter().map(|seen| Item { why, seen }));
    }
    let troubled = progress::with_difficulty(c, &ReportScope::of(&ctx.viewer), narrow.plan, MOST).await?;
    let known: HashSet<DutyId> = items.iter().map(|item| item.seen.id).collect();
    let rest: Vec<DutyId> = troubled.into_iter().filter(|id| !known.contains(id)).collect();
    let found = these(c, &scope, &on, &rest).await?;
    items.extend(
        found
            .into_iter()
            .filter(|seen| takes_up(seen, narrow))
            .map(|seen| Item { why: Why::Difficulty, seen }),
    );
    Ok(items)
}

/// Whether a duty with difficulties is taken up: it is still open, seen in full, and within what was asked.
fn takes_up(seen: &Seen, narrow: &Narrow) -> bool {
    let open = seen.state().is_some_and(|state| !state.is_void() && state != State::Done);
    let handed_in = matches!(seen.timeliness(), Some(Timeliness::OnTime | Timeliness::Late(_)));
    let within = narrow.section.as_ref().is_none_or(|wanted| {
        seen.section_path == *wanted || seen.section_path.starts_with(&format!("{wanted}."))
    });
    let owed = narrow.org.is_none_or(|org| seen.owners.iter().any(|owner| owner.org == org));
    open && !handed_in && within && owed
}
