//! Schema migrations: two folders with the same numbers, applied forward only.

use sqlx::migrate::{MigrateError, Migrator};

use super::Db;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Why a schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database was written by a newer program; nothing has been changed.
    #[error(
        "cơ sở dữ liệu do phiên bản mới hơn của chương trình ghi (cấu trúc số {0}); đề nghị dùng phiên bản đó"
    )]
    Newer(i64),
    /// A migration that was applied is not the one this program knows; nothing has been changed.
    #[error("cấu trúc số {0} của cơ sở dữ liệu khác với chương trình này; đề nghị dùng đúng phiên bản")]
    Different(i64),
    /// A migration failed.
    #[error("không nâng cấp được cấu trúc cơ sở dữ liệu: {0}")]
    Failed(MigrateError),
}

impl From<MigrateError> for Error {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::VersionMismatch(version) => Self::Different(version),
            error => Self::Failed(error),
        }
    }
}

/// Brings the schema up to date.
///
/// # Errors
/// When a migration fails, or the database was written by a newer program.
pub async fn migrate(db: &Db) -> Result<(), Error> {
    match db {
        Db::Sqlite { write, .. } => SQLITE.run(write).await?,
        Db::Postgres(pool) => POSTGRES.run(pool).await?,
    }
    Ok(())
}

/// The migrations of an engine's folder, in order: for tests that go forward step by step.
#[must_use]
pub fn migrator(db: &Db) -> &'static Migrator {
    match db {
        Db::Sqlite { .. } => &SQLITE,
        Db::Postgres(_) => &POSTGRES,
    }
}
