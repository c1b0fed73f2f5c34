//! What stands before everything that programs ask for.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::limit::Limit;
use super::problem::{self, Problem};
use crate::web::{App, etag, security, site};

/// The door's keeper.
#[derive(Clone)]
pub struct Door {
    app: App,
    limit: Arc<Limit>,
}

impl Door {
    /// With the limit that is configured.
    #[must_use]
    pub fn new(app: App) -> Self {
        let limit = Arc::new(Limit::of(app.config.requests_per_minute));
        Self { app, limit }
    }
}

/// Counts the request, lets it through, writes problems, answers 304 where nothing has changed, and opens the answer to
/// pages of any origin.
pub async fn pass(State(door): State<Door>, request: Request, next: Next) -> Response {
    let site = site::of(&door.app.config, request.headers());
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let address = security::client_ip(&door.app, &request);
    let answer = if request.method() == Method::OPTIONS {
        (StatusCode::NO_CONTENT, [(header::ALLOW, "GET, HEAD, OPTIONS")]).into_response()
    } else {
        match door.limit.take(address, door.app.clock.now()) {
            Some(seconds) => Problem::too_many(seconds).into_response(),
            None => next.run(request).await,
        }
    };
    let mut response = unless_known(problem::render(&site, answer), &known);
    open(response.headers_mut());
    response
}

/// 304 when the caller holds this very answer.
fn unless_known(response: Response, known: &[HeaderValue]) -> Response {
    let tag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok());
    if response.status() != StatusCode::OK || !tag.is_some_and(|tag| etag::is_known(known, tag)) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

fn open(headers: &mut HeaderMap) {
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS");
    set(header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match");
    set(header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link, Last-Modified, Retry-After");
    set(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    // kept, but asked about each time: what is withdrawn is gone at once
    set(header::CACHE_CONTROL, "public, no-cache");
}
