//! Addresses of notices, urging, mail and calendars.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{feed, letter, mailboxes, notices, settings, urge};
use crate::web::App;

/// Notices, urging by a person, addresses, calendars.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/thong-bao", get(notices::list))
        .route("/thong-bao/da-doc", post(notices::mark))
        .route("/don-doc", get(urge::show).post(urge::send))
        .route("/don-doc/cong-van", post(letter::letter))
        .route("/tai-khoan/thong-bao", get(settings::show).post(settings::save))
        .route("/tai-khoan/lich", post(settings::create_feed))
        .route("/tai-khoan/lich/{id}/thu-hoi", post(settings::revoke_feed))
        .route("/quan-tri/hop-thu", get(mailboxes::list))
        .route("/hop-thu", post(mailboxes::save))
        .route("/lich/{file}", get(feed::show))
}
