//! A paged list read to its end.

use super::MOST;
use crate::web::paging::{Cursor, Page};

/// A paged list being read to its end, or to [`MOST`] rows:
/// `while whole.takes(page(c, whole.after()).await?) {}`.
#[derive(Debug)]
pub struct Whole<T> {
    rows: Vec<T>,
    after: Option<Cursor>,
}

impl<T> Default for Whole<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), after: None }
    }
}

impl<T> Whole<T> {
    /// Where the next page begins.
    #[must_use]
    pub fn after(&self) -> Option<&Cursor> {
        self.after.as_ref()
    }

    /// Takes a page; whether another is wanted.
    pub fn takes(&mut self, page: Page<T>) -> bool {
        self.rows.extend(page.rows);
        self.after = page.next;
        self.after.is_some() && self.rows.len() < MOST
    }

    /// The rows, and whether the list goes on after them.
    #[must_use]
    pub fn done(self) -> (Vec<T>, bool) {
        (self.rows, self.after.is_some())
    }
}
