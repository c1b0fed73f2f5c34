//! From bytes to text: recognises the format and refuses what cannot be read, saying what to do instead.

mod html;
mod pdf;
mod printed;

use crate::doc;
use crate::docx::Docx;
use crate::error::{MAX_BYTES, ReadError};
use crate::lookalike;
use crate::model::{Format, Noise, SourceInfo, Span, SpansIn};
use viet::legacy::{self, Legacy};

/// A file's text and where it came from.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// How many bytes of the text are the body; the asides stand after it.
    pub(crate) body: usize,
    /// What is printed beside the body, with the reason why it is none of it: lines within it, and what stands after it.
    pub(crate) asides: Vec<Noise>,
    pub(crate) info: SourceInfo,
    /// Each line is a paragraph, because the format says where paragraphs end.
    pub(crate) whole: bool,
    /// How it was written before it was put into Unicode.
    pub(crate) converted: Option<Legacy>,
    /// Letters were stored apart from their marks, in a format of which only the text as composed is kept.
    pub(crate) decomposed: bool,
}

/// Text that is printed beside the body.
#[derive(Debug, Clone)]
struct Aside {
    reason: &'static str,
    text: String,
}

/// A structured file, written down.
struct Written {
    format: Format,
    text: String,
    /// Lines of the text that are no part of the document: numbers and running heads of pages.
    lines: Vec<Noise>,
    asides: Vec<Aside>,
    decomposed: bool,
}

impl Written {
    /// Text with nothing beside it.
    fn of(format: Format, text: String) -> Self {
        Self { format, text, lines: Vec::new(), asides: Vec::new(), decomposed: false }
    }
}

/// Recognises the format of `bytes` and decodes them.
///
/// UTF-8 text keeps its byte-order mark and line ends, so that offsets count bytes of the file. UTF-16 with a
/// byte-order mark is decoded, and offsets count bytes of the decoded text.
pub(crate) fn open(bytes: &[u8]) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let structured = structured(bytes)?;
    let whole = structured.is_some();
    let (written, spans_in) = match structured {
        Some(written) => (written, SpansIn::Text),
        None => {
            refuse_other_formats(bytes)?;
            let (text, spans_in) = decode(bytes)?;
            let format = if looks_like_markdown(&text) { Format::Md } else { Format::Txt };
            (Written::of(format, text), spans_in)
        }
    };
    let Written { format, text, mut lines, asides, decomposed } = written;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::Empty);
    }
    let converted = legacy::recognise(&text);
    let (spans_in, mut text) = match converted {
        Some(from) => {
            let unicode = legacy::to_unicode(&text, from);
            follow(&mut lines, &text, &unicode);
            (SpansIn::Text, unicode)
        }
        None => (spans_in, text),
    };
    let body = text.len();
    for Aside { reason, text: aside } in asides {
        let aside = converted.map(|from| legacy::to_unicode(&aside, from)).unwrap_or(aside);
        lines.push(append(&mut text, reason, &aside));
    }
    let info = SourceInfo { spans_in, ..SourceInfo::of(bytes, format) };
    Ok(Source { text, body, asides: lines, info, whole, converted, decomposed })
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

/// Writes an aside after the text, a paragraph of its own.
fn append(text: &mut String, reason: &str, aside: &str) -> Noise {
    let start = text.len();
    text.push_str(aside);
    let span = Span::new(start, text.len());
    text.push_str("\n\n");
    Noise { span, reason: reason.to_owned() }
}

/// The text of a format that keeps paragraphs and tables apart by itself; `None` for text.
fn structured(bytes: &[u8]) -> Result<Option<Written>, ReadError> {
    let word = |format, bytes: &[u8]| {
        let document = Docx::open(bytes)?;
        Ok::<_, ReadError>(Written {
            asides: printed::asides(&document),
            decomposed: document.decomposed(),
            ..Written::of(format, printed::text(document.blocks())?)
        })
    };
    if bytes.starts_with(b"PK\x03\x04") && Docx::is_one(bytes) {
        return Ok(Some(word(Format::Docx, bytes)?));
    }
    if doc::is_one(bytes) {
        return Ok(Some(word(Format::Doc, &doc::to_docx(bytes)?)?));
    }
    if bytes.starts_with(b"%PDF") {
        let read = pdf::text(bytes)?;
        return Ok(Some(Written { lines: read.aside, ..Written::of(Format::Pdf, read.text) }));
    }
    if html::is_one(bytes) {
        let (page, _) = decode(bytes)?;
        let decomposed = lookalike::is_decomposed(&page);
        return Ok(Some(Written { decomposed, ..Written::of(Format::Html, html::text(&page)?) }));
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
