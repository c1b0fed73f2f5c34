//! Reminders: what falls due is said in good time, once, to whom it concerns.
//!
//! `model` plans a day's messages and knows nothing of the database; `run` does it once a day; `store` keeps the
//! ledger. Bodies outside the state system are asked, never urged; nothing of duties in security and defence goes
//! into any message or calendar (DESIGN 2.7).

pub mod contents;
pub mod facts;
pub mod letter;
pub mod mail;
pub mod model;
pub mod pages;
mod routes;
pub mod run;
pub mod store;
pub mod texts;
pub mod words;

pub use routes::routes;

use crate::accounts::access::Viewer;
use crate::accounts::rights::ReadReminders;
use crate::db::Conn;
use crate::ids::NoticeId;

/// Whether a viewer sees a message and what went with it.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, notice: NoticeId) -> sqlx::Result<bool> {
    let found = store::inbox::get(c, notice).await?;
    Ok(found.is_some_and(|kept| viewer.may::<ReadReminders>(&kept.org_id)))
}
