//! Pages of the consolidated report.

pub mod edit;
pub mod issue;
pub mod list;
pub mod paper;
pub mod report;
pub mod versions;

use super::facts::{self, Facts};
use super::model::State;
use super::store::{self, Consolidated};
use crate::accounts::rights::{ReadConsolidated, ReadRegister};
use crate::db::Conn;
use crate::ids::ConsolidatedId;
use crate::reporting::access::ReportScope;
use crate::reporting::store::accepted::{self, PeriodOf};
use crate::web::{Ctx, Error, Result};

/// A report that the viewer may read: while it is written only those who follow all agencies; once issued everyone
/// who has signed in. For all others it is not there.
async fn find(ctx: &Ctx, c: &mut Conn, id: ConsolidatedId) -> Result<(Consolidated, PeriodOf)> {
    ctx.permit::<ReadRegister>(&())?;
    let report = store::get(c, id).await?.ok_or(Error::NotFound)?;
    if report.state == State::Draft && !ctx.viewer.may::<ReadConsolidated>(&()) {
        return Err(Error::NotFound);
    }
    let period = accepted::period(c, report.period_id).await?.ok_or(Error::NotFound)?;
    Ok((report, period))
}

/// What is known of the period today.
async fn facts_of(ctx: &Ctx, c: &mut Conn, period: PeriodOf) -> Result<Facts> {
    let scope = ReportScope::of(&ctx.viewer);
    facts::gather(c, &scope, period, &ctx.app.directory(), &ctx.app.calendar(), ctx.today()).await
}
