//! `/xem-theo`: what is public, by field of the plan's III.3, by commune and by year, of all kinds together.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;

use super::export;
use crate::catalogue::browse::{self, Browse};
use crate::catalogue::cards::{Card, Plates};
use crate::catalogue::model::FIELD;
use crate::catalogue::shared::Shared;
use crate::catalogue::show::commune_name;
use crate::db::Conn;
use crate::organisations::{Directory, Kind as OrgKind, Organisation};
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, address};
use crate::web::{Ctx, Result};

/// The list of all kinds.
const HERE: &str = "/xem-theo";
/// Cards of one page.
const SIZE: usize = 60;
/// Communes, and years, that the home page names.
const FIRST: usize = 6;
/// Values of a facet that are shown.
const VALUES: usize = 12;

/// A value with its number, and the kinds behind it.
pub struct Value {
    /// What it is called.
    pub name: String,
    /// The list of what has it; nothing has none.
    pub href: String,
    /// How many records have it.
    pub n: i64,
    /// Of which kinds: the kind's list narrowed to the value, its name, how many.
    pub kinds: Vec<(String, String, i64)>,
}

/// How many public records there are of what they share, in words.
pub struct Totals {
    fields: Vec<Value>,
    communes: BTreeMap<String, Value>,
    years: Vec<Value>,
}

impl Totals {
    /// Counts them, in one statement.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(ctx: &Ctx, c: &mut Conn) -> sqlx::Result<Self> {
        let counted = browse::totals(c, &ctx.app.kinds).await?;
        let directory = ctx.app.directory();
        let mut totals = Self { fields: Vec::new(), communes: BTreeMap::new(), years: Vec::new() };
        let value = |shared: Shared, value: &str, by_kind: &[(&str, i64)]| Value {
            name: shared.word(&ctx.app.kinds, &directory, ctx.lang, value),
            href: address(HERE, &[(shared.as_str(), value)]),
            n: by_kind.iter().map(|(_, n)| n).sum(),
            kinds: by_kind
                .iter()
                .filter_map(|(kind, n)| {
                    let (href, name) = narrowed(ctx, kind, &[(shared, value)])?;
                    Some((href, name, *n))
                })
                .collect(),
        };
        for ((shared, name), by_kind) in &counted {
            let value = value(*shared, name, by_kind);
            match shared {
                Shared::Field => {}
                Shared::Commune => drop(totals.communes.insert(name.clone(), value)),
                Shared::Year => totals.years.push(value),
            }
        }
        totals.years.reverse();
        // the fields that the plan names, in its order, then whatever else kinds say, where there is any of it
        let mut seen: Vec<&str> = Vec::new();
        let declaring = ctx.app.kinds.all().iter().filter_map(|kind| kind.field(FIELD));
        for (first, option) in
            declaring.enumerate().flat_map(|(n, f)| f.options.iter().map(move |o| (n == 0, o)))
        {
            let by_kind = counted.get(&(Shared::Field, option.id.clone())).map_or(&[][..], Vec::as_slice);
            if !seen.contains(&option.id.as_str()) && (first || !by_kind.is_empty()) {
                seen.push(&option.id);
                totals.fields.push(value(Shared::Field, &option.id, by_kind));
            }
        }
        Ok(totals)
    }

    /// Whether anything is public that can be found so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.communes.is_empty() && self.years.is_empty() && self.fields.iter().all(|field| field.n == 0)
    }

    /// The fields of the plan's III.3, those without a record too.
    #[must_use]
    pub fn fields(&self) -> &[Value] {
        &self.fields
    }

    /// The latest years.
    #[must_use]
    pub fn latest_years(&self) -> &[Value] {
        &self.years[..FIRST.min(self.years.len())]
    }

    /// The communes with the most records.
    #[must_use]
    pub fn busiest_communes(&self) -> Vec<&Value> {
        let mut communes: Vec<&Value> = self.communes.values().collect();
        communes.sort_by(|a, b| {
            b.n.cmp(&a.n).then_with(|| viet::sort_key(&a.name).cmp(&viet::sort_key(&b.name)))
        });
        communes.truncate(FIRST);
        communes
    }
}

/// The list of one kind narrowed to shared values, and the name of the kind; `None` where it has no such field.
fn narrowed(ctx: &Ctx, kind: &str, only: &[(Shared, &str)]) -> Option<(String, String)> {
    let kind = ctx.app.kinds.get(kind)?;
    let fields = only.iter().map(|(shared, value)| Some((kind.shared(*shared)?.id.as_str(), *value)));
    let fields: Vec<(&str, &str)> = fields.collect::<Option<_>>()?;
    Some((address(&format!("/co-so-du-lieu/{}", kind.id), &fields), kind.name.get(ctx.lang).to_owned()))
}

#[derive(Template)]
#[template(path = "portal/fields.html")]
struct FieldsPage {
    frame: Frame,
    fields: Vec<Value>,
}

/// `/xem-theo/linh-vuc`.
pub async fn fields(ctx: Ctx) -> Result {
    let totals = Totals::of(&ctx, &mut ctx.app.db.read().await?).await?;
    ctx.page(&FieldsPage { frame: ctx.frame(), fields: totals.fields })
}

#[derive(Template)]
#[template(path = "portal/years.html")]
struct YearsPage {
    frame: Frame,
    years: Vec<Value>,
    most: i64,
}

/// `/xem-theo/nam`.
pub async fn years(ctx: Ctx) -> Result {
    let years = Totals::of(&ctx, &mut ctx.app.db.read().await?).await?.years;
    let most = years.iter().map(|year| year.n).max().unwrap_or(1);
    ctx.page(&YearsPage { frame: ctx.frame(), years, most })
}

/// Communes and wards of one former district.
struct District {
    name: String,
    communes: Vec<CommuneView>,
}

struct CommuneView {
    name: String,
    /// The other former districts that a part of it comes from.
    also: Vec<String>,
    value: Option<Value>,
}

#[derive(Template)]
#[template(path = "portal/communes.html")]
struct CommunesPage {
    frame: Frame,
    lead: String,
    by_district: bool,
    unverified: bool,
    districts: Vec<District>,
}

/// `/xem-theo/xa`: every commune and ward of today, with those that have nothing yet.
pub async fn communes(ctx: Ctx) -> Result {
    let mut totals = Totals::of(&ctx, &mut ctx.app.db.read().await?).await?;
    let directory = ctx.app.directory();
    let today = ctx.today().0;
    let is_unit =
        |org: &&Organisation| matches!(org.kind, OrgKind::Commune | OrgKind::Ward) && org.exists_on(today);
    let mut districts: Vec<District> = Vec::new();
    let (mut n_units, mut n_with) = (0, 0);
    for org in directory.organisations().iter().filter(is_unit) {
        let mut former = former_districts(&directory, org);
        let first = if former.is_empty() { String::new() } else { former.remove(0) };
        let value = totals.communes.remove(&org.slug);
        n_units += 1;
        n_with += i64::from(value.is_some());
        let commune = CommuneView { name: viet::capital(&commune_name(org)), also: former, value };
        match districts.iter_mut().find(|district| district.name == first) {
            Some(district) => district.communes.push(commune),
            None => districts.push(District { name: first, communes: vec![commune] }),
        }
    }
    districts.sort_by_cached_key(|district| (district.name.is_empty(), viet::sort_key(&district.name)));
    let unverified = directory.successions().iter().any(|way| {
        way.confidence.is_some() && directory.get(way.from).is_some_and(|org| org.kind == OrgKind::District)
    });
    ctx.page(&CommunesPage {
        frame: ctx.frame(),
        lead: fill(ctx.t.portal.communes_lead, &[&n_with, &n_units]),
        by_district: districts.iter().any(|district| !district.name.is_empty()),
        unverified,
        districts,
    })
}

/// The districts that a commune was made from: "Huyện Tràng Định".
fn former_districts(directory: &Directory, org: &Organisation) -> Vec<String> {
    let from = directory.successions_to(org.id).filter_map(|way| directory.get(way.from));
    let districts = from.filter(|org| org.kind == OrgKind::District);
    districts.map(|district| viet::capital(&commune_name(district))).collect()
}

struct Facet {
    name: &'static str,
    values: Vec<FacetValue>,
}

struct FacetValue {
    text: String,
    n: String,
    href: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "portal/browse.html")]
struct BrowsePage {
    frame: Frame,
    heading: String,
    /// What is chosen: its words, and the address without it.
    chosen: Vec<(String, String)>,
    /// What the search form carries on.
    only: Vec<(&'static str, String)>,
    facets: Vec<Facet>,
    cards: Vec<Card>,
    plates: Plates,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `/xem-theo?linh-vuc=…&xa=…&nam=…`: what has these, of all kinds, newest first; with `tai` as a file.
pub async fn list(ctx: Ctx, Query(fields): Query<BTreeMap<String, String>>) -> Result {
    let get = |name: &str| fields.get(name).map_or("", |value| value.trim());
    let only: Vec<(Shared, &str)> = Shared::ALL
        .iter()
        .map(|shared| (*shared, get(shared.as_str())))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let after = Cursor::decode(get("sau"), 2);
    let wanted = Browse { kinds: &ctx.app.kinds, only: only.clone(), after, size: SIZE };
    let directory = ctx.app.directory();
    let chosen = only.iter().map(|(shared, value)| {
        let words = shared.word(&ctx.app.kinds, &directory, ctx.lang, value);
        (words, with(&only, *shared, "", ""))
    });
    let chosen: Vec<(String, String)> = chosen.collect();
    let words: Vec<&str> = chosen.iter().map(|(words, _)| words.as_str()).collect();
    if let Some(format) = fields.get("tai").and_then(|tai| tai.parse().ok()) {
        return export::download(&ctx, format, &wanted, &words).await;
    }
    let mut c = ctx.app.db.read().await?;
    let page = browse::list(&mut c, &wanted).await?;
    let facets = facets(&ctx, &mut c, &wanted).await?;
    drop(c);
    let cards = Card::of(&ctx, &page.rows)?;
    let total = page.total_text(ctx.t.common.more_than);
    ctx.page(&BrowsePage {
        heading: if words.is_empty() { ctx.t.portal.all_newest_title.to_owned() } else { words.join(" · ") },
        total: fill(ctx.t.catalogue.n_records, &[&total]),
        first: wanted.after.is_some().then(|| with(&only, Shared::Field, get(Shared::Field.as_str()), "")),
        more: page
            .next
            .as_ref()
            .map(|next| with(&only, Shared::Field, get(Shared::Field.as_str()), &next.encode())),
        only: only.iter().map(|(shared, value)| (shared.as_str(), (*value).to_owned())).collect(),
        facets,
        plates: Plates::of(&cards),
        cards,
        chosen,
        frame: ctx.frame(),
    })
}

/// The address with one choice changed.
fn with(only: &[(Shared, &str)], shared: Shared, value: &str, after: &str) -> String {
    let now = |one: Shared| only.iter().find(|(other, _)| *other == one).map_or("", |(_, value)| *value);
    let fields = Shared::ALL.iter().map(|one| (one.as_str(), if *one == shared { value } else { now(*one) }));
    let fields: Vec<(&str, &str)> = fields.chain([("sau", after)]).collect();
    address(HERE, &fields)
}

/// How many there are of each kind, which leads to the kind's own list, and of each value of what is shared.
async fn facets(ctx: &Ctx, c: &mut Conn, wanted: &Browse<'_>) -> Result<Vec<Facet>> {
    let t = &ctx.t.search;
    let counts = browse::by_kind(c, wanted).await?;
    let kinds = ctx.app.kinds.all().iter().filter_map(|kind| {
        let n = counts.get(&kind.id)?;
        let (href, text) = narrowed(ctx, &kind.id, &wanted.only)?;
        Some(FacetValue { text, n: viet::number::show(*n), href, chosen: false })
    });
    let mut facets = vec![Facet { name: t.kind, values: kinds.collect() }];
    let directory = ctx.app.directory();
    for (shared, name) in [(Shared::Field, t.field), (Shared::Commune, t.commune), (Shared::Year, t.year)] {
        let now = wanted.only.iter().find(|(one, _)| *one == shared).map_or("", |(_, value)| *value);
        let mut counts = browse::by_value(c, wanted, shared).await?;
        if shared == Shared::Year {
            counts.sort_by(|a, b| b.0.cmp(&a.0));
        }
        let shown = counts.iter().enumerate().filter(|(at, (value, _))| *at < VALUES || value == now);
        let values = shown.map(|(_, (value, n))| FacetValue {
            text: shared.word(&ctx.app.kinds, &directory, ctx.lang, value),
            n: viet::number::show(*n),
            href: with(&wanted.only, shared, if value == now { "" } else { value }, ""),
            chosen: value == now,
        });
        let mut values: Vec<FacetValue> = values.collect();
        if !values.is_empty() {
            let href = with(&wanted.only, shared, "", "");
            let text = ctx.t.common.all.to_owned();
            values.insert(0, FacetValue { text, n: String::new(), href, chosen: now.is_empty() });
        }
        facets.push(Facet { name, values });
    }
    facets.retain(|facet| !facet.values.is_empty());
    Ok(facets)
}
