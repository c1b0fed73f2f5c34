//! The annex "Danh mục nhiệm vụ": rows of a table become duties, to be reviewed like all others.

use serde_json::json;
use vanban::annex::AnnexRow;

use super::By;
use super::edit::{self, Change};
use super::import::{self, Named, STEP, day_of, is_restricted, owners_of};
use super::model::{Origin, Position, Review, Role, is_joint};
use super::store::{self, DutyRow, NewDuty};
use super::texts::PlanTexts;
use crate::audit;
use crate::db::Day;
use crate::ids::{DutyId, PlanId};
use crate::organisations::Directory;
use crate::web::App;
use crate::web::lang::fill;

/// The section path under which duties of the annex stand (PL: phụ lục).
pub const PATH: &str = "PL";

/// A row that has been checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The row as read.
    pub row: AnnexRow,
    /// What must be mended: column and sentence. Nothing is kept while any row has one.
    pub errors: Vec<(&'static str, String)>,
    /// What a person should look at in the review: names that stand for no known organisation.
    pub unknown: Vec<String>,
}

/// Checks the rows of an annex against the plan and what it holds already.
#[must_use]
pub fn check(
    rows: Vec<AnnexRow>,
    t: &PlanTexts,
    directory: &Directory,
    issued_on: Option<Day>,
    today: Day,
    duties: &[DutyRow],
) -> Vec<Checked> {
    let mut known: Vec<String> = duties
        .iter()
        .filter(|duty| duty.origin == Origin::Annex && duty.review != Review::Rejected)
        .map(|duty| viet::canonical(&duty.text))
        .collect();
    let on = issued_on.unwrap_or(today).0;
    let mut check = |row: AnnexRow| {
        let mut errors = Vec::new();
        if row.owners.is_empty() {
            errors.push((t.role_lead, t.annex_no_owner.to_owned()));
        }
        if let (Some(day), Some(issued)) = (row.deadline.as_ref().and_then(day_of), issued_on)
            && day < issued
        {
            errors.push((t.deadline, fill(t.problem_deadline_early, &[&issued.show()])));
        }
        let text = viet::canonical(&row.task);
        if known.contains(&text) {
            errors.push((t.col_duties, t.annex_twice.to_owned()));
        }
        known.push(text);
        let unknown = row
            .owners
            .iter()
            .map(|name| import::named(directory, name, on, Position::Owner, Role::Lead))
            .filter(|party| party.org.is_none() && !party.is_group)
            .map(|party| party.name.to_owned())
            .collect();
        Checked { row, errors, unknown }
    };
    rows.into_iter().map(&mut check).collect()
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
    t: &PlanTexts,
    plan: PlanId,
    rows: Vec<AnnexRow>,
    sha256: &str,
    by: By,
) -> Result<Added, import::ImportError> {
    let directory = app.directory();
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    store::touch_plan(&mut tx, plan).await?;
    let plan = store::plan(&mut tx, plan).await?.ok_or(sqlx::Error::RowNotFound)?;
    let duties = store::duties(&mut tx, plan.id).await?;
    let checked = check(rows, t, &directory, plan.issued_on, app.clock.today(), &duties);
    if checked.iter().any(|row| !row.errors.is_empty()) {
        return Ok(Added::Refused);
    }
    let on = plan.issued_on.unwrap_or_else(|| app.clock.today()).0;
    let mut ordinal = store::last_ordinal(&mut tx, plan.id).await?;
    let so_far = duties.iter().filter(|duty| duty.origin == Origin::Annex).map(|duty| duty.paragraph).max();
    for (paragraph, Checked { row, .. }) in (so_far.unwrap_or(0) + 1..).zip(&checked) {
        ordinal += STEP;
        let owners =
            row.owners.iter().map(|name| import::named(&directory, name, on, Position::Owner, Role::Lead));
        let others = row
            .coordinators
            .iter()
            .map(|name| import::named(&directory, name, on, Position::Coordinator, Role::Coordinate));
        let parties: Vec<Named<'_>> = owners.chain(others).collect();
        let id = DutyId::new();
        let printed = serde_json::to_string(row)?;
        let restricted = is_restricted(&directory, &parties);
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
            role: Role::Lead,
            printed: &printed,
            product: row.product.as_deref().filter(|_| !restricted),
            indicator: None,
            deadline: row.deadline.as_ref().and_then(day_of),
            deadline_text: row.deadline.as_ref().map(|d| d.text.as_str()),
            recurrence: row.recurrence.map(Into::into),
            review: Review::Unseen,
            to_track: true,
            restricted,
            joint: is_joint(&owners_of(&parties)),
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
            fields: json!({ "sha256": sha256, "duties": checked.len() }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Added::Duties(checked.len()))
}
