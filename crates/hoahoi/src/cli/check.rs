//! `hoahoi check`.

use std::process::ExitCode;

use vanban::emit::Language;
use vanban::model::Severity;

use super::input::{Input, Lang};

/// Print what a document leaves open, with the lines concerned.
///
/// Exit status: 0 without errors, 1 with any error, 3 when the file cannot be read.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    input: Input,
}

/// Reads the document and prints its diagnostics.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let document = match args.input.document() {
        Ok(document) => document,
        Err(error) => {
            eprintln!("hoahoi: {error}");
            return Ok(ExitCode::from(3));
        }
    };
    let language = match args.input.lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    super::read::print(vanban::emit::report(&document, &args.input.name(), language).as_bytes())?;
    let failed = document.diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(failed)))
}
