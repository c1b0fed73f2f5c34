//! Findings for the person who reads along. `docs/diagnostics.md` explains each code with an example.

mod agencies;
mod cited;
mod codes;
mod duties;
mod inner;
mod targets;
mod words;

pub use codes::{CODES, Code};

use crate::ReadOptions;
use crate::lookalike;
use crate::model::{Diagnostic, Document, Section, Span};
use crate::outline::Defect;
use crate::text::Flat;
use codes::{finding, finding_with};
use std::cell::LazyCell;
use std::collections::HashSet;
use viet::legacy::Legacy;

/// What was mended while the file was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repairs {
    /// How it was written before it was put into Unicode.
    pub(crate) converted: Option<Legacy>,
    /// Letters were put together with their marks before the text was written down.
    pub(crate) decomposed: bool,
}

/// Looks for everything that a person should know before the plan is tracked, in reading order.
pub(crate) fn find(
    document: &Document,
    defects: &[Defect],
    repairs: &Repairs,
    options: &ReadOptions,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    self::repairs(document, repairs, &mut found);
    header(document, &mut found);
    found.extend(defects.iter().map(|defect| {
        finding(
            "numbering-defect",
            defect.span,
            &[&defect.printed, &defect.parent, &defect.expected.to_string()],
        )
    }));
    duties::find(document, &mut found);
    agencies::find(document, options, &mut found);
    let unowned = unowned(document);
    document.sections.iter().for_each(|section| tasks(section, &unowned, &mut found));
    targets::find(document, &mut found);
    inner::find(document, &mut found);
    cited::find(document, &mut found);
    text(document, &mut found);
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    found
}

fn repairs(document: &Document, repairs: &Repairs, found: &mut Vec<Diagnostic>) {
    let title = document.header.spans.get("title").copied().unwrap_or_default();
    if let Some(from) = repairs.converted {
        let name = match from {
            Legacy::Tcvn3 => "TCVN3",
            Legacy::Vni => "VNI",
        };
        found.push(finding("text-converted", title, &[name]));
    }
    let source = &document.source_text;
    if repairs.decomposed || lookalike::is_decomposed(source) {
        let vi = "chữ và dấu lưu rời nhau (Unicode tổ hợp, NFD) đã được ghép lại";
        let en = "letters stored apart from their marks (Unicode NFD) were put together";
        found.push(codes::finding_with("text-repaired", title, &[vi], &[en]));
    }
    for (span, read) in lookalike::words(source) {
        let printed = span.of(source);
        let vi = format!("“{printed}” có chữ Kirin hoặc Hy Lạp giống chữ La-tinh, được đọc là “{read}”");
        let en =
            format!("“{printed}” has Cyrillic or Greek letters that look Latin and was read as “{read}”");
        found.push(codes::finding_with("text-repaired", span, &[&vi], &[&en]));
    }
}

fn header(document: &Document, found: &mut Vec<Diagnostic>) {
    let header = &document.header;
    let missing = |names: [(&'static str, bool); 4]| {
        names.into_iter().filter(|(_, known)| !known).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
    };
    let known =
        [header.number.is_some(), header.issuer.is_some(), header.date.is_some(), header.title.is_some()];
    if known.contains(&false) {
        let name = |names: [&'static str; 4]| {
            missing([(names[0], known[0]), (names[1], known[1]), (names[2], known[2]), (names[3], known[3])])
        };
        let vi = name(["số, ký hiệu", "cơ quan ban hành", "ngày ban hành", "trích yếu"]);
        let en = name(["number", "issuer", "date", "title"]);
        let span = header.spans.get("type").copied().unwrap_or_default();
        found.push(finding_with("header-incomplete", span, &[&vi], &[&en]));
    }
}

/// Spans of the tasks that no duty answers for. Tasks and duties both stand in reading order.
fn unowned(document: &Document) -> HashSet<Span> {
    let mut starts: Vec<Span> = document.duties.iter().map(|duty| duty.span).collect();
    starts.sort_unstable();
    let owned = |task: &Span| {
        let next = starts.partition_point(|duty| duty.start < task.start);
        let inside = starts.get(next).is_some_and(|duty| duty.start < task.end);
        inside || next.checked_sub(1).is_some_and(|before| starts[before].end > task.start)
    };
    document.tasks.iter().map(|task| task.span).filter(|span| !owned(span)).collect()
}

/// One finding for each part whose tasks nobody is named for, with the sections concerned; at the section itself when
/// it is only one.
fn tasks(part: &Section, unowned: &HashSet<Span>, found: &mut Vec<Diagnostic>) {
    let mut open: Vec<(&Section, usize)> = Vec::new();
    collect(part, unowned, &mut open);
    let count: usize = open.iter().map(|(_, tasks)| tasks).sum();
    let (at, listed) = match open.as_slice() {
        [] => return,
        [(only, _)] => (*only, String::new()),
        several => {
            let paths: Vec<&str> =
                several.iter().take(LISTED).map(|(section, _)| section.path.as_str()).collect();
            let more = if several.len() > LISTED { ", …" } else { "" };
            (part, format!(" ({}{more})", paths.join(", ")))
        }
    };
    found.push(finding("task-no-owner", at.heading_span, &[&count.to_string(), &at.path, &listed]));
}

/// Sections named in one finding.
const LISTED: usize = 8;

fn collect<'a>(section: &'a Section, unowned: &HashSet<Span>, open: &mut Vec<(&'a Section, usize)>) {
    let tasks = section.paragraphs.iter().filter(|paragraph| unowned.contains(&paragraph.span)).count();
    if tasks > 0 {
        open.push((section, tasks));
    }
    section.sections.iter().for_each(|child| collect(child, unowned, open));
}

/// Findings on the text itself: cut, unread, an annex that is announced and absent, words printed twice.
fn text(document: &Document, found: &mut Vec<Diagnostic>) {
    let cuts = document.noise.iter().filter(|noise| noise.reason == "cut-mark");
    found.extend(cuts.map(|noise| finding("text-cut", noise.span, &[])));
    if document.all_sections().is_empty() {
        let span = document.preamble.iter().map(|paragraph| paragraph.span).reduce(Span::cover);
        found.push(finding("no-sections", span.unwrap_or_default(), &[]));
    }
    for gap in crate::coverage::unread(document) {
        found.push(finding("text-unread", gap, &[]));
    }
    let has_annex = document.all_sections().iter().any(|section| {
        section.path.starts_with("PL") || section.path.starts_with("KT") || !section.tables.is_empty()
    });
    let mut announced = Vec::new();
    for (span, text) in paragraphs(document) {
        let flat = LazyCell::new(|| Flat::new(&document.source_text, span));
        if !has_annex && let Some(range) = words::announces_annex(text) {
            announced.push(flat.span(range));
        }
        for range in words::doubled(text) {
            let word = text[range.clone()].split(' ').next().unwrap_or_default();
            found.push(finding("doubled-word", flat.span(range), &[word]));
        }
    }
    if let Some(&first) = announced.first() {
        let (vi, en) = codes::more(announced.len());
        found.push(finding_with("annex-missing", first, &[&vi], &[&en]));
    }
}

/// Every paragraph with its text as normalised, in reading order.
fn paragraphs(document: &Document) -> Vec<(Span, &str)> {
    let sections = document.all_sections();
    let inside = sections.iter().flat_map(|section| &section.paragraphs);
    let all = document.preamble.iter().chain(inside).chain(&document.closing.paragraphs);
    all.map(|paragraph| (paragraph.span, paragraph.text.as_str())).collect()
}
