//! Text as it is compared and shown, with the way back to every byte of the source.

mod scanner;
mod symbol;

use crate::model::Span;
use std::ops::Range;

/// The text that a span stands for: `source[span]` without markup and entities, in NFC, white space folded,
/// and without spaces inside document symbols ("88- CTr/TU" becomes "88-CTr/TU").
///
/// ```
/// use vanban::{model::Span, text_of};
/// let source = "số 88- \n\nCTr/TU  **ngày** 19/6/2023";
/// assert_eq!(text_of(source, Span::new(0, source.len())), "số 88-CTr/TU ngày 19/6/2023");
/// ```
pub fn text_of(source: &str, span: Span) -> String {
    Flat::new(source, span).text
}

/// A piece of the normalised text and the piece of source that it came from. Where both are as long, byte stands for
/// byte; else the whole stands for the whole (an entity, a letter with its marks, white space that was folded).
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: u32,
    start: u32,
    end: u32,
}

/// Normalised text that knows where each character stood in the source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flat {
    text: String,
    pieces: Vec<Piece>,
}

impl Flat {
    /// Normalises `source[span]`.
    pub(crate) fn new(source: &str, span: Span) -> Self {
        let mut flat =
            Self { text: String::with_capacity(span.end.saturating_sub(span.start)), pieces: Vec::new() };
        scanner::Scanner::new(source, span).run(&mut flat);
        flat.close_symbols();
        flat
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source span of a byte range of the normalised text, without white space at its ends.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let slice = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        let first = self.place(start).map(|(place, _)| place);
        let last = end.checked_sub(1).and_then(|last| self.place(last)).map(|(_, end)| end);
        match (first, last) {
            (Some(first), Some(last)) if first < last => Span::new(first, last),
            (Some(first), _) => Span::new(first, first),
            _ => Span::default(),
        }
    }

    /// Where a byte of the text came from: first byte, and one past the last.
    fn place(&self, byte: usize) -> Option<(usize, usize)> {
        if byte >= self.text.len() {
            return None;
        }
        let index = self.pieces.partition_point(|piece| piece.at as usize <= byte).checked_sub(1)?;
        let piece = self.pieces[index];
        let (at, start, end) = (piece.at as usize, piece.start as usize, piece.end as usize);
        let next = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at as usize);
        let exact = next - at == end - start;
        Some(if exact { (start + byte - at, start + byte - at + 1) } else { (start, end) })
    }

    /// The source span of the whole text.
    pub(crate) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// Adds text that came from `start..end` of the source.
    fn push(&mut self, text: &str, start: usize, end: usize) {
        let at = self.text.len();
        self.text.push_str(text);
        if text.len() == end - start
            && let Some(last) = self.pieces.last_mut()
            && last.end as usize == start
            && at - last.at as usize == (last.end - last.start) as usize
        {
            last.end = end as u32;
            return;
        }
        self.pieces.push(Piece { at: at as u32, start: start as u32, end: end as u32 });
    }

    /// Takes out the spaces that a line break or a portal left inside document symbols.
    fn close_symbols(&mut self) {
        let bytes = self.text.as_bytes();
        let is_space = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b' ');
        let torn = |at: usize| is_space(at.checked_sub(1)) || is_space(at.checked_add(1));
        if !memchr::memchr2_iter(b'-', b'/', bytes).any(torn) {
            return;
        }
        let mut from = 0;
        let mut closed = Self::default();
        for gap in symbol::gaps(&self.text) {
            self.copy(from..gap, &mut closed);
            from = gap + 1;
        }
        if from > 0 {
            self.copy(from..self.text.len(), &mut closed);
            *self = closed;
        }
    }

    /// Adds a range of this text to another.
    fn copy(&self, range: Range<usize>, to: &mut Self) {
        let mut at = range.start;
        while at < range.end {
            let index = self.pieces.partition_point(|piece| piece.at as usize <= at);
            let end = self.pieces.get(index).map_or(self.text.len(), |next| next.at as usize).min(range.end);
            if let (Some((start, _)), Some((_, last))) = (self.place(at), self.place(end - 1)) {
                to.push(&self.text[at..end], start, last);
            }
            at = end;
        }
    }
}

/// The first bytes of `text`, so many at most, up to a whole character.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The last bytes of `text`, so many at most, from a whole character on.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}
