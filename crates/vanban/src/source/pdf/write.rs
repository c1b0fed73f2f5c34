//! Writes the pieces of pages down in reading order; what goes over the end of a page is put together again.

use super::boxes::Page;
use super::columns::Columns;
use super::edges::Edge;
use super::grid::{self, Habit};
use super::page::{Item, Text};
use super::prose::AllMargins;
use super::regions::{Kind, Region};
use super::rows::Row;
use crate::labels;
use crate::model::{Noise, Span};
use crate::source::printed;

/// What may still go on on the next page.
enum Open<'i> {
    Nothing,
    Paragraph(Vec<&'i Row<'i>>),
    Columns(Kind, Columns, Vec<&'i [Row<'i>]>),
}

pub(super) struct Writer<'i> {
    out: printed::Writer,
    margins: AllMargins,
    open: Open<'i>,
    /// What stood at the edges of the pages, until the piece that goes over the page is written.
    aside: Vec<(Edge, String)>,
    noise: Vec<Noise>,
}

impl<'i> Writer<'i> {
    pub(super) fn new(margins: AllMargins) -> Self {
        Self {
            out: printed::Writer::new(),
            margins,
            open: Open::Nothing,
            aside: Vec::new(),
            noise: Vec::new(),
        }
    }

    /// Writes a page.
    pub(super) fn page(&mut self, page: &Page, items: &'i [Item<'i>], aside: Vec<(Edge, String)>) {
        self.aside.extend(aside);
        for (at, item) in items.iter().enumerate() {
            match item {
                Item::Line(row) => self.line(page, row, at == 0),
                Item::Columns(region, rows) => self.columns(region, rows),
            }
        }
    }

    fn line(&mut self, page: &Page, row: &'i Row<'i>, over: bool) {
        let margins = self.margins.get(&(page.width.round() as i32));
        match &mut self.open {
            Open::Paragraph(open) if margins.is_some_and(|margins| margins.goes_on(open, row, over)) => {
                open.push(row);
            }
            // recipients that had no room on the page
            Open::Columns(Kind::Sides, columns, pieces)
                if row.right < columns.get(1).0 && is_recipient(row, pieces) =>
            {
                pieces.push(std::slice::from_ref(row));
            }
            _ => {
                self.close();
                self.open = Open::Paragraph(vec![row]);
            }
        }
    }

    fn columns(&mut self, region: &Region, rows: &'i [Row<'i>]) {
        if let Open::Columns(Kind::Table, columns, pieces) = &mut self.open
            && region.goes_on
        {
            *columns = region.columns.clone();
            pieces.push(rows);
            return;
        }
        self.close();
        self.open = Open::Columns(region.kind, region.columns.clone(), vec![rows]);
    }

    /// Writes what is open, and after it what stood at the edges of its pages.
    fn close(&mut self) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Paragraph(rows) => {
                let text: Vec<String> = rows.iter().map(|row| row.text()).collect();
                self.out.paragraph(&text.join(" "));
            }
            Open::Columns(kind, columns, pieces) => {
                let rows = match kind {
                    Kind::Table => table(&columns, &pieces),
                    Kind::Sides => sides(&columns, &pieces),
                };
                for row in rows {
                    self.out.row(&row);
                }
                self.out.end_table();
            }
        }
        for (edge, text) in std::mem::take(&mut self.aside) {
            let start = self.out.len();
            self.out.paragraph(&text);
            let reason = match edge {
                Edge::PageNumber => "page-number",
                Edge::Running => "running-head",
            };
            self.noise.push(Noise { span: Span::new(start, self.out.end()), reason: reason.into() });
        }
    }

    pub(super) fn finish(mut self) -> Text {
        self.close();
        Text { text: self.out.finish(), aside: self.noise }
    }
}

/// The rows of a table that stands on these pages.
fn table(columns: &Columns, pieces: &[&[Row]]) -> Vec<Vec<String>> {
    let Some((&first, more)) = pieces.split_first() else { return Vec::new() };
    let more = more.iter().map(|piece| without_heading(piece, first));
    let pieces: Vec<&[Row]> = std::iter::once(first).chain(more).collect();
    let columns = &columns.clone().headed(&first[..grid::heading(first, columns)], &pieces);
    let habit = Habit::of(&pieces, columns);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for piece in pieces {
        let piece = habit.piece(piece, columns);
        let empty = piece.before.iter().all(String::is_empty);
        match rows.last_mut() {
            // what went over the page
            Some(last) if !empty => {
                for (cell, more) in last.iter_mut().zip(&piece.before).filter(|(_, more)| !more.is_empty()) {
                    cell.push_str(if cell.is_empty() { "" } else { " " });
                    cell.push_str(more);
                }
            }
            None if !empty => rows.push(piece.before),
            _ => {}
        }
        rows.extend(piece.rows);
    }
    rows
}

/// The lines of a table on a page after its first one, without the heading that each page repeats.
fn without_heading<'p, 'a>(piece: &'p [Row<'a>], first: &[Row]) -> &'p [Row<'a>] {
    let same = piece.iter().zip(first).take_while(|(row, heading)| row.text() == heading.text()).count();
    &piece[same..]
}

/// The two sides of a head or a signature, line by line. In a head the number, and place and date, are a row of their own.
fn sides(columns: &Columns, pieces: &[&[Row]]) -> Vec<Vec<String>> {
    let sides = (0..columns.count()).map(|at| side(columns, at, pieces));
    let (upper, lower): (Vec<String>, Vec<String>) = sides.unzip();
    [upper, lower].into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

/// What stands in one column of a head or a signature: above the number, or place and date, and from there on.
fn side(columns: &Columns, at: usize, pieces: &[&[Row]]) -> (String, String) {
    let (mut upper, mut lower) = (String::new(), String::new());
    let (mut below, mut motto, mut listed) = (false, false, false);
    for row in pieces.iter().flat_map(|rows| rows.iter()) {
        let words: Vec<_> = row.words.iter().copied().filter(|word| columns.at(word.left) == at).collect();
        if words.is_empty() {
            continue;
        }
        let text = Row::of(words).text();
        below |= is_number_or_date(&text) || (motto && text.contains(char::is_alphabetic));
        motto |= text.to_lowercase().ends_with("phúc");
        let cell = if below { &mut lower } else { &mut upper };
        let marked = labels::list_mark(&text).is_some();
        // a recipient too long for its line; a signature has no marks
        let goes_on = listed && !marked;
        listed |= marked && cell.to_lowercase().starts_with("nơi nhận");
        cell.push_str(match cell.is_empty() {
            true => "",
            false if goes_on => " ",
            false => "\n",
        });
        cell.push_str(&text);
    }
    (upper, lower)
}

fn is_number_or_date(text: &str) -> bool {
    text.starts_with("Số:") || text.starts_with("Số ") || text.contains(", ngày")
}

/// Whether a line is one more recipient, the list of them being open.
fn is_recipient(row: &Row, pieces: &[&[Row]]) -> bool {
    let listed =
        pieces.iter().flat_map(|rows| rows.iter()).any(|row| row.text().to_lowercase().contains("nơi nhận"));
    let more =
        pieces.last().and_then(|rows| rows.last()).is_some_and(|last| row.height() < last.height() * 1.1);
    listed && more && labels::parse(&row.text()).is_none()
}
