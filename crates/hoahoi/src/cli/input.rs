//! The document that `read` and `check` take, and why it cannot be read, in the language asked for.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use vanban::agencies::AgencyList;
use vanban::{Document, ReadOptions};

/// What is read.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The document (DOCX, PDF, HTML, Markdown or plain text); '-' reads standard input.
    file: PathBuf,
    /// Language of the messages.
    #[arg(long, value_enum, default_value = "vi")]
    pub(super) lang: Lang,
    /// The day on which the agencies named must exist (2026-07-01 or 01/7/2026) instead of the date of issue.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// A list of agencies that are known besides those of the program: TOML, CSV or XLSX (docs/diagnostics.md).
    #[arg(long, value_name = "FILE")]
    agencies: Option<PathBuf>,
}

fn day(text: &str) -> Result<Date, String> {
    viet::date::parse(text).map_err(|error| error.to_string())
}

/// Language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Input {
    /// The name that messages call it.
    pub(super) fn name(&self) -> String {
        if self.is_standard() { "<stdin>".to_owned() } else { self.file.display().to_string() }
    }

    fn is_standard(&self) -> bool {
        self.file == Path::new("-")
    }

    /// Reads the document.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub(super) fn document(&self) -> Result<Document, String> {
        let name = self.name();
        let options = ReadOptions { as_of: self.as_of, agencies: self.list()? };
        let bytes = self.bytes().map_err(|error| format!("{name}: {}", self.say(&error)))?;
        vanban::read_with(&bytes, &options).map_err(|error| match self.lang {
            Lang::Vi => format!("{name}: {error}"),
            Lang::En => format!("{name}: {}", error.english()),
        })
    }

    /// The list of agencies asked for; empty without one.
    fn list(&self) -> Result<AgencyList, String> {
        let Some(path) = &self.agencies else { return Ok(AgencyList::default()) };
        let name = path.display();
        let bytes = file(path).map_err(|error| format!("{name}: {}", self.say(&error)))?;
        AgencyList::read(&bytes).map_err(|error| match self.lang {
            Lang::Vi => format!("{name}: {error}"),
            Lang::En => format!("{name}: {}", error.english()),
        })
    }

    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        if self.is_standard() { limited(std::io::stdin().lock()) } else { file(&self.file) }
    }

    fn say(&self, error: &std::io::Error) -> String {
        let (vi, en) = match error.kind() {
            ErrorKind::NotFound => ("Không có tệp này.", "There is no such file."),
            ErrorKind::PermissionDenied => {
                ("Không được quyền đọc tệp này.", "There is no permission to read this file.")
            }
            ErrorKind::IsADirectory => ("Đây là thư mục, không phải tệp.", "This is a folder, not a file."),
            _ => return error.to_string(),
        };
        match self.lang {
            Lang::Vi => vi.to_owned(),
            Lang::En => en.to_owned(),
        }
    }
}

fn file(path: &Path) -> std::io::Result<Vec<u8>> {
    limited(File::open(path)?)
}

/// Never more bytes than the reader takes.
fn limited(source: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(vanban::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
