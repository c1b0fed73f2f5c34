//! The last assessment of standing duties, for lists: it stands where other duties have their timeliness.

use std::collections::HashMap;

use super::super::model::{Level, Sums};
use super::super::texts::EvaluationTexts;
use super::store;
use crate::accounts::access::Viewer;
use crate::accounts::rights::ReadEvaluation;
use crate::db::{Conn, Day};
use crate::duties::seen::Seen;
use crate::duties::timeliness::Timeliness;
use crate::duties::words::Badge;
use crate::ids::{DutyId, PeriodId};
use crate::web::lang::fill;

/// Duties asked for in one statement.
const BATCH: usize = 1_000;

/// How a standing duty was carried out in the last period for which anybody judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    period: PeriodId,
    /// Code of that period.
    pub code: String,
    sums: Sums,
}

impl Last {
    /// The judgement on which all agencies agree.
    fn level(&self) -> Option<Level> {
        match (self.sums.good, self.sums.done, self.sums.not_done) {
            (_, 0, 0) => Some(Level::Good),
            (0, _, 0) => Some(Level::Done),
            (0, 0, _) => Some(Level::NotDone),
            _ => None,
        }
    }

    /// `Thực hiện tốt`; of several agencies judged otherwise `tốt 2, có 1, chưa 0`.
    #[must_use]
    pub fn words(&self, t: &EvaluationTexts) -> String {
        let Sums { good, done, not_done, .. } = self.sums;
        self.level().map_or_else(
            || fill(t.standing_sum, &[&good, &done, &not_done]),
            |level| t.level_name(level).to_owned(),
        )
    }

    /// The same with its icon.
    #[must_use]
    pub fn badge(&self, t: &EvaluationTexts) -> Badge {
        let (class, icon) = match self.level() {
            Some(Level::Good) => ("due ok", ""),
            Some(Level::NotDone) => ("due was-late", "warn"),
            _ => ("due", ""),
        };
        Badge { class, icon, text: self.words(t) }
    }
}

/// The last assessments of those of some duties that are standing and that the viewer sees in full, of the agencies
/// whose evaluation the viewer may read. Duties in security and defence have none.
///
/// # Errors
/// Those of the database.
pub async fn of(
    viewer: &Viewer,
    c: &mut Conn,
    seen: &[Seen],
    day: Day,
) -> sqlx::Result<HashMap<DutyId, Last>> {
    let standing = |one: &&Seen| !one.restricted && one.timeliness() == Some(Timeliness::Standing);
    let duties: Vec<DutyId> = seen.iter().filter(standing).map(|one| one.id).collect();
    let mut last: HashMap<DutyId, Last> = HashMap::new();
    for some in duties.chunks(BATCH) {
        for one in store::of_duties(c, some, day).await? {
            if !viewer.may::<ReadEvaluation>(&one.org_id) {
                continue;
            }
            let (period, code) = (one.period_id, one.code);
            let known = last.entry(one.duty_id).or_insert(Last { period, code, sums: Sums::default() });
            if known.period == period {
                known.sums.assessed(one.level);
            }
        }
    }
    Ok(last)
}
