//! The consolidated report of a period (báo cáo tổng hợp): drawn up from accepted reports, edited section by section
//! with its sources beside it, and locked once the signed paper has its number.
//!
//! [`facts`] gathers what is known of the period, [`drafting`] turns it into sections, [`store`] keeps them, and
//! [`document`] makes the paper. A mark `[12]` in a text stands for the line of a report that the sentence rests on.

pub mod compare;
pub mod document;
pub mod drafting;
pub mod facts;
pub mod marks;
pub mod model;
mod pages;
mod routes;
pub mod store;
pub mod texts;

pub use routes::routes;

use crate::accounts::access::Viewer;
use crate::accounts::rights::{ReadConsolidated, ReadRegister};
use crate::db::Conn;
use crate::ids::ConsolidatedId;

/// Whether a viewer may read a report: while it is written only those who follow all agencies; once issued everyone
/// who has signed in.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<bool> {
    let Some(report) = store::get(c, id).await? else { return Ok(false) };
    Ok(match report.state {
        model::State::Draft => viewer.may::<ReadConsolidated>(&()),
        model::State::Final => viewer.may::<ReadRegister>(&()),
    })
}
