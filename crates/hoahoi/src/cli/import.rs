//! `hoahoi import`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::storage::Storage;
use crate::plans::import::{self, Outcome};
use crate::plans::{By, store};

/// Import a document into the register, as a draft to be confirmed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    storage: Storage,
}

/// Imports the file and says where the draft is.
///
/// # Errors
/// In one line: an unreadable file, an unreachable database.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let bytes =
        std::fs::read(&args.file).with_context(|| format!("không đọc được tệp {}", args.file.display()))?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let app = args.storage.open().await?;
    let outcome = import::import(&app, bytes, &name, By::operator()).await?;
    let plan = outcome.plan();
    match outcome {
        Outcome::New(_) => {
            let duties = store::duties(&mut app.db.read().await?, plan).await?.len();
            println!(
                "Đã nhập {name} thành bản nháp với {duties} nhiệm vụ đọc được: /van-ban/{plan}/xac-nhan"
            );
        }
        Outcome::Already(_) => println!("Tệp {name} đã được nhập trước đây: /van-ban/{plan}/xac-nhan"),
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}
