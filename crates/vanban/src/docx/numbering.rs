//! Automatic numbers (§17.9): what Word prints before a paragraph and keeps nowhere in the file.

use super::error::DocxError;
use super::styles::{ListPlace, Styles};
use super::symbol;
use super::xml::{Event, Tag, Xml};
use crate::numeral;
use std::collections::HashMap;

/// Levels of a list (§17.9.6).
const LEVELS: usize = 9;
/// Longest pattern of a level, in characters; real ones have fewer than twenty.
const MAX_PATTERN: usize = 64;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Decimal,
    Padded,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// A mark instead of a number.
    Mark,
    Nothing,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: Format,
    /// "%1.%2." with the numbers of the levels to be filled in.
    pattern: String,
    /// After which level (from 1) it begins anew; 0 for never, `None` for any level above it.
    restart: Option<usize>,
    /// Prints every number in Arabic digits.
    legal: bool,
    /// The style whose paragraphs stand at this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: Format::Decimal,
            pattern: String::new(),
            restart: None,
            legal: false,
            style: None,
        }
    }
}

/// What lists look like; several lists may share one definition, and then count on together.
#[derive(Debug, Clone, Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The name that other definitions refer to, and the one that this one refers to.
    style_link: Option<String>,
    uses_style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    /// Levels that begin with a number of their own, and levels that look different.
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
    begun: bool,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// The definition that each list style names.
    linked: HashMap<String, String>,
}

impl Numbering {
    pub(super) fn read(part: &str) -> Result<Self, DocxError> {
        let mut xml = Xml::new(part);
        let mut numbering = Self::default();
        loop {
            match xml.next()? {
                Event::Open(tag) if tag.name() == "abstractNum" => {
                    let definition = definition(&mut xml)?;
                    let key = tag.value("abstractNumId").unwrap_or_default();
                    if let Some(style) = &definition.style_link {
                        numbering.linked.insert(style.clone(), key.clone());
                    }
                    numbering.definitions.insert(key, definition);
                }
                Event::Open(tag) if tag.name() == "num" => {
                    let list = list(&mut xml)?;
                    numbering.lists.insert(tag.value("numId").unwrap_or_default(), list);
                }
                Event::End => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// Counts one paragraph and gives the number or mark printed before it; `None` for one in no list.
    pub(super) fn count(&mut self, own: &ListPlace, style: Option<&str>, styles: &Styles) -> Option<String> {
        let inherited = style.and_then(|style| styles.place(style));
        let id = own.list.as_ref().or(inherited.and_then(|(_, place)| place.list.as_ref()))?.clone();
        let list = self.lists.get_mut(&id)?;
        // A definition may only name a list style, which another defines (§17.9.21).
        let style = self.definitions.get(&list.definition).and_then(|own| own.uses_style.as_ref());
        let key = style.and_then(|style| self.linked.get(style)).unwrap_or(&list.definition);
        let definition = self.definitions.get(key)?;
        let of_style = || {
            let (style, place) = inherited?;
            let at = definition.levels.iter().position(|level| level.style.as_deref() == Some(style));
            at.or(place.level)
        };
        let at = own.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let level = |i: usize| list.levels[i].as_ref().unwrap_or(&definition.levels[i]);
        let counts = self.counts.entry(key.to_owned()).or_default();
        if !list.begun {
            for (count, _) in counts.iter_mut().zip(list.starts).filter(|(_, start)| start.is_some()) {
                *count = None;
            }
        }
        let start = |i: usize| list.starts[i].unwrap_or(level(i).start);
        counts[at] = Some(counts[at].map_or_else(|| start(at), |count| count.saturating_add(1)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            if level(below).restart.is_none_or(|after| at < after) {
                *count = None;
            }
        }
        let number = print(at, level, |i| counts[i].unwrap_or_else(|| start(i)));
        list.begun = true;
        number
    }
}

fn print<'a>(at: usize, level: impl Fn(usize) -> &'a Level, count: impl Fn(usize) -> u32) -> Option<String> {
    let own = level(at);
    match own.format {
        Format::Mark => return symbol::bullet(&own.pattern),
        Format::Nothing => return None,
        _ => {}
    }
    let mut text = String::new();
    let mut pattern = own.pattern.chars().peekable();
    while let Some(c) = pattern.next() {
        let digit = pattern.peek().filter(|_| c == '%').and_then(|c| c.to_digit(10));
        match digit.and_then(|digit| (digit as usize).checked_sub(1)).filter(|i| *i < LEVELS) {
            Some(i) => {
                pattern.next();
                let format = if own.legal { Format::Decimal } else { level(i).format };
                text.push_str(&numeral(count(i), format));
            }
            None => text.push(c),
        }
    }
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn numeral(n: u32, format: Format) -> String {
    match format {
        Format::Mark | Format::Nothing => String::new(),
        Format::Padded => format!("{n:02}"),
        Format::UpperRoman => numeral::roman(n),
        Format::LowerRoman => numeral::roman(n).to_lowercase(),
        Format::UpperLetter => numeral::repeated(n).to_uppercase(),
        Format::LowerLetter => numeral::repeated(n),
        Format::Decimal => n.to_string(),
    }
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, DocxError> {
    let mut definition = Definition::default();
    let mut at = 0;
    xml.each(|tag| match tag.name() {
        "lvl" => at = level_of(tag),
        "styleLink" => definition.style_link = tag.value("val"),
        "numStyleLink" => definition.uses_style = tag.value("val"),
        _ => describe(tag, &mut definition.levels[at]),
    })?;
    Ok(definition)
}

fn list(xml: &mut Xml<'_>) -> Result<List, DocxError> {
    let mut list = List::default();
    let mut at = 0;
    xml.each(|tag| match tag.name() {
        "abstractNumId" => list.definition = tag.value("val").unwrap_or_default(),
        "lvlOverride" => at = level_of(tag),
        "startOverride" => list.starts[at] = tag.number(),
        "lvl" => list.levels[at] = Some(Level::default()),
        _ => {
            if let Some(level) = list.levels[at].as_mut() {
                describe(tag, level);
            }
        }
    })?;
    Ok(list)
}

fn level_of(tag: &Tag<'_>) -> usize {
    tag.value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1)
}

fn describe(tag: &Tag<'_>, level: &mut Level) {
    match tag.name() {
        "start" => level.start = tag.number().unwrap_or(1),
        "numFmt" => {
            level.format = match tag.value("val").as_deref() {
                Some("upperRoman") => Format::UpperRoman,
                Some("lowerRoman") => Format::LowerRoman,
                Some("upperLetter") => Format::UpperLetter,
                Some("lowerLetter") => Format::LowerLetter,
                Some("decimalZero") => Format::Padded,
                Some("bullet") => Format::Mark,
                Some("none") => Format::Nothing,
                _ => Format::Decimal,
            }
        }
        "lvlText" => level.pattern = tag.value("val").unwrap_or_default().chars().take(MAX_PATTERN).collect(),
        "lvlRestart" => level.restart = tag.number(),
        "isLgl" => level.legal = tag.is_on(),
        "pStyle" => level.style = tag.value("val"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_word_writes_them() {
        assert_eq!(numeral(1994, Format::UpperRoman), "MCMXCIV");
        assert_eq!(numeral(4, Format::LowerRoman), "iv");
        assert_eq!(numeral(28, Format::LowerLetter), "bb");
        assert_eq!(numeral(3, Format::UpperLetter), "C");
        assert_eq!(numeral(7, Format::Padded), "07");
        assert_eq!(numeral(u32::MAX, Format::LowerLetter), u32::MAX.to_string());
    }
}
