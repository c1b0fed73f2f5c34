//! Every route in one place.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use tower::Layer as _;
use tower::util::MapRequestLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::trace::TraceLayer;

use super::{App, assets, context, security, uploads};
use crate::catalogue::release;

/// The whole site.
pub fn router(app: App) -> Router {
    // some files lie beside pages and differ by their ending alone, which routes cannot tell apart
    Router::new().fallback_service(MapRequestLayer::new(crate::open::by_ending).layer(site(app)))
}

fn site(app: App) -> Router {
    Router::new()
        .route("/ngon-ngu/{lang}", get(context::switch_language))
        .merge(crate::accounts::routes())
        .merge(crate::organisations::routes())
        .merge(crate::calendar::routes())
        .merge(crate::duties::routes())
        .merge(crate::audit::routes())
        .merge(crate::catalogue::routes())
        .merge(crate::search::routes())
        .merge(crate::files::routes())
        .merge(crate::reporting::routes())
        .merge(crate::recommendations::routes())
        .merge(crate::reminders::routes())
        .merge(crate::consolidated::routes())
        .merge(crate::extensions::routes())
        .merge(crate::indicators::routes())
        .merge(crate::directions::routes())
        .merge(crate::meeting::routes())
        .merge(crate::evaluation::routes())
        .merge(crate::guidance::routes())
        .merge(crate::feedback::routes())
        .merge(crate::plans::routes())
        .merge(crate::portal::routes())
        .merge(crate::press::routes())
        .merge(crate::open::routes())
        .fallback(|| async { super::Error::NotFound })
        .layer(DefaultBodyLimit::max(uploads::MAX_FILE + 1024 * 1024))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), context::provide))
        .merge(crate::open::machines(&app))
        .route("/assets/{digest}/{*name}", get(assets::serve))
        .layer(middleware::from_fn_with_state(app.clone(), release::on_time))
        .layer(middleware::from_fn_with_state(app.clone(), security::headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(middleware::map_response(super::etag::tag_encoding))
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}
