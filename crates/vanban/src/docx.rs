//! Word documents (DOCX): paragraphs with the numbers that Word computes for them, and tables.
//!
//! An own reader, because only so its limits are ours: every part is unpacked into a fixed budget, nesting has an
//! end, entities that a document defines for itself are refused, and each failure is a [`DocxError`]. What a person
//! would not see on paper (deleted and hidden text, codes of fields) is not read.
//!
//! The format is ECMA-376; "§" in the comments of this module refers to its first part, fifth edition.

mod archive;
mod aside;
mod body;
mod error;
mod numbering;
mod run;
mod styles;
mod symbol;
mod table;
mod xml;

pub use aside::{Aside, AsideKind};
pub use error::DocxError;
pub use table::{Cell, Row, Table};

use archive::Archive;
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// A document as printed: its blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docx {
    blocks: Vec<Block>,
    asides: Vec<Aside>,
    decomposed: bool,
}

/// A piece of a document, or of a table's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The number or mark that Word computes and prints before it ("1.", "II", "a)", "-"); it stands nowhere in the file.
    pub number: Option<String>,
    /// Its words in Unicode NFC; line breaks within it are `\n`.
    pub text: String,
}

impl Paragraph {
    /// Number and words, as on paper.
    #[must_use]
    pub fn printed(&self) -> String {
        match &self.number {
            Some(number) if self.text.is_empty() => number.clone(),
            Some(number) => format!("{number} {}", self.text),
            None => self.text.clone(),
        }
    }
}

impl Docx {
    /// Reads the main part of a document.
    ///
    /// # Errors
    /// [`DocxError`], when the archive or its XML is damaged or goes beyond a limit.
    pub fn open(bytes: &[u8]) -> Result<Self, DocxError> {
        let mut archive = Archive::open(bytes)?;
        let main = archive.main_part()?;
        let document = archive.text(&main)?.ok_or(DocxError::NoDocument)?;
        let parts = archive.parts(&main)?;
        let mut part = |kind: &str| match parts.iter().find(|part| part.kind == kind) {
            Some(part) => archive.text(&part.target),
            None => Ok(None),
        };
        let numbering = match part("numbering")? {
            Some(part) => Numbering::read(&part)?,
            None => Numbering::default(),
        };
        let styles = match part("styles")? {
            Some(part) => Styles::read(&part)?,
            None => Styles::default(),
        };
        let read = Body::new(&document, numbering, &styles).read()?;
        let asides = aside::read(&mut archive, &parts, &read.notes, &styles)?;
        Ok(Self { blocks: read.blocks, asides, decomposed: read.decomposed })
    }

    /// Whether the bytes are an archive with a Word document in it.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        Archive::open(bytes).is_ok_and(|archive| archive.holds("word/"))
    }

    /// Everything in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What is printed beside the body: notes in the order of their marks, then heads and feet of pages. The mark of a note
    /// is not in the running text, where it would stick to a word.
    #[must_use]
    pub fn asides(&self) -> &[Aside] {
        &self.asides
    }

    /// Whether letters were stored apart from their marks (Unicode NFD) and have been put together.
    #[must_use]
    pub fn decomposed(&self) -> bool {
        self.decomposed
    }

    /// The paragraphs outside tables, in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }

    /// The tables that stand in no other table, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        table::among(&self.blocks)
    }
}
