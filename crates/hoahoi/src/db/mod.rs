//! The database: two typed pools behind one type.
//!
//! One SQL text with `$n` placeholders serves SQLite and PostgreSQL; the choice of engine is hidden here once.
//! Reads take `&mut Conn`; writes take `&mut Tx`, so that nothing is changed outside a transaction.

pub mod migrate;
mod query;
pub mod setting;
mod sql;
mod types;

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

pub use migrate::migrate;
pub use query::{Arg, Nullable, Query, Record, Running, query};
pub use sql::Sql;
pub use types::{Day, Millis, json};

/// Rows that SQLite's own thread may read ahead: a page of a list, so that it need not wait for its reader.
const ROWS_AHEAD: usize = 256;

/// A pool of connections within this process: they cannot break, and keep their statements and pages as long as it runs.
fn embedded() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// Statements sent by this process: tests assert that a list sends the same number however long it is.
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// How many statements this process has sent.
#[must_use]
pub fn statements_sent() -> u64 {
    STATEMENTS.load(Ordering::Relaxed)
}

/// The database of one installation. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    /// One file. All writers share one connection, so no writer ever meets a locked database.
    Sqlite {
        /// Readers.
        read: SqlitePool,
        /// The single writer.
        write: SqlitePool,
    },
    /// A server shared by several replicas.
    Postgres(PgPool),
}

/// A connection of either engine, borrowed for one statement.
enum Engine<'a> {
    /// SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// A connection for reading.
pub struct Conn(Inner);

enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTx(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

impl Conn {
    /// Whether PostgreSQL is at the other end: for the few expressions that the engines spell differently.
    fn is_postgres(&self) -> bool {
        matches!(self.0, Inner::Postgres(_) | Inner::PostgresTx(_))
    }

    /// The connection underneath, taken once for each statement.
    fn engine(&mut self) -> Engine<'_> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match &mut self.0 {
            Inner::Sqlite(c) => Engine::Sqlite(&mut *c),
            Inner::SqliteTx(c) => Engine::Sqlite(&mut *c),
            Inner::Postgres(c) => Engine::Postgres(&mut *c),
            Inner::PostgresTx(c) => Engine::Postgres(&mut *c),
        }
    }
}

/// A write transaction; it reads like a [`Conn`] and is undone unless committed.
pub struct Tx(Conn);

impl Tx {
    /// Makes the changes lasting.
    ///
    /// # Errors
    /// When the database refuses; nothing has been changed then.
    pub fn commit(self) -> Running<'static, ()> {
        Box::pin(async move {
            match self.0.0 {
                Inner::SqliteTx(tx) => tx.commit().await,
                Inner::PostgresTx(tx) => tx.commit().await,
                Inner::Sqlite(_) | Inner::Postgres(_) => Ok(()),
            }
        })
    }
}

impl std::ops::Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Db {
    /// Opens (and creates when missing) the embedded database file.
    ///
    /// # Errors
    /// When the file cannot be created or is not a database.
    pub async fn sqlite(file: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .statement_cache_capacity(400)
            .row_buffer_size(ROWS_AHEAD)
            .pragma("cache_size", "-16000")
            .busy_timeout(Duration::from_secs(15));
        let write = embedded().max_connections(1).connect_with(options.clone()).await?;
        let read = embedded().max_connections(4).connect_with(options).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Connects to a PostgreSQL server by its URL.
    ///
    /// # Errors
    /// When the URL is malformed or the server cannot be reached.
    pub async fn postgres(url: &str) -> sqlx::Result<Self> {
        let options = PgConnectOptions::from_str(url)?.application_name("hoahoi");
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none becomes free in time.
    pub fn read(&self) -> Running<'_, Conn> {
        Box::pin(async move {
            Ok(Conn(match self {
                Self::Sqlite { read, .. } => Inner::Sqlite(read.acquire().await?),
                Self::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
            }))
        })
    }

    /// A write transaction. On SQLite it takes the write lock at once: a deferred transaction that upgrades
    /// later would be refused, time-out or not.
    ///
    /// # Errors
    /// When no connection becomes free in time.
    pub fn write(&self) -> Running<'_, Tx> {
        Box::pin(async move {
            Ok(Tx(Conn(match self {
                Self::Sqlite { write, .. } => Inner::SqliteTx(write.begin_with("BEGIN IMMEDIATE").await?),
                Self::Postgres(pool) => Inner::PostgresTx(pool.begin().await?),
            })))
        })
    }

    /// Closes all connections; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// "sqlite" or "postgres", for messages.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}
