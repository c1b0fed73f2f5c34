//! Addresses of feedback.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::pages::{act, list, lookup, one, public, send};
use crate::web::App;

/// The most one form from outside may weigh, in bytes: its fields at their limits, percent-encoded.
const FORM_LIMIT: usize = 512 * 1024;

/// For everybody: what is published, the form, the answer under a code. For the agencies: the list, one, and acts.
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
}
