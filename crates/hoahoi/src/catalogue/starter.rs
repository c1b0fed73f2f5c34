//! The starter set: few public facts, each from a document that is named, published in the name of Sở KH&CN.
//!
//! An entry is loaded once, whatever becomes of its record afterwards: what people have changed or withdrawn never
//! comes back by itself.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::life::{self, Scene};
use super::model::{Content, Link, LinkKind};
use super::store;
use crate::audit;
use crate::db::{Conn, Millis, Tx, query, setting};
use crate::organisations::id_of;
use crate::web::App;

const RECORDS: &str = include_str!("../../data/starter/lang-son.toml");
/// Which organisation keeps what no agency has brought yet.
const KEEPER: &str = "so-khcn";
/// What the settings that remember a loaded entry begin with.
const SETTING: &str = "starter.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    record: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    title: String,
    summary: String,
    /// The plan that names it, linked once it is confirmed here.
    plan: Option<String>,
    sources: Vec<String>,
    values: BTreeMap<String, Vec<String>>,
}

/// What loading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// Records published now.
    pub added: usize,
    /// Entries that had been loaded before.
    pub there: usize,
}

/// Publishes the entries that were never loaded here, as of an instant.
///
/// # Errors
/// When the data file and the declared kinds disagree, and those of the database; then nothing is kept of the
/// transaction.
pub async fn load(tx: &mut Tx, app: &App, now: Millis) -> anyhow::Result<Loaded> {
    let file: File = toml::from_str(RECORDS)?;
    let directory = app.directory();
    let org = id_of(KEEPER);
    let mut loaded = Loaded { added: 0, there: 0 };
    for entry in file.record {
        let setting = format!("{SETTING}{}", entry.id);
        if setting::get(tx, &setting).await?.is_some() {
            loaded.there += 1;
            continue;
        }
        let kind = app.kinds.get(&entry.kind).with_context(|| format!("không có loại {}", entry.kind))?;
        let scene = Scene { kind, directory: &directory, now };
        let links = plan(tx, entry.plan.as_deref()).await?;
        let content = Content {
            title: entry.title,
            summary: entry.summary,
            values: entry.values,
            links,
            sources: entry.sources,
            ..Content::default()
        };
        let (id, slug) = life::begin(tx, &scene, org, &content, None, false).await?;
        let record = store::by_slug(tx, &slug).await?.context("mục vừa ghi")?;
        life::hand_in(tx, &scene, &record, record.rev, None).await?;
        let record = store::by_slug(tx, &slug).await?.context("mục vừa ghi")?;
        life::make_public(tx, &scene, &record, record.rev, None).await?;
        remember(tx, &setting, &id.to_string()).await?;
        loaded.added += 1;
    }
    if loaded.added > 0 {
        let entry = audit::Entry {
            at: now,
            account: None,
            org: Some(org),
            action: "record.starter",
            subject_kind: "record",
            subject_id: None,
            fields: json!({ "added": loaded.added }),
        };
        audit::record(tx, entry).await?;
    }
    Ok(loaded)
}

async fn remember(tx: &mut Tx, setting: &str, record: &str) -> sqlx::Result<()> {
    query("INSERT INTO setting (name, value) VALUES ($1, $2)").bind(setting).bind(record).run(tx).await
}

async fn plan(c: &mut Conn, number: Option<&str>) -> sqlx::Result<Vec<Link>> {
    const SQL: &str = "SELECT id FROM plan WHERE state = 'confirmed' AND number = $1 ORDER BY id LIMIT 1";
    let Some(number) = number else { return Ok(Vec::new()) };
    let found: Option<(Uuid,)> = query(SQL).bind(number).optional(c).await?;
    Ok(found.map(|(id,)| Link { kind: LinkKind::Plan, id }).into_iter().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::form;
    use crate::catalogue::kinds::Kinds;
    use crate::organisations::data::Data;
    use crate::web::lang::Lang;

    #[test]
    fn every_entry_names_its_source_and_is_what_a_person_could_have_typed() {
        let file: File = toml::from_str(RECORDS).unwrap();
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let directory = Data::lang_son().unwrap().directory();
        let mut ids = std::collections::BTreeSet::new();
        for entry in file.record {
            assert!(ids.insert(entry.id.clone()), "{} stands twice", entry.id);
            assert!(!entry.sources.is_empty(), "{} names no source", entry.id);
            let kind = kinds.get(&entry.kind).unwrap();
            let content = Content {
                title: entry.title,
                summary: entry.summary,
                values: entry.values,
                links: Vec::new(),
                sources: entry.sources,
                ..Content::default()
            };
            assert!(content.missing(kind).is_empty(), "{}: {:?}", entry.id, content.missing(kind));
            let typed = form::read(kind, &form::write(kind, &content, &[]), &directory, Lang::Vi.texts());
            assert!(typed.problems.is_empty(), "{}: {:?}", entry.id, typed.problems);
            assert_eq!(typed.content, content, "{}", entry.id);
        }
    }
}
