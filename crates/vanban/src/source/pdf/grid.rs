//! The rows and cells of a table. The lines around them are not among the words, so rows are told by what stands in
//! them: the numbers of the first column, else the white that a shorter cell leaves below it.

use super::columns::Columns;
use super::rows::Row;
use crate::labels::{self, Style, ends_sentence};

/// One line of one cell.
#[derive(Debug, Clone)]
struct Line {
    column: usize,
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
    text: String,
    /// Width of its first word: what the line before had no room for.
    first: f32,
}

impl Line {
    fn height(&self) -> f32 {
        self.bottom - self.top
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }
}

/// Lines that stand beside each other, so that no border can pass between them.
#[derive(Debug, Clone, Default)]
struct Band {
    lines: Vec<Line>,
    top: f32,
    bottom: f32,
}

impl Band {
    /// The middle of its uppermost line.
    fn middle(&self) -> f32 {
        self.lines.first().map_or(self.top, Line::middle)
    }
}

/// The table on one page, cut into rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// Cells that go on with the last row of the page before, or stand above the first numbered row.
    pub(super) before: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// What tells the rows of a table, measured on all its pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habit {
    /// The first column numbers the rows.
    numbered: bool,
    /// The numbers stand in the middle of their rows, not at the top.
    centred: bool,
    /// Distance of two lines of one cell, in heights.
    pitch: f32,
}

/// Widest space between words of a cell that reaches over several columns.
const SPACE: f32 = 0.5;
/// Share of a line's height that no border passes.
const CORE: f32 = 0.6;

impl Habit {
    /// Measures a table on its pages.
    pub(super) fn of(pages: &[&[Row]], columns: &Columns) -> Self {
        let pages: Vec<Vec<Vec<Line>>> = pages.iter().map(|rows| by_column(rows, columns)).collect();
        let first = pages.iter().filter_map(|page| page.first()).flatten();
        let first: Vec<&Line> = first.skip_while(|line| !is_number(&line.text)).collect();
        let numbers: Vec<&str> =
            first.iter().map(|line| line.text.as_str()).filter(|text| is_number(text)).collect();
        let numbered = numbers.len() > 1 && (numbers.len() * 10 >= first.len() * 7 || they_count(&numbers));
        let pairs = pages.iter().flatten().flat_map(|column| column.windows(2));
        let mut pitches: Vec<f32> =
            pairs.map(|pair| (pair[1].middle() - pair[0].middle()) / pair[1].height()).collect();
        pitches.sort_by(f32::total_cmp);
        // most lines of a table stand below another one of their cell; the small distances are theirs
        let pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(1.2).clamp(0.9, 2.0);
        let (mut top, mut centre) = (0, 0);
        for page in &pages {
            let Some((first, others)) = page.split_first() else { continue };
            let labels: Vec<&Line> = first.iter().filter(|line| is_number(&line.text)).collect();
            for column in others {
                let (up, middle) = votes(column, &labels, pitch);
                top += up;
                centre += middle;
            }
        }
        Self { numbered, centred: centre > top, pitch }
    }

    /// Cuts the table on one page into rows.
    pub(super) fn piece(self, rows: &[Row], columns: &Columns) -> Piece {
        let bands = bands(lines(rows, columns));
        let starts =
            if self.numbered { self.numbered(&bands) } else { self.by_white(&bands, columns.count()) };
        let ends = starts.iter().skip(1).copied().chain([bands.len()]);
        let cells = |range: std::ops::Range<usize>| cells(&bands[range], columns);
        let before = cells(0..starts.first().copied().unwrap_or(bands.len()));
        let rows = starts.iter().zip(ends).map(|(&start, end)| cells(start..end)).collect();
        Piece { before, rows }
    }

    /// First bands of the rows that the numbers of the first column tell, and of the titles of groups between them.
    fn numbered(self, bands: &[Band]) -> Vec<usize> {
        let titles = (0..bands.len()).filter(|&at| is_title(bands, at));
        let mut starts = Vec::new();
        let mut from = 0;
        for to in titles.chain([bands.len()]) {
            starts.extend(self.between_titles(&bands[from..to]).into_iter().map(|at| from + at));
            if to < bands.len() {
                starts.push(to);
            }
            from = to;
        }
        starts.dedup();
        starts
    }

    fn between_titles(self, bands: &[Band]) -> Vec<usize> {
        let label = |band: &Band| {
            band.lines.iter().find(|line| line.column == 0 && is_number(&line.text)).map(Line::middle)
        };
        let labels: Vec<(usize, f32)> =
            bands.iter().enumerate().filter_map(|(at, band)| Some((at, label(band)?))).collect();
        if !self.centred {
            return labels.into_iter().map(|(at, _)| at).collect();
        }
        centred(bands, &labels)
    }

    /// First bands of the rows that white tells: a cell with fewer lines than its neighbours ends above white.
    fn by_white(self, bands: &[Band], columns: usize) -> Vec<usize> {
        // of each column the last line: its middle, and whether a sentence ends with it
        let mut last: Vec<Option<(f32, bool)>> = vec![None; columns];
        let mut starts = Vec::new();
        for (at, band) in bands.iter().enumerate() {
            let limit = |line: &Line| 1.3 * self.pitch * line.height();
            let mut tops: Vec<&Line> = Vec::new();
            for line in &band.lines {
                if !tops.iter().any(|top| top.column == line.column) {
                    tops.push(line);
                }
            }
            let above = |line: &Line| last.get(line.column).copied().flatten();
            let fresh = tops
                .iter()
                .any(|line| above(line).is_none_or(|(middle, _)| line.middle() - middle > limit(line)));
            let follows = tops.iter().any(|line| {
                above(line).is_some_and(|(middle, ended)| line.middle() - middle <= limit(line) && !ended)
            });
            let first = tops.iter().find(|line| line.column == 0);
            let begins = first
                .is_some_and(|line| line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
            let full = tops.len() * 3 >= columns * 2;
            if at == 0 || (tops.len() > 1 && fresh && !follows) || (full && begins && (fresh || !follows)) {
                starts.push(at);
            }
            for line in &band.lines {
                if let Some(last) = last.get_mut(line.column) {
                    *last = Some((line.middle(), ends_sentence(&line.text)));
                }
            }
        }
        starts
    }
}

/// Whether a band begins the title of a group: it stands alone, without a number in the first column, and has a label of
/// its own.
fn is_title(bands: &[Band], at: usize) -> bool {
    let [line] = &bands[at].lines[..] else { return false };
    let labelled = labels::parse(&line.text).is_some_and(|label| {
        matches!(label.style, Style::Roman | Style::Letter | Style::Part | Style::Chapter)
    });
    let ended = at.checked_sub(1).is_none_or(|above| {
        let above = bands[above].lines.iter().rev().find(|above| above.column == line.column);
        above.is_none_or(|above| ends_sentence(&above.text) || above.text.chars().count() < 20)
    });
    labelled && ended
}

/// How many of the first rows are the heading: those above the first number, else those beside each other.
pub(super) fn heading(rows: &[Row], columns: &Columns) -> usize {
    let numbered =
        |row: &Row| row.words.first().is_some_and(|word| columns.at(word.left) == 0 && is_number(&word.text));
    let first = rows.iter().take(LONGEST_HEADING).position(numbered);
    let beside = || {
        1 + rows.windows(2).take_while(|pair| pair[1].top < pair[0].bottom - 0.2 * pair[0].height()).count()
    };
    first.unwrap_or_else(beside).min(rows.len())
}

/// Lines that a heading may have.
const LONGEST_HEADING: usize = 16;

/// For how many cells, white above them, the number stands beside the first line, and for how many beside the middle.
fn votes(column: &[Line], labels: &[&Line], pitch: f32) -> (usize, usize) {
    let (mut top, mut centre) = (0, 0);
    let mut start = 0;
    for at in 1..=column.len() {
        let ends = column
            .get(at)
            .is_none_or(|next| next.middle() - column[at - 1].middle() > 1.3 * pitch * next.height());
        if !ends {
            continue;
        }
        let (first, last) = (&column[start], &column[at - 1]);
        let middle = f32::midpoint(first.middle(), last.middle());
        let near = |y: f32| labels.iter().any(|label| (label.middle() - y).abs() < 0.2 * label.height());
        if at - start > 1 {
            top += usize::from(near(first.middle()) && !near(middle));
            centre += usize::from(near(middle) && !near(first.middle()));
        }
        start = at;
    }
    (top, centre)
}

/// First bands of rows whose numbers stand in their middle: of all ways to cut the bands the one that leaves each number
/// nearest to the middle of its row. `labels` are the bands with a number, each with the middle of the number.
fn centred(bands: &[Band], labels: &[(usize, f32)]) -> Vec<usize> {
    // best[k]: for each possible first band of row k the cost of the rows before it, and the first band of row k - 1
    let mut best: Vec<Vec<(usize, f32, usize)>> = Vec::with_capacity(labels.len());
    let off = |from: usize, to: usize, middle: f32| {
        (f32::midpoint(bands[from].top, bands[to - 1].bottom) - middle).abs()
    };
    for (k, &(at, _)) in labels.iter().enumerate() {
        let from = if k == 0 { 0 } else { labels[k - 1].0 + 1 };
        let from = from.max((at + 1).saturating_sub(MOST_BANDS));
        let starts = (from..=at).map(|start| match best.last() {
            None => (start, 0.0, 0),
            Some(before) => before
                .iter()
                .map(|&(first, cost, _)| (start, cost + off(first, start, labels[k - 1].1), first))
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .unwrap_or((start, f32::MAX, 0)),
        });
        best.push(starts.collect());
    }
    let Some(&(_, middle)) = labels.last() else { return Vec::new() };
    // the last row may go over the page: then its number stands at the top of what is left of it here
    let rest = |start: usize| off(start, bands.len(), middle).min((bands[start].middle() - middle).abs());
    let whole = |s: &&(usize, f32, usize)| s.1 + rest(s.0);
    let last = best.last().into_iter().flatten().min_by(|a, b| whole(a).total_cmp(&whole(b)));
    let Some(&(mut start, _, mut before)) = last else { return Vec::new() };
    let mut starts = vec![start];
    for row in best.iter().rev().skip(1) {
        let Some(found) = row.iter().find(|s| s.0 == before) else { break };
        (start, before) = (found.0, found.2);
        starts.push(start);
    }
    starts.reverse();
    starts
}

/// Bands above its number that a row may have.
const MOST_BANDS: usize = 80;

/// The lines of all cells, from top to bottom.
fn lines(rows: &[Row], columns: &Columns) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let start = lines.len();
        // right end of the word before, and whether the cell has gone on over a gap between columns
        let (mut right, mut across) = (f32::MIN, false);
        for word in &row.words {
            let column = columns.at(word.left);
            let close = word.left - right < SPACE * row.height();
            match lines[start..].last_mut() {
                Some(line) if line.column == column || (across && close) => {
                    line.text.push(' ');
                    line.text.push_str(&word.text);
                    line.right = word.right;
                    line.top = line.top.min(word.top);
                    line.bottom = line.bottom.max(word.bottom);
                }
                _ => lines.push(Line {
                    column,
                    top: word.top,
                    bottom: word.bottom,
                    left: word.left,
                    right: word.right,
                    text: word.text.to_string(),
                    first: word.right - word.left,
                }),
            }
            right = word.right;
            across = right > columns.get(column).1 + 1.0 || (across && close);
        }
    }
    lines
}

/// The lines of each column, from top to bottom.
fn by_column(rows: &[Row], columns: &Columns) -> Vec<Vec<Line>> {
    let mut found = vec![Vec::new(); columns.count()];
    for line in lines(rows, columns) {
        if let Some(column) = found.get_mut(line.column) {
            column.push(line);
        }
    }
    found
}

fn bands(lines: Vec<Line>) -> Vec<Band> {
    let mut lines = lines;
    lines.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let core = |line: &Line| {
        let half = line.height() * CORE / 2.0;
        (line.middle() - half, line.middle() + half)
    };
    let mut bands: Vec<Band> = Vec::new();
    let mut reach = f32::MIN;
    for line in lines {
        let (top, bottom) = core(&line);
        match bands.last_mut() {
            Some(band) if top < reach => {
                band.top = band.top.min(line.top);
                band.bottom = band.bottom.max(line.bottom);
                band.lines.push(line);
            }
            _ => bands.push(Band { top: line.top, bottom: line.bottom, lines: vec![line] }),
        }
        reach = reach.max(bottom);
    }
    bands
}

/// The text of each cell; `<br>` where a line ends although the next word had room on it.
fn cells(bands: &[Band], columns: &Columns) -> Vec<String> {
    let mut cells = vec![String::new(); columns.count()];
    let mut last: Vec<Option<&Line>> = vec![None; columns.count()];
    for line in bands.iter().flat_map(|band| &band.lines) {
        let (Some(cell), Some(last)) = (cells.get_mut(line.column), last.get_mut(line.column)) else {
            continue;
        };
        if let Some(above) = last {
            let (left, right) = columns.get(line.column);
            let room = (right - left) - (above.right - above.left) - line.first;
            cell.push_str(if room > 0.5 * line.height() { "\n" } else { " " });
        }
        cell.push_str(&line.text);
        *last = Some(line);
    }
    cells
}

/// Whether numbers go on one by one, or begin anew: then what else stands in the first column are titles of groups.
fn they_count(numbers: &[&str]) -> bool {
    let numbers: Vec<u32> = numbers.iter().filter_map(|text| bare(text).parse().ok()).collect();
    let counted = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1 || pair[1] == 1).count();
    numbers.len() > 2 && counted * 10 >= (numbers.len() - 1) * 8
}

/// The number of a row without the signs around it.
fn bare(text: &str) -> &str {
    text.trim_matches(['.', ')', '(', ' '])
}

/// Whether a cell of the first column numbers its row.
fn is_number(text: &str) -> bool {
    let bare = bare(text);
    if text == "-" {
        return true;
    }
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L');
    !bare.is_empty()
        && bare.chars().count() <= 6
        && (bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            || bare.chars().all(roman)
            || (bare.len() == 1 && bare < text && bare.bytes().all(|b| b.is_ascii_alphabetic())))
}
