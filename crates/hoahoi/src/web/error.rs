//! One error for all handlers, shown as a page in the reader's language.
//!
//! Which to use: what a person typed wrongly is no error but a form shown again with its problems; these are for
//! what has no form to go back to.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::accounts::access::Denied;

/// The result of a handler.
pub type Result<T = Response, E = Error> = std::result::Result<T, E>;

/// Why a request failed.
#[derive(Debug, Clone)]
pub enum Error {
    /// There is no such thing, or the viewer may not know of it.
    NotFound,
    /// The viewer lacks a right.
    Denied(Denied),
    /// The request makes no sense; the text says why, in the reader's language.
    Bad(String),
    /// Somebody else was faster; the text says what happened.
    Conflict(String),
    /// Too much was sent.
    TooLarge,
    /// Too many attempts; the number says how many seconds to wait.
    TooMany(i64),
    /// A fault of ours; the text is for the log only.
    Internal(String),
}

impl Error {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Denied(Denied::NotAllowed) => StatusCode::FORBIDDEN,
            Self::Denied(_) => StatusCode::SEE_OTHER,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Internal(format!("database: {error}"))
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("template: {error}"))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(format!("json: {error}"))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(format!("file: {error}"))
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(format!("{error:#}"))
    }
}

/// Leaves the page to the middleware that knows the reader's language ([`super::context::frame_errors`]).
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany(seconds) = &self
            && let Ok(value) = seconds.to_string().parse()
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}
