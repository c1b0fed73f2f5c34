//! Documents and plans as files: what their lists show, and no more.

use thethuc::table::{Cell, Column, Table};

use crate::plans::store::{self, PlanLine};
use crate::sheets::{self, Export, Format, Whole};
use crate::web::{Ctx, Result};

/// The documents of `/van-ban`, drafts only for those who may import.
pub async fn documents(ctx: &Ctx, format: Format, with_drafts: bool, words: &str) -> Result {
    let t = &ctx.t.plans;
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(store::plans_for(&mut c, with_drafts, words, all.after()).await?) {}
    let (lines, cut) = all.done();
    drop(c);
    let mut table = table(ctx, t.documents, &lines);
    table.columns.extend([Column::number(t.col_duties), Column::words(t.col_state, 18.0)]);
    for (row, line) in table.rows.iter_mut().zip(&lines) {
        let state = if line.is_draft() { t.state_draft } else { t.state_confirmed };
        row.extend([Cell::from(line.duties), Cell::from(state)]);
    }
    let filters = vec![(t.search_documents, words.to_owned())];
    Export { stem: "van-ban", filters, cut, tables: vec![table] }.reply(ctx, format).await
}

/// The confirmed plans of `/ke-hoach`.
pub async fn plans(ctx: &Ctx, format: Format) -> Result {
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(store::confirmed_plans(&mut c, all.after()).await?) {}
    let (lines, cut) = all.done();
    drop(c);
    let tables = vec![table(ctx, ctx.t.plans.plans, &lines)];
    Export { stem: "ke-hoach", filters: Vec::new(), cut, tables }.reply(ctx, format).await
}

fn table(ctx: &Ctx, title: &str, lines: &[PlanLine]) -> Table {
    let t = &ctx.t.plans;
    let site = ctx.app.config.public_url.as_deref();
    let row = |line: &PlanLine| {
        let page =
            if line.is_draft() { super::review_address(line.id) } else { format!("/ke-hoach/{}", line.id) };
        vec![
            sheets::identifier(site, &page, &line.id.to_string()),
            Cell::from(line.name()),
            Cell::from(line.title.as_str()),
            Cell::from(line.issuer.clone()),
            Cell::from(line.issued_on.map(|day| day.0)),
        ]
    };
    Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.col_document, 22.0),
            Column::words(t.field_title, 70.0),
            Column::words(t.col_issuer, 36.0),
            Column::day(t.col_issued),
        ],
        rows: lines.iter().map(row).collect(),
        ..Table::titled(title)
    }
}
