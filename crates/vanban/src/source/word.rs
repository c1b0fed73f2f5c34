//! Word documents as text: numbers that Word computes are printed, a merged cell stands in every place it reaches.

use super::printed::Printed;
use crate::docx::{Block, Cell, Docx, DocxError, Table};
use crate::error::MAX_BYTES;

/// The text of a Word document.
pub(super) fn text(bytes: &[u8]) -> Result<String, DocxError> {
    Writer::write(Docx::open(bytes)?.blocks())
}

/// Writes paragraphs and tables down as text.
pub(super) struct Writer {
    printed: Printed,
    /// Bytes that may still be written: merged cells multiply their text.
    left: usize,
}

impl Writer {
    /// The text of these blocks.
    pub(super) fn write(blocks: &[Block]) -> Result<String, DocxError> {
        let mut writer = Self { printed: Printed::default(), left: MAX_BYTES };
        writer.blocks(blocks)?;
        Ok(writer.printed.into_text())
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
                    self.printed.paragraph(&text);
                }
                Block::Table(table) => self.table(table)?,
            }
        }
        Ok(())
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
            self.printed.row(&texts);
        }
        self.printed.table_end();
        Ok(())
    }
}
