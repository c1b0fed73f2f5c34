//! Entity tags (RFC 9110, 8.8.3): whether a caller holds an answer already.

use axum::http::{HeaderValue, header};
use axum::response::Response;

/// Whether the caller's `If-None-Match` names this tag.
pub fn is_known<'a>(given: impl IntoIterator<Item = &'a HeaderValue>, tag: &str) -> bool {
    let same = |given: &str| given == "*" || plain(given) == tag;
    given.into_iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).any(|v| same(v.trim()))
}

/// A tag as this program made it: `If-None-Match` compares weakly, and what was sent compressed has a tag of its own.
fn plain(given: &str) -> String {
    let tag = given.strip_prefix("W/").unwrap_or(given);
    tag.strip_suffix("-gzip\"").map_or_else(|| tag.to_owned(), |tag| format!("{tag}\""))
}

/// Gives a compressed answer a strong tag of its own (RFC 9110, 8.8.3.3): it consists of other bytes.
pub async fn tag_encoding(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip") {
        let tag = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        let own = tag.and_then(|tag| tag.strip_suffix('"')).map(|tag| format!("{tag}-gzip\""));
        if let Some(own) = own.and_then(|own| HeaderValue::from_str(&own).ok()) {
            headers.insert(header::ETAG, own);
        }
    }
    response
}
