//! Documents written out again: JSON, Markdown, plain text, and findings for a terminal.

mod markdown;
mod report;

use crate::model::Document;

pub use markdown::markdown;
pub use report::{Language, ReportStyle, report, report_in};

/// The document as JSON, indented.
///
/// # Errors
/// When the serialiser fails, which no `Document` makes it do.
pub fn json(document: &Document) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(document)
}

/// The text that the spans point into.
pub fn text(document: &Document) -> &str {
    &document.source_text
}
