//! `hoahoi search-eval DIR`.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;

use crate::search::evaluate;

/// Print how well the search finds on a collection in the BEIR layout: R@1, R@10, MRR@10, nDCG@10 and times.
///
/// The folder holds corpus.jsonl (_id, title, text), queries.jsonl (_id, text), and qrels.tsv or qrels/test.tsv (query,
/// document, score). It is indexed with the portal's own analysers, fields and ranking, in a temporary folder.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The collection.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Runs it.
///
/// # Errors
/// In one line: a file that is missing or not in the expected form.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let progress = ProgressBar::new_spinner();
    let figures = evaluate(&args.folder, &progress)?;
    progress.finish_and_clear();
    if args.json {
        println!("{}", serde_json::to_string(&figures)?);
        return Ok(ExitCode::SUCCESS);
    }
    println!("documents  {}", figures.documents);
    println!("queries    {}", figures.queries);
    println!("R@1        {:.3}", figures.recall_1);
    println!("R@10       {:.3}", figures.recall_10);
    println!("MRR@10     {:.3}", figures.mrr_10);
    println!("nDCG@10    {:.3}", figures.ndcg_10);
    println!("median ms  {:.2}", figures.median_ms);
    println!("p95 ms     {:.2}", figures.p95_ms);
    println!("index s    {:.1}", figures.index_s);
    Ok(ExitCode::SUCCESS)
}
