//! Addresses of the evaluation.

use axum::Router;
use axum::routing::get;

use super::pages::{agency, assess, list};
use crate::web::App;

/// All agencies, one agency, the assessment of standing duties.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/danh-gia", get(list::show))
        .route("/danh-gia/thuong-xuyen", get(assess::show).post(assess::save))
        .route("/danh-gia/{co-quan}", get(agency::show))
}
