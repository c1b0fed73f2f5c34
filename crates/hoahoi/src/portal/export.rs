//! What is browsed as a file: what records of every kind have in common, newest first.

use thethuc::table::{Cell, Column, Table};

use crate::catalogue::browse::{self, Browse};
use crate::sheets::{self, Export, Format, Whole};
use crate::web::{Ctx, Result};

/// Records read at a time.
const STEP: usize = 1_000;

/// The list narrowed as its page is; `chosen` says so in words.
pub async fn download(ctx: &Ctx, format: Format, wanted: &Browse<'_>, chosen: &[&str]) -> Result {
    let t = &ctx.t.catalogue;
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(
        browse::list(&mut c, &Browse { after: all.after().cloned(), size: STEP, ..wanted.clone() }).await?,
    ) {}
    drop(c);
    let (records, cut) = all.done();
    let site = ctx.app.config.public_url.as_deref();
    let mut rows = Vec::with_capacity(records.len());
    for record in &records {
        let Some(kind) = ctx.app.kinds.get(&record.kind) else { continue };
        let content = record.content()?;
        rows.push(vec![
            sheets::identifier(site, &format!("/muc/{}", record.slug), &record.slug),
            Cell::from(kind.name.get(ctx.lang)),
            Cell::from(content.title.as_str()),
            Cell::from(content.summary.as_str()),
            Cell::from(record.published_at.day().0),
            if record.demo { Cell::from(ctx.t.common.demo_tag) } else { Cell::Empty },
        ]);
    }
    let columns = vec![
        Column { width: 24.0, ..Column::identifier(ctx.t.sheets.identifier) },
        Column::words(t.kind, 26.0),
        Column::words(t.record_title, 40.0),
        Column::words(t.summary, 60.0),
        Column::day(t.published),
        Column::words(ctx.t.sheets.note, 14.0),
    ];
    let table = Table { columns, rows, ..Table::titled(ctx.t.portal.all_newest_title) };
    let filters = vec![(t.narrow, chosen.join(", "))];
    Export { stem: "co-so-du-lieu", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
