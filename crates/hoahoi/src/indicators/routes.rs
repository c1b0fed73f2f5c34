//! Addresses of targets and goals.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{edit, goal, list, show, value};
use crate::web::App;

/// Lists, one target, its forms and values, goals in words.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/chi-tieu", get(list::all))
        .route("/ke-hoach/{plan}/chi-tieu", get(list::of_plan))
        .route("/ke-hoach/{plan}/chi-tieu/moi", get(edit::new).post(edit::create))
        .route("/ke-hoach/{plan}/muc-tieu/{goal}", get(goal::show).post(goal::assess))
        .route("/ke-hoach/{plan}/muc-tieu/{goal}/nhiem-vu", post(goal::link))
        .route("/chi-tieu/{id}", get(show::show))
        .route("/chi-tieu/{id}/sua", get(edit::show).post(edit::save))
        .route("/chi-tieu/{id}/thoi", post(edit::retire))
        .route("/chi-tieu/{id}/so-lieu", post(value::enter))
        .route("/chi-tieu/{id}/so-lieu/bo", post(value::remove))
}
