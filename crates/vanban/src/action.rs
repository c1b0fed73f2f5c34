//! What a duty asks for, without the cells or fields that say who, when and what comes of it.

use crate::annex::{Field, Known, heading_field};
use crate::model::{Document, Duty, Layout, Paragraph, Section, Span, Table};
use crate::text_of;
use std::collections::HashMap;

impl Document {
    /// The action of each duty, in their order: of a row of a table its task alone, of a task with labelled fields what
    /// stands before the first of them, of any other duty all its text.
    ///
    /// ```
    /// let plan = "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n| 1 | Chọn giống | Sở Y tế |";
    /// let document = vanban::read(plan.as_bytes())?;
    /// assert_eq!(document.actions(), ["Chọn giống"]);
    /// # Ok::<(), vanban::ReadError>(())
    /// ```
    pub fn actions(&self) -> Vec<String> {
        let (mut rows, mut known, mut starts) = (HashMap::new(), Known::default(), Vec::new());
        for section in self.all_sections() {
            section.tables.iter().for_each(|table| tasks(table, &mut known, &mut rows));
            starts.extend(section.paragraphs.iter().map(|paragraph| paragraph.span));
            starts.push(lead(section));
        }
        starts.sort();
        self.duties.iter().map(|duty| self.action(duty, &rows, &starts)).collect()
    }

    fn action(&self, duty: &Duty, rows: &HashMap<Span, &str>, paragraphs: &[Span]) -> String {
        let action = match duty.layout {
            Layout::Table => rows.get(&duty.span).map(|&task| task.to_owned()),
            Layout::Field => self.before_fields(duty, paragraphs),
            Layout::Heading | Layout::Inline | Layout::Directive => None,
        };
        action.filter(|action| !action.is_empty()).unwrap_or_else(|| duty.text.clone())
    }

    /// The duty's text up to the paragraph or heading that is its first field.
    fn before_fields(&self, duty: &Duty, paragraphs: &[Span]) -> Option<String> {
        let from = paragraphs.partition_point(|span| span.start <= duty.span.start);
        let inside = paragraphs.get(from..)?.iter().take_while(|span| span.start < duty.span.end);
        let field = inside.into_iter().find(|span| is_field(&text_of(&self.source_text, **span)))?;
        let text = text_of(&self.source_text, Span::new(duty.span.start, field.start));
        Some(text.trim_end_matches([' ', '-', '+', '•', '*']).to_owned())
    }
}

/// Whether a paragraph begins with the label of a field: "Cơ quan chủ trì: …".
fn is_field(text: &str) -> bool {
    let label = text.split(':').next().unwrap_or_default();
    heading_field(label).is_some_and(|field| !matches!(field, Field::Task | Field::Number))
}

/// Where a section's label and heading stand, for fields that are lettered items.
fn lead(section: &Section) -> Span {
    let first: Option<&Paragraph> = section.paragraphs.first().filter(|_| section.heading.is_none());
    first.map_or(section.heading_span, |first| section.heading_span.cover(first.span))
}

/// The task of each row of a table.
fn tasks<'a>(table: &'a Table, known: &mut Known, out: &mut HashMap<Span, &'a str>) {
    let Some(task) = known.columns(table).and_then(|(columns, _)| columns.index(Field::Task)) else { return };
    for row in &table.rows {
        if let Some(cell) = row.cells.get(task) {
            out.insert(row.span, &cell.text);
        }
    }
}
