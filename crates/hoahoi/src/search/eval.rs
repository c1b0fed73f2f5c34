//! How well the search finds: figures on a collection in the BEIR layout.
//!
//! The collection is indexed with the portal's own analysers and fields and ranked by its own ranking. The page cuts
//! a short query's list after the entries that have all its words; here the order goes on below the cut, since the
//! figures ask for the best ten in any case.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter, Searcher};
use uuid::Uuid;

use super::index::HEAP;
use super::plan::Plan;
use super::rank::{Wanted, rank};
use super::schema::{self, Fields};
use super::store::Kept;
use super::terms::{Analyser, Terms};
use crate::db::Millis;

/// How many results count.
const DEPTH: usize = 10;

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Documents of the collection.
    pub documents: usize,
    /// Queries that have a judgement.
    pub queries: usize,
    /// Share of the relevant documents that stand first.
    #[serde(rename = "R@1")]
    pub recall_1: f64,
    /// Share of the relevant documents among the first ten.
    #[serde(rename = "R@10")]
    pub recall_10: f64,
    /// Mean of one by the rank of the first relevant document among ten.
    #[serde(rename = "MRR@10")]
    pub mrr_10: f64,
    /// Normalised discounted cumulative gain of the first ten.
    #[serde(rename = "nDCG@10")]
    pub ndcg_10: f64,
    /// Time of half of the queries, in milliseconds.
    pub median_ms: f64,
    /// Time that 95 of a hundred queries do not pass, in milliseconds.
    pub p95_ms: f64,
    /// Time of indexing, in seconds.
    pub index_s: f64,
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

/// The judgements of one query: documents and how relevant they are.
type Judged = HashMap<String, u32>;

/// Measures the search on the collection in this folder: `corpus.jsonl`, `queries.jsonl`, and `qrels.tsv` or
/// `qrels/test.tsv`.
///
/// # Errors
/// In one line: a file that is missing or not in the expected form.
pub fn evaluate(folder: &Path, progress: &ProgressBar) -> anyhow::Result<Figures> {
    let qrels = qrels(folder)?;
    let started = Instant::now();
    let place = tempfile::tempdir().context("không tạo được thư mục tạm")?;
    let (searcher, fields, names) = index(&folder.join("corpus.jsonl"), place.path(), progress)?;
    let index_s = started.elapsed().as_secs_f64();
    let (mut sums, mut times) = ([0.0; 4], Vec::new());
    for_lines(&folder.join("queries.jsonl"), |query: Document| {
        let Some(judged) = qrels.get(&query.id) else { return Ok(()) };
        let started = Instant::now();
        let asked = Terms::asked(if query.text.is_empty() { &query.title } else { &query.text });
        let plan = Plan::of(&asked, false, &fields, &searcher)?;
        let best = rank(&searcher, &plan, &Wanted { size: DEPTH, all: true, ..Wanted::default() })?.best;
        times.push(started.elapsed());
        let found: Vec<&str> =
            best.iter().filter_map(|(_, id)| names.get(id.as_u128() as usize)).map(String::as_str).collect();
        for (sum, figure) in sums.iter_mut().zip(figures(&found, judged)) {
            *sum += figure;
        }
        progress.inc(1);
        Ok(())
    })?;
    ensure!(!times.is_empty(), "không câu hỏi nào trong queries.jsonl có đánh giá trong qrels");
    #[allow(clippy::cast_precision_loss)]
    let [recall_1, recall_10, mrr_10, ndcg_10] = sums.map(|sum| sum / times.len() as f64);
    times.sort_unstable();
    let (median_ms, p95_ms) = (quantile(&times, 50), quantile(&times, 95));
    let (documents, queries) = (names.len(), times.len());
    Ok(Figures { documents, queries, recall_1, recall_10, mrr_10, ndcg_10, median_ms, p95_ms, index_s })
}

/// Recall at 1 and at 10, reciprocal rank, and nDCG at 10, of one query.
fn figures(found: &[&str], judged: &Judged) -> [f64; 4] {
    let gain = |name: &&str| f64::from(judged.get(*name).copied().unwrap_or(0));
    #[allow(clippy::cast_precision_loss)]
    let relevant = judged.len() as f64;
    let hit = |name: &&&str| judged.contains_key(**name);
    #[allow(clippy::cast_precision_loss)]
    let recall = |most: usize| found.iter().take(most).filter(hit).count() as f64 / relevant;
    #[allow(clippy::cast_precision_loss)]
    let first =
        found.iter().position(|name| judged.contains_key(*name)).map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
    #[allow(clippy::cast_precision_loss)]
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(DEPTH).enumerate().map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
    };
    let mut ideal: Vec<f64> = judged.values().map(|score| f64::from(*score)).collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let ndcg = discounted(&mut found.iter().map(gain)) / discounted(&mut ideal.into_iter());
    [recall(1), recall(DEPTH), first, ndcg]
}

fn quantile(sorted: &[Duration], share: usize) -> f64 {
    let at = (sorted.len() * share).div_ceil(100).max(1) - 1;
    sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

/// The collection as an index in this folder, and the names of its documents by the number under which they stand.
fn index(
    corpus: &Path,
    place: &Path,
    progress: &ProgressBar,
) -> anyhow::Result<(Searcher, Fields, Vec<String>)> {
    let (schema, fields) = schema::schema();
    let index = Index::create_in_dir(place, schema)?;
    schema::register(&index);
    let options = IndexWriterOptions::builder().memory_budget_per_thread(HEAP).num_merge_threads(1).build();
    let mut writer: IndexWriter = index.writer_with_options(options)?;
    let (mut names, mut analyser) = (Vec::new(), Analyser::default());
    for_lines(corpus, |document: Document| {
        let kept = Kept {
            id: Uuid::from_u128(names.len() as u128),
            subject_kind: String::new(),
            subject_id: Uuid::nil(),
            kind: String::new(),
            href: String::new(),
            title: document.title,
            body: document.text,
            at: Millis(0),
            field: String::new(),
            communes: String::new(),
            year: String::new(),
        };
        writer.add_document(fields.document(&mut analyser, &kept))?;
        names.push(document.id);
        progress.inc(1);
        Ok(())
    })?;
    ensure!(!names.is_empty(), "corpus.jsonl không có văn bản nào");
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok((index.reader()?.searcher(), fields, names))
}

/// Reads a file of one JSON object a line.
fn for_lines<T: for<'de> Deserialize<'de>>(
    file: &Path,
    mut each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let name = file.display();
    let reader =
        BufReader::new(std::fs::File::open(file).with_context(|| format!("không đọc được tệp {name}"))?);
    for (number, line) in (1..).zip(reader.lines()) {
        let line = line.with_context(|| format!("không đọc được tệp {name}"))?;
        if !line.trim().is_empty() {
            each(serde_json::from_str(&line).with_context(|| format!("tệp {name}, dòng {number}"))?)?;
        }
    }
    Ok(())
}

/// The judgements above zero, by query.
fn qrels(folder: &Path) -> anyhow::Result<HashMap<String, Judged>> {
    let files = [folder.join("qrels.tsv"), folder.join("qrels").join("test.tsv")];
    let Some(file) = files.iter().find(|file| file.is_file()) else {
        bail!("không có tệp qrels.tsv hay qrels/test.tsv trong {}", folder.display());
    };
    let text =
        std::fs::read_to_string(file).with_context(|| format!("không đọc được tệp {}", file.display()))?;
    let mut all: HashMap<String, Judged> = HashMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        // three columns; the layout of TREC has a fourth in second place
        let (query, document, score) = match fields.as_slice() {
            [query, document, score] | [query, _, document, score] => (*query, *document, *score),
            _ => bail!("tệp {}, dòng {number}: cần ba cột cách nhau bằng tab", file.display()),
        };
        match score.parse::<f64>() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(score) if score > 0.0 => {
                all.entry(query.to_owned()).or_default().insert(document.to_owned(), score.ceil() as u32);
            }
            Ok(_) => {}
            Err(_) if number == 1 => {}
            Err(_) => bail!("tệp {}, dòng {number}: “{score}” không phải là số", file.display()),
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_literature() {
        let judged: Judged = [("a".to_owned(), 1), ("b".to_owned(), 1)].into();
        let [r1, r10, mrr, ndcg] = figures(&["x", "a", "y", "b"], &judged);
        assert!(r1.abs() < 1e-9 && (r10 - 1.0).abs() < 1e-9 && (mrr - 0.5).abs() < 1e-9);
        let expected = (1.0 / 3_f64.log2() + 1.0 / 5_f64.log2()) / (1.0 + 1.0 / 3_f64.log2());
        assert!((ndcg - expected).abs() < 1e-9, "{ndcg} {expected}");
        assert_eq!(figures(&[], &judged), [0.0; 4]);
    }
}
