//! Addresses of feedback.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::consultation::pages as drafts;
use super::pages::{act, list, lookup, one, public, send};
use crate::web::App;

/// The most one form from outside may weigh, in bytes: its fields at their limits, percent-encoded.
const FORM_LIMIT: usize = 512 * 1024;

/// For everybody: what is published, the form, the answer under a code. For the agencies: the list, one, and acts. Drafts
/// open for comment.
pub fn routes() -> Router<App> {
    let open = Router::new()
        .route("/gop-y", get(public::show))
        .route("/gop-y/gui", get(send::form).post(send::send))
        .route("/gop-y/tra-cuu", get(lookup::form).post(lookup::show))
        .layer(DefaultBodyLimit::max(FORM_LIMIT));
    open.route("/gop-y/xu-ly", get(list::show))
        .route("/gop-y/xu-ly/{id}", get(one::show))
        .route("/gop-y/xu-ly/{id}/tra-loi", post(act::answer))
        .route("/gop-y/xu-ly/{id}/cong-khai", post(act::publish))
        .route("/gop-y/xu-ly/{id}/de-rieng", post(act::set_aside))
        .route("/gop-y/xu-ly/{id}/chuyen", post(act::forward))
        .route("/lay-y-kien", get(drafts::list::show))
        .route("/lay-y-kien/moi", get(drafts::edit::new).post(drafts::edit::create))
        .route("/lay-y-kien/{id}", get(drafts::one::show))
        .route("/lay-y-kien/{id}/sua", get(drafts::edit::edit).post(drafts::edit::save))
        .route("/lay-y-kien/{id}/cong-bo", post(drafts::act::announce))
        .route("/lay-y-kien/{id}/gia-han", post(drafts::act::extend))
        .route("/lay-y-kien/{id}/ket-thuc", post(drafts::act::conclude))
        .route("/lay-y-kien/{id}/rut", post(drafts::act::withdraw))
        .route("/lay-y-kien/{id}/tong-hop.docx", get(drafts::one::document))
}
