//! Terms: what of a text can be found, and what a query asks for.

use std::collections::HashMap;

/// The terms of a text in two forms: as written (small letters, one spelling of each tone) and without any mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// As written.
    pub exact: Vec<String>,
    /// Without marks, `d` for `đ`.
    pub folded: Vec<String>,
}

/// Words of a query that are looked at; a question in a sentence has fewer.
pub const MOST_WORDS: usize = 64;

impl Terms {
    /// What a query asks for: a document number is one term here.
    #[must_use]
    pub fn asked(query: &str) -> Self {
        let mut words = viet::syllables(query);
        words.truncate(MOST_WORDS);
        let mut terms = Self::default();
        for word in words {
            let (exact, folded) = (viet::canonical(word), viet::fold(word));
            // a word of marks alone folds to nothing
            if !folded.is_empty() {
                terms.exact.push(exact);
                terms.folded.push(folded);
            }
        }
        terms
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Adds a word that stands for another: an abbreviation written out, a spelling mended.
    pub fn push(&mut self, exact: &str, folded: &str) {
        self.exact.push(exact.to_owned());
        self.folded.push(folded.to_owned());
    }
}

/// Parts terms of one text from each other in what the index is given.
pub const BETWEEN: char = '\u{1f}';

/// The first letter of a term says what it is, so that all four sorts can share a field and its lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// One syllable with its marks.
    Exact,
    /// One syllable without marks.
    Folded,
    /// Two syllables in a row with their marks.
    ExactPair,
    /// Two syllables in a row without marks.
    FoldedPair,
    /// The beginning of a title, without marks: for suggestions.
    Start,
}

impl Sort {
    const fn letter(self) -> char {
        match self {
            Self::Exact => 'e',
            Self::Folded => 'f',
            Self::ExactPair => 'E',
            Self::FoldedPair => 'F',
            Self::Start => '^',
        }
    }

    /// A term of this sort as the index keeps it.
    #[must_use]
    pub fn term(self, word: &str) -> String {
        format!("{}{word}", self.letter())
    }

    /// Two words in a row as the index keeps them.
    #[must_use]
    pub fn pair(self, first: &str, second: &str) -> String {
        format!("{}{first} {second}", self.letter())
    }
}

/// Forms of words met before, so that the few thousand syllables of the language are worked out once.
const REMEMBERED: usize = 50_000;

/// Takes texts apart into the index's terms.
#[derive(Debug, Default)]
pub struct Analyser {
    known: HashMap<String, (String, String)>,
}

impl Analyser {
    /// All terms of these texts: syllables and pairs of syllables, each with and without marks. The number of a
    /// document is a term, and so is each of its parts: `182/KH-UBND` is found as a whole, by `182` and by `KH`. No
    /// pair reaches from one text into the next.
    #[must_use]
    pub fn terms(&mut self, texts: &[&str]) -> String {
        let mut out = String::with_capacity(texts.iter().map(|t| t.len() * 5).sum());
        let mut put = |term: String| {
            out.push_str(&term);
            out.push(BETWEEN);
        };
        for text in texts {
            let mut before: Option<(String, String)> = None;
            for word in viet::syllables(text) {
                let (exact, folded) = self.forms(word);
                if folded.is_empty() {
                    continue;
                }
                put(Sort::Exact.term(&exact));
                put(Sort::Folded.term(&folded));
                let parts: Vec<&str> = word.split(['/', '-']).filter(|part| !part.is_empty()).collect();
                for part in parts.into_iter().filter(|part| part.len() < word.len()) {
                    let (exact, folded) = self.forms(part);
                    put(Sort::Exact.term(&exact));
                    put(Sort::Folded.term(&folded));
                }
                if let Some((exact_before, folded_before)) = &before {
                    put(Sort::ExactPair.pair(exact_before, &exact));
                    put(Sort::FoldedPair.pair(folded_before, &folded));
                }
                before = Some((exact, folded));
            }
        }
        out
    }

    /// What a title is suggested by: its words, and how it begins.
    #[must_use]
    pub fn name(&mut self, title: &str) -> String {
        let words: Vec<String> = viet::syllables(title)
            .into_iter()
            .map(|word| self.forms(word).1)
            .filter(|w| !w.is_empty())
            .collect();
        let mut out = Sort::Start.term(&start_of(&words));
        for word in &words {
            out.push(BETWEEN);
            out.push_str(&Sort::Folded.term(word));
        }
        out
    }

    fn forms(&mut self, word: &str) -> (String, String) {
        if let Some(known) = self.known.get(word) {
            return known.clone();
        }
        let forms = (viet::canonical(word), viet::fold(word));
        if self.known.len() < REMEMBERED {
            self.known.insert(word.to_owned(), forms.clone());
        }
        forms
    }
}

/// Letters of a title's beginning that are kept for suggestions.
const START: usize = 48;

/// The beginning of a title, or of what somebody has typed of it.
#[must_use]
pub fn start_of(folded: &[String]) -> String {
    folded.join(" ").chars().take(START).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<String> {
        Analyser::default().terms(&[text]).split_terminator(BETWEEN).map(str::to_owned).collect()
    }

    #[test]
    fn syllables_and_pairs_stand_with_and_without_marks() {
        assert_eq!(terms("Quýt vàng"), ["equýt", "fquyt", "evàng", "fvang", "Equýt vàng", "Fquyt vang"]);
        let apart = Analyser::default().terms(&["mác", "mật"]);
        assert!(!apart.contains("mac mat"), "no pair reaches into the next text: {apart}");
    }

    #[test]
    fn a_document_number_is_found_whole_and_by_its_parts() {
        let terms = terms("Kế hoạch số 182/KH-UBND");
        for term in ["e182/kh-ubnd", "f182", "fubnd", "Fso 182/kh-ubnd"] {
            assert!(terms.contains(&term.to_owned()), "{term} in {terms:?}");
        }
        assert_eq!(Terms::asked("182/KH-UBND").exact, ["182/kh-ubnd"]);
    }

    #[test]
    fn a_number_is_one_however_its_marks_are_written() {
        // found by chance: folding takes marks away that are no letters
        for title in ["0\u{1772}A-A/B", "12d\u{323}/KH-UBND", "0-A/\u{1cf00}B", "18\u{ad}2/\u{200b}KH-UBND"] {
            let folded = viet::fold(title);
            assert!(terms(title).contains(&Sort::Folded.term(&folded)), "{title:?}");
            assert_eq!(Terms::asked(&folded).folded, [folded]);
        }
    }

    #[test]
    fn spellings_of_one_word_are_one_term() {
        assert_eq!(terms("Hoà"), terms("hòa"));
        assert_eq!(terms("Quy\u{301}t")[0], "equýt");
        assert_eq!(terms("Đình")[1], "fdinh");
    }

    #[test]
    fn a_title_is_suggested_by_its_beginning_and_by_its_words() {
        let name = Analyser::default().name("Quýt vàng Bắc Sơn");
        assert!(name.starts_with("^quyt vang bac son\u{1f}fquyt\u{1f}"), "{name}");
    }

    proptest! {
        /// Whatever a title says, its folded words find it.
        #[test]
        fn a_title_is_found_by_its_folded_words(title in "\\PC{0,60}") {
            let kept = terms(&title);
            for word in Terms::asked(&viet::fold(&title)).folded {
                prop_assert!(kept.contains(&Sort::Folded.term(&word)), "{word:?} of {title:?} is not in {kept:?}");
            }
        }

        /// A composed and a decomposed text have the same terms.
        #[test]
        fn how_marks_are_written_does_not_count(text in "[a-zđàáảãạăằắẳẵặâầấẩẫậêềếểễệơờớởỡợưừứửữự ]{0,60}") {
            let apart: String = unicode_apart(&text);
            prop_assert_eq!(terms(&text), terms(&apart));
        }
    }

    /// The tones of a text as marks of their own, as some keyboards write them.
    fn unicode_apart(text: &str) -> String {
        text.chars()
            .flat_map(|c| match c {
                'à' => vec!['a', '\u{300}'],
                'ế' => vec!['ê', '\u{301}'],
                'ợ' => vec!['ơ', '\u{323}'],
                'ẫ' => vec!['a', '\u{302}', '\u{303}'],
                c => vec![c],
            })
            .collect()
    }
}
