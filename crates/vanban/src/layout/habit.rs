//! How a document breaks its lines, measured on the document itself.

use crate::header;
use crate::labels;
use crate::lines::Line;
use crate::scan;

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
    /// Width of a paragraph's first line, where that is broken sooner: pages that were cut at so many characters of their
    /// markup, of which a paragraph's beginning takes some.
    first: Option<u32>,
}

/// From this share of the full width on, a line is so long that a first-line indent does not fit before it.
const NO_INDENT: f64 = 0.945;
/// Up to this share of the full width, the next word would surely still have fitted on the line.
const WOULD_FIT: f64 = 0.935;

/// From this share on, a line is no short title.
const NEARLY_FULL: f64 = 0.85;

/// A page holds no line of more letters.
const WIDEST_PAGE: usize = 160;

/// Fewer numbered or listed lines do not show that all of them stand apart.
const FEW_ITEMS: usize = 5;

/// Fewer lines of running text do not show a habit.
const FEW_LINES: usize = 20;

/// Indent of a first line: 1 cm at 14 points (Decree 30/2020, appendix I: 1 cm or 1.27 cm), thousandths of an em.
const INDENT: u32 = 900;

/// Width of a line of 16 cm at 14 points (Decree 30/2020, appendix I), thousandths of an em.
const DECREE_LINE: u32 = 32_000;

/// From this width on, a line is long enough to have been wrapped: half of the above.
const LONG_LINE: u32 = DECREE_LINE / 2;

impl Habit {
    /// Each line is a paragraph.
    pub(super) fn whole() -> Self {
        Self { breaks: Breaks::Never, gap: 0, full: DECREE_LINE, first: None }
    }

    pub(super) fn of(lines: &[Line]) -> Self {
        let text = running(lines);
        let is_long = |line: &Line| line.text().chars().count() > WIDEST_PAGE;
        let mut widths: Vec<u32> = text.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        let full = nearly_widest(&widths);
        let long = text.iter().filter(|line| is_long(line)).count();
        // A line that goes on in lower case tells what stands between two lines of one paragraph.
        let inside: Vec<usize> =
            text.windows(2).filter(|pair| goes_on(pair[0], pair[1])).map(|pair| pair[1].gap).collect();
        let tight = inside.iter().filter(|&&gap| gap == 0).count();
        let loose = text.iter().skip(1).filter(|line| line.gap > 0).count();
        // Of several long lines that were wrapped, one at least would go on in lower case.
        let never = inside.is_empty() && widths.iter().filter(|&&width| width > LONG_LINE).count() > 2;
        // long paragraphs leave few gaps, but then all that is numbered or listed stands behind one
        let set_apart = loose * 6 > text.len() || items_stand_apart(lines);
        let breaks = if never || long * 25 > text.len() || (inside.len() * 20 < text.len() && full > 60_000) {
            Breaks::Never
        } else if inside.len() * 5 > text.len() && tight * 10 > inside.len() * 9 && set_apart {
            Breaks::Blank
        } else {
            Breaks::Wrapped
        };
        // A few lines that no page holds, of a portal, say nothing about the width of the others.
        let mut wrapped: Vec<u32> =
            text.iter().filter(|line| !is_long(line)).map(|line| line.width).collect();
        wrapped.sort_unstable();
        let full = if breaks == Breaks::Wrapped { nearly_widest(&wrapped) } else { full };
        // Where few lines go on, the longest may be far from full; then the page that Decree 30/2020 prescribes
        // tells how much fits.
        let full = if inside.len() * 4 < text.len() { full.max(DECREE_LINE) } else { full };
        let mut gaps: Vec<usize> = text.iter().skip(1).map(|line| line.gap).collect();
        gaps.sort_unstable();
        let gap = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
        Self { breaks, gap, full, first: first_lines(&text, full) }
    }

    /// Whether `next` belongs to the paragraph that the `open` ones of `lines` have begun.
    pub(super) fn continues(&self, lines: &[Line], open: &[usize], next: &Line) -> bool {
        self.after(lines, open, next, next.gap)
    }

    /// Whether `next`, the first line of a page, goes on with the paragraph that the page before left open.
    pub(super) fn goes_over(&self, lines: &[Line], open: &[usize], next: &Line) -> bool {
        self.after(lines, open, next, 0)
    }

    fn after(&self, lines: &[Line], open: &[usize], next: &Line, gap: usize) -> bool {
        let Some(before) = open.last().map(|&at| &lines[at]) else { return false };
        if before.text().is_empty() || before.opens {
            return false;
        }
        let near = self.breaks != Breaks::Never && gap <= self.gap;
        let names = || names_number(before, next) || names_document(&lines[open[0]], before, next);
        if near && (names() || open.len() == 1 && names_body(before, next)) {
            return true;
        }
        if next.opens || labels::opens_address(next.text()) {
            return false;
        }
        if next.held && gap == 0 && !starts_item(before, next) {
            return true;
        }
        match self.breaks {
            Breaks::Never => false,
            Breaks::Blank => {
                // some extractors set single pages with an empty line between all lines
                let spread = gap == 1 && next.text().starts_with(char::is_lowercase) && goes_on(before, next);
                (gap == 0 || spread) && !starts_item(before, next) && !is_portal_line(before, next)
            }
            Breaks::Wrapped if gap > self.gap + 1 => false,
            Breaks::Wrapped => self.wraps(lines, open, before, next),
        }
    }

    fn wraps(&self, lines: &[Line], open: &[usize], before: &Line, next: &Line) -> bool {
        if starts_item(before, next) {
            return false;
        }
        let short = |line: &Line| line.text().chars().take(5).count() < 5;
        let whole_caps = open.iter().map(|&at| &lines[at]).all(|line| line.caps || short(line));
        let caps = next.caps && !short(next);
        if caps != whole_caps && !abbreviates(next) && (caps || open.len() > 1 || before.caps) {
            return false;
        }
        let word = next.text().split(' ').next().map_or(0, |word| word.chars().count() as u32 * 480);
        let full = f64::from(self.full);
        let needed = f64::from(before.width + 250 + word) / full;
        let reaches_margin = f64::from(next.width) / full > NO_INDENT;
        // a paragraph's first line begins with an indent, and so is full sooner
        let first = open.len() == 1 && !whole_caps;
        let indented = needed + f64::from(INDENT) / full;
        let cut = first && self.first.is_some_and(|width| before.width + 250 + word > width);
        if before.ends {
            // A sentence may end just where a line does; then only the missing indent shows that the
            // paragraph goes on.
            let lower = next.text().starts_with(char::is_lowercase);
            return (lower && needed > WOULD_FIT) || (needed > 1.0 && reaches_margin);
        }
        // "… bí mật nhà nước tỉnh" / "Nghệ An …": a level waits for its name
        let levels = [" tỉnh", " huyện", " xã", " phường", " thành phố", " Bộ", " Sở"];
        let named = needed > NEARLY_FULL && levels.iter().any(|level| before.text().ends_with(level));
        goes_on(before, next) || named || cut || needed > WOULD_FIT || (first && indented > WOULD_FIT)
    }
}

/// The width at which the first lines of items are broken, when it is about one for all and well below a full line.
fn first_lines(text: &[&Line], full: u32) -> Option<u32> {
    let pairs = text.windows(2).filter(|pair| pair[0].label.is_some() && goes_on(pair[0], pair[1]));
    let mut widths: Vec<u32> = pairs.map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    let (&least, &most) = (widths.get(widths.len() / 10)?, widths.get(widths.len() * 9 / 10)?);
    let one = widths.len() >= FEW_ITEMS && f64::from(least) > 0.75 * f64::from(most);
    (one && f64::from(most) < NEARLY_FULL * f64::from(full)).then_some(most)
}

/// The width that nearly no line passes, of widths in order.
fn nearly_widest(widths: &[u32]) -> u32 {
    widths.get(widths.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(0)
}

/// Whether nearly every numbered or listed line stands behind an empty one, those of the recipients aside.
fn items_stand_apart(lines: &[Line]) -> bool {
    let (mut apart, mut all, mut foot) = (0, 0, false);
    for line in lines {
        foot = labels::opens_closing(line.text()) || foot && !line.bar && line.gap == 0;
        if !foot && (line.label.is_some() || labels::list_mark(line.text()).is_some()) {
            all += 1;
            apart += usize::from(line.gap > 0);
        }
    }
    apart >= FEW_ITEMS && apart * 10 > all * 9
}

/// The lines that print running text: those beside a table's bars stand in its cells, and say nothing about paragraphs,
/// and neither does what a portal prints before the document's head and after the document.
fn running(lines: &[Line]) -> Vec<&Line> {
    let head = lines.iter().position(|line| labels::is_head_line(line.text()));
    let lines = &lines[head.filter(|head| lines.len() - head > FEW_LINES).unwrap_or(0)..];
    let foot = lines.iter().position(|line| labels::opens_closing(line.text())).unwrap_or(lines.len());
    let after = lines[foot..].iter().position(|line| header::opens_afterwards(line.text()));
    let lines = &lines[..after.map_or(lines.len(), |after| foot + after)];
    let prints = |line: &Line| !line.bar && !line.text().is_empty();
    let bar = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.bar);
    let free = |at: usize| !bar(at.checked_sub(1)) && !bar(Some(at + 1));
    let text: Vec<&Line> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| prints(line) && free(*at))
        .map(|(_, line)| line)
        .collect();
    if text.len() < FEW_LINES { lines.iter().filter(|line| prints(line)).collect() } else { text }
}

/// "Chương" / "II", "khoản 2 Điều" / "10 của": the word waits for its number.
fn names_number(before: &Line, next: &Line) -> bool {
    const WORDS: &[&str] = &["Chương", "CHƯƠNG", "Mục", "MỤC", "Phần", "PHẦN", "PHỤ LỤC"];
    let text = before.text();
    let waits = WORDS.contains(&text) || text == "Điều" || text.ends_with(" Điều");
    let first = next.text().split([' ', '.', ':', ',', ';']).next().unwrap_or_default();
    let figure = |kind: fn(char) -> bool| !first.is_empty() && first.chars().all(kind);
    waits && (figure(|c| c.is_ascii_digit()) || figure(|c| matches!(c, 'I' | 'V' | 'X' | 'L')))
}

/// "II. NỘI DUNG" / "KẾ HOẠCH": a numbered heading in capitals that ends with the name of a document type.
fn names_document(first: &Line, before: &Line, next: &Line) -> bool {
    first.label.is_some() && before.caps && !before.ends && labels::is_document_type(next.text())
}

/// "Điều 2. Sở" / "Công Thương có trách nhiệm …": a page cut at so many characters of its markup leaves one word behind a
/// label, which waits for the rest of a body's name.
fn names_body(before: &Line, next: &Line) -> bool {
    const WORDS: &[&str] = &[
        "Sở", "Bộ", "Ban", "Ủy", "Uỷ", "Công", "Văn", "Các", "Chủ", "Giám", "Thủ", "Chánh", "Tổng", "Chi",
        "Liên", "Mặt", "Bảo", "Ngân", "Kho", "Đài", "Báo", "Hội", "Giao", "Người",
    ];
    let Some(label) = &before.label else { return false };
    let waits = before.text().get(label.len..).is_some_and(|rest| WORDS.contains(&rest.trim()));
    waits && next.label.is_none() && labels::list_mark(next.text()).is_none()
}

/// Whether the second line plainly goes on with the first one's sentence.
fn goes_on(before: &Line, after: &Line) -> bool {
    let begins = |c: char| c.is_lowercase() || c.is_ascii_digit() || "(“-–".contains(c);
    !before.ends
        && !starts_item(before, after)
        && (before.text().ends_with(['-', '/', ',']) || hangs(before) || after.text().starts_with(begins))
}

/// Whether a line ends with a word that waits for another: no title does.
fn hangs(line: &Line) -> bool {
    const WORDS: &[&str] = &[
        "và", "của", "các", "về", "theo", "với", "cho", "tại", "trong", "do", "từ", "đến", "là", "để",
        "bằng", "những", "số", "thứ", "khóa", "thuộc",
    ];
    let text = line.text();
    let Some((_, last)) = text.rsplit_once(' ').filter(|_| !line.caps) else { return false };
    WORDS.iter().any(|word| scan::same(word, last)) || text.ends_with("Ủy ban") || text.ends_with("Uỷ ban")
}

/// Whether a line begins a list item or a numbered one.
fn starts_item(before: &Line, after: &Line) -> bool {
    let text = after.text();
    if let Some(rest) = labels::list_mark(text).map(|len| text[len..].trim_start()) {
        // "chính trị" / "- xã hội" is a word broken at its hyphen.
        return before.ends || !rest.starts_with(char::is_lowercase);
    }
    let Some(label) = &after.label else { return false };
    // "khóa" / "XV." is a number at the end of its sentence
    let bare = label.style == labels::Style::Roman && label.len >= text.len();
    // "quy định tại" / "Phụ lục II kèm theo" goes on with its sentence
    let cited = label.style == labels::Style::Annex && !labels::is_caps(&label.printed);
    let broken_off = !before.ends && !before.caps && (cited || bare);
    !broken_off && !before.text().ends_with(['-', '/'])
}

/// Lines of a portal's head stand one below the other without being one paragraph.
fn is_portal_line(before: &Line, after: &Line) -> bool {
    before.caps != after.caps && !abbreviates(after) && before.text().chars().take(60).count() < 60
}

/// Whether a line is one abbreviation that ends a sentence ("hồ sơ của" / "TTHC."): its capitals head nothing.
fn abbreviates(line: &Line) -> bool {
    line.caps && line.ends && !line.text().contains(' ')
}
