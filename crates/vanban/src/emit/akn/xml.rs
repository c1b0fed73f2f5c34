//! Writing XML: blocks on lines of their own, running text untouched.

use crate::model::Span;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML document, or a piece of one, as it grows.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    depth: usize,
}

impl Xml {
    /// Begins at a depth of so many elements; at 0 with the declaration.
    pub(super) fn at_depth(depth: usize) -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), depth };
        if depth == 0 {
            xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        }
        xml
    }

    /// An element that holds elements, each on its line.
    pub(super) fn block(&mut self, name: &str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.new_line();
        self.put(Event::Start(start(name, attributes)));
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.new_line();
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds running text, on a line of its own.
    pub(super) fn line(&mut self, name: &str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.new_line();
        self.inline(name, attributes, inner);
    }

    /// An empty element on a line of its own.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>) {
        self.new_line();
        self.put(Event::Empty(start(name, attributes)));
    }

    /// An element within running text.
    pub(super) fn inline(&mut self, name: &str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.put(Event::Start(start(name, attributes)));
        inner(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An empty element within running text.
    pub(super) fn mark(&mut self, name: &str) {
        self.put(Event::Empty(BytesStart::new(name)));
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        self.put(Event::Text(BytesText::new(&legal(words))));
    }

    /// A piece that was written apart, at the right depth.
    pub(super) fn piece(&mut self, piece: Self) {
        self.writer.get_mut().extend(piece.writer.into_inner());
    }

    /// What has been written.
    pub(super) fn finish(self) -> String {
        let mut text = String::from_utf8(self.writer.into_inner()).unwrap_or_default();
        text.push('\n');
        text
    }

    fn new_line(&mut self) {
        let buffer = self.writer.get_mut();
        buffer.push(b'\n');
        buffer.resize(buffer.len() + 2 * self.depth, b' ');
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to a Vec cannot fail.
        let _ = self.writer.write_event(event);
    }
}

/// A span as an attribute's value, "123-456".
pub(super) fn place(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    attributes.iter().for_each(|&(name, value)| start.push_attribute((name, legal(value).as_str())));
    start
}

/// The text without the characters that XML 1.0 cannot hold.
fn legal(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => c,
            _ => '\u{FFFD}',
        })
        .collect()
}
