//! Addresses of search.

use axum::Router;
use axum::routing::get;

use super::{pages, suggest};
use crate::web::App;

/// Addresses of search.
pub fn routes() -> Router<App> {
    Router::new().route("/tim-kiem", get(pages::search)).route("/tim-kiem/goi-y", get(suggest::suggest))
}
