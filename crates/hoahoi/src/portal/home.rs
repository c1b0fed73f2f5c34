//! `/`.

use askama::Template;

use super::browse::Totals;
use crate::catalogue::browse;
use crate::catalogue::cards::{self, Card, Plates};
use crate::db::Conn;
use crate::duties::store::one::{given, plan_head};
use crate::ids::PlanId;
use crate::indicators::pictures;
use crate::indicators::store::indicators;
use crate::plans::model::section_anchor;
use crate::plans::store as plans;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// The star has eight pods.
const PODS: usize = 8;
/// Records shown as new.
const NEW: usize = 4;
/// News shown.
const NEWS: i64 = 3;
/// Records among which words to try are looked for.
const RECENT: i64 = 12;
/// A word to try is no longer than this.
const SHORT: usize = 22;

/// A pod of the star: something that is really there, with its number.
struct Pod {
    row: u8,
    lead: &'static str,
    href: String,
    name: String,
    count: String,
}

struct PlanView {
    name: String,
    title: String,
    issued: String,
    href: String,
    gives: String,
    parts: Vec<(String, String)>,
    target_heading: String,
    targets: Vec<String>,
    pictures: Option<String>,
    published: Option<String>,
}

/// A kind whose records are read as articles: where they all are.
struct NewsView {
    all: String,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    frame: Frame,
    pods: Vec<Pod>,
    tries: Vec<(String, String)>,
    plan: Option<PlanView>,
    newest: Vec<Card>,
    plates: Plates,
    news: Option<NewsView>,
    around: Option<Totals>,
}

/// Where a pod's name stands (row of the star's table) and the path that leads to it; left and right in turn, the
/// corners first, so that few names stand as well as eight.
const PLACES: [(u8, &str); PODS] = [
    (1, "M80.2 35.9L70.2 33H0"),
    (1, "M159.8 35.9L169.8 33H240"),
    (4, "M80.2 228.1L70.2 231H0"),
    (4, "M159.8 228.1L169.8 231H240"),
    (2, "M23.9 92.2L13.9 99H0"),
    (2, "M216.1 92.2L226.1 99H240"),
    (3, "M23.9 171.8L13.9 165H0"),
    (3, "M216.1 171.8L226.1 165H240"),
];

/// The home page. Everything it counts is there; what is not there is not shown.
pub async fn home(ctx: Ctx) -> Result {
    let t = &ctx.t.portal;
    let mut c = ctx.app.db.read().await?;
    let mut shelves = cards::shelves(&ctx, &mut c).await?;
    shelves.retain(|shelf| shelf.n > 0);
    shelves.sort_by_key(|shelf| !shelf.chief);
    // the plans have the last place
    let mut there: Vec<(String, String, String)> = shelves
        .into_iter()
        .take(PODS - 1)
        .map(|shelf| {
            let count = fill(ctx.t.catalogue.n_records, &[&viet::number::show(shelf.n)]);
            (shelf.href, shelf.short, count)
        })
        .collect();
    let (articles, others) = (kinds(&ctx, true), kinds(&ctx, false));
    let mut newest = Card::of(&ctx, &browse::newest(&mut c, &others, RECENT).await?)?;
    let tries = tries(&newest);
    newest.truncate(NEW);
    let stories = Card::of(&ctx, &browse::newest(&mut c, &articles, NEWS).await?)?;
    let news = stories.first().map(|first| format!("/co-so-du-lieu/{}", first.kind_id));
    let news = news.map(|all| NewsView { all, cards: stories });
    let totals = Totals::of(&ctx, &mut c).await?;
    let confirmed = plans::confirmed_plans(&mut c, None).await?;
    let mut plan = None;
    if let Some(latest) = confirmed.rows.first() {
        // the plan whose targets are followed, the latest of them, goes before one without any
        let shown = indicators::plan_followed(&mut c).await?.unwrap_or(latest.id);
        let given = given(&mut c, shown).await?;
        let count = fill(t.n_plans, &[&confirmed.total_text(ctx.t.common.more_than)]);
        there.push(("/ke-hoach".to_owned(), t.plans.to_owned(), count));
        plan = plan_view(&ctx, &mut c, shown, given).await?;
    }
    drop(c);
    let pods = there.into_iter().zip(PLACES);
    let pods = pods.map(|((href, name, count), (row, lead))| Pod { row, lead, href, name, count }).collect();
    let around = Some(totals).filter(|totals| !totals.is_empty());
    ctx.page(&HomePage {
        frame: ctx.frame(),
        pods,
        tries,
        plan,
        plates: Plates::of(&newest),
        newest,
        news,
        around,
    })
}

/// The kinds whose records are read as articles, or the others.
fn kinds(ctx: &Ctx, articles: bool) -> Vec<&str> {
    let kinds = ctx.app.kinds.all().iter().filter(|kind| kind.layout.article.is_some() == articles);
    kinds.map(|kind| kind.id.as_str()).collect()
}

/// Words to try: the titles of what is new, the first typed without marks.
fn tries(newest: &[Card]) -> Vec<(String, String)> {
    let word = |i: usize, card: &Card| if i == 0 { viet::fold(&card.title) } else { card.title.clone() };
    newest
        .iter()
        .filter(|card| card.title.chars().count() <= SHORT)
        .take(NEW)
        .enumerate()
        .map(|(i, card)| word(i, card))
        .map(|word| (format!("/tim-kiem?{}", crate::web::paging::query(&[("q", &word)])), word))
        .collect()
}

async fn plan_view(ctx: &Ctx, c: &mut Conn, id: PlanId, given: (i64, i64)) -> Result<Option<PlanView>> {
    let t = &ctx.t.portal;
    let Some(plan) = plans::plan(c, id).await? else { return Ok(None) };
    let Some(reading) = ctx.app.readings.of(c, plan.document_id).await? else { return Ok(None) };
    let pictures = pictures(ctx, c, id).await?;
    let href = format!("/ke-hoach/{id}");
    let part = |section: &vanban::model::Section| {
        let heading = section.heading.as_deref().unwrap_or_default();
        (format!("{href}#{}", section_anchor(&section.path)), format!("{} {heading}", section.label))
    };
    let head = plan_head(c, id).await?;
    let published = head.is_some_and(|head| head.disclosed_on(ctx.today()).is_some());
    let by = reading.targets.first().and_then(|target| target.by.clone());
    Ok(Some(PlanView {
        name: fill(t.plan, &[&plan.name()]),
        issued: plan.issued_on.map_or_else(String::new, |day| fill(t.issued, &[&day.show()])),
        gives: fill(t.gives, &[&given.0, &given.1]),
        parts: reading.sections.iter().map(part).collect(),
        target_heading: by.map_or_else(|| t.target.to_owned(), |year| fill(t.target_by, &[&year])),
        targets: reading.targets.iter().map(|t| vanban::text_of(&reading.source_text, t.span)).collect(),
        pictures,
        title: plan.title,
        published: published.then(|| format!("{href}/tien-do")),
        href,
    }))
}
