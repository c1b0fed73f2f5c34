//! The address under which the site is reached, for what must name it in full: feeds, linked data, maps.

use axum::http::{HeaderMap, header};

use crate::config::Config;

/// The configured address; without one, that of the request, as long as it looks like the name of a host.
#[must_use]
pub fn of(config: &Config, headers: &HeaderMap) -> String {
    if let Some(site) = &config.public_url {
        return site.clone();
    }
    let scheme = if config.secure_cookies { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(|host| is_host(host));
    host.map_or_else(|| format!("{scheme}://{}", config.bind), |host| format!("{scheme}://{host}"))
}

fn is_host(host: &str) -> bool {
    let part_of_host = |b: u8| b.is_ascii_alphanumeric() || b".-:[]".contains(&b);
    !host.is_empty() && host.len() < 256 && host.bytes().all(part_of_host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_configured_address_holds_and_nonsense_is_no_host() {
        let mut config = Config::local("x".into(), 8182);
        let asked = |config: &Config, host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            of(config, &headers)
        };
        assert_eq!(asked(&config, "hoahoi.test:81"), "http://hoahoi.test:81");
        assert_eq!(asked(&config, "a\"><script>"), "http://127.0.0.1:8182");
        config.public_url = Some("https://hoahoi.langson.gov.vn".into());
        assert_eq!(asked(&config, "hoahoi.test"), "https://hoahoi.langson.gov.vn");
    }
}
