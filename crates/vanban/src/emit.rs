//! Documents written out again: JSON, Markdown, Akoma Ntoso, plain text, and findings for a terminal.

mod akn;
mod head;
mod markdown;
mod report;

use crate::model::Document;

pub use akn::akn;
pub use markdown::markdown;
pub use report::{Language, ReportStyle, report, report_in};

/// The document as JSON, indented.
///
/// # Errors
/// When the serialiser fails, which no `Document` makes it do.
pub fn json(document: &Document) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(document)
}

/// The JSON Schema (draft 2020-12) of what [`json`] writes: every property with its meaning and every word a value can be.
///
/// A property that is not in it makes a document invalid, so a program that reads by it misses nothing.
pub fn json_schema() -> &'static str {
    include_str!("../schema/document.schema.json")
}

/// The text that the spans point into.
pub fn text(document: &Document) -> &str {
    &document.source_text
}
