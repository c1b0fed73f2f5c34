//! SQL put together at run time: the filters and sorting of lists, and nothing else.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

use super::{Conn, Day, Millis, Tx};
use crate::on;

/// A value bound to a placeholder.
#[derive(Debug, Clone)]
pub enum Arg {
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// An identifier.
    Id(Uuid),
}

impl From<&str> for Arg {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Arg {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<i64> for Arg {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}
impl From<bool> for Arg {
    fn from(v: bool) -> Self {
        Self::Bool(v)
    }
}
impl From<Uuid> for Arg {
    fn from(v: Uuid) -> Self {
        Self::Id(v)
    }
}
impl From<Day> for Arg {
    fn from(v: Day) -> Self {
        Self::Text(v.to_string())
    }
}
impl From<Millis> for Arg {
    fn from(v: Millis) -> Self {
        Self::Int(v.0)
    }
}

/// A statement under construction. Text comes only from the program; whatever a person typed goes through
/// [`Sql::bind`].
#[derive(Debug, Clone, Default)]
pub struct Sql {
    text: String,
    args: Vec<Arg>,
}

impl Sql {
    /// Starts with fixed text.
    #[must_use]
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), args: Vec::new() }
    }

    /// Appends fixed text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a placeholder for a value.
    pub fn bind(&mut self, value: impl Into<Arg>) -> &mut Self {
        self.args.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.args.len().to_string());
        self
    }

    /// Appends `($1, $2, …)`; an empty list becomes a list that matches nothing.
    pub fn bind_list<A: Into<Arg>>(&mut self, values: impl IntoIterator<Item = A>) -> &mut Self {
        self.text.push('(');
        let mut first = true;
        for value in values {
            if !first {
                self.text.push_str(", ");
            }
            first = false;
            self.bind(value);
        }
        if first {
            self.text.push_str("NULL");
        }
        self.text.push(')');
        self
    }

    /// Runs it and collects every row.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn all<T>(&self, c: &mut Conn) -> sqlx::Result<Vec<T>>
    where
        T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
    {
        on!(c, c => {
            let mut q = sqlx::query_as(AssertSqlSafe(self.text.clone()));
            for arg in &self.args {
                q = match arg {
                    Arg::Text(v) => q.bind(v.clone()),
                    Arg::Int(v) => q.bind(*v),
                    Arg::Bool(v) => q.bind(*v),
                    Arg::Id(v) => q.bind(*v),
                };
            }
            q.fetch_all(c).await
        })
    }

    /// Runs it and takes the first row, if any.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn optional<T>(&self, c: &mut Conn) -> sqlx::Result<Option<T>>
    where
        T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
    {
        Ok(self.all(c).await?.into_iter().next())
    }

    /// Runs a statement that changes rows, and says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn execute(&self, tx: &mut Tx) -> sqlx::Result<u64> {
        on!(tx, c => {
            let mut q = sqlx::query(AssertSqlSafe(self.text.clone()));
            for arg in &self.args {
                q = match arg {
                    Arg::Text(v) => q.bind(v.clone()),
                    Arg::Int(v) => q.bind(*v),
                    Arg::Bool(v) => q.bind(*v),
                    Arg::Id(v) => q.bind(*v),
                };
            }
            q.execute(c).await.map(|done| done.rows_affected())
        })
    }

    /// Runs a statement that answers with one number.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(&self, c: &mut Conn) -> sqlx::Result<i64> {
        Ok(self.all::<(i64,)>(c).await?.first().map_or(0, |row| row.0))
    }
}
