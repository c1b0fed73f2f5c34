//! Address of the log.

use axum::Router;
use axum::routing::get;

use super::pages;
use crate::web::App;

/// The log's page.
pub fn routes() -> Router<App> {
    Router::new().route("/quan-tri/nhat-ky", get(pages::show))
}
