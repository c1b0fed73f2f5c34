//! Paragraphs: which printed lines belong together, told by where they begin and end on the page.

use super::boxes::Page;
use super::rows::Row;
use crate::labels::{self, ends_sentence, is_caps};
use std::collections::HashMap;

/// The margins of running text on the pages of one width, and the distance of its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    left: f32,
    right: f32,
    /// From one line to the next within a paragraph, in heights of a line.
    pitch: f32,
}

/// How far a line may begin beside the margin, in heights of a line.
const SLACK: f32 = 0.35;

/// Margins by the width of the page, in whole points.
pub(super) type AllMargins = HashMap<i32, Margins>;

/// Measures the margins on the rows of running text of all pages.
pub(super) fn margins(pages: &[Page], text: &[Vec<&Row>]) -> AllMargins {
    let mut widths: HashMap<i32, Vec<usize>> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        widths.entry(page.width.round() as i32).or_default().push(at);
    }
    widths
        .into_iter()
        .map(|(width, at)| (width, Margins::of(width as f32, at.iter().map(|&at| &text[at]))))
        .collect()
}

impl Margins {
    fn of<'r>(width: f32, pages: impl Iterator<Item = &'r Vec<&'r Row<'r>>> + Clone) -> Self {
        let rows = || pages.clone().flatten().filter(|row| row.width() > width * 0.4);
        let most = |values: &mut dyn Iterator<Item = f32>| {
            let mut bins: HashMap<i32, usize> = HashMap::new();
            values.for_each(|value| *bins.entry((value / 2.0).round() as i32).or_default() += 1);
            bins.into_iter().max_by_key(|&(bin, count)| (count, -bin)).map(|(bin, _)| bin as f32 * 2.0)
        };
        let mut rights: Vec<f32> = rows().map(|row| row.right).collect();
        rights.sort_by(f32::total_cmp);
        let widest = rights.get(rights.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(width * 0.9);
        let mode = most(&mut rows().map(|row| row.right)).unwrap_or(widest);
        let set_full = rights.iter().filter(|right| (**right - mode).abs() < 3.0).count();
        // justified lines end together; lines set ragged end anywhere up to the widest
        let right = if set_full * 4 > rights.len() { mode } else { widest };
        let left = most(&mut rows().map(|row| row.left)).unwrap_or(width * 0.1);
        let pitch = most(
            &mut pages
                .clone()
                .flat_map(|rows| rows.windows(2))
                .filter(|pair| (pair[1].left - left).abs() < 3.0 && pair[0].right > right - 6.0)
                .map(|pair| (pair[1].middle() - pair[0].middle()) / pair[1].height() * 40.0),
        );
        Self { left, right, pitch: pitch.map_or(1.2, |pitch| pitch / 40.0).clamp(0.9, 2.5) }
    }

    /// Whether `next` goes on with the paragraph whose lines are `open`; `over` when a page ends between them.
    pub(super) fn goes_on(&self, open: &[&Row], next: &Row, over: bool) -> bool {
        let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
        let height = next.height().max(last.height());
        let near = |a: f32, b: f32| (a - b).abs() < SLACK * height;
        let distance = (next.middle() - last.middle()) / height;
        if !over && !(0.2..self.pitch + 0.3).contains(&distance) {
            return false;
        }
        let (before, after) = (last.text(), next.text());
        if stands_alone(&before) || stands_alone(&after) {
            return false;
        }
        if self.is_centred(first) && self.is_centred(next) {
            let alike = is_caps(&before) == is_caps(&after) || !after.contains(char::is_lowercase);
            return !over
                && alike
                && (last.height() - next.height()).abs() < 0.1 * height
                && !ends_sentence(&before);
        }
        let first_word = next.words.first().map_or(0.0, |word| word.right - word.left);
        let room = self.right - last.right - 0.2 * height;
        if first_word < room - 1.0 {
            return false;
        }
        if begins_item(&after) && ends_sentence(&before) {
            return false;
        }
        // the lines of a long title stand in the middle, however little white that leaves beside them
        if is_caps(&before) && is_caps(&after) && self.is_even(last) && self.is_even(next) {
            return !over;
        }
        // the lines of a paragraph begin at the margin, or as its second line does
        if open.len() > 1 {
            near(next.left, last.left) || near(next.left, self.left)
        } else {
            next.left < first.left + SLACK * height
                && (near(next.left, self.left) || !near(next.left, first.left) || !ends_sentence(&before))
                || (begins_item(&before) && next.left > first.left)
        }
    }

    /// Whether a line stands in the middle between the margins, with white on both sides.
    fn is_centred(&self, row: &Row) -> bool {
        let white = row.left - self.left > row.height() && self.right - row.right > 0.5 * row.height();
        white && self.is_even(row)
    }

    /// Whether a line leaves as much room before it as behind it.
    fn is_even(&self, row: &Row) -> bool {
        ((row.left - self.left) - (self.right - row.right)).abs() < 0.8 * row.height()
    }
}

/// Whether a line begins with the mark of a list item or with a label.
pub(super) fn begins_item(text: &str) -> bool {
    labels::list_mark(text).is_some() || labels::parse(text).is_some()
}

/// Lines that are never part of a longer one.
fn stands_alone(text: &str) -> bool {
    labels::opens_block(text)
        || !text.contains(char::is_alphanumeric)
        || text.starts_with("(Kèm theo")
        || text.starts_with("(Ban hành kèm theo")
}
