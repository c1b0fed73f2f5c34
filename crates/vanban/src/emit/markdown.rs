use crate::model::{Document, Header, Paragraph, Section, Table};
use std::fmt::Write;

/// The document as Markdown: joined paragraphs below headings of the right depth.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail, so the results carry nothing.
    head(&mut out, &document.header);
    document.preamble.iter().for_each(|paragraph| self::paragraph(&mut out, paragraph));
    document.sections.iter().for_each(|section| self::section(&mut out, section, 2));
    document.closing.paragraphs.iter().for_each(|paragraph| self::paragraph(&mut out, paragraph));
    foot(&mut out, &document.header);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn head(out: &mut String, header: &Header) {
    let kind = header.spans.get("type").and(header.kind.as_deref()).and_then(crate::labels::type_name);
    let title = header.title.as_deref().unwrap_or_default();
    if kind.is_some() || !title.is_empty() {
        let _ = writeln!(out, "# {}\n", [kind.unwrap_or_default(), &escape(title)].join(" ").trim());
    }
    let date =
        header.date.map(|date| format!("ngày {:02} tháng {} năm {}", date.day(), date.month(), date.year()));
    let number = header.number.as_ref().map(|number| format!("Số: {number}"));
    let line: Vec<String> =
        [header.issuer.clone(), number, header.place.clone(), date].into_iter().flatten().collect();
    if !line.is_empty() {
        let _ = writeln!(out, "{}\n", line.join(" · "));
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

fn section(out: &mut String, section: &Section, depth: usize) {
    let title = section.heading.as_deref().unwrap_or_default();
    if section.heading.is_some() {
        let hashes = "#".repeat(depth.min(6));
        let _ = writeln!(out, "{hashes} {}\n", format!("{} {}", section.label, escape(title)).trim());
    }
    for (i, paragraph) in section.paragraphs.iter().enumerate() {
        if i == 0 && section.heading.is_none() {
            let _ = writeln!(out, "{} {}\n", section.label.replace('.', "\\."), escape(&paragraph.text));
        } else {
            self::paragraph(out, paragraph);
        }
    }
    section.tables.iter().for_each(|table| self::table(out, table));
    section.sections.iter().for_each(|child| self::section(out, child, depth + 1));
}

fn paragraph(out: &mut String, paragraph: &Paragraph) {
    let mark = if paragraph.mark.is_some() { "- " } else { "" };
    let _ = writeln!(out, "{mark}{}\n", escape(&paragraph.text));
}

fn table(out: &mut String, table: &Table) {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for (i, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = (0..columns)
            .map(|column| row.cells.get(column).map(|cell| escape(&cell.text)).unwrap_or_default())
            .collect();
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
