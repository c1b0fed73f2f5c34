//! Splitting a text into terms.

use unicode_normalization::char::is_combining_mark;

use crate::text::is_invisible;

/// The words of a text, in order, as slices of it: runs of letters and digits. Vietnamese writes one syllable a
/// word, hence the name. The number of an official document stays one term: `182/KH-UBND`, `36-NQ/TW`,
/// `30/2020/NĐ-CP`, `93/2025/QH15`; dates and ranges (`06/9/2023`, `2021-2025`) are split.
#[must_use]
pub fn syllables(text: &str) -> Vec<&str> {
    let words = words(text);
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let joined = number_length(text, &words[at..]);
        let (start, end) = (words[at].0, words[at + joined - 1].1);
        out.push(&text[start..end]);
        at += joined;
    }
    out
}

/// Byte ranges of the runs of letters and digits.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (start.is_some() && is_silent(c));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push((from, text.len()));
    }
    out
}

/// What [`fold`](crate::fold) takes away: marks written apart, and what cannot be seen. A text is split alike with and
/// without them.
fn is_silent(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c)
}

/// How many letters and digits a word has.
fn letters_of(word: &str) -> usize {
    word.chars().filter(|c| !is_silent(*c)).count()
}

/// How many of the leading words make up one document number; 1 when they make up none.
fn number_length(text: &str, words: &[(usize, usize)]) -> usize {
    let first = &text[words[0].0..words[0].1];
    let digits = first.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() == first.len() || letters_of(digits) > 1 {
        return 1;
    }
    let (mut slash, mut letters, mut length) = (false, false, 1);
    for pair in words.windows(2) {
        let gap = text[pair[0].1..pair[1].0].trim_matches(is_silent);
        let word = &text[pair[1].0..pair[1].1];
        if !matches!(gap, "/" | "-") || letters_of(word) > 12 {
            break;
        }
        slash |= gap == "/";
        letters |= word.chars().any(char::is_alphabetic);
        length += 1;
    }
    if slash && letters && length > 2 { length } else { 1 }
}
