//! The search page.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query as Address;

use super::find::{CURSOR, Found, Query, find};
use super::snippet::{Piece, mark, mark_line, spellings};
use super::store::Hit;
use super::terms::Terms;
use crate::catalogue::model::FIELD;
use crate::catalogue::shared::Shared;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, address};
use crate::web::{Ctx, Result};

/// Longest query read; the rest is not looked at.
pub(super) const LONGEST: usize = 200;
/// Values of a facet that are shown.
const VALUES: usize = 10;
/// The facets' names in the address, in the order of [`super::schema::FACETS`].
const NAMES: [&str; 4] = ["loai", FIELD, "xa", "nam"];

struct HitView {
    kind: String,
    href: String,
    title: Vec<Piece>,
    body: Vec<Piece>,
    place: String,
    on: String,
    printed: bool,
    demo: bool,
}

struct FacetView {
    name: &'static str,
    values: Vec<ValueView>,
}

struct ValueView {
    text: String,
    n: String,
    href: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "search/search.html")]
struct SearchPage {
    frame: Frame,
    heading: String,
    text: String,
    /// What the form carries on: the facets chosen.
    only: Vec<(&'static str, String)>,
    asked: bool,
    building: bool,
    loosened: bool,
    total: String,
    exact_only: bool,
    any_marks: String,
    spellings: Vec<(String, String)>,
    facets: Vec<FacetView>,
    hits: Vec<HitView>,
    first: Option<String>,
    more: Option<String>,
}

/// What the address asks for.
#[derive(Clone)]
struct Asked {
    text: String,
    only: [String; 4],
    exact_only: bool,
}

impl Asked {
    fn of(address: &BTreeMap<String, String>) -> Self {
        let get = |name: &str| address.get(name).map_or("", |v| v.trim());
        Self {
            text: typed(get("q")),
            only: NAMES.map(|name| get(name).to_owned()),
            exact_only: get("dung-dau") == "1",
        }
    }

    fn href(&self, after: &str) -> String {
        let only = NAMES.iter().zip(&self.only).map(|(name, value)| (*name, value.as_str()));
        let exact = if self.exact_only { "1" } else { "" };
        let fields: Vec<(&str, &str)> = [("q", self.text.as_str())]
            .into_iter()
            .chain(only)
            .chain([("dung-dau", exact), ("sau", after)])
            .collect();
        address("/tim-kiem", &fields)
    }

    fn with(&self, facet: usize, value: &str) -> Self {
        let mut other = self.clone();
        value.clone_into(&mut other.only[facet]);
        other
    }

    fn marks(&self, text: &str, exact_only: bool) -> String {
        Self { text: text.to_owned(), exact_only, ..self.clone() }.href("")
    }
}

/// What was typed, without what cannot be read, and not too much of it.
pub(super) fn typed(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// `/tim-kiem?q=…&loai=…&linh-vuc=…&xa=…&nam=…&dung-dau=1`.
pub async fn search(ctx: Ctx, Address(fields): Address<BTreeMap<String, String>>) -> Result {
    let asked = Asked::of(&fields);
    let words = Terms::asked(&asked.text);
    let after = Cursor::decode(fields.get("sau").map_or("", |v| v.trim()), CURSOR);
    let wanted = Query {
        text: asked.text.clone(),
        only: asked.only.clone().map(|value| Some(value).filter(|v| !v.is_empty())),
        exact_only: asked.exact_only,
        after: after.clone(),
    };
    let found = find(&ctx.app.search, &mut ctx.app.db.read().await?, &wanted).await?;
    let t = &ctx.t.search;
    ctx.page(&SearchPage {
        frame: ctx.frame(),
        heading: if words.is_empty() { t.title.to_owned() } else { fill(t.title_for, &[&asked.text]) },
        spellings: narrower(&words, &found.page.rows)
            .into_iter()
            .map(|word| {
                let href = asked.marks(&word, true);
                (word, href)
            })
            .collect(),
        any_marks: asked.marks(&asked.text, false),
        asked: !words.is_empty(),
        building: found.building,
        loosened: found.loosened,
        total: found.page.total_text(ctx.t.common.more_than),
        first: after.is_some().then(|| asked.href("")),
        more: found.page.next.as_ref().map(|next| asked.href(&next.encode())),
        hits: found.page.rows.iter().map(|hit| view(&ctx, &found.marks, hit)).collect(),
        facets: facets(&ctx, &asked, &found),
        only: NAMES.into_iter().zip(asked.only.clone()).filter(|(_, value)| !value.is_empty()).collect(),
        exact_only: asked.exact_only,
        text: asked.text,
    })
}

/// How many results there are of each value; facets that none of them has are left out.
fn facets(ctx: &Ctx, asked: &Asked, found: &Found) -> Vec<FacetView> {
    let t = &ctx.t.search;
    let mut shown = Vec::new();
    for (i, name) in [t.kind, t.field, t.commune, t.year].into_iter().enumerate() {
        let (counts, chosen) = (&found.facets[i], &asked.only[i]);
        if counts.is_empty() && (i > 0 && chosen.is_empty()) {
            continue;
        }
        let sum: i64 = counts.iter().map(|(_, n)| n).sum();
        let mut values = vec![ValueView {
            text: ctx.t.common.all.to_owned(),
            // an entry has one kind, but may lie in several communes
            n: if i == 0 { viet::number::show(sum) } else { String::new() },
            href: asked.with(i, "").href(""),
            chosen: chosen.is_empty(),
        }];
        let most = counts.iter().take(VALUES);
        for (value, n) in most.chain(counts.iter().skip(VALUES).filter(|(value, _)| value == chosen)) {
            values.push(ValueView {
                text: value_name(ctx, i, value),
                n: viet::number::show(*n),
                href: asked.with(i, value).href(""),
                chosen: value == chosen,
            });
        }
        shown.push(FacetView { name, values });
    }
    shown
}

fn value_name(ctx: &Ctx, facet: usize, value: &str) -> String {
    // the facets after the kind are what kinds share
    match facet.checked_sub(1).and_then(|at| Shared::ALL.get(at)) {
        None => kind_name(ctx, value),
        Some(shared) => shared.word(&ctx.app.kinds, &ctx.app.directory(), ctx.lang, value),
    }
}

/// What a kind is called on the page.
pub(super) fn kind_name(ctx: &Ctx, id: &str) -> String {
    match ctx.app.kinds.get(id) {
        Some(kind) => kind.name.get(ctx.lang).to_owned(),
        None => ctx.t.search.plan.to_owned(),
    }
}

fn view(ctx: &Ctx, asked: &Terms, hit: &Hit) -> HitView {
    HitView {
        kind: kind_name(ctx, &hit.kind),
        href: hit.href.clone(),
        title: mark(&hit.title, asked),
        body: mark_line(&hit.body, asked),
        place: hit.place.clone(),
        on: hit.at.day().show(),
        printed: ctx.app.kinds.get(&hit.kind).is_none(),
        demo: hit.demo,
    }
}

/// A query of one word typed without marks can be narrowed to the spellings found.
fn narrower(asked: &Terms, hits: &[Hit]) -> Vec<String> {
    let [word] = asked.exact.as_slice() else { return Vec::new() };
    let mut words: Vec<String> = Vec::new();
    for hit in hits {
        for spelling in [&hit.title, &hit.body].into_iter().flat_map(|text| spellings(text, asked)) {
            if spelling != *word && !spelling.contains(['/', '-']) && !words.contains(&spelling) {
                words.push(spelling);
            }
        }
    }
    words.truncate(5);
    words
}
