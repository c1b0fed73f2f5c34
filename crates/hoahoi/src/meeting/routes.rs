//! Addresses of the meeting.

use axum::Router;
use axum::routing::get;

use super::pages;
use crate::web::App;

/// The list, and one duty on the screen.
pub fn routes() -> Router<App> {
    Router::new().route("/giao-ban", get(pages::start)).route("/giao-ban/{id}", get(pages::one))
}
