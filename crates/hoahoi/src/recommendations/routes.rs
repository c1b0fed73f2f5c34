//! Addresses of recommendations.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{act, list, one};
use crate::web::App;

/// The list, one recommendation, and what people do with it.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/kien-nghi", get(list::show))
        .route("/kien-nghi/{id}", get(one::show))
        .route("/kien-nghi/{id}/chuyen", post(act::route))
        .route("/kien-nghi/{id}/tra-loi", post(act::answer))
        .route("/kien-nghi/{id}/khong-thuoc-tham-quyen", post(act::decline))
        .route("/kien-nghi/{id}/van-ban", post(act::record))
        .route("/kien-nghi/{id}/ket-thuc", post(act::close))
}
