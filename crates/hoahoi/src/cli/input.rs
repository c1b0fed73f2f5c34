//! The document that `read` and `check` take, and why it cannot be read, in the language asked for.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use vanban::Document;

/// What is read.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The document (UTF-8 text or Markdown); '-' reads standard input.
    file: PathBuf,
    /// Language of the messages.
    #[arg(long, value_enum, default_value = "vi")]
    pub(super) lang: Lang,
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
        let bytes = self.bytes().map_err(|error| format!("{name}: {}", self.say(&error)))?;
        vanban::read(&bytes).map_err(|error| match self.lang {
            Lang::Vi => format!("{name}: {error}"),
            Lang::En => format!("{name}: {}", error.english()),
        })
    }

    /// Never more bytes than the reader takes.
    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let limit = vanban::MAX_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        if self.is_standard() {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        } else {
            File::open(&self.file)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
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
