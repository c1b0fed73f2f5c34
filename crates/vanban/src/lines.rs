//! Printed lines, with what can be measured about each.

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
}

impl Line {
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
        if flat.is_empty() && !bar {
            gap += 1;
            continue;
        }
        let width = flat.text().chars().map(advance).sum();
        lines.push(Line { flat, gap, width, bar, raw });
        gap = 0;
    }
    lines
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
