//! Cyrillic and Greek letters that slipped into Latin words: a number typed "182/КН-UBND" looks right and is found by
//! nobody. They are read as the Latin letters that they look like, where no other reading makes sense.

use crate::labels::TYPES;
use crate::model::Span;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// Letters that print as a Latin letter does, Greek and then Cyrillic, in the order of Unicode. Lower-case Greek is left alone but for the omicron: its other
/// letters differ in print, and units and formulas use them.
const PAIRS: &[(char, char)] = &[
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('Ԛ', 'Q'),
    ('Ԝ', 'W'),
];

/// How far a word is looked at to either side, in bytes; longer ones are no words.
const REACH: usize = 48;

/// Whether a character is Cyrillic or Greek, and so worth a look.
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52F}')
}

/// The Latin letter to be read for the Cyrillic or Greek one at byte `at` of `text`; `None` where it is to stay.
pub(crate) fn latin(text: &str, at: usize) -> Option<char> {
    let c = text.get(at..)?.chars().next()?;
    let twin = twin(c)?;
    let (start, end) = word(text, at)?;
    is_mended(&text[start..end]).then_some(twin)
}

/// The words that are read otherwise than they are stored, each at its first place, with the reading.
pub(crate) fn words(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    // U+0370 to U+052F begin with one of these bytes, and nearly no text has any
    if !holds(text, 0xCD..=0xD4) {
        return found;
    }
    let mut known: HashSet<&str> = HashSet::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(is_foreign).map(|at| from + at) {
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let Some((start, end)) = word(text, at) else { continue };
        let word = &text[start..end];
        if is_mended(word) && known.insert(word) {
            found.push((Span::new(start, end), read(word)));
        }
        from = from.max(end);
    }
    found
}

/// Whether letters are stored apart from their marks (Unicode NFD), so that composing changes the text.
pub(crate) fn is_decomposed(text: &str) -> bool {
    // All marks that Vietnamese letters combine with lie in U+0300–U+036F, whose first byte is one of two.
    holds(text, 0xCC..=0xCD) && viet::nfc(text) != text
}

/// Whether a text has one of these bytes: all are looked at, which takes less time than to stop at the first.
fn holds(text: &str, bytes: RangeInclusive<u8>) -> bool {
    text.bytes().fold(false, |any, byte| any | bytes.contains(&byte))
}

fn twin(c: char) -> Option<char> {
    PAIRS.binary_search_by_key(&c, |(foreign, _)| *foreign).ok().map(|at| PAIRS[at].1)
}

fn read(word: &str) -> String {
    viet::nfc(&word.chars().map(|c| twin(c).unwrap_or(c)).collect::<String>())
}

/// Start and end of the word around byte `at`: letters, digits, and the signs within a number; `None` for one that reaches
/// too far.
fn word(text: &str, at: usize) -> Option<(usize, usize)> {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '&' | '.' | '\u{300}'..='\u{36F}');
    let (mut start, mut end) = (at, at);
    for c in text[..at].chars().rev().take_while(|&c| belongs(c)) {
        start -= c.len_utf8();
        if at - start > REACH {
            return None;
        }
    }
    for c in text[at..].chars().take_while(|&c| belongs(c)) {
        end += c.len_utf8();
        if end - at > REACH {
            return None;
        }
    }
    Some((start, start + text[start..end].trim_end_matches(['.', '-', '/']).len().max(at - start)))
}

/// Whether the foreign letters of a word are slips: all of them look Latin, and what they give is the number of a document
/// or words that there are. An unknown abbreviation stays as it is: its letters may be meant.
fn is_mended(word: &str) -> bool {
    let foreign = |part: &str| part.chars().any(|c| is_foreign(c) && c.is_alphabetic());
    if !foreign(word) || word.chars().any(|c| is_foreign(c) && c.is_alphabetic() && twin(c).is_none()) {
        return false;
    }
    let latin = |part: &str| part.chars().any(|c| c.is_alphabetic() && !is_foreign(c));
    if let Some(symbol) = number_symbol(word) {
        return latin(word) || TYPES.iter().any(|(_, kind)| read(symbol) == *kind);
    }
    let mut parts = word.split(['/', '-', '&', '.']).filter(|part| foreign(part));
    parts.all(|part| latin(part) && is_known(&read(part)))
}

/// The kind in a document's number, "КН" of "182/КН" and "СТr" of "88-СТr/TU".
fn number_symbol(word: &str) -> Option<&str> {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let symbol = rest.strip_prefix(['/', '-']).filter(|_| rest.len() < word.len())?;
    symbol.split(['-', '/']).next()
}

/// Abbreviations that plans are full of.
const ABBREVIATIONS: &[&str] = &[
    "UBND", "HĐND", "MTTQ", "UBMTTQ", "BTV", "BCH", "BCĐ", "TTg", "TW", "CP", "KH", "CN", "KHCN", "KT", "TM",
    "TL", "VT",
];

/// Whether a word is Vietnamese: a syllable by its build, or a usual abbreviation.
fn is_known(word: &str) -> bool {
    const ONSETS: &[&str] = &[
        "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
        "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let folded = viet::fold(word);
    let ends = |rest: &str| {
        let coda = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y']);
        (1..=3).contains(&(rest.len() - coda.len())) && CODAS.contains(&coda)
    };
    ABBREVIATIONS.contains(&word) || ONSETS.iter().any(|onset| folded.strip_prefix(onset).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(_, read)| read).collect()
    }

    #[test]
    fn slips_in_numbers_and_words_are_mended() {
        assert_eq!(mended("Số: 182/КН-UBND; số 36/КН, 88-СТr/TU."), ["182/KH-UBND", "36/KH", "88-CTr/TU"]);
        assert_eq!(mended("UВND tỉnh; Khoa hоc/Công nghệ"), ["UBND", "hoc/Công"]);
        assert_eq!(mended("Кế hoạch của Ѕở Y tế, Кế hoạch"), ["Kế", "Sở"]);
        assert_eq!(mended("Τổ chức"), ["Tổ"]);
        let decomposed = "к".to_owned() + "Ке\u{302}\u{301}t";
        assert_eq!(mended(&decomposed), Vec::<String>::new(), "no Latin letter prints as к does");
        assert_eq!(mended("Ке\u{302}\u{301}t"), ["Kết"]);
    }

    #[test]
    fn foreign_words_and_formulas_stay() {
        for text in [
            "Москва",
            "СССР",
            "Институт №12/МН",
            "α-tocopherol",
            "ΔT",
            "β-glucan",
            "25 μm",
            "Ελλάδα",
            "TTĐТСР",
            "Вt-corn",
        ] {
            assert_eq!(mended(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn long_words_take_no_longer_than_short_ones() {
        let text = "К".repeat(200_000);
        assert!(words(&text).is_empty());
    }
}
