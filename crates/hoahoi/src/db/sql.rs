//! SQL put together at run time: the filters and sorting of lists, and nothing else.

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::query::{Arg, Query, Record};
use super::{Conn, Millis, Tx};

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

    /// Appends an expression by which the database itself makes an identifier for each row: UUIDv7 (RFC 9562, 5.7) of
    /// this moment. For `INSERT … SELECT`, whose rows need not travel through the program.
    pub fn fresh_id(&mut self, c: &Conn, now: Millis) -> &mut Self {
        // 48 bits of time, the version; 12 random bits; the variant; 62 random bits
        let random = Uuid::new_v4().into_bytes();
        let time = now.0.to_be_bytes();
        let head = [&time[2..], &[0x70 | random[0] & 0x0f]].concat();
        let variant = vec![0x80 | random[1] & 0x3f];
        if c.is_postgres() {
            self.push("encode(").bind(head);
            self.push(" || substring(uuid_send(gen_random_uuid()) FROM 1 FOR 1) || ").bind(variant);
            self.push(" || substring(uuid_send(gen_random_uuid()) FROM 10 FOR 7), 'hex')::uuid")
        } else {
            self.push("CAST(").bind(head).push(" || randomblob(1) || ").bind(variant);
            self.push(" || randomblob(7) AS BLOB)")
        }
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
    pub async fn all<T: Record>(&self, c: &mut Conn) -> sqlx::Result<Vec<T>> {
        self.query().all(c).await
    }

    /// Runs it and takes the first row, if any.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn optional<T: Record>(&self, c: &mut Conn) -> sqlx::Result<Option<T>> {
        self.query().optional(c).await
    }

    /// Runs a statement that changes rows, and says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn execute(&self, tx: &mut Tx) -> sqlx::Result<u64> {
        self.query().execute(tx).await
    }

    /// Runs a statement that answers with one number.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(&self, c: &mut Conn) -> sqlx::Result<i64> {
        Ok(self.optional::<(i64,)>(c).await?.map_or(0, |row| row.0))
    }

    fn query(&self) -> Query {
        Query::new(AssertSqlSafe(self.text.clone()), self.args.clone())
    }
}
