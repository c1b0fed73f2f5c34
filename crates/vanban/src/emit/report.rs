//! Findings as a compiler prints them: message, place, source lines with marks under the words, a summary.

mod excerpt;

use crate::model::{Diagnostic, Document, Lines, Severity};
use std::collections::HashMap;
use std::fmt::Write;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportStyle {
    /// The language of the messages.
    pub language: Language,
    /// Whether severities and marks are coloured, for a terminal.
    pub colour: bool,
    /// Whether every finding is printed in full. Otherwise a code that comes often is shown a few times, and the lines of
    /// the others are listed.
    pub all: bool,
}

/// Findings of one code that are printed in full: errors all, warnings and notes so many.
fn shown_in_full(severity: Severity) -> usize {
    match severity {
        Severity::Error => usize::MAX,
        Severity::Warning => 8,
        Severity::Note => 3,
    }
}

/// Line numbers listed for findings that are not printed in full.
const LISTED: usize = 12;

/// The findings in a language, without colour, those that come often shortened.
pub fn report(document: &Document, name: &str, language: Language) -> String {
    report_in(document, name, ReportStyle { language, ..ReportStyle::default() })
}

/// The findings, printed in a style of one's choice. `name` is the file's.
pub fn report_in(document: &Document, name: &str, style: ReportStyle) -> String {
    let mut out = String::new();
    let lines = Lines::of(&document.source_text);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut left: Vec<(&str, Vec<usize>)> = Vec::new();
    for diagnostic in &document.diagnostics {
        let count = counts.entry(&diagnostic.code).or_default();
        *count += 1;
        if style.all || *count <= shown_in_full(diagnostic.severity) {
            one(&mut out, &lines, diagnostic, name, style);
            continue;
        }
        let line = lines.number(diagnostic.span.start);
        match left.iter_mut().find(|(code, _)| *code == diagnostic.code) {
            Some((_, places)) => places.push(line),
            None => left.push((&diagnostic.code, vec![line])),
        }
    }
    rest(&mut out, &left, style);
    summary(&mut out, document, name, style);
    out
}

// Writing to a String cannot fail: the results of `write!` are not looked at.

fn one(out: &mut String, lines: &Lines<'_>, diagnostic: &Diagnostic, name: &str, style: ReportStyle) {
    let message = style.language.pick(&diagnostic.message, &diagnostic.message_en);
    let paint = Paint::of(diagnostic.severity, style.colour);
    let head = format!("{}[{}]", severity(diagnostic.severity, style.language), diagnostic.code);
    let _ = writeln!(out, "{}: {message}", paint.strong(&head));
    let (line, column) = (lines.number(diagnostic.span.start), lines.column(diagnostic.span.start));
    let excerpt = lines.excerpt(diagnostic.span);
    let width = excerpt.lines.iter().map(|line| line.number).max().unwrap_or(line).to_string().len();
    let gutter = " ".repeat(width);
    let _ = writeln!(out, "{gutter}--> {name}:{line}:{column}");
    let _ = writeln!(out, "{gutter} |");
    for line in &excerpt.lines {
        let _ = writeln!(out, "{:>width$} | {}", line.number, line.shown);
        let marks = "^".repeat(line.marked);
        let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(line.indent), paint.plain(&marks));
    }
    if let Some(last) = excerpt.through {
        let _ = writeln!(out, "{gutter} = {} {last}", style.language.pick("… đến dòng", "… through line"));
    }
    out.push('\n');
}

/// The lines of the findings that were not printed in full.
fn rest(out: &mut String, left: &[(&str, Vec<usize>)], style: ReportStyle) {
    if left.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        style.language.pick("còn lại (--all để in hết):", "not shown (--all prints them):")
    );
    for (code, places) in left {
        let numbers: Vec<String> = places.iter().take(LISTED).map(usize::to_string).collect();
        let more = if places.len() > LISTED { ", …" } else { "" };
        let (count, numbers) = (places.len(), numbers.join(", "));
        let _ = match style.language {
            Language::Vietnamese => writeln!(out, "  {code}: {count} chỗ nữa, ở dòng {numbers}{more}"),
            Language::English => writeln!(out, "  {code}: {count} more, at lines {numbers}{more}"),
        };
    }
    out.push('\n');
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("lỗi", "error"),
        Severity::Warning => language.pick("cảnh báo", "warning"),
        Severity::Note => language.pick("lưu ý", "note"),
    }
}

/// What the document carries out, findings by severity and code, and what was read.
fn summary(out: &mut String, document: &Document, name: &str, style: ReportStyle) {
    let language = style.language;
    for chain in document.basis_chain() {
        let own = document.header.number.as_deref().unwrap_or(language.pick("văn bản này", "this document"));
        let _ = writeln!(out, "{}: {own} → {}", language.pick("căn cứ", "basis"), chain.join(" → "));
    }
    for level in [Severity::Error, Severity::Warning, Severity::Note] {
        let mut codes: Vec<(&str, usize)> = Vec::new();
        for found in document.diagnostics.iter().filter(|found| found.severity == level) {
            match codes.iter_mut().find(|(code, _)| *code == found.code) {
                Some((_, count)) => *count += 1,
                None => codes.push((&found.code, 1)),
            }
        }
        codes.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        let list: Vec<String> = codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
        if !list.is_empty() {
            let head = Paint::of(level, style.colour).strong(severity(level, language));
            let _ = writeln!(out, "{head}: {}", list.join(", "));
        }
    }
    let count = |severity| document.diagnostics.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let sections = document.all_sections().len();
    let (duties, tasks, targets) = (document.duties.len(), document.tasks.len(), document.targets.len());
    let _ = match language {
        Language::Vietnamese => writeln!(
            out,
            "{name}: {sections} mục, {duties} nhiệm vụ được giao, {tasks} nhiệm vụ và giải pháp, {targets} chỉ tiêu; {errors} lỗi, {warnings} cảnh báo, {notes} lưu ý"
        ),
        Language::English => writeln!(
            out,
            "{name}: {sections} sections, {duties} duties, {tasks} tasks, {targets} targets; {errors} errors, {warnings} warnings, {notes} notes"
        ),
    };
}

/// Colours of a terminal (ECMA-48); none when they are switched off.
struct Paint(Option<&'static str>);

impl Paint {
    fn of(severity: Severity, colour: bool) -> Self {
        let code = match severity {
            Severity::Error => "31",
            Severity::Warning => "33",
            Severity::Note => "36",
        };
        Self(Some(code).filter(|_| colour))
    }

    fn strong(&self, text: &str) -> String {
        self.0.map_or_else(|| text.to_owned(), |code| format!("\u{1b}[1;{code}m{text}\u{1b}[0m"))
    }

    fn plain(&self, text: &str) -> String {
        self.0.map_or_else(|| text.to_owned(), |code| format!("\u{1b}[{code}m{text}\u{1b}[0m"))
    }
}
