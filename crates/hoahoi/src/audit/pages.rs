//! The log's page.

use askama::Template;
use serde_json::Value;
use thethuc::table::{Cell, Column, Table};

use super::seal::{self, Seal};
use super::store::{self, Filter, Listed};
use super::texts::{ActionTexts, SubjectTexts, words};
use crate::accounts::model::Role;
use crate::accounts::rights::{ManageAccounts, ReadAudit};
use crate::db::{Day, Millis};
use crate::ids::OrgId;
use crate::organisations::Directory;
use crate::sheets::{Export, Format, Whole};
use crate::web::form::{Fields, Problems};
use crate::web::paging::{self, Cursor};
use crate::web::{Ctx, Frame, Result};

/// The filters, as they stand in the address.
#[derive(Debug)]
struct LogQuery {
    nguoi: String,
    viec: String,
    ve: String,
    tu: String,
    den: String,
}

/// An entry in words.
struct Row {
    entry: Listed,
    action: String,
    subject: String,
    fields: Vec<(String, String)>,
}

impl Row {
    fn new(entry: Listed, frame: &Frame, directory: &Directory) -> Self {
        let fields: serde_json::Map<String, Value> = serde_json::from_str(&entry.fields).unwrap_or_default();
        let show = |(name, value): (&String, &Value)| (name.clone(), in_words(value, frame, directory));
        Self {
            action: words(ActionTexts::ALL, &entry.action, frame.lang).to_owned(),
            subject: words(SubjectTexts::ALL, &entry.subject_kind, frame.lang).to_owned(),
            fields: fields.iter().map(show).collect(),
            entry,
        }
    }
}

/// A field's value as a person reads it: organisations and roles by name, days as printed.
fn in_words(value: &Value, frame: &Frame, directory: &Directory) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Array(items) => {
            items.iter().map(|item| in_words(item, frame, directory)).collect::<Vec<_>>().join(", ")
        }
        Value::String(text) => {
            if let Some(org) = text.parse().ok().and_then(|id: OrgId| directory.get(id)) {
                org.short().to_owned()
            } else if let Ok(role) = text.parse::<Role>() {
                frame.role_name(role).to_owned()
            } else {
                text.parse::<Day>().map_or_else(|_| text.clone(), Day::show)
            }
        }
        other => other.to_string(),
    }
}

#[derive(Template)]
#[template(path = "audit/log.html")]
struct LogPage {
    frame: Frame,
    problems: Problems,
    query: LogQuery,
    rows: Vec<Row>,
    head: Option<Seal>,
    manages: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// Where a day begins in Việt Nam (UTC+7).
fn start_of(day: Day) -> Option<Millis> {
    let midnight = day.0.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).ok()?;
    Some(Millis(midnight.timestamp().as_millisecond()))
}

/// The log, filtered; with `tai` as a file. Right: [`ReadAudit`].
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadAudit>(&())?;
    let mut problems = Problems::default();
    let mut start = |name: &str| fields.day(name, &mut problems, &ctx.t.common).and_then(start_of);
    let (from, until) = (start("tu"), start("den"));
    let own = |name: &str| fields.get(name).to_owned();
    let query =
        LogQuery { nguoi: own("nguoi"), viec: own("viec"), ve: own("ve"), tu: own("tu"), den: own("den") };
    let filter = Filter {
        login: query.nguoi.clone(),
        action: query.viec.clone(),
        subject: query.ve.parse().ok(),
        from,
        before: until.map(|at| Millis(at.0 + 86_400_000)),
    };
    if let Some(format) = fields.parse::<Format>("tai").filter(|_| problems.is_empty()) {
        let t = &ctx.t.audit;
        let filters = vec![
            (t.login, query.nguoi),
            (t.action_begins, query.viec),
            (t.subject, query.ve),
            (t.from, query.tu),
            (t.until, query.den),
        ];
        return file(&ctx, format, &filter, filters).await;
    }
    let mut c = ctx.app.db.read().await?;
    let after = Cursor::decode(fields.get("sau"), 2);
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
    let (frame, directory) = (ctx.frame(), ctx.app.directory());
    let rows = page.rows.into_iter().map(|entry| Row::new(entry, &frame, &directory)).collect();
    ctx.page(&LogPage { frame, problems, rows, head, manages, total, first, more, query })
}

/// The same entries as a file.
async fn file(ctx: &Ctx, format: Format, filter: &Filter, filters: Vec<(&'static str, String)>) -> Result {
    let t = &ctx.t.audit;
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(store::list(&mut c, filter, all.after()).await?) {}
    let (entries, cut) = all.done();
    drop(c);
    let (frame, directory) = (ctx.frame(), ctx.app.directory());
    let line = |entry: Listed| {
        let row = Row::new(entry, &frame, &directory);
        let said: Vec<String> = row.fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        vec![
            Cell::from(row.entry.id.to_string()),
            Cell::from(row.entry.at.show()),
            Cell::from(row.entry.login.unwrap_or_else(|| t.system.to_owned())),
            Cell::from(row.entry.org),
            Cell::from(row.action),
            Cell::from(row.entry.action),
            Cell::from(row.subject),
            Cell::from(row.entry.subject_id.map(|id| id.to_string())),
            Cell::from(said.join("; ")),
            Cell::from(row.entry.seal),
        ]
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.at, 18.0),
            Column::words(t.who, 20.0),
            Column::words(t.org, 20.0),
            Column::words(t.action, 32.0),
            Column::words(t.action_code, 24.0),
            Column::words(t.subject, 20.0),
            Column::identifier(t.subject_code),
            Column::words(t.fields, 60.0),
            Column::number(t.seal_number),
        ],
        rows: entries.into_iter().map(line).collect(),
        ..Table::titled(t.title)
    };
    Export { stem: "nhat-ky", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
