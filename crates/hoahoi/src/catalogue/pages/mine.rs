//! Lists for signed-in people: the records of one's agency, and those that await review.

use askama::Template;

use super::{StateView, export, home, writable};
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::kinds::{Group, Kind};
use crate::catalogue::store::{self, Record};
use crate::sheets::Format;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::{Ctx, Result};

/// More than any agency keeps in work at once.
const MOST: i64 = 500;

struct Row {
    href: String,
    title: String,
    kind: String,
    agency: String,
    state: StateView,
    public: bool,
    changed: String,
    note: Option<String>,
    demo: bool,
}

fn rows(ctx: &Ctx, records: Vec<Record>) -> Vec<Row> {
    let directory = ctx.app.directory();
    let frame = ctx.frame();
    let row = |record: Record| Row {
        href: format!("/muc/{}/ho-so", record.slug),
        kind: ctx.app.kinds.get(&record.kind).map_or_else(String::new, |k| k.name.get(ctx.lang).to_owned()),
        agency: directory.get(record.org_id).map_or_else(String::new, |o| o.name.clone()),
        state: StateView::of(&frame, &record),
        public: record.is_public() && record.state != crate::catalogue::model::State::Published,
        changed: record.updated_at.show(),
        note: record.review_note.clone(),
        demo: record.demo,
        title: record.title,
    };
    records.into_iter().map(row).collect()
}

/// A group of kinds with the forms in which the viewer may write: (address, name).
struct Choice {
    group: String,
    kinds: Vec<(String, String)>,
}

fn chooser(ctx: &Ctx) -> Vec<Choice> {
    let form = |kind: &Kind| (format!("/muc/moi/{}", kind.id), kind.name.get(ctx.lang).to_owned());
    let choice = |(group, kinds): (&Group, &[Kind])| Choice {
        group: group.name.get(ctx.lang).to_owned(),
        kinds: kinds.iter().filter(|kind| !writable(ctx, Some(kind)).is_empty()).map(form).collect(),
    };
    ctx.app.kinds.groups().map(choice).filter(|choice| !choice.kinds.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "catalogue/mine.html")]
struct MinePage {
    frame: Frame,
    chooser: Vec<Choice>,
    rows: Vec<Row>,
    reviews: bool,
}

/// `/co-so-du-lieu/cua-toi`: the records of the viewer's agencies, whatever their state; with `tai` as a file.
pub async fn mine(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<WriteRecord>(&home(&ctx, None))?;
    let writable = writable(&ctx, None);
    let records = store::of_orgs(&mut ctx.app.db.read().await?, &writable, MOST).await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        return export::internal(&ctx, format, ctx.t.catalogue.my_records, &records).await;
    }
    ctx.page(&MinePage {
        frame: ctx.frame(),
        chooser: chooser(&ctx),
        rows: rows(&ctx, records),
        reviews: ctx.viewer.may::<ReviewRecord>(&()),
    })
}

#[derive(Template)]
#[template(path = "catalogue/awaiting.html")]
struct AwaitingPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// `/co-so-du-lieu/cho-duyet`: what awaits a reviewer; with `tai` as a file.
pub async fn awaiting(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReviewRecord>(&())?;
    let records = store::awaiting_review(&mut ctx.app.db.read().await?, MOST).await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        return export::internal(&ctx, format, ctx.t.catalogue.awaiting_review, &records).await;
    }
    ctx.page(&AwaitingPage { frame: ctx.frame(), rows: rows(&ctx, records) })
}
