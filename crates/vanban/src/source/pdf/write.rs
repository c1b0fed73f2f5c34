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
    Table(Columns, Vec<&'i [Row<'i>]>),
    Sides(Columns, Vec<&'i [Row<'i>]>),
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
            Open::Sides(columns, pieces) if row.right < columns.get(1).0 && is_recipient(row, pieces) => {
                pieces.push(std::slice::from_ref(row));
            }
            _ => {
                self.close();
                self.open = Open::Paragraph(vec![row]);
            }
        }
    }

    fn columns(&mut self, region: &Region, rows: &'i [Row<'i>]) {
        if let Open::Table(columns, pieces) = &mut self.open
            && region.goes_on
        {
            *columns = region.columns.clone();
            pieces.push(rows);
            return;
        }
        self.close();
        self.open = match region.kind {
            Kind::Table => Open::Table(region.columns.clone(), vec![rows]),
            Kind::Sides => Open::Sides(region.columns.clone(), vec![rows]),
        };
    }

    /// Writes what is open, and after it what stood at the edges of its pages.
    fn close(&mut self) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Paragraph(rows) => {
                let text: Vec<String> = rows.iter().map(|row| row.text()).collect();
                self.out.paragraph(&text.join(" "));
            }
            Open::Table(columns, pieces) => {
                for row in table(&columns, &pieces) {
                    self.out.row(&row);
                }
                self.out.end_table();
            }
            Open::Sides(columns, pieces) => {
                for row in sides(&columns, &pieces) {
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
    let pieces: Vec<&[Row]> = pieces.iter().map(|piece| without_heading(piece, pieces[0])).collect();
    let columns = &columns.clone().headed(&pieces[0][..grid::heading(pieces[0], columns)], &pieces);
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

/// The lines of a table on a page without the heading that each page repeats.
fn without_heading<'p, 'a>(piece: &'p [Row<'a>], first: &[Row]) -> &'p [Row<'a>] {
    if std::ptr::eq(piece.as_ptr(), first.as_ptr().cast()) {
        return piece;
    }
    let same = piece.iter().zip(first).take_while(|(row, heading)| row.text() == heading.text()).count();
    &piece[same..]
}

/// The two sides of a head or a signature, line by line. In a head the number, and place and date, are a row of their own.
fn sides(columns: &Columns, pieces: &[&[Row]]) -> Vec<Vec<String>> {
    let mut upper = vec![String::new(); columns.count()];
    let mut lower = upper.clone();
    let mut below = vec![false; columns.count()];
    let mut motto = below.clone();
    let mut listed = below.clone();
    for row in pieces.iter().flat_map(|rows| rows.iter()) {
        for at in 0..columns.count() {
            let words: Vec<_> =
                row.words.iter().copied().filter(|word| columns.at(word.left) == at).collect();
            if words.is_empty() {
                continue;
            }
            let text = Row::of(words).text();
            below[at] |= is_number_or_date(&text) || (motto[at] && text.contains(char::is_alphabetic));
            motto[at] |= text.to_lowercase().ends_with("phúc");
            let cell = if below[at] { &mut lower[at] } else { &mut upper[at] };
            let marked = labels::list_mark(&text).is_some();
            // a recipient too long for its line; a signature has no marks
            let goes_on = listed[at] && !marked;
            listed[at] |= marked && cell.to_lowercase().starts_with("nơi nhận");
            cell.push_str(match cell.is_empty() {
                true => "",
                false if goes_on => " ",
                false => "\n",
            });
            cell.push_str(&text);
        }
    }
    [upper, lower].into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
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
