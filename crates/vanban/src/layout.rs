//! From printed lines back to paragraphs.

mod habit;
mod table;

use crate::labels;
use crate::lines::{self, Line};
use crate::model::Span;
use crate::text::Flat;
use habit::Habit;
pub(crate) use table::Grid;

/// A paragraph, heading, list item or table, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) flat: Flat,
    /// The printed lines it was joined from.
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
    let lines = lines::split(source);
    let habit = if whole { Habit::whole() } else { Habit::of(&lines) };
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].bar
            && let Some((mut found, next)) = table::read(source, &lines, at)
        {
            blocks.append(&mut found);
            at = next;
            continue;
        }
        let mut end = at + 1;
        let mut open = vec![&lines[at]];
        while end < lines.len() && !lines[end].bar {
            // a page ends in the middle of the paragraph: its number is no part of it
            if lines[end].page && lines.get(end + 1).is_some_and(|next| habit.goes_over(&open, next)) {
                open.push(&lines[end + 1]);
                end += 2;
            } else if habit.continues(&open, &lines[end]) {
                open.push(&lines[end]);
                end += 1;
            } else {
                break;
            }
        }
        if let Some(block) = join(source, &open) {
            blocks.push(block);
        }
        at = end;
    }
    blocks
}

fn join(source: &str, lines: &[&Line]) -> Option<Block> {
    let span = lines.first()?.flat.whole().cover(lines.last()?.flat.whole());
    let flat = Flat::new(source, span);
    if flat.is_empty() {
        return None;
    }
    Some(Block { flat, lines: lines.iter().map(|l| l.flat.clone()).collect(), grid: None })
}

/// Whether a line can only begin a block, whatever stands before it.
fn opens_block(text: &str) -> bool {
    labels::opens_closing(text) || labels::is_document_type(text) || labels::is_head_line(text)
}
