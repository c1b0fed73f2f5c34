//! `hoahoi read-apart`: the child process in which untrusted files are read. Not for people.

use std::process::ExitCode;

use crate::plans::reading::{self, Limits, What};

/// Read a file from standard input within limits and print the result for the parent process.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to read in it.
    what: What,
    #[command(flatten)]
    limits: Limits,
}

/// Runs it.
///
/// # Errors
/// When standard input or output fail.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    reading::serve_parent(args.what, args.limits)
}
