//! Records as files: what their lists show, and no more. Withheld fields are not in what the public sees.

use thethuc::table::{Cell, Column, Kind as Set, Table};

use super::StateView;
use crate::catalogue::imports::columns::heading;
use crate::catalogue::kinds::{Field, FieldType, Kind};
use crate::catalogue::model::Content;
use crate::catalogue::show::{Names, Reader};
use crate::catalogue::store::{self, Listing, Order, PublicRecord, Record};
use crate::db::{Conn, Day};
use crate::sheets::{self, Export, Format, Whole};
use crate::web::{Ctx, Result};

/// The public records of a kind, narrowed and sorted as the list is, with all their public fields.
pub async fn public(ctx: &Ctx, format: Format, kind: &Kind, listing: Listing<'_>) -> Result {
    let (table, cut) = of_kind(ctx, &mut ctx.app.db.read().await?, kind, &listing).await?;
    let (directory, names) = (ctx.app.directory(), Names::default());
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let filters = filters(&reader, kind, &listing, ctx);
    Export { stem: "co-so-du-lieu", filters, cut, tables: vec![table] }.reply(ctx, format).await
}

/// All public records: what they have in common in the first table, and in a workbook a table of each kind beside it.
pub async fn everything(ctx: &Ctx, format: Format) -> Result {
    let t = &ctx.t.catalogue;
    let mut c = ctx.app.db.read().await?;
    let mut columns = vec![
        Column { width: 24.0, ..Column::identifier(ctx.t.sheets.identifier) },
        Column::words(t.kind, 26.0),
        Column::words(t.record_title, 40.0),
        Column::words(t.summary, 60.0),
        Column::day(t.published),
    ];
    let (mut rows, mut tables, mut cut) = (Vec::new(), Vec::new(), false);
    for kind in ctx.app.kinds.all() {
        let listing = Listing { kind: &kind.id, ..Listing::default() };
        let (table, longer) = of_kind(ctx, &mut c, kind, &listing).await?;
        cut = cut || longer;
        if table.rows.is_empty() {
            continue;
        }
        // identifier, title, introduction, the fields, the day, and a note where there is one
        let day = 3 + kind.fields().filter(|field| field.is_public()).count();
        for row in &table.rows {
            let at = |n: usize| row.get(n).cloned().unwrap_or(Cell::Empty);
            rows.push(vec![at(0), Cell::from(kind.name.get(ctx.lang)), at(1), at(2), at(day), at(day + 1)]);
        }
        tables.push(table);
    }
    drop(c);
    columns.push(Column::words(ctx.t.sheets.note, 14.0));
    tables.insert(0, Table { columns, rows, ..Table::titled(t.title) });
    Export { stem: "co-so-du-lieu", cut, tables, ..Export::default() }.reply(ctx, format).await
}

/// The public records of a kind as a table, and whether it stops before their end.
async fn of_kind(ctx: &Ctx, c: &mut Conn, kind: &Kind, listing: &Listing<'_>) -> Result<(Table, bool)> {
    let t = &ctx.t.catalogue;
    let directory = ctx.app.directory();
    let mut all = Whole::default();
    while all.takes(
        store::list(c, &Listing { after: all.after().cloned(), size: 1_000, ..listing.clone() }).await?,
    ) {}
    let (records, cut) = all.done();
    let contents: Vec<Content> =
        records.iter().map(PublicRecord::content).collect::<serde_json::Result<_>>()?;
    let every: Vec<&Content> = contents.iter().collect();
    let names = Names::of(c, &directory, kind, &every).await?;
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let fields: Vec<&Field> = kind.fields().filter(|field| field.is_public()).collect();
    let mut columns = vec![
        Column { width: 24.0, ..Column::identifier(ctx.t.sheets.identifier) },
        Column::words(t.record_title, 40.0),
        Column::words(t.summary, 60.0),
    ];
    columns.extend(fields.iter().map(|field| column(field, ctx)));
    columns.push(Column::day(t.published));
    let notes = records.iter().any(|record| record.demo);
    if notes {
        columns.push(Column::words(ctx.t.sheets.note, 14.0));
    }
    let site = ctx.app.config.public_url.as_deref();
    let row = |(record, content): (&PublicRecord, &Content)| {
        let mut cells = vec![
            sheets::identifier(site, &format!("/muc/{}", record.slug), &record.slug),
            Cell::from(content.title.as_str()),
            Cell::from(content.summary.as_str()),
        ];
        cells.extend(fields.iter().map(|field| cell(&reader, field, content.values(&field.id))));
        cells.push(Cell::from(record.published_at.day().0));
        if notes {
            cells.push(if record.demo { Cell::from(ctx.t.common.demo_tag) } else { Cell::Empty });
        }
        cells
    };
    let name = kind.name.get(ctx.lang);
    let table =
        Table { columns, rows: records.iter().zip(&contents).map(row).collect(), ..Table::titled(name) };
    Ok((table, cut))
}

fn filters(
    reader: &Reader<'_>,
    kind: &Kind,
    listing: &Listing<'_>,
    ctx: &Ctx,
) -> Vec<(&'static str, String)> {
    let t = &ctx.t.catalogue;
    let chosen = listing.chosen.iter().filter_map(|(id, value)| {
        let field = kind.field(id)?;
        Some(format!("{}: {}", field.short_label(ctx.lang), reader.word(field, value)))
    });
    let chosen: Vec<String> = chosen.collect();
    let sorted = if listing.order == Order::Newest { t.by_newest } else { "" };
    vec![(t.narrow, chosen.join(", ")), (t.sort_by, sorted.to_owned())]
}

/// The columns are those that an import knows.
fn column(field: &Field, ctx: &Ctx) -> Column {
    let heading = heading(field, ctx.lang);
    match field.kind {
        FieldType::Number => Column { width: 16.0, ..Column::number(heading) },
        FieldType::Money => Column::amount(heading),
        FieldType::Year => Column::number(heading),
        FieldType::Date => Column::day(heading),
        FieldType::LongText => Column::words(heading, 60.0),
        _ => Column { heading, width: 28.0, kind: Set::Words },
    }
}

/// A value as what it is: numbers and days can be reckoned with.
fn cell(reader: &Reader<'_>, field: &Field, values: &[String]) -> Cell {
    let Some(first) = values.first() else { return Cell::Empty };
    let typed = match field.kind {
        FieldType::Number => first.parse::<f64>().ok().map(Cell::from),
        FieldType::Money | FieldType::Year => first.parse::<i64>().ok().map(Cell::from),
        FieldType::Date => first.parse::<Day>().ok().map(|day| Cell::from(day.0)),
        _ => None,
    };
    // names hold commas, and a list may hold anything but the end of a line
    let between = match field.kind {
        FieldType::List | FieldType::Records => "\n",
        _ => "; ",
    };
    let words = || values.iter().map(|value| reader.word(field, value)).collect::<Vec<_>>().join(between);
    typed.unwrap_or_else(|| Cell::from(words()))
}

/// The records of a list for those who write and review: where each stands, none of its fields.
pub async fn internal(ctx: &Ctx, format: Format, title: &str, records: &[Record]) -> Result {
    let t = &ctx.t.catalogue;
    let directory = ctx.app.directory();
    let frame = ctx.frame();
    let site = ctx.app.config.public_url.as_deref();
    let row = |record: &Record| {
        let kind = ctx.app.kinds.get(&record.kind).map(|kind| kind.name.get(ctx.lang).to_owned());
        vec![
            sheets::identifier(site, &format!("/muc/{}/ho-so", record.slug), &record.slug),
            Cell::from(record.title.as_str()),
            Cell::from(kind),
            Cell::from(StateView::of(&frame, record).text),
            Cell::from(directory.get(record.org_id).map(|org| org.name.clone())),
            Cell::from(record.updated_at.day().0),
            Cell::from(record.review_note.clone()),
        ]
    };
    let table = Table {
        columns: vec![
            Column { width: 24.0, ..Column::identifier(ctx.t.sheets.identifier) },
            Column::words(t.record, 44.0),
            Column::words(t.kind, 26.0),
            Column::words(t.state, 18.0),
            Column::words(t.agency, 36.0),
            Column::day(t.changed_at),
            Column::words(ctx.t.sheets.note, 40.0),
        ],
        rows: records.iter().map(row).collect(),
        ..Table::titled(title)
    };
    Export { stem: "muc-thong-tin", tables: vec![table], ..Export::default() }.reply(ctx, format).await
}
