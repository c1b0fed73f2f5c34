//! How the coordinator assessed standing duties in the demonstration's closed period.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::{Story, refused};
use super::reports::{Calendar, at};
use crate::accounts::rights::AssessStanding;
use crate::evaluation::model::Level;
use crate::evaluation::standing::store::{self, Judged};
use crate::reporting::model::State;
use crate::reporting::store::accepted;
use crate::web::App;

/// Assesses what stands on the first page of the closed period and has an accepted report.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<AssessStanding>(&()).map_err(refused)?;
    let mut tx = app.db.write().await?;
    let periods = accepted::periods_begun(&mut tx, Some(story.plan), days.today).await?;
    let closed = periods.iter().find(|p| p.due_on < days.today).context("kỳ đã qua")?.id;
    let page = store::to_assess(&mut tx, &permit, closed, None).await?;
    let accepted = page.rows.iter().filter(|row| row.state == Some(State::Accepted));
    for (place, row) in accepted.enumerate() {
        let (level, note) = match place % 4 {
            0 => (Level::Good, "Nội dung cụ thể, có số liệu (nhận xét minh họa)."),
            3 => continue,
            _ => (Level::Done, ""),
        };
        let judged = Judged { duty: row.duty_id, org: row.org_id, level, note };
        store::assess(&mut tx, &permit, closed, &judged, at(days.away(-4))).await?;
    }
    tx.commit().await?;
    Ok(())
}
