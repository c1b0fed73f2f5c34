//! Mailboxes of agencies: entered by an administrator for any, by a clerk for their own.

use askama::Template;
use axum::http::StatusCode;
use serde_json::json;

use super::super::store::mailboxes;
use super::super::texts::ReminderTexts;
use super::settings;
use crate::accounts::rights::{ManageAccounts, SetMailbox};
use crate::accounts::store::employers;
use crate::audit;
use crate::ids::OrgId;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "reminders/mailboxes.html")]
struct MailboxesPage {
    frame: Frame,
    t: &'static ReminderTexts,
    rows: Vec<(String, String)>,
    orgs: Vec<(OrgId, String)>,
    typed: Fields,
    problems: Problems,
    mail: bool,
}

/// `GET /quan-tri/hop-thu`: all mailboxes. Right: [`ManageAccounts`].
pub async fn list(ctx: Ctx) -> Result {
    ctx.permit::<ManageAccounts>(&())?;
    show(&ctx, StatusCode::OK, Fields::default(), Problems::default()).await
}

async fn show(ctx: &Ctx, status: StatusCode, typed: Fields, problems: Problems) -> Result {
    let mut c = ctx.app.db.read().await?;
    let known = mailboxes::all(&mut c).await?;
    let orgs = employers(&mut c, ctx.today()).await?;
    drop(c);
    let directory = ctx.app.directory();
    let named = |(org, address): (OrgId, String)| directory.get(org).map(|o| (o.name.clone(), address));
    ctx.page_with(
        status,
        &MailboxesPage {
            frame: ctx.frame(),
            t: &ctx.t.reminders,
            rows: known.into_iter().filter_map(named).collect(),
            orgs,
            typed,
            problems,
            mail: ctx.app.mailer.is_some(),
        },
    )
}

/// `POST /hop-thu`: sets an agency's mailbox, or removes it when the address is empty. Right: [`SetMailbox`].
pub async fn save(ctx: Ctx, fields: Fields) -> Result {
    let from_list = fields.get("ve") == "quan-tri";
    let Some(org) = fields.parse::<OrgId>("co-quan").filter(|org| ctx.app.directory().get(*org).is_some())
    else {
        ctx.permit::<ManageAccounts>(&())?;
        let mut problems = Problems::default();
        problems.add("co-quan", ctx.t.common.required);
        return show(&ctx, StatusCode::UNPROCESSABLE_ENTITY, fields, problems).await;
    };
    let permit = ctx.permit::<SetMailbox>(&org)?;
    let address = fields.filled("dia-chi");
    if address.is_some_and(|address| !mailboxes::is_address(address)) {
        let mut problems = Problems::default();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        if from_list {
            problems.add("dia-chi", ctx.t.reminders.s_address_bad);
            return show(&ctx, status, fields, problems).await;
        }
        problems.add(format!("hop-thu-{org}"), ctx.t.reminders.s_address_bad);
        return settings::page(&ctx, status, &fields, problems).await;
    }
    let mut tx = ctx.app.db.write().await?;
    mailboxes::set(&mut tx, org, address, permit.account(), ctx.now()).await?;
    let entry = permit.entry(
        ctx.now(),
        "mailbox.set",
        ("organisation", Some(org.0)),
        json!({ "set": address.is_some() }),
    );
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    if from_list {
        ctx.permit::<ManageAccounts>(&()).map_err(|_| Error::NotFound)?;
        return Ok(ctx.done("/quan-tri/hop-thu", ctx.t.reminders.s_saved));
    }
    Ok(ctx.done("/tai-khoan/thong-bao", ctx.t.reminders.s_saved))
}
