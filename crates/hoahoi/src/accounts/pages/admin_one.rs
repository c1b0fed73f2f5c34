//! One account, as an administrator sees it.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::about_account;
use super::admin_list::LinkPage;
use crate::accounts::administration::{self, Grant};
use crate::accounts::model::Role;
use crate::accounts::rights::ManageAccounts;
use crate::accounts::sessions::Session;
use crate::accounts::store::{Account, RoleHeld};
use crate::accounts::{sessions, store};
use crate::audit;
use crate::db::{Day, Tx};
use crate::ids::{AccountId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "accounts/admin_one.html")]
struct OnePage {
    frame: Frame,
    account: Account,
    roles: Vec<RoleHeld>,
    sessions: Vec<Session>,
    orgs: Vec<(OrgId, String)>,
    typed: Fields,
    problems: Problems,
}

async fn page(ctx: &Ctx, id: AccountId, typed: Fields, problems: Problems) -> Result<OnePage> {
    let mut c = ctx.app.db.read().await?;
    Ok(OnePage {
        frame: ctx.frame(),
        account: store::by_id(&mut c, id).await?.ok_or(Error::NotFound)?,
        roles: store::roles_of(&mut c, id).await?,
        sessions: sessions::list(&mut c, id, ctx.now()).await?,
        orgs: store::employers(&mut c, ctx.today()).await?,
        typed,
        problems,
    })
}

fn home(id: AccountId) -> String {
    format!("/quan-tri/tai-khoan/{id}")
}

/// The page. Right: [`ManageAccounts`].
pub async fn show(ctx: Ctx, Path(id): Path<AccountId>) -> Result {
    ctx.permit::<ManageAccounts>(&())?;
    ctx.page(&page(&ctx, id, Fields::default(), Problems::default()).await?)
}

/// A day of a form: nothing when the field is empty, a problem when it is no day.
fn day(ctx: &Ctx, form: &Fields, name: &str, problems: &mut Problems) -> Option<Day> {
    let text = form.filled(name)?;
    let day = text.parse().ok().or_else(|| viet::date::parse(text).ok().map(Day));
    if day.is_none() {
        problems.add(name, ctx.t.administration.day_bad);
    }
    day
}

/// Grants a role. Right: [`ManageAccounts`].
pub async fn grant(ctx: Ctx, Path(id): Path<AccountId>, form: Fields) -> Result {
    let permit = ctx.permit::<ManageAccounts>(&())?;
    let t = &ctx.t.administration;
    let mut problems = Problems::default();
    let orgs = store::employers(&mut ctx.app.db.read().await?, ctx.today()).await?;
    let org: Option<OrgId> = form.parse("org").filter(|id| orgs.iter().any(|(known, _)| known == id));
    let role: Option<Role> = form.parse("role");
    let (from, until) = (day(&ctx, &form, "from", &mut problems), day(&ctx, &form, "until", &mut problems));
    if org.is_none() {
        problems.add("org", ctx.t.account.choose_org);
    }
    if role.is_none() {
        problems.add("role", t.choose_role);
    }
    if until.is_some_and(|until| until < from.unwrap_or(ctx.today())) {
        problems.add("until", t.until_before_from);
    }
    let (Some(org), Some(role), true) = (org, role, problems.is_empty()) else {
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&ctx, id, form, problems).await?);
    };
    store::by_id(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let mut tx = ctx.app.db.write().await?;
    administration::one_at_a_time(&mut tx).await?;
    administration::grant(&mut tx, id, &Grant { org, role, from, until }, ctx.now()).await?;
    let fields = json!({ "role": role, "org": org, "from": from, "until": until });
    audit::record(&mut tx, about_account(&ctx, Some(permit.account()), "role.grant", Some(id), fields))
        .await?;
    if role == Role::Administrator && !administration::anyone_left(&mut tx, ctx.today()).await? {
        return refuse(&ctx, id).await;
    }
    finish(&ctx, tx, id, t.granted).await
}

/// Takes a role back. Right: [`ManageAccounts`].
pub async fn revoke(ctx: Ctx, Path(id): Path<AccountId>, form: Fields) -> Result {
    let permit = ctx.permit::<ManageAccounts>(&())?;
    let (Some(org), Some(role)) = (form.parse::<OrgId>("org"), form.parse::<Role>("role")) else {
        return Err(Error::NotFound);
    };
    let mut tx = ctx.app.db.write().await?;
    administration::one_at_a_time(&mut tx).await?;
    if !administration::revoke(&mut tx, id, org, role).await? {
        return Err(Error::NotFound);
    }
    if role == Role::Administrator && !administration::anyone_left(&mut tx, ctx.today()).await? {
        return refuse(&ctx, id).await;
    }
    let fields = json!({ "role": role, "org": org });
    audit::record(&mut tx, about_account(&ctx, Some(permit.account()), "role.revoke", Some(id), fields))
        .await?;
    finish(&ctx, tx, id, ctx.t.administration.revoked).await
}

/// Closes an account to signing in, or opens it again (`open` in the form). Right: [`ManageAccounts`].
pub async fn disable(ctx: Ctx, Path(id): Path<AccountId>, form: Fields) -> Result {
    let permit = ctx.permit::<ManageAccounts>(&())?;
    let t = &ctx.t.administration;
    store::by_id(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let open = form.ticked("open");
    let mut tx = ctx.app.db.write().await?;
    administration::one_at_a_time(&mut tx).await?;
    administration::set_disabled(&mut tx, id, (!open).then(|| ctx.now())).await?;
    if !open && !administration::anyone_left(&mut tx, ctx.today()).await? {
        return refuse(&ctx, id).await;
    }
    let action = if open { "account.enable" } else { "account.disable" };
    audit::record(&mut tx, about_account(&ctx, Some(permit.account()), action, Some(id), json!({}))).await?;
    finish(&ctx, tx, id, if open { t.enabled } else { t.disabled_done }).await
}

/// Forgets the password (and the code) and shows a new link once. Right: [`ManageAccounts`].
pub async fn reset(ctx: Ctx, headers: HeaderMap, Path(id): Path<AccountId>, form: Fields) -> Result {
    let permit = ctx.permit::<ManageAccounts>(&())?;
    let account = store::by_id(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let code_too = form.ticked("code");
    let mut tx = ctx.app.db.write().await?;
    administration::one_at_a_time(&mut tx).await?;
    let token = administration::reset(&mut tx, id, code_too, ctx.now()).await?;
    if !administration::anyone_left(&mut tx, ctx.today()).await? {
        return refuse(&ctx, id).await;
    }
    let fields = json!({ "changed": if code_too { vec!["password", "totp"] } else { vec!["password"] } });
    audit::record(&mut tx, about_account(&ctx, Some(permit.account()), "account.reset", Some(id), fields))
        .await?;
    tx.commit().await?;
    ctx.page(&LinkPage::new(&ctx, &headers, id, &account.login, &token))
}

/// The change would leave nobody to administer: nothing is changed.
async fn refuse(ctx: &Ctx, id: AccountId) -> Result {
    let mut problems = Problems::default();
    problems.add("last", ctx.t.administration.last_administrator);
    ctx.page_with(StatusCode::CONFLICT, &page(ctx, id, Fields::default(), problems).await?)
}

async fn finish(ctx: &Ctx, tx: Tx, id: AccountId, said: &str) -> Result<Response> {
    tx.commit().await?;
    Ok(ctx.done(&home(id), said))
}
