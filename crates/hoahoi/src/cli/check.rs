//! `hoahoi check`.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use vanban::emit::{Language, ReportStyle, report_in};
use vanban::model::Severity;

use super::input::{Input, Lang};

/// What each code means: the manual that comes with the program.
const MANUAL: &str = include_str!("../../../../docs/diagnostics.md");

/// Print what a document leaves open, with the lines concerned.
///
/// A code that comes often is shown a few times, and the lines of the others are listed.
/// Findings as JSON: `hoahoi read FILE` has them under "diagnostics".
///
/// Exit status: 0 without errors, 1 with any error, 2 for bad usage, 3 when the file cannot be read.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(flatten)]
    input: Option<Input>,
    /// Print every finding in full.
    #[arg(long)]
    all: bool,
    /// Print what a code means, with an example, instead of reading a file.
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<String>,
}

/// Reads the document and prints its diagnostics, or explains a code.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some(input) = &args.input else { return explain(args.explain.as_deref().unwrap_or_default()) };
    let document = match input.document() {
        Ok(document) => document,
        Err(error) => {
            eprintln!("hoahoi: {error}");
            return Ok(ExitCode::from(3));
        }
    };
    let language = match input.lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    let style = ReportStyle { language, colour: colours(), all: args.all };
    super::read::print(report_in(&document, &input.name(), style).as_bytes())?;
    let failed = document.diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(failed)))
}

/// Colours on a terminal that shows them, unless NO_COLOR is set to anything (no-color.org).
fn colours() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    std::io::stdout().is_terminal()
        && set("NO_COLOR").is_none()
        && set("TERM").is_none_or(|term| term != "dumb")
}

fn explain(code: &str) -> anyhow::Result<ExitCode> {
    if let Some(section) = section(code) {
        super::read::print(section.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let known: Vec<&str> = vanban::diagnostics::CODES.iter().map(|known| known.code).collect();
    eprintln!("hoahoi: không có mã “{code}”; các mã (codes): {}", known.join(", "));
    Ok(ExitCode::from(2))
}

/// The section of the manual on a code, with its heading.
fn section(code: &str) -> Option<&'static str> {
    vanban::diagnostics::CODES.iter().find(|known| known.code == code)?;
    let heading = format!("\n## {code}\n");
    let section = &MANUAL[MANUAL.find(&heading)? + 1..];
    Some(section.find("\n## ").map_or(section, |end| &section[..end]))
}
