//! The log's page.

use askama::Template;
use axum::extract::Query;

use super::seal::{self, Seal};
use super::store::{self, Filter, Listed};
use crate::accounts::rights::{ManageAccounts, ReadAudit};
use crate::db::{Day, Millis};
use crate::web::paging::{self, Cursor};
use crate::web::{Ctx, Frame, Result};

/// The filters, as they stand in the address.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct LogQuery {
    nguoi: String,
    viec: String,
    ve: String,
    tu: String,
    den: String,
    sau: String,
}

#[derive(Template)]
#[template(path = "audit/log.html")]
struct LogPage {
    frame: Frame,
    query: LogQuery,
    rows: Vec<Listed>,
    head: Option<Seal>,
    manages: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// Where a day begins in Việt Nam (UTC+7); nothing when the text is no day.
fn start_of(text: &str) -> Option<Millis> {
    let day: Day = text.parse().ok().or_else(|| viet::date::parse(text).ok().map(Day))?;
    let midnight = day.0.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).ok()?;
    Some(Millis(midnight.timestamp().as_millisecond()))
}

/// The log, filtered. Right: [`ReadAudit`].
pub async fn show(ctx: Ctx, Query(query): Query<LogQuery>) -> Result {
    ctx.permit::<ReadAudit>(&())?;
    let filter = Filter {
        login: query.nguoi.trim().to_owned(),
        action: query.viec.trim().to_owned(),
        subject: query.ve.trim().parse().ok(),
        from: start_of(query.tu.trim()),
        before: start_of(query.den.trim()).map(|at| Millis(at.0 + 86_400_000)),
    };
    let mut c = ctx.app.db.read().await?;
    let after = Cursor::decode(&query.sau, 2);
    let page = store::list(&mut c, &filter, after.as_ref()).await?;
    let head = seal::head(&mut c).await?;
    let address = |sau: &str| {
        let fields = [
            ("nguoi", query.nguoi.as_str()),
            ("viec", query.viec.as_str()),
            ("ve", query.ve.as_str()),
            ("tu", query.tu.as_str()),
            ("den", query.den.as_str()),
            ("sau", sau),
        ];
        format!("/quan-tri/nhat-ky?{}", paging::query(&fields))
    };
    let total = page.total_text(ctx.t.common.more_than);
    let (first, more) = (after.map(|_| address("")), page.next.as_ref().map(|next| address(&next.encode())));
    let manages = ctx.viewer.may::<ManageAccounts>(&());
    ctx.page(&LogPage { frame: ctx.frame(), rows: page.rows, head, manages, total, first, more, query })
}
