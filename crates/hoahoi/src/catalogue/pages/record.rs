//! The public page of a record: reads like an article, with facts, links and whom to ask.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::kind;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::browse;
use crate::catalogue::cards::{Card, Plates};
use crate::catalogue::kinds::{Kind, Sign, Visibility};
use crate::catalogue::laid::Laid;
use crate::catalogue::links::{self, Linked};
use crate::catalogue::media::{Paper, Picture};
use crate::catalogue::model::{Content, FIELD, Link, LinkKind};
use crate::catalogue::show::{Contact, Names, Reader, Shown};
use crate::catalogue::store;
use crate::db::Conn;
use crate::feedback;
use crate::open::jsonld;
use crate::open::record::{Books, Entry};
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::paging::address;
use crate::web::{Ctx, Error, Result};

#[derive(Template)]
#[template(path = "catalogue/record.html")]
struct RecordPage {
    frame: Frame,
    href: String,
    linked_data: String,
    kind_href: String,
    kind_name: String,
    title: String,
    summary: String,
    edition: String,
    demo: bool,
    laid: Laid,
    clauses: Vec<Linked>,
    related: Vec<Related>,
    agencies: Vec<Linked>,
    contact: Option<Contact>,
    keeper: Option<Contact>,
    sources: Vec<String>,
    slug: String,
    pictures: Vec<Picture>,
    files: Vec<Paper>,
    edit: Option<String>,
    dossier: Option<String>,
    feedback: String,
    interest: Option<String>,
    over: bool,
    answers: Option<Answers>,
}

/// Records of the counterpart of a kind, in the same field: offers beside a request, requests beside an offer.
struct Answers {
    heading: String,
    all: String,
    cards: Vec<Card>,
    plates: Plates,
}

/// Counterparts shown, and those among which the ones still valid are looked for.
const ANSWERS: usize = 4;
const LOOKED_AT: i64 = 24;

async fn answers(ctx: &Ctx, c: &mut Conn, kind: &Kind, content: &Content) -> Result<Option<Answers>> {
    let Some(other) = kind.counterpart.as_ref().and_then(|id| ctx.app.kinds.get(id)) else { return Ok(None) };
    let fields = content.values(FIELD);
    let mut records = store::newest_having(c, &other.id, FIELD, fields, LOOKED_AT).await?;
    let today = ctx.today();
    records.retain(|record| record.content().is_ok_and(|content| !content.is_over(other, today)));
    records.truncate(ANSWERS);
    if records.is_empty() {
        return Ok(None);
    }
    let chosen: Vec<(&str, &str)> = fields.iter().take(1).map(|value| (FIELD, value.as_str())).collect();
    let cards = Card::of(ctx, &records)?;
    Ok(Some(Answers {
        heading: fill(ctx.t.catalogue.same_field, &[&other.name.get(ctx.lang)]),
        all: address(&format!("/co-so-du-lieu/{}", other.id), &chosen),
        plates: Plates::of(&cards),
        cards,
    }))
}

/// Records of one kind that this one is linked with, in either direction.
struct Related {
    kind: String,
    cards: Vec<Card>,
    plates: Plates,
}

impl Related {
    /// Groups cards by kind, in order of the kinds.
    fn groups(ctx: &Ctx, cards: Vec<Card>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for kind in ctx.app.kinds.all() {
            let cards: Vec<Card> = cards.iter().filter(|card| card.kind_id == kind.id).cloned().collect();
            if !cards.is_empty() {
                let (kind, plates) = (kind.name.get(ctx.lang).to_owned(), Plates::of(&cards));
                groups.push(Self { kind, cards, plates });
            }
        }
        groups
    }
}

#[derive(Template)]
#[template(path = "catalogue/gone.html")]
struct GonePage {
    frame: Frame,
}

/// `/muc/{slug}`: what the public sees of a record; 410 once it has been withdrawn.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let Some(record) = store::public_by_slug(&mut c, &slug).await? else {
        if store::is_gone(&mut c, &slug).await? {
            return ctx.page_with(StatusCode::GONE, &GonePage { frame: ctx.frame() });
        }
        return Err(Error::NotFound);
    };
    let kind = kind(&ctx, &record.kind)?;
    let content = record.content()?.public(kind);
    let directory = ctx.app.directory();
    let records = store::public_titles(&mut c, content.record_slugs(kind)).await?;
    let linked = links::describe(&mut c, &directory, &content.links).await?;
    let back = links::to(&mut c, Link { kind: LinkKind::Record, id: record.id.0 }).await?;
    let there = linked.iter().filter(|linked| linked.link.kind == LinkKind::Record);
    let ids: Vec<_> = there.chain(&back).map(|linked| linked.link.id).collect();
    let slugs: Vec<&str> = content.record_slugs(kind).collect();
    let mut related = browse::among(&mut c, &ids, &slugs).await?;
    let answers = answers(&ctx, &mut c, kind, &content).await?;
    drop(c);
    related.retain(|other| other.id != record.id);
    let related = Related::groups(&ctx, Card::of(&ctx, &related)?);
    let linked_data = {
        let entry = Entry { record: &record, kind, content: content.clone() };
        let linked = linked.iter().map(|linked| (linked.link, linked.clone())).collect();
        let books = Books { site: &ctx.site, directory: &directory, titles: records.clone(), linked };
        jsonld::within_page(&jsonld::of(&books, &entry, jsonld::terms(&ctx.app.config)))
    };
    let names = Names { records, ..Names::default() };
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let of = |wanted: &[LinkKind]| -> Vec<Linked> {
        linked.iter().filter(|l| wanted.contains(&l.link.kind)).cloned().collect()
    };
    let writes = ctx.viewer.may::<WriteRecord>(&record.org_id);
    let here = format!("/muc/{slug}");
    let over = content.is_over(kind, ctx.today());
    let works = writes || ctx.viewer.may::<ReviewRecord>(&());
    ctx.page(&RecordPage {
        frame: ctx.frame(),
        href: format!("/muc/{slug}"),
        linked_data,
        kind_href: format!("/co-so-du-lieu/{}", kind.id),
        kind_name: kind.name.get(ctx.lang).to_owned(),
        edition: fill(ctx.t.catalogue.edition, &[&record.published_at.day().show(), &record.editions]),
        demo: record.demo,
        laid: Laid::of(&reader, kind, &content),
        clauses: of(&[LinkKind::Plan, LinkKind::Duty]),
        related,
        agencies: of(&[LinkKind::Organisation]),
        contact: reader.contact(kind, &content),
        keeper: directory
            .get(record.org_id)
            .map(|org| Contact { name: org.name.clone(), href: format!("/co-quan/{}", org.slug) }),
        title: content.title,
        summary: content.summary,
        sources: content.sources,
        pictures: content.pictures,
        files: content.files,
        edit: writes.then(|| format!("/muc/{slug}/sua")),
        dossier: works.then(|| format!("/muc/{slug}/ho-so")),
        feedback: feedback::address(&here),
        interest: (kind.interest && !over).then(|| feedback::interest_address(&here)),
        over,
        answers,
        slug,
    })
}
