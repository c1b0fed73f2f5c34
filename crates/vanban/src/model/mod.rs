//! What a reading yields: the document tree, its duties, targets, references and diagnostics.
//!
//! Serialised with `serde_json` these types are exactly what `hoahoi read --format json` prints.
//! An unknown value is `None` (JSON `null`); nothing is ever guessed.

mod diagnostic;
mod due;
mod duty;
mod header;
mod lines;
mod span;
mod tree;

pub use diagnostic::{Diagnostic, Severity};
pub use due::Due;
pub use duty::{Deadline, Duty, Layout, Mark, MarkKind, Recurrence, Role};
pub use header::{Header, Signer};
pub use lines::Lines;
pub use span::Span;
pub use tree::{Cell, Closing, Noise, Paragraph, Row, Section, Table, Task};

use crate::annex::Columns;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A document that has been read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Number, issuer, date, title, signers and recipients.
    #[serde(rename = "document")]
    pub header: Header,
    /// The file the document came from.
    pub source: SourceInfo,
    /// Paragraphs before the first section.
    pub preamble: Vec<Paragraph>,
    /// Paragraphs after the last section.
    pub closing: Closing,
    /// Text that is no part of the document, each piece with its reason.
    pub noise: Vec<Noise>,
    /// The tree of numbered sections.
    pub sections: Vec<Section>,
    /// Paragraphs of the part that says what is to be done.
    pub tasks: Vec<Task>,
    /// Actions for which named parties answer.
    pub duties: Vec<Duty>,
    /// Quantified targets.
    pub targets: Vec<Target>,
    /// Documents that the text cites.
    pub references: Vec<Reference>,
    /// Laws that the text cites by name, without a number.
    #[serde(default)]
    pub laws: Vec<NamedLaw>,
    /// Findings for the person who reads along.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that every span points into. Not serialised: it is the file, or what `--format text` prints.
    #[serde(skip)]
    pub source_text: String,
}

impl Document {
    /// The sections before recipients and signature, and those after them: annexes, and what a decision promulgates.
    pub fn body_and_annexes(&self) -> (&[Section], &[Section]) {
        let foot = ["recipients", "signers"].iter().filter_map(|field| self.header.spans.get(*field)).min();
        let body = foot.map_or(self.sections.len(), |foot| {
            self.sections.partition_point(|section| section.span.start < foot.start)
        });
        self.sections.split_at(body)
    }

    /// Every section in document order, parents before children.
    pub fn all_sections(&self) -> Vec<&Section> {
        fn walk<'a>(sections: &'a [Section], out: &mut Vec<&'a Section>) {
            for section in sections {
                out.push(section);
                walk(&section.sections, out);
            }
        }
        let mut out = Vec::new();
        walk(&self.sections, &mut out);
        out
    }

    /// The heading row that is printed above the rows of a group; `None` for a table that has its own.
    #[must_use]
    pub fn heading_row(&self, group: &Table) -> Option<&Row> {
        let above = group.continues.as_ref()?;
        let sections = self.all_sections();
        let table =
            sections.into_iter().flat_map(|section| &section.tables).find(|table| table.id == *above)?;
        table.rows.get(Columns::first_row(&table.rows)?.checked_sub(1)?)
    }
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceInfo {
    /// The file's format.
    pub format: Format,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Length of the file in bytes.
    pub length: usize,
    /// What the spans count in.
    pub spans_in: SpansIn,
}

impl SourceInfo {
    /// What is known of a file in this format, whose spans count in the text taken out of it.
    #[must_use]
    pub fn of(bytes: &[u8], format: Format) -> Self {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { format, sha256, length: bytes.len(), spans_in: SpansIn::Text }
    }
}

/// A file format that can be read or is at least recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// Word, Office Open XML.
    Docx,
    /// Word 97–2003.
    Doc,
    /// PDF.
    Pdf,
}

/// The text that byte offsets count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpansIn {
    /// The file itself.
    File,
    /// The text extracted from it, as `--format text` prints it.
    Text,
}

/// A target with a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The sentence that states it.
    pub span: Span,
    /// What is measured, as printed.
    pub measure: String,
    /// The figure.
    pub value: f64,
    /// Its unit, "%" or a counted noun; `None` when none is printed.
    pub unit: Option<String>,
    /// Whether the figure is to be added, taken away or arrived at.
    pub change: Change,
    /// The year by which, when one is printed in the sentence or in the heading above it.
    pub by: Option<String>,
    /// Parties made answerable for it, as printed.
    pub owners: Vec<String>,
}

/// The direction of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The measure is to grow by the value.
    Increase,
    /// The measure is to shrink by the value.
    Decrease,
    /// The measure is to arrive at the value.
    Reach,
}

/// Another document that the text cites; one entry for each document, however often it is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Number and symbol, "36-NQ/TW".
    pub number: String,
    /// Kind as printed, "Nghị quyết"; as its symbol says (Decree 30/2020, appendix III) where none is printed.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Day of issue.
    pub date: Option<Date>,
    /// Issuer as printed.
    pub issuer: Option<String>,
    /// What it is about, as printed.
    pub title: Option<String>,
    /// The short name given in brackets ("sau đây gọi tắt là …").
    pub short_name: Option<String>,
    /// Where it is named first.
    pub span: Span,
    /// Where it is named again, by number or by short name.
    pub uses: Vec<Span>,
    /// Numbers of the documents that, by this text, it carries out.
    pub basis: Vec<String>,
}

/// A law or ordinance cited by name; one cited with its number is a [`Reference`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedLaw {
    /// Its name as printed, "Luật Khoa học và Công nghệ".
    pub name: String,
    /// The year printed with it ("năm 2013").
    pub year: Option<i16>,
    /// Where it is named first.
    pub span: Span,
    /// Where it is named again.
    pub uses: Vec<Span>,
}
