//! From bytes to text: recognises the format and refuses what cannot be read, saying what to do instead.

use crate::error::{MAX_BYTES, ReadError};
use crate::model::{Format, SourceInfo, SpansIn};
use sha2::{Digest, Sha256};

/// A file's text and where it came from.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) info: SourceInfo,
}

/// Recognises the format of `bytes` and decodes them.
///
/// UTF-8 text keeps its byte-order mark and line ends, so that offsets count bytes of the file. UTF-16 with a
/// byte-order mark is decoded, and offsets count bytes of the decoded text.
pub(crate) fn open(bytes: &[u8]) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    refuse_other_formats(bytes)?;
    let (text, spans_in) = decode(bytes)?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::Empty);
    }
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let format = if looks_like_markdown(&text) { Format::Md } else { Format::Txt };
    Ok(Source { info: SourceInfo { format, sha256, length: bytes.len(), spans_in }, text })
}

fn decode(bytes: &[u8]) -> Result<(String, SpansIn), ReadError> {
    let wide: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = wide {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        return String::from_utf16(&units).map(|text| (text, SpansIn::Text)).map_err(|_| ReadError::Encoding);
    }
    if bytes.contains(&0) {
        return Err(ReadError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), SpansIn::File)),
        Err(_) if mostly_controls(bytes) => Err(ReadError::Binary),
        Err(_) => Err(ReadError::Encoding),
    }
}

fn mostly_controls(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|&&b| b < 0x20 && !b.is_ascii_whitespace()).count();
    controls * 20 > bytes.len()
}

/// Formats known by their first bytes, with the name people use and what to do instead.
const OTHER_FORMATS: &[(&[u8], &str, &str, &str)] = &[
    (
        b"%PDF",
        "PDF",
        "Hãy chuyển sang văn bản thuần (ví dụ: pdftotext -layout ke-hoach.pdf ke-hoach.txt) rồi đọc tệp .txt.",
        "Convert it to plain text (for example pdftotext -layout plan.pdf plan.txt) and read the .txt file.",
    ),
    (
        b"PK\x03\x04",
        "DOCX/XLSX",
        "Hãy mở bằng Word hoặc LibreOffice và lưu thành văn bản thuần UTF-8 (.txt); danh mục nhiệm vụ .docx, .xlsx được nhập ở mục phụ lục.",
        "Open it in Word or LibreOffice and save it as plain text in UTF-8 (.txt); a .docx or .xlsx list of tasks is added as an annex.",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "DOC/XLS (Office 97–2003)",
        "Hãy mở bằng Word hoặc LibreOffice và lưu thành văn bản thuần UTF-8 (.txt).",
        "Open it in Word or LibreOffice and save it as plain text in UTF-8 (.txt).",
    ),
];

fn refuse_other_formats(bytes: &[u8]) -> Result<(), ReadError> {
    for &(magic, format, advice_vi, advice_en) in OTHER_FORMATS {
        if bytes.starts_with(magic) {
            return Err(ReadError::NotReadYet { format, advice_vi, advice_en });
        }
    }
    let head: Vec<u8> = bytes.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Err(ReadError::NotReadYet {
            format: "HTML",
            advice_vi: "Hãy chép phần nội dung văn bản trên trang và lưu thành tệp .txt mã UTF-8.",
            advice_en: "Copy the document's text from the page and save it as a .txt file in UTF-8.",
        });
    }
    Ok(())
}

/// Markdown differs from plain text only in marks; a few sure ones decide.
fn looks_like_markdown(text: &str) -> bool {
    let marks = text
        .lines()
        .take(400)
        .map(str::trim)
        .filter(|line| line.starts_with("**") || line.starts_with('|') || line.starts_with("# "))
        .count();
    marks >= 3
}
