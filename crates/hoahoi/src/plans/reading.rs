//! Reads an untrusted file apart from the server: in a child process with limits of time and memory.
//!
//! The child is this same program (`hoahoi read-apart`). A file that makes the reader hang, crash or swallow
//! memory costs the child its life and nobody else anything.

use std::io::Write as _;
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;
use vanban::Document;
use vanban::annex::Annex;

use crate::web::lang::Lang;

/// The longest that one file may take.
const TIME: Duration = Duration::from_secs(30);
/// The most memory that the child may map, in bytes.
const MEMORY: u64 = 2 * 1024 * 1024 * 1024;

/// What is to be read in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// A document.
    Document,
    /// The annex "Danh mục nhiệm vụ".
    Annex,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{vi}")]
pub struct Unreadable {
    /// The sentence in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

impl Unreadable {
    /// The sentence in a language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    fn too_long() -> Self {
        Self {
            vi: "Đọc tệp quá 30 giây nên đã dừng. Đề nghị tách tệp hoặc lưu thành văn bản thuần rồi thử lại.".into(),
            en: "Reading took over 30 seconds and was stopped. Please split the file or save it as plain text."
                .into(),
        }
    }

    fn crashed() -> Self {
        Self {
            vi: "Không đọc được tệp này: trình đọc đã dừng giữa chừng. Đề nghị lưu thành văn bản thuần rồi thử lại."
                .into(),
            en: "This file could not be read: the reader stopped half-way. Please save it as plain text.".into(),
        }
    }
}

impl From<vanban::ReadError> for Unreadable {
    fn from(error: vanban::ReadError) -> Self {
        Self { vi: error.to_string(), en: error.english() }
    }
}

/// A document with the text that its spans point into; the text is not part of the printed JSON.
#[derive(Serialize, Deserialize)]
struct Whole {
    document: Document,
    text: String,
}

/// Reads a document.
///
/// # Errors
/// [`Unreadable`], in words for the person who brought the file.
pub async fn document(bytes: Vec<u8>) -> Result<Document, Unreadable> {
    let whole: Whole = apart(What::Document, bytes, read_whole).await?;
    let mut document = whole.document;
    document.source_text = whole.text;
    Ok(document)
}

/// Reads an annex: its rows and its broken cells.
///
/// # Errors
/// [`Unreadable`], in words for the person who brought the file; it names row and column.
pub async fn annex(bytes: Vec<u8>) -> Result<Annex, Unreadable> {
    apart(What::Annex, bytes, read_annex).await
}

fn read_annex(bytes: &[u8]) -> Result<Annex, Unreadable> {
    Ok(vanban::annex::read(bytes)?)
}

fn read_whole(bytes: &[u8]) -> Result<Whole, Unreadable> {
    let mut document = vanban::read(bytes)?;
    let text = std::mem::take(&mut document.source_text);
    Ok(Whole { document, text })
}

/// Runs the child, or the reader itself where the running program is no `hoahoi` (as in tests).
async fn apart<T>(
    what: What,
    bytes: Vec<u8>,
    here: fn(&[u8]) -> Result<T, Unreadable>,
) -> Result<T, Unreadable>
where
    T: Serialize + for<'d> Deserialize<'d> + Send + 'static,
{
    let program =
        std::env::current_exe().ok().filter(|path| path.file_stem().is_some_and(|name| name == "hoahoi"));
    let Some(program) = program else {
        let work = tokio::task::spawn_blocking(move || here(&bytes));
        return match tokio::time::timeout(TIME, work).await {
            Ok(read) => read.unwrap_or_else(|_| Err(Unreadable::crashed())),
            Err(_) => Err(Unreadable::too_long()),
        };
    };
    let name = match what {
        What::Document => "document",
        What::Annex => "annex",
    };
    let child = tokio::process::Command::new(program)
        .args(["read-apart", name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = child.map_err(|error| {
        tracing::error!(%error, "the reading process does not start");
        Unreadable::crashed()
    })?;
    let mut input = child.stdin.take();
    let work = async {
        if let Some(input) = input.as_mut() {
            // a child that dies before it has read everything is reported by its status
            let _ = input.write_all(&bytes).await;
        }
        drop(input);
        child.wait_with_output().await
    };
    let output = match tokio::time::timeout(TIME, work).await {
        Err(_) => return Err(Unreadable::too_long()),
        Ok(Err(_)) => return Err(Unreadable::crashed()),
        Ok(Ok(output)) => output,
    };
    if !output.status.success() {
        return Err(Unreadable::crashed());
    }
    serde_json::from_slice::<Result<T, Unreadable>>(&output.stdout)
        .unwrap_or_else(|_| Err(Unreadable::crashed()))
}

/// The child's part: takes a file on standard input and prints what was read.
///
/// # Errors
/// When standard input or output fail, or the limits cannot be set.
pub fn serve_parent(what: What) -> anyhow::Result<ExitCode> {
    limit()?;
    let mut bytes = Vec::new();
    let most = vanban::MAX_BYTES as u64 + 1;
    std::io::Read::read_to_end(&mut std::io::Read::take(std::io::stdin().lock(), most), &mut bytes)?;
    let answer = match what {
        What::Document => serde_json::to_vec(&read_whole(&bytes))?,
        What::Annex => serde_json::to_vec(&read_annex(&bytes))?,
    };
    std::io::stdout().lock().write_all(&answer)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(unix)]
fn limit() -> anyhow::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |n: u64| Rlimit { current: Some(n), maximum: Some(n) };
    setrlimit(Resource::As, at_most(MEMORY))?;
    setrlimit(Resource::Cpu, at_most(TIME.as_secs()))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    Ok(())
}

#[cfg(not(unix))]
fn limit() -> anyhow::Result<()> {
    Ok(())
}
