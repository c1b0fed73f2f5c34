//! Addresses of the pages about people.

use axum::Router;
use axum::routing::{get, post};

use super::pages::{admin_list, admin_one, code, link, own, password, sign_in};
use crate::web::App;

/// Sign-in, one's own account, links that work once, administration.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/dang-nhap", get(sign_in::show).post(sign_in::enter))
        .route("/dang-xuat", post(sign_in::leave))
        .route("/ma-mot-lan", get(code::show).post(code::confirm))
        .route("/doi-mat-khau", get(password::show).post(password::change))
        .route("/khoi-tao", get(link::show).post(link::follow))
        .route("/tai-khoan", get(own::show).post(own::save))
        .route("/tai-khoan/phien/{id}/ket-thuc", post(own::end_session))
        .route("/tai-khoan/phien/ket-thuc", post(own::end_other_sessions))
        .route("/tai-khoan/du-lieu.json", get(own::export))
        .route("/quan-tri", get(admin_list::list))
        .route("/quan-tri/tai-khoan", get(admin_list::new).post(admin_list::create))
        .route("/quan-tri/tai-khoan/{id}", get(admin_one::show))
        .route("/quan-tri/tai-khoan/{id}/vai-tro", post(admin_one::grant))
        .route("/quan-tri/tai-khoan/{id}/thu-hoi", post(admin_one::revoke))
        .route("/quan-tri/tai-khoan/{id}/khoa", post(admin_one::disable))
        .route("/quan-tri/tai-khoan/{id}/dat-lai", post(admin_one::reset))
}
