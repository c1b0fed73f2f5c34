//! Changing one's own password.

use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use serde_json::json;

use super::sign_in::{Back, onward};
use super::{about_account, with_session};
use crate::accounts::rights::ChangePassword;
use crate::accounts::throttle::{self, Counter};
use crate::accounts::{passwords, sessions, store};
use crate::audit;
use crate::web::context::local;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct PasswordPage {
    frame: Frame,
    forced: bool,
    ve: String,
    problems: Problems,
}

impl PasswordPage {
    fn new(ctx: &Ctx, ve: &str, problems: Problems) -> Self {
        let forced = ctx.viewer.who().is_some_and(|w| w.must_change);
        Self { frame: ctx.frame(), forced, ve: local(ve).to_owned(), problems }
    }
}

/// The form. Right: [`ChangePassword`].
pub async fn show(ctx: Ctx, Query(back): Query<Back>) -> Result {
    ctx.permit::<ChangePassword>(&())?;
    ctx.page(&PasswordPage::new(&ctx, &back.ve, Problems::default()))
}

/// Notes what is wrong with a new password typed twice, in the fields `new` and `repeat`.
pub fn check_new(ctx: &Ctx, form: &Fields, login: &str, problems: &mut Problems) {
    if let Some(problem) = passwords::problem(form.untrimmed("new"), login, &ctx.t.account) {
        problems.add("new", problem);
    } else if form.untrimmed("new") != form.untrimmed("repeat") {
        problems.add("repeat", ctx.t.account.password_differs);
    }
}

/// Changes it; the other sessions end and this one gets a new token. Right: [`ChangePassword`].
pub async fn change(ctx: Ctx, form: Fields) -> Result {
    let permit = ctx.permit::<ChangePassword>(&())?;
    let t = &ctx.t.account;
    let who = ctx.viewer.who().ok_or(Error::NotFound)?;
    let again = |status, problems| ctx.page_with(status, &PasswordPage::new(&ctx, form.get("ve"), problems));

    let mut problems = Problems::default();
    check_new(&ctx, &form, &who.login, &mut problems);
    if form.untrimmed("new") == form.untrimmed("current") {
        problems.add("new", t.password_same);
    }
    if !problems.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, problems);
    }
    let own = [Counter::login(&who.login)];
    if let Some(seconds) = throttle::attempt(&ctx.app, &own).await? {
        problems.add("current", fill(t.wait, &[&seconds]));
        let mut response = again(StatusCode::TOO_MANY_REQUESTS, problems)?;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let account =
        store::by_id(&mut ctx.app.db.read().await?, permit.account()).await?.ok_or(Error::NotFound)?;
    if !passwords::verify(&ctx.app, form.untrimmed("current").to_owned(), account.password_hash).await? {
        problems.add("current", t.current_wrong);
        return again(StatusCode::UNPROCESSABLE_ENTITY, problems);
    }
    let digest = passwords::hash(&ctx.app, form.untrimmed("new").to_owned()).await?;
    let mut tx = ctx.app.db.write().await?;
    throttle::succeed(&mut tx, &own, &[]).await?;
    store::set_password(&mut tx, account.id, &digest).await?;
    sessions::revoke_others(&mut tx, account.id, Some(who.session_id)).await?;
    let token = sessions::rotate(&mut tx, who.session_id).await?;
    let fields = json!({ "changed": ["password"] });
    audit::record(
        &mut tx,
        about_account(&ctx, Some(account.id), "account.password", Some(account.id), fields),
    )
    .await?;
    tx.commit().await?;
    Ok(with_session(&ctx, ctx.done(onward(form.get("ve")), t.password_changed), &token))
}
