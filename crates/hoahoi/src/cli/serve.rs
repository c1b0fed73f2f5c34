//! `hoahoi serve`.

use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use super::storage::Storage;
use crate::accounts::store;
use crate::accounts::tokens::{self, Purpose};
use crate::config::{Config, MailSettings};
use crate::server;
use crate::web::App;

/// Serve the system.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    storage: Storage,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8182", env = "HOAHOI_BIND")]
    bind: SocketAddr,
    /// Address of a proxy whose X-Forwarded-For is believed; may be repeated.
    #[arg(long = "trust-proxy", env = "HOAHOI_TRUST_PROXY", value_delimiter = ',')]
    trusted_proxies: Vec<IpAddr>,
    /// Set when the site is reached by HTTPS: cookies are then sent over HTTPS alone.
    #[arg(long, env = "HOAHOI_HTTPS")]
    https: bool,
    /// Mail server for reminders: smtps://user:password@host, smtp://host:587?tls=required; no e-mail without it.
    #[arg(long = "smtp-url", env = "HOAHOI_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    smtp_url: Option<String>,
    /// Sender of e-mails: "Hoa Hồi <hoahoi@langson.gov.vn>".
    #[arg(long = "mail-from", env = "HOAHOI_MAIL_FROM")]
    mail_from: Option<String>,
    /// Address under which people reach the site, for links in e-mails and calendars: https://hoahoi.langson.gov.vn
    #[arg(long = "public-url", env = "HOAHOI_PUBLIC_URL")]
    public_url: Option<String>,
    /// A deadline at most this many working days away is shown as near.
    #[arg(long = "soon-days", default_value_t = 7, env = "HOAHOI_SOON_DAYS")]
    soon_days: i32,
    /// Terms under which open data may be used: a sentence, or the address of a page; without it the site says that none
    /// have been published.
    #[arg(long = "data-terms", env = "HOAHOI_DATA_TERMS")]
    data_terms: Option<String>,
    /// Requests that one address may send to open data in a minute; 0 for any number.
    #[arg(long = "requests-per-minute", default_value_t = 600, env = "HOAHOI_REQUESTS_PER_MINUTE")]
    requests_per_minute: u32,
}

/// Runs it until Ctrl-C.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let config = Config {
        bind: args.bind,
        trusted_proxies: args.trusted_proxies,
        secure_cookies: args.https,
        soon_days: args.soon_days,
        data_terms: args.data_terms.filter(|terms| !terms.trim().is_empty()),
        requests_per_minute: args.requests_per_minute,
        mail: args.smtp_url.zip(args.mail_from).map(|(url, from)| MailSettings { url, from }),
        public_url: args.public_url.map(|url| url.trim_end_matches('/').to_owned()),
        ..Config::local(args.storage.data, args.bind.port())
    };
    let listener = server::listen(config.bind).await?;
    let app = server::open(config, args.storage.database.as_deref(), crate::clock::Clock::system()).await?;
    let address = format!("http://{}", listener.local_addr()?);
    eprintln!("Hoa Hồi: {address}");
    if let Some(token) = first_administrator(&app).await? {
        eprintln!("Hệ thống chưa có tài khoản. Tạo quản trị đầu tiên (một lần, trong 24 giờ):");
        eprintln!("  {address}/khoi-tao?ma={token}");
    }
    server::run(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// The token of the link that makes the first administrator; nothing once there is any account.
async fn first_administrator(app: &App) -> sqlx::Result<Option<String>> {
    if store::any(&mut app.db.read().await?).await? {
        return Ok(None);
    }
    let mut tx = app.db.write().await?;
    let token = tokens::issue(&mut tx, Purpose::FirstAdministrator, None, app.clock.now()).await?;
    tx.commit().await?;
    Ok(Some(token))
}
