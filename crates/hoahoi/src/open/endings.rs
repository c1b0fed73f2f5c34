//! Addresses that differ from a page's by their ending alone, which routes cannot tell apart.

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;

/// Rooms of the site whose pages have files beside them, and their endings.
const FILES: [(&str, &str); 3] = [("muc", "json"), ("muc", "jsonld"), ("co-so-du-lieu", "atom")];

/// Leads `/muc/x.json` to the route `/muc.json/x`, `/co-so-du-lieu/x.atom` to `/co-so-du-lieu.atom/x`, and leaves every
/// other address as it is.
#[must_use]
pub fn by_ending(mut request: Request) -> Request {
    if let Some(uri) = inner(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

fn inner(uri: &Uri) -> Option<Uri> {
    let (room, file) = uri.path().strip_prefix('/')?.split_once('/')?;
    let (name, ending) = file.rsplit_once('.')?;
    if name.is_empty() || name.contains('/') || !FILES.contains(&(room, ending)) {
        return None;
    }
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(format!("/{room}.{ending}/{name}{query}")).ok();
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_files_of_pages_are_led_elsewhere() {
        let led = |from: &'static str| inner(&Uri::from_static(from)).map(|uri| uri.to_string());
        assert_eq!(led("/muc/na-chi-lang.json").unwrap(), "/muc.json/na-chi-lang");
        assert_eq!(led("/muc/na-chi-lang.jsonld").unwrap(), "/muc.jsonld/na-chi-lang");
        assert_eq!(
            led("/co-so-du-lieu/san-pham.atom?ocop=4").unwrap(),
            "/co-so-du-lieu.atom/san-pham?ocop=4"
        );
        for other in ["/muc/na", "/muc/na.xml", "/muc/.json", "/muc/a/b.json", "/ke-hoach/x.json", "/"] {
            assert_eq!(led(other), None, "{other}");
        }
    }
}
