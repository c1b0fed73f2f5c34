//! The annex "Danh mục nhiệm vụ": rows of a table become duties, to be reviewed like all others.

use std::collections::HashSet;

use serde_json::json;
use vanban::annex::{Annex, AnnexRow, BrokenCell, Fault, Place};

use super::By;
use super::edit::{self, Change};
use super::import::{self, Named, STEP, day_of, is_restricted, owners_of};
use super::model::{Origin, Position, Review, Role, is_joint, whole_role};
use super::store::{self, DutyRow, NewDuty};
use super::texts::PlanTexts;
use crate::audit;
use crate::db::Day;
use crate::ids::{DutyId, PlanId};
use crate::organisations::Directory;
use crate::web::App;
use crate::web::lang::{Lang, fill};

/// The section path under which duties of the annex stand (PL: phụ lục).
pub const PATH: &str = "PL";

/// An annex that has been checked against the plan and what it holds already.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its rows.
    pub rows: Vec<CheckedRow>,
    /// Everything that must be mended, in the order of the file. Nothing is kept while there is anything.
    pub problems: Vec<Problem>,
}

/// A row with what a person should look at.
#[derive(Debug, Clone)]
pub struct CheckedRow {
    /// The row as read.
    pub row: AnnexRow,
    /// Names that stand for no known organisation.
    pub unknown: Vec<String>,
}

/// What must be mended in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its row.
    pub place: Place,
    /// Its column.
    pub column: String,
    /// What the row wants done; empty when it does not say so.
    pub task: String,
    /// What is wrong and what to do.
    pub what: String,
}

/// The words of the checks.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The texts.
    pub t: &'static PlanTexts,
    /// Their language.
    pub lang: Lang,
}

impl Words {
    /// A place in words.
    #[must_use]
    pub fn place(self, place: &Place) -> String {
        match self.lang {
            Lang::Vi => place.to_string(),
            Lang::En => place.english(),
        }
    }

    fn fault(self, fault: &Fault) -> String {
        match self.lang {
            Lang::Vi => fault.to_string(),
            Lang::En => fault.english(),
        }
    }
}

/// Checks an annex: its broken cells, rows without an owner, deadlines before the day of issue, tasks named twice.
#[must_use]
pub fn check(
    annex: Annex,
    words: Words,
    directory: &Directory,
    issued_on: Option<Day>,
    today: Day,
    duties: &[DutyRow],
) -> Checked {
    let t = words.t;
    let mut known: HashSet<String> = duties
        .iter()
        .filter(|duty| duty.origin == Origin::Annex && duty.review != Review::Rejected)
        .map(|duty| viet::canonical(&duty.text))
        .collect();
    let on = issued_on.unwrap_or(today).0;
    let mut checked = Checked::default();
    for BrokenCell { place, column, fault } in annex.broken {
        let at = annex.rows.binary_search_by(|row| row.place.cmp(&place));
        let task = at.map(|at| annex.rows[at].task.clone()).unwrap_or_default();
        checked.problems.push(Problem { place, column, task, what: words.fault(&fault) });
    }
    for row in annex.rows {
        let mut wrong = |column: &str, what: String| {
            let (place, task) = (row.place.clone(), row.task.clone());
            checked.problems.push(Problem { place, column: column.to_owned(), task, what });
        };
        if row.owners.is_empty() {
            wrong(t.role_lead, t.annex_no_owner.to_owned());
        }
        if let (Some(day), Some(issued)) = (row.deadline.as_ref().and_then(day_of), issued_on)
            && day < issued
        {
            wrong(t.deadline, fill(t.problem_deadline_early, &[&issued.show()]));
        }
        if !known.insert(viet::canonical(&row.task)) {
            wrong(t.annex_task, t.annex_twice.to_owned());
        }
        let unknown = row
            .owners
            .iter()
            .map(|owner| import::named(directory, &owner.name, on, Position::Owner, owner.role.into()))
            .filter(|party| party.org.is_none() && !party.is_group)
            .map(|party| party.name.to_owned())
            .collect();
        checked.rows.push(CheckedRow { row, unknown });
    }
    checked.problems.sort_by(|a, b| a.place.cmp(&b.place));
    checked
}

/// What adding an annex has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// So many duties were added, to be reviewed.
    Duties(usize),
    /// Some row has an error; nothing was added.
    Refused,
}

/// Adds the rows of an annex as duties that nobody has looked at yet; all of them, or none.
///
/// # Errors
/// Those of the database.
pub async fn add(
    app: &App,
    words: Words,
    plan: PlanId,
    annex: Annex,
    sha256: &str,
    by: By,
) -> Result<Added, import::ImportError> {
    let directory = app.directory();
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    store::touch_plan(&mut tx, plan).await?;
    let plan = store::plan(&mut tx, plan).await?.ok_or(sqlx::Error::RowNotFound)?;
    let duties = store::duties(&mut tx, plan.id).await?;
    let checked = check(annex, words, &directory, plan.issued_on, app.clock.today(), &duties);
    if !checked.problems.is_empty() {
        return Ok(Added::Refused);
    }
    let on = plan.issued_on.unwrap_or_else(|| app.clock.today()).0;
    let mut ordinal = store::last_ordinal(&mut tx, plan.id).await?;
    let so_far = duties.iter().filter(|duty| duty.origin == Origin::Annex).map(|duty| duty.paragraph).max();
    for (paragraph, CheckedRow { row, .. }) in (so_far.unwrap_or(0) + 1..).zip(&checked.rows) {
        ordinal += STEP;
        let owners = row
            .owners
            .iter()
            .map(|owner| import::named(&directory, &owner.name, on, Position::Owner, owner.role.into()));
        let others = row
            .coordinators
            .iter()
            .map(|name| import::named(&directory, name, on, Position::Coordinator, Role::Coordinate));
        let parties: Vec<Named<'_>> = owners.chain(others).collect();
        let id = DutyId::new();
        let printed = serde_json::to_string(row)?;
        let restricted = is_restricted(&directory, &parties);
        let answering = owners_of(&parties);
        let duty = NewDuty {
            id,
            section: None,
            section_path: PATH,
            ordinal,
            paragraph,
            span: None,
            text: &row.task,
            origin: Origin::Annex,
            task: None,
            role: whole_role(&answering).unwrap_or(Role::Lead),
            printed: &printed,
            product: row.product.as_deref().filter(|_| !restricted),
            indicator: None,
            deadline: row.deadline.as_ref().and_then(day_of),
            deadline_text: row.deadline.as_ref().map(|d| d.text.as_str()),
            recurrence: row.recurrence.map(Into::into),
            review: Review::Unseen,
            to_track: true,
            restricted,
            joint: is_joint(&answering),
            by: by.account(),
            at: now,
        };
        store::insert_duty(&mut tx, plan.id, &duty).await?;
        for (ordinal, party) in (1..).zip(&parties) {
            store::insert_party(&mut tx, id, &party.printed(ordinal)).await?;
        }
        let added = Change { field: "added", old: None, new: Some(Origin::Annex.as_str().to_owned()) };
        edit::keep_changes(&mut tx, app, id, &[added], by).await?;
    }
    audit::record(
        &mut tx,
        audit::Entry {
            at: now,
            account: by.account(),
            org: by.org(),
            action: "plan.annex",
            subject_kind: "plan",
            subject_id: Some(plan.id.0),
            fields: json!({ "sha256": sha256, "duties": checked.rows.len() }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Added::Duties(checked.rows.len()))
}
