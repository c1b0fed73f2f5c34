//! The messages that people of the agencies see.

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::clean;
use super::super::consultation::store::{self as drafts, Consultation};
use super::super::model::{Kind, State};
use super::super::scope::FeedbackScope;
use super::super::store::{self, Filter, Message};
use super::super::texts::FeedbackTexts;
use super::target;
use crate::accounts::rights::ReadRegister;
use crate::db::Conn;
use crate::ids::ConsultationId;
use crate::reporting::words::Chip;
use crate::sheets::{self, Export, Format, Whole};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, address};
use crate::web::{Ctx, Frame, Result};

struct Row {
    href: String,
    text: String,
    kind: &'static str,
    about: String,
    org: String,
    state: Chip,
    ground: Option<&'static str>,
    sent: String,
}

#[derive(Template)]
#[template(path = "feedback/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static FeedbackTexts,
    states: Vec<(&'static str, String, bool)>,
    kinds: Vec<(&'static str, String, bool)>,
    filtered: bool,
    /// The draft whose comments are shown: its identifier and title.
    draft: Option<(ConsultationId, String)>,
    rows: Vec<Row>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /gop-y/xu-ly`: what the viewer may see; with `tai` as a file.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.feedback;
    let scope = FeedbackScope::of(&ctx.viewer);
    let filter = Filter {
        state: fields.parse("trang-thai"),
        kind: fields.parse("loai"),
        consultation: fields.parse("du-thao"),
    };
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        return file(&ctx, &mut c, format, &scope, &filter).await;
    }
    let page = store::list(&mut c, &scope, &filter, after.as_ref()).await?;
    let draft = match filter.consultation {
        Some(id) => drafts::get(&mut c, id).await?.filter(Consultation::is_public).map(|of| (id, of.title)),
        None => None,
    };
    drop(c);
    let at = |cursor: &str| {
        let kept = ["trang-thai", "loai", "du-thao"].map(|name| (name, fields.get(name)));
        address("/gop-y/xu-ly", &[&kept[..], &[("sau", cursor)]].concat())
    };
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        states: State::ALL
            .iter()
            .map(|state| (state.as_str(), t.chip(*state).text, filter.state == Some(*state)))
            .collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| (kind.as_str(), t.kind_name(*kind).to_owned(), filter.kind == Some(*kind)))
            .collect(),
        filtered: filter.state.is_some() || filter.kind.is_some() || filter.consultation.is_some(),
        draft,
        total: fill(t.n_messages, &[&page.total_text(ctx.t.common.more_than)]),
        more: page.next.as_ref().map(|cursor| at(&cursor.encode())),
        first: after.map(|_| at("")),
        rows: page.rows.iter().map(|of| row(&ctx, of)).collect(),
    })
}

fn row(ctx: &Ctx, of: &Message) -> Row {
    let t = &ctx.t.feedback;
    Row {
        href: format!("/gop-y/xu-ly/{}", of.id),
        text: clean::short(&of.text),
        kind: t.kind_name(of.kind),
        about: about(ctx, of),
        org: of.org_name.clone(),
        state: t.chip(of.state),
        ground: of.ground.filter(|_| of.state == State::SetAside).map(|ground| t.ground_name(ground)),
        sent: of.sent_at.day().show(),
    }
}

/// What it is about, in words.
pub(super) fn about(ctx: &Ctx, of: &Message) -> String {
    let about = target(ctx, of);
    about.map_or_else(|| ctx.t.feedback.everything.to_owned(), |about| about.title)
}

/// The same as a file: contacts only of what the viewer's own agencies answer, which the store sees to.
async fn file(ctx: &Ctx, c: &mut Conn, format: Format, scope: &FeedbackScope, filter: &Filter) -> Result {
    let t = &ctx.t.feedback;
    let mut all = Whole::default();
    while all.takes(store::list(c, scope, filter, all.after()).await?) {}
    let (found, cut) = all.done();
    let site = ctx.app.config.public_url.as_deref();
    let line = |of: &Message| {
        let row = row(ctx, of);
        vec![
            sheets::identifier(site, &row.href, &of.id.to_string()),
            Cell::from(row.kind),
            Cell::from(of.text.clone()),
            Cell::from(row.about),
            Cell::from(of.name.clone()),
            Cell::from(of.body.clone()),
            Cell::from(of.contact.clone()),
            Cell::from(t.consent_name(of.consent)),
            Cell::from(row.org),
            Cell::from(row.state.text),
            Cell::from(of.sent_at.day().0),
            Cell::from(
                of.verdict.filter(|_| of.answer.is_some()).map(|one| ctx.t.consultations.verdict_name(one)),
            ),
            Cell::from(of.answer.clone()),
            Cell::from(of.settled_at.map(|at| at.day().0)),
            Cell::from(row.ground),
        ]
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.kind, 14.0),
            Column::words(t.text, 60.0),
            Column::words(t.about, 32.0),
            Column::words(t.name, 24.0),
            Column::words(t.body, 28.0),
            Column::words(t.contact, 28.0),
            Column::words(t.consent, 24.0),
            Column::words(t.agency, 32.0),
            Column::words(t.state, 22.0),
            Column::day(t.sent_on),
            Column::words(ctx.t.consultations.verdict, 18.0),
            Column::words(t.answer, 60.0),
            Column::day(t.settled_on),
            Column::words(t.ground, 24.0),
        ],
        rows: found.iter().map(line).collect(),
        ..Table::titled(t.staff_title)
    };
    let filters = vec![
        (t.state, filter.state.map(|state| t.chip(state).text).unwrap_or_default()),
        (t.kind, filter.kind.map(|kind| t.kind_name(kind).to_owned()).unwrap_or_default()),
    ];
    Export { stem: "gop-y", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
