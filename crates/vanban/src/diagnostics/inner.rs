//! References to parts of the document itself that it does not have: "khoản 3 Điều này", "mục VI Kế hoạch này".

use super::codes::finding;
use crate::labels::TYPES;
use crate::model::{Diagnostic, Document, Paragraph, Section};
use crate::references;
use crate::scan::{Anywhere, same};
use crate::text::Flat;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A kind of part, as it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Point,
    Clause,
    Article,
    Heading,
    Chapter,
    Annex,
}

const PARTS: &[(&str, Part)] = &[
    ("điểm ", Part::Point),
    ("khoản ", Part::Clause),
    ("điều ", Part::Article),
    ("mục ", Part::Heading),
    ("chương ", Part::Chapter),
    ("phụ lục ", Part::Annex),
];

/// One step of a citation: "khoản 2", "Điều này".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    part: Part,
    /// The labels cited ("a, b"); none for "này".
    labels: Vec<String>,
}

/// A place cited, innermost step first.
#[derive(Debug, PartialEq, Eq)]
struct Citation {
    range: Range<usize>,
    steps: Vec<Step>,
}

/// Findings on every paragraph.
pub(super) fn find(document: &Document, found: &mut Vec<Diagnostic>) {
    let tree = Tree::of(document);
    let parts = LazyCell::new(|| Parts::of(&tree));
    let mut check = |paragraph: &Paragraph, within: &[usize]| {
        let text = paragraph.text.as_str();
        let flat = LazyCell::new(|| Flat::new(&document.source_text, paragraph.span));
        for citation in own(text) {
            if is_missing(&citation.steps, &tree, &parts, within) {
                let words = &text[citation.range.clone()];
                found.push(finding("reference-broken", flat.span(citation.range.clone()), &[words]));
            }
        }
    };
    for paragraph in document.preamble.iter().chain(&document.closing.paragraphs) {
        check(paragraph, &[]);
    }
    let mut within: Vec<usize> = Vec::new();
    for (at, section) in tree.sections.iter().enumerate() {
        while within.pop_if(|around| tree.ends[*around] <= at).is_some() {}
        within.push(at);
        section.paragraphs.iter().for_each(|paragraph| check(paragraph, &within));
    }
}

/// The sections in reading order, each with the end of what stands below it.
struct Tree<'a> {
    sections: Vec<&'a Section>,
    ends: Vec<usize>,
}

impl<'a> Tree<'a> {
    fn of(document: &'a Document) -> Self {
        fn walk(section: &Section, ends: &mut Vec<usize>) {
            let at = ends.len();
            ends.push(at);
            section.sections.iter().for_each(|child| walk(child, ends));
            ends[at] = ends.len();
        }
        let mut ends = Vec::new();
        document.sections.iter().for_each(|section| walk(section, &mut ends));
        Self { sections: document.all_sections(), ends }
    }

    fn all(&self) -> Range<usize> {
        0..self.sections.len()
    }

    /// Everything below a section.
    fn below(&self, at: usize) -> Range<usize> {
        at + 1..self.ends[at]
    }
}

/// The sections that citations can mean, so that a citation need not look through all of them.
struct Parts<'a> {
    all: HashMap<Part, Vec<usize>>,
    called: HashMap<(Part, &'a str), Vec<usize>>,
    /// The highest number of an article.
    last_article: u32,
}

impl<'a> Parts<'a> {
    fn of(tree: &Tree<'a>) -> Self {
        let mut parts = Self { all: HashMap::new(), called: HashMap::new(), last_article: 0 };
        for (at, section) in tree.sections.iter().copied().enumerate() {
            for (_, part) in PARTS {
                if is_part(section, *part) {
                    parts.all.entry(*part).or_default().push(at);
                }
                for name in names(section, *part) {
                    let known = parts.called.entry((*part, name)).or_default();
                    if known.last() != Some(&at) {
                        known.push(at);
                    }
                }
            }
            if is_part(section, Part::Article) {
                parts.last_article = parts.last_article.max(last_word(section).parse().unwrap_or(0));
            }
        }
        parts
    }
}

/// Those of some places in reading order that stand in a range.
fn among(places: Option<&Vec<usize>>, range: Range<usize>) -> &[usize] {
    let places = places.map_or(&[][..], Vec::as_slice);
    let before = |end: usize| places.partition_point(|&place| place < end);
    &places[before(range.start)..before(range.end)]
}

/// Every place cited in a text.
fn citations(text: &str) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for at in starts(text) {
        if found.last().is_some_and(|last| at < last.range.end) {
            continue;
        }
        let mut end = at;
        let mut steps = Vec::new();
        while let Some((step, len)) = step(&text[end + usize::from(!steps.is_empty())..]) {
            end += len + usize::from(!steps.is_empty());
            steps.push(step);
            if !text[end..].starts_with(' ') {
                break;
            }
        }
        if !steps.is_empty() {
            found.push(Citation { range: at..end, steps });
        }
    }
    found
}

/// Where the name of a part begins, with a small or a capital letter, in reading order.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    static NAMES: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(PARTS.iter().map(|(word, _)| *word)));
    NAMES.find(text).map(|name| name.start).filter(|at| !text[..*at].ends_with(char::is_alphanumeric))
}

/// The step that a text begins with, and its length.
fn step(text: &str) -> Option<(Step, usize)> {
    let (mut at, part) = PARTS.iter().find_map(|(word, part)| {
        let head = text.get(..word.len())?;
        same(head, word).then_some((word.len(), *part))
    })?;
    if text[at..].starts_with("này") {
        return Some((Step { part, labels: Vec::new() }, at + "này".len()));
    }
    let mut labels = Vec::new();
    let mut end = at;
    loop {
        let rest = &text[at..];
        let len = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
        let label = rest[..len].trim_end_matches('.');
        if !fits(part, label) {
            break;
        }
        labels.push(label.to_owned());
        end = at + label.len();
        let Some(gap) = [", ", " và "].iter().find(|gap| text[end..].starts_with(**gap)) else { break };
        at = end + gap.len();
    }
    (!labels.is_empty()).then_some((Step { part, labels }, end))
}

fn fits(part: Part, label: &str) -> bool {
    let figures =
        |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let roman = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    match part {
        Part::Point => label.chars().count() == 1 && label.chars().all(char::is_lowercase),
        Part::Clause | Part::Article => figures(label),
        Part::Heading => label.split('.').all(|piece| figures(piece) || roman(piece)),
        Part::Chapter | Part::Annex => figures(label) || roman(label),
    }
}

/// The places cited in a text that are places of this document.
fn own(text: &str) -> Vec<Citation> {
    let mut cited = citations(text);
    if !cited.is_empty() {
        let around = Around::of(text);
        cited.retain(|citation| is_own(text, citation, &around));
    }
    cited
}

/// What stands around the citations of a text, each in reading order.
struct Around {
    /// Quotation marks, and how many more are opened than closed after each.
    quotes: Vec<(usize, i32)>,
    /// Where sentences and their parts end.
    stops: Vec<usize>,
    /// Where the numbers of other documents, or their kinds, end.
    others: Vec<usize>,
}

impl Around {
    fn of(text: &str) -> Self {
        let mut open = 0;
        let quotes = text.match_indices(['“', '”']).map(|(at, mark)| {
            open += if mark == "“" { 1 } else { -1 };
            (at, open)
        });
        let kinds = ["Luật ", "Nghị ", "Thông tư", "Quyết định", "Kế hoạch"];
        let kinds = kinds.iter().flat_map(|kind| text.match_indices(kind).map(|(at, kind)| at + kind.len()));
        let mut others: Vec<usize> =
            references::symbols(text).into_iter().map(|range| range.end).chain(kinds).collect();
        others.sort_unstable();
        Self {
            quotes: quotes.collect(),
            stops: text.match_indices(['.', ';']).map(|(at, _)| at).collect(),
            others,
        }
    }

    /// Whether the words at a place are quoted from another document.
    fn is_quoted(&self, at: usize) -> bool {
        let marks = self.quotes.partition_point(|(mark, _)| *mark < at);
        self.quotes[..marks].last().is_some_and(|(_, open)| *open > 0)
    }

    /// Whether the sentence names another document before a place.
    fn names_other(&self, at: usize) -> bool {
        let stops = self.stops.partition_point(|stop| *stop < at);
        let from = self.stops[..stops].last().copied().unwrap_or(0);
        let others = self.others.partition_point(|end| *end <= at);
        self.others[..others].last().is_some_and(|end| *end > from)
    }
}

/// Whether the words around a citation say that it means this document.
fn is_own(text: &str, citation: &Citation, around: &Around) -> bool {
    let (before, after) = (&text[..citation.range.start], &text[citation.range.end..]);
    if around.is_quoted(before.len()) {
        return false;
    }
    let Some(last) = citation.steps.last() else { return false };
    if last.labels.is_empty() || names_this(after) {
        return true;
    }
    let pointed = ["tại ", "ở ", "theo ", "("].iter().any(|word| before.ends_with(word));
    let ends =
        [".", ";", ")", " nêu trên", " trên đây", " dưới đây"].iter().any(|end| after.starts_with(end));
    matches!(last.part, Part::Heading | Part::Annex)
        && pointed
        && (ends || after.is_empty())
        && !around.names_other(before.len())
}

/// " của Kế hoạch này", " Quyết định này", " kèm theo Kế hoạch này".
fn names_this(after: &str) -> bool {
    let rest = [" ban hành kèm theo", " kèm theo", " của", ","]
        .iter()
        .fold(after, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let rest = rest.trim_start();
    TYPES.iter().any(|(kind, _)| {
        rest.get(..kind.len()).is_some_and(|head| head.eq_ignore_ascii_case(kind) || head == *kind)
            && rest[kind.len()..].starts_with(" này")
    })
}

/// Whether the document lacks the place; an unread structure below a part that is there counts as present.
fn is_missing(steps: &[Step], tree: &Tree<'_>, parts: &Parts<'_>, within: &[usize]) -> bool {
    let mut places = vec![tree.all()];
    for step in steps.iter().rev() {
        if step.labels.is_empty() {
            let own = within.iter().rev().find(|around| is_part(tree.sections[**around], step.part));
            let Some(own) = own else { return false };
            places = vec![tree.below(*own)];
            continue;
        }
        let all = parts.all.get(&step.part);
        if places.iter().all(|place| among(all, place.clone()).is_empty()) {
            return false;
        }
        let mut named = Vec::new();
        for label in &step.labels {
            let before = named.len();
            let called = parts.called.get(&(step.part, label.as_str()));
            let found = places.iter().flat_map(|place| among(called, place.clone()));
            named.extend(found.map(|at| tree.below(*at)));
            if named.len() == before {
                return !is_in_gap(step.part, label, parts);
            }
        }
        places = named;
    }
    false
}

/// Whether an article is missing between others that were read: the count says that already, and it may be unread.
fn is_in_gap(part: Part, label: &str, parts: &Parts<'_>) -> bool {
    part == Part::Article && label.parse().unwrap_or(0) < parts.last_article
}

fn bare(section: &Section) -> &str {
    section.label.trim_matches(['.', ')', '(', ' ', '/', ':'])
}

/// Whether a section is a part of this kind, as its label shows.
fn is_part(section: &Section, part: Part) -> bool {
    let label = bare(section);
    let figures = || !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit());
    match part {
        Part::Point => label.chars().count() == 1 && label.chars().all(char::is_lowercase),
        Part::Clause => figures(),
        Part::Article => label.to_lowercase().starts_with("điều "),
        Part::Heading => !label.is_empty() && fits(part, label) || label.to_lowercase().starts_with("mục "),
        Part::Chapter => label.to_lowercase().starts_with("chương "),
        Part::Annex => annex(section).is_some_and(|number| !number.is_empty()),
    }
}

fn annex(section: &Section) -> Option<&str> {
    section.path.rsplit('.').next()?.strip_prefix("PL")
}

fn last_word(section: &Section) -> &str {
    bare(section).rsplit(' ').next().unwrap_or_default()
}

/// What a section is cited by as a part of this kind.
fn names(section: &Section, part: Part) -> Vec<&str> {
    match part {
        Part::Point | Part::Clause => vec![bare(section)],
        Part::Article | Part::Chapter if is_part(section, part) => vec![last_word(section)],
        Part::Article | Part::Chapter => Vec::new(),
        // "mục II.1" is the path of the section, or its end
        Part::Heading => {
            let ends = section.path.match_indices('.').map(|(at, _)| &section.path[at + 1..]);
            [last_word(section), &section.path].into_iter().chain(ends).collect()
        }
        Part::Annex => annex(section).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        own(text).into_iter().map(|it| &text[it.range]).collect()
    }

    #[test]
    fn what_is_cited_of_the_document_itself_is_told_from_other_documents() {
        assert_eq!(
            words("theo điểm a, b khoản 2 Điều 5 Quyết định này và khoản 3 Điều này"),
            ["điểm a, b khoản 2 Điều 5", "khoản 3 Điều này"]
        );
        assert_eq!(words("nội dung tại mục III; kinh phí (Phụ lục II)."), ["mục III", "Phụ lục II"]);
        assert_eq!(words("tại Mục II.1 của Kế hoạch này"), ["Mục II.1"]);
        for other in [
            "khoản 2 Điều 5 Luật Đất đai",
            "tại mục III Nghị quyết số 57-NQ/TW",
            "theo Nghị quyết số 57-NQ/TW (mục III)",
            "sửa đổi như sau: “a) theo khoản 3 Điều này",
            "mục tiêu, điều kiện, điểm nghẽn, khoản vay, điều 5 người",
        ] {
            assert!(words(other).is_empty(), "{other}: {:?}", words(other));
        }
    }
}
