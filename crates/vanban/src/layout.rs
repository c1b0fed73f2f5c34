//! From printed lines back to paragraphs.

mod habit;
mod table;

use crate::lines::{self, Line};
use crate::model::Span;
use crate::text::Flat;
use habit::Habit;
pub(crate) use table::Grid;

/// A paragraph, heading, list item or table, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) flat: Flat,
    /// The printed lines it was joined from; none when it is one line.
    pub(crate) lines: Vec<Flat>,
    /// The cells, when it is a table.
    pub(crate) grid: Option<Grid>,
}

impl Block {
    pub(crate) fn text(&self) -> &str {
        self.flat.text()
    }

    pub(crate) fn span(&self) -> Span {
        self.flat.whole()
    }
}

/// Joins the lines of `source` into blocks; `whole` when each line is known to be a paragraph.
pub(crate) fn blocks(source: &str, whole: bool) -> Vec<Block> {
    let mut lines = lines::split(source);
    let habit = if whole { Habit::whole() } else { Habit::of(&lines) };
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].bar {
            let (mut found, next) = table::read(source, &lines, at);
            blocks.append(&mut found);
            at = next;
            continue;
        }
        let mut end = at + 1;
        let mut open = vec![at];
        while end < lines.len() && !lines[end].bar {
            // a page ends in the middle of the paragraph: its number is no part of it
            if lines[end].page && lines.get(end + 1).is_some_and(|next| habit.goes_over(&lines, &open, next))
            {
                open.push(end + 1);
                end += 2;
            } else if habit.continues(&lines, &open, &lines[end]) {
                open.push(end);
                end += 1;
            } else {
                break;
            }
        }
        blocks.extend(join(source, &mut lines, &open));
        at = end;
    }
    blocks
}

/// Joins lines into a block; they are not looked at again, and give away their text.
fn join(source: &str, lines: &mut [Line], open: &[usize]) -> Option<Block> {
    let mut parts: Vec<Flat> = open.iter().map(|&at| std::mem::take(&mut lines[at].flat)).collect();
    let flat = match parts.len() {
        1 => parts.pop()?,
        _ => Flat::joined(source, &parts),
    };
    (!flat.is_empty()).then_some(Block { flat, lines: parts, grid: None })
}
