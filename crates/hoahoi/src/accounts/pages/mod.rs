//! Handlers, one file a page.

pub mod admin_list;
pub mod admin_one;
pub mod code;
pub mod link;
pub mod own;
pub mod password;
pub mod sign_in;

use axum::http::header;
use axum::response::Response;

use super::sessions;
use crate::audit::Entry;
use crate::ids::AccountId;
use crate::web::{Ctx, cookies};

/// Puts a session's token into the browser.
fn with_session(ctx: &Ctx, mut response: Response, token: &str) -> Response {
    let cookie =
        cookies::set(sessions::COOKIE, token, sessions::LIFETIME_MS / 1000, ctx.app.config.secure_cookies);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// An audit entry about an account.
pub(super) fn about_account(
    ctx: &Ctx,
    by: Option<AccountId>,
    action: &'static str,
    account: Option<AccountId>,
    fields: serde_json::Value,
) -> Entry {
    Entry {
        at: ctx.now(),
        account: by,
        org: ctx.viewer.who().and_then(|w| w.home()).map(|g| g.org_id),
        action,
        subject_kind: "account",
        subject_id: account.map(|a| a.0),
        fields,
    }
}
