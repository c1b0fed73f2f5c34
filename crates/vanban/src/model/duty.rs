use super::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The smallest printed unit that makes named parties answerable for an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Unique within the document.
    pub id: String,
    /// Path of the section it stands in; `None` in the closing.
    pub section: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// `source[span]`, normalised.
    pub text: String,
    /// The parties who answer for it, as printed; of "các Bộ: Công Thương, Ngoại giao" each with its "Bộ".
    pub owners: Vec<String>,
    /// How they answer for it.
    pub role: Role,
    /// The parties they are to work with, as printed.
    pub coordinators: Vec<String>,
    /// What is to come of it, when a field or column says so.
    pub product: Option<String>,
    /// Numbers of the documents it cites.
    pub basis: Vec<String>,
    /// The time printed for it.
    pub deadline: Option<Deadline>,
    /// How often it comes round, when that is printed.
    pub recurrence: Option<Recurrence>,
    /// How it is laid out.
    pub layout: Layout,
    /// The words in the source that name parties and role.
    pub marks: Vec<Mark>,
}

/// How a party answers for a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Chủ trì, or làm đầu mối.
    Lead,
    /// Must act; no role word is printed.
    Responsible,
    /// Is only told to work with others (phối hợp).
    Coordinate,
    /// Is asked, not ordered (đề nghị).
    Requested,
}

/// How often a duty comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recurrence {
    /// Hằng tuần.
    Weekly,
    /// Hằng tháng.
    Monthly,
    /// Hằng quý.
    Quarterly,
    /// 6 tháng.
    HalfYearly,
    /// Hằng năm.
    Annual,
    /// Thường xuyên.
    Continuous,
    /// Định kỳ, without a frequency.
    Periodic,
}

/// How a duty is laid out in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// A paragraph under a heading that names the party.
    Heading,
    /// The party is named in running text.
    Inline,
    /// A task followed by labelled fields (Cơ quan chủ trì: …).
    Field,
    /// A row of a table.
    Table,
    /// A numbered item that begins with the party.
    Directive,
}

/// A time printed for a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words.
    pub text: String,
    /// The day, when one is printed.
    pub date: Option<Date>,
    /// The year ("2030") or month ("2025-12") by whose end, when no day is printed.
    pub until: Option<String>,
}

/// Words of the source that say something about a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What they say.
    pub kind: MarkKind,
    /// Where they stand.
    pub span: Span,
}

/// What marked words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// The party that answers.
    Owner,
    /// The role word.
    Role,
    /// A party to work with.
    Coordinator,
}
