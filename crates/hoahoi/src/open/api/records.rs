//! Public records.

use std::collections::BTreeMap;

use axum::extract::Path;
use jiff::civil::Time;
use serde_json::Value;

use super::super::call::{Answer, Call, Document};
use super::super::jsonld;
use super::super::params::{Holds, Param};
use super::super::problem::{Problem, T, What};
use super::super::record::{Books, Entry};
use super::{Operation, bad_cursor, page, rows, schemas};
use crate::catalogue::harvest::{Harvest, harvest};
use crate::catalogue::kinds::{Field, FieldType, Kinds};
use crate::catalogue::links;
use crate::catalogue::model::{Link, LinkKind};
use crate::catalogue::store::{self, PublicRecord};
use crate::db::{Conn, Day};
use crate::ids::RecordId;
use crate::search;
use crate::web::paging::Cursor;

/// The facet that says to which field of part III.3 of the plan a record belongs, in every kind that has it.
const FIELD: &str = "linh-vuc";
/// Pages of search results that one request looks through for records that fit its other conditions.
const SEARCHED: usize = 25;

pub(super) fn list_operation(kinds: &Kinds) -> Operation {
    let ids: Vec<String> = kinds.all().iter().map(|kind| kind.id.clone()).collect();
    let mut params = vec![
        Param::new("kind", Holds::OneOf(ids), "Chỉ loại này."),
        Param::new("q", Holds::Text, "Có những từ này; gõ không dấu cũng được. Kết quả gần nhất đứng trước."),
        Param::new("commune", Holds::Text, "Ở xã, phường này (mã trong /api/v1/communes)."),
        Param::new("year", Holds::Whole(1900, 2100), "Có năm này ở một trường năm bất kỳ."),
        Param::new("since", Holds::Day, "Công bố từ ngày này."),
    ];
    let fields = options(kinds, FIELD);
    if !fields.is_empty() {
        params.push(Param::new("field", Holds::OneOf(fields), "Thuộc lĩnh vực này (mục III.3)."));
    }
    let common: Vec<String> = params.iter().map(|param| param.name.clone()).collect();
    for (id, label) in facets(kinds).into_iter().filter(|(id, _)| !common.contains(id)) {
        let facets = kinds.all().iter().flat_map(|kind| kind.facets());
        let of_years = facets.filter(|field| field.id == id).any(|field| field.kind == FieldType::Year);
        let holds = match options(kinds, &id) {
            _ if of_years => Holds::Whole(1900, 2100),
            options if options.is_empty() => Holds::Text,
            options => Holds::OneOf(options),
        };
        params.push(Param::new(id, holds, label));
    }
    Operation::json("listRecords", "records", "Các mục thông tin đã công bố", schemas::page_of("Record"))
        .about(
            "Reviewed and published records. Without `q` they come in an order that no change moves, so that reading to \
             the last page gives each once. Parameters may be combined; a record must fit all of them.",
        )
        .takes(params)
        .paged()
        .fails(&[What::NotReady])
}

/// The facets of all kinds: identifier and label.
fn facets(kinds: &Kinds) -> BTreeMap<String, String> {
    let facets = kinds.all().iter().flat_map(|kind| kind.facets().map(move |field| (kind, field)));
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (kind, field) in facets {
        let label = found.entry(field.id.clone()).or_default();
        let and = if label.is_empty() { "" } else { "; " };
        *label += &format!("{and}{} ({})", field.label.vi, kind.name.vi);
    }
    found
}

/// The options that a facet has in any kind.
fn options(kinds: &Kinds, facet: &str) -> Vec<String> {
    let fields = kinds.all().iter().flat_map(|kind| kind.facets().filter(|field| field.id == facet));
    let mut options: Vec<String> =
        fields.flat_map(|field| &field.options).map(|option| option.id.clone()).collect();
    options.sort_unstable();
    options.dedup();
    options
}

/// `/api/v1/records`.
pub(super) async fn list(call: Call) -> Answer {
    let wanted = Wanted::of(&call);
    let mut c = call.app.db.read().await?;
    let found = match call.given.get("q") {
        Some(text) => wanted.search(&call.app.search, &mut c, text, call.given.get("after")).await?,
        None => wanted.page(&mut c, call.given.get("after")).await?,
    };
    let directory = call.app.directory();
    let entries = Entry::all(&call.app.kinds, &found.rows)?;
    let books = Books::open(&mut c, &call.site, &directory, &entries).await?;
    drop(c);
    let rows: Vec<Value> = entries.iter().map(|entry| books.record(entry)).collect();
    Ok(page(&call, "/api/v1/records", rows, found.total, found.next))
}

/// Records found: a page, how many in all when that is known, where it goes on.
struct Found {
    rows: Vec<PublicRecord>,
    total: Option<i64>,
    next: Option<String>,
}

/// What a request for records asks for.
struct Wanted<'a> {
    harvest: Harvest<'a>,
    /// What the search itself narrows by: kind, field, commune, year.
    only: [Option<&'a str>; 4],
    /// Whether there are conditions beyond those, which the search cannot count.
    beyond: bool,
}

impl<'a> Wanted<'a> {
    fn of(call: &'a Call) -> Self {
        let (kinds, given) = (&call.app.kinds, &call.given);
        let kind = given.get("kind");
        let of_kind = |of: FieldType| -> Vec<&'a str> {
            let fields = kinds.all().iter().flat_map(|kind| kind.facets());
            let fields = fields.filter(|field: &&Field| field.kind == of);
            fields.map(|field| field.id.as_str()).collect()
        };
        // the search keeps one year of a record: of a kind with several it would not know the others
        let one_year = kinds
            .all()
            .iter()
            .all(|kind| kind.facets().filter(|field| field.kind == FieldType::Year).count() <= 1);
        let only = [kind, given.get("field"), given.get("commune"), given.get("year").filter(|_| one_year)];
        let mut having: Vec<(Vec<&str>, &str)> = Vec::new();
        having.extend(given.get("commune").map(|commune| (of_kind(FieldType::Communes), commune)));
        having.extend(given.get("year").map(|year| (of_kind(FieldType::Year), year)));
        having.extend(given.get("field").map(|field| (vec![FIELD], field)));
        let facets = kinds.all().iter().flat_map(|kind| kind.facets());
        let mut seen = std::collections::BTreeSet::new();
        for field in facets.filter(|field| seen.insert(&field.id)) {
            having.extend(given.get(&field.id).map(|value| (vec![field.id.as_str()], value)));
        }
        let kinds = kinds.all().iter().map(|kind| kind.id.as_str());
        let harvest = Harvest {
            kinds: kinds.filter(|id| kind.is_none_or(|only| only == *id)).collect(),
            having,
            since: given.parse::<Day>("since").and_then(|day| day.at(Time::midnight())),
            size: rows(call),
            ..Harvest::default()
        };
        let counted = only.iter().skip(1).flatten().count();
        let beyond = harvest.having.len() > counted || harvest.since.is_some();
        Self { harvest, only, beyond }
    }

    async fn page(&self, c: &mut Conn, after: Option<&str>) -> Result<Found, Problem> {
        let after: Option<RecordId> = match after {
            Some(cursor) => {
                let cursor = Cursor::decode(cursor, 1).ok_or_else(bad_cursor)?;
                Some(cursor.0[0].parse().map_err(|_| bad_cursor())?)
            }
            None => None,
        };
        let page = harvest(c, &Harvest { after, ..self.harvest.clone() }).await?;
        Ok(Found { rows: page.rows, total: Some(page.total), next: page.next.map(|next| next.encode()) })
    }

    /// The records among what is found, best first. A cursor is the search's own, and how many hits of that page have
    /// been given out.
    async fn search(
        &self,
        index: &search::SearchIndex,
        c: &mut Conn,
        text: &str,
        after: Option<&str>,
    ) -> Result<Found, Problem> {
        let (mut skip, mut place) = match after {
            Some(cursor) => place(cursor).ok_or_else(bad_cursor)?,
            None => (0, None),
        };
        let mut rows: Vec<PublicRecord> = Vec::new();
        let mut total = None;
        for _ in 0..SEARCHED {
            let asked = search::Query {
                text: text.to_owned(),
                only: self.only.map(|only| only.map(str::to_owned)),
                after: place.clone(),
                ..search::Query::default()
            };
            let found = search::find(index, c, &asked).await?;
            if found.building {
                return Err(Problem::new(What::NotReady, T.d_building));
            }
            if found.loosened {
                return Ok(Found { rows: Vec::new(), total: Some(0), next: None });
            }
            let known =
                found.facets[0].iter().filter(|(kind, _)| self.harvest.kinds.contains(&kind.as_str()));
            total = (!self.beyond).then(|| known.map(|(_, n)| n).sum());
            let slugs: Vec<&str> =
                found.page.rows.iter().filter_map(|hit| hit.href.strip_prefix("/muc/")).collect();
            let size = slugs.len();
            let fitting = Harvest { slugs: Some(slugs), size, ..self.harvest.clone() };
            let mut fitting = harvest(c, &fitting).await?.rows;
            for (n, hit) in found.page.rows.iter().enumerate().skip(skip) {
                let at =
                    fitting.iter().position(|record| hit.href.strip_prefix("/muc/") == Some(&record.slug));
                let Some(at) = at else { continue };
                if rows.len() == self.harvest.size {
                    return Ok(Found { rows, total, next: Some(cursor(n, place.as_ref())) });
                }
                rows.push(fitting.swap_remove(at));
            }
            skip = 0;
            place = found.page.next;
            if place.is_none() {
                return Ok(Found { rows, total, next: None });
            }
        }
        Ok(Found { rows, total, next: Some(cursor(0, place.as_ref())) })
    }
}

fn cursor(skip: usize, place: Option<&Cursor>) -> String {
    Cursor(vec![skip.to_string(), place.map(Cursor::encode).unwrap_or_default()]).encode()
}

/// Reads what [`cursor`] wrote. How many values a cursor of search holds is its own affair.
fn place(cursor: &str) -> Option<(usize, Option<Cursor>)> {
    let parts = Cursor::decode(cursor, 2)?.0;
    let skip = parts[0].parse().ok()?;
    if parts[1].is_empty() {
        return Some((skip, None));
    }
    (1..=8).find_map(|n| Cursor::decode(&parts[1], n)).map(|place| (skip, Some(place)))
}

pub(super) fn one_operation() -> Operation {
    Operation::json("getRecord", "records", "Một mục thông tin", schemas::of("Record"))
        .about("The same as `/muc/{slug}.json`, with what links to it. 410 once it has been withdrawn.")
        .fails(&[What::Gone])
}

/// `/api/v1/records/{slug}` and `/muc/{slug}.json`.
pub async fn one(Path(slug): Path<String>, call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let record = public(&mut c, &slug).await?;
    let back = links::to(&mut c, Link { kind: LinkKind::Record, id: record.id.0 }).await?;
    let entry = Entry::of(&call.app.kinds, &record)?.ok_or_else(Problem::not_found)?;
    let directory = call.app.directory();
    let entries = [entry];
    let books = Books::open(&mut c, &call.site, &directory, &entries).await?;
    drop(c);
    let mut json = books.record(&entries[0]);
    json["linked_from"] = back.iter().map(|linked| books.link(linked)).collect();
    Ok(Document::json(&json).modified(record.published_at))
}

pub(super) fn linked_data_operation() -> Operation {
    let operation = Operation::json(
        "getRecordLinkedData",
        "records",
        "Một mục thông tin dạng JSON-LD",
        schemas::of("LinkedData"),
    );
    Operation { media: LINKED_DATA, ..operation }
        .about("The same as `/muc/{slug}.jsonld`: JSON-LD in the words of schema.org.")
        .fails(&[What::Gone])
}

const LINKED_DATA: &str = "application/ld+json";

/// `/api/v1/records/{slug}/jsonld` and `/muc/{slug}.jsonld`.
pub async fn linked_data(Path(slug): Path<String>, call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let record = public(&mut c, &slug).await?;
    let entry = Entry::of(&call.app.kinds, &record)?.ok_or_else(Problem::not_found)?;
    let directory = call.app.directory();
    let entries = [entry];
    let books = Books::open(&mut c, &call.site, &directory, &entries).await?;
    drop(c);
    let data = jsonld::of(&books, &entries[0], jsonld::terms(&call.app.config));
    Ok(Document::text(LINKED_DATA, data.to_string()).modified(record.published_at))
}

/// The record at an address, as the public sees it.
async fn public(c: &mut Conn, slug: &str) -> Result<PublicRecord, Problem> {
    if !slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(Problem::not_found());
    }
    match store::public_by_slug(c, slug).await? {
        Some(record) => Ok(record),
        None if store::is_gone(c, slug).await? => Err(Problem::new(What::Gone, T.d_withdrawn)),
        None => Err(Problem::not_found()),
    }
}
