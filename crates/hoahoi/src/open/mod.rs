//! Open data: what the public pages show, for programs.
//!
//! One door (`door`) stands before all of it: no session and no cookie, any origin, entity tags, a limit of requests,
//! and every error as `application/problem+json` (RFC 9457). `api` holds the interface under `/api/v1`, whose routes
//! and OpenAPI document come from one registration; `feed`, `sitemap` and the files of a record lie beside the pages
//! they belong to. Nothing here reads more than the public version of a record and the printed text of a confirmed plan.

mod api;
mod call;
mod door;
mod endings;
mod feed;
pub mod jsonld;
pub mod limit;
mod media;
mod page;
mod params;
mod problem;
pub mod record;
mod sitemap;
mod texts;
mod values;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

pub use endings::by_ending;
pub use texts::OpenTexts;

use crate::web::App;

/// The page for developers; the terms, the addresses, the errors in words.
pub fn routes() -> Router<App> {
    Router::new().route("/du-lieu-mo", get(page::show))
}

/// What programs ask for, behind their door.
pub fn machines(app: &App) -> Router<App> {
    let door = door::Door::new(app.clone());
    Router::new()
        .route("/co-so-du-lieu.atom", get(feed::all))
        .route("/co-so-du-lieu.atom/{kind}", get(feed::of_kind))
        .route("/lay-y-kien.atom", get(feed::consultations))
        .route("/muc.json/{slug}", get(api::records::one))
        .route("/muc.jsonld/{slug}", get(api::records::linked_data))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/robots.txt", get(sitemap::robots))
        .merge(api::routes(app))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(door, door::pass))
}
