//! Errors for programs: RFC 9457, `application/problem+json`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::texts::OpenTexts;
use crate::text_enum;
use crate::web::lang::fill;

/// The media type of a problem.
pub const MEDIA: &str = "application/problem+json";

/// Problems speak Vietnamese: a program has no language, and its `type` leads to the page that says it in English.
pub const T: OpenTexts = OpenTexts::VI;

text_enum! {
    /// What went wrong; the text is the end of the problem's `type`, which stays the same for ever.
    pub enum What {
        /// A parameter is unknown, given twice, or holds what it cannot.
        BadParameter = "bad-parameter",
        /// There is no such thing.
        NotFound = "not-found",
        /// It has been withdrawn.
        Gone = "gone",
        /// The address only answers GET and HEAD.
        MethodNotAllowed = "method-not-allowed",
        /// The form asked for by `Accept` does not exist.
        NotAcceptable = "not-acceptable",
        /// Too many requests within a minute.
        TooManyRequests = "too-many-requests",
        /// The search index is being built.
        NotReady = "not-ready",
        /// A fault of ours.
        Internal = "internal",
    }
}

impl What {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::BadParameter => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The title, the same for every problem of this sort.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::BadParameter => T.p_bad_parameter,
            Self::NotFound => T.p_not_found,
            Self::Gone => T.p_gone,
            Self::MethodNotAllowed => T.p_method_not_allowed,
            Self::NotAcceptable => T.p_not_acceptable,
            Self::TooManyRequests => T.p_too_many_requests,
            Self::NotReady => T.p_not_ready,
            Self::Internal => T.p_internal,
        }
    }

    /// What a failure that no handler explained must have been.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::GONE => Self::Gone,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::NOT_ACCEPTABLE => Self::NotAcceptable,
            StatusCode::TOO_MANY_REQUESTS => Self::TooManyRequests,
            status if status.is_client_error() => Self::BadParameter,
            _ => Self::Internal,
        }
    }
}

/// A problem on its way out. [`render`] writes it, since the `type` is an address of this site.
#[derive(Debug, Clone)]
pub struct Problem {
    what: What,
    detail: String,
    parameter: Option<String>,
    wait: Option<i64>,
}

impl Problem {
    /// A problem with what to say about this occurrence.
    #[must_use]
    pub fn new(what: What, detail: impl Into<String>) -> Self {
        Self { what, detail: detail.into(), parameter: None, wait: None }
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(What::NotFound, T.not_found)
    }

    /// A parameter cannot be used as given.
    #[must_use]
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        Self { parameter: Some(name.to_owned()), ..Self::new(What::BadParameter, detail) }
    }

    /// Too many requests; the seconds to wait.
    #[must_use]
    pub fn too_many(seconds: i64) -> Self {
        let detail = fill(T.d_wait, &[&seconds]);
        Self { wait: Some(seconds), ..Self::new(What::TooManyRequests, detail) }
    }

    fn body(&self, site: &str) -> Value {
        let mut body = json!({
            "type": format!("{site}/du-lieu-mo#loi-{}", self.what),
            "title": self.what.title(),
            "status": self.what.status().as_u16(),
        });
        if !self.detail.is_empty() {
            body["detail"] = json!(self.detail);
        }
        if let Some(name) = &self.parameter {
            body["parameter"] = json!(name);
        }
        body
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.what.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        internal(&error)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        internal(&error)
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        internal(&error)
    }
}

impl From<crate::web::Error> for Problem {
    fn from(error: crate::web::Error) -> Self {
        match error {
            crate::web::Error::NotFound => Self::not_found(),
            other => internal(&format!("{other:?}")),
        }
    }
}

/// The text is for the log only.
fn internal(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "open data");
    Problem::new(What::Internal, T.internal)
}

/// Writes the problem a handler left, and makes one of every failure that has none.
pub fn render(site: &str, response: Response) -> Response {
    let status = response.status();
    if status.is_success() || status.is_redirection() || status.is_informational() {
        return response;
    }
    let known = response.extensions().get::<Problem>().cloned();
    let problem = known.unwrap_or_else(|| Problem::new(What::of(status), ""));
    let allow = response.headers().get(header::ALLOW).cloned();
    let body = problem.body(site).to_string();
    let mut written = (problem.what.status(), [(header::CONTENT_TYPE, MEDIA)], body).into_response();
    if let Some(allow) = allow {
        written.headers_mut().insert(header::ALLOW, allow);
    }
    if let Some(wait) = problem.wait {
        written.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    written
}
