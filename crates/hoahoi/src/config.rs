//! What an operator can set: where data live, where to listen, whom to trust.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// How e-mail goes out.
#[derive(Clone)]
pub struct MailSettings {
    /// The mail server: `smtps://user:password@host`, `smtp://host:587?tls=required`, `smtp://127.0.0.1:25`.
    pub url: String,
    /// The sender: `Hoa Hồi <hoahoi@langson.gov.vn>`.
    pub from: String,
}

/// The URL may hold a password, so it is never shown.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings").field("from", &self.from).finish_non_exhaustive()
    }
}

/// The settings of a running server.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of the embedded database and the files.
    pub data: PathBuf,
    /// Address to listen on.
    pub bind: SocketAddr,
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed; nobody else's are.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether cookies carry `Secure` (set behind HTTPS).
    pub secure_cookies: bool,
    /// Whether people whose role carries power must pass a one-time code (TOTP).
    pub require_totp: bool,
    /// Whether every page carries the "DỮ LIỆU MINH HỌA" band.
    pub demo: bool,
    /// How e-mail goes out; nothing is sent without it.
    pub mail: Option<MailSettings>,
    /// The address under which people reach the site (`https://…`, no slash at the end), for links in e-mails and
    /// calendars.
    pub public_url: Option<String>,
    /// A deadline at most this many working days away counts as near.
    pub soon_days: i32,
    /// Under which terms open data may be used: a sentence, or the address of a page. Nothing is said of it without.
    pub data_terms: Option<String>,
    /// Requests that one address may send to open data in a minute; 0 means any number.
    pub requests_per_minute: u32,
}

impl Config {
    /// Settings for one data folder on the loopback address, as `serve` and `demo` start from.
    #[must_use]
    pub fn local(data: PathBuf, port: u16) -> Self {
        Self {
            data,
            bind: SocketAddr::from(([127, 0, 0, 1], port)),
            trusted_proxies: Vec::new(),
            secure_cookies: false,
            require_totp: true,
            demo: false,
            mail: None,
            public_url: None,
            soon_days: 7,
            data_terms: None,
            requests_per_minute: 600,
        }
    }
}
