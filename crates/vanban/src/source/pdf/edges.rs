//! What stands at the edges of pages and is no part of the text: page numbers, and lines that every page repeats.

use super::boxes::Page;
use super::rows::Row;
use std::collections::HashMap;

/// What was set aside of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    PageNumber,
    Running,
}

/// Share of the page's height, above and below, in which its edges lie.
const EDGE: f32 = 0.13;
/// Share of the page's width that is left free before a page's number.
const LEFT: f32 = 0.3;
/// Lines at each edge that are looked at.
const DEEPEST: usize = 3;
/// Pages on which a line must stand to be a running one.
const FEWEST_PAGES: usize = 3;

/// For each page and row what it is at the edge; `None` for the text.
pub(super) fn find(pages: &[Page], rows: &[Vec<Row>]) -> Vec<Vec<Option<Edge>>> {
    let mut found: Vec<Vec<Option<Edge>>> = rows.iter().map(|rows| vec![None; rows.len()]).collect();
    numbers(pages, rows, &mut found);
    for _ in 0..DEEPEST {
        running(pages, rows, &mut found);
    }
    found
}

/// The outermost rows of a page that are still text, above and below, each with the white between it and the text.
fn outermost(page: &Page, rows: &[Row], found: &[Option<Edge>]) -> Vec<(usize, f32)> {
    let mut text = (0..rows.len()).filter(|&at| found[at].is_none());
    let (first, last) = (text.next(), text.next_back());
    let above = first.filter(|&at| rows[at].bottom < page.height * EDGE);
    let below = last.filter(|&at| rows[at].top > page.height * (1.0 - EDGE));
    let after = |at: usize| rows.get(at + 1).map_or(f32::MAX, |next| next.top - rows[at].bottom);
    let before = |at: usize| rows[at].top - rows[at - 1].bottom;
    above.map(|at| (at, after(at))).into_iter().chain(below.map(|at| (at, before(at)))).collect()
}

/// Numbers that count as the pages do.
fn numbers(pages: &[Page], rows: &[Vec<Row>], found: &mut [Vec<Option<Edge>>]) {
    let mut candidates = Vec::new();
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (row, _) in outermost(page, &rows[at], &found[at]) {
            // the number of a table's row stands at the left
            let aside = rows[at][row].left > page.width * LEFT;
            if let Some(number) = page_number(&rows[at][row].text()).filter(|_| aside) {
                let offset = number - at as i64;
                *offsets.entry(offset).or_default() += 1;
                candidates.push((at, row, offset));
            }
        }
    }
    for (page, row, offset) in candidates {
        // a number that nothing confirms is a page's if it is this page's
        if offset == 1 || offsets.get(&offset).is_some_and(|&pages| pages > 1) {
            found[page][row] = Some(Edge::PageNumber);
        }
    }
}

/// "12", "- 12 -", "Trang 12", "12/30".
fn page_number(text: &str) -> Option<i64> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.strip_prefix("Trang ").or_else(|| bare.strip_prefix("trang ")).unwrap_or(bare);
    let (number, of) = bare.split_once('/').unwrap_or((bare, "1"));
    let digits = |text: &str| {
        let text = text.trim();
        (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    digits(of)?;
    digits(number)
}

/// Lines that stand at the same height of several pages, the same but for their figures.
fn running(pages: &[Page], rows: &[Vec<Row>], found: &mut [Vec<Option<Edge>>]) {
    let mut same: HashMap<(i32, String), Vec<(usize, usize)>> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        let apart = |(row, white): &(usize, f32)| *white > 0.4 * rows[at][*row].height();
        for (row, _) in outermost(page, &rows[at], &found[at]).into_iter().filter(apart) {
            let text: String = rows[at][row].text().chars().filter(|c| !c.is_ascii_digit()).collect();
            if !text.trim().is_empty() {
                let height = (rows[at][row].middle() / 4.0).round() as i32;
                same.entry((height, text)).or_default().push((at, row));
            }
        }
    }
    for places in same.into_values().filter(|places| places.len() >= FEWEST_PAGES.max(pages.len() / 4)) {
        for (page, row) in places {
            found[page][row] = Some(Edge::Running);
        }
    }
}
