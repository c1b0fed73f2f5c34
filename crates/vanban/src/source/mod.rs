//! From bytes to text: recognises the format and refuses what cannot be read, saying what to do instead.

mod html;
mod pdf;
mod printed;

use crate::doc;
use crate::docx::Docx;
use crate::error::{MAX_BYTES, ReadError};
use crate::model::{Format, Noise, SourceInfo, Span, SpansIn};
use viet::legacy::{self, Legacy};

/// A file's text and where it came from.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) info: SourceInfo,
    /// Each line is a paragraph, because the format says where paragraphs end.
    pub(crate) whole: bool,
    /// How it was written before it was put into Unicode.
    pub(crate) converted: Option<Legacy>,
    /// Lines of the text that are no part of the document: numbers and running heads of pages.
    pub(crate) aside: Vec<Noise>,
}

/// Recognises the format of `bytes` and decodes them.
///
/// UTF-8 text keeps its byte-order mark and line ends, so that offsets count bytes of the file. UTF-16 with a
/// byte-order mark is decoded, and offsets count bytes of the decoded text.
pub(crate) fn open(bytes: &[u8]) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut aside = Vec::new();
    let structured = structured(bytes, &mut aside)?;
    let whole = structured.is_some();
    let (text, format, spans_in) = match structured {
        Some((text, format)) => (text, format, SpansIn::Text),
        None => {
            refuse_other_formats(bytes)?;
            let (text, spans_in) = decode(bytes)?;
            let format = if looks_like_markdown(&text) { Format::Md } else { Format::Txt };
            (text, format, spans_in)
        }
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::Empty);
    }
    let converted = legacy::recognise(&text);
    let (text, spans_in) = match converted {
        Some(from) => {
            let unicode = legacy::to_unicode(&text, from);
            follow(&mut aside, &text, &unicode);
            (unicode, SpansIn::Text)
        }
        None => (text, spans_in),
    };
    Ok(Source {
        info: SourceInfo { spans_in, ..SourceInfo::of(bytes, format) },
        text,
        whole,
        converted,
        aside,
    })
}

/// Moves lines set aside to where they stand in the converted text: letters get other lengths, lines stay lines.
fn follow(aside: &mut [Noise], from: &str, to: &str) {
    let mut aside = aside.iter_mut().peekable();
    let (mut old, mut new) = (0, 0);
    for (line, converted) in from.split_inclusive('\n').zip(to.split_inclusive('\n')) {
        if let Some(noise) = aside.next_if(|noise| noise.span.start == old) {
            noise.span = Span::new(new, new + converted.trim_end().len());
        }
        old += line.len();
        new += converted.len();
    }
}

/// The text of a format that keeps paragraphs and tables apart by itself; `None` for text.
fn structured(bytes: &[u8], aside: &mut Vec<Noise>) -> Result<Option<(String, Format)>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") && Docx::is_one(bytes) {
        return Ok(Some((printed::text(Docx::open(bytes)?.blocks())?, Format::Docx)));
    }
    if doc::is_one(bytes) {
        return Ok(Some((printed::text(Docx::open(&doc::to_docx(bytes)?)?.blocks())?, Format::Doc)));
    }
    if bytes.starts_with(b"%PDF") {
        let read = pdf::text(bytes)?;
        *aside = read.aside;
        return Ok(Some((read.text, Format::Pdf)));
    }
    if html::is_one(bytes) {
        let (text, _) = decode(bytes)?;
        return Ok(Some((html::text(&text)?, Format::Html)));
    }
    Ok(None)
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
        Err(_) => {
            let text = legacy::as_latin(bytes);
            legacy::recognise(&text).map(|_| (text, SpansIn::Text)).ok_or(ReadError::Encoding)
        }
    }
}

fn mostly_controls(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|&&b| b < 0x20 && !b.is_ascii_whitespace()).count();
    controls * 20 > bytes.len()
}

/// Formats known by their first bytes, with the name people use and what to do instead.
const OTHER_FORMATS: &[(&[u8], &str, &str, &str)] = &[
    (
        b"PK\x03\x04",
        "XLSX/ODT/ZIP",
        "Hãy mở bằng Word hoặc LibreOffice và lưu thành tệp .docx; danh mục nhiệm vụ .xlsx được nhập ở mục phụ lục.",
        "Open it in Word or LibreOffice and save it as .docx; an .xlsx list of tasks is added as an annex.",
    ),
    (
        b"{\\rtf",
        "RTF",
        "Hãy mở bằng Word hoặc LibreOffice và lưu thành tệp .docx.",
        "Open it in Word or LibreOffice and save it as .docx.",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "XLS/PPT (Office 97–2003)",
        "Hãy mở bằng Excel hoặc LibreOffice; văn bản thì lưu thành tệp .docx, danh mục nhiệm vụ thì lưu thành tệp .xlsx.",
        "Open it in Excel or LibreOffice and save a document as .docx, a list of tasks as .xlsx.",
    ),
];

fn refuse_other_formats(bytes: &[u8]) -> Result<(), ReadError> {
    for &(magic, format, advice_vi, advice_en) in OTHER_FORMATS {
        if bytes.starts_with(magic) {
            return Err(ReadError::NotReadYet { format, advice_vi, advice_en });
        }
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
