//! The register's addresses.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{act, disclose, duty, edit, export, list, matrix, overview, published};
use crate::web::App;

/// Duties, the matrix of a plan, the overview, the decision to publish.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/nhiem-vu", get(list::show))
        .route("/nhiem-vu.xlsx", get(export::xlsx))
        .route("/nhiem-vu/{duty}", get(duty::show))
        .route("/nhiem-vu/{duty}/sua", get(edit::show).post(edit::post))
        .route("/nhiem-vu/{duty}/{act}", post(act::post))
        .route("/ke-hoach/{plan}/ma-tran", get(matrix::show).post(matrix::post))
        .route("/ke-hoach/{plan}/cong-bo", get(disclose::show).post(disclose::post))
        .route("/ke-hoach/{plan}/tien-do", get(published::show))
        .route("/tong-quan", get(overview::show))
}
