//! `hoahoi read`.

mod calendar;
mod register;
mod words;

use std::io::{IsTerminal as _, Write as _};
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
    /// Akoma Ntoso 3.0 (OASIS LegalDocML).
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
/// In one line: the file that cannot be opened, why it cannot be read, or why the format asked for cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Refuse before reading, so that nobody waits for an answer that will not come.
    if args.format == Format::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        match args.input.lang {
            Lang::Vi => bail!("Tệp XLSX không hiện được trên màn hình lệnh. Hãy thêm -o TÊN-TỆP.xlsx."),
            Lang::En => bail!("A workbook cannot be shown on a terminal. Add -o FILE.xlsx."),
        }
    }
    let document = args.input.document().map_err(anyhow::Error::msg)?;
    let bytes = match args.format {
        Format::Json => (vanban::emit::json(&document)? + "\n").into_bytes(),
        Format::Md => vanban::emit::markdown(&document).into_bytes(),
        Format::Akn => vanban::emit::akn(&document).into_bytes(),
        Format::Text => vanban::emit::text(&document).as_bytes().to_vec(),
        Format::Xlsx => register::workbook(&document)?,
        Format::Ics => match (calendar::calendar(&document), args.input.lang) {
            (Some(calendar), _) => calendar.into_bytes(),
            // A calendar must hold something (RFC 5545, 3.6).
            (None, Lang::Vi) => {
                bail!("{}: Không có nhiệm vụ nào nêu ngày đến hạn để ghi thành lịch.", args.input.name())
            }
            (None, Lang::En) => bail!("{}: No duty names a day on which it falls due.", args.input.name()),
        },
    };
    match &args.output {
        Some(path) => std::fs::write(path, bytes).with_context(|| path.display().to_string())?,
        None => print(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints to standard output; a reader that closed its end is no failure.
pub(super) fn print(bytes: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
