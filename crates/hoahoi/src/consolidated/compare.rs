//! What changed between two texts of a section.

use similar::{ChangeTag, TextDiff};

/// A run of words in a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// In both, only in the older, only in the newer.
    pub kind: Kind,
    /// The words.
    pub text: String,
}

/// Where a run of words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In both texts.
    Same,
    /// Only in the older.
    Gone,
    /// Only in the newer.
    New,
}

/// Compares word by word.
#[must_use]
pub fn words(older: &str, newer: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for change in TextDiff::from_words(older, newer).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Same,
            ChangeTag::Delete => Kind::Gone,
            ChangeTag::Insert => Kind::New,
        };
        match runs.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => runs.push(Run { kind, text: change.value().to_owned() }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_figure_shows_old_and_new() {
        let runs = words("Đã trồng 12 ha hồi.", "Đã trồng 15 ha hồi.");
        let of = |kind| runs.iter().filter(|r| r.kind == kind).map(|r| r.text.as_str()).collect::<String>();
        assert_eq!(of(Kind::Gone), "12");
        assert_eq!(of(Kind::New), "15");
        assert_eq!(of(Kind::Same), "Đã trồng  ha hồi.");
    }
}
