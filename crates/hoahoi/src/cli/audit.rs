//! `hoahoi audit`: checks the seals of the audit log.

use std::process::ExitCode;

use super::storage::Storage;
use crate::audit::seal::{self, Verdict};

/// Check the audit log.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Recompute the hash chain; exit status 1 and the first broken entry when it does not hold.
    Verify {
        #[command(flatten)]
        storage: Storage,
    },
}

/// Runs it.
///
/// # Errors
/// In one line: an unreachable database.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let Action::Verify { storage } = args.action;
    let app = storage.open().await?;
    let verdict = seal::verify(&mut app.db.read().await?).await?;
    app.db.close().await;
    match verdict {
        Verdict::Whole { seals, entries, unsealed, head } => {
            println!(
                "Nhật ký nguyên vẹn: {seals} niêm phong, {entries} dòng; {unsealed} dòng chưa niêm phong."
            );
            if !head.is_empty() {
                println!("Đầu chuỗi: {head}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken { seal, entry: Some(entry) } => {
            eprintln!(
                "hoahoi: nhật ký bị sửa: niêm phong số {seal} hỏng từ dòng {} ({}, {})",
                entry.id,
                entry.at.show(),
                entry.action
            );
            Ok(ExitCode::from(1))
        }
        Verdict::Broken { seal, entry: None } => {
            eprintln!("hoahoi: nhật ký bị sửa: niêm phong số {seal} thiếu dòng hoặc bị mất");
            Ok(ExitCode::from(1))
        }
    }
}
