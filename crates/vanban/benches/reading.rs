//! How fast documents are read: `cargo bench -p vanban`.

#[allow(dead_code, clippy::unwrap_used, reason = "the tests use more of it; a bench may stop")]
#[path = "../tests/reading/word.rs"]
mod word;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// Plan 182/KH-UBND, 32 kB.
const PLAN: &str = include_str!("../../../samples/ke-hoach-182-ban-in.txt");

/// Paragraphs on a page of a printed plan, about.
const PARAGRAPHS_A_PAGE: usize = 12;

fn json(bytes: &[u8]) -> Option<String> {
    vanban::emit::json(&vanban::read(bytes).ok()?).ok()
}

/// Plain text to JSON: one plan, and up to three hundred of them in one file.
fn text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text to JSON");
    group.sample_size(20);
    for copies in [1, 10, 100, 300] {
        let text = PLAN.repeat(copies);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(format!("{} kB", text.len() / 1000)),
            &text,
            |b, text| b.iter(|| json(black_box(text.as_bytes()))),
        );
    }
    group.finish();
}

/// A Word document of fifty pages to JSON.
fn docx(criterion: &mut Criterion) {
    let lines: Vec<&str> = PLAN.lines().filter(|line| !line.trim().is_empty()).collect();
    let body: String = lines.iter().cycle().take(50 * PARAGRAPHS_A_PAGE).map(|line| word::p(line)).collect();
    let bytes = word::word(&body, &[]);
    criterion.bench_function("DOCX of 50 pages to JSON", |b| b.iter(|| json(black_box(&bytes))));
}

criterion_group!(benches, text, docx);
criterion_main!(benches);
