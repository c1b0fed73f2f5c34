//! From the words of all pages to text: paragraphs, tables between bars, the two sides of head and signature, and what
//! stands at the edges of pages.

use super::boxes::{Page, Word};
use super::columns::Columns;
use super::edges::{self, Edge};
use super::prose;
use super::regions::{self, Kind, Region};
use super::rows::{self, Row};
use super::write::Writer;
use crate::model::Noise;

/// The text of a document, with what is no part of it.
#[derive(Debug, Default)]
pub(in crate::source) struct Text {
    pub(in crate::source) text: String,
    pub(in crate::source) aside: Vec<Noise>,
}

/// A piece of a page.
pub(super) enum Item<'a> {
    Line(Row<'a>),
    Columns(Region, Vec<Row<'a>>),
}

/// Writes the pages down.
pub(super) fn text(pages: &[Page]) -> Text {
    let rows: Vec<Vec<Row>> = pages.iter().map(rows::of).collect();
    let edges = edges::find(pages, &rows);
    let mut all: Vec<Vec<Item>> = Vec::with_capacity(pages.len());
    let mut asides: Vec<Vec<(Edge, String)>> = Vec::with_capacity(pages.len());
    let mut carried: Option<Columns> = None;
    for ((page, rows), edges) in pages.iter().zip(rows).zip(&edges) {
        let mut body = Vec::with_capacity(rows.len());
        let mut aside = Vec::new();
        for (row, edge) in rows.into_iter().zip(edges) {
            match edge {
                Some(edge) => aside.push((*edge, row.text())),
                None => body.push(row),
            }
        }
        let regions = regions::find(&body, page.width, carried.as_ref());
        if !body.is_empty() {
            let last = regions.last().filter(|last| last.kind == Kind::Table && last.rows.end == body.len());
            carried = last.map(|last| last.columns.clone());
        }
        all.push(items(body, regions));
        asides.push(aside);
    }
    let lines: Vec<Vec<&Row>> = all.iter().map(|items| items.iter().filter_map(line).collect()).collect();
    let margins = prose::margins(pages, &lines);
    let mut writer = Writer::new(margins);
    for ((page, items), aside) in pages.iter().zip(&all).zip(asides) {
        writer.page(page, items, aside);
    }
    writer.finish()
}

fn line<'i, 'a>(item: &'i Item<'a>) -> Option<&'i Row<'a>> {
    match item {
        Item::Line(row) => Some(row),
        Item::Columns(..) => None,
    }
}

/// A page cut into lines and what stands in columns.
fn items<'a>(rows: Vec<Row<'a>>, regions: Vec<Region>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut rows = rows.into_iter();
    let mut at = 0;
    for region in regions {
        items.extend(
            in_order(rows.by_ref().take(region.rows.start - at).collect()).into_iter().map(Item::Line),
        );
        at = region.rows.end;
        let own = rows.by_ref().take(region.rows.len()).collect();
        items.push(Item::Columns(region, own));
    }
    items.extend(in_order(rows.collect()).into_iter().map(Item::Line));
    items
}

/// Lines outside columns. Where lines of different blocks stand side by side all the same, the order in which the tool
/// reads them is surer than from the top down.
fn in_order(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let unclear = |row: &Row| {
        let block = |part: &Row| part.words.first().map(|word| word.block);
        row.parts().windows(2).any(|pair| block(&pair[0]) != block(&pair[1]))
    };
    let mut ordered: Vec<Row> = Vec::with_capacity(rows.len());
    for run in rows.chunk_by(|a, b| unclear(a) && unclear(b)) {
        if run.iter().any(unclear) {
            let mut words: Vec<&Word> = run.iter().flat_map(|row| row.words.iter().copied()).collect();
            words.sort_by_key(|word| word.line);
            ordered.extend(words.chunk_by(|a, b| a.line == b.line).map(|line| Row::of(line.to_vec())));
        } else {
            ordered.extend_from_slice(run);
        }
    }
    ordered
}
