//! How a query is asked of the index: which terms, what each weighs, and which words of the query they answer.

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::abbreviations;
use super::schema::Fields;
use super::terms::{Sort, Terms};

/// Terms that answer a part of the query when they all occur.
#[derive(Debug)]
pub struct Clause {
    /// The terms.
    pub terms: Vec<Term>,
    /// How much their score counts.
    pub weight: f32,
    /// The words of the query that they answer, a bit each.
    pub answers: u64,
    /// Whether they answer them with their own marks.
    pub exact: bool,
}

/// What is asked of the index.
#[derive(Debug)]
pub struct Plan {
    /// What adds to the score of a document.
    pub clauses: Vec<Clause>,
    /// All words of the query, a bit each.
    pub words: u64,
    /// Whether documents that have every word with its own marks go before all others.
    pub exact_first: bool,
    /// Whether documents without all words are never taken instead.
    pub strict: bool,
    /// The words to mark in what is found.
    pub marks: Terms,
}

/// A query of up to so many words wants them all; a question in a sentence wants half of them.
const FEW: usize = 6;

/// What the title's terms count, beside their share in the text.
const TITLE: f32 = 0.6;
/// What a pair of syllables counts against a single one.
const PAIR: f32 = 1.0;
/// What an abbreviation written out, or shortened, counts.
const OTHERWISE: f32 = 0.8;
/// What a mended word counts.
const MENDED: f32 = 0.5;
/// Mended spellings of one word.
const SPELLINGS: usize = 6;

impl Plan {
    /// Works out how to ask.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(
        asked: &Terms,
        exact_only: bool,
        fields: &Fields,
        searcher: &Searcher,
    ) -> tantivy::Result<Self> {
        let words: Vec<(&str, &str)> =
            asked.exact.iter().map(String::as_str).zip(asked.folded.iter().map(String::as_str)).collect();
        let marked = asked.exact != asked.folded;
        let (exact, folded) = match (exact_only, marked, words.len()) {
            (true, ..) => (1.0, 0.0),
            // who writes a sentence with marks means them; a text without any is still found
            (_, true, many) if many > FEW => (0.98, 0.02),
            (_, true, _) => (0.9, 0.1),
            // one or two words without marks may be meant so; a row of them was typed without
            (_, false, 1 | 2) => (0.3, 0.7),
            _ => (0.0, 1.0),
        };
        let mut plan = Self {
            clauses: Vec::new(),
            words: bits(0, words.len()),
            exact_first: (marked || words.len() == 1) && words.len() <= FEW,
            strict: exact_only,
            marks: asked.clone(),
        };
        for (i, (with, without)) in words.iter().enumerate() {
            plan.word(fields, Sort::Exact.term(with), exact, bits(i, 1), true);
            plan.word(fields, Sort::Folded.term(without), folded, bits(i, 1), false);
        }
        for pair in words.windows(2) {
            plan.pair(fields, &Sort::ExactPair.pair(pair[0].0, pair[1].0), exact);
            plan.pair(fields, &Sort::FoldedPair.pair(pair[0].1, pair[1].1), folded);
        }
        if !exact_only {
            plan.otherwise(asked, fields);
            plan.mend(asked, fields, searcher)?;
        }
        Ok(plan)
    }

    /// How many of its words a document must have.
    #[must_use]
    pub fn needed(&self) -> u32 {
        let words = self.words.count_ones();
        if words as usize <= FEW { words } else { words.div_ceil(2) }
    }

    fn word(&mut self, fields: &Fields, term: String, weight: f32, answers: u64, exact: bool) {
        if weight > 0.0 {
            let of = |field: Field| vec![Term::from_field_text(field, &term)];
            self.clauses.push(Clause { terms: of(fields.text), weight, answers, exact });
            self.clauses.push(Clause { terms: of(fields.title), weight: weight * TITLE, answers: 0, exact });
        }
    }

    fn pair(&mut self, fields: &Fields, term: &str, weight: f32) {
        self.word_less(fields.text, term, weight * PAIR);
        self.word_less(fields.title, term, weight * PAIR * TITLE);
    }

    fn word_less(&mut self, field: Field, term: &str, weight: f32) {
        if weight > 0.0 {
            let terms = vec![Term::from_field_text(field, term)];
            self.clauses.push(Clause { terms, weight, answers: 0, exact: false });
        }
    }

    /// Abbreviations and what they stand for.
    fn otherwise(&mut self, asked: &Terms, fields: &Fields) {
        for other in abbreviations::others(asked) {
            let words = &other.written.exact;
            let terms: Vec<String> = match words.as_slice() {
                [word] => vec![Sort::Exact.term(word)],
                words => words.windows(2).map(|pair| Sort::ExactPair.pair(&pair[0], &pair[1])).collect(),
            };
            let terms = terms.iter().map(|term| Term::from_field_text(fields.text, term)).collect();
            let answers = bits(other.from, other.length);
            self.clauses.push(Clause { terms, weight: OTHERWISE, answers, exact: true });
            for (exact, folded) in other.written.exact.iter().zip(&other.written.folded) {
                self.marks.push(exact, folded);
            }
        }
    }

    /// A longer word that is in no document may be mistyped by one letter.
    fn mend(&mut self, asked: &Terms, fields: &Fields, searcher: &Searcher) -> tantivy::Result<()> {
        for (i, word) in asked.folded.iter().enumerate() {
            let known =
                |word: &str| searcher.doc_freq(&Term::from_field_text(fields.text, &Sort::Folded.term(word)));
            let answered =
                abbreviations::others(asked).iter().any(|o| (o.from..o.from + o.length).contains(&i));
            if answered || word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) || known(word)? > 0
            {
                continue;
            }
            let mut spellings: Vec<(u64, String)> = Vec::new();
            for spelling in one_letter_off(word) {
                let n = known(&spelling)?;
                if n > 0 && spellings.iter().all(|(_, known)| *known != spelling) {
                    spellings.push((n, spelling));
                }
            }
            spellings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            for (_, spelling) in spellings.into_iter().take(SPELLINGS) {
                self.word(fields, Sort::Folded.term(&spelling), MENDED, bits(i, 1), false);
                self.marks.push(&spelling, &spelling);
            }
        }
        Ok(())
    }
}

/// So many bits from this one on.
fn bits(from: usize, length: usize) -> u64 {
    let ones = if length >= 64 { u64::MAX } else { (1 << length) - 1 };
    ones << from.min(63)
}

/// Every word of small letters that is one slip of a finger away: a letter missing, too many, wrong, or two exchanged.
fn one_letter_off(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let with = move |range: std::ops::Range<usize>, put: &[char]| -> String {
        letters[..range.start].iter().chain(put).chain(&letters[range.end..]).collect()
    };
    let length = word.chars().count();
    let chars: Vec<char> = word.chars().collect();
    (0..=length).flat_map(move |at| {
        let mut near = Vec::new();
        for letter in 'a'..='z' {
            near.push(with(at..at, &[letter]));
            if at < length && letter != chars[at] {
                near.push(with(at..at + 1, &[letter]));
            }
        }
        if at < length {
            near.push(with(at..at + 1, &[]));
        }
        if at + 1 < length && chars[at] != chars[at + 1] {
            near.push(with(at..at + 2, &[chars[at + 1], chars[at]]));
        }
        near
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_finger_are_thought_of() {
        let near: Vec<String> = one_letter_off("quyt").collect();
        for slip in ["qyut", "quy", "quyyt", "quit", "quyts", "uyt"] {
            assert!(near.contains(&slip.to_owned()), "{slip}");
        }
        assert!(!near.contains(&"quyt".to_owned()));
    }

    #[test]
    fn bits_stand_for_words() {
        assert_eq!(bits(0, 3), 0b111);
        assert_eq!(bits(2, 1), 0b100);
        assert_eq!(bits(0, 64), u64::MAX);
    }
}
