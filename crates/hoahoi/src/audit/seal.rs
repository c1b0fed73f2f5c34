//! Sealing the log in batches, and checking the seals.

use crate::audit::chain::{self, Sealed};
use crate::db::{Conn, Db, Millis, Tx, query};

/// Entries of one seal at most.
const BATCH: i64 = 1000;

const COLUMNS: &str = "id, at, account_id, org_id, action, subject_kind, subject_id, fields, hash";

/// One batch of the chain.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Seal {
    /// Its number, from 1.
    pub number: i64,
    /// How many entries it holds.
    pub entries: i64,
    /// Hash of its last entry: the head of the chain as of then.
    pub hash: String,
    /// When it was made.
    pub sealed_at: Millis,
}

/// The latest seal: final reports print its hash.
///
/// # Errors
/// Those of the database.
pub async fn head(c: &mut Conn) -> sqlx::Result<Option<Seal>> {
    const SQL: &str = "SELECT number, entries, hash, sealed_at FROM audit_seal ORDER BY number DESC LIMIT 1";
    query(SQL).optional(c).await
}

/// Seals what is not sealed yet and returns how many entries that were. Two at once do no harm: the second finds the
/// number taken and undoes itself.
///
/// # Errors
/// Those of the database.
pub async fn seal(db: &Db, now: Millis) -> sqlx::Result<i64> {
    let mut sealed = 0;
    loop {
        let mut tx = db.write().await?;
        let count = match batch(&mut tx, now).await {
            Err(sqlx::Error::Database(e)) if e.is_unique_violation() => return Ok(sealed),
            done => done?,
        };
        tx.commit().await?;
        sealed += count;
        if count < BATCH {
            return Ok(sealed);
        }
    }
}

async fn batch(tx: &mut Tx, now: Millis) -> sqlx::Result<i64> {
    const SEAL: &str = "INSERT INTO audit_seal (number, entries, hash, sealed_at) VALUES ($1, $2, $3, $4)";
    const MARK: &str = "UPDATE audit_entry SET seal = $2, hash = $3 WHERE id = $1 AND seal IS NULL";
    let before = head(tx).await?;
    let number = before.as_ref().map_or(1, |s| s.number + 1);
    let entries = unsealed(tx).await?;
    if entries.is_empty() {
        return Ok(0);
    }
    let mut hash = before.map_or(chain::START.to_owned(), |s| s.hash);
    let mut hashes = Vec::with_capacity(entries.len());
    for entry in &entries {
        hash = chain::link(&hash, entry);
        hashes.push(hash.clone());
    }
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    query(SEAL).bind(number).bind(count).bind(hash.as_str()).bind(now).run(tx).await?;
    for (entry, hash) in entries.iter().zip(&hashes) {
        query(MARK).bind(entry.id).bind(number).bind(hash.as_str()).run(tx).await?;
    }
    Ok(count)
}

async fn unsealed(c: &mut Conn) -> sqlx::Result<Vec<Sealed>> {
    let mut sql = crate::db::Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM audit_entry WHERE seal IS NULL ORDER BY at, id LIMIT ").bind(BATCH);
    sql.all(c).await
}

/// What checking the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every seal holds.
    Whole {
        /// Seals checked.
        seals: i64,
        /// Entries checked.
        entries: i64,
        /// Entries not sealed yet.
        unsealed: i64,
        /// Head of the chain, empty when nothing is sealed.
        head: String,
    },
    /// The chain breaks: the first place where it does.
    Broken {
        /// In which seal.
        seal: i64,
        /// The first entry whose hash is not the one that follows from the entry before it: it was changed, or
        /// something before it was removed or put in. `None` when entries are missing at the end of the seal.
        entry: Option<Box<Sealed>>,
    },
}

/// Recomputes the whole chain, from its first entry to its head.
///
/// # Errors
/// Those of the database.
pub async fn verify(c: &mut Conn) -> sqlx::Result<Verdict> {
    const SEALS: &str =
        "SELECT number, entries, hash, sealed_at FROM audit_seal WHERE number > $1 ORDER BY number LIMIT 100";
    const OPEN: &str = "SELECT COUNT(*) FROM audit_entry WHERE seal IS NULL";
    const BEYOND: &str = "SELECT MIN(seal) FROM audit_entry WHERE seal > $1";
    let (mut hash, mut number, mut total) = (chain::START.to_owned(), 0, 0);
    loop {
        let seals: Vec<Seal> = query(SEALS).bind(number).all(c).await?;
        if seals.is_empty() {
            break;
        }
        for seal in seals {
            let broken = |entry: Option<&Sealed>| Verdict::Broken {
                seal: seal.number,
                entry: entry.cloned().map(Box::new),
            };
            if seal.number != number + 1 {
                return Ok(Verdict::Broken { seal: number + 1, entry: None });
            }
            let entries = sealed_in(c, seal.number).await?;
            for entry in &entries {
                hash = chain::link(&hash, entry);
                if entry.hash.as_deref() != Some(hash.as_str()) {
                    return Ok(broken(Some(entry)));
                }
            }
            if hash != seal.hash || i64::try_from(entries.len()) != Ok(seal.entries) {
                return Ok(broken(None));
            }
            number = seal.number;
            total += seal.entries;
        }
    }
    let (beyond,): (Option<i64>,) = query(BEYOND).bind(number).one(c).await?;
    if let Some(seal) = beyond {
        return Ok(Verdict::Broken { seal, entry: None });
    }
    let (unsealed,): (i64,) = query(OPEN).one(c).await?;
    Ok(Verdict::Whole { seals: number, entries: total, unsealed, head: hash })
}

async fn sealed_in(c: &mut Conn, seal: i64) -> sqlx::Result<Vec<Sealed>> {
    let mut sql = crate::db::Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM audit_entry WHERE seal = ").bind(seal).push(" ORDER BY at, id");
    sql.all(c).await
}
