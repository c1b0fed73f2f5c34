//! Public records laid out anew after the declaration of their kind has changed.
//!
//! What a record shows is worked out when it is published: its public values, facets, and what the search finds in it.
//! When a kind's file changes (a field is withheld from now on, another narrows lists), [`ensure`] notices at the next
//! start and puts in a job. Pages and the interface ask the declaration each time they show something and wait for
//! nobody; the job makes the rest follow, so that no word of what is withheld today can be found, nor is kept.

use std::collections::BTreeMap;

use super::changes;
use super::doors::{Shown, lay_out};
use super::harvest::{Harvest, harvest};
use super::kinds::Kind;
use super::life::Scene;
use crate::db::{Conn, json, setting};
use crate::ids::RecordId;
use crate::jobs;
use crate::search;
use crate::web::App;

/// The job.
pub const JOB: &str = "records.lay-out";
/// The setting that remembers, for each kind, the digest of the file by which its records were last laid out.
const SETTING: &str = "catalogue.kinds";
/// Records in one transaction: few, so that nobody who writes waits long.
const BATCH: usize = 100;

type Digests = BTreeMap<String, String>;

/// Puts the job in when a kind was declared otherwise than when its records were last laid out.
///
/// # Errors
/// Those of the database.
pub async fn ensure(app: &App) -> sqlx::Result<()> {
    let known = known(&mut app.db.read().await?).await?;
    if declared(app) == known {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    jobs::store::enqueue(&mut tx, JOB, &serde_json::Value::Null, app.clock.now()).await?;
    tx.commit().await
}

/// Lays the public records of every kind out anew whose declaration has changed. It may be cut off and begin again.
///
/// # Errors
/// Those of the database, and of what is stored.
pub async fn run(app: App) -> anyhow::Result<()> {
    let mut known = known(&mut app.db.read().await?).await?;
    let declared = declared(&app);
    for kind in app.kinds.all() {
        if known.get(&kind.id) == Some(&kind.digest) {
            continue;
        }
        of_kind(&app, kind).await?;
        known.insert(kind.id.clone(), kind.digest.clone());
        remember(&app, &known).await?;
    }
    let gone: Vec<String> = known.keys().filter(|id| !declared.contains_key(*id)).cloned().collect();
    for id in gone {
        take_out(&app, &id).await?;
        known.remove(&id);
        remember(&app, &known).await?;
    }
    Ok(())
}

async fn of_kind(app: &App, kind: &Kind) -> anyhow::Result<()> {
    let directory = app.directory();
    let scene = Scene { kind, directory: &directory, now: app.clock.now() };
    let mut after = None;
    loop {
        let mut tx = app.db.write().await?;
        let (records, next) = batch(&mut tx, &kind.id, after).await?;
        for record in &records {
            let public = record.content()?.public(kind);
            if changes::rewrite(&mut tx, record.id, record.editions, &public).await? {
                let at = record.published_at;
                let shown = Shown { id: record.id, slug: &record.slug, at, demo: record.demo };
                lay_out(&mut tx, &scene, &shown, &public).await?;
            }
        }
        tx.commit().await?;
        after = next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Of a kind that is declared no longer nothing is found.
async fn take_out(app: &App, kind: &str) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let mut tx = app.db.write().await?;
        let (records, next) = batch(&mut tx, kind, after).await?;
        for record in &records {
            search::remove(&mut tx, "record", record.id.0).await?;
        }
        tx.commit().await?;
        after = next;
        if after.is_none() {
            return Ok(());
        }
    }
}

async fn batch(
    c: &mut Conn,
    kind: &str,
    after: Option<RecordId>,
) -> sqlx::Result<(Vec<super::store::PublicRecord>, Option<RecordId>)> {
    let page = harvest(c, &Harvest { kinds: vec![kind], after, size: BATCH, ..Harvest::default() }).await?;
    let next = page.next.as_ref().and_then(|_| page.rows.last()).map(|record| record.id);
    Ok((page.rows, next))
}

fn declared(app: &App) -> Digests {
    app.kinds.all().iter().map(|kind| (kind.id.clone(), kind.digest.clone())).collect()
}

async fn known(c: &mut Conn) -> sqlx::Result<Digests> {
    let found = setting::get(c, SETTING).await?;
    // what cannot be read is as good as nothing: everything is laid out anew
    Ok(found.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default())
}

async fn remember(app: &App, known: &Digests) -> sqlx::Result<()> {
    let mut tx = app.db.write().await?;
    setting::put(&mut tx, SETTING, &json(known)?).await?;
    tx.commit().await
}
