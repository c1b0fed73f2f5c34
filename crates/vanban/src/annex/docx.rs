//! Tables of Word documents.

use super::Sheet;
use super::columns::Columns;
use super::rows::Line;
use crate::docx::{Block, Docx, DocxError, Table};
use crate::error::ReadError;

/// Most bytes of text that the tables may hold, a merged cell counted in every row it reaches.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// The tables of a document that can be lists of tasks. One broken by a page into two is one again; a table that only
/// arranges the page is looked into.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let document = Docx::open(bytes)?;
    let mut reading = Reading { sheets: Vec::new(), left: MAX_TEXT };
    reading.blocks(document.blocks())?;
    Ok(reading.sheets)
}

struct Reading {
    sheets: Vec<Sheet>,
    left: usize,
}

impl Reading {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocxError> {
        // The list that ended just before, and its columns.
        let mut before: Option<usize> = None;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) if paragraph.printed().is_empty() => {}
                Block::Paragraph(_) => before = None,
                Block::Table(table) => before = self.table(table, before)?,
            }
        }
        Ok(())
    }

    /// Takes a table; the width of the list that ends with it, when it is one.
    fn table(&mut self, table: &Table, before: Option<usize>) -> Result<Option<usize>, DocxError> {
        let lines = self.lines(table)?;
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        if Columns::find(&lines).is_some() {
            self.sheets.push(Sheet { name: None, lines });
            return Ok(Some(width));
        }
        if let (Some(sheet), true) = (self.sheets.last_mut(), before == Some(width)) {
            let last = sheet.lines.last().map_or(0, |line| line.number);
            sheet.lines.extend(lines.into_iter().map(|line| Line { number: last + line.number, ..line }));
            return Ok(before);
        }
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.blocks(&cell.blocks)?;
        }
        Ok(None)
    }

    fn lines(&mut self, table: &Table) -> Result<Vec<Line>, DocxError> {
        let mut lines = Vec::with_capacity(table.rows.len());
        for (number, row) in (1..).zip(table.grid()) {
            let mut line = Line { number, ..Line::default() };
            for (at, cell) in row.iter().enumerate() {
                let text = cell.map(|cell| cell.text()).unwrap_or_default();
                self.left = self.left.checked_sub(text.len()).ok_or(DocxError::TooManyCells)?;
                line.cells.push(text);
                line.merged.extend(cell.filter(|cell| cell.columns > 1).map(|cell| at..at + cell.columns));
            }
            lines.push(line);
        }
        Ok(lines)
    }
}
