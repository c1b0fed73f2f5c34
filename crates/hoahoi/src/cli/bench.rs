//! `hoahoi bench NAME`: the figures that docs/performance.md quotes.

use std::process::ExitCode;

use crate::bench;

/// Print the figures that docs/performance.md quotes. Everything happens in a temporary database.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// The register: lists, overview, a duty's page, updates, requests a second, memory.
    Register {
        /// How many made-up duties.
        #[arg(long, default_value_t = 10_000)]
        duties: usize,
        /// URL of a PostgreSQL server, on which a database is made for the time of the measurement.
        #[arg(long, hide_env_values = true)]
        database: Option<String>,
    },
}

/// Runs it.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Register { duties, database } => bench::register::run(duties, database.as_deref()).await?,
    }
    Ok(ExitCode::SUCCESS)
}
