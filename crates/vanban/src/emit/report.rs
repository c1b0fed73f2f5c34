use crate::model::{Diagnostic, Document, Severity, Span};
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

/// Longest piece of a source line that is shown, in characters.
const SHOWN: usize = 100;
/// Characters shown before the first mark when a long line is cut.
const BEFORE: usize = 20;

/// The findings as a compiler prints them: message, place, source line with marks under the words, summary.
pub fn report(document: &Document, name: &str, language: Language) -> String {
    let mut out = String::new();
    let lines = Lines::of(&document.source_text);
    for diagnostic in &document.diagnostics {
        one(&mut out, &lines, diagnostic, name, language);
    }
    out.push_str(&summary(document, name, language));
    out
}

fn one(out: &mut String, lines: &Lines<'_>, diagnostic: &Diagnostic, name: &str, language: Language) {
    let message = match language {
        Language::Vietnamese => &diagnostic.message,
        Language::English => &diagnostic.message_en,
    };
    let severity = severity(diagnostic.severity, language);
    let (number, line, offset) = lines.at(diagnostic.span.start);
    let first = Excerpt::of(line, offset, diagnostic.span.end.saturating_sub(diagnostic.span.start));
    let column = line[..offset].chars().count() + 1;
    let gutter = " ".repeat(number.to_string().len());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{severity}[{}]: {message}", diagnostic.code);
    let _ = writeln!(out, "{gutter}--> {name}:{number}:{column}");
    let _ = writeln!(out, "{gutter} |");
    let _ = writeln!(out, "{number} | {}", first.shown);
    let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(first.indent), "^".repeat(first.marked));
    let last = lines.at(diagnostic.span.end.saturating_sub(1)).0;
    if last > number {
        let through = match language {
            Language::Vietnamese => format!("… đến dòng {last}"),
            Language::English => format!("… through line {last}"),
        };
        let _ = writeln!(out, "{gutter} = {through}");
    }
    out.push('\n');
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Vietnamese) => "lỗi",
        (Severity::Warning, Language::Vietnamese) => "cảnh báo",
        (Severity::Note, Language::Vietnamese) => "lưu ý",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
    }
}

fn summary(document: &Document, name: &str, language: Language) -> String {
    let count = |severity| document.diagnostics.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let sections = document.all_sections().len();
    let (duties, tasks, targets) = (document.duties.len(), document.tasks.len(), document.targets.len());
    match language {
        Language::Vietnamese => format!(
            "{name}: {sections} mục, {duties} nhiệm vụ được giao, {tasks} nhiệm vụ và giải pháp, {targets} chỉ tiêu; {errors} lỗi, {warnings} cảnh báo, {notes} lưu ý\n"
        ),
        Language::English => format!(
            "{name}: {sections} sections, {duties} duties, {tasks} tasks, {targets} targets; {errors} errors, {warnings} warnings, {notes} notes\n"
        ),
    }
}

/// Where the lines of a text begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Number of the line that holds a byte, its text, and the byte's offset in it.
    fn at(&self, byte: usize) -> (usize, &'a str, usize) {
        let index = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(0);
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = Span::new(start, end).of(self.text).trim_end();
        let offset =
            (0..=byte.saturating_sub(start).min(line.len())).rev().find(|&at| line.is_char_boundary(at));
        (index + 1, line, offset.unwrap_or(0))
    }
}

/// The part of a line that is shown, with the place of its marks in characters.
struct Excerpt {
    shown: String,
    indent: usize,
    marked: usize,
}

impl Excerpt {
    fn of(line: &str, offset: usize, len: usize) -> Self {
        let end = (offset + len).min(line.len());
        let marked = line.get(offset..end).unwrap_or(&line[offset..]).chars().count().max(1);
        let before = line[..offset].chars().count();
        let skip = if line.chars().count() > SHOWN { before.saturating_sub(BEFORE) } else { 0 };
        let mut shown: String =
            line.chars().skip(skip).take(SHOWN).map(|c| if c == '\t' { ' ' } else { c }).collect();
        let mut indent = before - skip;
        if skip > 0 {
            shown.insert(0, '…');
            indent += 1;
        }
        if line.chars().count() > skip + SHOWN {
            shown.push('…');
        }
        Self { marked: marked.min(SHOWN.saturating_sub(before - skip).max(1)), shown, indent }
    }
}
