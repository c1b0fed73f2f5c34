//! Guidance (hướng dẫn): procedures with steps, forms and links, written by the coordinator and attached to duties and to
//! fields of forms, so that whoever does the work finds them where it is done.
//!
//! [`fields`] names the fields; [`field_links`] gives a form the links beside its labels.

pub mod fields;
pub mod model;
pub mod pages;
mod routes;
pub mod store;
pub mod texts;

pub use fields::{FieldLinks, field_links};
pub use routes::routes;

use crate::accounts::access::Viewer;
use crate::accounts::rights::{ReadRegister, WriteGuidance};
use crate::db::Conn;
use crate::ids::GuidanceId;
use model::State;
use store::Guidance;

/// Whether a viewer may read it: drafts and what was withdrawn only those who write; what is published whoever has
/// signed in, and everybody when it is public.
fn readable(viewer: &Viewer, of: &Guidance) -> bool {
    viewer.may::<WriteGuidance>(&())
        || of.state == State::Published && (of.public || viewer.may::<ReadRegister>(&()))
}

/// Whether a viewer may read it, and with it its forms.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, id: GuidanceId) -> sqlx::Result<bool> {
    Ok(store::get(c, id).await?.is_some_and(|of| readable(viewer, &of)))
}
