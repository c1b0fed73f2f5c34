//! Tables, and which cell is printed where when cells are merged.

use super::{Block, Paragraph};

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Columns left free before its first cell.
    pub before: usize,
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Columns that it takes, at least one.
    pub columns: usize,
    /// Whether it belongs to the cell above it, whose content is printed for both (§17.4.84).
    pub continues: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// Its text as printed, one line a paragraph, tables within it row by row.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.blocks)
    }

    /// The tables in it.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        among(&self.blocks)
    }
}

impl Table {
    /// For each row and column the cell that is printed there. Where another cell reaches over from the left there is
    /// `None`; a cell that reaches down stands in every row it reaches.
    #[must_use]
    pub fn grid(&self) -> Vec<Vec<Option<&Cell>>> {
        let mut grid: Vec<Vec<Option<&Cell>>> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut places = vec![None; row.before];
            for cell in &row.cells {
                let above = grid.last().and_then(|above| above.get(places.len()).copied().flatten());
                places.push(if cell.continues { above.or(Some(cell)) } else { Some(cell) });
                places.resize(places.len() + cell.columns - 1, None);
            }
            grid.push(places);
        }
        grid
    }
}

/// The tables among blocks.
pub(super) fn among(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    })
}

/// Blocks as printed, one line a paragraph, tables row by row.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    write(blocks, &mut lines);
    lines.join("\n")
}

fn write(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                lines.extend(Some(Paragraph::printed(paragraph)).filter(|line| !line.is_empty()));
            }
            Block::Table(table) => table.rows.iter().for_each(|row| {
                let cells: Vec<String> = row.cells.iter().map(Cell::text).filter(|c| !c.is_empty()).collect();
                lines.extend(Some(cells.join(" ")).filter(|line| !line.is_empty()));
            }),
        }
    }
}
