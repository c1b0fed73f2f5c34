//! The public door: the home page (what the province has, what is new, the plan with its targets as pictures), and the
//! ways through the records of all kinds by field, commune and year.

mod browse;
mod export;
mod home;
mod texts;

use axum::Router;
use axum::routing::get;

use crate::web::App;

pub use texts::PortalTexts;

/// Addresses of the portal.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/xem-theo", get(browse::list))
        .route("/xem-theo/linh-vuc", get(browse::fields))
        .route("/xem-theo/xa", get(browse::communes))
        .route("/xem-theo/nam", get(browse::years))
}
