//! One-time codes: entering one, and setting them up.

use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use serde_json::json;

use super::sign_in::{Back, onward};
use super::{about_account, with_session};
use crate::accounts::rights::PassCode;
use crate::accounts::store::Account;
use crate::accounts::throttle::{self, Counter};
use crate::accounts::{sessions, store, totp};
use crate::audit;
use crate::web::context::local;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    frame: Frame,
    ve: String,
    problems: Problems,
    /// Present while the code is being set up.
    setup: Option<Setup>,
}

struct Setup {
    secret: String,
    picture: Option<totp::Picture>,
}

fn page(ctx: &Ctx, account: &Account, ve: &str, problems: Problems) -> CodePage {
    let setup = account.totp_secret.as_deref().filter(|_| !account.totp_on).map(|secret| Setup {
        secret: totp::grouped(secret),
        picture: totp::picture(&account.login, secret),
    });
    CodePage { frame: ctx.frame(), ve: local(ve).to_owned(), problems, setup }
}

/// Asks for the code, or helps to set it up. Right: [`PassCode`].
pub async fn show(ctx: Ctx, Query(back): Query<Back>) -> Result {
    let permit = ctx.permit::<PassCode>(&())?;
    let mut account =
        store::by_id(&mut ctx.app.db.read().await?, permit.account()).await?.ok_or(Error::NotFound)?;
    if ctx.viewer.who().is_some_and(|w| w.totp_on && w.totp_passed) {
        return Ok(Redirect::to(back.path()).into_response());
    }
    if account.totp_secret.is_none() {
        let mut tx = ctx.app.db.write().await?;
        store::offer_totp(&mut tx, account.id, &totp::new_secret()).await?;
        tx.commit().await?;
        account = store::by_id(&mut ctx.app.db.read().await?, account.id).await?.ok_or(Error::NotFound)?;
    }
    ctx.page(&page(&ctx, &account, &back.ve, Problems::default()))
}

/// Takes a code: it ends the set-up or lets the session go on, and counts once. Right: [`PassCode`].
pub async fn confirm(ctx: Ctx, form: Fields) -> Result {
    let permit = ctx.permit::<PassCode>(&())?;
    let t = &ctx.t.account;
    let who = ctx.viewer.who().ok_or(Error::NotFound)?;
    let account =
        store::by_id(&mut ctx.app.db.read().await?, permit.account()).await?.ok_or(Error::NotFound)?;
    let again = |status, problem: &str| {
        let mut problems = Problems::default();
        problems.add("code", problem);
        ctx.page_with(status, &page(&ctx, &account, form.get("ve"), problems))
    };
    let own = [Counter::code(account.id)];
    if let Some(seconds) = throttle::attempt(&ctx.app, &own).await? {
        let mut response = again(StatusCode::TOO_MANY_REQUESTS, &fill(t.wait, &[&seconds]))?;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let secret = account.totp_secret.as_deref().unwrap_or_default();
    let Some(step) = totp::step_of(secret, form.get("code"), ctx.now()) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, t.code_wrong);
    };
    let mut tx = ctx.app.db.write().await?;
    if !store::use_totp_step(&mut tx, account.id, secret, step).await? {
        drop(tx);
        return again(StatusCode::UNPROCESSABLE_ENTITY, t.code_wrong);
    }
    throttle::succeed(&mut tx, &own, &[]).await?;
    if !account.totp_on {
        sessions::revoke_others(&mut tx, account.id, Some(who.session_id)).await?;
        let fields = json!({ "changed": ["totp"] });
        audit::record(
            &mut tx,
            about_account(&ctx, Some(account.id), "account.totp", Some(account.id), fields),
        )
        .await?;
    }
    sessions::pass_totp(&mut tx, who.session_id).await?;
    let token = sessions::rotate(&mut tx, who.session_id).await?;
    tx.commit().await?;
    let said = if account.totp_on { t.code_passed } else { t.code_on };
    Ok(with_session(&ctx, ctx.done(onward(form.get("ve")), said), &token))
}
