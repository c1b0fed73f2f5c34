use super::head::{self, Field, Piece};
use crate::labels;
use crate::model::{Document, Header, Paragraph, Section};
use crate::text_of;
use std::fmt::Write;

/// The document as Markdown: head, joined paragraphs below headings of the right depth, foot, annexes.
///
/// What is written reads as the same tree with the same duties.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, so the results carry nothing.
    head(&mut out, &head::pieces(document));
    document.preamble.iter().for_each(|paragraph| self::paragraph(&mut out, paragraph));
    let (body, annexes) = document.body_and_annexes();
    body.iter().for_each(|section| part(&mut out, document, section));
    document.closing.paragraphs.iter().for_each(|paragraph| self::paragraph(&mut out, paragraph));
    foot(&mut out, &document.header);
    annexes.iter().for_each(|section| part(&mut out, document, section));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn head(out: &mut String, pieces: &[Piece]) {
    for (i, piece) in pieces.iter().enumerate() {
        let text = escape(&piece.text);
        let _ = match piece.field {
            // Place and day share a line.
            Field::Place if pieces.get(i + 1).is_some_and(|next| next.field == Field::Date) => {
                write!(out, "{text}, ")
            }
            Field::Type => writeln!(out, "# {text}\n"),
            Field::Title => writeln!(out, "**{text}**\n"),
            _ => writeln!(out, "{text}\n"),
        };
    }
}

fn foot(out: &mut String, header: &Header) {
    if !header.recipients.is_empty() {
        let _ = writeln!(out, "**Nơi nhận:**\n");
        for recipient in &header.recipients {
            let _ = writeln!(out, "- {}", escape(recipient));
        }
        out.push('\n');
    }
    for signer in &header.signers {
        let lines = [&signer.authority, &signer.capacity, &signer.position, &signer.name];
        let lines: Vec<String> =
            lines.into_iter().flatten().map(|line| format!("**{}**", escape(line))).collect();
        let _ = writeln!(out, "{}\n", lines.join("  \n"));
    }
}

/// A section of the first level; what a decision promulgates begins with its type, as the document itself does.
fn part(out: &mut String, document: &Document, section: &Section) {
    let heading = section.heading.as_deref().unwrap_or_default();
    let Some(kind) = own_type(heading).filter(|_| section.label.is_empty()) else {
        return self::section(out, document, section, 2);
    };
    let title = heading[kind.len()..].trim();
    let printed = text_of(&document.source_text, section.heading_span);
    let attachment = printed.strip_prefix(heading).unwrap_or_default().trim();
    let _ = writeln!(out, "# {kind}\n");
    // Title and remark in one block, or the remark would be a paragraph of its own.
    let title = if title.is_empty() { String::new() } else { format!("**{}**", escape(title)) };
    let line = format!("{title} {}", escape(attachment));
    if !line.trim().is_empty() {
        let _ = writeln!(out, "{}\n", line.trim());
    }
    below(out, document, section, 1);
}

/// The document type that a title begins with, "KẾ HOẠCH".
fn own_type(title: &str) -> Option<&str> {
    let ends = title.match_indices(' ').map(|(at, _)| at).take(4).chain([title.len()]);
    ends.map(|at| &title[..at]).filter(|words| labels::is_document_type(words)).last()
}

fn section(out: &mut String, document: &Document, section: &Section, depth: usize) {
    let label = &section.label;
    let _ = match (&section.heading, section.paragraphs.first()) {
        (Some(heading), _) => {
            let hashes = "#".repeat(depth.min(6));
            let colon = if ends_in_colon(document, section) { ":" } else { "" };
            writeln!(out, "{hashes} {}{colon}\n", format!("{label} {}", escape(heading)).trim())
        }
        // A point after a number would make it a list of Markdown's own.
        (None, Some(first)) => {
            writeln!(out, "{}\n", format!("{} {}", label.replace('.', "\\."), escape(&first.text)).trim())
        }
        (None, None) if label.is_empty() => Ok(()),
        (None, None) => writeln!(out, "{}\n", label.replace('.', "\\.")),
    };
    below(out, document, section, depth);
}

/// Whether a heading is printed with a colon at its end: the text of a duty that spans it has the colon too.
fn ends_in_colon(document: &Document, section: &Section) -> bool {
    let source = &document.source_text;
    let after = source.get(section.heading_span.end..).unwrap_or_default();
    section.heading_span.of(source).ends_with(':') || after.trim_start_matches(['*', ' ']).starts_with(':')
}

/// What stands below a section's label and heading; the groups of a table are rows of it.
fn below(out: &mut String, document: &Document, section: &Section, depth: usize) {
    let run_in = usize::from(section.heading.is_none());
    section.paragraphs.iter().skip(run_in).for_each(|paragraph| self::paragraph(out, paragraph));
    section.tables.iter().for_each(|table| self::table(out, &section.printed_rows(table)));
    let children = section.sections.iter().filter(|child| !child.is_group());
    children.for_each(|child| self::section(out, document, child, depth + 1));
}

fn paragraph(out: &mut String, paragraph: &Paragraph) {
    let mark = match paragraph.mark.as_deref() {
        None => "",
        Some("+") => "+ ",
        Some(_) => "- ",
    };
    let _ = writeln!(out, "{mark}{}\n", escape(&paragraph.text));
}

fn table(out: &mut String, rows: &[Vec<&str>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (i, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            (0..columns).map(|column| row.get(column).map(|cell| escape(cell)).unwrap_or_default()).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        if i == 0 {
            let _ = writeln!(out, "|{}", " --- |".repeat(columns));
        }
    }
    out.push('\n');
}

/// Escapes what Markdown would take for markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '|' | '#' | '\\' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
