//! Addresses of the consolidated report.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{edit, issue, list, paper, report, versions};
use crate::web::App;

/// List, report, sections, versions, paper.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bao-cao-tong-hop", get(list::show).post(list::make))
        .route("/bao-cao-tong-hop/{id}", get(report::show))
        .route("/bao-cao-tong-hop/{id}/cap-nhat", post(report::refresh))
        .route("/bao-cao-tong-hop/{id}/docx", get(paper::docx))
        .route("/bao-cao-tong-hop/{id}/muc/{code}", get(edit::show).post(edit::save))
        .route("/bao-cao-tong-hop/{id}/phien-ban", get(versions::show).post(versions::keep))
        .route("/bao-cao-tong-hop/{id}/ban-hanh", post(issue::issue))
}
