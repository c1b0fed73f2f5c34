//! The text layer of a PDF, as poppler's `pdftotext` reads it: of the readers that were tried it alone is right on every
//! file. It runs as a child, fed and read through pipes; whoever limits this process limits it too.

use crate::error::{MAX_BYTES, ReadError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::process::{Command, Stdio};

/// A page with fewer letters than this is a picture of one.
const FEWEST_LETTERS: usize = 20;

/// The lines of all pages; a form feed ends each page.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let child = Command::new("pdftotext")
        .args(["-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(missing()),
        Err(_) => return Err(ReadError::Damaged("PDF")),
    };
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let mut text = Vec::new();
    std::thread::scope(|scope| {
        // a reader that gives up early closes the pipe; then the rest is not wanted
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        output.map(|output| output.take(MAX_BYTES as u64 + 1).read_to_end(&mut text))
    });
    if text.len() > MAX_BYTES {
        _ = child.kill();
        _ = child.wait();
        return Err(ReadError::TooLarge);
    }
    if !child.wait().is_ok_and(|status| status.success()) {
        return Err(ReadError::Damaged("PDF"));
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    let pages = text.matches('\u{c}').count().max(1);
    if text.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS * pages).count() < FEWEST_LETTERS {
        return Err(ReadError::Scan);
    }
    Ok(text)
}

fn missing() -> ReadError {
    ReadError::NotReadYet {
        format: "PDF",
        advice_vi: "Hãy cài gói poppler-utils (lệnh pdftotext) trên máy chủ, hoặc lưu thành tệp .docx rồi thử lại.",
        advice_en: "Install the package poppler-utils (the command pdftotext) on the server, or save it as .docx.",
    }
}
