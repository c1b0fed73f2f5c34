//! Addresses of directions.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{give, list, one};
use crate::web::App;

/// The list, one direction with what is done about it, and the forms by which it is given.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/chi-dao", get(list::show))
        .route("/chi-dao/{id}", get(one::show))
        .route("/chi-dao/{id}/tra-loi", post(one::answer))
        .route("/chi-dao/{id}/lam-ro", post(one::send_back))
        .route("/chi-dao/{id}/ket-thuc", post(one::close))
        .route("/nhiem-vu/{id}/chi-dao", get(give::on_duty).post(give::post_on_duty))
        .route("/bao-cao/{id}/chi-dao", get(give::on_report).post(give::post_on_report))
}
