//! `hoahoi reindex`.

use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::storage::Storage;
use crate::search::{self, Error};

/// Build the search index anew from the database. The index of every server on the same database is built anew too.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    storage: Storage,
}

/// Runs it.
///
/// # Errors
/// In one line: an unreachable database, a folder that cannot be written.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let app = args.storage.open().await?;
    let mut tx = app.db.write().await?;
    search::begin_anew(&mut tx).await?;
    tx.commit().await?;
    let started = Instant::now();
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} · {elapsed} · {eta}")?;
    let progress = ProgressBar::new(0).with_style(style);
    let outcome = app.search.rebuild(&mut app.db.read().await?, &progress).await;
    progress.finish_and_clear();
    match outcome {
        Ok(()) => println!(
            "Đã lập lại chỉ mục tìm kiếm: {} mục, {:.1} giây.",
            viet::number::show(progress.position()),
            started.elapsed().as_secs_f64()
        ),
        Err(Error::Busy) => println!("Máy chủ đang chạy trên thư mục này và tự lập lại chỉ mục tìm kiếm."),
        Err(error) => return Err(error.into()),
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}
