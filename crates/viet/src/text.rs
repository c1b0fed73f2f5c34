//! Forms of a text under which equal things compare equal.

use crate::tone;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in Unicode normalisation form C: each Vietnamese letter is one code point.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form under which two spellings of one text are equal: NFC, lower case, the tone mark of each syllable in
/// one place (`hoà` becomes `hòa`, `thuý` becomes `thúy`), white space folded to single spaces, invisible
/// characters removed, and the Icelandic eth that old converters put for `đ` mended.
#[must_use]
pub fn canonical(text: &str) -> String {
    let lowered: String = text.nfc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
    let composed: String = lowered.nfc().map(|c| if matches!(c, 'ð' | 'ɖ') { 'đ' } else { c }).collect();
    let mut out = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        tone::push_unified(word, &mut out);
    }
    out
}

/// The [`canonical`] form without any mark, and with `d` for `đ`: what a person types who has no Vietnamese
/// keyboard. `fold("Đình Lập") == "dinh lap"`.
#[must_use]
pub fn fold(text: &str) -> String {
    folded_letters(text).unwrap_or_else(|| fold_any(text))
}

/// The fold of a text of Latin and Vietnamese letters in NFC, letter by letter; `None` for any other.
fn folded_letters(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        let bare = if c.is_ascii() { c.to_ascii_lowercase() } else { tone::bare(c)? };
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(bare);
    }
    Some(out)
}

/// The fold of any text, by the rules of Unicode.
fn fold_any(text: &str) -> String {
    let bare: String = canonical(text)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .nfc()
        .collect();
    // Words made of marks alone have vanished; their spaces must not stay.
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words in the form of [`fold`] as one word of ASCII, for addresses and identifiers; empty where no letter or digit is
/// left. `slug("Sở Y tế") == "so-y-te"`.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The text with a capital first letter, as at the head of a line: "Xã Chi Lăng".
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The text with a small first letter, as inside a sentence: "tỉnh Hải Đăng" of "Tỉnh Hải Đăng".
#[must_use]
pub fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The text up to the last whole word within so many characters, with "…" after it; a text that is no longer stays as it is.
#[must_use]
pub fn shorten(text: &str, characters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(characters) else { return text.to_owned() };
    let cut = &text[..end];
    format!("{}…", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
}

/// Whether a character takes no room and parts no words: zero-width spaces and joiners, marks of direction, the byte-order
/// mark, soft hyphens. Word processors leave them inside words.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_vietnamese_letter_is_folded_at_once() {
        for c in ('\0'..='\u{2FF}').chain('\u{1E00}'..='\u{1EFF}') {
            let text = format!("a{c}b {c}");
            if let Some(folded) = folded_letters(&text) {
                assert_eq!(folded, fold_any(&text), "{c}");
            }
        }
        assert_eq!(folded_letters(" Đẵng  Ỷ ơn\tPhước ").as_deref(), Some("dang y on phuoc"));
        assert_eq!(folded_letters("ho\u{300}a"), None);
    }

    proptest! {
        #[test]
        fn letter_by_letter_is_by_the_rules(text in "[a-zA-ZÀ-ỹ0-9 .,/\t\u{300}-\u{304}-]{0,40}") {
            prop_assert_eq!(fold(&text), fold_any(&text));
        }
    }
}
