//! What a change of the working days moves: days that are not past yet.

use super::put_together;
use crate::db::Tx;
use crate::duties::refresh;
use crate::reporting::store::regimes;
use crate::web::App;

/// How many days have moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// Reporting periods whose sending day is another one now.
    pub periods: usize,
    /// Duties whose deadline ends on another day now.
    pub duties: usize,
}

/// Dates what is not yet due anew, in the transaction of the change. What was due before today stays as it was
/// judged, and nothing moves into the past.
///
/// # Errors
/// Those of the database.
pub async fn redate(tx: &mut Tx, app: &App) -> sqlx::Result<Moved> {
    let calendar = put_together(tx, &app.working_days().base).await?;
    let today = app.clock.today();
    let periods = regimes::redate(tx, &calendar, today).await?;
    let duties = refresh::redate(tx, &app.with_calendar(calendar), today).await?;
    Ok(Moved { periods, duties })
}
