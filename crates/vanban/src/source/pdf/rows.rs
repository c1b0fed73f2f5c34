//! Words that stand side by side on one line of the page, whatever column they belong to.

use super::boxes::{Page, Word};

/// The words of one printed line, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row<'a> {
    pub(super) words: Vec<&'a Word>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Share of its height by which a word lies beside another one of the same line. Lines of cells that are centred
/// between others overlap by half.
const BESIDE: f32 = 0.6;

/// A gap of so many heights between two words parts two columns; spaces of justified lines are smaller, or many.
pub(super) const WIDE: f32 = 1.1;

/// Raised signs on one line.
const MOST_SIGNS: usize = 8;

impl<'a> Row<'a> {
    pub(super) fn of(words: Vec<&'a Word>) -> Self {
        let mut row = Self { words, left: f32::MAX, right: 0.0, top: f32::MAX, bottom: 0.0 };
        row.words.sort_by(|a, b| a.left.total_cmp(&b.left));
        for word in &row.words {
            row.left = row.left.min(word.left);
            row.right = row.right.max(word.right);
            row.top = row.top.min(word.top);
            row.bottom = row.bottom.max(word.bottom);
        }
        row
    }

    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Its words with one space between them.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&word.text);
        }
        text
    }

    /// The row cut where its words stand far from each other.
    pub(super) fn parts(&self) -> Vec<Row<'a>> {
        let mut parts: Vec<Vec<&Word>> = Vec::new();
        for &word in &self.words {
            match parts.last_mut() {
                Some(part)
                    if part.last().is_none_or(|last| word.left - last.right < WIDE * self.height()) =>
                {
                    part.push(word);
                }
                _ => parts.push(vec![word]),
            }
        }
        parts.into_iter().map(Row::of).collect()
    }
}

/// The rows of a page from top to bottom.
pub(super) fn of(page: &Page) -> Vec<Row<'_>> {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut rows: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        // beside the first and the last word: lines of two columns may climb like stairs
        let ends = rows.last().and_then(|row| row.first().zip(row.last()));
        let fits = ends.is_some_and(|(first, last)| beside(first, word) && beside(last, word));
        match rows.last_mut() {
            Some(row) if fits => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    raise(rows.into_iter().map(Row::of).collect())
}

fn beside(a: &Word, b: &Word) -> bool {
    let overlap = a.bottom.min(b.bottom) - a.top.max(b.top);
    overlap > BESIDE * a.height().min(b.height())
}

/// Puts small raised or lowered signs into the line they belong to.
fn raise(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut raised: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match raised.last_mut() {
            Some(above) if belong(above, &row) => {
                let words = above.words.iter().copied().chain(row.words).collect();
                *above = Row::of(words);
            }
            _ => raised.push(row),
        }
    }
    raised
}

/// Whether one of two rows is a few small signs that touch words of the other.
fn belong(above: &Row, below: &Row) -> bool {
    let overlap = above.bottom.min(below.bottom) - above.top.max(below.top);
    let (small, large) = if above.height() < below.height() { (above, below) } else { (below, above) };
    small.height() < 0.8 * large.height()
        && overlap > 0.4 * small.height()
        && small.words.len() < large.words.len().min(MOST_SIGNS)
        && small.words.iter().all(|sign| {
            large.words.iter().any(|word| {
                (sign.left - word.right).abs() < 0.25 * word.height() && sign.height() < 0.8 * word.height()
            })
        })
}
