//! The source as a person reads along in it: its lines with their numbers, and what the reader found marked. Pure.

use vanban::Document;
use vanban::model::{MarkKind, Span};

/// A printed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the source, from 1; empty lines are left out, their numbers stay.
    pub number: usize,
    /// Whether it belongs to the duty that is looked at.
    pub here: bool,
    /// Its pieces.
    pub segments: Vec<Segment>,
}

/// A piece of a line that lies in one duty and one heading, or in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The anchor of the duty, at its first piece.
    pub anchor: Option<String>,
    /// Whether it belongs to a duty.
    pub duty: bool,
    /// Whether it belongs to a heading.
    pub heading: bool,
    /// Its words, by what they say.
    pub parts: Vec<Part>,
}

/// Words that say one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `party`, `role`, `with`, `unread`, or empty.
    pub class: &'static str,
    /// The words.
    pub text: String,
}

/// The source with its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceView {
    /// The lines that are not empty.
    pub lines: Vec<Line>,
    /// How many lines the source has, empty ones included.
    pub total: usize,
    /// Numbers of the lines that the reader has not taken up anywhere.
    pub unread: Vec<usize>,
}

/// A duty to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedDuty {
    /// Where it stands.
    pub span: Span,
    /// Its anchor.
    pub anchor: String,
    /// Whether it is looked at.
    pub here: bool,
}

/// Puts the view together.
#[must_use]
pub fn view(read: &Document, duties: &[MarkedDuty]) -> SourceView {
    let text = read.source_text.as_str();
    let headings: Vec<Span> = read.all_sections().iter().map(|section| section.heading_span).collect();
    let marks = marks(read);
    let covered = covered(read);
    let mut view = SourceView::default();
    let mut begun = vec![false; duties.len()];
    let mut start = 0;
    for (number, raw) in (1..).zip(text.split('\n')) {
        let line = Span::new(start, start + raw.trim_end().len());
        start += raw.len() + 1;
        view.total = number;
        let visible = line.of(text);
        if visible.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
            continue;
        }
        let inner = Span::new(line.end - visible.trim_start().len(), line.end);
        if !covered.iter().any(|span| overlap(*span, inner).is_some()) {
            view.unread.push(number);
        }
        let segments = segments(text, inner, duties, &mut begun, &headings, &marks);
        let here = duties.iter().any(|duty| duty.here && overlap(duty.span, inner).is_some());
        view.lines.push(Line { number, here, segments });
    }
    view
}

/// The numbers of the first and the last line of a span, from 1.
#[must_use]
pub fn lines_of(text: &str, span: Span) -> (usize, usize) {
    let newlines = |to: usize| text.as_bytes().iter().take(to).filter(|b| **b == b'\n').count();
    (newlines(span.start) + 1, newlines(span.end.saturating_sub(1)) + 1)
}

fn overlap(a: Span, b: Span) -> Option<Span> {
    let both = Span::new(a.start.max(b.start), a.end.min(b.end));
    (both.start < both.end).then_some(both)
}

/// The words that say something: parties, roles, and what a person should look at.
fn marks(read: &Document) -> Vec<(Span, &'static str)> {
    let mut marks: Vec<(Span, &'static str)> = read
        .duties
        .iter()
        .flat_map(|duty| duty.marks.iter())
        .map(|mark| {
            let class = match mark.kind {
                MarkKind::Owner => "party",
                MarkKind::Role => "role",
                MarkKind::Coordinator => "with",
            };
            (mark.span, class)
        })
        .collect();
    let duties: Vec<Span> = read.duties.iter().map(|duty| duty.span).collect();
    let named: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let words = read.diagnostics.iter().map(|d| d.span).filter(|span| {
        let long = span.end.saturating_sub(span.start) > LONGEST_WORDS;
        !long
            // a party stays marked as one; what is to be said of it stands in the list
            && !named.iter().any(|mark| overlap(*mark, *span).is_some())
            && !duties.contains(span)
            && !read.header.spans.values().any(|head| *head == *span)
            && !read.tasks.iter().any(|task| task.span == *span)
    });
    marks.extend(words.map(|span| (span, "unread")));
    marks
}

/// A finding about more than this many bytes is about a paragraph, not about words in it.
const LONGEST_WORDS: usize = 60;

fn covered(read: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = read.header.spans.values().copied().collect();
    spans.extend(read.preamble.iter().map(|p| p.span));
    spans.extend(read.sections.iter().map(|s| s.span));
    spans.extend(read.closing.paragraphs.iter().map(|p| p.span));
    spans.extend(read.noise.iter().map(|n| n.span));
    spans
}

fn segments(
    text: &str,
    line: Span,
    duties: &[MarkedDuty],
    begun: &mut [bool],
    headings: &[Span],
    marks: &[(Span, &'static str)],
) -> Vec<Segment> {
    let all = duties.iter().map(|d| d.span).chain(headings.iter().copied()).chain(marks.iter().map(|m| m.0));
    let mut cuts: Vec<usize> =
        all.filter_map(|span| overlap(span, line)).flat_map(|s| [s.start, s.end]).collect();
    cuts.extend([line.start, line.end]);
    cuts.retain(|at| text.is_char_boundary(*at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut segments: Vec<(Option<usize>, Segment)> = Vec::new();
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        let duty = duties.iter().position(|d| d.span.contains(piece));
        let heading = headings.iter().any(|h| h.contains(piece));
        let class = marks.iter().rev().find(|m| m.0.contains(piece)).map_or("", |m| m.1);
        let part = Part { class, text: piece.of(text).to_owned() };
        match segments.last_mut() {
            Some((same, segment)) if *same == duty && segment.heading == heading => segment.parts.push(part),
            _ => {
                let first = duty.filter(|index| !std::mem::replace(&mut begun[*index], true));
                let anchor = first.map(|index| duties[index].anchor.clone());
                segments.push((duty, Segment { anchor, duty: duty.is_some(), heading, parts: vec![part] }));
            }
        }
    }
    segments.into_iter().map(|(_, segment)| segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "KẾ HOẠCH\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với Công an tỉnh\nthực hiện việc này.\n";

    fn seen() -> SourceView {
        let read = vanban::read(PLAN.as_bytes()).unwrap();
        let span = read.duties[0].span;
        view(&read, &[MarkedDuty { span, anchor: "d1".into(), here: true }])
    }

    #[test]
    fn lines_keep_their_numbers_and_nothing_of_the_text_is_lost() {
        let view = seen();
        assert_eq!(view.lines.iter().map(|l| l.number).collect::<Vec<_>>(), [1, 3, 5, 7, 8]);
        let text: String = view
            .lines
            .iter()
            .flat_map(|l| &l.segments)
            .flat_map(|s| &s.parts)
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(text, PLAN.replace('\n', ""));
    }

    #[test]
    fn a_duty_over_two_lines_is_marked_on_both_and_named_once() {
        let view = seen();
        let last = &view.lines[3..];
        assert!(last.iter().all(|l| l.here && l.segments.iter().all(|s| s.duty)));
        let anchors: Vec<_> =
            view.lines.iter().flat_map(|l| &l.segments).filter_map(|s| s.anchor.as_deref()).collect();
        assert_eq!(anchors, ["d1"]);
    }

    #[test]
    fn parties_and_role_are_marked_by_what_they_say() {
        let view = seen();
        let parts: Vec<(&str, &str)> = view
            .lines
            .iter()
            .flat_map(|l| &l.segments)
            .flat_map(|s| &s.parts)
            .filter(|p| !p.class.is_empty())
            .map(|p| (p.class, p.text.as_str()))
            .collect();
        assert!(parts.contains(&("party", "Sở Y tế")), "{parts:?}");
        assert!(parts.contains(&("role", "Chủ trì")), "{parts:?}");
        assert!(parts.contains(&("with", "Công an tỉnh")), "{parts:?}");
    }

    #[test]
    fn lines_of_a_span_are_counted_from_one() {
        assert_eq!(lines_of("a\nbc\nd", Span::new(2, 6)), (2, 3));
    }
}
