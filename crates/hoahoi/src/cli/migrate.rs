//! `hoahoi migrate`.

use std::process::ExitCode;

use super::storage::Storage;

/// Bring the database's schema up to date, then stop. `serve` does so too; this is for updates with several replicas.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    storage: Storage,
}

/// Runs it.
///
/// # Errors
/// In one line: an unreachable database, one written by a newer program.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let app = args.storage.open().await?;
    println!("Cấu trúc cơ sở dữ liệu ({}) đã ở phiên bản mới nhất.", app.db.engine_name());
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}
