//! The command line. Errors are one line on standard error; exit status 2 for bad usage, 1 for a failed job.

mod audit;
mod bench;
mod check;
mod demo;
mod import;
mod input;
mod migrate;
mod read;
mod read_apart;
mod reindex;
mod report;
mod search_eval;
mod serve;
mod starter;
mod storage;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Hoa Hồi: from a government plan's printed text to work that is done and results that people can find.
#[derive(Debug, Parser)]
#[command(name = "hoahoi", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a document and print what it holds.
    Read(read::Args),
    /// Print what a document leaves open, with the lines concerned.
    Check(check::Args),
    /// Everything at once on an embedded database, with demonstration data, for this machine alone.
    Demo(demo::Args),
    /// Serve the system from a data folder or a PostgreSQL database.
    Serve(serve::Args),
    /// Import a document into the register, as a draft to be confirmed.
    Import(import::Args),
    Report(report::Args),
    Starter(starter::Args),
    User(user::Args),
    Migrate(migrate::Args),
    Audit(audit::Args),
    Reindex(reindex::Args),
    SearchEval(search_eval::Args),
    Bench(bench::Args),
    #[command(hide = true)]
    ReadApart(read_apart::Args),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("HOAHOI_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,hoahoi=info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let outcome = match cli.command {
        Command::Read(args) => read::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Demo(args) => run(demo::run(args)),
        Command::Serve(args) => run(serve::run(args)),
        Command::Import(args) => run(import::run(args)),
        Command::Report(args) => run(report::run(args)),
        Command::Starter(args) => run(starter::run(args)),
        Command::User(args) => run(user::run(args)),
        Command::Migrate(args) => run(migrate::run(args)),
        Command::Reindex(args) => run(reindex::run(args)),
        Command::SearchEval(args) => search_eval::run(&args),
        Command::Bench(args) => run(bench::run(args)),
        Command::Audit(args) => run(audit::run(args)),
        Command::ReadApart(args) => read_apart::run(&args),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hoahoi: {error:#}");
            ExitCode::from(1)
        }
    }
}

/// Runs asynchronous work to its end.
fn run(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
