//! The consolidated report of a period (báo cáo tổng hợp): drawn up from accepted reports, edited section by section
//! with its sources beside it, and locked once the signed paper has its number.
//!
//! [`facts`] gathers what is known of the period, [`drafting`] turns it into sections, [`store`] keeps them, and
//! [`document`] makes the paper. A mark `[12]` in a text stands for the line of a report that the sentence rests on.

pub mod annex;
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
use model::State;

/// Whether a viewer may read a report: while it is written only those who follow all agencies; once issued everyone
/// who has signed in.
fn readable(viewer: &Viewer, state: State) -> bool {
    match state {
        State::Draft => viewer.may::<ReadConsolidated>(&()),
        State::Final => viewer.may::<ReadRegister>(&()),
    }
}

/// Whether a viewer may read this report, and with it its signed copy.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<bool> {
    Ok(store::get(c, id).await?.is_some_and(|report| readable(viewer, report.state)))
}
