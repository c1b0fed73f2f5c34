use super::Span;

/// Where the lines of a text begin, to tell people on which lines a span stands.
///
/// ```
/// use vanban::model::{Lines, Span};
/// let lines = Lines::of("KẾ HOẠCH\nTrồng hồi\nI. MỤC ĐÍCH");
/// assert_eq!(lines.numbers(Span::new(13, 30)), (2, 3));
/// ```
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text, of [`Document::source_text`](super::Document::source_text) for the spans of a document.
    pub fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The numbers of the first and the last line of a span; lines count from 1.
    #[must_use]
    pub fn numbers(&self, span: Span) -> (usize, usize) {
        (self.number(span.start), self.number(span.end.saturating_sub(1).max(span.start)))
    }

    /// The number of the line that a byte stands on.
    pub(crate) fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }

    /// The column of a byte on its line; the first is 1, counted in characters.
    pub(crate) fn column(&self, byte: usize) -> usize {
        let before = self.text.get(self.start(self.number(byte))..byte).unwrap_or_default();
        before.chars().count() + 1
    }

    /// The first byte of a line.
    pub(crate) fn start(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(self.text.len())
    }

    /// A line without the white space at its end.
    pub(crate) fn line(&self, number: usize) -> &'a str {
        Span::new(self.start(number), self.start(number + 1)).of(self.text).trim_end()
    }
}
