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
            self.sums
                .iter()
                .filter(|s| wanted(s))
                .filter_map(amount)
                .fold(None, |sum: Option<i64>, one| Some(sum.unwrap_or_default().saturating_add(one)))
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

async fn sums(c: &mut Conn, narrow: impl Fn(&mut Sql)) -> sqlx::Result<Totals> {
    const FROM: &str = " FROM submission s JOIN submission_line l ON l.submission_id = s.id \
         JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id \
         JOIN submission_money m ON m.line_id = l.id WHERE o.exempt_reason IS NULL AND d.restricted = ";
    const LINES: &str = "SELECT COUNT(*) FROM submission s JOIN obligation o ON o.period_id = s.period_id AND o.org_id = s.org_id \
         JOIN duty d ON d.id = o.duty_id WHERE o.exempt_reason IS NULL AND d.restricted = ";
    let with = |select: &'static str, from: &'static str| {
        let mut sql = Sql::new(select);
        sql.push(from).bind(false).push(" AND ");
        narrow(&mut sql);
        sql
    };
    // amounts add up in PostgreSQL to a type of its own
    let mut by_source = with(
        "SELECT m.source, m.year, CAST(SUM(m.allotted) AS BIGINT) AS allotted, CAST(SUM(m.disbursed) AS BIGINT) AS disbursed",
        FROM,
    );
    by_source.push(" GROUP BY m.year, m.source ORDER BY m.year, m.source");
    let areas = with(
        "SELECT CAST(SUM(CASE WHEN m.border THEN m.allotted END) AS BIGINT) AS border_allotted, \
         CAST(SUM(CASE WHEN m.border THEN m.disbursed END) AS BIGINT) AS border_disbursed, \
         CAST(SUM(CASE WHEN m.minority THEN m.allotted END) AS BIGINT) AS minority_allotted, \
         CAST(SUM(CASE WHEN m.minority THEN m.disbursed END) AS BIGINT) AS minority_disbursed, \
         CAST(SUM(CASE WHEN m.difficult THEN m.allotted END) AS BIGINT) AS difficult_allotted, \
         CAST(SUM(CASE WHEN m.difficult THEN m.disbursed END) AS BIGINT) AS difficult_disbursed",
        FROM,
    );
    let mut reported = with("SELECT COUNT(DISTINCT m.line_id)", FROM);
    reported.push(" AND (m.allotted IS NOT NULL OR m.disbursed IS NOT NULL)");
    let mut sums: Vec<Sum> = by_source.all(c).await?;
    sums.sort_by_key(|sum| (sum.year, sum.source));
    Ok(Totals {
        sums,
        areas: areas.optional(c).await?.unwrap_or_default(),
        reported: reported.count(c).await?,
        lines: with(LINES, "").count(c).await?,
    })
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
