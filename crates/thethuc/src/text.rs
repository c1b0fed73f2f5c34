//! Words with emphasis, and what of them XML can hold.

use unicode_normalization::UnicodeNormalization;

/// A stretch of words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub words: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Words with emphasis. A line feed begins a new paragraph of the same kind.
///
/// ```
/// use thethuc::Text;
/// let text = Text::new().plain("Đạt ").bold("50%").plain(" mục tiêu.");
/// assert_eq!(text.words(), "Đạt 50% mục tiêu.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(Vec<Run>);

impl Text {
    /// No words yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain words.
    #[must_use]
    pub fn plain(self, words: impl Into<String>) -> Self {
        self.run(Run { words: words.into(), ..Run::default() })
    }

    /// Adds bold words.
    #[must_use]
    pub fn bold(self, words: impl Into<String>) -> Self {
        self.run(Run { words: words.into(), bold: true, italic: false })
    }

    /// Adds italic words.
    #[must_use]
    pub fn italic(self, words: impl Into<String>) -> Self {
        self.run(Run { words: words.into(), bold: false, italic: true })
    }

    /// Adds a run.
    #[must_use]
    pub fn run(mut self, run: Run) -> Self {
        self.0.push(run);
        self
    }

    /// The runs in their order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// The words without emphasis.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.iter().map(|run| run.words.as_str()).collect()
    }

    /// The same text with words in front of it.
    pub(crate) fn after(&self, words: &str) -> Self {
        let mut runs = vec![Run { words: words.to_owned(), ..Run::default() }];
        runs.extend(self.0.iter().cloned());
        Self(runs)
    }

    /// This text with another behind it.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// One text for each line; at least one.
    pub(crate) fn lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::new()];
        for run in &self.0 {
            for (at, words) in clean(&run.words).split('\n').enumerate() {
                if at > 0 {
                    lines.push(Self::new());
                }
                if let Some(line) = lines.last_mut()
                    && !words.is_empty()
                {
                    line.0.push(Run { words: words.to_owned(), ..run.clone() });
                }
            }
        }
        lines
    }

    /// The text closed with `./.`, the sign that a document ends here (annex III, samples 1.1 to 1.5).
    pub(crate) fn closed(&self) -> Self {
        let mut text = self.clone();
        while let Some(last) = text.0.last_mut() {
            let kept = last
                .words
                .trim_end_matches(|c: char| matches!(c, '.' | ';' | '/') || c.is_whitespace())
                .len();
            last.words.truncate(kept);
            if kept > 0 {
                last.words.push_str("./.");
                return text;
            }
            text.0.pop();
        }
        text
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::new().plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::new().plain(words)
    }
}

/// The words in Unicode's composed form, as TCVN 6909:2001 has them (annex I, part I, I.4), without what XML 1.0
/// forbids; tabs become spaces, every kind of line end a line feed.
pub(crate) fn clean(words: &str) -> String {
    words.replace("\r\n", "\n").nfc().filter_map(allowed).collect()
}

fn allowed(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\n' => Some(c),
        '\u{FFFE}' | '\u{FFFF}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// The words on one line, in capitals.
pub(crate) fn capitals(words: &str) -> String {
    one_line(words).to_uppercase()
}

/// The words on one line, each space single.
pub(crate) fn one_line(words: &str) -> String {
    clean(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words without the stop or semicolon that a list gives them anyway.
pub(crate) fn item(words: &str) -> String {
    one_line(words).trim_start_matches("- ").trim_end_matches([';', '.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composes_and_drops_what_xml_forbids() {
        assert_eq!(clean("Tie\u{302}\u{301}ng\u{0}\u{b}\u{FFFF} Việt\r\nA\tB"), "Tiếng Việt\nA B");
    }

    #[test]
    fn a_document_ends_with_its_sign_once() {
        assert_eq!(Text::from("Kính báo cáo.").closed().words(), "Kính báo cáo./.");
        assert_eq!(Text::from("Kính báo cáo./.").closed().words(), "Kính báo cáo./.");
        assert_eq!(Text::from("Kính báo cáo").bold(" . ").closed().words(), "Kính báo cáo./.");
        assert_eq!(Text::new().closed(), Text::new());
    }

    #[test]
    fn lines_keep_their_emphasis() {
        let lines = Text::new().plain("a").bold("b\nc").lines();
        assert_eq!(lines, vec![Text::new().plain("a").bold("b"), Text::new().bold("c")]);
    }
}
