//! What anybody sees: the kinds, and the list of each.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};

use super::{export, kind, writable};
use crate::accounts::rights::ReviewRecord;
use crate::catalogue::cards::{Card, Plates, Room, rooms};
use crate::catalogue::kinds::Kind;
use crate::catalogue::show::{Names, Reader};
use crate::catalogue::store::{self, Listing, Order, PublicRecord};
use crate::web::frame::Frame;
use crate::web::paging::{self, Cursor, Page, query};
use crate::web::{Ctx, Result};

/// Cards or rows of one page: few enough for a phone.
const SIZE: usize = 60;

#[derive(Template)]
#[template(path = "catalogue/index.html")]
struct IndexPage {
    frame: Frame,
    rooms: Vec<Room>,
    newest: Vec<Card>,
    plates: Plates,
    writes: bool,
    reviews: bool,
}

/// `/co-so-du-lieu`: the kinds with their counts, and what is new; with `tai` all public records as a file.
pub async fn index(ctx: Ctx, Query(fields): Query<BTreeMap<String, String>>) -> Result {
    if let Some(format) = fields.get("tai").and_then(|tai| tai.parse().ok()) {
        return export::everything(&ctx, format).await;
    }
    let mut c = ctx.app.db.read().await?;
    let rooms = rooms(&ctx, &mut c).await?;
    let newest = store::newest(&mut c, 8).await?;
    drop(c);
    let newest = Card::of(&ctx, &newest)?;
    ctx.page(&IndexPage {
        frame: ctx.frame(),
        rooms,
        plates: Plates::of(&newest),
        newest,
        writes: !writable(&ctx, None).is_empty(),
        reviews: ctx.viewer.may::<ReviewRecord>(&()),
    })
}

/// One facet with its values.
#[derive(Debug, Clone)]
struct Facet {
    label: String,
    values: Vec<FacetValue>,
}

#[derive(Debug, Clone)]
struct FacetValue {
    text: String,
    n: String,
    href: String,
    chosen: bool,
}

/// What the address of a list says.
struct Address<'a> {
    kind: &'a Kind,
    fields: &'a BTreeMap<String, String>,
}

impl Address<'_> {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The address with one field changed, back at the first page.
    fn with(&self, name: &str, value: &str) -> String {
        let facets = self.kind.facets().map(|f| f.id.as_str());
        let fields: Vec<(&str, &str)> = facets
            .chain(["xep", "kieu", "sau"])
            .map(|field| match field {
                field if field == name => (field, value),
                "sau" => (field, ""),
                field => (field, self.get(field)),
            })
            .collect();
        let query = query(&fields);
        let path = format!("/co-so-du-lieu/{}", self.kind.id);
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }
}

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct ListPage {
    frame: Frame,
    id: String,
    name: String,
    about: String,
    basis: Option<String>,
    counterpart: Option<(String, String)>,
    facets: Vec<Facet>,
    columns: Vec<String>,
    cards: Vec<Card>,
    plates: Plates,
    total: String,
    first: Option<String>,
    more: Option<String>,
    table: bool,
    newest: bool,
    hrefs: Hrefs,
    add: Option<String>,
    import: Option<String>,
}

struct Hrefs {
    by_title: String,
    by_newest: String,
    as_cards: String,
    as_table: String,
    feed: String,
    clear: Option<String>,
}

/// `/co-so-du-lieu/{kind}`: the public records of a kind, narrowed by what the address says; with `tai` as a file.
pub async fn list(
    ctx: Ctx,
    Path(id): Path<String>,
    Query(fields): Query<BTreeMap<String, String>>,
) -> Result {
    let kind = kind(&ctx, &id)?;
    let address = Address { kind, fields: &fields };
    let chosen: Vec<(&str, &str)> =
        kind.facets().map(|f| (f.id.as_str(), address.get(&f.id))).filter(|(_, v)| !v.is_empty()).collect();
    let newest = address.get("xep") == "moi";
    let listing = Listing {
        kind: &kind.id,
        chosen,
        order: if newest { Order::Newest } else { Order::Title },
        after: Cursor::decode(address.get("sau"), 2),
        size: SIZE,
    };
    if let Some(format) = fields.get("tai").and_then(|tai| tai.parse().ok()) {
        return export::public(&ctx, format, kind, listing).await;
    }
    let mut c = ctx.app.db.read().await?;
    let page = store::list(&mut c, &listing).await?;
    let facets = facets(&ctx, &mut c, &address, &listing).await?;
    drop(c);
    let clear = (!listing.chosen.is_empty()).then(|| format!("/co-so-du-lieu/{}", kind.id));
    let writes = !writable(&ctx, Some(kind)).is_empty();
    let cards = Card::of(&ctx, &page.rows)?;
    ctx.page(&ListPage {
        frame: ctx.frame(),
        id: kind.id.clone(),
        name: kind.name.get(ctx.lang).to_owned(),
        about: kind.about.get(ctx.lang).to_owned(),
        basis: kind.basis.clone(),
        counterpart: kind
            .counterpart
            .as_ref()
            .and_then(|id| ctx.app.kinds.get(id))
            .map(|other| (format!("/co-so-du-lieu/{}", other.id), other.name.get(ctx.lang).to_owned())),
        facets,
        columns: kind
            .fields()
            .filter(|f| f.card && f.is_public())
            .map(|f| f.short_label(ctx.lang).to_owned())
            .collect(),
        plates: Plates::of(&cards),
        cards,
        total: total(&ctx, &page),
        first: listing.after.is_some().then(|| address.with("sau", "")),
        more: page.next.as_ref().map(|cursor| address.with("sau", &cursor.encode())),
        table: address.get("kieu") == "bang",
        newest,
        hrefs: Hrefs {
            by_title: address.with("xep", ""),
            by_newest: address.with("xep", "moi"),
            as_cards: address.with("kieu", ""),
            as_table: address.with("kieu", "bang"),
            feed: paging::address(&format!("/co-so-du-lieu/{}.atom", kind.id), &listing.chosen),
            clear,
        },
        add: writes.then(|| format!("/muc/moi/{}", kind.id)),
        import: writes.then(|| format!("/co-so-du-lieu/{}/nhap", kind.id)),
    })
}

fn total(ctx: &Ctx, page: &Page<PublicRecord>) -> String {
    let n = page.total_text(ctx.t.common.more_than);
    crate::web::lang::fill(ctx.t.catalogue.n_records, &[&n])
}

async fn facets(
    ctx: &Ctx,
    c: &mut crate::db::Conn,
    address: &Address<'_>,
    listing: &Listing<'_>,
) -> Result<Vec<Facet>> {
    let directory = ctx.app.directory();
    let names = Names::default();
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let mut facets = Vec::new();
    for field in address.kind.facets() {
        let counts = store::facet_counts(c, listing, &field.id).await?;
        let now = address.get(&field.id);
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .map(|(value, n)| FacetValue {
                text: viet::capital(&reader.word(field, &value)),
                n: viet::number::show(n),
                href: address.with(&field.id, if value == now { "" } else { &value }),
                chosen: value == now,
            })
            .collect();
        if !values.is_empty() || !now.is_empty() {
            values.insert(
                0,
                FacetValue {
                    text: ctx.t.common.all.to_owned(),
                    n: String::new(),
                    href: address.with(&field.id, ""),
                    chosen: now.is_empty(),
                },
            );
            facets.push(Facet { label: field.short_label(ctx.lang).to_owned(), values });
        }
    }
    Ok(facets)
}
