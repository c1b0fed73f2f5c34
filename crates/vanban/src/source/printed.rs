//! Documents with a structure of their own, written down as text: a line for each paragraph, tables between bars. A merged
//! cell stands in every place it reaches.

use crate::docx::{Block, Cell, DocxError, Table};
use crate::error::MAX_BYTES;

/// The text of these blocks.
///
/// # Errors
/// When merged cells multiply the text beyond what is read of a file.
pub(super) fn text(blocks: &[Block]) -> Result<String, DocxError> {
    let mut writer = Writer::new();
    writer.blocks(blocks)?;
    Ok(writer.text)
}

/// Writes paragraphs and rows of tables.
pub(super) struct Writer {
    text: String,
    /// Bytes that may still be written.
    left: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { text: String::new(), left: MAX_BYTES }
    }

    /// Bytes written so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Where the last text written ends.
    pub(super) fn end(&self) -> usize {
        self.text.trim_end().len()
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn take(&mut self, bytes: usize) -> Result<(), DocxError> {
        self.left = self.left.checked_sub(bytes).ok_or(DocxError::TooManyCells)?;
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocxError> {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = paragraph.printed();
                    self.take(text.len())?;
                    self.paragraph(&text);
                }
                Block::Table(table) => self.table(table)?,
            }
        }
        Ok(())
    }

    /// A paragraph; the line breaks within it stay.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in lines(text) {
            // a line of text that begins with a bar is no table
            self.text.push_str(if line.starts_with('|') { "\\" } else { "" });
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn table(&mut self, table: &Table) -> Result<(), DocxError> {
        // A frame around a page, or around other tables, is no table: what stands in it is read as it stands.
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        if cells().count() == 1 || cells().any(|cell| cell.tables().next().is_some()) {
            return cells().try_for_each(|cell| self.blocks(&cell.blocks));
        }
        for row in table.grid() {
            let texts: Vec<String> =
                row.iter().map(|cell| cell.map(Cell::text).unwrap_or_default()).collect();
            self.take(texts.iter().map(String::len).sum())?;
            self.row(&texts);
        }
        self.end_table();
        Ok(())
    }

    pub(super) fn end_table(&mut self) {
        self.text.push('\n');
    }

    /// A row; the lines of a cell are parted by `<br>`.
    pub(super) fn row(&mut self, cells: &[String]) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        self.text.push('|');
        for cell in cells {
            let lines: Vec<&str> = lines(cell).collect();
            self.text.push(' ');
            self.text.push_str(&lines.join("<br>").replace('|', "\\|"));
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}
