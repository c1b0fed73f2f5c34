//! XML as events, with limits: no document type, no entities but the five predefined ones, and an end to nesting.

use super::error::DocxError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};

/// Deepest nesting of elements. Word's own documents stay below 100; the reader recurses, so this also bounds its stack.
const MAX_DEPTH: usize = 256;

/// What comes next. An empty element opens and closes.
pub(super) enum Event<'a> {
    Open(Tag<'a>),
    Close,
    Text(String),
    End,
}

/// An element that opens.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without prefix: documents choose their prefixes freely.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let found =
            attributes.into_iter().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The attribute "val" as a number.
    pub(super) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.value("val")?.parse().ok()
    }

    /// Whether a property that can be switched is on (§17.17.4): it is when nothing says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value("val").as_deref(), Some("0" | "false" | "off"))
    }
}

pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Event<'a>, DocxError> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| DocxError::Malformed)? {
                Raw::Start(tag) | Raw::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(DocxError::TooDeep);
                    }
                    Event::Open(Tag(tag))
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::Close
                }
                Raw::Text(text) => Event::Text(text.xml10_content().into_owned()),
                Raw::CData(text) => Event::Text(text.xml10_content().into_owned()),
                Raw::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => Event::Text(c.to_string()),
                    Ok(None) => match resolve_predefined_entity(&reference) {
                        Some(text) => Event::Text(text.to_owned()),
                        None => return Err(DocxError::Entities),
                    },
                    Err(_) => return Err(DocxError::Malformed),
                },
                Raw::DocType(_) => return Err(DocxError::Entities),
                Raw::Eof if self.depth > 0 => return Err(DocxError::Malformed),
                Raw::Eof => Event::End,
                Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_) => continue,
            });
        }
    }

    /// Passes over the element that has just been opened.
    pub(super) fn skip(&mut self) -> Result<(), DocxError> {
        self.text().map(drop)
    }

    /// The text of the element that has just been opened.
    pub(super) fn text(&mut self) -> Result<String, DocxError> {
        let mut all = String::new();
        let around = self.depth;
        loop {
            match self.next()? {
                Event::Text(text) => all.push_str(&text),
                Event::Close if self.depth < around => return Ok(all),
                _ => {}
            }
        }
    }

    /// Shows every element within the one that has just been opened, at any depth; what properties were before a
    /// tracked change ("pPrChange", "tcPrChange" …, §17.13.5) is passed over.
    pub(super) fn each(&mut self, mut see: impl FnMut(&Tag<'a>)) -> Result<(), DocxError> {
        let around = self.depth;
        loop {
            match self.next()? {
                Event::Open(tag) if tag.name().ends_with("Change") => self.skip()?,
                Event::Open(tag) => see(&tag),
                Event::Close if self.depth < around => return Ok(()),
                _ => {}
            }
        }
    }
}
