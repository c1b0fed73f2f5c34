//! Recommendations (kiến nghị, đề xuất): what agencies ask for in accepted reports, each an item of its own that the
//! coordinator routes to the competent body and that is followed to its answer.
//!
//! [`take_up`] makes the items when a report is accepted; a later version of the report changes their words and never
//! doubles them. [`scope`] says who sees which; [`pages::panel`] shows them on the page of a duty or a report.

pub mod model;
pub mod pages;
mod routes;
pub mod scope;
pub mod store;
pub mod texts;

pub use routes::routes;
pub use store::take_up;

use crate::accounts::access::Viewer;
use crate::db::Conn;
use crate::ids::RecommendationId;

/// Whether a viewer may read a recommendation, and with it the paper that answers it.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, id: RecommendationId) -> sqlx::Result<bool> {
    Ok(store::get(c, &scope::RecommendationScope::of(viewer), id).await?.is_some())
}
