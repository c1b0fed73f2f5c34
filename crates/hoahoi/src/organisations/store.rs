//! Organisations in the database.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::data::Data;
use super::directory::Directory;
use super::model::{Confidence, Kind, Organisation, Succession, SuccessionKind, System, Vocabulary};
use crate::audit;
use crate::db::{Conn, Day, Db, Millis, Tx, query, setting};
use crate::ids::OrgId;

/// Name of the setting that remembers which data were loaded.
pub const LOADED: &str = "organisations.loaded";

/// Brings the database in line with the data when they have not been loaded yet, and returns the snapshot.
///
/// # Errors
/// Those of the database; nothing has been changed then.
pub async fn open(db: &Db, data: Data, now: Millis) -> sqlx::Result<Directory> {
    let digest = format!("{:x}", Sha256::digest(format!("{data:?}")));
    let loaded = setting::get(&mut db.read().await?, LOADED).await?;
    if loaded.as_deref() != Some(&digest) {
        let mut tx = db.write().await?;
        load(&mut tx, &data).await?;
        setting::put(&mut tx, LOADED, &digest).await?;
        let fields =
            json!({ "organisations": data.organisations.len(), "successions": data.successions.len() });
        let entry = audit::Entry {
            at: now,
            account: None,
            org: None,
            action: "organisations.load",
            subject_kind: "organisations",
            subject_id: None,
            fields,
        };
        audit::record(&mut tx, entry).await?;
        tx.commit().await?;
    }
    directory(&mut db.read().await?, data.vocabulary).await
}

/// Writes the data. What they say of an organisation replaces what was there; organisations they do not mention
/// stay. Loading twice changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn load(tx: &mut Tx, data: &Data) -> sqlx::Result<()> {
    for org in parents_first(&data.organisations) {
        put(tx, org).await?;
    }
    for org in &data.organisations {
        clear(tx, org.id).await?;
        let mut seen = BTreeSet::new();
        for alias in org.aliases.iter().filter(|alias| seen.insert(viet::canonical(alias))) {
            put_alias(tx, org.id, alias).await?;
        }
    }
    for succession in &data.successions {
        put_succession(tx, succession).await?;
    }
    Ok(())
}

/// Reads the whole snapshot, in three queries.
///
/// # Errors
/// Those of the database.
pub async fn directory(c: &mut Conn, vocabulary: Vocabulary) -> sqlx::Result<Directory> {
    let rows: Vec<OrgRow> = query(
        "SELECT id, slug, kind, system, name, short_name, parent_id, valid_from, valid_to, code, note, confidence FROM org"
    ).all(c).await?;
    let aliases: Vec<(OrgId, String)> =
        query("SELECT org_id, alias FROM org_alias ORDER BY org_id, alias").all(c).await?;
    let successions: Vec<SuccessionRow> = query(
        "SELECT id, from_org, to_org, kind, function, on_date, decision, confidence, note FROM org_succession"
    ).all(c).await?;
    let mut by_org: BTreeMap<OrgId, Vec<String>> = BTreeMap::new();
    for (org, alias) in aliases {
        by_org.entry(org).or_default().push(alias);
    }
    let organisations = rows.into_iter().map(|row| {
        let aliases = by_org.remove(&row.id).unwrap_or_default();
        row.build(aliases)
    });
    let successions = successions.into_iter().map(SuccessionRow::build);
    Ok(Directory::new(organisations.collect(), successions.collect(), vocabulary))
}

#[derive(sqlx::FromRow)]
struct OrgRow {
    id: OrgId,
    slug: String,
    kind: Kind,
    system: System,
    name: String,
    short_name: Option<String>,
    parent_id: Option<OrgId>,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
    code: Option<String>,
    note: Option<String>,
    confidence: Option<Confidence>,
}

impl OrgRow {
    fn build(self, aliases: Vec<String>) -> Organisation {
        Organisation {
            id: self.id,
            slug: self.slug,
            kind: self.kind,
            system: self.system,
            name: self.name,
            short_name: self.short_name,
            aliases,
            parent: self.parent_id,
            valid_from: self.valid_from.map(|day| day.0),
            valid_to: self.valid_to.map(|day| day.0),
            code: self.code,
            note: self.note,
            confidence: self.confidence,
        }
    }
}

#[derive(sqlx::FromRow)]
struct SuccessionRow {
    id: Uuid,
    from_org: OrgId,
    to_org: Option<OrgId>,
    kind: SuccessionKind,
    function: Option<String>,
    on_date: Day,
    decision: String,
    confidence: Option<Confidence>,
    note: Option<String>,
}

impl SuccessionRow {
    fn build(self) -> Succession {
        Succession {
            id: self.id,
            from: self.from_org,
            to: self.to_org,
            kind: self.kind,
            function: self.function,
            on: self.on_date.0,
            decision: Some(self.decision).filter(|decision| !decision.is_empty()),
            confidence: self.confidence,
            note: self.note,
        }
    }
}

/// Parents before their parts, since a row may only refer to rows that are there.
fn parents_first(organisations: &[Organisation]) -> Vec<&Organisation> {
    let mut rest: Vec<&Organisation> = organisations.iter().collect();
    let mut out: Vec<&Organisation> = Vec::with_capacity(rest.len());
    let mut written: BTreeSet<OrgId> = BTreeSet::new();
    loop {
        let (ready, waiting): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|org| org.parent.is_none_or(|parent| written.contains(&parent)));
        if ready.is_empty() {
            out.extend(waiting);
            return out;
        }
        written.extend(ready.iter().map(|org| org.id));
        out.extend(ready);
        rest = waiting;
    }
}

async fn put(tx: &mut Tx, org: &Organisation) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO org (id, slug, kind, system, name, short_name, parent_id, valid_from, valid_to, code, sort_key, folded, note, confidence) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
                       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, kind = excluded.kind, system = excluded.system, \
                       name = excluded.name, short_name = excluded.short_name, parent_id = excluded.parent_id, \
                       valid_from = excluded.valid_from, valid_to = excluded.valid_to, code = excluded.code, \
                       sort_key = excluded.sort_key, folded = excluded.folded, note = excluded.note, confidence = excluded.confidence";
    query(SQL)
        .bind(org.id)
        .bind(&org.slug)
        .bind(org.kind)
        .bind(org.system)
        .bind(&org.name)
        .bind(&org.short_name)
        .bind(org.parent)
        .bind(org.valid_from.map(Day))
        .bind(org.valid_to.map(Day))
        .bind(&org.code)
        .bind(viet::sort_key(&org.name))
        .bind(viet::fold(&org.name))
        .bind(&org.note)
        .bind(org.confidence)
        .run(tx)
        .await
}

/// Removes the aliases of an organisation and the ways that lead from it.
async fn clear(tx: &mut Tx, org: OrgId) -> sqlx::Result<()> {
    for sql in ["DELETE FROM org_alias WHERE org_id = $1", "DELETE FROM org_succession WHERE from_org = $1"] {
        query(sql).bind(org).run(tx).await?;
    }
    Ok(())
}

async fn put_alias(tx: &mut Tx, org: OrgId, alias: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO org_alias (org_id, alias, folded) VALUES ($1, $2, $3)";
    query(SQL).bind(org).bind(alias).bind(viet::fold(alias)).run(tx).await
}

async fn put_succession(tx: &mut Tx, succession: &Succession) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO org_succession (id, from_org, to_org, kind, function, on_date, decision, confidence, note) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    query(SQL)
        .bind(succession.id)
        .bind(succession.from)
        .bind(succession.to)
        .bind(succession.kind)
        .bind(&succession.function)
        .bind(Day(succession.on))
        .bind(succession.decision.as_deref().unwrap_or_default())
        .bind(succession.confidence)
        .bind(&succession.note)
        .run(tx)
        .await
}
