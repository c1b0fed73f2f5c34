//! Pages of the consolidated report.

pub mod edit;
pub mod issue;
pub mod list;
pub mod paper;
pub mod report;
pub mod versions;
mod workbook;

use super::store::{self, Consolidated};
use super::{drafting, facts, readable};
use crate::accounts::rights::ReadRegister;
use crate::db::{Conn, Tx};
use crate::ids::ConsolidatedId;
use crate::reporting::access::ReportScope;
use crate::reporting::store::accepted::{self, PeriodOf};
use crate::web::{Ctx, Error, Result};

/// A report that the viewer may read; for all others it is not there.
async fn find(ctx: &Ctx, c: &mut Conn, id: ConsolidatedId) -> Result<(Consolidated, PeriodOf)> {
    ctx.permit::<ReadRegister>(&())?;
    let report = store::get(c, id).await?.ok_or(Error::NotFound)?;
    if !readable(&ctx.viewer, report.state) {
        return Err(Error::NotFound);
    }
    let period = accepted::period(c, report.period_id).await?.ok_or(Error::NotFound)?;
    Ok((report, period))
}

/// Draws a report up from what is known of its period today, or one section of it.
async fn draw(
    ctx: &Ctx,
    tx: &mut Tx,
    id: ConsolidatedId,
    period: PeriodOf,
    only: Option<&str>,
) -> Result<()> {
    let scope = ReportScope::of(&ctx.viewer);
    let (directory, calendar) = (ctx.app.directory(), ctx.app.calendar());
    let mut facts = facts::gather(tx, &scope, period, &directory, &calendar, ctx.today()).await?;
    facts.marks = store::mark(tx, id, &facts.lines).await?;
    facts.figure_marks = store::mark_figures(tx, id, facts.observations()).await?;
    store::keep(tx, id, &drafting::draft(&facts), only, ctx.today(), ctx.now()).await?;
    Ok(())
}
