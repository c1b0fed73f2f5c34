//! `/bao-chi`: releases, figures, pictures, whom to call.

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::facts::{self, Group};
use super::super::model::Contact;
use super::super::texts::PressTexts;
use super::super::{KIND, store};
use crate::accounts::rights::{KeepPressDesk, ReviewRecord, WriteRecord};
use crate::catalogue::cards::{Card, Plates};
use crate::catalogue::media::Picture;
use crate::catalogue::store::{self as records, Listing, Order, PublicRecord};
use crate::db::Conn;
use crate::ids::OrgId;
use crate::sheets::{Export, Format};
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::{Ctx, Result};

/// Releases shown; the rest are in their list.
const RELEASES: usize = 6;
/// New records among which pictures are looked for, and how many of them are named.
const RECENT: i64 = 60;
const NEW: usize = 5;
/// Pictures shown.
const PICTURES: usize = 12;

/// A picture that may be used: it says who took it and on which terms.
struct Usable {
    page: String,
    src: String,
    record: String,
    picture: Picture,
}

/// A release that waits for its hour, for those who write and review.
struct Waiting {
    title: String,
    at: String,
    href: String,
}

#[derive(Template)]
#[template(path = "press/desk.html")]
struct DeskPage {
    frame: Frame,
    t: &'static PressTexts,
    releases: Vec<Card>,
    plates: Plates,
    all: String,
    groups: Vec<Group>,
    pictures: Vec<Usable>,
    newest: Vec<Card>,
    contact: Option<Contact>,
    waiting: Vec<Waiting>,
    writes: Option<String>,
    keeps: bool,
}

/// The desk, for everybody; with `tai` its figures as a file.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.press;
    let mut c = ctx.app.db.read().await?;
    let groups = facts::all(&ctx, &mut c).await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        drop(c);
        return export(&ctx, format, &groups).await;
    }
    let listing = Listing { kind: KIND, order: Order::Newest, size: RELEASES, ..Listing::default() };
    let releases = records::list(&mut c, &listing).await?.rows;
    let shown = Card::of(&ctx, &releases)?;
    let recent = records::newest(&mut c, RECENT).await?;
    let contact = store::contact(&mut c).await?;
    let waiting = waiting(&ctx, &mut c).await?;
    drop(c);
    let mut newest: Vec<PublicRecord> = recent.clone();
    newest.retain(|record| record.kind != KIND);
    newest.truncate(NEW);
    let writes = !writable(&ctx).is_empty();
    ctx.page(&DeskPage {
        frame: ctx.frame(),
        t,
        pictures: pictures(releases.iter().chain(&recent))?,
        plates: Plates::of(&shown),
        releases: shown,
        all: format!("/co-so-du-lieu/{KIND}"),
        groups,
        newest: Card::of(&ctx, &newest)?,
        contact,
        waiting,
        writes: writes.then(|| format!("/muc/moi/{KIND}")),
        keeps: ctx.viewer.may::<KeepPressDesk>(&()),
    })
}

/// The pictures that say who took them and how they may be used, each once.
fn pictures<'a>(records: impl Iterator<Item = &'a PublicRecord>) -> Result<Vec<Usable>> {
    let mut found: Vec<Usable> = Vec::new();
    for record in records {
        let content = record.content()?;
        for picture in content.pictures {
            let told = !picture.credit.is_empty() && !picture.licence.is_empty();
            if told && found.iter().all(|known| known.picture.id != picture.id) {
                let page = format!("/muc/{}", record.slug);
                let src = format!("{page}/anh/{}", picture.id);
                found.push(Usable { page, src, record: content.title.clone(), picture });
            }
        }
    }
    found.truncate(PICTURES);
    Ok(found)
}

/// The organisations for which the viewer may write releases.
fn writable(ctx: &Ctx) -> Vec<OrgId> {
    let directory = ctx.app.directory();
    let Some(kind) = ctx.app.kinds.get(KIND) else { return Vec::new() };
    let mine = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    let writes = |org: &OrgId| directory.get(*org).is_some_and(|org| kind.is_written_by(org));
    mine.into_iter().filter(|org| ctx.viewer.may::<WriteRecord>(org) && writes(org)).collect()
}

/// The releases that wait, as far as the viewer may know of them.
async fn waiting(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Waiting>> {
    let mine = writable(ctx);
    let of = match ctx.viewer.may::<ReviewRecord>(&()) {
        true => None,
        false if mine.is_empty() => return Ok(Vec::new()),
        false => Some(mine.as_slice()),
    };
    let found = records::waiting(c, KIND, of).await?.into_iter();
    let view = |record: records::Record| {
        let at = record.publish_at?.show();
        Some(Waiting { href: format!("/muc/{}/ho-so", record.slug), title: record.title, at })
    };
    Ok(found.filter_map(view).collect())
}

async fn export(ctx: &Ctx, format: Format, groups: &[Group]) -> Result {
    let t = &ctx.t.press;
    let site = &ctx.site;
    let [what, figure, remark, as_of, source, address] = t.columns();
    let rows = groups.iter().flat_map(|group| &group.facts).map(|fact| {
        vec![
            Cell::from(fact.what.as_str()),
            Cell::from(fact.figure.as_str()),
            Cell::from(fact.remark.as_str()),
            Cell::from(fact.as_of.as_str()),
            Cell::from(fact.source.as_str()),
            Cell::from(format!("{site}{}", fact.href)),
        ]
    });
    let table = Table {
        columns: vec![
            Column::words(what, 44.0),
            Column::words(figure, 26.0),
            Column::words(remark, 40.0),
            Column::words(as_of, 18.0),
            Column::words(source, 44.0),
            Column::words(address, 50.0),
        ],
        rows: rows.collect(),
        ..Table::titled(t.facts)
    };
    Export { stem: "bao-chi", tables: vec![table], ..Export::default() }.reply(ctx, format).await
}
