//! Tables within a document.

use crate::{
    ooxml::{Element, Paragraph, Xml},
    text::{Text, one_line},
};

/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left: words.
    Left,
    /// In the middle: running numbers, dates, signs.
    Centre,
    /// At the right: figures.
    Right,
}

/// A column of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    /// The heading, repeated on each page.
    pub heading: String,
    /// The column's share of the width, in relation to the others.
    pub share: u16,
    /// Where its words stand.
    pub align: Align,
}

impl GridColumn {
    /// A column of words.
    #[must_use]
    pub fn words(heading: impl Into<String>, share: u16) -> Self {
        Self { heading: heading.into(), share, align: Align::Left }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(heading: impl Into<String>, share: u16) -> Self {
        Self { heading: heading.into(), share, align: Align::Right }
    }

    /// A column of short centred words.
    #[must_use]
    pub fn centred(heading: impl Into<String>, share: u16) -> Self {
        Self { heading: heading.into(), share, align: Align::Centre }
    }
}

/// A row of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A cell for each column; missing ones are empty, more than columns are left out.
    Cells(Vec<Text>),
    /// The same in bold: a sum.
    Total(Vec<Text>),
    /// A bold line across the table, above the rows of a group.
    Group(String),
}

/// A table. The decree sets no size for the letters in tables: 13 in the body, 12 in annexes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The caption above the table.
    pub caption: Option<String>,
    /// What figures are counted in, in italics at the right: "Đơn vị tính: triệu đồng".
    pub unit: Option<String>,
    /// The columns; a table without any is not printed.
    pub columns: Vec<GridColumn>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Grid {
    /// Writes the table `width` twips wide.
    pub(crate) fn write(&self, width: u32, cell: Element, xml: &mut Xml) {
        if self.columns.is_empty() {
            return;
        }
        if let Some(caption) = &self.caption {
            xml.paragraph(&Paragraph::of(Element::Caption, one_line(caption)));
        }
        if let Some(unit) = &self.unit {
            xml.paragraph(&Paragraph::of(Element::Unit, one_line(unit)));
        }
        let widths = self.widths(width);
        xml.table(&widths, |xml| {
            xml.row(true, |xml| {
                for (column, width) in self.columns.iter().zip(&widths) {
                    let heading = Text::new().bold(column.heading.as_str());
                    xml.cell(*width, 1, |xml| write_cell(&heading, Align::Centre, false, cell, xml));
                }
            });
            for row in &self.rows {
                xml.row(false, |xml| self.write_row(row, &widths, cell, xml));
            }
        });
        xml.gap(120);
    }

    fn write_row(&self, row: &Row, widths: &[u32], cell: Element, xml: &mut Xml) {
        let (cells, bold) = match row {
            Row::Cells(cells) => (cells, false),
            Row::Total(cells) => (cells, true),
            Row::Group(words) => {
                let words = Text::new().bold(words.as_str());
                xml.cell(widths.iter().sum(), widths.len(), |xml| {
                    write_cell(&words, Align::Left, false, cell, xml);
                });
                return;
            }
        };
        let empty = Text::new();
        for (at, (column, width)) in self.columns.iter().zip(widths).enumerate() {
            let text = cells.get(at).unwrap_or(&empty);
            xml.cell(*width, 1, |xml| write_cell(text, column.align, bold, cell, xml));
        }
    }

    /// Shares in twips; the last column takes what rounding leaves.
    fn widths(&self, width: u32) -> Vec<u32> {
        let all: u64 = self.columns.iter().map(|column| u64::from(column.share.max(1))).sum();
        let mut widths: Vec<u32> = self
            .columns
            .iter()
            .map(|column| {
                let share = u64::from(width) * u64::from(column.share.max(1)) / all.max(1);
                u32::try_from(share).unwrap_or(width)
            })
            .collect();
        let used: u32 = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last += width.saturating_sub(used);
        }
        widths
    }
}

fn write_cell(text: &Text, align: Align, bold: bool, cell: Element, xml: &mut Xml) {
    for line in text.lines() {
        let mut paragraph = Paragraph::of(cell, line);
        paragraph.align = Some(align);
        paragraph.bold = bold;
        xml.paragraph(&paragraph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_the_width() {
        let grid = Grid {
            columns: vec![
                GridColumn::centred("TT", 1),
                GridColumn::words("Nhiệm vụ", 0),
                GridColumn::figures("Số", 5),
            ],
            ..Grid::default()
        };
        assert_eq!(grid.widths(100), [14, 14, 72]);
        assert_eq!(Grid::default().widths(100), Vec::<u32>::new());
    }
}
