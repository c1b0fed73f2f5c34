//! The home page: what the province has, what is new, and the plan with its target.

mod home;
mod texts;

use axum::Router;
use axum::routing::get;

use crate::web::App;

pub use texts::PortalTexts;

/// Addresses of the portal.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(home::home))
}
