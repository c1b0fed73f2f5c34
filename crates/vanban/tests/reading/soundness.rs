//! What every reading must be, whatever was read.

use std::collections::HashSet;
use vanban::model::{Document, Paragraph, Section, Span};
use vanban::text_of;

/// Asserts that a document is sound: spans fit the source and nest, siblings do not overlap, texts are what their spans
/// hold, ids are unique, and no printed character is lost.
pub fn assert_sound(document: &Document) {
    let tree = Tree::of(document);
    tree.assert_texts();
    tree.assert_leaves_apart();
    assert_unique(document);
    for span in all_spans(document) {
        assert!(span.start <= span.end, "{span:?} runs backwards");
        assert!(document.source_text.get(span.start..span.end).is_some(), "{span:?} does not fit the source");
    }
    for section in document.all_sections() {
        assert_nests(section);
    }
    for duty in &document.duties {
        assert!(!duty.text.is_empty() && !duty.owners.is_empty(), "{duty:?}");
        for mark in &duty.marks {
            assert_ne!(text_of(&document.source_text, mark.span), "", "{mark:?}");
        }
    }
    assert_eq!(lost(document), "");
    let unread: Vec<_> = document.diagnostics.iter().filter(|found| found.code == "text-unread").collect();
    assert!(unread.is_empty(), "{unread:?}");
}

/// The parts of a document that print something of their own.
struct Tree<'a> {
    document: &'a Document,
    /// Each text with its span.
    texts: Vec<(Span, &'a str)>,
    /// Spans that hold no other.
    leaves: Vec<Span>,
}

impl<'a> Tree<'a> {
    fn of(document: &'a Document) -> Self {
        let mut tree = Self { document, texts: Vec::new(), leaves: Vec::new() };
        tree.paragraphs(&document.preamble);
        for section in document.all_sections() {
            tree.leaves.push(section.heading_span);
            tree.paragraphs(&section.paragraphs);
            for table in &section.tables {
                tree.leaves.push(table.span);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                tree.texts.extend(cells.map(|cell| (cell.span, cell.text.as_str())));
            }
        }
        tree.paragraphs(&document.closing.paragraphs);
        tree.texts.extend(document.duties.iter().map(|duty| (duty.span, duty.text.as_str())));
        tree.texts.extend(document.tasks.iter().map(|task| (task.span, task.text.as_str())));
        tree.leaves.extend(document.noise.iter().map(|noise| noise.span));
        let title = document.header.title.as_deref();
        tree.texts.extend(title.map(|title| (document.header.spans["title"], title)));
        tree
    }

    fn paragraphs(&mut self, paragraphs: &'a [Paragraph]) {
        self.leaves.extend(paragraphs.iter().map(|paragraph| paragraph.span));
        self.texts.extend(paragraphs.iter().map(|paragraph| (paragraph.span, paragraph.text.as_str())));
    }

    fn assert_texts(&self) {
        let source = &self.document.source_text;
        for (span, text) in &self.texts {
            assert_eq!(text_of(source, *span), *text);
        }
        for section in self.document.all_sections() {
            let printed = text_of(source, section.heading_span);
            assert!(
                printed.starts_with(&section.label),
                "{printed:?} does not begin with {:?}",
                section.label
            );
            let heading = section.heading.as_deref().unwrap_or_default();
            assert!(printed.contains(heading), "{printed:?} does not hold {heading:?}");
        }
    }

    /// No character belongs to two of them.
    fn assert_leaves_apart(&self) {
        let mut leaves = self.leaves.clone();
        leaves.retain(|span| span.start < span.end);
        leaves.sort_unstable();
        for pair in leaves.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
        }
    }
}

/// What is in a section stands within it, in order.
fn assert_nests(section: &Section) {
    let ordered = |spans: &[Span]| {
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{pair:?} are out of order in {}", section.id);
        }
        for span in spans {
            assert!(section.span.contains(*span), "{span:?} is not in {} {:?}", section.id, section.span);
        }
    };
    ordered(&[section.heading_span]);
    ordered(&section.paragraphs.iter().map(|paragraph| paragraph.span).collect::<Vec<_>>());
    ordered(&section.tables.iter().map(|table| table.span).collect::<Vec<_>>());
    ordered(&section.sections.iter().map(|child| child.span).collect::<Vec<_>>());
    for table in &section.tables {
        for row in &table.rows {
            assert!(table.span.contains(row.span), "{row:?}");
            assert!(row.cells.iter().all(|cell| row.span.contains(cell.span)), "{row:?}");
        }
        assert!(table.rows.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{table:?}");
    }
}

fn assert_unique(document: &Document) {
    let mut ids: HashSet<&str> = HashSet::new();
    let mut all: Vec<&str> = Vec::new();
    all.extend(document.preamble.iter().chain(&document.closing.paragraphs).map(|p| p.id.as_str()));
    for section in document.all_sections() {
        all.push(&section.id);
        all.extend(section.paragraphs.iter().map(|p| p.id.as_str()));
        all.extend(section.tables.iter().map(|table| table.id.as_str()));
    }
    all.extend(document.duties.iter().map(|duty| duty.id.as_str()));
    all.extend(document.tasks.iter().map(|task| task.id.as_str()));
    for id in all {
        assert!(ids.insert(id), "{id} is given twice");
    }
}

/// All spans of a document, of whatever kind.
pub fn all_spans(document: &Document) -> Vec<Span> {
    let mut spans = Tree::of(document).leaves;
    spans.extend(document.all_sections().iter().map(|section| section.span));
    spans.extend(
        document.duties.iter().flat_map(|duty| duty.marks.iter().map(|mark| mark.span).chain([duty.span])),
    );
    spans.extend(document.references.iter().flat_map(|found| found.uses.iter().copied().chain([found.span])));
    spans.extend(document.targets.iter().map(|target| target.span));
    spans.extend(document.header.spans.values().copied());
    spans.extend(document.diagnostics.iter().map(|found| found.span));
    spans
}

/// Letters and digits that lie in no header field, section, paragraph or noise. Counted apart from the crate's own look
/// for unread text, which it checks.
fn lost(document: &Document) -> String {
    let mut spans = Tree::of(document).leaves;
    spans.extend(document.header.spans.values().copied());
    spans.sort_unstable();
    let source = &document.source_text;
    let mut rest = String::new();
    let mut at = 0;
    for span in spans.into_iter().chain([Span::new(source.len(), source.len())]) {
        if at < span.start {
            rest.push_str(&text_of(source, Span::new(at, span.start)));
        }
        at = at.max(span.end);
    }
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}
