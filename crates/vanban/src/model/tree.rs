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

impl Section {
    /// Whether this is a group of rows within a table of tasks.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.tables.first().is_some_and(|table| table.continues.is_some())
    }

    /// The rows of one of this section's tables as printed, the groups that are sections of their own put back.
    #[must_use]
    pub fn printed_rows<'a>(&'a self, table: &'a Table) -> Vec<Vec<&'a str>> {
        fn rows<'a>(table: &'a Table, out: &mut Vec<Vec<&'a str>>) {
            out.extend(
                table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()),
            );
        }
        fn groups<'a>(of: &'a Section, table: &str, out: &mut Vec<Vec<&'a str>>) {
            for group in of.sections.iter().filter(|group| group.goes_on_with(table)) {
                out.push(vec![&group.label, group.heading.as_deref().unwrap_or_default()]);
                group.tables.iter().for_each(|table| rows(table, out));
                groups(group, table, out);
            }
        }
        let mut out = Vec::new();
        rows(table, &mut out);
        groups(self, &table.id, &mut out);
        out
    }

    fn goes_on_with(&self, table: &str) -> bool {
        self.tables.first().is_some_and(|own| own.continues.as_deref() == Some(table))
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Unique within the document.
    pub id: String,
    /// From the first cell to the last.
    pub span: Span,
    /// Rows from top to bottom, the heading row included. The rows of a group ("I. Nhóm giải pháp …") stand in a section of
    /// its own, in a table that goes on with this one.
    pub rows: Vec<Row>,
    /// The table whose heading row stands above these rows too, for the rows of a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
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
    /// Why it was set aside: `portal-chrome`, `portal-metadata`, `page-number`, `running-head`, `cut-mark`, `ornament`; of
    /// Word documents `footnote`, `endnote`, `page-header`, `page-footer`, which stand after the body.
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
