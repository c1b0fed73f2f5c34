//! HTML pages as text: paragraphs and tables; what a browser does not show, and the page's own navigation, left out.

use super::printed;
use crate::docx::{Block, Cell, DocxError, Paragraph, Row, Table};
use crate::numeral;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Elements of which nothing is read.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "title", "nav", "aside", "footer", "button", "select",
    "textarea", "iframe", "svg", "object",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Tables within tables that are told apart; deeper ones are read as running text.
const MAX_DEPTH: usize = 12;
/// Elements of which nothing is read, within one another; deeper ones are not told apart.
const MAX_SKIPPED: usize = 64;
/// Most columns and rows that one cell may reach over.
const MAX_REACH: usize = 63;
/// Most places that the tables of a page may have together.
const MAX_PLACES: usize = 1_000_000;

/// Whether the bytes are a page.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|mark| head.starts_with(mark))
        || (head.starts_with("<?xml") && head.contains("<html"))
}

/// The text of a page.
pub(super) fn text(page: &str) -> Result<String, DocxError> {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        reader.token(token);
    }
    printed::text(&reader.finish())
}

/// What is open: a table, a row of it, a cell of that.
enum Open {
    /// The table, and for each column how many rows a cell above still reaches down.
    Table(Table, Vec<usize>),
    /// Its cells, and how many rows each takes.
    Row(Vec<(Cell, usize)>),
    Cell(Cell, usize),
}

/// Before an item without a number.
const BULLET: &str = "- ";

/// A list that is open.
enum List {
    Bullets,
    /// The next number, and how numbers are printed: "1", "a", "A", "i" or "I".
    Numbers(u32, u8),
}

impl List {
    fn numbered(tag: &StartTag<()>) -> Self {
        let kind = tag.attributes.get(&b"type"[..]).and_then(|kind| kind.first().copied());
        Self::Numbers(number(tag, "start").unwrap_or(1), kind.unwrap_or(b'1'))
    }

    /// What a browser prints before the next item.
    fn next(&mut self, item: &StartTag<()>) -> String {
        let Self::Numbers(next, kind) = self else { return BULLET.to_owned() };
        let own = number(item, "value").unwrap_or(*next);
        *next = own.saturating_add(1);
        let printed = match kind {
            b'I' => numeral::roman(own),
            b'i' => numeral::roman(own).to_lowercase(),
            b'A' => numeral::alphabetic(own).to_uppercase(),
            b'a' => numeral::alphabetic(own),
            _ => own.to_string(),
        };
        format!("{printed}. ")
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Open>,
    text: String,
    /// Elements around us of which nothing is read.
    skipped: Vec<String>,
    /// The lists around us.
    lists: Vec<List>,
    /// "- " or "3. ", before the next text.
    mark: String,
    places: usize,
}

impl Reader {
    fn token(&mut self, token: Token<()>) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if SKIPPED.contains(&name.as_str()) && !tag.self_closing && self.skipped.len() < MAX_SKIPPED {
                    self.skipped.push(name);
                } else if self.skipped.is_empty() {
                    self.start(&name, &tag);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                match self.skipped.iter().rposition(|open| *open == name) {
                    Some(at) => self.skipped.truncate(at),
                    None if self.skipped.is_empty() => self.end(&name),
                    None => {}
                }
            }
            Token::String(text) if self.skipped.is_empty() => self.words(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                c if c.is_whitespace() && c != '\u{A0}' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                c => {
                    if self.text.is_empty() {
                        self.text.push_str(&std::mem::take(&mut self.mark));
                    }
                    self.text.push(c);
                }
            }
        }
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        if BLOCKS.contains(&name) {
            self.paragraph();
        }
        match name {
            "br" if !self.text.is_empty() => self.text.push('\n'),
            "ul" => self.lists.push(List::Bullets),
            "ol" => self.lists.push(List::numbered(tag)),
            "li" => {
                self.mark = self.lists.last_mut().map_or_else(|| BULLET.to_owned(), |list| list.next(tag))
            }
            "table" if self.tables() < MAX_DEPTH => self.open.push(Open::Table(Table::default(), Vec::new())),
            "tr" => {
                self.close_to(|open| matches!(open, Open::Table(..)));
                if matches!(self.open.last(), Some(Open::Table(..))) {
                    self.open.push(Open::Row(Vec::new()));
                }
            }
            "td" | "th" => self.cell(tag),
            _ => {}
        }
    }

    fn cell(&mut self, tag: &StartTag<()>) {
        self.close_to(|open| matches!(open, Open::Row(_) | Open::Table(..)));
        if matches!(self.open.last(), Some(Open::Table(..))) {
            self.open.push(Open::Row(Vec::new()));
        }
        let reach = |name| number(tag, name).map_or(1, |n| n as usize).clamp(1, MAX_REACH);
        let columns = reach("colspan");
        self.places += columns;
        if matches!(self.open.last(), Some(Open::Row(_))) && self.places <= MAX_PLACES {
            let cell = Cell { columns, continues: false, blocks: Vec::new() };
            self.open.push(Open::Cell(cell, reach("rowspan")));
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.paragraph();
        }
        match name {
            "ul" | "ol" => _ = self.lists.pop(),
            "td" | "th" if matches!(self.open.last(), Some(Open::Cell(..))) => self.close(),
            "tr" => self.close_to(|open| matches!(open, Open::Table(..))),
            "table" => {
                self.close_to(|open| matches!(open, Open::Table(..)));
                self.close();
            }
            _ => {}
        }
    }

    fn tables(&self) -> usize {
        self.open.iter().filter(|open| matches!(open, Open::Table(..))).count()
    }

    /// Ends the paragraph that was being written.
    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            let text = viet::nfc(text.trim());
            self.put(Block::Paragraph(Paragraph { number: None, text }));
        }
    }

    /// Puts a block into the innermost cell, else into the page.
    fn put(&mut self, block: Block) {
        let cell = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Cell(cell, _) => Some(&mut cell.blocks),
            _ => None,
        });
        cell.unwrap_or(&mut self.blocks).push(block);
    }

    /// Closes what is open up to the innermost element of this kind, which stays.
    fn close_to(&mut self, kind: impl Fn(&Open) -> bool) {
        self.paragraph();
        if self.open.iter().any(&kind) {
            while self.open.last().is_some_and(|open| !kind(open)) {
                self.close();
            }
        }
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        self.paragraph();
        match (self.open.pop(), self.open.last_mut()) {
            (Some(Open::Cell(cell, rows)), Some(Open::Row(row))) => row.push((cell, rows)),
            (Some(Open::Row(row)), Some(Open::Table(table, reach))) => {
                let row = placed(row, reach);
                self.places += row.cells.len();
                if self.places > MAX_PLACES {
                    reach.clear();
                }
                table.rows.push(row);
            }
            (Some(Open::Table(table, _)), _) => self.put(Block::Table(table)),
            _ => {}
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.paragraph();
        self.blocks
    }
}

/// The row with the cells that reach into it from above.
fn placed(cells: Vec<(Cell, usize)>, reach: &mut Vec<usize>) -> Row {
    let mut row = Row::default();
    let mut column = 0;
    let from_above = |row: &mut Row, column: &mut usize, reach: &mut Vec<usize>| {
        while let Some(rows) = reach.get_mut(*column).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.cells.push(Cell { columns: 1, continues: true, blocks: Vec::new() });
            *column += 1;
        }
    };
    for (cell, rows) in cells {
        from_above(&mut row, &mut column, reach);
        let end = column + cell.columns;
        if reach.len() < end {
            reach.resize(end, 0);
        }
        reach[column..end].fill(rows - 1);
        column = end;
        row.cells.push(cell);
    }
    from_above(&mut row, &mut column, reach);
    row
}

fn number(tag: &StartTag<()>, name: &str) -> Option<u32> {
    let value = tag.attributes.get(name.as_bytes())?;
    std::str::from_utf8(value).ok()?.trim().parse().ok()
}
