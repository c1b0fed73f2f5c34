//! Addresses of guidance.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{edit, list, panel, show};
use crate::web::App;

/// The list, one piece of guidance, writing it, attaching it to a duty.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/huong-dan", get(list::show))
        .route("/huong-dan/moi", get(edit::new).post(edit::create))
        .route("/huong-dan/{id}", get(show::show))
        .route("/huong-dan/{id}/sua", get(edit::edit).post(edit::save))
        .route("/huong-dan/{id}/trang-thai", post(edit::set_state))
        .route("/nhiem-vu/{duty}/huong-dan", post(panel::attach))
}
