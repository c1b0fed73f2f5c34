//! The numbering that paragraphs get from their style.

use super::error::DocxError;
use super::xml::{Event, Xml};
use std::collections::HashMap;

/// Longest chain of styles that are based on one another; a circle ends here too.
const MAX_CHAIN: usize = 32;

/// Which list, and how deep in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// Key of the list; "0" takes a paragraph out of every list (§17.9.18).
    pub(super) list: Option<String>,
    /// Level from 0.
    pub(super) level: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    place: ListPlace,
}

/// The styles of a document, as far as they number paragraphs.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, DocxError> {
        let mut xml = Xml::new(part);
        let mut styles = HashMap::new();
        loop {
            match xml.next()? {
                Event::Open(tag) if tag.name() == "style" => {
                    let mut style = Style::default();
                    xml.each(|tag| match tag.name() {
                        "basedOn" => style.based_on = tag.value("val"),
                        "numId" => style.place.list = tag.value("val"),
                        "ilvl" => style.place.level = tag.number(),
                        _ => {}
                    })?;
                    if let Some(id) = tag.value("styleId") {
                        styles.insert(id, style);
                    }
                }
                Event::End => return Ok(Self(styles)),
                _ => {}
            }
        }
    }

    /// The list of a style, its own or that of the style it is based on, with the style that names it.
    pub(super) fn place(&self, style: &str) -> Option<(&str, &ListPlace)> {
        let mut at = style;
        for _ in 0..MAX_CHAIN {
            let (id, found) = self.0.get_key_value(at)?;
            if found.place.list.is_some() {
                return Some((id, &found.place));
            }
            at = found.based_on.as_deref()?;
        }
        None
    }
}
