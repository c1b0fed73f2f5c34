//! What `pdftotext -bbox-layout` prints, read in one pass: the words of each page and the box around each word.

use crate::error::MAX_BYTES;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// Most words that are read. The longest documents known have a fiftieth of it.
const MAX_WORDS: usize = 2_000_000;
/// Most pages that are read.
const MAX_PAGES: usize = 20_000;

/// A word and its box, in points from the upper left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// The block and the line that the tool puts it in, counted over the document.
    pub(super) block: u32,
    pub(super) line: u32,
}

impl Word {
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }
}

/// A page with its words, in the order in which the tool reads them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) words: Vec<Word>,
}

/// Why the boxes were not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// More pages, words or letters than are read.
    TooMuch,
    /// Not what the tool prints.
    Malformed,
}

/// Reads the pages.
pub(super) fn pages(input: impl BufRead) -> Result<Vec<Page>, Failure> {
    let mut reader = Reader::from_reader(input);
    // the titles of documents stand in it as they were written
    reader.config_mut().check_end_names = false;
    let (mut pages, mut buffer) = (Vec::<Page>::new(), Vec::new());
    let (mut words, mut letters, mut block, mut line) = (0, 0, 0, 0);
    let mut open: Option<(Word, String)> = None;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Failure::Malformed)? {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "page" => {
                    let [width, height] = numbers(&tag, ["width", "height"]);
                    pages.push(Page { width, height, words: Vec::new() });
                    if pages.len() > MAX_PAGES {
                        return Err(Failure::TooMuch);
                    }
                }
                "block" => block += 1,
                "line" => line += 1,
                "word" => {
                    let [left, top, right, bottom] = numbers(&tag, ["xMin", "yMin", "xMax", "yMax"]);
                    let word = Word { text: Box::default(), left, right, top, bottom, block, line };
                    open = Some((word, String::new()));
                    words += 1;
                    if words > MAX_WORDS {
                        return Err(Failure::TooMuch);
                    }
                }
                _ => {}
            },
            Event::Text(piece) => {
                if let Some((_, text)) = &mut open {
                    letters += piece.len();
                    text.push_str(&piece.xml10_content());
                }
                if letters > MAX_BYTES {
                    return Err(Failure::TooMuch);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, text)) = &mut open {
                    match reference.resolve_char_ref() {
                        Ok(Some(c)) => text.push(c),
                        _ => text.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
                    }
                }
            }
            Event::End(tag) if tag.local_name().into_inner() == "word" => {
                if let (Some((mut word, text)), Some(page)) = (open.take(), pages.last_mut()) {
                    word.text = text.trim().into();
                    if is_printed(&word, page) {
                        page.words.push(word);
                    }
                }
            }
            Event::Eof => return Ok(pages),
            _ => {}
        }
    }
}

/// Whether a word has letters and stands upright on the page, with a box that can be reckoned with.
fn is_printed(word: &Word, page: &Page) -> bool {
    let finite = [word.left, word.right, word.top, word.bottom].iter().all(|side| side.is_finite());
    !word.text.is_empty()
        && finite
        && word.right >= word.left
        && word.bottom > word.top
        && word.left < page.width
        && word.top < page.height
        && word.right > 0.0
        && word.bottom > 0.0
}

/// These attributes as numbers; one that is missing is none.
fn numbers<const N: usize>(tag: &BytesStart, names: [&str; N]) -> [f32; N] {
    let mut found = [f32::NAN; N];
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        if let Some(i) = names.iter().position(|name| *name == attribute.key.local_name().into_inner()) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok();
            found[i] = value.and_then(|value| value.parse().ok()).unwrap_or(f32::NAN);
        }
    }
    found
}
