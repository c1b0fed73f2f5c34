//! WordprocessingML, as little of it as the layout needs.
//!
//! Written here and not with docx-rs: the layout needs rows repeated on each page, sections that turn the sheet and
//! count their pages anew, and bytes that depend on nothing but the values; what is left is paragraphs and tables,
//! and no other crate's panic can reach a caller.

mod package;
mod styles;

pub use package::Package;
pub use styles::Element;

use crate::{
    annex::Orientation,
    grid::Align,
    text::{Text, clean},
};

/// A4 in twips (I.1).
const SHEET: (u32, u32) = (11_906, 16_838);
/// Top and bottom margin: 20 mm; left 30 mm, right 15 mm (I.3: 20–25, 30–35, 15–20).
const TOP: u32 = 1134;
const LEFT: u32 = 1701;
const RIGHT: u32 = 851;
/// Width of the text on an upright sheet: 165 mm.
pub const PAGE_TEXT: u32 = SHEET.0 - LEFT - RIGHT;
/// An empty half line between parts of the first page.
pub const LINE_GAP: u32 = 120;

impl Orientation {
    /// Width and height of the sheet.
    const fn sheet(self) -> (u32, u32) {
        match self {
            Self::Portrait => SHEET,
            Self::Landscape => (SHEET.1, SHEET.0),
        }
    }

    /// Width of the text.
    pub const fn text_width(self) -> u32 {
        self.sheet().0 - LEFT - RIGHT
    }
}

/// A paragraph: its style, and where it differs from it.
pub struct Paragraph {
    element: Element,
    text: Text,
    /// Another place than the style's.
    pub align: Option<Align>,
    /// Space above in twips, other than the style's.
    pub before: Option<u32>,
    /// Indent of all lines in twips, other than the style's.
    pub left: u32,
    /// How far the first line stands out, in twips.
    pub hanging: u32,
    /// On the page of what follows.
    pub keep_next: bool,
    /// All of it in bold.
    pub bold: bool,
}

impl Paragraph {
    /// A paragraph just as its style has it.
    pub fn of(element: Element, text: impl Into<Text>) -> Self {
        Self {
            element,
            text: text.into(),
            align: None,
            before: None,
            left: 0,
            hanging: 0,
            keep_next: false,
            bold: false,
        }
    }
}

/// A rectangle around a line of words, in the middle of a width; lengths in twips.
pub struct Frame {
    /// Of the rectangle.
    pub width: u32,
    /// Likewise.
    pub height: u32,
    /// The width in whose middle it stands.
    pub within: u32,
    /// Of line and words, as RRGGBB.
    pub color: &'static str,
}

/// Markup being written; words are escaped and cleaned on the way in.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// A paragraph.
    pub fn paragraph(&mut self, paragraph: &Paragraph) {
        self.raw(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/>"#, paragraph.element.look().id));
        if paragraph.keep_next {
            self.raw("<w:keepNext/>");
        }
        if let Some(before) = paragraph.before {
            self.raw(&format!(r#"<w:spacing w:before="{before}"/>"#));
        }
        if paragraph.left > 0 {
            self.raw(&format!(r#"<w:ind w:left="{}" w:hanging="{}"/>"#, paragraph.left, paragraph.hanging));
        }
        if let Some(align) = paragraph.align {
            self.raw(&format!(r#"<w:jc w:val="{}"/>"#, styles::justification(align)));
        }
        self.raw("</w:pPr>");
        for run in paragraph.text.runs() {
            self.run(&run.words, run.bold || paragraph.bold, run.italic);
        }
        self.raw("</w:p>");
    }

    fn run(&mut self, words: &str, bold: bool, italic: bool) {
        self.raw("<w:r>");
        if bold || italic {
            self.raw("<w:rPr>");
            self.raw(if bold { "<w:b/><w:bCs/>" } else { "" });
            self.raw(if italic { "<w:i/><w:iCs/>" } else { "" });
            self.raw("</w:rPr>");
        }
        self.raw(r#"<w:t xml:space="preserve">"#);
        self.words(&clean(words).replace('\n', " "));
        self.raw("</w:t></w:r>");
    }

    /// A rule of a length in the middle of a width, as the edge of an empty paragraph: it moves with the words
    /// above it and needs no drawing.
    pub fn rule(&mut self, length: u32, within: u32) {
        let side = within.saturating_sub(length) / 2;
        self.raw(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{}"/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="80"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>"#,
            Element::Rule.look().id
        ));
    }

    /// A line of words in a frame: a table of one cell, so that its size is kept.
    pub fn framed(&mut self, paragraph: &Paragraph, frame: &Frame) {
        let Frame { width, height, color, .. } = *frame;
        let side = frame.within.saturating_sub(width) / 2;
        let borders: String = ["top", "left", "bottom", "right"]
            .iter()
            .map(|side| format!(r#"<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{color}"/>"#))
            .collect();
        self.raw(&format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{side}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>"#,
            paragraph.element.look().id
        ));
        for run in paragraph.text.runs() {
            self.raw(&format!(r#"<w:r><w:rPr><w:color w:val="{color}"/></w:rPr><w:t xml:space="preserve">"#));
            self.words(&clean(&run.words).replace('\n', " "));
            self.raw("</w:t></w:r>");
        }
        self.raw("</w:p></w:tc></w:tr></w:tbl>");
        // a cell must end with a paragraph
        self.gap(20);
    }

    /// Empty space of a height in twips, on the page of what follows.
    pub fn gap(&mut self, height: u32) {
        self.raw(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{}"/><w:keepNext/><w:spacing w:line="{height}" w:lineRule="exact"/></w:pPr></w:p>"#,
            Element::Rule.look().id
        ));
    }

    /// Two columns without lines, kept on one page.
    pub fn columns(&mut self, widths: [u32; 2], left: impl FnOnce(&mut Self), right: impl FnOnce(&mut Self)) {
        self.open_table(&widths, "", 0);
        self.row(false, |xml| {
            xml.cell(widths[0], 1, left);
            xml.cell(widths[1], 1, right);
        });
        self.raw("</w:tbl>");
    }

    /// A table with lines.
    pub fn table(&mut self, widths: &[u32], rows: impl FnOnce(&mut Self)) {
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .iter()
            .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
            .collect();
        self.open_table(widths, &format!("<w:tblBorders>{borders}</w:tblBorders>"), 85);
        rows(self);
        self.raw("</w:tbl>");
    }

    fn open_table(&mut self, widths: &[u32], borders: &str, padding: u32) {
        let all: u32 = widths.iter().sum();
        self.raw(&format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{all}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#
        ));
        for width in widths {
            self.raw(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.raw("</w:tblGrid>");
    }

    /// A row, never split by a page; `heading` rows are repeated on each page.
    pub fn row(&mut self, heading: bool, cells: impl FnOnce(&mut Self)) {
        self.raw("<w:tr><w:trPr><w:cantSplit/>");
        self.raw(if heading { "<w:tblHeader/>" } else { "" });
        self.raw("</w:trPr>");
        cells(self);
        self.raw("</w:tr>");
    }

    /// A cell over some columns; `content` writes at least one paragraph.
    pub fn cell(&mut self, width: u32, span: usize, content: impl FnOnce(&mut Self)) {
        self.raw(&format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#));
        if span > 1 {
            self.raw(&format!(r#"<w:gridSpan w:val="{span}"/>"#));
        }
        self.raw("</w:tcPr>");
        content(self);
        self.raw("</w:tc>");
    }

    /// Ends the sheets that lie one way; what follows begins a page and counts from 1.
    pub fn end_section(&mut self, orientation: Orientation) {
        self.raw(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/>"#, Element::Rule.look().id));
        self.section(orientation);
        self.raw("</w:pPr></w:p>");
    }

    /// Ends the document.
    pub fn end_document(&mut self, orientation: Orientation) {
        self.raw(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>"#, Element::Rule.look().id));
        self.section(orientation);
    }

    /// Page numbers in the middle of the top margin, not on the first page (I.7); each annex counts its own
    /// (III.1.đ).
    fn section(&mut self, orientation: Orientation) {
        let (width, height) = orientation.sheet();
        let turned = if orientation == Orientation::Landscape { r#" w:orient="landscape""# } else { "" };
        self.raw(&format!(
            r#"<w:sectPr><w:headerReference w:type="default" r:id="{}"/><w:headerReference w:type="first" r:id="{}"/><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{TOP}" w:left="{LEFT}" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>"#,
            package::HEADER,
            package::FIRST_HEADER,
        ));
    }

    fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                other => self.0.push(other),
            }
        }
    }

    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }
}
