//! The addresses of documents and plans.

use axum::Router;
use axum::routing::{get, post};

use super::pages;
use crate::web::App;

/// Documents and drafts under `/van-ban`, confirmed plans under `/ke-hoach`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/van-ban", get(pages::documents_list))
        .route("/van-ban/nhap", get(pages::import_form).post(pages::import_post))
        .route("/van-ban/{plan}/xac-nhan", get(pages::confirm_show).post(pages::confirm_post))
        .route("/van-ban/{plan}/thong-tin", get(pages::header_form).post(pages::header_post))
        .route("/van-ban/{plan}/ban-sao", post(pages::copy_post))
        .route("/van-ban/{plan}/them", get(pages::add_form).post(pages::add_post))
        .route("/van-ban/{plan}/giao/{task}", get(pages::task_form).post(pages::task_post))
        .route("/van-ban/{plan}/nhiem-vu/{duty}", post(pages::save))
        .route("/van-ban/{plan}/nhiem-vu/{duty}/chap-nhan", post(pages::accept))
        .route("/van-ban/{plan}/nhiem-vu/{duty}/bo", post(pages::reject))
        .route("/van-ban/{plan}/nhiem-vu/{duty}/xem-lai", post(pages::reopen))
        .route("/van-ban/{plan}/nhiem-vu/{duty}/nhom/{party}", get(pages::group_form).post(pages::group_post))
        .route("/van-ban/{plan}/phu-luc", get(pages::annex_form).post(pages::annex_try))
        .route("/van-ban/{plan}/phu-luc/them", post(pages::annex_add))
        .route("/van-ban/{plan}/xoa", get(pages::discard_form).post(pages::discard_post))
        .route("/van-ban/{plan}/tep/{document}", get(pages::file))
        .route("/ke-hoach", get(pages::plans_list))
        .route("/ke-hoach/{plan}", get(pages::plan_show))
}
