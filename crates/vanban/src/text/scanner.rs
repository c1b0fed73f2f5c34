//! One pass over a piece of source: markup, entities and page numbers out, white space folded, letters composed.

use super::Flat;
use crate::lookalike;
use crate::model::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use viet::is_invisible;

/// One pass over a piece of source.
pub(super) struct Scanner<'a> {
    /// All of the source: a word may begin before the piece.
    source: &'a str,
    text: &'a str,
    base: usize,
    at: usize,
    /// Source range of white space seen and not yet written.
    space: Option<(usize, usize)>,
}

impl<'a> Scanner<'a> {
    /// Over a piece of the source.
    pub(super) fn new(source: &'a str, piece: Span) -> Self {
        Self { source, text: piece.of(source), base: piece.start, at: 0, space: None }
    }

    pub(super) fn run(&mut self, flat: &mut Flat) {
        while self.at < self.text.len() {
            let plain = self.plain();
            if plain > 0 {
                self.write_space(flat);
                let (start, end) = (self.base + self.at, self.base + self.at + plain);
                flat.push(&self.text[self.at..self.at + plain], start, end);
                self.at += plain;
            }
            self.step(flat);
        }
    }

    /// Length of the text from here on that is printed as it stands: letters, single spaces and common marks.
    fn plain(&self) -> usize {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(b'\n');
        let mut at = self.at;
        // a number after white space may be a page's
        if byte(at).is_ascii_digit()
            && at.checked_sub(1).is_none_or(|before| byte(before).is_ascii_whitespace())
        {
            return 0;
        }
        // a letter of Vietnamese with two marks has three bytes, of which the second is one of these
        let vietnamese = |at: usize| matches!(byte(at + 1), 0xBA | 0xBB);
        loop {
            let kind = KINDS[usize::from(byte(at))];
            if kind == Kind::Plain {
                at += 1;
            } else if kind == Kind::Space && at > self.at {
                match KINDS[usize::from(byte(at + 1))] {
                    Kind::Plain | Kind::Two => at += 1,
                    Kind::Three if vietnamese(at + 1) => at += 1,
                    _ => break,
                }
            } else if kind == Kind::Three && vietnamese(at) {
                at += 3;
            } else if kind == Kind::Two {
                at += 2;
            } else if kind == Kind::Rule && byte(at + 1) != byte(at) {
                at += 1;
            } else {
                break;
            }
        }
        let combines = |c: char| canonical_combining_class(c) != 0;
        // a mark that combines belongs to the letter before it
        if at > self.at && byte(at) >= 0xCC && self.text[at..].chars().next().is_some_and(combines) {
            at -= self.text[..at].chars().next_back().map_or(0, char::len_utf8);
        }
        at - self.at
    }

    /// One character, or one piece of markup.
    fn step(&mut self, flat: &mut Flat) {
        if let Some(c) = self.text[self.at..].chars().next() {
            let page = self.page_number(c);
            if page > 0 {
                self.blank(page);
                self.at += page;
                return;
            }
            let skipped = self.markup(c);
            if skipped > 0 {
                if matches!(c, '|') || self.is_break(skipped) || is_rule(c) {
                    self.blank(skipped);
                }
                self.at += skipped;
            } else if is_invisible(c) {
                self.at += c.len_utf8();
            } else if c.is_whitespace() || c.is_control() {
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
        // What stands around is asked of the source, so that a piece of a text reads as it does within the whole.
        let around = self.source.split_at_checked(self.base + self.at).unwrap_or_default();
        let before = around.0.chars().next_back();
        if before == Some('\\') && matches!(c, '*' | '|' | '#' | '<') {
            return 0;
        }
        match c {
            '|' => 1,
            '*' => {
                let run = rest.len() - rest.trim_start_matches('*').len();
                let after = around.1[run..].chars().next();
                let note = before == Some('(') && after == Some(')');
                let loose = run == 1
                    && before.is_none_or(char::is_whitespace)
                    && after.is_none_or(char::is_whitespace);
                if note || loose && !is_empty_emphasis(around) { 0 } else { run }
            }
            '#' if begins_line(around.0) => {
                let run = rest.len() - rest.trim_start_matches('#').len();
                if run <= 6 && rest[run..].starts_with(' ') { run } else { 0 }
            }
            '<' => tag_len(rest),
            '\\' if rest[1..].starts_with(['*', '_', '#', '|', '[', ']', '-', '.', '<']) => 1,
            _ if is_rule(c) => {
                let run = rest.len() - rest.trim_start_matches(c).len();
                if run >= 5 { run } else { 0 }
            }
            _ => 0,
        }
    }

    /// Writes the space that white space before has left; none at the beginning.
    fn write_space(&mut self, flat: &mut Flat) {
        if let Some((start, end)) = self.space.take()
            && !flat.is_empty()
        {
            flat.push(" ", start, end);
        }
    }

    /// Writes one character with the marks that combine with it.
    fn character(&mut self, c: char, flat: &mut Flat) {
        let rest = &self.text[self.at..];
        let start = self.base + self.at;
        if let Some((decoded, len)) = entity(rest) {
            if decoded.is_whitespace() || decoded.is_control() {
                self.blank(len);
            } else if !is_invisible(decoded) {
                self.write_space(flat);
                flat.push(decoded.encode_utf8(&mut [0; 4]), start, start + len);
            }
            self.at += len;
            return;
        }
        self.write_space(flat);
        let marks = rest[c.len_utf8()..].chars().take_while(|&mark| canonical_combining_class(mark) != 0);
        let len = c.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
        let marks = rest[c.len_utf8()..len].chars();
        let twin = if lookalike::is_foreign(c) { lookalike::latin(self.source, start) } else { None };
        let composed: String = std::iter::once(twin.unwrap_or(c)).chain(marks).nfc().collect();
        flat.push(&composed, start, start + len);
        self.at += len;
    }
}

/// How the first byte of a character is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An ASCII character that is printed as it stands.
    Plain,
    /// A stroke of which rules are made.
    Rule,
    Space,
    /// A letter of two bytes: Latin, its own form in NFC.
    Two,
    /// Perhaps a Vietnamese letter of three bytes (U+1E80 to U+1EFF).
    Three,
    /// Everything that needs a closer look.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0x21;
    while byte < 0x7F {
        kinds[byte] = match byte as u8 {
            b'|' | b'*' | b'#' | b'<' | b'\\' | b'&' => Kind::Other,
            b'-' | b'_' | b'=' => Kind::Rule,
            _ => Kind::Plain,
        };
        byte += 1;
    }
    kinds[0x20] = Kind::Space;
    // U+00C0 to U+02FF: what comes before holds the soft hyphen, what comes after the marks that combine
    byte = 0xC3;
    while byte < 0xCC {
        kinds[byte] = Kind::Two;
        byte += 1;
    }
    kinds[0xE1] = Kind::Three;
    kinds
};

/// Whether the asterisk between the two texts is one of a line "* *": emphasis around nothing, as converters leave it.
fn is_empty_emphasis((before, after): (&str, &str)) -> bool {
    let ends =
        |rest: &str| rest.trim_start_matches([' ', '\t', '\r']).chars().next().is_none_or(|c| c == '\n');
    match before.strip_suffix("* ") {
        Some(before) => begins_line(before) && ends(&after[1..]),
        None => begins_line(before) && after[1..].strip_prefix(" *").is_some_and(ends),
    }
}

/// Whether a line begins after `before`, white space aside.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '\u{FEFF}']);
    before.is_empty() || before.ends_with('\n')
}

fn is_rule(c: char) -> bool {
    matches!(c, '-' | '_' | '=')
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
