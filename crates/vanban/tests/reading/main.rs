//! Stories about reading whole documents.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod annex;
mod docx;
mod findings;
mod formats;
mod habits;
mod header;
mod layout;
mod layouts;
mod real_plan;
mod refusals;
mod spans;
mod word;

use vanban::Document;

/// The print copy of plan 182/KH-UBND: the text layer of its PDF, without the head.
const PRINT: &str = include_str!("../../../../samples/ke-hoach-182-ban-in.txt");
/// The same plan from a law portal: with the head, cut short.
const PORTAL: &str = include_str!("../../../../samples/ke-hoach-182-cong-thong-tin.txt");

fn read(text: &str) -> Document {
    vanban::read(text.as_bytes()).unwrap()
}

/// Codes of the findings, in reading order.
fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|found| found.code.as_str()).collect()
}
