//! Answering a query: the index says which entries and in what order, the database what they are.

use std::collections::BTreeMap;

use super::index::SearchIndex;
use super::plan::Plan;
use super::rank::{Place, Wanted, rank};
use super::schema::FACETS;
use super::store::{Hit, hits};
use super::terms::Terms;
use crate::db::Conn;
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// What somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Only entries with these values of the facets, in this order: kind, field, commune, year.
    pub only: [Option<String>; 4],
    /// Only words with exactly these marks.
    pub exact_only: bool,
    /// Where the page begins.
    pub after: Option<Cursor>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Found {
    /// One page, best first.
    pub page: Page<Hit>,
    /// How many there are of each value of each facet, most first, the other facets being narrowed as asked.
    pub facets: [Vec<(String, i64)>; 4],
    /// Nothing has all the words: these have some of them.
    pub loosened: bool,
    /// The words to mark: those asked for, and what stands for them.
    pub marks: Terms,
    /// The index is being built and nothing can be said yet.
    pub building: bool,
}

/// Rows of one page of results.
pub const SIZE: usize = 20;

/// Answers a query. Entries that have been withdrawn are not there, even when the index has not heard of it.
///
/// # Errors
/// Those of the database; trouble with the index is logged, and the index is built anew.
pub async fn find(index: &SearchIndex, c: &mut Conn, query: &Query) -> sqlx::Result<Found> {
    let asked = Terms::asked(&query.text);
    let nothing = |building| Found {
        page: Page { rows: Vec::new(), next: None, total: 0 },
        facets: FACETS.map(|_| Vec::new()),
        loosened: false,
        marks: asked.clone(),
        building,
    };
    if asked.is_empty() {
        return Ok(nothing(false));
    }
    let Some((searcher, fields)) = index.current(c).await else { return Ok(nothing(true)) };
    let wanted = Wanted {
        only: query.only.clone(),
        after: query.after.as_ref().and_then(place),
        size: SIZE,
        all: false,
    };
    let exact_only = query.exact_only;
    let words = asked.clone();
    let asking = tokio::task::spawn_blocking(move || {
        let plan = Plan::of(&words, exact_only, &fields, &searcher)?;
        let ranked = rank(&searcher, &plan, &wanted)?;
        Ok::<_, tantivy::TantivyError>((ranked, plan.marks))
    });
    let answer = match asking.await {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let (ranked, marks) = match answer {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(error, "search: the index cannot be read and is built anew");
            index.discard().await;
            return Ok(nothing(true));
        }
    };
    let ids: Vec<_> = ranked.best.iter().map(|(_, id)| *id).collect();
    let page = Page {
        rows: hits(c, &ids).await?,
        next: ranked.best.last().filter(|_| ranked.more).map(|(place, _)| cursor(*place)),
        total: i64::try_from(ranked.total).unwrap_or(i64::MAX).min(COUNT_CAP + 1),
    };
    Ok(Found { page, facets: counts(ranked.counts), loosened: ranked.loosened, marks, building: false })
}

fn counts(counts: [BTreeMap<String, usize>; 4]) -> [Vec<(String, i64)>; 4] {
    counts.map(|counts| {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut counts: Vec<(String, i64)> =
            counts.into_iter().map(|(value, n)| (value, number(n))).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    })
}

fn cursor(place: Place) -> Cursor {
    Cursor(vec![
        place.exact.to_string(),
        place.score.to_string(),
        place.at.to_string(),
        place.low.to_string(),
    ])
}

/// Values of a [`Cursor`].
pub const CURSOR: usize = 4;

fn place(cursor: &Cursor) -> Option<Place> {
    match cursor.0.as_slice() {
        [exact, score, at, low] => Some(Place {
            exact: exact.parse().ok()?,
            score: score.parse().ok()?,
            at: at.parse().ok()?,
            low: low.parse().ok()?,
        }),
        _ => None,
    }
}
