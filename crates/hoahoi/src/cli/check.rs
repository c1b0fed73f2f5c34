//! `hoahoi check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use vanban::emit::Language;
use vanban::model::Severity;

/// Print what a document leaves open, with the lines concerned.
///
/// Exit status: 0 without errors, 1 with any error, 3 when the file cannot be read.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The document (UTF-8 text or Markdown); '-' reads standard input.
    file: PathBuf,
    /// Language of the messages.
    #[arg(long, value_enum, default_value = "vi")]
    lang: Lang,
}

/// Language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// Reads the document and prints its diagnostics.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let name = args.file.display().to_string();
    let read = super::read::bytes(&args.file).map_err(|error| format!("{error:#}")).and_then(|bytes| {
        vanban::read(&bytes).map_err(|error| match args.lang {
            Lang::Vi => format!("{name}: {error}"),
            Lang::En => format!("{name}: {}", error.english()),
        })
    });
    let document = match read {
        Ok(document) => document,
        Err(error) => {
            eprintln!("hoahoi: {error}");
            return Ok(ExitCode::from(3));
        }
    };
    let language = match args.lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    super::read::print(&vanban::emit::report(&document, &name, language))?;
    let failed = document.diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(failed)))
}
