//! Which entries answer a query best, and how many of each facet there are: BM25 over syllables and pairs of
//! syllables, one term after the other.
//!
//! Each term's documents are gone through once and their scores added up in a table, together with the words of the
//! query that they answer; so that all words can be required, or few, without asking again, and every count is that
//! of the same table. (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, for BM25.)

use std::collections::BTreeMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED};
use uuid::Uuid;

use super::plan::{Clause, Plan};
use super::schema::FACETS;

/// How soon a further occurrence of a term stops to count.
const K1: f32 = 1.2;
/// How much a long text is marked down.
const B: f32 = 0.75;

/// The place of an entry in the order of results: first what has every word of a short query with its own marks, then
/// by the score, then the newest; the last figure only tells two from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Whether it has every word as typed.
    pub exact: bool,
    /// Bits of the score, which is never below zero.
    pub score: u32,
    /// When it was published.
    pub at: i64,
    /// Half of its identifier.
    pub low: u64,
}

/// What is wanted of the ranking.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only entries with these values, in the order of [`FACETS`].
    pub only: [Option<String>; 4],
    /// Only what comes after this place.
    pub after: Option<Place>,
    /// How many.
    pub size: usize,
    /// Whether entries with some of the words are listed after those with enough of them: for measuring the ranking.
    pub all: bool,
}

/// What the index answers.
#[derive(Debug, Default)]
pub struct Ranked {
    /// The best, in order.
    pub best: Vec<(Place, Uuid)>,
    /// Whether there are more.
    pub more: bool,
    /// How many there are in all.
    pub total: usize,
    /// How many of each value there are, for each of [`FACETS`], the other facets being narrowed as asked.
    pub counts: [BTreeMap<String, usize>; 4],
    /// Nothing has all the words: these have some.
    pub loosened: bool,
}

/// Ranks what answers.
///
/// # Errors
/// When the index cannot be read.
pub fn rank(searcher: &Searcher, plan: &Plan, wanted: &Wanted) -> tantivy::Result<Ranked> {
    let weighed = weigh(searcher, &plan.clauses)?;
    let mut tables = Vec::new();
    for segment in searcher.segment_readers() {
        tables.push(Table::of(segment, &weighed)?);
    }
    let needed = plan.needed();
    let enough = tables.iter().any(|table| table.answers.iter().any(|bits| bits.count_ones() >= needed));
    let mut ranked = Ranked { loosened: !enough && !plan.strict, ..Ranked::default() };
    let needed = if plan.strict || (enough && !wanted.all) { needed } else { 1 };
    let mut places = Vec::new();
    for (number, (segment, table)) in (0..).zip(searcher.segment_readers().iter().zip(&tables)) {
        collect(segment, table, plan, wanted, needed, &mut ranked, |place, doc| {
            places.push((place, number, doc))
        })?;
    }
    ranked.loosened &= ranked.total > 0;
    let size = wanted.size.min(places.len());
    ranked.more = places.len() > size;
    if ranked.more && size > 0 {
        places.select_nth_unstable_by(size - 1, |a, b| b.0.cmp(&a.0));
    }
    places.truncate(size);
    places.sort_unstable_by_key(|place| std::cmp::Reverse(place.0));
    for (place, segment, doc) in places {
        let high =
            searcher.segment_reader(segment).fast_fields().u64("id_high")?.first(doc).unwrap_or_default();
        ranked.best.push((place, Uuid::from_u64_pair(high, place.low)));
    }
    Ok(ranked)
}

/// A clause with what its terms weigh in this index.
struct Weighed<'a> {
    clause: &'a Clause,
    field: Field,
    /// By term.
    idf: Vec<f32>,
    /// By the length of the field, as the index rounds it.
    lengths: Box<[f32; 256]>,
}

fn weigh<'a>(searcher: &Searcher, clauses: &'a [Clause]) -> tantivy::Result<Vec<Weighed<'a>>> {
    #[allow(clippy::cast_precision_loss)]
    let documents: f32 = searcher.segment_readers().iter().map(|s| s.max_doc()).sum::<u32>() as f32;
    let mut weighed = Vec::new();
    for clause in clauses {
        let Some(field) = clause.terms.first().map(|term| term.field()) else { continue };
        let mut idf = Vec::new();
        for term in &clause.terms {
            #[allow(clippy::cast_precision_loss)]
            let with = searcher.doc_freq(term)? as f32;
            if with > 0.0 {
                idf.push((1.0 + (documents - with + 0.5) / (with + 0.5)).ln() * clause.weight);
            }
        }
        if idf.len() == clause.terms.len() {
            weighed.push(Weighed { clause, field, idf, lengths: lengths(searcher, field, documents)? });
        }
    }
    Ok(weighed)
}

/// The part of BM25 that depends on how long a field is, for every length that the index can tell.
fn lengths(searcher: &Searcher, field: Field, documents: f32) -> tantivy::Result<Box<[f32; 256]>> {
    let mut terms = 0;
    for segment in searcher.segment_readers() {
        terms += segment.inverted_index(field)?.total_num_tokens();
    }
    #[allow(clippy::cast_precision_loss)]
    let average = (terms as f32 / documents).max(1.0);
    let mut table = Box::new([0.0; 256]);
    for (id, length) in (0..=u8::MAX).zip(table.iter_mut()) {
        #[allow(clippy::cast_precision_loss)]
        let terms = FieldNormReader::id_to_fieldnorm(id) as f32;
        *length = K1 * (1.0 - B + B * terms / average);
    }
    Ok(table)
}

/// What has been added up for the documents of one segment.
struct Table {
    score: Vec<f32>,
    /// The words of the query that the document has, a bit each.
    answers: Vec<u64>,
    /// Those that it has with their own marks.
    exact: Vec<u64>,
}

impl Table {
    fn of(segment: &SegmentReader, weighed: &[Weighed<'_>]) -> tantivy::Result<Self> {
        let documents = segment.max_doc() as usize;
        let mut table =
            Self { score: vec![0.0; documents], answers: vec![0; documents], exact: vec![0; documents] };
        for clause in weighed {
            table.add(segment, clause)?;
        }
        if segment.has_deletes() {
            let mut answers = (0..).zip(&mut table.answers);
            answers.by_ref().filter(|(doc, _)| segment.is_deleted(*doc)).for_each(|(_, bits)| *bits = 0);
        }
        Ok(table)
    }

    fn add(&mut self, segment: &SegmentReader, weighed: &Weighed<'_>) -> tantivy::Result<()> {
        let index = segment.inverted_index(weighed.field)?;
        let lengths = segment.get_fieldnorms_reader(weighed.field)?;
        let mut postings = Vec::new();
        for term in &weighed.clause.terms {
            match index.read_postings(term, IndexRecordOption::WithFreqs)? {
                Some(found) => postings.push(found),
                None => return Ok(()),
            }
        }
        let Some((first, others)) = postings.split_first_mut() else { return Ok(()) };
        let score = |idf: f32, tf: u32, doc: DocId| {
            #[allow(clippy::cast_precision_loss)]
            let tf = tf as f32;
            idf * tf * (K1 + 1.0) / (tf + weighed.lengths[usize::from(lengths.fieldnorm_id(doc))])
        };
        let (answers, exact) = (weighed.clause.answers, weighed.clause.exact);
        let mut doc = first.doc();
        'documents: while doc != TERMINATED {
            let mut sum = score(weighed.idf[0], first.term_freq(), doc);
            for (other, idf) in others.iter_mut().zip(&weighed.idf[1..]) {
                if other.doc() < doc {
                    other.seek(doc);
                }
                if other.doc() != doc {
                    doc = first.advance();
                    continue 'documents;
                }
                sum += score(*idf, other.term_freq(), doc);
            }
            let at = doc as usize;
            self.score[at] += sum;
            self.answers[at] |= answers;
            if exact {
                self.exact[at] |= answers;
            }
            doc = first.advance();
        }
        Ok(())
    }
}

/// A facet of one segment.
struct Counted {
    column: StrColumn,
    /// Only documents with this value; `None` inside when no document of the segment has it.
    only: Option<Option<u64>>,
    counts: Vec<usize>,
}

impl Counted {
    fn of(segment: &SegmentReader, name: &str, only: Option<&str>) -> tantivy::Result<Option<Self>> {
        let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
        let only = match only {
            Some(value) => Some(column.dictionary().term_ord(value)?),
            None => None,
        };
        let counts = vec![0; column.num_terms()];
        Ok(Some(Self { column, only, counts }))
    }

    fn lets_pass(&self, doc: DocId) -> bool {
        match self.only {
            None => true,
            Some(value) => {
                value.is_some_and(|value| self.column.ords().values_for_doc(doc).any(|v| v == value))
            }
        }
    }

    fn count(&mut self, doc: DocId) {
        for value in self.column.ords().values_for_doc(doc) {
            if let Some(count) = usize::try_from(value).ok().and_then(|at| self.counts.get_mut(at)) {
                *count += 1;
            }
        }
    }
}

/// Goes through the documents of a segment that answer: counts them, and hands on those that are wanted.
fn collect(
    segment: &SegmentReader,
    table: &Table,
    plan: &Plan,
    wanted: &Wanted,
    needed: u32,
    ranked: &mut Ranked,
    mut hand_on: impl FnMut(Place, DocId),
) -> tantivy::Result<()> {
    let mut facets = Vec::new();
    for (name, only) in FACETS.iter().zip(&wanted.only) {
        facets.push(Counted::of(segment, name, only.as_deref())?);
    }
    let at: Column<i64> = segment.fast_fields().i64("at")?;
    let low: Column<u64> = segment.fast_fields().u64("id_low")?;
    for doc in 0..segment.max_doc() {
        let answers = table.answers[doc as usize];
        if answers.count_ones() < needed {
            continue;
        }
        let (first, second) = {
            let mut outside = (0..).zip(&facets).filter(|(i, facet)| match facet {
                Some(facet) => !facet.lets_pass(doc),
                // no document of the segment has any value
                None => wanted.only[*i].is_some(),
            });
            (outside.next().map(|(i, _)| i), outside.next())
        };
        if second.is_some() {
            continue;
        }
        // an entry outside one facet alone counts for that facet: so many there would be
        for (i, facet) in (0..).zip(&mut facets) {
            if let Some(facet) = facet.as_mut().filter(|_| first.is_none_or(|first: usize| first == i)) {
                facet.count(doc);
            }
        }
        if first.is_some() {
            continue;
        }
        ranked.total += 1;
        let place = Place {
            exact: plan.exact_first && table.exact[doc as usize] == plan.words,
            score: table.score[doc as usize].to_bits(),
            at: at.first(doc).unwrap_or_default(),
            low: low.first(doc).unwrap_or_default(),
        };
        if wanted.after.is_none_or(|after| place < after) {
            hand_on(place, doc);
        }
    }
    for (facet, counts) in facets.into_iter().zip(&mut ranked.counts) {
        let Some(facet) = facet else { continue };
        let mut name = String::new();
        for (value, count) in (0..).zip(facet.counts).filter(|(_, count)| *count > 0) {
            name.clear();
            if facet.column.ord_to_str(value, &mut name)? {
                *counts.entry(name.clone()).or_default() += count;
            }
        }
    }
    Ok(())
}
