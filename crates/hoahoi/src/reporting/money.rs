//! Sums of money over a report and over a period. A sum nobody gave an amount for is missing, never zero.

use super::access::ReportScope;
use super::model::Source;
use crate::db::{Conn, Sql};
use crate::ids::{PeriodId, SubmissionId};

/// Money of one source in one budget year, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Sum {
    /// Where it comes from.
    pub source: Source,
    /// The budget year.
    pub year: i64,
    /// Kinh phí được giao; `None` when nobody gave an amount.
    pub allotted: Option<i64>,
    /// Kinh phí đã giải ngân; likewise.
    pub disbursed: Option<i64>,
}

/// Money for areas of one sort. An amount may be for a border area and a difficult one at once: these overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Areas {
    /// Allotted for the border.
    pub border_allotted: Option<i64>,
    /// Disbursed for the border.
    pub border_disbursed: Option<i64>,
    /// Allotted for areas of ethnic minorities.
    pub minority_allotted: Option<i64>,
    /// Disbursed for areas of ethnic minorities.
    pub minority_disbursed: Option<i64>,
    /// Allotted for difficult areas.
    pub difficult_allotted: Option<i64>,
    /// Disbursed for difficult areas.
    pub difficult_disbursed: Option<i64>,
}

impl Areas {
    fn add(&mut self, more: &Self) {
        self.border_allotted = together(self.border_allotted, more.border_allotted);
        self.border_disbursed = together(self.border_disbursed, more.border_disbursed);
        self.minority_allotted = together(self.minority_allotted, more.minority_allotted);
        self.minority_disbursed = together(self.minority_disbursed, more.minority_disbursed);
        self.difficult_allotted = together(self.difficult_allotted, more.difficult_allotted);
        self.difficult_disbursed = together(self.difficult_disbursed, more.difficult_disbursed);
    }
}

/// Two amounts added; missing only when nobody gave either.
fn together(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// The sums of a report or a period. Lines of duties in security and defence hold no money and are not counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// By year and source, in this order.
    pub sums: Vec<Sum>,
    /// For special areas.
    pub areas: Areas,
    /// Lines that give an amount …
    pub reported: i64,
    /// … of so many that could: "n trên N dòng có số liệu".
    pub lines: i64,
}

impl Totals {
    /// All sources and years together: allotted, disbursed.
    #[must_use]
    pub fn all(&self) -> (Option<i64>, Option<i64>) {
        self.over(|_| true)
    }

    /// One source: allotted, disbursed.
    #[must_use]
    pub fn of(&self, source: Source) -> (Option<i64>, Option<i64>) {
        self.over(|sum| sum.source == source)
    }

    /// Whether nobody gave any amount.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reported == 0
    }

    fn over(&self, wanted: impl Fn(&Sum) -> bool) -> (Option<i64>, Option<i64>) {
        let add = |amount: fn(&Sum) -> Option<i64>| {
            self.sums.iter().filter(|s| wanted(s)).map(amount).fold(None, together)
        };
        (add(|s| s.allotted), add(|s| s.disbursed))
    }
}

/// The sums over the accepted reports of a period; nothing for who has not signed in.
///
/// # Errors
/// Those of the database.
pub async fn totals(c: &mut Conn, scope: &ReportScope, period: PeriodId) -> sqlx::Result<Totals> {
    if !scope.signed_in() {
        return Ok(Totals::default());
    }
    sums(c, |sql| {
        sql.push("s.state = 'accepted' AND s.period_id = ").bind(period);
    })
    .await
}

/// The sums of one report as it stands; the caller has checked that its words may be seen.
///
/// # Errors
/// Those of the database.
pub async fn of_submission(c: &mut Conn, submission: SubmissionId) -> sqlx::Result<Totals> {
    sums(c, |sql| {
        sql.push("s.id = ").bind(submission);
    })
    .await
}

#[derive(sqlx::FromRow)]
struct SumRow {
    #[sqlx(flatten)]
    sum: Sum,
    #[sqlx(flatten)]
    areas: Areas,
    reported: i64,
}

async fn sums(c: &mut Conn, narrow: impl Fn(&mut Sql)) -> sqlx::Result<Totals> {
    // Amounts add up in PostgreSQL to a type of its own. A line is counted with its first amount. SQLite takes a
    // CROSS JOIN in the order written: money first, for few lines have any.
    let mut sql = Sql::new(
        "SELECT m.source, m.year, CAST(SUM(m.allotted) AS BIGINT) AS allotted, CAST(SUM(m.disbursed) AS BIGINT) AS disbursed, \
         CAST(SUM(CASE WHEN m.border THEN m.allotted END) AS BIGINT) AS border_allotted, \
         CAST(SUM(CASE WHEN m.border THEN m.disbursed END) AS BIGINT) AS border_disbursed, \
         CAST(SUM(CASE WHEN m.minority THEN m.allotted END) AS BIGINT) AS minority_allotted, \
         CAST(SUM(CASE WHEN m.minority THEN m.disbursed END) AS BIGINT) AS minority_disbursed, \
         CAST(SUM(CASE WHEN m.difficult THEN m.allotted END) AS BIGINT) AS difficult_allotted, \
         CAST(SUM(CASE WHEN m.difficult THEN m.disbursed END) AS BIGINT) AS difficult_disbursed, \
         CAST(SUM(CASE WHEN (m.allotted IS NOT NULL OR m.disbursed IS NOT NULL) AND NOT EXISTS \
         (SELECT 1 FROM submission_money e WHERE e.line_id = m.line_id AND e.ordinal < m.ordinal \
         AND (e.allotted IS NOT NULL OR e.disbursed IS NOT NULL)) THEN 1 ELSE 0 END) AS BIGINT) AS reported \
         FROM submission s CROSS JOIN submission_line l CROSS JOIN submission_money m \
         CROSS JOIN obligation o CROSS JOIN duty d WHERE l.submission_id = s.id AND m.line_id = l.id \
         AND o.id = l.obligation_id AND d.id = o.duty_id AND o.exempt_reason IS NULL AND d.restricted = ",
    );
    sql.bind(false).push(" AND ");
    narrow(&mut sql);
    sql.push(" GROUP BY m.year, m.source");
    let mut totals = Totals::default();
    for row in sql.all::<SumRow>(c).await? {
        totals.sums.push(row.sum);
        totals.areas.add(&row.areas);
        totals.reported += row.reported;
    }
    totals.sums.sort_by_key(|sum| (sum.year, sum.source));
    let mut lines =
        Sql::new("SELECT CAST(COALESCE(SUM(s.owed - s.restricted), 0) AS BIGINT) FROM submission s WHERE ");
    narrow(&mut lines);
    totals.lines = lines.count(c).await?;
    Ok(totals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_gave_is_missing_and_zero_is_zero() {
        let sum = |source, allotted, disbursed| Sum { source, year: 2026, allotted, disbursed };
        let sums = vec![sum(Source::Central, Some(5), None), sum(Source::Provincial, Some(0), None)];
        let totals = Totals { sums, ..Totals::default() };
        assert_eq!(totals.all(), (Some(5), None));
        assert_eq!(totals.of(Source::Provincial), (Some(0), None));
        assert_eq!(totals.of(Source::Other), (None, None));
    }
}
