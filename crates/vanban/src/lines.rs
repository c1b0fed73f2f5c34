//! Printed lines, with what can be measured about each.

use crate::labels::{self, Label};
use crate::model::Span;
use crate::text::Flat;

/// A line that prints something.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) flat: Flat,
    /// Empty lines before it.
    pub(crate) gap: usize,
    /// Width in thousandths of an em, as Times New Roman sets it.
    pub(crate) width: u32,
    /// Starts with a table bar.
    pub(crate) bar: bool,
    /// The whole line in the source, white space trimmed, markup kept.
    pub(crate) raw: Span,
    /// A page number in the middle of a paragraph.
    pub(crate) page: bool,
    /// The label that it begins with.
    pub(crate) label: Option<Label>,
    /// Printed in capitals.
    pub(crate) caps: bool,
    /// Ends as a sentence or a list item does.
    pub(crate) ends: bool,
    /// Can only begin a block, whatever stands before it.
    pub(crate) opens: bool,
    /// Stands within bold print that began on a line before.
    pub(crate) held: bool,
}

impl Line {
    fn new(flat: Flat, gap: usize, bar: bool, raw: Span) -> Self {
        let text = flat.text();
        Self {
            gap,
            width: text.chars().map(advance).sum(),
            bar,
            raw,
            page: false,
            label: labels::parse(text),
            caps: labels::is_caps(text),
            ends: labels::ends_sentence(text),
            opens: labels::opens_block(text),
            held: false,
            flat,
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.flat.text()
    }
}

/// Cuts the source into lines; lines that print nothing only count as gaps, except bars of tables.
pub(crate) fn split(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, 0);
    for piece in source.split_inclusive('\n') {
        let content = piece.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let start = at + content_offset(piece);
        let raw = Span::new(start, start + content.len());
        at += piece.len();
        let flat = Flat::new(source, raw);
        let bar = content.starts_with('|');
        // an empty cell may be printed as marks around nothing
        let empty_cell = !content.is_empty() && lines.last().is_some_and(|line: &Line| line.bar);
        if flat.is_empty() && !bar && !empty_cell {
            gap += 1;
            continue;
        }
        // … and marks around nothing below a table are none
        if !bar && lines.pop_if(|line| line.text().is_empty() && !line.bar).is_some() {
            gap += 1;
        }
        lines.push(Line::new(flat, gap, bar, raw));
        gap = 0;
    }
    mark_pages(source, &mut lines);
    mark_held(source, &mut lines);
    lines
}

/// Most lines over which one bold print goes.
const BOLD_LINES: usize = 4;

/// "**2. Sở" / "Y tế**": converters keep the line breaks of a page within what it prints bold.
fn mark_held(source: &str, lines: &mut [Line]) {
    let odd = |line: &Line| {
        let raw = line.raw.of(source);
        memchr::memchr(b'*', raw.as_bytes()).is_some() && raw.matches("**").count() % 2 == 1
    };
    let mut at = 0;
    while at < lines.len() {
        if lines[at].bar || !odd(&lines[at]) {
            at += 1;
            continue;
        }
        let below = lines[at + 1..].iter().take(BOLD_LINES).take_while(|line| line.gap == 0 && !line.bar);
        let Some(held) = below.map(odd).position(|odd| odd) else {
            at += 1;
            continue;
        };
        lines[at + 1..=at + 1 + held].iter_mut().for_each(|line| line.held = true);
        at += held + 2;
    }
}

/// A number alone between two lines that go on with each other is a page's: it is passed over, and so is its gap.
fn mark_pages(source: &str, lines: &mut [Line]) {
    for at in 1..lines.len().saturating_sub(1) {
        let number = |text: &str| text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let (before, after) = (&lines[at - 1], &lines[at + 1]);
        let apart =
            lines[at].gap + after.gap > 0 || source[before.raw.end..after.raw.start].contains('\u{c}');
        let open = !before.ends && !before.bar && !after.bar;
        if number(lines[at].text()) && apart && open && after.label.is_none() {
            lines[at].page = true;
        }
    }
}

fn content_offset(piece: &str) -> usize {
    piece.len() - piece.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').len()
}

/// Advance of a character in Times New Roman, thousandths of an em (Adobe's metrics for Times Roman; Vietnamese
/// letters are as wide as their base). Decree 30/2020 prescribes this typeface, so widths tell where the
/// typesetter's line was full.
fn advance(c: char) -> u32 {
    match c {
        'f' | 'r' | 'I' | 'Í' | 'Ì' | 'Ỉ' | 'Ĩ' | 'Ị' | '-' | '(' | ')' => 333,
        'i' | 'j' | 'l' | 't' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | ';' | ':' | '/' | '!' => 278,
        ' ' | '.' | ',' => 250,
        's' | 'J' => 389,
        'm' => 778,
        'w' | 'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' | 'Đ' => 722,
        'M' => 889,
        'W' => 944,
        'a' | 'c' | 'e' | 'z' => 444,
        'á' | 'à' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ'
        | 'ậ' => 444,
        'é' | 'è' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => 444,
        'B' | 'C' | 'R' => 667,
        'E' | 'L' | 'T' | 'Z' => 611,
        'F' | 'P' | 'S' => 556,
        '…' => 1000,
        '%' => 833,
        c if c.is_uppercase() => 690,
        _ => 500,
    }
}
