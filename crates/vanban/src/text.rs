//! Text as it is compared and shown, with the way back to every byte of the source.

use crate::model::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The text that a span stands for: `source[span]` without markup and entities, in NFC, white space folded,
/// and without spaces inside document symbols ("88- CTr/TU" becomes "88-CTr/TU").
///
/// ```
/// use vanban::{model::Span, text_of};
/// let source = "số 88- \n\nCTr/TU  **ngày** 19/6/2023";
/// assert_eq!(text_of(source, Span::new(0, source.len())), "số 88-CTr/TU ngày 19/6/2023");
/// ```
pub fn text_of(source: &str, span: Span) -> String {
    Flat::new(source, span).text
}

/// Where one character of the normalised text came from.
#[derive(Debug, Clone, Copy)]
struct Origin {
    at: u32,
    start: u32,
    end: u32,
}

/// Normalised text that knows where each character stood in the source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flat {
    text: String,
    origins: Vec<Origin>,
}

impl Flat {
    /// Normalises `source[span]`.
    pub(crate) fn new(source: &str, span: Span) -> Self {
        let mut flat = Self::default();
        let mut scan = Scanner { text: span.of(source), base: span.start, at: 0, space: None };
        scan.run(&mut flat);
        flat.close_symbols();
        flat
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source span of a byte range of the normalised text, without white space at its ends.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let slice = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        let first = self.origins.partition_point(|o| (o.at as usize) < start);
        let last = self.origins.partition_point(|o| (o.at as usize) < end);
        match (self.origins.get(first), last.checked_sub(1).and_then(|i| self.origins.get(i))) {
            (Some(first), Some(last)) if first.start < last.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            (Some(first), _) => Span::new(first.start as usize, first.start as usize),
            _ => Span::default(),
        }
    }

    /// The source span of the whole text.
    pub(crate) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.origins.push(Origin { at: self.text.len() as u32, start: start as u32, end: end as u32 });
        self.text.push(c);
    }

    /// Takes out the spaces that a line break or a portal left inside document symbols.
    fn close_symbols(&mut self) {
        static SYMBOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
            let kinds =
                "NQ|QĐ|QD|CT|QC|CTr|KH|PA|ĐA|DA|BC|TTr|TB|HD|KL|TT|NĐ|VBHN|CĐ|Đ|L|QyĐ|TTLT|GM|BB|HĐ|PL";
            let gap = "(?:[-/] ?| [-/])";
            Regex::new(&format!(
                r"(?i)\d{{1,5}}(?:/\d{{4}})?{gap}(?:{kinds}){gap}[A-ZĐ]+(?:[&A-ZĐ\d]*)(?:(?:- ?| -)[A-ZĐ]{{2,}}\b)*"
            ))
            .ok()
        });
        if !["- ", " -", "/ ", " /"].iter().any(|gap| self.text.contains(gap)) {
            return;
        }
        let Some(symbol) = SYMBOL.as_ref() else { return };
        let doomed: Vec<usize> = symbol
            .find_iter(&self.text)
            .flat_map(|m| m.as_str().match_indices(' ').map(move |(i, _)| m.start() + i).collect::<Vec<_>>())
            .collect();
        if doomed.is_empty() {
            return;
        }
        let old = std::mem::take(self);
        for (i, origin) in old.origins.iter().enumerate() {
            let end = old.origins.get(i + 1).map_or(old.text.len(), |next| next.at as usize);
            if doomed.contains(&(origin.at as usize)) {
                continue;
            }
            for c in old.text[origin.at as usize..end].chars() {
                self.push(c, origin.start as usize, origin.end as usize);
            }
        }
    }
}

/// One pass over a piece of source.
struct Scanner<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    /// Source range of white space seen and not yet written.
    space: Option<(usize, usize)>,
}

impl Scanner<'_> {
    fn run(&mut self, flat: &mut Flat) {
        while let Some(c) = self.text[self.at..].chars().next() {
            let page = self.page_number(c);
            if page > 0 {
                self.blank(page);
                self.at += page;
                continue;
            }
            let skipped = self.markup(c);
            if skipped > 0 {
                if matches!(c, '|') || self.is_break(skipped) || is_rule(c) {
                    self.blank(skipped);
                }
                self.at += skipped;
            } else if c.is_whitespace() || is_invisible(c) {
                self.blank(c.len_utf8());
                self.at += c.len_utf8();
            } else {
                self.character(c, flat);
            }
        }
    }

    /// Length of a page number that stands alone between two lines of one text; 0 for none.
    fn page_number(&self, c: char) -> usize {
        if !c.is_ascii_digit() {
            return 0;
        }
        let (before, rest) = (&self.text[..self.at], &self.text[self.at..]);
        let len = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let above = &before[before.trim_end().len()..];
        let below = &rest[len..rest.len() - rest[len..].trim_start().len()];
        let apart = |gap: &str| gap.contains('\u{c}') || gap.matches('\n').count() > 1;
        let alone = above.contains('\n') && below.contains('\n') && (apart(above) || apart(below));
        let bars = before.trim_end().ends_with('|') || rest[len..].trim_start().starts_with('|');
        if len <= 3 && alone && !bars && !before.trim_end().is_empty() && !rest[len..].trim().is_empty() {
            len
        } else {
            0
        }
    }

    fn blank(&mut self, len: usize) {
        let end = self.base + self.at + len;
        let start = self.space.map_or(self.base + self.at, |(start, _)| start);
        self.space = Some((start, end));
    }

    fn is_break(&self, len: usize) -> bool {
        let tag = &self.text[self.at..self.at + len];
        tag.starts_with('<') && !tag.trim_start_matches(['<', '/']).starts_with(['b', 'i', 'u', 's', 'e'])
            || tag.starts_with("<br")
    }

    /// Length of the markup that begins here; 0 for none.
    fn markup(&self, c: char) -> usize {
        let rest = &self.text[self.at..];
        let before = self.text[..self.at].chars().next_back();
        match c {
            '|' => 1,
            '*' => {
                let run = rest.len() - rest.trim_start_matches('*').len();
                let after = rest[run..].chars().next();
                let note = before == Some('(') && after == Some(')');
                let loose = run == 1
                    && before.is_none_or(char::is_whitespace)
                    && after.is_none_or(char::is_whitespace);
                if note || loose { 0 } else { run }
            }
            '#' if before.is_none_or(|b| b == '\n') => {
                let run = rest.len() - rest.trim_start_matches('#').len();
                if run <= 6 && rest[run..].starts_with(' ') { run } else { 0 }
            }
            '<' => tag_len(rest),
            '\\' if rest[1..].starts_with(['*', '_', '#', '|', '[', ']', '-', '.']) => 1,
            _ if is_rule(c) => {
                let run = rest.len() - rest.trim_start_matches(c).len();
                if run >= 5 { run } else { 0 }
            }
            _ => 0,
        }
    }

    /// Writes one character with the marks that combine with it.
    fn character(&mut self, c: char, flat: &mut Flat) {
        if let Some((start, end)) = self.space.take()
            && !flat.text.is_empty()
        {
            flat.push(' ', start, end);
        }
        let rest = &self.text[self.at..];
        if let Some((decoded, len)) = entity(rest) {
            if decoded.is_whitespace() || is_invisible(decoded) {
                self.blank(len);
            } else {
                flat.push(decoded, self.base + self.at, self.base + self.at + len);
            }
            self.at += len;
            return;
        }
        let mut len = c.len_utf8();
        for mark in rest[len..].chars().take_while(|&m| canonical_combining_class(m) != 0) {
            len += mark.len_utf8();
        }
        let (start, end) = (self.base + self.at, self.base + self.at + len);
        if len == c.len_utf8() && c.is_ascii() {
            flat.push(c, start, end);
        } else {
            rest[..len].nfc().for_each(|composed| flat.push(composed, start, end));
        }
        self.at += len;
    }
}

/// The last bytes of `text`, so many at most, from a whole character on.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn is_rule(c: char) -> bool {
    matches!(c, '-' | '_' | '=')
}

/// Characters that print nothing: byte-order mark, zero-width space and joiners, soft hyphen, other controls.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}')
}

/// Length of an HTML tag at the start of `rest`; 0 for none.
fn tag_len(rest: &str) -> usize {
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    match rest.bytes().take(300).position(|b| b == b'>') {
        Some(end) if !rest[1..end].contains('<') => end + 1,
        _ => 0,
    }
}

/// The character that an HTML entity at the start of `rest` stands for, and the entity's length.
fn entity(rest: &str) -> Option<(char, usize)> {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("ldquo", '“'),
        ("rdquo", '”'),
    ];
    let body = rest.strip_prefix('&')?;
    let end = body.bytes().take(10).position(|b| b == b';')?;
    let name = &body[..end];
    let decoded = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((decoded, end + 2))
}
