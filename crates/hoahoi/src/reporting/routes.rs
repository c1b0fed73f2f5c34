//! Addresses of reporting.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::pages::{list, my_work, offline, regimes, report, save, steps, versions};
use crate::web::App;

/// One's own work, reports and their steps, regimes.
pub fn routes() -> Router<App> {
    let form = Router::new()
        .route("/bao-cao/{id}", get(report::show).post(save::save))
        .layer(DefaultBodyLimit::max(save::MAX_FORM));
    Router::new()
        .route("/viec-cua-toi", get(my_work::show))
        .route("/bao-cao", get(list::list))
        .route("/bao-cao/{id}/duyet", post(steps::approve))
        .route("/bao-cao/{id}/sua", post(steps::give_back))
        .route("/bao-cao/{id}/tiep-nhan", post(steps::accept))
        .route("/bao-cao/{id}/bo-sung", post(steps::ask_completion))
        .route("/bao-cao/{id}/mo-lai", post(steps::reopen))
        .route("/bao-cao/{id}/van-thu", post(versions::register_paper))
        .route("/bao-cao/{id}/lan-gui/{number}", get(versions::show))
        .route("/bao-cao/{id}/mien", post(steps::exempt))
        .route("/che-do-bao-cao", get(regimes::list).post(regimes::create))
        .route("/bao-cao/{id}/bieu-mau", get(offline::show).post(offline::check))
        .route("/bao-cao/{id}/bieu-mau.xlsx", get(offline::xlsx))
        .route("/bao-cao/{id}/bieu-mau.csv", get(offline::csv))
        .merge(form)
}
