//! Reading a text from its front: words, numbers and kinds of letters.
//!
//! The reader's phrases are written with this instead of regular expressions: those would take longer to be made
//! ready than a plan takes to be read, and Unicode word boundaries keep them from their fast ways.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A place in a text, and the text after it. Each step moves on when the text fits, and stays when it does not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    /// Begins at byte `at`; past the end, or inside a character, there is nothing to read.
    pub(crate) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at: if text.is_char_boundary(at) { at } else { text.len() } }
    }

    /// The byte that is read next.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// What has been read since byte `from`.
    pub(crate) fn since(&self, from: usize) -> &'t str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    /// Reads just this word.
    pub(crate) fn word(&mut self, word: &str) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Reads the first of the words that fits.
    pub(crate) fn any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let rest = self.rest();
        let found = words.iter().find(|word| begins(rest, word))?;
        self.at += found.len();
        Some(found)
    }

    /// Reads a word whose first letter may also be a capital; `word` is in lower case.
    pub(crate) fn sentence_case(&mut self, word: &str) -> Option<()> {
        self.any_case(&[word]).map(|_| ())
    }

    /// Reads the first of the words that fits in [`Scan::sentence_case`].
    pub(crate) fn any_case<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let first = self.peek()?;
        let (small, rest) = (small(first), &self.rest()[first.len_utf8()..]);
        let fits = |word: &&&str| {
            let mut wanted = word.chars();
            wanted.next() == Some(small) && begins(rest, wanted.as_str())
        };
        let found = words.iter().find(fits)?;
        // a capital may be longer than its small letter
        self.at += first.len_utf8() + found.len() - small.len_utf8();
        Some(found)
    }

    /// Reads a word in whatever case; `word` is in lower case.
    pub(crate) fn folded(&mut self, word: &str) -> Option<()> {
        let mut own = self.rest().chars();
        for wanted in word.chars() {
            if small(own.next()?) != wanted {
                return None;
            }
        }
        self.at = self.text.len() - own.as_str().len();
        Some(())
    }

    /// Reads the first of the words that fits in [`Scan::folded`].
    pub(crate) fn any_folded<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        self.first_folded(words, |_| Some(()))
    }

    /// Reads the first of the words that fits in [`Scan::folded`] and ends there as a word.
    pub(crate) fn whole_folded<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        self.first_folded(words, |scan| scan.ends_word())
    }

    fn first_folded<'w>(&mut self, words: &[&'w str], ends: fn(&Self) -> Option<()>) -> Option<&'w str> {
        let first = small(self.peek()?);
        let mut fits =
            |word: &str| self.attempt(|scan| scan.folded(word).and_then(|()| ends(scan))).is_some();
        words.iter().copied().find(|word| word.starts_with(first) && fits(word))
    }

    /// Reads as many characters of a kind as there are, up to `most`.
    pub(crate) fn run(&mut self, most: usize, kind: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let len = rest.char_indices().take(most).take_while(|(_, c)| kind(*c)).map(|(i, c)| i + c.len_utf8());
        let len = len.last().unwrap_or(0);
        self.at += len;
        &rest[..len]
    }

    /// Reads one character of a kind.
    pub(crate) fn one(&mut self, kind: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| kind(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads white space; `Some` even where there is none.
    pub(crate) fn spaces(&mut self) -> Option<()> {
        self.run(usize::MAX, char::is_whitespace);
        Some(())
    }

    /// Reads white space, which must be there.
    pub(crate) fn space(&mut self) -> Option<()> {
        self.one(char::is_whitespace)?;
        self.spaces()
    }

    /// Reads a number of one to `most` digits.
    pub(crate) fn digits(&mut self, most: usize) -> Option<&'t str> {
        Some(self.run(most, |c| c.is_ascii_digit())).filter(|digits| !digits.is_empty())
    }

    /// Reads just four digits.
    pub(crate) fn year(&mut self) -> Option<&'t str> {
        self.attempt(|scan| scan.digits(4).filter(|digits| digits.len() == 4))
    }

    /// Reads a word with one leading capital ("Lạng"), of two letters at least.
    pub(crate) fn name(&mut self) -> Option<()> {
        self.attempt(|scan| {
            scan.one(char::is_uppercase)?;
            scan.one(char::is_lowercase)?;
            scan.run(usize::MAX, char::is_lowercase);
            Some(())
        })
    }

    /// Whether a word can begin here: what was before is no letter and no digit.
    pub(crate) fn begins_word(&self) -> Option<()> {
        (!self.text[..self.at].chars().next_back().is_some_and(is_word)).then_some(())
    }

    /// Whether white space, or nothing, is before.
    pub(crate) fn follows_space(&self) -> Option<()> {
        self.text[..self.at].chars().next_back().is_none_or(char::is_whitespace).then_some(())
    }

    /// Whether a word ends here: what comes next is no letter and no digit.
    pub(crate) fn ends_word(&self) -> Option<()> {
        (!self.peek().is_some_and(is_word)).then_some(())
    }

    /// Whether the text or a word ends here, at white space.
    pub(crate) fn ends(&self) -> Option<()> {
        self.peek().is_none_or(char::is_whitespace).then_some(())
    }

    /// Reads a phrase, or stays where it was.
    pub(crate) fn attempt<T>(&mut self, phrase: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let read = phrase(self);
        if read.is_none() {
            self.at = before;
        }
        read
    }

    /// Passes over as few characters of a kind as it can, up to `most`, until a phrase can be read.
    pub(crate) fn until<T>(
        &mut self,
        most: usize,
        kind: impl Fn(char) -> bool,
        phrase: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let mut scan = *self;
        for _ in 0..=most {
            if let Some(read) = scan.attempt(&phrase) {
                *self = scan;
                return Some(read);
            }
            scan.one(&kind)?;
        }
        None
    }

    /// Reads a phrase as often as it comes, up to `most` times.
    pub(crate) fn repeat(&mut self, most: usize, phrase: impl Fn(&mut Self) -> Option<()>) {
        (0..most).all(|_| self.attempt(&phrase).is_some());
    }
}

/// Whether a text holds a figure.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// How many words a text has, each but the first behind one space.
pub(crate) fn words(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b' ').count() + 1
}

/// Whether a character makes words.
pub(crate) fn is_word(c: char) -> bool {
    // Vietnamese letters are told without looking up Unicode's tables
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{1EA0}'..='\u{1EF9}')
        || c == '_'
        || c.is_alphanumeric()
}

/// Whether a text begins with a word: the first byte tells nearly all that do not.
#[inline]
fn begins(text: &str, word: &str) -> bool {
    let first = word.as_bytes().first();
    first.is_none() || text.as_bytes().first() == first && text.starts_with(word)
}

/// The small letter of a capital; any other character, and a capital whose small letter takes two, stays.
#[inline]
fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // the capitals of Vietnamese letters with two marks are even
    if let '\u{1EA0}'..='\u{1EF9}' = c {
        return char::from_u32(u32::from(c) | 1).unwrap_or(c);
    }
    let mut small = c.to_lowercase();
    small.next().filter(|_| small.next().is_none()).unwrap_or(c)
}

/// Whether two texts are the same, in whatever case; a letter takes as many bytes in either.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    one.len() == other.len()
        && first(one) == first(other)
        && one.chars().map(small).eq(other.chars().map(small))
}

/// Length of the first of `words` that `text` begins with and that ends there as a word.
pub(crate) fn whole_word(text: &str, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .find(|word| begins(text, word) && Scan::new(text, word.len()).ends_word().is_some())
        .map(|word| word.len())
}

/// The first place from byte `from` on where a phrase can be read: where it stands, and what was read.
pub(crate) fn find<'t, T>(
    text: &'t str,
    from: usize,
    phrase: impl Fn(&mut Scan<'t>) -> Option<T>,
) -> Option<(Range<usize>, T)> {
    let places = text.get(from..)?.char_indices().map(|(i, _)| from + i);
    places.into_iter().find_map(|at| {
        let mut scan = Scan::new(text, at);
        phrase(&mut scan).map(|read| (at..scan.at(), read))
    })
}

/// Words that are looked for anywhere in a text, all in one pass; their first letter may also be a capital.
#[derive(Debug)]
pub(crate) struct Anywhere {
    firsts: Vec<char>,
    /// The words without their first letters, which have one way of being written.
    tails: Option<AhoCorasick>,
}

impl Anywhere {
    /// Looks for these words; they are in lower case, and none stands within another or begins in the middle of one.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut firsts = Vec::new();
        let tails = words.into_iter().filter_map(|word| {
            let mut letters = word.chars();
            firsts.push(letters.next()?);
            Some(letters.as_str())
        });
        // of one kind of matches only are many words looked for at once by the processor
        let tails = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(tails).ok();
        Self { firsts, tails }
    }

    /// Where the words stand, in reading order.
    pub(crate) fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t, '_> {
        let whole = |tail: aho_corasick::Match| {
            let first = text[..tail.start()].chars().next_back()?;
            let wanted = self.firsts.get(tail.pattern().as_usize())?;
            (small(first) == *wanted).then(|| tail.start() - first.len_utf8()..tail.end())
        };
        self.tails.iter().flat_map(move |tails| tails.find_iter(text)).filter_map(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_does_not_fit_stays() {
        let mut scan = Scan::new("Quý IV/2025", 0);
        assert_eq!(scan.sentence_case("quý"), Some(()));
        assert_eq!(scan.year(), None);
        assert_eq!(scan.space(), Some(()));
        assert_eq!(scan.any(&["III", "IV"]), Some("IV"));
        assert_eq!((scan.word("/"), scan.year(), scan.is_done()), (Some(()), Some("2025"), true));
    }

    #[test]
    fn case_is_told_from_letters_and_not_from_bytes() {
        assert!(Scan::new("Đề nghị", 0).sentence_case("đề nghị").is_some());
        assert!(Scan::new("ĐỀ NGHỊ", 0).sentence_case("đề nghị").is_none());
        assert!(Scan::new("ĐỀ NGHỊ", 0).folded("đề nghị").is_some());
        assert!(Scan::new("đề", 1).is_done());
    }

    #[test]
    fn words_in_whatever_case_are_the_same_letter_by_letter() {
        assert!(same("Kế HOẠCH", "kế hoạch") && same("ĐỀ ÁN ƯỠ", "đề án ưỡ") && same("", ""));
        assert!(!same("Kế hoạch", "Ke hoach") && !same("Kế", "Kế hoạch"));
        let mut scan = Scan::new("BAN NGÀNH", 0);
        assert_eq!(scan.whole_folded(&["ba", "ban"]), Some("ban"));
        assert_eq!(Scan::new("BAN", 0).any_folded(&["ba", "ban"]), Some("ba"));
        assert_eq!((scan.any_folded(&["ngành"]), scan.rest()), (None, " NGÀNH"));
        for c in ('\0'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
            let lower: Vec<char> = c.to_lowercase().collect();
            assert_eq!(small(c), if let [one] = lower[..] { one } else { c }, "{c}");
        }
    }

    #[test]
    fn a_word_ends_before_a_mark_and_not_before_a_letter() {
        assert_eq!(whole_word("Thuế tỉnh", &["Thuế"]), Some("Thuế".len()));
        assert_eq!(whole_word("Thuếx", &["Thuế"]), None);
        assert_eq!(find("tại Quý II", 0, |scan| scan.word("Quý")), Some(("tại ".len().."tại Quý".len(), ())));
    }

    #[test]
    fn words_are_found_anywhere_with_a_small_or_a_capital_letter() {
        let text = "Điều 5 và điều này, ĐIỀU 6; khoản 1";
        let words = Anywhere::new(["khoản ", "điều "]);
        let found = words.find(text);
        let words: Vec<&str> = found.map(|word| &text[word]).collect();
        assert_eq!(words, ["Điều ", "điều ", "khoản "]);
    }
}
