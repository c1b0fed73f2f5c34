//! The parts of the archive, unpacked into a budget.

use super::error::DocxError;
use super::xml::{Event, Xml};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most entries that an archive may have; documents full of pictures have some hundreds.
const MAX_ENTRIES: usize = 10_000;
/// Most bytes that the parts taken may unpack to, together. Sizes that the archive declares are not believed.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// A part that the main part refers to.
pub(super) struct Part {
    /// The last word of the relationship's type: "styles", "header" …
    pub(super) kind: String,
    /// Its name in the archive.
    pub(super) target: String,
}

/// Most parts that a document may refer to; real ones have pictures by the hundred.
const MAX_PARTS: usize = 10_000;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::Damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(DocxError::TooManyEntries);
        }
        Ok(Self { zip, left: MAX_UNPACKED })
    }

    /// Whether an entry lies in a folder.
    pub(super) fn holds(&self, folder: &str) -> bool {
        self.zip.file_names().any(|name| name.starts_with(folder))
    }

    /// The name of the document's main part: mostly "word/document.xml", but the relationships decide.
    pub(super) fn main_part(&mut self) -> Result<String, DocxError> {
        let Some(relationships) = self.text("_rels/.rels")? else { return Err(DocxError::NoDocument) };
        let mut xml = Xml::new(&relationships);
        loop {
            match xml.next()? {
                // The transitional and the strict form of the format differ in the address before the last word.
                Event::Open(tag)
                    if tag.value("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
                {
                    let target = tag.value("Target").ok_or(DocxError::Malformed)?;
                    let target = target.trim_start_matches('/');
                    return if target.starts_with("xl/") {
                        Err(DocxError::NoDocument)
                    } else {
                        Ok(target.into())
                    };
                }
                Event::End => return Err(DocxError::NoDocument),
                _ => {}
            }
        }
    }

    /// The parts that stand around the main part: those it refers to, and those of the usual names, because not every
    /// program that writes documents names them.
    pub(super) fn parts(&mut self, main: &str) -> Result<Vec<Part>, DocxError> {
        let (folder, name) = main.rsplit_once('/').map_or(("", main), |(folder, name)| (folder, name));
        let within =
            |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let mut parts = Vec::new();
        if let Some(relationships) = self.text(&within(&format!("_rels/{name}.rels")))? {
            let mut xml = Xml::new(&relationships);
            loop {
                match xml.next()? {
                    Event::Open(tag) if tag.name() == "Relationship" && parts.len() < MAX_PARTS => {
                        let (Some(kind), Some(target)) = (tag.value("Type"), tag.value("Target")) else {
                            continue;
                        };
                        let target = target.strip_prefix('/').map_or_else(|| within(&target), str::to_owned);
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        parts.push(Part { kind, target });
                    }
                    Event::End => break,
                    _ => {}
                }
            }
        }
        for usual in ["numbering", "styles", "footnotes", "endnotes"] {
            if !parts.iter().any(|part| part.kind == usual) {
                parts.push(Part { kind: usual.to_owned(), target: within(&format!("{usual}.xml")) });
            }
        }
        Ok(parts)
    }

    /// A part as text; `None` when the archive has none of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(DocxError::Damaged),
        };
        let mut bytes = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| DocxError::Damaged)?;
        self.left = self.left.checked_sub(read as u64).ok_or(DocxError::Unpacked)?;
        let text = String::from_utf8(bytes).map_err(|_| DocxError::Malformed)?;
        Ok(Some(text))
    }
}
