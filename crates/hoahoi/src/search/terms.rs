//! Terms: what of a text can be found, and what a query asks for.

/// The terms of a text in two forms: as written (small letters, one spelling of each tone) and without any mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// As written.
    pub exact: Vec<String>,
    /// Without marks, `d` for `đ`.
    pub folded: Vec<String>,
}

impl Terms {
    /// The terms of a text. The number of a document is a term, and so is each of its parts: `182/KH-UBND` is found
    /// as a whole, by `182` and by `KH`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::from_words(viet::syllables(text).into_iter().flat_map(|word| {
            let parts: Vec<&str> = word.split(['/', '-']).filter(|part| !part.is_empty()).collect();
            let several = parts.len() > 1;
            std::iter::once(word).chain(if several { parts } else { Vec::new() })
        }))
    }

    /// What a query asks for: a document number is one term here.
    #[must_use]
    pub fn asked(query: &str) -> Self {
        let mut words = viet::syllables(query);
        words.truncate(12);
        Self::from_words(words)
    }

    fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
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

    /// Terms in a row, each between spaces, as they are kept.
    #[must_use]
    pub fn spaced(terms: &[String]) -> String {
        format!(" {} ", terms.join(" "))
    }
}

/// The pattern that finds a term, or several in a row, among kept terms. Terms hold neither `%` nor `_`.
#[must_use]
pub fn pattern(terms: &[String]) -> String {
    format!("%{}%", Terms::spaced(terms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_document_number_is_found_whole_and_by_its_parts() {
        let terms = Terms::of("Kế hoạch số 182/KH-UBND");
        assert!(terms.exact.contains(&"182/kh-ubnd".to_owned()));
        assert!(terms.folded.contains(&"182".to_owned()));
        assert_eq!(Terms::asked("182/KH-UBND").exact, ["182/kh-ubnd"]);
    }

    #[test]
    fn a_number_is_one_however_its_marks_are_written() {
        // found by chance: folding takes marks away that are no letters
        for title in ["0\u{1772}A-A/B", "12d\u{323}/KH-UBND", "0-A/\u{1cf00}B", "18\u{ad}2/\u{200b}KH-UBND"] {
            let folded = viet::fold(title);
            assert!(Terms::of(title).folded.contains(&folded), "{title:?}");
            assert_eq!(Terms::asked(&folded).folded, [folded]);
        }
    }

    #[test]
    fn spellings_of_one_word_are_one_term() {
        assert_eq!(Terms::of("Hoà").exact, Terms::of("hòa").exact);
        assert_eq!(Terms::of("Quy\u{301}t").exact, ["quýt"]);
        assert_eq!(Terms::of("Đình").folded, ["dinh"]);
    }

    proptest! {
        /// Whatever a title says, its folded words find it.
        #[test]
        fn a_title_is_found_by_its_folded_words(title in "\\PC{0,60}") {
            let kept = Terms::spaced(&Terms::of(&title).folded);
            for word in Terms::asked(&viet::fold(&title)).folded {
                prop_assert!(kept.contains(&format!(" {word} ")), "{word:?} of {title:?} is not in {kept:?}");
            }
        }

        /// No term can be mistaken for a wildcard.
        #[test]
        fn terms_hold_no_wildcards(text in "\\PC{0,60}") {
            prop_assert!(Terms::of(&text).exact.iter().all(|t| !t.contains(['%', '_', ' '])));
        }
    }
}
