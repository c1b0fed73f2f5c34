use super::Span;
use serde::{Deserialize, Serialize};

/// One printed paragraph, list item or sentence under a run-in heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Unique within the document.
    pub id: String,
    /// From the first word after a list mark to the final punctuation.
    pub span: Span,
    /// `source[span]`, normalised as [`crate::text_of`] does.
    pub text: String,
    /// The list mark before it ("-", "+", "•"), when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// A numbered or lettered part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Unique within the document, even where the printed numbering repeats itself.
    pub id: String,
    /// Printed labels from the top, "IV.2". Repeats where the printed numbering is defective.
    pub path: String,
    /// The label as printed, "2.".
    pub label: String,
    /// The title without number and final colon; `None` for an item that is itself a sentence.
    pub heading: Option<String>,
    /// Label and title in the source; just the label where there is no title.
    pub heading_span: Span,
    /// From the label to the end of the last thing below it.
    pub span: Span,
    /// Paragraphs directly below it.
    pub paragraphs: Vec<Paragraph>,
    /// Tables directly below it.
    pub tables: Vec<Table>,
    /// Sections directly below it.
    pub sections: Vec<Section>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Unique within the document.
    pub id: String,
    /// From the first cell to the last.
    pub span: Span,
    /// Rows from top to bottom, the heading row included.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// From its first cell to its last.
    pub span: Span,
    /// Cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The cell's content; empty for an empty cell.
    pub span: Span,
    /// `source[span]`, normalised.
    pub text: String,
}

/// What stands between the last section and the signature.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Closing {
    /// The closing paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// Text that is no part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noise {
    /// Where it stands.
    pub span: Span,
    /// Why it was set aside: `portal-chrome`, `portal-metadata`, `page-number`, `running-head`,
    /// `cut-mark`.
    pub reason: String,
}

/// Something the plan wants done, before anybody is named for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Unique within the document.
    pub id: String,
    /// Path of the section it stands in.
    pub section: String,
    /// The paragraph.
    pub span: Span,
    /// `source[span]`, normalised.
    pub text: String,
}
