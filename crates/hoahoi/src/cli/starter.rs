//! `hoahoi starter`.

use std::process::ExitCode;

use super::storage::Storage;
use crate::catalogue::starter::{self, Loaded};

/// Publish the starter set of the information database: facts from documents that are named, each loaded once.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    storage: Storage,
}

/// Loads what was never loaded and says how much that was.
///
/// # Errors
/// In one line: an unreachable database.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let app = args.storage.open().await?;
    let mut tx = app.db.write().await?;
    let Loaded { added, there } = starter::load(&mut tx, &app, app.clock.now()).await?;
    tx.commit().await?;
    println!("Đã công bố {added} mục thông tin khởi đầu; {there} mục đã ghi từ trước.");
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}
