//! Which record of the agency a row of a file is.

use super::sheet::{Finding, Row, Sheet};
use super::texts::ImportTexts;
use super::trial::Known;
use crate::catalogue::links::Address;
use crate::web::lang::fill;

/// What was found for a row, by its place among the known records.
pub enum Found {
    /// No record.
    Nothing,
    /// This one.
    Sure(usize),
    /// One of these, or none: a person must say.
    Maybe(Vec<usize>),
    /// It names a record that is not there.
    Wrong(Finding),
}

/// Which record a row is: the one it names; else the one with its very title; else a person must say when others are
/// called alike.
#[must_use]
pub fn find(sheet: &Sheet, row: &Row, known: &[Known], t: &ImportTexts) -> Found {
    let identifier = sheet.cell(row, "ma").unwrap_or_default();
    if !identifier.is_empty() {
        let slug = match Address::parse(identifier) {
            Some(Address::Record(slug)) => slug,
            _ => identifier.to_owned(),
        };
        return match known.iter().position(|known| known.record.slug == slug) {
            Some(at) => Found::Sure(at),
            None => Found::Wrong(Finding {
                place: sheet.place(row, "ma", t),
                what: fill(t.no_identifier, &[&identifier]),
            }),
        };
    }
    let title = sheet.cell(row, "title").unwrap_or_default();
    let canonical = viet::canonical(title);
    let all = |fits: &dyn Fn(&Known) -> bool| -> Vec<usize> {
        known.iter().enumerate().filter(|(_, known)| fits(known)).map(|(at, _)| at).collect()
    };
    let same = all(&|known| known.canonical == canonical);
    if let [at] = same[..] {
        return Found::Sure(at);
    }
    let alike = words(title);
    let candidates = if same.is_empty() { all(&|known| is_alike(&known.words, &alike)) } else { same };
    if candidates.is_empty() { Found::Nothing } else { Found::Maybe(candidates) }
}

/// The syllables of a title without marks, each once, in order of the alphabet.
#[must_use]
pub fn words(title: &str) -> Vec<String> {
    let folded = viet::fold(title);
    let mut words: Vec<String> = viet::syllables(&folded).into_iter().map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether two titles share at least three in four of their syllables.
fn is_alike(one: &[String], other: &[String]) -> bool {
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len() - shared;
    shared > 0 && 4 * shared >= 3 * all
}

#[cfg(test)]
mod tests {
    use super::{is_alike, words};

    #[test]
    fn titles_that_may_mean_one_thing_are_asked_about() {
        let alike = |one: &str, other: &str| is_alike(&words(one), &words(other));
        assert!(alike("Quýt vàng Bắc Sơn", "Quyt vang Bac Son"));
        assert!(alike("Quýt Bắc Sơn", "Quýt vàng Bắc Sơn"));
        assert!(!alike("Quýt vàng Bắc Sơn", "Hồng Bảo Lâm"));
        assert!(!alike("Gà sáu ngón", "Gà sáu cựa"));
        assert!(!alike("", ""));
    }
}
