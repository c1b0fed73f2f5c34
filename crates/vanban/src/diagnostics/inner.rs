//! References to parts of the document itself that it does not have: "khoản 3 Điều này", "mục VI Kế hoạch này".

use super::codes::finding;
use crate::labels::TYPES;
use crate::model::{Diagnostic, Document, Section};
use crate::references;
use crate::text::Flat;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// A kind of part, as it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let tree = document.all_sections();
    let mut check = |text: &str, span, within: &[&Section]| {
        for citation in citations(text).into_iter().filter(|it| is_own(text, it)) {
            if is_missing(&citation.steps, &tree, within) {
                let words = &text[citation.range.clone()];
                let span = Flat::new(&document.source_text, span).span(citation.range.clone());
                found.push(finding("reference-broken", span, &[words]));
            }
        }
    };
    for paragraph in document.preamble.iter().chain(&document.closing.paragraphs) {
        check(&paragraph.text, paragraph.span, &[]);
    }
    for section in &document.sections {
        walk(section, &mut Vec::new(), &mut |section, within| {
            section.paragraphs.iter().for_each(|paragraph| check(&paragraph.text, paragraph.span, within));
        });
    }
}

/// Calls `each` for every section with those around it, itself last.
fn walk<'a>(
    section: &'a Section,
    within: &mut Vec<&'a Section>,
    each: &mut impl FnMut(&'a Section, &[&'a Section]),
) {
    within.push(section);
    each(section, within);
    section.sections.iter().for_each(|child| walk(child, within, each));
    within.pop();
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
fn starts(text: &str) -> Vec<usize> {
    /// The names without their first letters, looked for in one pass.
    static TAILS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let tails = PARTS.iter().map(|(word, _)| {
            let mut rest = word.chars();
            rest.next();
            rest.as_str()
        });
        AhoCorasick::new(tails).ok()
    });
    let Some(tails) = TAILS.as_ref() else { return Vec::new() };
    let begins = |tail: usize, part: usize| {
        let first = PARTS.get(part)?.0.chars().next()?;
        let letter = text[..tail].chars().next_back()?;
        let at = tail - letter.len_utf8();
        let whole = letter.to_lowercase().eq([first]) && !text[..at].ends_with(char::is_alphanumeric);
        whole.then_some(at)
    };
    let tails = tails.find_overlapping_iter(text);
    let mut found: Vec<usize> =
        tails.filter_map(|tail| begins(tail.start(), tail.pattern().as_usize())).collect();
    found.sort_unstable();
    found
}

/// The step that a text begins with, and its length.
fn step(text: &str) -> Option<(Step, usize)> {
    let (mut at, part) = PARTS.iter().find_map(|(word, part)| {
        let head = text.get(..word.len())?;
        (head.to_lowercase() == *word).then_some((word.len(), *part))
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

/// Whether the words around a citation say that it means this document.
fn is_own(text: &str, citation: &Citation) -> bool {
    let (before, after) = (&text[..citation.range.start], &text[citation.range.end..]);
    if before.matches('“').count() > before.matches('”').count() {
        return false; // the words of another document
    }
    let Some(last) = citation.steps.last() else { return false };
    if last.labels.is_empty() || names_this(after) {
        return true;
    }
    let sentence = before.rfind(['.', ';']).map_or(before, |at| &before[at..]);
    let pointed = ["tại ", "ở ", "theo ", "("].iter().any(|word| before.ends_with(word));
    let ends =
        [".", ";", ")", " nêu trên", " trên đây", " dưới đây"].iter().any(|end| after.starts_with(end));
    matches!(last.part, Part::Heading | Part::Annex)
        && pointed
        && (ends || after.is_empty())
        && references::numbers(sentence).is_empty()
        && !["Luật ", "Nghị ", "Thông tư", "Quyết định", "Kế hoạch"]
            .iter()
            .any(|kind| sentence.contains(kind))
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
fn is_missing(steps: &[Step], tree: &[&Section], within: &[&Section]) -> bool {
    let mut places: Vec<&Section> = Vec::new();
    for (depth, step) in steps.iter().rev().enumerate() {
        if step.labels.is_empty() {
            let own = within.iter().rev().find(|section| is_part(section, step.part));
            let Some(own) = own else { return false };
            places = vec![*own];
            continue;
        }
        let below: Vec<&Section> = if depth == 0 {
            tree.to_vec()
        } else {
            places.iter().flat_map(|section| inside(section)).collect()
        };
        if !below.iter().any(|section| is_part(section, step.part)) {
            return false;
        }
        let mut named = Vec::new();
        for label in &step.labels {
            let before = named.len();
            named.extend(below.iter().copied().filter(|section| is_called(section, step.part, label)));
            if named.len() == before {
                return !is_in_gap(step.part, label, tree);
            }
        }
        places = named;
    }
    false
}

/// Whether an article is missing between others that were read: the count says that already, and it may be unread.
fn is_in_gap(part: Part, label: &str, tree: &[&Section]) -> bool {
    let number = |label: &str| label.parse::<u32>().unwrap_or(0);
    let articles = tree.iter().filter(|section| is_part(section, Part::Article));
    let last = articles.map(|section| number(bare(section).rsplit(' ').next().unwrap_or_default())).max();
    part == Part::Article && last.is_some_and(|last| number(label) < last)
}

fn inside(section: &Section) -> Vec<&Section> {
    let mut all = Vec::new();
    for child in &section.sections {
        all.push(child);
        all.extend(inside(child));
    }
    all
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

fn is_called(section: &Section, part: Part, label: &str) -> bool {
    let own = bare(section);
    match part {
        Part::Point | Part::Clause => own == label,
        Part::Article | Part::Chapter => is_part(section, part) && own.rsplit(' ').next() == Some(label),
        // "mục II.1" is the path of the section, or its end
        Part::Heading => {
            own.rsplit(' ').next() == Some(label)
                || section.path == label
                || section.path.strip_suffix(label).is_some_and(|before| before.ends_with('.'))
        }
        Part::Annex => annex(section) == Some(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        citations(text).into_iter().filter(|it| is_own(text, it)).map(|it| &text[it.range]).collect()
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
