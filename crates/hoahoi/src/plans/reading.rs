//! Reads an untrusted file apart from the server: in a child process with limits of time and memory.
//!
//! The child is this same program (`hoahoi read-apart`). A file that makes the reader hang, crash or swallow
//! memory costs the child its life and nobody else anything. A Word document of 97–2003 goes through a second child before,
//! which runs LibreOffice within limits of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Semaphore;
use vanban::Document;
use vanban::annex::Annex;
use vanban::model::Format;
use vanban::workbook::Workbook;

use crate::web::lang::Lang;

/// How much the reading of one file may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub struct Limits {
    /// Longest time, in seconds.
    #[arg(long)]
    pub seconds: u64,
    /// Most memory that the child may map, in bytes.
    #[arg(long)]
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: 30, memory: 2 * 1024 * 1024 * 1024 }
    }
}

/// What LibreOffice may take to turn an old Word document into one of today. It needs files and far more address space than a
/// reader, and so a child of its own.
const CONVERTER: Limits = Limits { seconds: vanban::doc::LONGEST.as_secs(), memory: vanban::doc::MEMORY };

/// Old Word documents that are converted at the same time; each takes a processor for some seconds.
static CONVERSIONS: Semaphore = Semaphore::const_new(2);

/// What is to be read in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// A document.
    Document,
    /// The annex "Danh mục nhiệm vụ".
    Annex,
    /// A spreadsheet.
    Workbook,
    /// A Word document of 97–2003, which is turned into DOCX and not read.
    Word97,
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

    fn too_long(limits: Limits) -> Self {
        let seconds = limits.seconds;
        Self {
            vi: format!(
                "Đọc tệp quá {seconds} giây nên đã dừng. Đề nghị tách tệp hoặc lưu thành văn bản thuần rồi thử lại."
            ),
            en: format!(
                "Reading took over {seconds} s and was stopped. Please split the file or save it as plain text."
            ),
        }
    }

    fn too_much() -> Self {
        Self {
            vi: "Đọc tệp này cần quá nhiều bộ nhớ nên đã dừng. Đề nghị tách tệp hoặc lưu thành văn bản thuần rồi thử lại."
                .into(),
            en: "Reading this file takes too much memory and was stopped. Please split the file or save it as plain text."
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
    Reader::default().document(bytes).await
}

/// Reads an annex: its rows and its broken cells.
///
/// # Errors
/// [`Unreadable`], in words for the person who brought the file.
pub async fn annex(bytes: Vec<u8>) -> Result<Annex, Unreadable> {
    Reader::default().annex(bytes).await
}

/// Reads a spreadsheet that somebody filled in.
///
/// # Errors
/// [`Unreadable`], in words for the person who brought the file.
pub async fn workbook(bytes: Vec<u8>) -> Result<Workbook, Unreadable> {
    Reader::default().apart(What::Workbook, bytes, read_workbook).await
}

/// Where and within which limits files are read.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program that becomes the child; without one, reading happens here.
    program: Option<PathBuf>,
    limits: Limits,
}

/// The running program, unless it is no `hoahoi` (as in tests).
impl Default for Reader {
    fn default() -> Self {
        let program = std::env::current_exe().ok();
        let program = program.filter(|path| path.file_stem().is_some_and(|name| name == "hoahoi"));
        Self { program, limits: Limits::default() }
    }
}

impl Reader {
    /// Reads in a child of this program within these limits.
    #[must_use]
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program: Some(program), limits }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`Unreadable`], in words for the person who brought the file.
    pub async fn document(&self, bytes: Vec<u8>) -> Result<Document, Unreadable> {
        let old = vanban::doc::is_one(&bytes).then(|| vanban::model::SourceInfo::of(&bytes, Format::Doc));
        let bytes = self.modern(bytes).await?;
        let whole: Whole = self.apart(What::Document, bytes, read_whole).await?;
        let mut document = whole.document;
        document.source_text = whole.text;
        document.source = old.unwrap_or(document.source);
        Ok(document)
    }

    /// A Word document of 97–2003 as DOCX; any other file as it is.
    async fn modern(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
        if !vanban::doc::is_one(&bytes) {
            return Ok(bytes);
        }
        let _turn = CONVERSIONS.acquire().await.map_err(|_| Unreadable::crashed())?;
        let converter = Self { program: self.program.clone(), limits: CONVERTER };
        // the child watches its own clock, ends LibreOffice and clears up; this clock is for a child that does not
        converter.apart(What::Word97, bytes, convert).await
    }

    /// Reads an annex.
    ///
    /// # Errors
    /// [`Unreadable`], in words for the person who brought the file.
    pub async fn annex(&self, bytes: Vec<u8>) -> Result<Annex, Unreadable> {
        let bytes = self.modern(bytes).await?;
        self.apart(What::Annex, bytes, read_annex).await
    }

    async fn apart<T>(
        &self,
        what: What,
        bytes: Vec<u8>,
        here: fn(&[u8]) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable>
    where
        T: Serialize + for<'d> Deserialize<'d> + Send + 'static,
    {
        let spare = if what == What::Word97 { 10 } else { 0 };
        let time = Duration::from_secs(self.limits.seconds + spare);
        let Some(program) = &self.program else {
            let work = tokio::task::spawn_blocking(move || here(&bytes));
            return match tokio::time::timeout(time, work).await {
                Ok(read) => read.unwrap_or_else(|_| Err(Unreadable::crashed())),
                Err(_) => Err(Unreadable::too_long(self.limits)),
            };
        };
        // a conversion that nobody waits for any more still clears up what it has written
        let mut child = self.child(program, what).map_err(|error| {
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
        let output = match tokio::time::timeout(time, work).await {
            Err(_) => return Err(Unreadable::too_long(self.limits)),
            Ok(Err(_)) => return Err(Unreadable::crashed()),
            Ok(Ok(output)) => output,
        };
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            tracing::warn!(status = %output.status, said = said.trim(), "the reading process failed");
            return Err(if said.contains(OUT_OF_MEMORY) {
                Unreadable::too_much()
            } else {
                Unreadable::crashed()
            });
        }
        serde_json::from_slice::<Result<T, Unreadable>>(&output.stdout)
            .unwrap_or_else(|_| Err(Unreadable::crashed()))
    }

    fn child(&self, program: &Path, what: What) -> std::io::Result<tokio::process::Child> {
        let name = match what {
            What::Document => "document",
            What::Annex => "annex",
            What::Workbook => "workbook",
            What::Word97 => "word97",
        };
        tokio::process::Command::new(program)
            .args(["read-apart", name])
            .args(["--seconds", &self.limits.seconds.to_string()])
            .args(["--memory", &self.limits.memory.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(what != What::Word97)
            .spawn()
    }
}

/// What Rust's allocator says last.
const OUT_OF_MEMORY: &str = "memory allocation of";

fn read_annex(bytes: &[u8]) -> Result<Annex, Unreadable> {
    Ok(vanban::annex::read(bytes)?)
}

fn read_workbook(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    Ok(vanban::workbook::read(bytes)?)
}

fn convert(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    Ok(vanban::doc::to_docx(bytes)?)
}

fn read_whole(bytes: &[u8]) -> Result<Whole, Unreadable> {
    let mut document = vanban::read(bytes)?;
    let text = std::mem::take(&mut document.source_text);
    Ok(Whole { document, text })
}

/// The child's part: takes a file on standard input and prints what was read.
///
/// # Errors
/// When standard input or output fail, or the limits cannot be set.
pub fn serve_parent(what: What, limits: Limits) -> anyhow::Result<ExitCode> {
    keep_to(limits, what)?;
    let mut bytes = Vec::new();
    let most = vanban::MAX_BYTES as u64 + 1;
    std::io::Read::read_to_end(&mut std::io::Read::take(std::io::stdin().lock(), most), &mut bytes)?;
    let answer = match what {
        What::Document => serde_json::to_vec(&read_whole(&bytes))?,
        What::Annex => serde_json::to_vec(&read_annex(&bytes))?,
        What::Workbook => serde_json::to_vec(&read_workbook(&bytes))?,
        What::Word97 => serde_json::to_vec(&convert(&bytes))?,
    };
    std::io::stdout().lock().write_all(&answer)?;
    Ok(ExitCode::SUCCESS)
}

/// Largest file that LibreOffice may write, the profile it makes for itself included.
#[cfg(unix)]
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

#[cfg(unix)]
fn keep_to(limits: Limits, what: What) -> anyhow::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |n: u64| Rlimit { current: Some(n), maximum: Some(n) };
    setrlimit(Resource::As, at_most(limits.memory))?;
    // the parent's clock ends the child first; this ends one whose parent is gone
    setrlimit(Resource::Cpu, at_most(limits.seconds.saturating_add(1)))?;
    let files = if what == What::Word97 { LARGEST_FILE } else { 0 };
    setrlimit(Resource::Fsize, at_most(files))?;
    Ok(())
}

#[cfg(not(unix))]
fn keep_to(_: Limits, _: What) -> anyhow::Result<()> {
    Ok(())
}
