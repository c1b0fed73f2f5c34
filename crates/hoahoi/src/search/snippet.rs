//! Showing why something was found: the words of the query marked in the original text.

use super::terms::Terms;

/// A stretch of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, as written.
    pub text: String,
    /// Whether it answers the query.
    pub marked: bool,
}

/// About how many characters of a long text are shown.
const LENGTH: usize = 240;

/// Marks the query's words in a text and cuts a long text to a window around the first of them. Words that match
/// with their marks go before words that match without.
#[must_use]
pub fn mark(text: &str, asked: &Terms) -> Vec<Piece> {
    let hits = hits(text, asked);
    let (from, to) = window(text, hits.first().map_or(0, |hit| hit.0));
    let mut pieces = Vec::new();
    let mut push = |text: &str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    push(if from > 0 { "… " } else { "" }, false);
    let mut at = from;
    for (start, end) in hits.into_iter().filter(|(start, end)| *start >= from && *end <= to) {
        push(&text[at..start], false);
        push(&text[start..end], true);
        at = end;
    }
    push(&text[at..to], false);
    push(if to < text.len() { " …" } else { "" }, false);
    pieces
}

/// The line of a text that answers the query best, marked; the first one when none does.
#[must_use]
pub fn mark_line(text: &str, asked: &Terms) -> Vec<Piece> {
    let answers = |line: &&str| {
        let found = spellings(line, asked).len();
        (found, usize::MAX - line.as_ptr() as usize)
    };
    mark(text.lines().max_by_key(answers).unwrap_or_default(), asked)
}

/// The words of the text that the query found, in the spellings in which they stand there: for narrowing a query
/// typed without marks.
#[must_use]
pub fn spellings(text: &str, asked: &Terms) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words(text) {
        if is_one_of(&word.folded, &asked.folded) && !out.contains(&word.exact) {
            out.push(word.exact);
        }
    }
    out
}

/// The words to mark. A word of the query that stands in the text with its own marks is marked only there; one
/// that does not is marked wherever it stands without regard to marks.
fn hits(text: &str, asked: &Terms) -> Vec<(usize, usize)> {
    let words = words(text);
    let (mut exact, mut folded) = (Vec::new(), Vec::new());
    for (with_marks, without) in asked.exact.iter().zip(&asked.folded) {
        if words.iter().any(|word| is_term(&word.exact, with_marks)) {
            exact.push(with_marks.clone());
        } else {
            folded.push(without.clone());
        }
    }
    let wanted = |word: &Word| is_one_of(&word.exact, &exact) || is_one_of(&word.folded, &folded);
    words.iter().filter(|word| wanted(word)).map(|word| (word.start, word.end)).collect()
}

/// A word of a text in both forms, worked out once for all terms.
struct Word {
    start: usize,
    end: usize,
    exact: String,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let base = text.as_ptr() as usize;
    let word = |word: &str| {
        let start = word.as_ptr() as usize - base;
        Word { start, end: start + word.len(), exact: viet::canonical(word), folded: viet::fold(word) }
    };
    viet::syllables(text).into_iter().map(word).collect()
}

/// Whether a word's form, or a part of it between strokes, is this term.
fn is_term(form: &str, term: &str) -> bool {
    form == term || (form.contains(['/', '-']) && form.split(['/', '-']).any(|part| part == term))
}

fn is_one_of(form: &str, terms: &[String]) -> bool {
    terms.iter().any(|term| is_term(form, term))
}

/// Where to cut, at spaces, so that `around` lies within.
fn window(text: &str, around: usize) -> (usize, usize) {
    if text.chars().count() <= LENGTH + 40 {
        return (0, text.len());
    }
    let before: usize = text[..around].chars().rev().take(LENGTH / 3).map(char::len_utf8).sum();
    let mut from = around - before;
    if from > 0 {
        from = text[from..around].find(char::is_whitespace).map_or(from, |at| from + at).min(around);
        from += text[from..].len() - text[from..].trim_start().len();
    }
    let after: usize = text[from..].chars().take(LENGTH).map(char::len_utf8).sum();
    let mut to = from + after;
    if to < text.len() {
        to = text[from..to].rfind(char::is_whitespace).map_or(to, |at| from + at);
    }
    (from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> Vec<String> {
        mark(text, &Terms::asked(query)).into_iter().filter(|p| p.marked).map(|p| p.text).collect()
    }

    #[test]
    fn the_original_words_are_marked() {
        assert_eq!(marked("Quýt vàng, vỏ quýt", "quyt"), ["Quýt", "quýt"]);
        assert_eq!(marked("Quýt và quỵt", "quýt"), ["Quýt"]);
        assert_eq!(marked("tinh dầu hồi, tính", "tinh dau"), ["tinh", "dầu"]);
        assert_eq!(marked("xã Hoà Bình", "hòa"), ["Hoà"]);
        assert_eq!(marked("theo 182/KH-UBND", "182"), ["182/KH-UBND"]);
        assert_eq!(spellings("Quýt, quỵt, quýt", &Terms::asked("quyt")), ["quýt", "quỵt"]);
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{} mác mật {}", "lời đầu ".repeat(60), "lời cuối ".repeat(60));
        let pieces = mark(&text, &Terms::asked("mac mat"));
        let shown: String = pieces.iter().map(|p| p.text.as_str()).collect();
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(shown.contains("mác mật") && shown.chars().count() < 300, "{shown}");
    }

    proptest! {
        /// Any text and any query give pieces of the text itself, in order.
        #[test]
        fn pieces_are_the_text(text in "\\PC{0,400}", query in "\\PC{0,12}") {
            let pieces = mark(&text, &Terms::asked(&query));
            let shown: String = pieces.iter().map(|p| p.text.as_str()).collect();
            let core = shown.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(text.contains(core) || text.is_empty());
        }
    }
}
