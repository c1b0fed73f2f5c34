//! Stylesheet, script, fonts and logo: embedded, addressed by their content, kept by browsers for a year.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::digest::hex;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// `/assets/<digest of all assets>`: a new build has new addresses, so nothing stale is ever shown.
pub static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = Sha256::new();
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    for name in names {
        if let Some(file) = Assets::get(&name) {
            hasher.update(file.metadata.sha256_hash());
        }
    }
    format!("/assets/{}", hex(&hasher.finalize()[..6]))
});

/// Serves one asset.
pub async fn serve(Path((_digest, name)): Path<(String, String)>) -> Response {
    let Some(file) = Assets::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
    // in development the files are read from disk and change under the same address
    let cache = if cfg!(debug_assertions) { "no-cache" } else { "public, max-age=31536000, immutable" };
    let mut response = Body::from(file.data.into_owned()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
