//! `hoahoi bench NAME`: the figures that docs/performance.md quotes.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::bench::{register, reporting, search};

/// Print the figures that docs/performance.md quotes. Everything happens in databases made for it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// The register: lists, overview, a duty's page, updates, requests a second, memory.
    Register {
        /// How many made-up duties; several sizes, parted by commas, are measured in turn and compared.
        #[arg(long, default_value = "10000", value_delimiter = ',')]
        duties: Vec<usize>,
        /// Folder in which the databases stay for the next run; otherwise they are removed.
        #[arg(long, conflicts_with = "database")]
        data: Option<PathBuf>,
        /// URL of a PostgreSQL server, on which a database is made for the time of the measurement.
        #[arg(long, hide_env_values = true)]
        database: Option<String>,
    },
    /// Search: the public finds and reads among many records; the index is built; memory.
    Search {
        /// How many made-up records.
        #[arg(long, default_value_t = 100_000)]
        records: usize,
        /// URL of a PostgreSQL server, on which a database is made for the time of the measurement.
        #[arg(long, hide_env_values = true)]
        database: Option<String>,
    },
    /// Reporting: obligations of many agencies and duties made for one period, and made again.
    Reporting {
        /// How many made-up agencies.
        #[arg(long, default_value_t = 200)]
        agencies: usize,
        /// How many made-up duties; each obliges every agency.
        #[arg(long, default_value_t = 1_000)]
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
        What::Register { duties, data, database } => {
            register::run(&register::Options { duties, postgres: database, data }).await?;
        }
        What::Search { records, database } => search::run(records, database.as_deref()).await?,
        What::Reporting { agencies, duties, database } => {
            reporting::run(agencies, duties, database.as_deref()).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
