//! Heads of letters (công văn), which print no type: the matter stands below the number, the addressees follow.

use super::fields;
use crate::labels;
use crate::layout::Block;
use crate::parties;
use crate::scan::{Scan, find};
use std::ops::Range;

/// "V/v tăng cường trồng hồi": where the matter stands in a block, up to the place and day when they share it.
pub(super) fn matter(text: &str) -> Option<Range<usize>> {
    let phrase = |scan: &mut Scan<'_>| {
        scan.follows_space()?;
        scan.folded("v/v")?;
        scan.ends_word()
    };
    let (range, ()) = find(text, 0, phrase)?;
    let end = fields::dated(text).map(|dated| dated.place.start).filter(|&place| place > range.end);
    Some(range.start..end.unwrap_or(text.len()))
}

/// Whether a block below the first line of a matter goes on with it.
pub(super) fn continues(block: &Block) -> bool {
    let text = block.text();
    block.grid.is_none()
        && !labels::is_caps(text)
        && !labels::is_head_line(text)
        && !labels::opens_address(text)
        && fields::dated(text).is_none()
        && fields::number(text).is_none()
        && fields::motto(text).is_none()
}

/// Abbreviation of the type of what is addressed to somebody: a number may name another than a letter, "12/GM-UBND".
pub(super) fn kind(number: Option<&str>) -> &'static str {
    let symbol = number.and_then(|number| number.split('/').next_back()).unwrap_or_default();
    let own = symbol.split('-').next().unwrap_or_default();
    let known = labels::TYPES.iter().map(|(_, short)| *short).chain(["GM"]);
    known.into_iter().find(|short| *short == own).unwrap_or("CV")
}

/// Who sends a telegram: "THỦ TƯỚNG CHÍNH PHỦ điện:" below its title.
pub(super) fn sender(text: &str) -> Option<Range<usize>> {
    text.starts_with(char::is_uppercase).then_some(())?;
    let at = [" điện", " ĐIỆN"].iter().filter_map(|word| text.find(word)).min()?;
    let mut scan = Scan::new(text, at + " điện".len());
    let colon = scan.word(":").is_some() || scan.is_done();
    // "Thủ tướng Chính phủ điện các Bộ trưởng": in a sentence only who is a party sends
    let party = scan.word(" ").is_some() && parties::at(text, 0).is_some_and(|party| party.range.end == at);
    (at <= LONGEST_SENDER && (colon || party)).then_some(0..at)
}

/// Longest name of a sender, in bytes.
const LONGEST_SENDER: usize = 120;
