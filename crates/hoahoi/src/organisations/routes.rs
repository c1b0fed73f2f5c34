//! The public pages of organisations.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use jiff::civil::Date;
use thethuc::table::{Cell, Column, Table};

use super::answers::{Matter, Open};
use super::directory::Directory;
use super::history::{self, History, Node, function_name, history};
use super::model::{Kind, Organisation, System};
use super::texts::OrganisationTexts;
use crate::catalogue::linked_section;
use crate::catalogue::model::{Link, LinkKind};
use crate::db::Day;
use crate::duties::pages::agency::agency_section;
use crate::sheets::{self, Export, Format};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::paging::{Cursor, PAGE, Page, query};
use crate::web::{App, Ctx, Error, Frame, Result};

/// The list of organisations and the page of each; public.
pub fn routes() -> Router<App> {
    Router::new().route("/co-quan", get(list)).route("/co-quan/{which}", get(show))
}

/// A row of the list.
struct Row {
    slug: String,
    node: Node,
    short: Option<String>,
    kind: &'static str,
    system: &'static str,
    dates: String,
    now: Now,
    unverified: bool,
}

/// Who answers today for what was given to an organisation.
enum Now {
    Itself,
    Other(Node),
    Words(&'static str),
}

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static OrganisationTexts,
    problems: Problems,
    search: String,
    kinds: Vec<(&'static str, &'static str, bool)>,
    systems: Vec<(&'static str, &'static str, bool)>,
    day: String,
    include_ended: bool,
    filtered: bool,
    rows: Vec<Row>,
    any_moved: bool,
    total: String,
    sort_kind: bool,
    by_name: String,
    by_kind: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /co-quan`: the organisations, filtered and sorted as the address says; with `tai` as a file. Public.
async fn list(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.organisations;
    let directory = ctx.app.directory();
    let today = ctx.today().0;
    let mut problems = Problems::default();
    let day = fields.day("ngay", &mut problems, &ctx.t.common).map_or(today, |day| day.0);
    let (kind, system) = (fields.parse::<Kind>("loai"), fields.parse::<System>("he-thong"));
    let include_ended = fields.ticked("da-ket-thuc");
    let searched = viet::fold(fields.get("ten"));
    let mut found: Vec<&Organisation> = directory
        .organisations()
        .iter()
        .filter(|org| !org.is_group() && (include_ended || org.exists_on(day)))
        .filter(|org| kind.is_none_or(|kind| org.kind == kind))
        .filter(|org| system.is_none_or(|system| org.system == system))
        .filter(|org| is_named(org, &searched))
        .collect();
    let sort_kind = fields.get("sap-xep") == "loai";
    if sort_kind {
        found.sort_by_key(|org| org.kind);
    }
    if let Some(format) = fields.parse::<Format>("tai") {
        let filters = vec![
            (t.search, fields.get("ten").to_owned()),
            (t.system, system.map(|system| t.system_name(system).to_owned()).unwrap_or_default()),
            (t.kind, kind.map(|kind| t.kind_name(kind).to_owned()).unwrap_or_default()),
            (t.on_day, Day(day).show()),
            (t.include_ended, if include_ended { ctx.t.sheets.yes.to_owned() } else { String::new() }),
        ];
        return file(&ctx, format, filters, &found).await;
    }
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let start = Cursor::decode(fields.get("sau"), 1)
        .and_then(|after| found.iter().position(|org| org.slug == after.0[0]))
        .map_or(0, |at| at + 1);
    let rows: Vec<Row> =
        found[start..].iter().take(PAGE + 1).map(|org| row(&directory, org, today, t)).collect();
    let page = Page::cut(rows, PAGE, total, |row| Cursor(vec![row.slug.clone()]));
    let address = |sort: &str, after: &str| {
        let filters: Vec<(&str, &str)> = ["ten", "he-thong", "loai", "ngay", "da-ket-thuc"]
            .iter()
            .map(|name| (*name, fields.get(name)))
            .chain([("sap-xep", sort), ("sau", after)])
            .collect();
        format!("/co-quan?{}", query(&filters))
    };
    let sort = fields.get("sap-xep");
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        problems,
        search: fields.get("ten").to_owned(),
        kinds: Kind::ALL
            .iter()
            .filter(|kind| **kind != Kind::Group)
            .map(|one| (one.as_str(), t.kind_name(*one), kind == Some(*one)))
            .collect(),
        systems: System::ALL
            .iter()
            .map(|one| (one.as_str(), t.system_name(*one), system == Some(*one)))
            .collect(),
        day: fields.filled("ngay").map_or_else(|| Day(today).show(), str::to_owned),
        include_ended,
        filtered: fields.iter().any(|(name, value)| name != "sap-xep" && name != "sau" && !value.is_empty()),
        total: fill(t.count, &[&page.total_text(ctx.t.common.more_than)]),
        sort_kind,
        by_name: address("", ""),
        by_kind: address("loai", ""),
        first: (start > 0).then(|| address(sort, "")),
        more: page.next.map(|cursor| address(sort, &cursor.encode())),
        any_moved: page.rows.iter().any(|row| !matches!(row.now, Now::Itself)),
        rows: page.rows,
    })
}

/// The same organisations as a file.
async fn file(
    ctx: &Ctx,
    format: Format,
    filters: Vec<(&'static str, String)>,
    found: &[&Organisation],
) -> Result {
    let t = &ctx.t.organisations;
    let directory = ctx.app.directory();
    let site = ctx.app.config.public_url.as_deref();
    let line = |org: &&Organisation| {
        let row = row(&directory, org, ctx.today().0, t);
        let now = match row.now {
            Now::Itself => t.itself.to_owned(),
            Now::Other(node) => node.name,
            Now::Words(words) => words.to_owned(),
        };
        let note = if row.unverified { ctx.t.common.to_verify } else { "" };
        vec![
            sheets::identifier(site, &format!("/co-quan/{}", org.slug), &org.slug),
            Cell::from(org.name.as_str()),
            Cell::from(row.short),
            Cell::from(row.kind),
            Cell::from(row.system),
            Cell::from(org.valid_from),
            Cell::from(org.valid_to),
            Cell::from(now),
            Cell::from(note),
        ]
    };
    let table = Table {
        columns: vec![
            Column { width: 24.0, ..Column::identifier(ctx.t.sheets.identifier) },
            Column::words(t.name, 44.0),
            Column::words(t.short_name, 20.0),
            Column::words(t.kind, 26.0),
            Column::words(t.system, 18.0),
            Column::day(t.from_day),
            Column::day(t.to_day),
            Column::words(t.now, 40.0),
            Column::words(ctx.t.sheets.note, 16.0),
        ],
        rows: found.iter().map(line).collect(),
        ..Table::titled(t.title)
    };
    Export { stem: "co-quan", filters, cut: false, tables: vec![table] }.reply(ctx, format).await
}

/// Whether any name of the organisation holds what was typed, marks or not.
fn is_named(org: &Organisation, searched: &str) -> bool {
    let names = [Some(&org.name), org.short_name.as_ref()].into_iter().flatten().chain(&org.aliases);
    searched.is_empty() || names.into_iter().any(|name| viet::fold(name).contains(searched))
}

fn row(directory: &Directory, org: &Organisation, today: Date, t: &'static OrganisationTexts) -> Row {
    let answer = directory.answers(org.id, Matter::Unknown, today);
    let now = match (answer.holder(), &answer.open) {
        (Some(holder), _) if holder == org.id => Now::Itself,
        (Some(holder), _) => directory
            .get(holder)
            .map_or(Now::Words(t.nobody), |holder| Now::Other(history::node(holder, org.id))),
        (None, Some(Open::Choose { .. } | Open::Expand { .. })) => Now::Words(t.person_decides),
        (None, Some(Open::NotYet(_))) => Now::Words(t.not_yet),
        (None, _) => Now::Words(t.nobody),
    };
    Row {
        slug: org.slug.clone(),
        node: history::node(org, org.id),
        short: org.short_name.clone().filter(|short| *short != org.name),
        kind: t.kind_name(org.kind),
        system: t.system_name(org.system),
        dates: dates(org, t),
        now,
        unverified: org.confidence.is_some(),
    }
}

/// Between which days the organisation exists, in words.
fn dates(org: &Organisation, t: &OrganisationTexts) -> String {
    let show = viet::date::show;
    match (org.valid_from, org.valid_to) {
        (Some(from), Some(to)) => fill(t.from_to, &[&show(from), &show(to)]),
        (Some(from), None) => fill(t.from_only, &[&show(from)]),
        (None, Some(to)) => fill(t.to_only, &[&show(to)]),
        (None, None) => t.no_dates.to_owned(),
    }
}

#[derive(Template)]
#[template(path = "organisations/show.html")]
struct ShowPage {
    frame: Frame,
    t: &'static OrganisationTexts,
    name: String,
    kind: &'static str,
    system: &'static str,
    dates: String,
    short: Option<String>,
    aliases: String,
    parent: Option<Node>,
    code: Option<String>,
    relation: Option<&'static str>,
    note: Option<String>,
    unverified: bool,
    ended: Option<Ended>,
    history: History,
    duties: String,
    records: String,
}

/// What has become of the duties of a body that ended.
struct Ended {
    text: String,
    choices: Vec<(Node, Option<String>)>,
}

/// `GET /co-quan/{slug or id}`: one organisation and its history. Public.
async fn show(ctx: Ctx, Path(which): Path<String>) -> Result {
    let t = &ctx.t.organisations;
    let directory = ctx.app.directory();
    let org = directory.find(&which).ok_or(Error::NotFound)?;
    let duties = agency_section(&ctx, org.id).await?.render()?;
    let link = Link { kind: LinkKind::Organisation, id: org.id.0 };
    let records = linked_section(&ctx, &mut ctx.app.db.read().await?, link).await?.render()?;
    ctx.page(&ShowPage {
        frame: ctx.frame(),
        t,
        name: org.name.clone(),
        kind: t.kind_name(org.kind),
        system: t.system_name(org.system),
        dates: dates(org, t),
        short: org.short_name.clone().filter(|short| *short != org.name),
        aliases: org.aliases.join("; "),
        parent: org.parent.and_then(|id| directory.get(id)).map(|parent| history::node(parent, org.id)),
        code: org.code.clone(),
        relation: relation(org, t),
        note: org.note.clone(),
        unverified: org.confidence.is_some(),
        ended: ended(&directory, org, ctx.today().0, t),
        history: history(&directory, org, t),
        duties,
        records,
    })
}

/// How the People's Committee may address the body; nothing for itself and for the Party that leads it.
fn relation(org: &Organisation, t: &OrganisationTexts) -> Option<&'static str> {
    match org.kind {
        Kind::PeoplesCommittee | Kind::Party | Kind::Group => None,
        _ if org.system.is_subordinate() => Some(t.subordinate),
        _ => Some(t.requested),
    }
}

fn ended(directory: &Directory, org: &Organisation, today: Date, t: &OrganisationTexts) -> Option<Ended> {
    org.valid_to.filter(|to| *to < today)?;
    let answer = directory.answers(org.id, Matter::Unknown, today);
    let plain = |text: String| Some(Ended { text, choices: Vec::new() });
    if let Some(holder) = answer.holder().and_then(|id| directory.get(id)) {
        return plain(fill(t.ended_now, &[&holder.name]));
    }
    let Some(Open::Choose { candidates, .. }) = answer.open else { return plain(t.ended_nobody.to_owned()) };
    let choices = candidates.iter().filter_map(|candidate| {
        let function = candidate.function.as_deref().map(|slug| function_name(directory, slug));
        Some((history::node(directory.get(candidate.org)?, org.id), function))
    });
    let choices: Vec<_> = choices.collect();
    let by_function = choices.iter().any(|(_, function)| function.is_some());
    let text = if by_function { t.ended_choose } else { t.ended_choose_place };
    Some(Ended { text: text.to_owned(), choices })
}
