//! Addresses of the press desk.

use axum::Router;
use axum::routing::get;

use super::pages::{contact, desk};
use crate::web::App;

/// The desk, and whom the press may call.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bao-chi", get(desk::show))
        .route("/bao-chi/lien-he", get(contact::edit).post(contact::save))
}
