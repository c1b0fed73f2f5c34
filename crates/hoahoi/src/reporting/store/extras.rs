//! What hangs on a line besides its words: figures and money.

use std::collections::HashMap;

use super::super::model::{Figure, Money, Source, Written};
use crate::db::{Conn, Sql, Tx, query};
use crate::ids::{LineId, OrgId, PeriodId, SubmissionId};

/// Figures and money of some lines, by line.
#[derive(Debug, Default)]
pub struct Extras {
    figures: HashMap<LineId, Vec<Figure>>,
    money: HashMap<LineId, Vec<Money>>,
}

/// Of which lines.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// Those of one report.
    Submission(SubmissionId),
    /// Those of the accepted reports of a period.
    Accepted(PeriodId),
}

impl Of {
    fn push(self, sql: &mut Sql) {
        match self {
            Self::Submission(id) => sql.push("l.submission_id = ").bind(id),
            Self::Accepted(period) => {
                sql.push("l.submission_id IN (SELECT s.id FROM submission s WHERE s.state = 'accepted' AND s.period_id = ");
                sql.bind(period).push(")")
            }
        };
    }
}

#[derive(sqlx::FromRow)]
struct FigureRow {
    line_id: LineId,
    name: String,
    value: Option<String>,
    unit: String,
}

#[derive(sqlx::FromRow)]
struct MoneyRow {
    line_id: LineId,
    source: Source,
    year: i64,
    allotted: Option<i64>,
    disbursed: Option<i64>,
    commune_id: Option<OrgId>,
    commune_name: Option<String>,
    border: bool,
    minority: bool,
    difficult: bool,
}

impl MoneyRow {
    fn money(self) -> Money {
        let (allotted, disbursed) = (Written::stored(self.allotted), Written::stored(self.disbursed));
        Money {
            source: self.source,
            year: Written::Known(self.year),
            unit: Money::natural_unit(&allotted, &disbursed),
            allotted,
            disbursed,
            commune: self.commune_id,
            commune_name: self.commune_name.unwrap_or_default(),
            border: self.border,
            minority: self.minority,
            difficult: self.difficult,
        }
    }
}

impl Extras {
    /// Takes a line's figures and money out.
    pub fn take(&mut self, line: LineId) -> (Vec<Figure>, Vec<Money>) {
        (self.figures.remove(&line).unwrap_or_default(), self.money.remove(&line).unwrap_or_default())
    }
}

/// Reads them in two statements, however many lines there are.
///
/// # Errors
/// Those of the database.
pub async fn load(c: &mut Conn, of: Of) -> sqlx::Result<Extras> {
    let mut extras = Extras { figures: figures(c, of).await?, money: HashMap::new() };
    let mut money = Sql::new(
        "SELECT m.line_id, m.source, m.year, m.allotted, m.disbursed, m.commune_id, g.name AS commune_name, m.border, \
         m.minority, m.difficult FROM submission_money m JOIN submission_line l ON l.id = m.line_id \
         LEFT JOIN org g ON g.id = m.commune_id WHERE ",
    );
    of.push(&mut money);
    money.push(" ORDER BY m.line_id, m.ordinal");
    for row in money.all::<MoneyRow>(c).await? {
        extras.money.entry(row.line_id).or_default().push(row.money());
    }
    Ok(extras)
}

/// Reads the figures alone.
///
/// # Errors
/// Those of the database.
pub async fn figures(c: &mut Conn, of: Of) -> sqlx::Result<HashMap<LineId, Vec<Figure>>> {
    let mut sql = Sql::new(
        "SELECT f.line_id, f.name, f.value, f.unit FROM submission_figure f JOIN submission_line l ON l.id = f.line_id WHERE ",
    );
    of.push(&mut sql);
    sql.push(" ORDER BY f.line_id, f.ordinal");
    let mut figures: HashMap<LineId, Vec<Figure>> = HashMap::new();
    for row in sql.all::<FigureRow>(c).await? {
        let figure = Figure { name: row.name, value: row.value, unit: row.unit };
        figures.entry(row.line_id).or_default().push(figure);
    }
    Ok(figures)
}

/// Puts a line's figures and money in place of those it had.
///
/// # Errors
/// Those of the database.
pub async fn replace(tx: &mut Tx, line: LineId, figures: &[Figure], money: &[Money]) -> sqlx::Result<()> {
    query("DELETE FROM submission_figure WHERE line_id = $1").bind(line).run(tx).await?;
    query("DELETE FROM submission_money WHERE line_id = $1").bind(line).run(tx).await?;
    for (ordinal, figure) in (0_i64..).zip(figures) {
        const INSERT: &str = "INSERT INTO submission_figure (id, line_id, ordinal, name, value, unit) VALUES ($1, $2, $3, $4, $5, $6)";
        query(INSERT)
            .bind(uuid::Uuid::now_v7())
            .bind(line)
            .bind(ordinal)
            .bind(figure.name.as_str())
            .bind(figure.value.as_deref())
            .bind(figure.unit.as_str())
            .run(tx)
            .await?;
    }
    for (ordinal, row) in (0_i64..).zip(money) {
        const INSERT: &str = "INSERT INTO submission_money (id, line_id, ordinal, source, year, allotted, disbursed, commune_id, \
                              border, minority, difficult) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        query(INSERT)
            .bind(uuid::Uuid::now_v7())
            .bind(line)
            .bind(ordinal)
            .bind(row.source)
            .bind(row.year.known().unwrap_or_default())
            .bind(row.allotted.known())
            .bind(row.disbursed.known())
            .bind(row.commune)
            .bind(row.border)
            .bind(row.minority)
            .bind(row.difficult)
            .run(tx)
            .await?;
    }
    Ok(())
}
