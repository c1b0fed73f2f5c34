//! Documents with a structure of their own, written down as text: a line for each paragraph, tables between bars. A merged
//! cell stands in every place it reaches.

use super::Aside;
use crate::docx::{self, AsideKind, Block, Cell, Docx, DocxError, Table};
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

/// What a Word document prints beside its body, each piece with the reason why it is none of it.
pub(super) fn asides(document: &Docx) -> Vec<Aside> {
    let written = |aside: &docx::Aside| {
        let reason = match aside.kind {
            AsideKind::Footnote => "footnote",
            AsideKind::Endnote => "endnote",
            AsideKind::PageHeader => "page-header",
            AsideKind::PageFooter => "page-footer",
        };
        let number = aside.number.map(|number| format!("[{number}] ")).unwrap_or_default();
        Aside { reason, text: number + &aside.text }
    };
    document.asides().iter().map(written).collect()
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
        if is_frame(table) {
            return cells(table).try_for_each(|cell| self.blocks(&cell.blocks));
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
            // a stroke at the end of a line is no mark before the break
            let cell = lines.join("<br>").replace("\\<br>", "\\ <br>").replace('|', "\\|");
            self.text.push_str(&cell);
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flat_map(|row| &row.cells)
}

/// A frame around a page, or around other tables, is no table: what stands in it is read as it stands. A table of several
/// columns that holds small ones stays one.
fn is_frame(table: &Table) -> bool {
    if cells(table).count() == 1 {
        return true;
    }
    let within: usize =
        cells(table).flat_map(Cell::tables).flat_map(cells).map(|cell| cell.text().len()).sum();
    let narrow = table.rows.iter().all(|row| row.cells.len() < 3);
    let nested = cells(table).any(|cell| cell.tables().next().is_some());
    nested && (narrow || within * 2 > cells(table).map(|cell| cell.text().len()).sum())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}
