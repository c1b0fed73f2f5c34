//! What paragraphs and runs get from their style: numbering, and what keeps text off the paper.

use super::error::DocxError;
use super::run::Look;
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
    look: Look,
}

/// The styles of a document, as far as they tell what is printed.
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
                        _ => style.look.see(tag),
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

    /// How text of a style looks, its own properties over those of the styles it is based on.
    pub(super) fn look(&self, style: &str) -> Look {
        let mut look = Look::default();
        let mut at = Some(style);
        for _ in 0..MAX_CHAIN {
            let Some(found) = at.and_then(|style| self.0.get(style)) else { break };
            look = look.over(found.look);
            at = found.based_on.as_deref();
        }
        look
    }
}
