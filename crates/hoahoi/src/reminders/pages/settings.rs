//! `/tai-khoan/thong-bao`: one's own address, the agency's mailbox, calendars.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use serde_json::json;

use super::super::store::feeds;
use super::super::store::mailboxes::{self, OwnMail};
use super::super::texts::ReminderTexts;
use crate::accounts::access::Permit;
use crate::accounts::rights::{DraftSubmission, OwnAccount, SetMailbox};
use crate::audit;
use crate::db::Tx;
use crate::ids::{FeedId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Frame, Result};

/// An agency's mailbox that the viewer may enter.
struct Office {
    org: String,
    name: String,
    address: String,
    problem: Option<String>,
}

struct FeedView {
    id: String,
    scope: String,
    made: String,
}

#[derive(Template)]
#[template(path = "reminders/settings.html")]
struct SettingsPage {
    frame: Frame,
    t: &'static ReminderTexts,
    address: String,
    only_due: bool,
    problems: Problems,
    offices: Vec<Office>,
    feeds: Vec<FeedView>,
    orgs: Vec<(String, String)>,
    mail: bool,
}

#[derive(Template)]
#[template(path = "reminders/feed_new.html")]
struct FeedNewPage {
    frame: Frame,
    t: &'static ReminderTexts,
    address: String,
}

/// `GET /tai-khoan/thong-bao`. Right: [`OwnAccount`].
pub async fn show(ctx: Ctx) -> Result {
    ctx.permit::<OwnAccount>(&())?;
    page(&ctx, StatusCode::OK, &Fields::default(), Problems::default()).await
}

/// The page, with what was typed when it was refused.
///
/// # Errors
/// When nobody has signed in or the database fails.
pub async fn page(ctx: &Ctx, status: StatusCode, typed: &Fields, problems: Problems) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let t = &ctx.t.reminders;
    let who = ctx.viewer.who().ok_or(Error::NotFound)?;
    let mut c = ctx.app.db.read().await?;
    let own = mailboxes::own(&mut c, permit.account()).await?.unwrap_or_default();
    let known = mailboxes::all(&mut c).await?;
    let feeds = feeds::of(&mut c, permit.account()).await?;
    drop(c);
    let directory = ctx.app.directory();
    let name = |org: OrgId| directory.get(org).map(|o| o.name.clone()).unwrap_or_default();
    let address_of = |org: OrgId| known.iter().find(|(of, _)| *of == org).map(|(_, a)| a.clone());
    let field = |org: OrgId| {
        let problem = problems.at(&format!("hop-thu-{org}")).map(str::to_owned);
        let address = problem.as_ref().map(|_| typed.get("dia-chi").to_owned());
        let address = address.or_else(|| address_of(org)).unwrap_or_default();
        Office { org: org.to_string(), name: name(org), address, problem }
    };
    // an administrator enters those of all agencies on a page of their own
    let clerk = |org: &OrgId| who.is_for(*org, &[crate::accounts::model::Role::Clerk]);
    let own_wrong = problems.at("thu").is_some();
    ctx.page_with(
        status,
        &SettingsPage {
            frame: ctx.frame(),
            t,
            address: if own_wrong { typed.get("thu").to_owned() } else { own.address },
            only_due: if own_wrong { typed.ticked("chi-den-han") } else { own.only_due },
            offices: who
                .orgs()
                .into_iter()
                .filter(clerk)
                .filter(|org| ctx.viewer.may::<SetMailbox>(org))
                .map(field)
                .collect(),
            feeds: feeds
                .iter()
                .map(|feed| FeedView {
                    id: feed.id.to_string(),
                    scope: feed.org_id.map_or(t.s_feed_all.to_owned(), name),
                    made: feed.created_at.day().show(),
                })
                .collect(),
            orgs: calendars(ctx).into_iter().map(|org| (org.to_string(), name(org))).collect(),
            mail: ctx.app.mailer.is_some(),
            problems,
        },
    )
}

/// The agencies whose due days the viewer may have in a calendar.
fn calendars(ctx: &Ctx) -> Vec<OrgId> {
    let orgs = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    orgs.into_iter().filter(|org| ctx.viewer.may::<DraftSubmission>(org)).collect()
}

/// `POST /tai-khoan/thong-bao`: one's own address and what comes to it. Right: [`OwnAccount`].
pub async fn save(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let address = fields.filled("thu");
    if address.is_some_and(|address| !mailboxes::is_address(address)) {
        let mut problems = Problems::default();
        problems.add("thu", ctx.t.reminders.s_address_bad);
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &fields, problems).await;
    }
    let only_due = fields.ticked("chi-den-han");
    let mail = address.map(|address| OwnMail { address: address.to_owned(), only_due });
    let mut tx = ctx.app.db.write().await?;
    mailboxes::set_own(&mut tx, permit.account(), mail.as_ref(), ctx.now()).await?;
    let changed = json!({ "changed": ["address", "only_due"], "set": mail.is_some() });
    note(&ctx, &mut tx, &permit, "account.mail", changed).await?;
    tx.commit().await?;
    Ok(ctx.done("/tai-khoan/thong-bao", ctx.t.reminders.s_saved))
}

/// `POST /tai-khoan/lich`: makes a calendar and shows its address this once. Right: [`OwnAccount`].
pub async fn create_feed(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let org = fields.parse::<OrgId>("co-quan");
    if let Some(org) = org {
        ctx.permit::<DraftSubmission>(&org)?;
    } else if calendars(&ctx).is_empty() {
        return Err(Error::NotFound);
    }
    let mut tx = ctx.app.db.write().await?;
    let (_, secret) = feeds::create(&mut tx, permit.account(), org, ctx.now()).await?;
    note(&ctx, &mut tx, &permit, "feed.create", json!({ "organisation": org })).await?;
    tx.commit().await?;
    let site = ctx.app.config.public_url.clone().unwrap_or_else(|| format!("http://{}", ctx.app.config.bind));
    let address = format!("{site}/lich/{secret}.ics");
    ctx.page(&FeedNewPage { frame: ctx.frame(), t: &ctx.t.reminders, address })
}

/// `POST /tai-khoan/lich/{id}/thu-hoi`: makes an address useless. Right: [`OwnAccount`].
pub async fn revoke_feed(ctx: Ctx, Path(id): Path<FeedId>) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let mut tx = ctx.app.db.write().await?;
    if !feeds::revoke(&mut tx, permit.account(), id, ctx.now()).await? {
        return Err(Error::NotFound);
    }
    note(&ctx, &mut tx, &permit, "feed.revoke", json!({})).await?;
    tx.commit().await?;
    Ok(ctx.done("/tai-khoan/thong-bao", ctx.t.reminders.s_feed_revoked))
}

async fn note(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<OwnAccount>,
    action: &'static str,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = permit.entry(ctx.now(), action, ("account", Some(permit.account().0)), fields);
    audit::record(tx, entry).await
}
