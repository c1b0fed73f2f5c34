//! Stories about reading whole documents.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod agencies;
mod akn;
mod annex;
mod doc;
mod docx;
mod due;
mod fields;
mod findings;
mod foot;
mod formats;
mod habits;
mod header;
mod hostile;
mod labels;
mod layout;
mod layouts;
mod letters;
mod markdown;
mod names;
mod page;
mod pdf;
mod real_plan;
mod references;
mod refusals;
mod same;
mod schema;
mod soundness;
mod spans;
mod times;
mod word;

use vanban::Document;

/// The print copy of plan 182/KH-UBND: the text layer of its PDF, without the head.
const PRINT: &str = include_str!("../../../../samples/ke-hoach-182-ban-in.txt");
/// The same plan from a law portal: with the head, cut short.
const PORTAL: &str = include_str!("../../../../samples/ke-hoach-182-cong-thong-tin.txt");

/// A plan that has something of everything: a table, fields, targets, times of all kinds, a request, a cut.
const RICH: &str = include_str!("fixtures/moi-thu-mot-it.md");

fn read(text: &str) -> Document {
    vanban::read(text.as_bytes()).unwrap()
}

/// Codes of the findings, in reading order.
fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|found| found.code.as_str()).collect()
}
