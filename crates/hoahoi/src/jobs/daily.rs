//! The work of a new day, and sealing the audit log.

use crate::accounts::{sessions, throttle, tokens};
use crate::audit::seal;
use crate::duties;
use crate::web::App;

/// What a new day brings, one line each: owners and deadlines move on with the date (and obligations with them), what
/// has expired is thrown away.
pub async fn run(app: App) -> anyhow::Result<()> {
    duties::refresh::ensure(&app).await?;
    purge(&app).await?;
    crate::feedback::store::erase(&app).await?;
    Ok(())
}

/// Throws away ended sessions, used links and forgotten counters.
async fn purge(app: &App) -> sqlx::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    sessions::purge(&mut tx, now).await?;
    tokens::purge(&mut tx, now).await?;
    throttle::purge(&mut tx, now).await?;
    tx.commit().await
}

/// Seals what the audit log has gained.
pub async fn seal(app: App) -> anyhow::Result<()> {
    seal::seal(&app.db, app.clock.now()).await?;
    Ok(())
}
