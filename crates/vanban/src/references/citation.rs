//! A citation: kind, number, day, issuer and title of a document, in this order.

use super::{symbol, tail};
use crate::dates::{self, Figures};
use crate::labels::TYPES;
use crate::scan::{Scan, same};
use jiff::civil::Date;
use std::ops::Range;

/// The parts of a citation, as ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    pub(super) start: usize,
    pub(super) kind: Option<Range<usize>>,
    pub(super) number: Range<usize>,
    pub(super) date: Option<Date>,
    pub(super) issuer: Option<Range<usize>>,
    pub(super) title: Option<Range<usize>>,
    /// End of number, day and issuer.
    pub(super) end: usize,
}

/// The first citation that begins at byte `from` or later.
pub(super) fn next(text: &str, from: usize) -> Option<Citation> {
    let number = symbol::next(text, from)?;
    let before = &text[from..number.start];
    let bare = strip_word(before, "số ");
    let kind = kind_at_end(bare).map(|len| from + bare.len() - 1 - len..from + bare.len() - 1);
    let start = kind.as_ref().map_or(from + bare.len(), |kind| kind.start);
    let mut scan = Scan::new(text, number.end);
    let date = scan.attempt(day).flatten();
    let (issuer, title) = tail::read(text, scan.at());
    let end = issuer.as_ref().map_or(scan.at(), |issuer| issuer.end);
    Some(Citation { start, kind, number, date, issuer, title, end })
}

/// `text` without a word at its end, in whatever case.
fn strip_word<'t>(text: &'t str, word: &str) -> &'t str {
    let at = text.len().saturating_sub(word.len());
    match text.get(at..) {
        Some(end) if same(end, word) => &text[..at],
        _ => text,
    }
}

/// Length of the document type that stands at the end of `text` before a space.
fn kind_at_end(text: &str) -> Option<usize> {
    let text = text.strip_suffix(' ')?;
    let fits = |name: &str| strip_word(text, name).len() < text.len();
    TYPES.iter().map(|(name, _)| *name).filter(|name| fits(name)).map(str::len).max()
}

/// " ngày 30/01/2023", ", ngày 30 tháng 01 năm 2023".
#[expect(clippy::option_option, reason = "a day that no calendar has is read over and gives no date")]
fn day<'t>(scan: &mut Scan<'t>) -> Option<Option<Date>> {
    scan.word(",");
    scan.word(" ")?;
    scan.folded("ngày ")?;
    let in_words = |scan: &mut Scan<'t>| {
        let day = scan.digits(2)?;
        scan.word(" tháng ")?;
        let month = scan.digits(2)?;
        scan.word(" năm ")?;
        Some(Figures::new(day, month, scan.year()?))
    };
    scan.attempt(dates::slashed).or_else(|| in_words(scan)).map(Figures::date)
}
