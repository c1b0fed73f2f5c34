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

    /// Normalises the lines of one text, each of which was normalised alone.
    pub(crate) fn joined(source: &str, lines: &[Self]) -> Self {
        let whole = |line: &Self| line.whole();
        let Some(span) = lines.iter().map(whole).reduce(Span::cover) else { return Self::default() };
        // A tag or a hash may reach over lines, and a figure between two of them may be a page's: these are read anew.
        let figure = |line: &Self| line.text.len() <= 3 && line.text.bytes().all(|b| b.is_ascii_digit());
        if memchr::memchr2(b'<', b'#', span.of(source).as_bytes()).is_some() || lines.iter().any(figure) {
            return Self::new(source, span);
        }
        let bytes = lines.iter().map(|line| line.text.len() + 1).sum();
        let mut joined = Self { text: String::with_capacity(bytes), pieces: Vec::new() };
        let mut end = span.start;
        for line in lines {
            let place = line.whole();
            if !joined.is_empty() {
                joined.push(" ", end, place.start);
            }
            let at = joined.text.len() as u32;
            joined.text.push_str(&line.text);
            joined.pieces.extend(line.pieces.iter().map(|piece| Piece { at: piece.at + at, ..*piece }));
            end = place.end;
        }
        joined.close_symbols();
        joined
    }

    /// A part of the text, without white space at its ends.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let words = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (words.len() - words.trim_start().len());
        let mut part = Self { text: String::with_capacity(words.len()), pieces: Vec::new() };
        self.copy(start..start + words.trim().len(), &mut part);
        part
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each character that is no space, with the place that it came from.
    fn letters(flat: &Flat) -> Vec<(char, Span)> {
        let chars = flat.text.char_indices().filter(|(_, c)| *c != ' ');
        chars.map(|(at, c)| (c, flat.span(at..at + c.len_utf8()))).collect()
    }

    fn all(source: &str) -> Flat {
        Flat::new(source, Span::new(0, source.len()))
    }

    proptest! {
        #[test]
        fn lines_read_alone_and_joined_are_the_text_read_at_once(
            lines in proptest::collection::vec("[a-cÀ-ỹ0-9 *#&;|/.<>_-]{0,6}|88-|[0-9]{1,4}|-{4,6}|CTr/TU|&amp;|ho\u{300}|(\\*\\*)?Sở(\\*\\*)?", 1..6),
            gap in "\n|\r\n|\n\n|\n\u{c}",
        ) {
            let source = lines.join(&gap);
            let mut at = 0;
            let mut parts = Vec::new();
            for line in source.split_inclusive('\n') {
                let flat = Flat::new(&source, Span::new(at, at + line.trim_end().len()));
                at += line.len();
                parts.extend((!flat.is_empty()).then_some(flat));
            }
            let whole = parts.iter().map(Flat::whole).reduce(Span::cover).unwrap_or_default();
            let (joined, once) = (Flat::joined(&source, &parts), Flat::new(&source, whole));
            prop_assert_eq!(&joined.text, &once.text);
            prop_assert_eq!(letters(&joined), letters(&once));
        }

        #[test]
        fn a_part_keeps_its_letters_and_their_places(
            source in "[a-cÀếđ0-9 \n*&;/.-]{0,24}",
            from in 0..12_usize,
            len in 0..12_usize,
        ) {
            let flat = all(&source);
            let at = |n: usize| flat.text.char_indices().nth(n).map_or(flat.text.len(), |(at, _)| at);
            let part = flat.part(at(from)..at(from + len));
            prop_assert_eq!(&part.text, flat.text[at(from)..at(from + len)].trim());
            let before = flat.text.chars().take(from).filter(|c| *c != ' ').count();
            let same: Vec<(char, Span)> = letters(&flat).into_iter().skip(before).collect();
            prop_assert!(same.starts_with(&letters(&part)));
        }
    }
}
