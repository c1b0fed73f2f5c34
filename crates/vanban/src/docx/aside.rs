//! What is printed beside the body: notes, and the heads and feet of pages.

use super::archive::{Archive, Part};
use super::body::Body;
use super::error::DocxError;
use super::numbering::Numbering;
use super::styles::Styles;

/// Text beside the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// The number that the running text refers to it by, when the program counts.
    pub number: Option<u32>,
    /// Its words, one line a paragraph.
    pub text: String,
}

/// Where text stands that is not in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AsideKind {
    /// Below the page that refers to it.
    Footnote,
    /// After the document.
    Endnote,
    /// Above every page.
    PageHeader,
    /// Below every page.
    PageFooter,
}

/// A place of the body that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoteMark {
    pub(super) kind: AsideKind,
    pub(super) id: String,
    /// The program counts; else a mark was typed, and the note repeats it.
    pub(super) counted: bool,
}

/// The notes that `marks` refer to, in their order, then the heads and feet of pages; each text once.
pub(super) fn read(
    archive: &mut Archive<'_>,
    parts: &[Part],
    marks: &[NoteMark],
    styles: &Styles,
) -> Result<Vec<Aside>, DocxError> {
    let mut asides = Vec::new();
    for (kind, name) in [(AsideKind::Footnote, "footnotes"), (AsideKind::Endnote, "endnotes")] {
        let mut marks = marks.iter().filter(|mark| mark.kind == kind).peekable();
        let Some(part) = parts.iter().find(|part| part.kind == name && marks.peek().is_some()) else {
            continue;
        };
        let Some(text) = archive.text(&part.target)? else { continue };
        let mut notes = Body::new(&text, Numbering::default(), styles).notes()?;
        let mut count = 0;
        for mark in marks {
            count += u32::from(mark.counted);
            // Taken out: a note is printed once, however many marks lead to it.
            if let Some(text) = notes.remove(&mark.id).filter(|text| !text.is_empty()) {
                asides.push(Aside { kind, number: Some(count).filter(|_| mark.counted), text });
            }
        }
    }
    for (kind, name) in [(AsideKind::PageHeader, "header"), (AsideKind::PageFooter, "footer")] {
        for part in parts.iter().filter(|part| part.kind == name) {
            let Some(text) = archive.text(&part.target)? else { continue };
            let text = Body::new(&text, Numbering::default(), styles).running()?;
            // A page number alone is the program's, not the document's.
            let says = text.contains(char::is_alphabetic);
            if says && !asides.iter().any(|known: &Aside| known.kind == kind && known.text == text) {
                asides.push(Aside { kind, number: None, text });
            }
        }
    }
    Ok(asides)
}
