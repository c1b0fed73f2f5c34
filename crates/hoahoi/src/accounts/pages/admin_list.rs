//! The list of accounts, and making one.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use serde_json::json;

use super::{about_account, sign_in};
use crate::accounts::administration::{self, Filter, Listed};
use crate::accounts::model::Role;
use crate::accounts::rights::{ManageAccounts, ReadAudit};
use crate::accounts::store;
use crate::audit;
use crate::ids::{AccountId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::paging::{self, Cursor};
use crate::web::{Ctx, Frame, Result};

/// The filters, as they stand in the address.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct ListQuery {
    tim: String,
    vai_tro: String,
    co_quan: String,
    trang_thai: String,
    sau: String,
}

struct Row {
    account: Listed,
    roles: Vec<(Role, String)>,
}

#[derive(Template)]
#[template(path = "accounts/admin_list.html")]
struct ListPage {
    frame: Frame,
    query: ListQuery,
    orgs: Vec<(OrgId, String)>,
    rows: Vec<Row>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// The list. Right: [`ManageAccounts`]; who may only read the log is led there.
pub async fn list(ctx: Ctx, Query(query): Query<ListQuery>) -> Result {
    if !ctx.viewer.may::<ManageAccounts>(&()) && ctx.viewer.may::<ReadAudit>(&()) {
        return Ok(Redirect::to("/quan-tri/nhat-ky").into_response());
    }
    ctx.permit::<ManageAccounts>(&())?;
    let filter = Filter {
        text: query.tim.clone(),
        role: query.vai_tro.parse().ok(),
        org: query.co_quan.parse().ok(),
        disabled: match query.trang_thai.as_str() {
            "dung" => Some(false),
            "khoa" => Some(true),
            _ => None,
        },
    };
    let mut c = ctx.app.db.read().await?;
    let after = Cursor::decode(&query.sau, 1);
    let page = administration::list(&mut c, &filter, after.as_ref(), ctx.today()).await?;
    let ids: Vec<AccountId> = page.rows.iter().map(|row| row.id).collect();
    let held = administration::roles_today(&mut c, &ids, ctx.today()).await?;
    let orgs = store::employers(&mut c, ctx.today()).await?;
    let address = |sau: &str| {
        let fields = [
            ("tim", query.tim.as_str()),
            ("vai_tro", query.vai_tro.as_str()),
            ("co_quan", query.co_quan.as_str()),
            ("trang_thai", query.trang_thai.as_str()),
            ("sau", sau),
        ];
        format!("/quan-tri?{}", paging::query(&fields))
    };
    let total = page.total_text(ctx.t.common.more_than);
    let (first, more) = (after.map(|_| address("")), page.next.as_ref().map(|next| address(&next.encode())));
    let rows = page
        .rows
        .into_iter()
        .map(|account| {
            let roles =
                held.iter().filter(|(id, ..)| *id == account.id).map(|(_, role, org)| (*role, org.clone()));
            Row { roles: roles.collect(), account }
        })
        .collect();
    ctx.page(&ListPage { frame: ctx.frame(), orgs, rows, total, first, more, query })
}

#[derive(Template)]
#[template(path = "accounts/admin_new.html")]
struct NewPage {
    frame: Frame,
    login: String,
    name: String,
    problems: Problems,
}

/// The form for a new account. Right: [`ManageAccounts`].
pub async fn new(ctx: Ctx) -> Result {
    ctx.permit::<ManageAccounts>(&())?;
    let page = NewPage {
        frame: ctx.frame(),
        login: String::new(),
        name: String::new(),
        problems: Problems::default(),
    };
    ctx.page(&page)
}

/// A link that is shown once, to be handed to its person.
#[derive(Template)]
#[template(path = "accounts/admin_link.html")]
pub struct LinkPage {
    frame: Frame,
    id: AccountId,
    login: String,
    link: String,
}

impl LinkPage {
    /// The page for a token; the address begins as the administrator's own does.
    pub fn new(ctx: &Ctx, headers: &HeaderMap, id: AccountId, login: &str, token: &str) -> Self {
        let here = headers.get("origin").and_then(|v| v.to_str().ok()).filter(|o| o.starts_with("http"));
        let link = format!("{}/khoi-tao?ma={token}", here.unwrap_or_default());
        Self { frame: ctx.frame(), id, login: login.to_owned(), link }
    }
}

/// Makes an account and shows, once, the link for its first password. Right: [`ManageAccounts`].
pub async fn create(ctx: Ctx, headers: HeaderMap, form: Fields) -> Result {
    let permit = ctx.permit::<ManageAccounts>(&())?;
    let (login, name) = (form.get("login"), form.get("name"));
    let mut problems = Problems::default();
    sign_in::check_names(&ctx, &form, &mut problems);
    if problems.is_empty() && store::by_login(&mut ctx.app.db.read().await?, login).await?.is_some() {
        problems.add("login", ctx.t.account.login_taken);
    }
    let again = |problems| {
        let page = NewPage { frame: ctx.frame(), login: login.to_owned(), name: name.to_owned(), problems };
        ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    if !problems.is_empty() {
        return again(problems);
    }
    let mut tx = ctx.app.db.write().await?;
    let (id, token) = match administration::create(&mut tx, login, name, ctx.now()).await {
        Err(sqlx::Error::Database(e)) if e.is_unique_violation() => {
            problems.add("login", ctx.t.account.login_taken);
            return again(problems);
        }
        made => made?,
    };
    let entry = about_account(&ctx, Some(permit.account()), "account.create", Some(id), json!({}));
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    ctx.page_with(StatusCode::CREATED, &LinkPage::new(&ctx, &headers, id, login, &token))
}
