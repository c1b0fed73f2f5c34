//! Titles suggested while somebody types: `/tim-kiem/goi-y?q=…` as JSON.
//!
//! Titles that begin with what was typed go first, those with its very marks before others; then titles that hold its
//! words, the last of them still being typed.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use axum::Json;
use axum::extract::Query as Address;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::IntoResponse as _;
use serde::Serialize;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};
use uuid::Uuid;

use super::pages::{kind_name, typed};
use super::schema::Fields;
use super::store::{Title, titles};
use super::terms::{Sort, Terms, start_of};
use crate::web::{Ctx, Result};

/// Suggestions shown.
const SHOWN: usize = 8;
/// Titles that are looked at for them.
const LOOKED_AT: usize = 40;
/// Words that the last one may become.
const ENDINGS: usize = 100;

/// One suggestion.
#[derive(Debug, Serialize)]
struct Suggestion {
    title: String,
    kind: String,
    href: String,
}

/// `/tim-kiem/goi-y?q=…`: at most eight titles with their kinds and addresses. An address that asks too often gets none
/// for a while: the page works without them.
pub async fn suggest(ctx: Ctx, Address(fields): Address<BTreeMap<String, String>>) -> Result {
    if let Some(seconds) = ctx.app.suggestions.take(ctx.origin.ip.clone(), ctx.now()) {
        let none = Json(Vec::<Suggestion>::new());
        return Ok(
            (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())], none).into_response()
        );
    }
    let text = typed(fields.get("q").map_or("", |text| text.as_str()));
    let asked = Terms::asked(&text);
    if asked.is_empty() {
        return Ok(Json(Vec::<Suggestion>::new()).into_response());
    }
    let mut c = ctx.app.db.read().await?;
    let ids = match ctx.app.search.current(&mut c).await {
        Some((searcher, fields)) => {
            let words = asked.folded.clone();
            let looking = tokio::task::spawn_blocking(move || candidates(&searcher, &fields, &words));
            looking.await.ok().and_then(|found| found.map_err(|error| tracing::error!(%error, "search")).ok())
        }
        None => None,
    };
    let mut found = titles(&mut c, &ids.unwrap_or_default()).await?;
    found.sort_by_cached_key(|title| order(title, &asked));
    found.dedup_by(|a, b| a.title == b.title && a.kind == b.kind);
    found.truncate(SHOWN);
    let suggestion = |title: Title| Suggestion {
        kind: kind_name(&ctx, &title.kind),
        title: title.title,
        href: title.href,
    };
    Ok(Json(found.into_iter().map(suggestion).collect::<Vec<_>>()).into_response())
}

/// How a title answers what was typed: smaller is better.
fn order(title: &Title, asked: &Terms) -> (bool, bool, bool, usize, String) {
    let words = Terms::asked(&title.title);
    let (exact, folded) = (words.exact.join(" "), words.folded.join(" "));
    let begins_so = exact.starts_with(&asked.exact.join(" "));
    let begins = folded.starts_with(&asked.folded.join(" "));
    let as_typed = asked.exact.iter().all(|word| exact.contains(word.as_str()));
    (!begins_so, !begins, !as_typed, title.title.chars().count(), folded)
}

/// The entries whose titles may be suggested.
fn candidates(searcher: &Searcher, fields: &Fields, words: &[String]) -> tantivy::Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let mut docs = Vec::new();
        beginning(segment, fields, words, &mut docs)?;
        if docs.len() < SHOWN {
            holding(segment, fields, words, &mut docs)?;
        }
        let (high, low) = (segment.fast_fields().u64("id_high")?, segment.fast_fields().u64("id_low")?);
        for doc in docs {
            let id = (high.first(doc).unwrap_or_default(), low.first(doc).unwrap_or_default());
            found.push(Uuid::from_u64_pair(id.0, id.1));
        }
    }
    // each segment has put its best first
    found.truncate(LOOKED_AT * 2);
    Ok(found)
}

/// Titles that begin with these words, the last perhaps unfinished.
fn beginning(
    segment: &SegmentReader,
    fields: &Fields,
    words: &[String],
    docs: &mut Vec<DocId>,
) -> tantivy::Result<()> {
    each_term(segment, fields, &Sort::Start.term(&start_of(words)), LOOKED_AT, |doc| {
        if docs.len() >= LOOKED_AT {
            return ControlFlow::Break(());
        }
        docs.push(doc);
        ControlFlow::Continue(())
    })
}

/// Titles that hold these words, the last perhaps unfinished.
fn holding(
    segment: &SegmentReader,
    fields: &Fields,
    words: &[String],
    docs: &mut Vec<DocId>,
) -> tantivy::Result<()> {
    let Some((last, before)) = words.split_last() else { return Ok(()) };
    let index = segment.inverted_index(fields.name)?;
    let mut held = vec![0_u8; segment.max_doc() as usize];
    let mut so_far = 0;
    for word in before {
        let term = Term::from_field_text(fields.name, &Sort::Folded.term(word));
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { return Ok(()) };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if held[doc as usize] == so_far {
                held[doc as usize] += 1;
            }
            doc = postings.advance();
        }
        so_far = so_far.saturating_add(1);
    }
    let mut already = docs.clone();
    already.sort_unstable();
    each_term(segment, fields, &Sort::Folded.term(last), ENDINGS, |doc| {
        if docs.len() >= LOOKED_AT {
            return ControlFlow::Break(());
        }
        if held[doc as usize] == so_far && already.binary_search(&doc).is_err() {
            // only once, though several of its words may begin so
            held[doc as usize] = u8::MAX;
            docs.push(doc);
        }
        ControlFlow::Continue(())
    })
}

/// Goes through the documents of every term with this beginning, so many terms at most.
fn each_term(
    segment: &SegmentReader,
    fields: &Fields,
    beginning: &str,
    most: usize,
    mut look: impl FnMut(DocId) -> ControlFlow<()>,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(fields.name)?;
    let mut terms = index.terms().range().ge(beginning.as_bytes()).into_stream()?;
    let mut n = 0;
    while n < most && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
        n += 1;
        let mut postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) && look(doc).is_break() {
                return Ok(());
            }
            doc = postings.advance();
        }
    }
    Ok(())
}
