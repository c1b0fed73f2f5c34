//! `hoahoi read`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::input::{Input, Lang};

/// Read a document and print what it holds.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// What to print.
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// What `read` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tree, duties, targets, references and diagnostics.
    Json,
    /// The document with joined paragraphs below headings.
    Md,
    /// Akoma Ntoso 3.0.
    Akn,
    /// The text that the spans of the JSON count in.
    Text,
    /// Dated duties as a calendar.
    Ics,
    /// The register of duties as a workbook.
    Xlsx,
}

/// Reads the document and prints it.
///
/// # Errors
/// In one line: the file that cannot be opened, or why it cannot be read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Refuse before reading, so that nobody waits for an answer that will not come.
    if let Format::Akn | Format::Ics | Format::Xlsx = args.format {
        let name =
            args.format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        match args.input.lang {
            Lang::Vi => bail!("Phiên bản này chưa ghi được định dạng {name}. Hãy dùng json, md hoặc text."),
            Lang::En => bail!("This version does not write the format {name} yet. Use json, md or text."),
        }
    }
    let document = args.input.document().map_err(anyhow::Error::msg)?;
    let text = match args.format {
        Format::Md => vanban::emit::markdown(&document),
        Format::Text => vanban::emit::text(&document).to_owned(),
        _ => vanban::emit::json(&document)? + "\n",
    };
    match &args.output {
        Some(path) => std::fs::write(path, text).with_context(|| path.display().to_string())?,
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints to standard output; a reader that closed its end is no failure.
pub(super) fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
