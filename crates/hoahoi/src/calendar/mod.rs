//! Working days of public offices as data: one table a year, which an administrator edits over the one that comes
//! with the program.
//!
//! [`follow`] keeps the running system in step with the database, [`redate`] moves what is not yet due.

mod form;
mod pages;
pub mod redate;
pub mod store;
pub mod texts;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use viet::calendar::Calendar;

use crate::db::{Conn, Db};
use crate::web::App;

/// The working days as the running system knows them.
#[derive(Debug, Clone)]
pub struct WorkingDays {
    /// What comes with the program and the installation's own file.
    pub base: Arc<Calendar>,
    /// The base with the years that stand in the database in place of its own.
    pub now: Arc<Calendar>,
    /// Which state of the database this is; `None` before it has been read.
    pub version: Option<String>,
}

impl WorkingDays {
    /// Working days before the database has been read.
    #[must_use]
    pub fn new(base: Calendar) -> Self {
        let base = Arc::new(base);
        Self { now: base.clone(), base, version: None }
    }
}

/// The calendar that follows from the base and the years in the database.
///
/// # Errors
/// Those of the database.
pub async fn put_together(c: &mut Conn, base: &Calendar) -> sqlx::Result<Calendar> {
    let mut calendar = base.clone();
    for (year, days) in store::years(c).await? {
        calendar = calendar.with_year(year, days);
    }
    Ok(calendar)
}

/// Takes over a change of the working days that another replica, or this one, has made.
///
/// # Errors
/// Those of the database.
pub async fn follow(app: &App) -> sqlx::Result<()> {
    let mut c = app.db.read().await?;
    let version = store::version(&mut c).await?;
    let known = app.working_days();
    if known.version == version {
        return Ok(());
    }
    let now = Arc::new(put_together(&mut c, &known.base).await?);
    app.set_working_days(WorkingDays { now, version, ..known });
    Ok(())
}

/// [`follow`] where other replicas may exist: an embedded database has one process, which follows its own changes.
///
/// # Errors
/// Those of the database.
pub async fn follow_others(app: &App) -> sqlx::Result<()> {
    match app.db {
        Db::Sqlite { .. } => Ok(()),
        Db::Postgres(_) => follow(app).await,
    }
}

/// The administrator's page.
pub fn routes() -> Router<App> {
    Router::new().route("/quan-tri/lich-lam-viec", get(pages::show).post(pages::save))
}
