//! What a consolidated report is made of.

use serde::{Deserialize, Serialize};

use crate::text_enum;

text_enum! {
    /// How far a consolidated report is.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Signed, numbered and locked.
        Final = "final",
    }
}

/// A section as drawn up from the submissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name in addresses and in the database: `I.3.III.1`.
    pub code: String,
    /// Depth: 1 for I, II …; 2 for 1, 2 …; 3 for a), b) …
    pub level: i64,
    /// The number before the heading.
    pub label: String,
    /// The heading; empty for the opening.
    pub heading: String,
    /// One paragraph a line, with marks.
    pub text: String,
}

/// Code of the opening words.
pub const OPENING: &str = "mo-dau";

/// The longest text of one section, in characters.
pub const LIMIT: usize = 100_000;
