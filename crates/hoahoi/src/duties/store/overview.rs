//! The sums as a viewer may see them.

use uuid::Uuid;

use super::super::scope::DutyScope;
use super::super::sums::Outcome;
use crate::db::{Conn, Sql, query};
use crate::ids::{OrgId, PlanId};

/// How many duties stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Buckets {
    /// Finished on time.
    pub done_on_time: i64,
    /// Finished late.
    pub done_late: i64,
    /// Not finished, in time.
    pub open: i64,
    /// Not finished, late.
    pub overdue: i64,
    /// Without a deadline.
    pub standing: i64,
}

impl Buckets {
    fn count(&mut self, outcome: Outcome, n: i64) {
        match outcome {
            Outcome::Standing => self.standing += n,
            Outcome::Open => self.open += n,
            Outcome::Overdue => self.overdue += n,
            Outcome::DoneOnTime => self.done_on_time += n,
            Outcome::DoneLate => self.done_late += n,
            Outcome::Void => {}
        }
    }

    /// Finished, on time or late.
    #[must_use]
    pub fn finished(&self) -> i64 {
        self.done_on_time + self.done_late
    }

    /// Not finished, late or not.
    #[must_use]
    pub fn unfinished(&self) -> i64 {
        self.open + self.overdue
    }

    /// Those with a deadline.
    #[must_use]
    pub fn with_deadline(&self) -> i64 {
        self.finished() + self.unfinished()
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.with_deadline() + self.standing
    }
}

impl std::ops::Add for Buckets {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            done_on_time: self.done_on_time + other.done_on_time,
            done_late: self.done_late + other.done_late,
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
            standing: self.standing + other.standing,
        }
    }
}

/// Duties in security and defence, as far as everybody who has signed in may know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coarse {
    /// Not late.
    pub on_time: i64,
    /// Late, finished or not.
    pub late: i64,
}

/// The sums of a plan, or of all plans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Each duty once.
    pub total: Buckets,
    /// By agency today; a duty with several owners counts for each.
    pub by_org: Vec<(OrgId, Buckets)>,
    /// By section; empty for all plans together.
    pub by_section: Vec<(String, Buckets)>,
    /// Duties in security and defence, when they are not in the figures above; nothing for the public.
    pub restricted: Option<Coarse>,
}

/// Reads the sums, added up by agency and section. Duties in security and defence are in the figures only of those who
/// see all.
///
/// # Errors
/// Those of the database.
pub async fn overview(c: &mut Conn, scope: &DutyScope, plan: Option<PlanId>) -> sqlx::Result<Overview> {
    let of = plan.map_or(Uuid::nil(), |p| p.0);
    let mut sql = Sql::new("SELECT org_id, section");
    for outcome in
        [Outcome::DoneOnTime, Outcome::DoneLate, Outcome::Open, Outcome::Overdue, Outcome::Standing]
    {
        sql.push(", CAST(SUM(CASE outcome WHEN ").bind(outcome).push(" THEN n ELSE 0 END) AS BIGINT)");
    }
    sql.push(" FROM duty_sum WHERE plan_id = ").bind(of);
    if !scope.sees_all() {
        sql.push(" AND restricted = ").bind(false);
    }
    sql.push(" GROUP BY org_id, section");
    let mut out = Overview::default();
    for (org, section, done_on_time, done_late, open, overdue, standing) in
        sql.all::<(Uuid, String, i64, i64, i64, i64, i64)>(c).await?
    {
        let n = Buckets { done_on_time, done_late, open, overdue, standing };
        if n == Buckets::default() {
            continue;
        }
        if !org.is_nil() {
            out.by_org.push((OrgId(org), n));
            continue;
        }
        out.total = out.total + n;
        if plan.is_some() {
            out.by_section.push((section, n));
        }
    }
    if scope.sees_states() && !scope.sees_all() {
        out.restricted = Some(coarse(c, of).await?).filter(|n| *n != Coarse::default());
    }
    Ok(out)
}

/// Duties in security and defence of a plan, or of all: late or not.
async fn coarse(c: &mut Conn, plan: Uuid) -> sqlx::Result<Coarse> {
    const SQL: &str =
        "SELECT outcome, n FROM duty_sum WHERE plan_id = $1 AND org_id = $2 AND restricted = $3";
    let mut coarse = Coarse::default();
    let rows = query(SQL).bind(plan).bind(Uuid::nil()).bind(true).all::<(Outcome, i64)>(c).await?;
    for (outcome, n) in rows {
        match outcome {
            Outcome::Overdue | Outcome::DoneLate => coarse.late += n,
            Outcome::Standing | Outcome::Open | Outcome::DoneOnTime => coarse.on_time += n,
            Outcome::Void => {}
        }
    }
    Ok(coarse)
}

/// The sums of one agency, in all plans or in some.
///
/// # Errors
/// Those of the database.
pub async fn of_org(
    c: &mut Conn,
    scope: &DutyScope,
    org: OrgId,
    plans: Option<&[PlanId]>,
) -> sqlx::Result<Buckets> {
    let mut sql = Sql::new("SELECT outcome, restricted, n FROM duty_sum WHERE org_id = ");
    sql.bind(org).push(" AND n > 0 AND plan_id IN ");
    match plans {
        Some(plans) => sql.bind_list(plans.iter().copied()),
        None => sql.bind_list([Uuid::nil()]),
    };
    let rows: Vec<(Outcome, bool, i64)> = sql.all(c).await?;
    let mut buckets = Buckets::default();
    for (outcome, restricted, n) in rows {
        if !restricted || scope.sees_all() || scope.sees_of(org) {
            buckets.count(outcome, n);
        }
    }
    Ok(buckets)
}
