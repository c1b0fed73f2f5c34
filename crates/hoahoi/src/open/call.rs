//! A request of a program, and the answer to it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::params::{Given, Param};
use super::problem::{Problem, T, What};
use crate::db::Millis;
use crate::digest::hex;
use crate::web::lang::fill;
use crate::web::{App, site};

/// What an answer is when all goes well.
pub type Answer = Result<Document, Problem>;

/// What a route declares of itself, as far as the request is checked by it.
#[derive(Debug)]
pub struct Declared {
    /// The parameters it takes.
    pub params: Vec<Param>,
    /// The media type of its answers.
    pub media: &'static str,
}

/// A request whose parameters have been checked against what its route declares.
pub struct Call {
    /// The system.
    pub app: App,
    /// The address of the site, without a slash at its end.
    pub site: String,
    /// The parameters.
    pub given: Given,
}

impl FromRequestParts<App> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let given = match parts.extensions.get::<Arc<Declared>>() {
            Some(declared) => {
                accepts(&parts.headers, declared.media)?;
                Given::checked(query, &declared.params)?
            }
            None => Given::any(query),
        };
        Ok(Self { app: app.clone(), site: site::of(&app.config, &parts.headers), given })
    }
}

/// Whether the caller takes this media type; no wish is any wish.
fn accepts(headers: &HeaderMap, media: &'static str) -> Result<(), Problem> {
    let wishes: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|wish| wish.to_str().ok())
        .flat_map(|wishes| wishes.split(','))
        .filter(|wish| !wish.trim().is_empty())
        .collect();
    let family = media.split('/').next().unwrap_or_default();
    let fits = |wish: &&str| {
        let mut parts = wish.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default().to_ascii_lowercase();
        let refused = parts
            .any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
        !refused && (range == "*/*" || range == format!("{family}/*") || range == media)
    };
    if wishes.is_empty() || wishes.iter().any(fits) {
        return Ok(());
    }
    Err(Problem::new(What::NotAcceptable, fill(T.d_form, &[&media])))
}

/// What goes out.
#[derive(Debug)]
pub struct Document {
    body: Vec<u8>,
    media: &'static str,
    modified: Option<Millis>,
    next: Option<String>,
}

impl Document {
    /// A text of some media type.
    #[must_use]
    pub fn text(media: &'static str, body: String) -> Self {
        Self { body: body.into_bytes(), media, modified: None, next: None }
    }

    /// JSON.
    #[must_use]
    pub fn json(value: &Value) -> Self {
        Self::text("application/json", value.to_string())
    }

    /// With when it last changed.
    #[must_use]
    pub fn modified(self, at: Millis) -> Self {
        Self { modified: Some(at), ..self }
    }

    /// With where the list goes on.
    #[must_use]
    pub fn next(self, next: Option<String>) -> Self {
        Self { next, ..self }
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let digest = hex(&Sha256::digest(&self.body)[..16]);
        let headers = [
            (header::CONTENT_TYPE, Some(self.media.to_owned())),
            (header::ETAG, Some(format!("\"{digest}\""))),
            (header::LAST_MODIFIED, self.modified.map(http_date)),
            (header::LINK, self.next.map(|next| format!("<{next}>; rel=\"next\""))),
        ];
        let mut response = self.body.into_response();
        for (name, value) in headers {
            match value.map(|value| HeaderValue::from_str(&value)) {
                Some(Ok(value)) => _ = response.headers_mut().insert(name, value),
                Some(Err(_)) => _ = response.headers_mut().remove(name),
                None => {}
            }
        }
        response
    }
}

/// An instant as RFC 3339 has it, in universal time.
#[must_use]
pub fn stamp(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}

/// An instant as HTTP has it: `Sat, 21 Nov 2026 03:00:00 GMT`.
fn http_date(at: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_for_another_form_is_refused_and_any_other_granted() {
        let wishing = |wish: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(wish));
            accepts(&headers, "application/json").is_ok()
        };
        for granted in ["", "*/*", "application/*", "application/json;q=0.5", "text/html, */*;q=0.1"] {
            assert!(wishing(granted), "{granted}");
        }
        for refused in ["text/html", "application/json;q=0", "application/xml, text/*"] {
            assert!(!wishing(refused), "{refused}");
        }
    }

    #[test]
    fn an_instant_is_said_as_its_readers_expect_it() {
        let at = Millis(1_795_230_000_000);
        assert_eq!(
            (stamp(at).as_str(), http_date(at).as_str()),
            ("2026-11-21T03:00:00Z", "Sat, 21 Nov 2026 03:00:00 GMT")
        );
    }
}
