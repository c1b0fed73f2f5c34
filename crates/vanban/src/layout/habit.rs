//! How a document breaks its lines, measured on the document itself.

use super::opens_block;
use crate::labels::{self, ends_sentence, is_caps};
use crate::lines::Line;

/// How lines make paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// Each line is a paragraph, as law portals print.
    Never,
    /// Paragraphs are wrapped and set apart by empty lines.
    Blank,
    /// Lines are wrapped and the gaps between them say nothing, as PDF extractors print.
    Wrapped,
}

/// The document's habit of breaking lines.
#[derive(Debug, Clone)]
pub(super) struct Habit {
    breaks: Breaks,
    /// Empty lines that usually stand between two lines of text.
    gap: usize,
    /// Width of a full line.
    full: u32,
}

/// From this share of the full width on, a line is so long that a first-line indent does not fit before it.
const NO_INDENT: f64 = 0.945;
/// Up to this share of the full width, the next word would surely still have fitted on the line.
const WOULD_FIT: f64 = 0.935;

/// From this share on, a line is no short title.
const NEARLY_FULL: f64 = 0.85;

/// Indent of a first line: 1 cm at 14 points (Decree 30/2020, appendix I: 1 cm or 1.27 cm), thousandths of an em.
const INDENT: u32 = 900;

/// Width of a line of 16 cm at 14 points (Decree 30/2020, appendix I), thousandths of an em.
const DECREE_LINE: u32 = 32_000;

impl Habit {
    /// Each line is a paragraph.
    pub(super) fn whole() -> Self {
        Self { breaks: Breaks::Never, gap: 0, full: DECREE_LINE }
    }

    pub(super) fn of(lines: &[Line]) -> Self {
        let text: Vec<&Line> = lines.iter().filter(|line| !line.bar && !line.text().is_empty()).collect();
        let mut widths: Vec<u32> = text.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        let full = widths.get(widths.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(0);
        let long = text.iter().filter(|line| line.text().chars().count() > 160).count();
        // A line that goes on in lower case tells what stands between two lines of one paragraph.
        let inside: Vec<usize> = text
            .windows(2)
            .filter(|pair| goes_on(pair[0].text(), pair[1].text()))
            .map(|pair| pair[1].gap)
            .collect();
        let tight = inside.iter().filter(|&&gap| gap == 0).count();
        let loose = text.iter().skip(1).filter(|line| line.gap > 0).count();
        let breaks = if long * 25 > text.len() || (inside.len() * 20 < text.len() && full > 60_000) {
            Breaks::Never
        } else if inside.len() * 5 > text.len() && tight * 10 > inside.len() * 9 && loose * 6 > text.len() {
            Breaks::Blank
        } else {
            Breaks::Wrapped
        };
        // Where few lines go on, the longest may be far from full; then the page that Decree 30/2020 prescribes
        // tells how much fits.
        let full = if inside.len() * 4 < text.len() { full.max(DECREE_LINE) } else { full };
        let mut gaps: Vec<usize> = text.iter().skip(1).map(|line| line.gap).collect();
        gaps.sort_unstable();
        let gap = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
        Self { breaks, gap, full }
    }

    /// Whether `next` belongs to the paragraph that `open` has begun.
    pub(super) fn continues(&self, open: &[&Line], next: &Line) -> bool {
        let Some(previous) = open.last() else { return false };
        let (before, after) = (previous.text(), next.text());
        if before.is_empty() || opens_block(after) || opens_block(before) {
            return false;
        }
        match self.breaks {
            Breaks::Never => false,
            Breaks::Blank => {
                // some extractors set single pages with an empty line between all lines
                let spread = next.gap == 1 && after.starts_with(char::is_lowercase) && goes_on(before, after);
                (next.gap == 0 || spread) && !starts_item(before, after) && !is_portal_line(before, after)
            }
            Breaks::Wrapped => self.wraps(open, previous, next),
        }
    }

    /// Whether `next`, the first line of a page, goes on with the paragraph that the page before left open.
    pub(super) fn goes_over(&self, open: &[&Line], next: &Line) -> bool {
        self.continues(open, &Line { gap: 0, ..next.clone() })
    }

    fn wraps(&self, open: &[&Line], previous: &Line, next: &Line) -> bool {
        let (before, after) = (previous.text(), next.text());
        if next.gap > self.gap + 1 || starts_item(before, after) {
            return false;
        }
        let whole_caps = open.iter().all(|line| is_caps(line.text()) || line.text().chars().count() < 5);
        let caps = is_caps(after) && after.chars().count() > 4;
        if caps != whole_caps && (caps || open.len() > 1 || is_caps(before)) {
            return false;
        }
        let word = after.split(' ').next().map_or(0, |word| word.chars().count() as u32 * 480);
        let full = f64::from(self.full);
        let needed = f64::from(previous.width + 250 + word) / full;
        let reaches_margin = f64::from(next.width) / full > NO_INDENT;
        // a paragraph's first line begins with an indent, and so is full sooner
        let first = open.len() == 1 && !whole_caps;
        let indented = needed + f64::from(INDENT) / full;
        if ends_sentence(before) {
            // A sentence may end just where a line does; then only the missing indent shows that the
            // paragraph goes on.
            let lower = after.starts_with(char::is_lowercase);
            return (lower && needed > WOULD_FIT) || (needed > 1.0 && reaches_margin);
        }
        // "… bí mật nhà nước tỉnh" / "Nghệ An …": a level waits for its name
        let levels = [" tỉnh", " huyện", " xã", " phường", " thành phố"];
        let named = needed > NEARLY_FULL && levels.iter().any(|level| before.ends_with(level));
        goes_on(before, after) || named || needed > WOULD_FIT || (first && indented > WOULD_FIT)
    }
}

/// Whether the second line plainly goes on with the first one's sentence.
fn goes_on(before: &str, after: &str) -> bool {
    !ends_sentence(before)
        && !starts_item(before, after)
        && (before.ends_with(['-', '/', ','])
            || hangs(before)
            || after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "(“-–".contains(c)))
}

/// Whether a line ends with a word that waits for another: no title does.
fn hangs(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "và", "của", "các", "về", "theo", "với", "cho", "tại", "trong", "do", "từ", "đến", "là", "để",
        "bằng", "những",
    ];
    let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let waits = WORDS.contains(&last.as_str()) || line.ends_with("Ủy ban") || line.ends_with("Uỷ ban");
    waits && !is_caps(line) && line.contains(' ')
}

/// Whether a line begins a list item or a numbered one.
fn starts_item(before: &str, after: &str) -> bool {
    if let Some(rest) = labels::list_mark(after).map(|len| after[len..].trim_start()) {
        // "chính trị" / "- xã hội" is a word broken at its hyphen.
        return ends_sentence(before) || !rest.starts_with(char::is_lowercase);
    }
    // "khóa" / "XV." is a number at the end of its sentence
    let bare = |label: labels::Label| label.style == labels::Style::Roman && label.len >= after.len();
    // "quy định tại" / "Phụ lục II kèm theo" goes on with its sentence
    let cited = |label: &labels::Label| label.style == labels::Style::Annex && !is_caps(&label.printed);
    let broken_off = !ends_sentence(before)
        && !is_caps(before)
        && labels::parse(after).is_some_and(|label| cited(&label) || bare(label));
    labels::parse(after).is_some() && !broken_off && !before.ends_with(['-', '/'])
}

/// Lines of a portal's head stand one below the other without being one paragraph.
fn is_portal_line(before: &str, after: &str) -> bool {
    is_caps(before) != is_caps(after) && before.chars().count() < 60
}
