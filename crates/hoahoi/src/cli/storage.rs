//! Where a command finds the data: options that several commands share.

use std::path::PathBuf;

use crate::clock::Clock;
use crate::config::Config;
use crate::server;
use crate::web::App;

/// Where the data are.
#[derive(Debug, clap::Args)]
pub struct Storage {
    /// Folder of the embedded database and the files.
    #[arg(long, default_value = "./hoahoi-data", env = "HOAHOI_DATA")]
    pub data: PathBuf,
    /// URL of a PostgreSQL database, used instead of the embedded one.
    #[arg(long, env = "HOAHOI_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

impl Storage {
    /// Opens it for a command that serves nobody; its schema is brought up to date.
    ///
    /// # Errors
    /// In one line: what stands in the way.
    pub async fn open(self) -> anyhow::Result<App> {
        server::open(Config::local(self.data, 0), self.database.as_deref(), Clock::system()).await
    }
}
