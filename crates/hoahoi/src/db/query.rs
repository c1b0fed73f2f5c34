//! One statement and the values bound to it, for both engines.
//!
//! What runs a statement is compiled once for each engine and no more; only the reading of rows is generic. Two
//! hundred statements that each brought their own futures took most of the build. Boxed, they also end the compiler's
//! search for whatever is held across an `.await`, which it makes anew for every caller of every caller.

use std::pin::Pin;

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, FromRow, SqlSafeStr, SqlStr};
use uuid::Uuid;

use super::{Conn, Day, Engine, Millis, Tx};

/// A value bound to a placeholder.
#[derive(Debug, Clone)]
pub enum Arg {
    /// Text.
    Text(Option<String>),
    /// A whole number.
    Int(Option<i64>),
    /// A truth value.
    Bool(Option<bool>),
    /// An identifier.
    Id(Option<Uuid>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

/// A value that may be missing from a column; PostgreSQL wants to know the type of what is missing.
pub trait Nullable: Into<Arg> {
    /// The missing value.
    const NULL: Arg;
}

impl<T: Nullable> From<Option<T>> for Arg {
    fn from(value: Option<T>) -> Self {
        value.map_or(T::NULL, Into::into)
    }
}

macro_rules! args {
    ($($type:ty, $kind:ident: $v:ident => $value:expr;)+) => {$(
        impl From<$type> for Arg {
            fn from($v: $type) -> Self {
                Self::$kind(Some($value))
            }
        }
        impl Nullable for $type {
            const NULL: Arg = Arg::$kind(None);
        }
    )+};
}

args! {
    &str, Text: v => v.to_owned();
    &String, Text: v => v.clone();
    String, Text: v => v;
    Day, Text: v => v.to_string();
    i64, Int: v => v;
    Millis, Int: v => v.0;
    bool, Bool: v => v;
    Uuid, Id: v => v;
    Vec<u8>, Bytes: v => v;
}

impl<T: Nullable + Clone> From<&Option<T>> for Arg {
    fn from(value: &Option<T>) -> Self {
        value.clone().into()
    }
}

/// A row that both engines can give.
pub trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// One statement with its values, in the order of `$1`, `$2`, …
#[derive(Debug, Clone)]
pub struct Query {
    text: SqlStr,
    args: Vec<Arg>,
}

/// A statement whose text is part of the program.
#[must_use]
pub fn query(text: &'static str) -> Query {
    Query::new(text, Vec::new())
}

impl Query {
    pub(super) fn new(text: impl SqlSafeStr, args: Vec<Arg>) -> Self {
        Self { text: text.into_sql_str(), args }
    }

    /// Binds the value of the next placeholder.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Arg>) -> Self {
        self.args.push(value.into());
        self
    }

    /// Runs it and collects every row.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn all<T: Record>(self, c: &mut Conn) -> sqlx::Result<Vec<T>> {
        match self.rows(c).await? {
            // each row is let go as soon as it is read
            Rows::Sqlite(rows) => rows.into_iter().map(|row| T::from_row(&row)).collect(),
            Rows::Postgres(rows) => rows.into_iter().map(|row| T::from_row(&row)).collect(),
        }
    }

    /// Runs it and takes the first row, if any.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn optional<T: Record>(self, c: &mut Conn) -> sqlx::Result<Option<T>> {
        match self.first(c).await? {
            First::None => Ok(None),
            First::Sqlite(row) => T::from_row(&row).map(Some),
            First::Postgres(row) => T::from_row(&row).map(Some),
        }
    }

    /// Runs it and takes the first row.
    ///
    /// # Errors
    /// Those of the database; `RowNotFound` without a row.
    pub async fn one<T: Record>(self, c: &mut Conn) -> sqlx::Result<T> {
        self.optional(c).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Runs a statement that changes rows, and says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn execute(self, tx: &mut Tx) -> sqlx::Result<u64> {
        self.change(tx).await
    }

    /// Runs a statement that changes rows, however many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn run(self, tx: &mut Tx) -> sqlx::Result<()> {
        self.execute(tx).await.map(|_| ())
    }

    fn rows(self, c: &mut Conn) -> Running<'_, Rows> {
        let (text, args) = (self.text, self.args);
        Box::pin(async move {
            Ok(match c.engine() {
                Engine::Sqlite(c) => Rows::Sqlite(sqlx::query_with(text, sqlite(args)?).fetch_all(c).await?),
                Engine::Postgres(c) => {
                    Rows::Postgres(sqlx::query_with(text, postgres(args)?).fetch_all(c).await?)
                }
            })
        })
    }

    fn first(self, c: &mut Conn) -> Running<'_, First> {
        let (text, args) = (self.text, self.args);
        Box::pin(async move {
            let first = match c.engine() {
                Engine::Sqlite(c) => {
                    sqlx::query_with(text, sqlite(args)?).fetch_optional(c).await?.map(First::Sqlite)
                }
                Engine::Postgres(c) => {
                    sqlx::query_with(text, postgres(args)?).fetch_optional(c).await?.map(First::Postgres)
                }
            };
            Ok(first.unwrap_or(First::None))
        })
    }

    fn change(self, tx: &mut Tx) -> Running<'_, u64> {
        let (text, args) = (self.text, self.args);
        Box::pin(async move {
            Ok(match tx.engine() {
                Engine::Sqlite(c) => sqlx::query_with(text, sqlite(args)?).execute(c).await?.rows_affected(),
                Engine::Postgres(c) => {
                    sqlx::query_with(text, postgres(args)?).execute(c).await?.rows_affected()
                }
            })
        })
    }
}

/// A statement on its way, of a type that callers need not look into.
pub type Running<'c, T> = Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'c>>;

enum Rows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

enum First {
    None,
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

fn sqlite(args: Vec<Arg>) -> sqlx::Result<SqliteArguments> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Text(v) => bound.add(v),
            Arg::Int(v) => bound.add(v),
            Arg::Bool(v) => bound.add(v),
            Arg::Id(v) => bound.add(v),
            Arg::Bytes(v) => bound.add(v),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}

fn postgres(args: Vec<Arg>) -> sqlx::Result<PgArguments> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Text(v) => bound.add(v),
            Arg::Int(v) => bound.add(v),
            Arg::Bool(v) => bound.add(v),
            Arg::Id(v) => bound.add(v),
            Arg::Bytes(v) => bound.add(v),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}
