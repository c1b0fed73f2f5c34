//! Signing in and out.

use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::{about_account, with_session};
use crate::accounts::throttle::{self, Counter};
use crate::accounts::{passwords, sessions, store};
use crate::audit;
use crate::web::context::local;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result, cookies};

/// Where work begins after signing in.
const HOME: &str = "/viec-cua-toi";

/// The query of pages that lead back.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Back {
    /// A path on this server.
    #[serde(default)]
    pub ve: String,
}

impl Back {
    /// Where to go on: the path asked for, or home.
    pub fn path(&self) -> &str {
        onward(&self.ve)
    }
}

/// A path on this server that somebody wanted to see; otherwise where work begins.
pub fn onward(path: &str) -> &str {
    match local(path) {
        "/" => HOME,
        path => path,
    }
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    frame: Frame,
    login: String,
    ve: String,
    problem: Option<String>,
}

/// The sign-in page; open to everybody.
pub async fn show(ctx: Ctx, Query(back): Query<Back>) -> Result {
    ctx.page(&SignInPage {
        frame: ctx.frame(),
        login: String::new(),
        ve: local(&back.ve).to_owned(),
        problem: None,
    })
}

/// Signs in. An unknown name, a wrong password and a disabled account are answered alike, after the same work.
pub async fn enter(ctx: Ctx, form: Fields) -> Result {
    let t = &ctx.t.account;
    let login = form.get("login");
    let again = |status, problem: String| {
        let page = SignInPage {
            frame: ctx.frame(),
            login: login.to_owned(),
            ve: local(form.get("ve")).to_owned(),
            problem: Some(problem),
        };
        ctx.page_with(status, &page)
    };
    let (own, shared) = ([Counter::login(login)], [Counter::address(&ctx.origin.ip)]);
    let counters = [own.clone(), shared.clone()].concat();
    if let Some(seconds) = throttle::attempt(&ctx.app, &counters).await? {
        let mut response = again(StatusCode::TOO_MANY_REQUESTS, fill(t.wait, &[&seconds]))?;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let account =
        store::by_login(&mut ctx.app.db.read().await?, login).await?.filter(|a| a.disabled_at.is_none());
    let digest = account.as_ref().and_then(|a| a.password_hash.clone());
    let right = passwords::verify(&ctx.app, form.untrimmed("password").to_owned(), digest).await?;

    let mut tx = ctx.app.db.write().await?;
    let Some(account) = account.filter(|_| right) else {
        audit::record(&mut tx, about_account(&ctx, None, "session.refuse", None, json!({}))).await?;
        tx.commit().await?;
        return again(StatusCode::UNPROCESSABLE_ENTITY, t.sign_in_wrong.to_owned());
    };
    throttle::succeed(&mut tx, &own, &shared).await?;
    if let Some(before) = ctx.viewer.who() {
        sessions::revoke(&mut tx, before.account_id, before.session_id).await?;
    }
    let token = sessions::open(&mut tx, account.id, &ctx.origin, ctx.now()).await?;
    audit::record(
        &mut tx,
        about_account(&ctx, Some(account.id), "session.open", Some(account.id), json!({})),
    )
    .await?;
    tx.commit().await?;

    let to = axum::response::Redirect::to(onward(form.get("ve")));
    let mut response = with_session(&ctx, axum::response::IntoResponse::into_response(to), &token);
    response.headers_mut().append(header::SET_COOKIE, ctx.language_cookie(account.lang));
    Ok(response)
}

/// Signs out: the session ends in the database, not only in the browser.
pub async fn leave(ctx: Ctx) -> Result<Response> {
    if let Some(who) = ctx.viewer.who() {
        let mut tx = ctx.app.db.write().await?;
        sessions::revoke(&mut tx, who.account_id, who.session_id).await?;
        let entry =
            about_account(&ctx, Some(who.account_id), "session.close", Some(who.account_id), json!({}));
        audit::record(&mut tx, entry).await?;
        tx.commit().await?;
    }
    let mut response = ctx.done("/", ctx.t.account.signed_out);
    let gone = cookies::set(sessions::COOKIE, "", 0, ctx.app.config.secure_cookies);
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}

/// What is wrong with an account's log-in name and name as typed.
pub fn check_names(ctx: &Ctx, form: &Fields, problems: &mut Problems) {
    let t = &ctx.t.account;
    if !crate::accounts::model::is_login(form.get("login")) {
        problems.add("login", t.login_bad);
    }
    check_name(ctx, form, problems);
}

/// What is wrong with a name as typed.
pub fn check_name(ctx: &Ctx, form: &Fields, problems: &mut Problems) {
    if form.get("name").is_empty() {
        problems.add("name", ctx.t.common.required);
    } else if form.get("name").chars().count() > 120 {
        problems.add("name", ctx.t.account.name_long);
    }
}
