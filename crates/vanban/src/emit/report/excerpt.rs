//! Pieces of the source with the place of their marks, counted as a terminal shows them.

use crate::model::{Lines, Span};
use unicode_normalization::char::canonical_combining_class;

/// Longest piece of a source line that is shown, in columns.
const SHOWN: usize = 100;
/// Columns shown before the first mark when a long line is cut.
const BEFORE: usize = 20;
/// Most lines of a finding that are all shown.
const MOST_LINES: usize = 3;

/// The lines that a finding is about.
pub(super) struct Excerpt {
    pub(super) lines: Vec<Line>,
    /// The last line, when not all are shown.
    pub(super) through: Option<usize>,
}

/// A line with the columns of its marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) shown: String,
    pub(super) indent: usize,
    pub(super) marked: usize,
}

impl Lines<'_> {
    /// The lines of a span that hold anything; just the first when they are many, for then it is no matter of words.
    pub(super) fn excerpt(&self, span: Span) -> Excerpt {
        let (first, last) = self.numbers(span);
        let mut lines = Vec::new();
        let filled =
            || (first..=last).filter(|&number| number == first || !self.line(number).trim().is_empty());
        let many = filled().nth(MOST_LINES).is_some();
        for number in filled().take(if many { 1 } else { MOST_LINES }) {
            let (start, line) = (self.start(number), self.line(number));
            let from = span.start.saturating_sub(start).min(line.len());
            let to = span.end.saturating_sub(start).min(line.len());
            // marks begin at the words, not in the indent of a later line
            let from = if number == first { from } else { line.len() - line.trim_start().len() };
            lines.push(Line::new(number, line, from, to));
        }
        Excerpt { lines, through: many.then_some(last) }
    }
}

impl Line {
    /// The part of a line that holds the marks under its bytes `from..to`.
    fn new(number: usize, line: &str, from: usize, to: usize) -> Self {
        let from = line.floor_char_boundary(from);
        let to = line.floor_char_boundary(to.max(from));
        let (before, marked) = (width(&line[..from]), width(&line[from..to]).max(1));
        let skip = if width(line) > SHOWN { before.saturating_sub(BEFORE) } else { 0 };
        let (mut shown, mut at) = (String::new(), 0);
        for c in line.chars() {
            if at >= skip && at < skip + SHOWN {
                shown.push(if c == '\t' { ' ' } else { c });
            }
            at += columns(c);
        }
        let cut = usize::from(skip > 0);
        if skip > 0 {
            shown.insert(0, '…');
        }
        if at > skip + SHOWN {
            shown.push('…');
        }
        let room = SHOWN.saturating_sub(before - skip).max(1);
        Self { number, shown, indent: before - skip + cut, marked: marked.min(room) }
    }
}

/// Columns of a text on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Marks that combine with the letter before them, and what prints nothing, take no column; a tab is shown as a space.
fn columns(c: char) -> usize {
    let nothing = canonical_combining_class(c) != 0 || viet::is_invisible(c) || c.is_control() && c != '\t';
    usize::from(!nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &str) -> Vec<(String, String)> {
        let at = text.find(words).unwrap();
        let excerpt = Lines::of(text).excerpt(Span::new(at, at + words.len()));
        let cell =
            |line: Line| (line.shown, format!("{}{}", " ".repeat(line.indent), "^".repeat(line.marked)));
        excerpt.lines.into_iter().map(cell).collect()
    }

    #[test]
    fn marks_stand_under_letters_whose_marks_are_characters_of_their_own() {
        let text = "Thu\u{309}\tquy\u{301}t H\u{1ED3}i";
        assert_eq!(
            marked(text, "quy\u{301}t"),
            [("Thu\u{309} quy\u{301}t H\u{1ED3}i".into(), "    ^^^^".into())]
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_words_and_several_lines_are_marked() {
        let text = format!("{} đích {}", "a".repeat(150), "b".repeat(150));
        let [(shown, marks)] = marked(&text, "đích").try_into().unwrap();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.chars().count() == 102, "{shown}");
        let under: String =
            shown.chars().zip(marks.chars()).filter(|(_, mark)| *mark == '^').map(|(c, _)| c).collect();
        assert_eq!(under, "đích");
        assert_eq!(
            marked("một hai\n\n   ba bốn\nnăm", "hai\n\n   ba bốn\nnăm"),
            [
                ("một hai".into(), "    ^^^".into()),
                ("   ba bốn".into(), "   ^^^^^^".to_owned()),
                ("năm".into(), "^^^".into())
            ]
        );
    }

    #[test]
    fn what_is_longer_than_three_lines_says_where_it_ends() {
        let excerpt = Lines::of("a\nb\nc\nd\ne").excerpt(Span::new(0, 9));
        assert_eq!((excerpt.lines.len(), excerpt.through), (1, Some(5)));
    }
}
