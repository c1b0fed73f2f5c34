use super::Span;
use serde::{Deserialize, Serialize};

/// A finding, in the manner of a compiler's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code, explained in `docs/diagnostics.md`.
    pub code: String,
    /// How serious it is.
    pub severity: Severity,
    /// The finding in Vietnamese.
    pub message: String,
    /// The finding in English.
    pub message_en: String,
    /// The words it is about.
    pub span: Span,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A person should look at it before the plan is tracked.
    Warning,
    /// The document cannot be right as it stands.
    Error,
}
