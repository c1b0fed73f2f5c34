//! Groups within a table of tasks: "I | Nhóm giải pháp về cơ chế, chính sách | | |" is the heading of a section.

use crate::labels::{self, Label, Style};
use crate::model::{Cell, Row};
use crate::scan;

/// Longest title of a group, in words.
const LONGEST: usize = 60;

/// A row that heads the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) label: Label,
    pub(super) heading: String,
}

/// The group that a row heads: a Roman numeral or a capital letter, a title, and nothing else.
pub(super) fn read(row: &Row) -> Option<Group> {
    // A cell merged from side to side stands in each place it reaches.
    let mut filled: Vec<&Cell> = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        if filled.last().is_none_or(|last| last.text != cell.text) {
            filled.push(cell);
        }
    }
    let (label, heading) = match filled.as_slice() {
        [number, title] => (bare_label(&number.text)?, title.text.as_str()),
        [whole] => {
            let label = labels::parse(&whole.text).filter(is_group_label)?;
            let heading = whole.text.get(label.len..)?;
            (label, heading)
        }
        _ => return None,
    };
    let heading = heading.trim_end_matches([':', ' ']);
    let titled = heading.contains(char::is_alphabetic) && scan::words(heading) <= LONGEST;
    titled.then(|| Group { label, heading: heading.to_owned() })
}

/// A label that fills a cell of its own, mostly without its full stop.
fn bare_label(text: &str) -> Option<Label> {
    let name = text.trim_end_matches(['.', ')', ' ']);
    let label = labels::parse(&format!("{name}.")).filter(is_group_label)?;
    (label.name == name).then(|| Label { printed: text.to_owned(), len: text.len(), ..label })
}

fn is_group_label(label: &Label) -> bool {
    matches!(label.style, Style::Roman | Style::Letter)
}
