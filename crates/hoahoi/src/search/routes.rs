//! The search page.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::Query as Address;
use axum::routing::get;

use super::snippet::{Piece, mark, mark_line, spellings};
use super::store::{Hit, Query, find};
use super::terms::Terms;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{App, Ctx, Result};

/// Addresses of search.
pub fn routes() -> Router<App> {
    Router::new().route("/tim-kiem", get(search))
}

/// Longest query read; the rest is not looked at.
const LONGEST: usize = 200;

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

struct KindView {
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
    kind: String,
    asked: bool,
    total: String,
    exact_only: bool,
    any_marks: String,
    spellings: Vec<(String, String)>,
    kinds: Vec<KindView>,
    hits: Vec<HitView>,
    first: Option<String>,
    more: Option<String>,
}

/// `/tim-kiem?q=…&loai=…&dung-dau=1`.
pub async fn search(ctx: Ctx, Address(address): Address<BTreeMap<String, String>>) -> Result {
    let get = |name: &str| address.get(name).map_or("", |v| v.trim());
    let text: String = get("q").chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let (kind, exact_only) = (get("loai").to_owned(), get("dung-dau") == "1");
    let asked = Terms::asked(&text);
    let after = Cursor::decode(get("sau"), 3);
    let wanted = Query {
        text: text.clone(),
        kind: Some(kind.clone()).filter(|k| !k.is_empty()),
        exact_only,
        after: after.clone(),
    };
    let found = find(&mut ctx.app.db.read().await?, &wanted).await?;
    let t = &ctx.t.search;
    let href = |kind: &str, q: &str, exact: bool, after: &str| {
        let fields = [("q", q), ("loai", kind), ("dung-dau", if exact { "1" } else { "" }), ("sau", after)];
        format!("/tim-kiem?{}", query(&fields))
    };
    let all: i64 = found.kinds.iter().map(|(_, n)| n).sum();
    let mut kinds = vec![KindView {
        text: ctx.t.common.all.to_owned(),
        n: viet::number::show(all),
        href: href("", &text, exact_only, ""),
        chosen: kind.is_empty(),
    }];
    kinds.extend(found.kinds.iter().map(|(id, n)| KindView {
        text: kind_name(&ctx, id),
        n: viet::number::show(*n),
        href: href(id, &text, exact_only, ""),
        chosen: *id == kind,
    }));
    ctx.page(&SearchPage {
        frame: ctx.frame(),
        heading: if asked.is_empty() { t.title.to_owned() } else { fill(t.title_for, &[&text]) },
        spellings: narrower(&asked, &found.page.rows)
            .into_iter()
            .map(|word| {
                let href = href(&kind, &word, true, "");
                (word, href)
            })
            .collect(),
        any_marks: href(&kind, &text, false, ""),
        asked: !asked.is_empty(),
        total: found.page.total_text(ctx.t.common.more_than),
        first: after.is_some().then(|| href(&kind, &text, exact_only, "")),
        more: found.page.next.as_ref().map(|next| href(&kind, &text, exact_only, &next.encode())),
        hits: found.page.rows.iter().map(|hit| view(&ctx, &asked, hit)).collect(),
        kinds,
        text,
        kind,
        exact_only,
    })
}

fn kind_name(ctx: &Ctx, id: &str) -> String {
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
