//! Links that work once: the first administrator, and choosing a password.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use serde_json::json;

use super::password::check_new;
use super::{about_account, sign_in};
use crate::accounts::model::Role;
use crate::accounts::store::{Account, NewAccount};
use crate::accounts::tokens::{self, Purpose};
use crate::accounts::{passwords, sessions, store};
use crate::audit;
use crate::ids::OrgId;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Frame, Result};

/// The query of a link.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Link {
    /// The token.
    #[serde(default)]
    ma: String,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    frame: Frame,
    token: String,
    login: String,
    name: String,
    org: String,
    orgs: Vec<(OrgId, String)>,
    /// Whose password is chosen; `None` for the first administrator.
    account: Option<Account>,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "accounts/link_dead.html")]
struct DeadPage {
    frame: Frame,
}

/// Whose link it is: nobody's when it is dead.
async fn whose(ctx: &Ctx, token: &str) -> Result<Option<(Purpose, Option<Account>)>> {
    let mut c = ctx.app.db.read().await?;
    let Some((purpose, account)) = tokens::find(&mut c, token, ctx.now()).await? else { return Ok(None) };
    let account = match account {
        Some(id) => store::by_id(&mut c, id).await?.filter(|a| a.disabled_at.is_none()),
        None => None,
    };
    Ok(match purpose {
        Purpose::Password if account.is_none() => None,
        Purpose::FirstAdministrator if store::any(&mut c).await? => None,
        _ => Some((purpose, account)),
    })
}

async fn page(ctx: &Ctx, account: Option<Account>, form: &Fields, problems: Problems) -> Result<LinkPage> {
    let mut c = ctx.app.db.read().await?;
    let orgs = if account.is_some() { Vec::new() } else { store::employers(&mut c, ctx.today()).await? };
    Ok(LinkPage {
        frame: ctx.frame(),
        token: form.get("ma").to_owned(),
        login: form.get("login").to_owned(),
        name: form.get("name").to_owned(),
        org: form.get("org").to_owned(),
        orgs,
        account,
        problems,
    })
}

/// The form behind a link; looking does not use it up. Open to whoever holds the link.
pub async fn show(ctx: Ctx, Query(link): Query<Link>) -> Result {
    let Some((_, account)) = whose(&ctx, &link.ma).await? else {
        return ctx.page_with(StatusCode::GONE, &DeadPage { frame: ctx.frame() });
    };
    let mut form = Fields::default();
    form.push("ma", link.ma);
    ctx.page(&page(&ctx, account, &form, Problems::default()).await?)
}

/// Uses the link. Open to whoever holds it.
pub async fn follow(ctx: Ctx, form: Fields) -> Result {
    let Some((purpose, account)) = whose(&ctx, form.get("ma")).await? else {
        return ctx.page_with(StatusCode::GONE, &DeadPage { frame: ctx.frame() });
    };
    let mut problems = Problems::default();
    let login = account.as_ref().map_or(form.get("login"), |a| a.login.as_str()).to_owned();
    let mut org: Option<OrgId> = None;
    if purpose == Purpose::FirstAdministrator {
        sign_in::check_names(&ctx, &form, &mut problems);
        let orgs = store::employers(&mut ctx.app.db.read().await?, ctx.today()).await?;
        org = form.parse("org").filter(|id| orgs.iter().any(|(known, _)| known == id));
        if org.is_none() {
            problems.add("org", ctx.t.account.choose_org);
        }
    }
    check_new(&ctx, &form, &login, &mut problems);
    if !problems.is_empty() {
        let page = page(&ctx, account, &form, problems).await?;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let digest = passwords::hash(&ctx.app, form.untrimmed("new").to_owned()).await?;

    let now = ctx.now();
    let mut tx = ctx.app.db.write().await?;
    if !tokens::consume(&mut tx, form.get("ma"), now).await? {
        return ctx.page_with(StatusCode::GONE, &DeadPage { frame: ctx.frame() });
    }
    let (id, action, fields) = match (account, org) {
        (Some(account), _) => {
            store::set_password(&mut tx, account.id, &digest).await?;
            sessions::revoke_others(&mut tx, account.id, None).await?;
            (account.id, "account.password", json!({ "changed": ["password"] }))
        }
        (None, Some(org)) => {
            let new = NewAccount {
                login: &login,
                name: form.get("name"),
                password_hash: Some(&digest),
                must_change: false,
            };
            let id = store::insert(&mut tx, &new, now).await?;
            store::grant(&mut tx, id, org, Role::Administrator, now).await?;
            (id, "account.first", json!({ "role": Role::Administrator, "org": org }))
        }
        (None, None) => return ctx.page_with(StatusCode::GONE, &DeadPage { frame: ctx.frame() }),
    };
    audit::record(&mut tx, about_account(&ctx, Some(id), action, Some(id), fields)).await?;
    tx.commit().await?;
    Ok(ctx.done("/dang-nhap", ctx.t.account.link_done))
}
