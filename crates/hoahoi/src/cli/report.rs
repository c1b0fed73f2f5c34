//! `hoahoi report`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::storage::Storage;
use crate::consolidated::{document, store};
use crate::ids::PlanId;
use crate::reporting::access::ReportScope;
use crate::reporting::store::{accepted, regimes};

/// Write the consolidated report of a period as DOCX.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code of the period: 2026-H1, 2026-Q3, 2026-M07, 2026-9M, 2026.
    period: String,
    /// The plan: its number and symbol, or its id.
    #[arg(long)]
    plan: String,
    /// The file to write.
    #[arg(short, long, value_name = "OUT.docx")]
    out: PathBuf,
    /// A deputy signs in the director's place (KT.).
    #[arg(long)]
    deputy: bool,
    #[command(flatten)]
    storage: Storage,
}

/// Writes the report as it stands; where nobody has drawn it up yet, as it would be drawn up now.
///
/// # Errors
/// In one line: an unknown plan or period, a file that cannot be written.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let app = args.storage.open().await?;
    let mut c = app.db.read().await?;
    let plan = match args.plan.parse::<PlanId>() {
        Ok(id) => id,
        Err(_) => regimes::plans(&mut c)
            .await?
            .into_iter()
            .find(|plan| plan.number.as_deref() == Some(args.plan.trim()))
            .map(|plan| plan.id)
            .with_context(|| format!("không có kế hoạch đã xác nhận nào mang số {}", args.plan))?,
    };
    let today = app.clock.today();
    let periods = accepted::periods_begun(&mut c, Some(plan), today).await?;
    let codes: Vec<String> = periods.iter().map(|period| period.code.clone()).collect();
    let Some(period) = periods.into_iter().find(|period| period.code == args.period) else {
        bail!("kế hoạch này không có kỳ {} đã bắt đầu; có: {}", args.period, codes.join(", "));
    };
    let report = store::of_period(&mut c, period.id).await?;
    let paper = document::paper(&mut c, &app, &ReportScope::operator(), period, report, args.deputy)
        .await
        .map_err(|error| anyhow::anyhow!("không đọc được kế hoạch: {error:?}"))?;
    drop(c);
    std::fs::write(&args.out, paper.docx()?)
        .with_context(|| format!("không ghi được tệp {}", args.out.display()))?;
    println!("Đã ghi {}", args.out.display());
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}
