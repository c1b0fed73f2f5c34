//! Drafts open for comment (lấy ý kiến, phản biện xã hội): a text in paragraphs, or files, that anybody comments on between
//! two days, each comment answered with a verdict and its reason, and the table of all of them public at the end.
//!
//! A comment is a message of [`super::store`] like any other, with the same protection. What is announced does not change:
//! its days may become more, and it may be withdrawn.

pub mod model;
pub mod pages;
pub mod parts;
pub mod store;
mod table;
pub mod texts;

use crate::accounts::access::Viewer;
use crate::accounts::rights::HoldConsultation;
use crate::db::Conn;
use crate::ids::ConsultationId;
use store::Consultation;

/// Whether a viewer may read a consultation: everybody once it is announced.
fn readable(viewer: &Viewer, of: &Consultation) -> bool {
    of.is_public() || of.state == model::State::Draft && viewer.may::<HoldConsultation>(&())
}

/// Whether a viewer may read a consultation, and with it its files; those of what was withdrawn are gone.
///
/// # Errors
/// Those of the database.
pub async fn may_read(viewer: &Viewer, c: &mut Conn, id: ConsultationId) -> sqlx::Result<bool> {
    let found = store::get(c, id).await?;
    Ok(found.is_some_and(|of| of.state != model::State::Withdrawn && readable(viewer, &of)))
}
