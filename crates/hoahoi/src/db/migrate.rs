//! Schema migrations: two folders with the same numbers, applied forward only.

use super::Db;

/// Brings the schema up to date.
///
/// # Errors
/// When a migration fails, or the database was written by a newer program.
pub async fn migrate(db: &Db) -> Result<(), sqlx::migrate::MigrateError> {
    match db {
        Db::Sqlite { write, .. } => sqlx::migrate!("./migrations/sqlite").run(write).await,
        Db::Postgres(pool) => sqlx::migrate!("./migrations/postgres").run(pool).await,
    }
}
