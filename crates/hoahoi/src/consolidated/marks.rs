//! Marks in a text: `[12]` stands for the source with that number.

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A mark.
    Mark(i64),
}

/// Splits a text into words and marks; brackets that hold anything but a known number stay words.
#[must_use]
pub fn split(text: &str, known: impl Fn(i64) -> bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('[').map(|i| at + i) {
        at = open + 1;
        let Some(close) = text[at..].find(']').map(|i| at + i) else { break };
        let inner = &text[at..close];
        let number = inner.parse::<i64>().ok().filter(|_| inner.bytes().all(|b| b.is_ascii_digit()));
        let Some(number) = number.filter(|n| known(*n)) else { continue };
        if from < open {
            pieces.push(Piece::Words(&text[from..open]));
        }
        pieces.push(Piece::Mark(number));
        (from, at) = (close + 1, close + 1);
    }
    if from < text.len() {
        pieces.push(Piece::Words(&text[from..]));
    }
    pieces
}

/// The text as it goes on paper: without marks and the space before them.
#[must_use]
pub fn without(text: &str, known: impl Fn(i64) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in split(text, known) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Mark(_) => out.truncate(out.trim_end_matches(' ').len()),
        }
    }
    out
}

/// The marks of a text, each once, in order of first use.
#[must_use]
pub fn of(text: &str, known: impl Fn(i64) -> bool) -> Vec<i64> {
    let mut marks = Vec::new();
    for piece in split(text, known) {
        if let Piece::Mark(mark) = piece
            && !marks.contains(&mark)
        {
            marks.push(mark);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_found_and_left_out_on_paper() {
        let text = "Đã trồng 12 ha [3], nhân 2 giống [14] [3]. Theo [phụ lục] và [99].";
        let known = |n| n < 20;
        assert_eq!(of(text, known), [3, 14]);
        assert_eq!(without(text, known), "Đã trồng 12 ha, nhân 2 giống. Theo [phụ lục] và [99].");
        assert_eq!(split("[1][2]", |_| true), [Piece::Mark(1), Piece::Mark(2)]);
        assert_eq!(split("mở [12", |_| true), [Piece::Words("mở [12")]);
    }

    proptest! {
        #[test]
        fn without_known_marks_nothing_is_lost(text in "(\\PC|\\[|\\]|[0-9]){0,60}") {
            prop_assert_eq!(without(&text, |_| false), text.clone());
            let _ = without(&text, |_| true);
        }
    }
}
