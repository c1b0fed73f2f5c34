//! One's own account: name, roles, sessions, language, the data kept about oneself.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{about_account, sign_in};
use crate::accounts::rights::OwnAccount;
use crate::accounts::sessions::Session;
use crate::accounts::store::{Account, RoleHeld};
use crate::accounts::{sessions, store};
use crate::audit;
use crate::ids::SessionId;
use crate::reminders::store::{feeds, mailboxes};
use crate::web::form::{Fields, Problems};
use crate::web::lang::Lang;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "accounts/own.html")]
struct OwnPage {
    frame: Frame,
    account: Account,
    name: String,
    roles: Vec<RoleHeld>,
    sessions: Vec<Session>,
    this_session: SessionId,
    has_power: bool,
    problems: Problems,
}

async fn page(ctx: &Ctx, typed_name: Option<&str>, problems: Problems) -> Result<OwnPage> {
    let who = ctx.viewer.who().ok_or(Error::NotFound)?;
    let mut c = ctx.app.db.read().await?;
    let account = store::by_id(&mut c, who.account_id).await?.ok_or(Error::NotFound)?;
    Ok(OwnPage {
        frame: ctx.frame(),
        name: typed_name.unwrap_or(&account.name).to_owned(),
        roles: store::roles_of(&mut c, account.id).await?,
        sessions: sessions::list(&mut c, account.id, ctx.now()).await?,
        this_session: who.session_id,
        has_power: who.has_power(),
        account,
        problems,
    })
}

/// The page. Right: [`OwnAccount`].
pub async fn show(ctx: Ctx) -> Result {
    ctx.permit::<OwnAccount>(&())?;
    ctx.page(&page(&ctx, None, Problems::default()).await?)
}

/// Saves name and language. Right: [`OwnAccount`].
pub async fn save(ctx: Ctx, form: Fields) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let mut problems = Problems::default();
    sign_in::check_name(&ctx, &form, &mut problems);
    if !problems.is_empty() {
        let page = page(&ctx, Some(form.get("name")), problems).await?;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let lang = form.parse("lang").unwrap_or(Lang::Vi);
    let mut tx = ctx.app.db.write().await?;
    let login = ctx.viewer.who().map_or("", |w| w.login.as_str());
    store::set_profile(&mut tx, permit.account(), login, form.get("name"), lang).await?;
    let fields = json!({ "changed": ["name", "lang"] });
    let entry =
        about_account(&ctx, Some(permit.account()), "account.profile", Some(permit.account()), fields);
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    let mut response = ctx.done("/tai-khoan", lang.texts().account.name_saved);
    response.headers_mut().append(header::SET_COOKIE, ctx.language_cookie(lang));
    Ok(response)
}

/// Ends one of one's own sessions. Right: [`OwnAccount`].
pub async fn end_session(ctx: Ctx, Path(id): Path<SessionId>) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let mut tx = ctx.app.db.write().await?;
    sessions::revoke(&mut tx, permit.account(), id).await?;
    let entry =
        about_account(&ctx, Some(permit.account()), "session.revoke", Some(permit.account()), json!({}));
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(ctx.done("/tai-khoan", ctx.t.account.session_ended))
}

/// Ends all of one's own sessions but this one. Right: [`OwnAccount`].
pub async fn end_other_sessions(ctx: Ctx) -> Result {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let this = ctx.viewer.who().map(|w| w.session_id);
    let mut tx = ctx.app.db.write().await?;
    sessions::revoke_others(&mut tx, permit.account(), this).await?;
    let entry =
        about_account(&ctx, Some(permit.account()), "session.revoke", Some(permit.account()), json!({}));
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(ctx.done("/tai-khoan", ctx.t.account.sessions_ended))
}

/// The data kept about oneself, as a file. Right: [`OwnAccount`].
pub async fn export(ctx: Ctx) -> Result<Response> {
    let permit = ctx.permit::<OwnAccount>(&())?;
    let mut c = ctx.app.db.read().await?;
    let account = store::by_id(&mut c, permit.account()).await?.ok_or(Error::NotFound)?;
    let roles = store::roles_of(&mut c, account.id).await?;
    let open = sessions::list(&mut c, account.id, ctx.now()).await?;
    let mail = mailboxes::own(&mut c, account.id).await?;
    let calendars = feeds::of(&mut c, account.id).await?;
    let done = audit::store::of_account(&mut c, account.id).await?;
    let iso = |at: crate::db::Millis| {
        jiff::Timestamp::from_millisecond(at.0).map(|t| t.to_string()).unwrap_or_default()
    };
    let data = json!({
        "exported_at": iso(ctx.now()),
        "account": {
            "login": account.login, "name": account.name, "language": account.lang,
            "created_at": iso(account.created_at), "one_time_code": account.totp_on,
        },
        "roles": roles.iter().map(|r| json!({
            "organisation": r.org_name, "role": r.role, "from": r.from_day, "until": r.until_day,
        })).collect::<Vec<_>>(),
        "mail": mail.map(|m| json!({ "address": m.address, "only_when_due": m.only_due })),
        "calendars": calendars.iter().map(|f| json!({ "made_at": iso(f.created_at) })).collect::<Vec<_>>(),
        "sessions": open.iter().map(|s| json!({
            "began_at": iso(s.created_at), "seen_at": iso(s.seen_at), "address": s.ip, "browser": s.agent,
        })).collect::<Vec<_>>(),
        "log": done.iter().map(|(at, action, kind)| json!({ "at": iso(*at), "action": action, "on": kind })).collect::<Vec<_>>(),
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"du-lieu-ca-nhan.json\""),
    ];
    Ok((headers, serde_json::to_string_pretty(&data)?).into_response())
}
