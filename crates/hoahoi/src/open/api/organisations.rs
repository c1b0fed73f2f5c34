//! Organisations and communes, with the successions between them.

use axum::extract::Path;
use serde_json::{Value, json};

use super::super::call::{Answer, Call, Document};
use super::super::params::{Holds, Param};
use super::super::problem::Problem;
use super::super::record::Books;
use super::{Operation, bad_cursor, page, rows, schemas};
use crate::organisations::{Directory, Kind, Organisation, Succession, System};
use crate::web::paging::Cursor;

fn values<T: std::fmt::Display>(all: &[T]) -> Holds {
    Holds::OneOf(all.iter().map(ToString::to_string).collect())
}

pub(super) fn list_operation() -> Operation {
    let params = vec![
        Param::new("kind", values(Kind::ALL), "Chỉ loại cơ quan này."),
        Param::new("system", values(System::ALL), "Chỉ hệ thống này."),
        Param::new("q", Holds::Text, "Tên có những chữ này; gõ không dấu cũng được."),
        Param::new("on", Holds::Day, "Hoạt động vào ngày này; mặc định hôm nay."),
        Param::new("ended", Holds::Flag, "true: kể cả cơ quan không hoạt động vào ngày đó."),
    ];
    Operation::json(
        "listOrganisations",
        "organisations",
        "Các cơ quan, tổ chức",
        schemas::page_of("Organisation"),
    )
    .about("Agencies with the days between which they existed, and how their work passed on.")
    .takes(params)
    .paged()
}

/// `/api/v1/organisations`.
pub(super) async fn list(call: Call) -> Answer {
    let given = &call.given;
    let (kind, system) = (given.parse::<Kind>("kind"), given.parse::<System>("system"));
    let ended = given.get("ended") == Some("true");
    let named = viet::fold(given.get("q").unwrap_or_default());
    let on = given.parse::<crate::db::Day>("on").unwrap_or_else(|| call.app.clock.today()).0;
    chosen(&call, "/api/v1/organisations", whole, |org| {
        !org.is_group()
            && (ended || org.exists_on(on))
            && kind.is_none_or(|kind| org.kind == kind)
            && system.is_none_or(|system| org.system == system)
            && (named.is_empty()
                || [Some(&org.name), org.short_name.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|name| viet::fold(name).contains(&named)))
    })
}

pub(super) fn communes_operation() -> Operation {
    Operation::json("listCommunes", "organisations", "Các xã, phường hiện nay", schemas::page_of("Commune"))
        .about("Communes and wards of today; `slug` is what `/api/v1/records?commune=` takes.")
        .takes(vec![Param::new("q", Holds::Text, "Tên có những chữ này; gõ không dấu cũng được.")])
        .paged()
}

/// `/api/v1/communes`.
pub(super) async fn communes(call: Call) -> Answer {
    let today = call.app.clock.today().0;
    let named = viet::fold(call.given.get("q").unwrap_or_default());
    chosen(
        &call,
        "/api/v1/communes",
        |books, org| books.commune(org),
        |org| {
            matches!(org.kind, Kind::Commune | Kind::Ward)
                && org.exists_on(today)
                && viet::fold(&org.name).contains(&named)
        },
    )
}

pub(super) fn one_operation() -> Operation {
    Operation::json("getOrganisation", "organisations", "Một cơ quan, tổ chức", schemas::of("Organisation"))
}

/// `/api/v1/organisations/{slug}`.
pub(super) async fn one(Path(slug): Path<String>, call: Call) -> Answer {
    let directory = call.app.directory();
    let org = directory.by_slug(&slug).filter(|org| !org.is_group()).ok_or_else(Problem::not_found)?;
    Ok(Document::json(&whole(&Books::closed(&call.site, &directory), org)))
}

/// A page of the organisations that fit, by slug.
fn chosen(
    call: &Call,
    path: &str,
    write: fn(&Books<'_>, &Organisation) -> Value,
    fits: impl Fn(&Organisation) -> bool,
) -> Answer {
    let directory = call.app.directory();
    let books = Books::closed(&call.site, &directory);
    let mut found: Vec<&Organisation> = directory.organisations().iter().filter(|org| fits(org)).collect();
    found.sort_by(|a, b| a.slug.cmp(&b.slug));
    let total = i64::try_from(found.len()).ok();
    if let Some(after) = call.given.get("after") {
        let after = Cursor::decode(after, 1).ok_or_else(bad_cursor)?;
        found.retain(|org| org.slug > after.0[0]);
    }
    let size = rows(call);
    let next = found.get(size).and_then(|_| found.get(size - 1));
    let next = next.map(|last| Cursor(vec![last.slug.clone()]).encode());
    let rows = found.iter().take(size).map(|org| write(&books, org)).collect();
    Ok(page(call, path, rows, total, next))
}

fn whole(books: &Books<'_>, org: &Organisation) -> Value {
    let directory = books.directory;
    let passed = |other, by: &Succession| succession(books, directory.get(other), by);
    json!({
        "slug": org.slug,
        "name": org.name,
        "short_name": org.short_name,
        "kind": org.kind,
        "system": org.system,
        "parent": org.parent.and_then(|parent| directory.get(parent)).map(|parent| &parent.slug),
        "valid_from": org.valid_from,
        "valid_to": org.valid_to,
        "code": org.code,
        "verified": org.confidence.is_none(),
        "successors": directory
            .successions_from(org.id)
            .map(|by| succession(books, by.to.and_then(|to| directory.get(to)), by))
            .collect::<Vec<_>>(),
        "predecessors": directory.successions_to(org.id).map(|by| passed(by.from, by)).collect::<Vec<_>>(),
        "url": format!("{}/co-quan/{}", books.site, org.slug),
    })
}

fn succession(books: &Books<'_>, other: Option<&Organisation>, by: &Succession) -> Value {
    let function = by.function.as_deref();
    json!({
        "organisation": other.map(|org| books.organisation(org)),
        "kind": by.kind,
        "function": function.map(|slug| function_name(books.directory, slug)),
        "on": by.on,
        "decision": by.decision,
        "verified": by.confidence.is_none(),
    })
}

fn function_name(directory: &Directory, slug: &str) -> String {
    directory.function(slug).map_or_else(|| slug.to_owned(), |function| function.name.clone())
}
