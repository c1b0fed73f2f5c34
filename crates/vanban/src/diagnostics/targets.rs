//! What targets lack: a figure to compare with, a unit, a year.

use super::codes::{finding, shortened};
use crate::model::{Change, Diagnostic, Document, Section};
use crate::targets::{BETWEEN, states_targets};
use crate::text::Flat;
use std::cell::LazyCell;
use std::ops::Range;

/// Findings on each target, and on figures in the goals that are no target for want of a unit.
pub(super) fn find(document: &Document, found: &mut Vec<Diagnostic>) {
    for target in &document.targets {
        let flat = Flat::new(&document.source_text, target.span);
        let sentence = flat.text();
        let relative = target.change != Change::Reach && target.unit.as_deref() == Some("%");
        if relative && !["so với", "năm gốc"].iter().any(|word| sentence.contains(word)) {
            let span = percentage(sentence).map_or(target.span, |range| flat.span(range));
            found.push(finding("target-no-baseline", span, &[&shortened(&target.measure)]));
        }
        if target.by.is_none() {
            found.push(finding("target-no-year", target.span, &[]));
        }
    }
    document.sections.iter().for_each(|section| units(document, section, false, found));
}

/// "tăng 50%": from the verb to the sign.
fn percentage(sentence: &str) -> Option<Range<usize>> {
    let end = sentence.find('%')? + 1;
    let start = ["tăng", "giảm"].iter().filter_map(|verb| sentence[..end].rfind(verb)).max()?;
    Some(start..end)
}

/// Verbs before a figure that is to be reached.
const VERBS: &[&str] = &["tăng ", "giảm ", "đạt ", "chiếm "];

fn units(document: &Document, section: &Section, within: bool, found: &mut Vec<Diagnostic>) {
    let states = within || states_targets(section.heading.as_deref().unwrap_or_default());
    for paragraph in section.paragraphs.iter().filter(|_| states) {
        let flat = LazyCell::new(|| Flat::new(&document.source_text, paragraph.span));
        for range in bare_figures(&paragraph.text) {
            let words = &paragraph.text[range.clone()];
            found.push(finding("target-no-unit", flat.span(range.clone()), &[words]));
        }
    }
    section.sections.iter().for_each(|child| units(document, child, states, found));
}

/// Figures to be reached that nothing follows which could be their unit: "đạt 95;", "tăng 50 so với năm 2025".
fn bare_figures(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, verb) in VERBS.iter().flat_map(|verb| text.match_indices(verb)) {
        let mut at = start + verb.len();
        while let Some(word) = BETWEEN.iter().find(|word| text[at..].starts_with(*word)) {
            at += word.len();
        }
        let rest = &text[at..];
        let figure = rest.len()
            - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
        let figure = rest[..figure].trim_end_matches(['.', ',']).len();
        let after = &rest[figure..];
        let bare = after.is_empty()
            || after.starts_with(['.', ';', ','])
            || [" so với", " vào năm", " đến năm", " trở lên"].iter().any(|word| after.starts_with(word));
        if figure > 0 && bare {
            found.push(start..at + figure);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_nothing_follows_has_no_unit() {
        let words =
            |text: &'static str| bare_figures(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(words("Chỉ số hài lòng đạt trên 95; tăng 50% số hộ."), ["đạt trên 95"]);
        assert_eq!(words("Sản lượng tăng 1.200 so với năm 2025."), ["tăng 1.200"]);
        assert!(words("Tăng 50%, đạt 1.200 hộ, giảm nghèo, đạt 3,5 tỷ đồng.").is_empty());
    }
}
