//! `hoahoi serve`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Config;
use crate::server;

/// Serve the system.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the embedded database and the files.
    #[arg(long, default_value = "./hoahoi-data", env = "HOAHOI_DATA")]
    data: PathBuf,
    /// URL of a PostgreSQL database, used instead of the embedded one.
    #[arg(long, env = "HOAHOI_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8182", env = "HOAHOI_BIND")]
    bind: SocketAddr,
    /// Address of a proxy whose X-Forwarded-For is believed; may be repeated.
    #[arg(long = "trust-proxy", env = "HOAHOI_TRUST_PROXY", value_delimiter = ',')]
    trusted_proxies: Vec<IpAddr>,
    /// Set when the site is reached by HTTPS: cookies are then sent over HTTPS alone.
    #[arg(long, env = "HOAHOI_HTTPS")]
    https: bool,
    /// A deadline at most this many working days away is shown as near.
    #[arg(long = "soon-days", default_value_t = 7, env = "HOAHOI_SOON_DAYS")]
    soon_days: i32,
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
        ..Config::local(args.data, args.bind.port())
    };
    let listener = server::listen(config.bind).await?;
    let app = server::open(config, args.database.as_deref(), crate::clock::Clock::system()).await?;
    eprintln!("Hoa Hồi: http://{}", listener.local_addr()?);
    server::run(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}
