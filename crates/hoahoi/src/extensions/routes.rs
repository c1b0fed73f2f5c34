//! Addresses of extensions.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{ask, list, one};
use crate::web::App;

/// The list with its rule, one request, the form of an agency.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/gia-han", get(list::show))
        .route("/gia-han/quy-tac", post(list::set_rule))
        .route("/gia-han/{id}", get(one::show))
        .route("/gia-han/{id}/quyet-dinh", post(one::decide))
        .route("/gia-han/{id}/rut", post(one::withdraw))
        .route("/nhiem-vu/{id}/gia-han", get(ask::show).post(ask::post))
}
