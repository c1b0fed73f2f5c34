//! Word documents of 97–2003 (.doc): LibreOffice, when it is installed, turns them into DOCX, which is read.
//!
//! Antiword was left out on purpose: it loses the numbers that Word computes, and with them the outline.

use crate::child::{self, Ended, Limits, Ran};
use crate::error::{MAX_BYTES, ReadError};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::process::Command;
use std::time::Duration;

/// Longest time that the conversion of one file may take. LibreOffice needs one to three seconds, most of it to start.
pub const LONGEST: Duration = Duration::from_secs(60);

/// Address space that LibreOffice may take, in bytes; it maps some 2 GB of libraries and fonts.
pub const MEMORY: u64 = 8 << 30;

/// First bytes of every OLE file: Office 97–2003, and much else.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Length of an entry in the directory of an OLE file (\[MS-CFB\] 2.6.1); sectors are a multiple of it, and each entry
/// begins with the name of a stream in UTF-16.
const ENTRY: usize = 128;

/// Whether the bytes are a Word document of 97–2003: an OLE file with the stream "WordDocument" (\[MS-DOC\] 2.1.1).
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(OLE) && bytes.chunks(ENTRY).any(|entry| entry.starts_with(&name))
}

/// The same document as DOCX. LibreOffice works in a folder of its own below the system's temporary one, which is gone
/// when this returns; after [`LONGEST`] it is killed.
///
/// # Errors
/// When LibreOffice is not installed, does not open the file (damaged, or locked with a password), or takes too long.
pub fn to_docx(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    to_docx_with("soffice", LONGEST, bytes)
}

fn to_docx_with(program: &str, longest: Duration, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let failed = |_| ReadError::Damaged("DOC");
    let prefix = format!("vanban-doc-{}-", std::process::id());
    let folder = tempfile::Builder::new().prefix(&prefix).tempdir().map_err(failed)?;
    let (before, after) = (folder.path().join("tep.doc"), folder.path().join("tep.docx"));
    std::fs::write(&before, bytes).map_err(failed)?;
    let mut office = Command::new(program);
    office
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args([
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
        ])
        .arg("--outdir")
        .arg(folder.path())
        .arg(&before)
        .current_dir(folder.path())
        .env("HOME", folder.path());
    let ran = child::run(office, &[], Limits { longest, memory: MEMORY }, |output| {
        std::io::copy(output, &mut std::io::sink())
    });
    match ran {
        Ok(Ran { ended: Ended::TooLong, .. }) => return Err(ReadError::TooLong),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(missing()),
        Err(_) => return Err(ReadError::Damaged("DOC")),
    }
    let mut docx = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    File::open(after).and_then(|file| file.take(most).read_to_end(&mut docx)).map_err(failed)?;
    if docx.len() > MAX_BYTES { Err(ReadError::TooLarge) } else { Ok(docx) }
}

fn missing() -> ReadError {
    ReadError::NotReadYet {
        format: "DOC (Word 97–2003)",
        advice_vi: "Hãy cài gói libreoffice-writer (lệnh soffice) trên máy chủ, hoặc mở bằng Word và lưu thành tệp .docx.",
        advice_en: "Install the package libreoffice-writer (the command soffice) on the server, or save it as .docx in Word.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_the_program_says_what_to_install() {
        let error = to_docx_with("khong-co-chuong-trinh-nay", LONGEST, OLE).unwrap_err();
        assert!(error.to_string().contains("libreoffice-writer"), "{error}");
        assert!(error.english().contains("libreoffice-writer"), "{}", error.english());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_killed_with_what_it_started() {
        let began = std::time::Instant::now();
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 600 & sleep 600"]);
        let limits = Limits { longest: Duration::from_millis(200), memory: MEMORY };
        let ran = child::run(shell, &[], limits, |output| std::io::copy(output, &mut std::io::sink()));
        // the grandchild held the pipe open too: only its end lets this return
        assert_eq!(ran.unwrap().ended, Ended::TooLong);
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}
