//! Tables as Markdown and law portals write them.

use super::Block;
use crate::header::is_named;
use crate::labels::{self, Style, opens_closing};
use crate::lines::Line;
use crate::model::Span;
use crate::text::Flat;

/// The cells of a table.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// Rows from top to bottom; a cell's text may be empty.
    pub(crate) rows: Vec<Vec<Flat>>,
}

/// From so many cells on that name facts, a table is a portal's.
const FEW_FACTS: usize = 3;

/// Reads the table that begins at line `at`; returns its blocks and the first line after it.
///
/// A table that only arranges the head, the addressees or the signature side by side, or in which a portal says what the
/// document is, is dissolved into one block a cell.
pub(super) fn read(source: &str, lines: &[Line], at: usize) -> (Vec<Block>, usize) {
    let (rows, next) =
        if is_piped(source, &lines[at]) { piped(source, lines, at) } else { stacked(source, lines, at) };
    let cells: Vec<&Cell> = rows.iter().flatten().filter(|cell| !cell.flat.is_empty()).collect();
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
        // Bars around nothing are passed over at once.
        return (Vec::new(), next);
    };
    let span = first.flat.whole().cover(last.flat.whole());
    let facts = cells.iter().filter(|cell| cell.is_fact()).take(FEW_FACTS).count();
    let addresses = labels::opens_address(first.flat.text()) || cells.len() == 1 && first.lists();
    let arranges = facts == FEW_FACTS
        || addresses
        || rows.len() <= 4 && cells.iter().any(|cell| is_head_or_signature(&cell.flat));
    let blocks = if arranges {
        cells.iter().flat_map(|cell| cell.blocks(source)).collect()
    } else {
        let grid = Grid {
            rows: rows.iter().map(|row| row.iter().map(|cell| cell.flat.clone()).collect()).collect(),
        };
        vec![Block { flat: Flat::new(source, span), lines: Vec::new(), grid: Some(grid) }]
    };
    (blocks, next)
}

/// A cell with its printed lines.
#[derive(Debug, Clone, Default)]
struct Cell {
    flat: Flat,
    lines: Vec<Flat>,
}

impl Cell {
    fn of(source: &str, lines: &[Line]) -> Self {
        // A line of bars alone has no place of its own.
        let lines: Vec<Flat> =
            lines.iter().map(|line| line.flat.clone()).filter(|line| !line.is_empty()).collect();
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => {
                let flat = Flat::new(source, first.whole().cover(last.whole()));
                Self { flat, lines }
            }
            _ => Self::default(),
        }
    }

    /// The cell between two bars of one line; its own lines are parted by `<br>`.
    fn between(source: &str, start: usize, end: usize) -> Self {
        let flat = Flat::new(source, Span::new(start, end));
        let mut lines = Vec::new();
        let mut at = start;
        for piece in source[start..end].split("<br>") {
            lines.push(Flat::new(source, Span::new(at, at + piece.len())));
            at += piece.len() + "<br>".len();
        }
        lines.retain(|line| !line.is_empty());
        Self { flat, lines }
    }

    /// Whether it holds a list with dashes.
    fn lists(&self) -> bool {
        labels::list_mark(self.flat.text()).is_some()
    }

    /// The cell as a block, or each item when it is a list.
    fn blocks(&self, source: &str) -> Vec<Block> {
        if !self.lists() || self.lines.len() < 2 {
            return vec![self.block()];
        }
        let begins = |line: &Flat| labels::list_mark(line.text()).is_some();
        let mut items: Vec<Vec<Flat>> = Vec::new();
        for line in &self.lines {
            match items.last_mut().filter(|_| !begins(line)) {
                Some(item) => item.push(line.clone()),
                None => items.push(vec![line.clone()]),
            }
        }
        let block = |lines: Vec<Flat>| {
            let span = lines.first()?.whole().cover(lines.last()?.whole());
            Some(Block { flat: Flat::new(source, span), lines, grid: None })
        };
        items.into_iter().filter_map(block).collect()
    }

    /// Whether it names what a portal says about the document in the next cell ("Số hiệu:").
    fn is_fact(&self) -> bool {
        is_named(self.lines.last().unwrap_or(&self.flat).text())
    }

    fn block(&self) -> Block {
        Block { flat: self.flat.clone(), lines: self.lines.clone(), grid: None }
    }
}

fn is_head_or_signature(cell: &Flat) -> bool {
    let text = cell.text();
    text.to_lowercase().contains("cộng hòa xã hội")
        || text.to_lowercase().contains("độc lập - tự do")
        || opens_closing(text)
        || text.starts_with("Số:")
}

/// Whether the line holds a whole row, "| a | b |".
fn is_piped(source: &str, line: &Line) -> bool {
    let raw = line.raw.of(source);
    raw.len() > 1 && raw.ends_with('|') && raw.matches('|').count() > 1
}

fn piped(source: &str, lines: &[Line], mut at: usize) -> (Vec<Vec<Cell>>, usize) {
    let mut rows = Vec::new();
    while at < lines.len()
        && lines[at].bar
        && (at + 1 == lines.len() || lines[at].gap == 0 || rows.is_empty())
    {
        let raw = lines[at].raw;
        let text = raw.of(source);
        let mut row = Vec::new();
        let mut start = 1;
        for (bar, _) in text.match_indices('|').skip(1).filter(|(i, _)| !text[..*i].ends_with('\\')) {
            row.push(Cell::between(source, raw.start + start, raw.start + bar));
            start = bar + 1;
        }
        let rest = Cell::between(source, raw.start + start, raw.end);
        if !rest.flat.is_empty() {
            row.push(rest);
        }
        let divider = text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if !divider && !row.is_empty() {
            rows.push(row);
        }
        at += 1;
    }
    (rows, at)
}

/// Whether a row of a head, a foot or a portal's facts is whole before this line, though no empty line parts them.
fn closes(row: &[Cell], next: &Line) -> bool {
    match row {
        [.., name, value] if name.is_fact() && !value.is_fact() => !is_named(next.text()),
        [first, _] if opens_closing(first.flat.text()) => !opens_closing(next.text()),
        [first, _] if is_head_or_signature(&first.flat) => {
            labels::is_document_type(next.text()) || labels::opens_address(next.text())
        }
        _ => false,
    }
}

/// Whether a line heads a part of the document: none does behind the last cell of a row.
fn heads_part(line: &Line) -> bool {
    line.label.as_ref().is_some_and(|label| label.style <= Style::Article && label.style != Style::Letter)
}

/// A table whose bars stand on lines of their own: one bar opens, parts and closes cells, two part rows; further bars
/// stand for empty cells, at the end of the row as long as there is room for them, else at the head of the next.
fn stacked(source: &str, lines: &[Line], mut at: usize) -> (Vec<Vec<Cell>>, usize) {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut content: Option<usize> = None;
    let mut bars = 0;
    while at < lines.len() {
        let lone = lines[at].bar && lines[at].raw.end - lines[at].raw.start == 1;
        if lone {
            bars += 1;
            if let Some(start) = content.take() {
                row.push(Cell::of(source, &lines[start..at]));
                bars = 1;
            }
            at += 1;
            continue;
        }
        // Text after a closing bar that opens no new cell lies outside the table.
        if content.is_none() && bars == 1 && !row.is_empty() {
            let columns = rows.first().map_or(row.len(), Vec::len);
            let whole = row.len() >= columns && (lines[at].gap > 0 || columns > 1 && heads_part(&lines[at]));
            if whole || closes(&row, &lines[at]) {
                break;
            }
        }
        if content.is_none() && bars > 1 && !row.is_empty() {
            let empty = bars - 2;
            let room = rows.first().is_some_and(|first| row.len() + empty <= first.len());
            let (ends, begins) = if room { (empty, 0) } else { (0, empty) };
            row.resize_with(row.len() + ends, Cell::default);
            rows.push(std::mem::take(&mut row));
            row.resize_with(begins, Cell::default);
        }
        content.get_or_insert(at);
        bars = 0;
        at += 1;
    }
    if let Some(start) = content {
        row.push(Cell::of(source, &lines[start..at]));
    }
    if !row.is_empty() {
        rows.push(row);
    }
    (rows, at)
}
