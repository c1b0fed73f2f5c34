//! Columns: what stands below each other, parted by gaps that go down through several lines.

use super::regions::is_heading;
use super::rows::{Row, WIDE};

/// Narrowest gap between two columns, in heights of a line: narrower ones are spaces.
pub(super) const GUTTER: f32 = 0.33;
/// What a wide gap counts for against lines that go over it: the title of a group may have so many.
pub(super) const SURE: i32 = 4;
/// Most columns that are looked at: no table that people read has half as many.
pub(super) const MOST_COLUMNS: usize = 48;

/// Left and right end of what stands in each column, from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns(Vec<(f32, f32)>);

impl Columns {
    /// The columns of these rows, parted by gaps of at least `gap`.
    pub(super) fn of<'r, 'w: 'r>(rows: impl IntoIterator<Item = &'r Row<'w>>, gap: f32) -> Self {
        let words = rows.into_iter().flat_map(|row| &row.words);
        Self::joined(words.map(|word| (word.left, word.right)).collect(), gap)
    }

    /// These and others together.
    pub(super) fn with(&self, other: &Self, gap: f32) -> Self {
        Self::joined(self.0.iter().chain(&other.0).copied().collect(), gap)
    }

    /// Left and right ends of whatever stands there, joined where less than `gap` lies between them.
    fn joined(mut spans: Vec<(f32, f32)>, gap: f32) -> Self {
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut columns: Vec<(f32, f32)> = Vec::new();
        for (left, right) in spans {
            match columns.last_mut() {
                Some(last) if left - last.1 < gap => last.1 = last.1.max(right),
                _ => columns.push((left, right)),
            }
        }
        Self(columns)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Left and right end of a column.
    pub(super) fn get(&self, at: usize) -> (f32, f32) {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// The column in which something that begins here stands.
    pub(super) fn at(&self, left: f32) -> usize {
        let after = self.0.partition_point(|column| column.0 <= left + 1.0);
        // left of the middle of the gap belongs to the column before
        after.saturating_sub(1)
    }

    /// The gaps between the columns.
    pub(super) fn gutters(&self) -> impl Iterator<Item = (f32, f32)> {
        self.0.windows(2).map(|pair| (pair[0].1, pair[1].0))
    }

    /// Gaps that are left no room in `joined`, these columns with others, by the column before them.
    pub(super) fn closed_in(&self, joined: &Self) -> Vec<usize> {
        let open = |gutter: &(f32, f32)| joined.gutters().any(|left| left.0 < gutter.1 && gutter.0 < left.1);
        self.gutters().enumerate().filter(|(_, gutter)| !open(gutter)).map(|(at, _)| at).collect()
    }

    /// How surely the gap behind a column parts what stands in `rows`: lines that stand on both sides of it speak for it,
    /// the wider apart the more, and those that go over it against it.
    pub(super) fn support(&self, rows: &[Row], at: usize) -> i32 {
        let ((_, left), (right, _)) = (self.get(at), self.get(at + 1));
        let speaks = |group: &[Row]| {
            let (mut before, mut after) = (f32::MIN, f32::MAX);
            for word in group.iter().flat_map(|row| &row.words) {
                if word.left < right - 1.0 && word.right > left + 1.0 {
                    return -1;
                }
                match self.at(word.left) {
                    column if column == at => before = before.max(word.right),
                    column if column == at + 1 => after = after.min(word.left),
                    _ => {}
                }
            }
            match (after - before) / group[0].height() {
                gap if before == f32::MIN || after == f32::MAX || gap < GUTTER => 0,
                gap if gap < WIDE => 1,
                _ => SURE,
            }
        };
        rows.chunk_by(|above, below| below.top < above.bottom - 0.2 * above.height()).map(speaks).sum()
    }

    /// These columns with a row that stands below `rows`; `None` when it reaches across gaps that part columns there, as
    /// the title of a group does. A gap that has never parted anything on one line was none.
    pub(super) fn follow(&self, rows: &[Row], row: &Row, young: bool) -> Option<Self> {
        let gap = GUTTER * row.height();
        let own = Self::of([row], gap);
        if own.count().max(self.count()) > MOST_COLUMNS {
            return None;
        }
        let joined = self.with(&own, gap);
        let closed = self.closed_in(&joined);
        let yields = young && closed.len() + 1 < self.count();
        let fits = yields || closed.iter().all(|&at| self.support(rows, at) < 1);
        (joined.count() > 1 && fits).then_some(joined)
    }

    /// These columns without those that a heading says nothing of and that never have words without the column before
    /// them: wide spaces of justified lines make such.
    pub(super) fn headed(mut self, heading: &[Row], pages: &[&[Row]]) -> Self {
        if !heading.iter().any(is_heading) {
            return self;
        }
        let holds = |columns: &Self, row: &Row, at| row.words.iter().any(|word| columns.at(word.left) == at);
        let mut at = 1;
        while at < self.count() {
            let named = heading.iter().flat_map(Row::parts).any(|part| self.at(part.left) == at);
            let alone = |row: &Row| holds(&self, row, at) && !holds(&self, row, at - 1);
            if named || pages.iter().flat_map(|rows| rows.iter()).any(alone) {
                at += 1;
            } else {
                self.0[at - 1].1 = self.0.remove(at).1;
            }
        }
        self
    }

    /// These columns without the gaps that part nothing in `rows`.
    pub(super) fn parting(mut self, rows: &[Row]) -> Self {
        while let Some(at) = (0..self.count().saturating_sub(1)).find(|&at| self.support(rows, at) < 1) {
            self.0[at].1 = self.0.remove(at + 1).1;
        }
        self
    }
}
