//! A record as JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::call::stamp;
use super::media;
use crate::catalogue::kinds::{Kind, Kinds};
use crate::catalogue::links::{self, Linked};
use crate::catalogue::model::{Content, Link, LinkKind};
use crate::catalogue::store::{self, PublicRecord};
use crate::db::Conn;
use crate::organisations::Directory;

/// What is looked up to say what records lead to. What the public may not see is not in it.
pub struct Books<'a> {
    /// The address of the site.
    pub site: &'a str,
    /// Organisations and communes.
    pub directory: &'a Directory,
    /// Titles of records that fields lead to, by slug.
    pub titles: BTreeMap<String, String>,
    /// What links lead to.
    pub linked: BTreeMap<Link, Linked>,
}

/// A public record with what it says.
pub struct Entry<'a> {
    /// Its row.
    pub record: &'a PublicRecord,
    /// Its kind.
    pub kind: &'a Kind,
    /// What it says; withheld fields are not in it.
    pub content: Content,
}

impl<'a> Entry<'a> {
    /// Of a record whose kind is declared. What its kind withholds today is taken out once more, for it may have been
    /// public when the record was published.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    pub fn of(kinds: &'a Kinds, record: &'a PublicRecord) -> serde_json::Result<Option<Self>> {
        let Some(kind) = kinds.get(&record.kind) else { return Ok(None) };
        let content = record.content()?.public(kind);
        Ok(Some(Self { record, kind, content }))
    }

    /// The records whose kinds are declared.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    pub fn all(kinds: &'a Kinds, records: &'a [PublicRecord]) -> serde_json::Result<Vec<Self>> {
        records.iter().filter_map(|record| Self::of(kinds, record).transpose()).collect()
    }
}

impl<'a> Books<'a> {
    /// Looks up what these records lead to, with the same few statements however many there are.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn open(
        c: &mut Conn,
        site: &'a str,
        directory: &'a Directory,
        entries: &[Entry<'_>],
    ) -> sqlx::Result<Self> {
        let slugs = entries.iter().flat_map(|entry| entry.content.record_slugs(entry.kind));
        let titles = store::public_titles(c, slugs).await?;
        let mut wanted: Vec<Link> = entries.iter().flat_map(|entry| entry.content.links.clone()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let linked = links::describe(c, directory, &wanted).await?;
        Ok(Self { site, directory, titles, linked: linked.into_iter().map(|l| (l.link, l)).collect() })
    }

    /// Without anything about records, for what only names organisations.
    #[must_use]
    pub fn closed(site: &'a str, directory: &'a Directory) -> Self {
        Self { site, directory, titles: BTreeMap::new(), linked: BTreeMap::new() }
    }

    /// A record.
    #[must_use]
    pub fn record(&self, entry: &Entry<'_>) -> Value {
        let Entry { record, kind, content } = entry;
        let fields: Map<String, Value> = kind
            .fields()
            .filter(|field| field.is_public())
            .filter_map(|field| Some((field.id.clone(), self.value(field, content.values(&field.id))?)))
            .collect();
        let page = format!("{}/muc/{}", self.site, record.slug);
        json!({
            "id": record.id,
            "slug": record.slug,
            "kind": kind.id,
            "title": content.title,
            "summary": content.summary,
            "fields": fields,
            "keeper": self.directory.get(record.org_id).map(|org| self.organisation(org)),
            "links": content.links.iter().filter_map(|link| self.linked.get(link)).map(|l| self.link(l)).collect::<Value>(),
            "sources": content.sources,
            "pictures": content.pictures.iter().map(|picture| media::picture(&page, picture)).collect::<Value>(),
            "files": content.files.iter().map(|file| media::file(&page, file)).collect::<Value>(),
            "edition": record.editions,
            "published_at": stamp(record.published_at),
            "demo": record.demo,
            "json": format!("{page}.json"),
            "jsonld": format!("{page}.jsonld"),
            "url": page,
        })
    }

    /// What a record is linked to, or what is linked to it.
    #[must_use]
    pub fn link(&self, linked: &Linked) -> Value {
        let within = match linked.link.kind {
            LinkKind::Duty | LinkKind::Plan => Some(&linked.within).filter(|within| !within.is_empty()),
            LinkKind::Organisation | LinkKind::Record => None,
        };
        json!({
            "type": linked.link.kind,
            "text": linked.text,
            "clause": within,
            "url": format!("{}{}", self.site, linked.href),
        })
    }
}
