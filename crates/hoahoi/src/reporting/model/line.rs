//! A line of a submission: what an agency says about one duty in one period.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::money::{Money, Written};
use crate::digest::hex;
use crate::text_enum;

/// The most characters one text of a line holds.
pub const LIMIT_TEXT: usize = 20_000;
/// The most figures one line holds.
pub const LIMIT_FIGURES: usize = 30;

text_enum! {
    /// How far a duty is.
    pub enum Progress {
        /// Chưa thực hiện.
        NotStarted = "not-started",
        /// Đang thực hiện.
        InProgress = "in-progress",
        /// Hoàn thành.
        Done = "done",
        /// Tiếp tục duy trì: of standing duties.
        Continuing = "continuing",
        /// Đúng tiến độ: all that is said of a duty in security or defence.
        OnTrack = "on-track",
        /// Chậm tiến độ: likewise.
        Behind = "behind",
    }
}

impl Progress {
    /// What can be said of a duty: of one in security or defence only whether it is on time (DESIGN 2.7).
    #[must_use]
    pub fn choices(restricted: bool) -> &'static [Self] {
        if restricted {
            &[Self::OnTrack, Self::Behind]
        } else {
            &[Self::NotStarted, Self::InProgress, Self::Done, Self::Continuing]
        }
    }
}

/// A figure with its name and unit. Without a value it is "chưa có số liệu", which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// A decimal in plain notation (`-1234.5`), or as typed while it cannot be read.
    pub value: Option<String>,
    /// The unit.
    pub unit: String,
}

/// The words of a line as they stand, or as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// How far; `None` while nothing has been said.
    pub progress: Option<Progress>,
    /// Kết quả.
    pub result: String,
    /// Khó khăn, vướng mắc.
    pub difficulty: String,
    /// Nguyên nhân.
    pub cause: String,
    /// Kiến nghị, đề xuất.
    pub proposal: String,
    /// Số liệu.
    pub figures: Vec<Figure>,
    /// Kinh phí.
    pub money: Vec<Money>,
}

impl Draft {
    /// Whether nothing has been said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is still missing before the line can be handed in: names of fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        match self.progress {
            None => missing.push("progress"),
            Some(Progress::InProgress | Progress::Done | Progress::Continuing) if self.result.is_empty() => {
                missing.push("result");
            }
            Some(_) => {}
        }
        missing
    }

    /// A short digest. A form carries the digest of what it was filled with, so that a line nobody touched is told
    /// from one that somebody changed, and two people can write in different lines of one report.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text.len().to_le_bytes());
            hash.update(text.as_bytes());
        };
        add(self.progress.map_or("", Progress::as_str));
        for text in [&self.result, &self.difficulty, &self.cause, &self.proposal] {
            add(text);
        }
        for figure in &self.figures {
            add(&figure.name);
            add(figure.value.as_deref().unwrap_or_default());
            add(&figure.unit);
        }
        for row in &self.money {
            let flags = [row.border, row.minority, row.difficult].map(|flag| if flag { "1" } else { "0" });
            add(row.source.as_str());
            add(&row.commune_name);
            flags.into_iter().for_each(&mut add);
            for number in [&row.year, &row.allotted, &row.disbursed] {
                match number {
                    Written::Missing => add(""),
                    Written::Known(value) => add(&value.to_string()),
                    Written::Typed(text) => add(text),
                }
            }
        }
        hex(&hash.finalize()[..12])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_and_what_was_done() {
        let mut line = Draft::default();
        assert_eq!(line.missing(), ["progress"]);
        line.progress = Some(Progress::InProgress);
        assert_eq!(line.missing(), ["result"]);
        line.progress = Some(Progress::NotStarted);
        assert!(line.missing().is_empty());
        line.progress = Some(Progress::Behind);
        assert!(line.missing().is_empty());
    }

    #[test]
    fn the_digest_changes_with_every_field_and_keeps_fields_apart() {
        let line = Draft { result: "ab".into(), difficulty: "c".into(), ..Draft::default() };
        let moved = Draft { result: "a".into(), difficulty: "bc".into(), ..Draft::default() };
        let counted = Draft { figures: vec![Figure::default()], ..line.clone() };
        assert_ne!(line.digest(), moved.digest());
        assert_ne!(line.digest(), counted.digest());
        assert_eq!(line.digest(), line.clone().digest());
    }
}
