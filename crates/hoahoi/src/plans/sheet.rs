//! The plan as a readable document, in the order and the words in which it was issued. Pure.

use std::collections::HashSet;

use vanban::Document;
use vanban::model::{Paragraph, Section, Span};

use super::model::{paragraph_anchor, section_anchor};
use super::store::Plan;

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// Where it leads.
    pub anchor: String,
    /// Number and heading.
    pub text: String,
    /// Entries below it.
    pub children: Vec<TocEntry>,
}

/// A piece of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for the outermost, then 3 and 4.
        level: u8,
        /// Its anchor.
        anchor: String,
        /// Number and words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its anchor.
        anchor: String,
        /// The number of an item that is itself a sentence.
        label: Option<String>,
        /// The list mark before it.
        mark: Option<String>,
        /// Its words.
        text: String,
        /// Where it stands in the source.
        span: Span,
    },
    /// A table.
    Table {
        /// Rows of cells; the first is the heading.
        rows: Vec<Vec<String>>,
        /// Where it stands in the source.
        span: Span,
    },
}

impl Block {
    /// Whether a duty that begins at this byte of the source stands in this piece.
    #[must_use]
    pub fn holds(&self, start: usize) -> bool {
        match self {
            Self::Heading { .. } => false,
            Self::Paragraph { span, .. } | Self::Table { span, .. } => {
                span.start <= start && start < span.end
            }
        }
    }
}

/// The whole sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Issuer in capitals, one line each.
    pub issuer: Vec<String>,
    /// "Số: 182/KH-UBND".
    pub number: Option<String>,
    /// "Lạng Sơn, ngày 06 tháng 9 năm 2023".
    pub place_and_date: Option<String>,
    /// "KẾ HOẠCH", as printed.
    pub kind: Option<String>,
    /// The abstract.
    pub title: String,
    /// Preamble, sections, closing.
    pub blocks: Vec<Block>,
    /// "Nơi nhận".
    pub recipients: Vec<String>,
    /// Signatures, each line by line.
    pub signers: Vec<Vec<String>>,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
}

/// Lays a plan out.
#[must_use]
pub fn sheet(plan: &Plan, read: &Document) -> Sheet {
    let mut layout = Layout { read, blocks: Vec::new(), used: HashSet::new() };
    layout.paragraphs("mo-dau", &read.preamble);
    for section in &read.sections {
        layout.section(section, 2);
    }
    layout.paragraphs("", &read.closing.paragraphs);
    let kind = read.header.spans.get("type").map(|span| vanban::text_of(&read.source_text, *span));
    Sheet {
        issuer: plan.issuer.as_deref().map(issuer_lines).unwrap_or_default(),
        number: plan.number.as_ref().map(|number| format!("Số: {number}")),
        place_and_date: match (&plan.place, plan.issued_on) {
            (Some(place), Some(day)) => Some(format!("{place}, {}", viet::date::long(day.0))),
            (None, Some(day)) => Some(viet::date::long(day.0)),
            _ => None,
        },
        kind,
        title: plan.title.clone(),
        blocks: layout.blocks,
        recipients: read.header.recipients.clone(),
        signers: read
            .header
            .signers
            .iter()
            .map(|s| {
                [&s.authority, &s.capacity, &s.position, &s.name].into_iter().flatten().cloned().collect()
            })
            .collect(),
        toc: read.sections.iter().map(|section| entry(section, 2)).collect(),
    }
}

struct Layout<'a> {
    read: &'a Document,
    blocks: Vec<Block>,
    used: HashSet<String>,
}

impl Layout<'_> {
    fn section(&mut self, section: &Section, level: u8) {
        let anchor = self.fresh(section_anchor(&section.path));
        match &section.heading {
            Some(heading) => {
                let text = format!("{} {heading}", section.label);
                self.blocks.push(Block::Heading { level: level.min(4), anchor, text });
            }
            None => self.blocks.push(Block::Heading { level: 5, anchor, text: String::new() }),
        }
        let first = self.blocks.len();
        self.paragraphs(&section.path, &section.paragraphs);
        if section.heading.is_none()
            && let Some(Block::Paragraph { label, .. }) = self.blocks.get_mut(first)
        {
            *label = Some(section.label.clone());
        }
        for table in &section.tables {
            // the rows of a group stand below the headings of their table
            let rows = self.read.heading_row(table).into_iter().chain(&table.rows);
            let rows: Vec<Vec<String>> =
                rows.map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect();
            if !table.rows.is_empty() {
                self.blocks.push(Block::Table { rows, span: table.span });
            }
        }
        for child in &section.sections {
            self.section(child, level + 1);
        }
    }

    fn paragraphs(&mut self, path: &str, paragraphs: &[Paragraph]) {
        for (number, paragraph) in (1..).zip(paragraphs) {
            let anchor = self.fresh(paragraph_anchor(path, number));
            self.blocks.push(Block::Paragraph {
                anchor,
                label: None,
                mark: paragraph.mark.clone(),
                text: paragraph.text.clone(),
                span: paragraph.span,
            });
        }
    }

    /// An anchor that is not in use yet: printed numbers may repeat.
    fn fresh(&mut self, wanted: String) -> String {
        let mut anchor = wanted.clone();
        let mut n = 2;
        while !self.used.insert(anchor.clone()) {
            anchor = format!("{wanted}-{n}");
            n += 1;
        }
        anchor
    }
}

fn entry(section: &Section, level: u8) -> TocEntry {
    let heading = section.heading.as_deref().unwrap_or_default();
    let children = match level {
        2 => section.sections.iter().filter(|s| s.heading.is_some()).map(|s| entry(s, 3)).collect(),
        _ => Vec::new(),
    };
    TocEntry { anchor: section_anchor(&section.path), text: format!("{} {heading}", section.label), children }
}

/// The issuer as Decree 30/2020 (appendix I, element 2) prints it: capitals, the province on a line of its own.
fn issuer_lines(issuer: &str) -> Vec<String> {
    let upper = issuer.to_uppercase();
    for unit in [" TỈNH ", " THÀNH PHỐ "] {
        if let Some((body, name)) = upper.split_once(unit) {
            return vec![body.to_owned(), format!("{}{name}", unit.trim_start())];
        }
    }
    vec![upper]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_stands_on_two_lines() {
        let lines = issuer_lines("Ủy ban nhân dân tỉnh Lạng Sơn");
        assert_eq!(lines, ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]);
    }

    #[test]
    fn repeated_numbers_get_anchors_of_their_own() {
        let read = &vanban::read("KẾ HOẠCH".as_bytes()).unwrap();
        let mut layout = Layout { read, blocks: Vec::new(), used: HashSet::new() };
        assert_eq!(layout.fresh("iv-2".into()), "iv-2");
        assert_eq!(layout.fresh("iv-2".into()), "iv-2-2");
    }
}
