//! The parts of a page where text stands in columns: found by the gaps that go down through several lines.

use super::columns::{Columns, GUTTER, MOST_COLUMNS};
use super::prose::begins_item;
use super::rows::Row;
use crate::labels::{self, Style};

/// Narrowest gap between the two sides of a head or a signature.
const AISLE: f32 = 0.7;
/// Rows that may reach over several columns before the columns go on (the title of a group).
const MOST_ACROSS: usize = 4;
/// Most lines of what stands in columns on one page: no page that people read has half as many. Each new line may be
/// compared with all before it.
const MOST_LINES: usize = 400;
/// A white strip of so many heights ends what stands in columns.
const BREAK: f32 = 2.6;

/// What stands in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A table.
    Table,
    /// A head or a signature: two sides of which each is read for itself.
    Sides,
}

/// Rows of one page that stand in columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    pub(super) kind: Kind,
    /// First row and the row after the last.
    pub(super) rows: std::ops::Range<usize>,
    pub(super) columns: Columns,
    /// It is the rest of a table of the page before.
    pub(super) goes_on: bool,
}

/// What stands in columns on a page, from top to bottom. `carried` are the columns of a table that the page before ended
/// in.
pub(super) fn find(rows: &[Row], width: f32, carried: Option<&Columns>) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut at = 0;
    if let Some((end, columns)) = carried.and_then(|columns| grow(rows, 0, columns.clone(), false)) {
        regions.push(Region { kind: Kind::Table, rows: 0..end, columns, goes_on: true });
        at = end;
    }
    while at < rows.len() {
        let first = Columns::of([&rows[at]], GUTTER * rows[at].height());
        let few = first.count() <= MOST_COLUMNS;
        let grown = (few && starts(rows, at)).then(|| grow(rows, at, first, true)).flatten();
        let Some((end, _)) = grown.filter(|grown| grown.0 > at + 1) else {
            at += 1;
            continue;
        };
        let from = regions.last().map_or(0, |region: &Region| region.rows.end);
        match accept(rows, from, at..end, width) {
            Some(region) => {
                at = region.rows.end;
                regions.push(region);
            }
            None => at = end,
        }
    }
    regions
}

/// Whether something in columns may begin with a row: it is parted, or stands beside the next one.
fn starts(rows: &[Row], at: usize) -> bool {
    let row = &rows[at];
    let beside = |next: &Row| {
        next.top < row.bottom - 0.25 * row.height() && (next.left > row.right || next.right < row.left)
    };
    row.parts().len() > 1 || rows.get(at + 1).is_some_and(beside)
}

/// Follows columns down from the row at `at`: the row after the last one that stands in them, and the columns as they are
/// then. While they are `young`, a heading may be wider than what stands below it.
fn grow(rows: &[Row], at: usize, columns: Columns, young: bool) -> Option<(usize, Columns)> {
    let mut columns = columns;
    let sides = young && is_side(&rows[at]);
    let (mut end, mut next) = (at, at);
    let mut bottom = rows.get(at)?.top;
    while let Some(row) = rows.get(next).filter(|_| next < at + MOST_LINES) {
        let far = row.top - bottom > BREAK * row.height();
        if (far && !(sides && still_sides(row))) || ends_columns(row, (next > at || !young) && !sides) {
            break;
        }
        if let Some(joined) = columns.follow(&rows[at..next], row, young && next < at + 3) {
            columns = joined;
            end = next + 1;
        } else if next + 1 - end > MOST_ACROSS || sides {
            break;
        }
        bottom = row.bottom;
        next += 1;
    }
    // rows across count only when the columns go on behind them
    (end > at).then_some((end, columns))
}

/// Whether a row can only stand after what is in columns.
fn ends_columns(row: &Row, begun: bool) -> bool {
    let parts = row.parts();
    (parts.len() == 1 && labels::is_document_type(&row.text()))
        || (begun && parts.iter().any(|part| opens_sides(&part.text())))
}

fn opens_sides(text: &str) -> bool {
    labels::opens_closing(text) && labels::list_mark(text).is_none()
}

/// The name of the state and its motto, in the head.
fn is_motto(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("cộng hòa xã hội")
        || lower.contains("cộng hoà xã hội")
        || lower.contains("độc lập - tự do")
        || lower.contains("đảng cộng sản việt nam")
}

fn is_side(row: &Row) -> bool {
    row.parts().iter().any(|part| {
        let text = part.text();
        is_motto(&text) || opens_sides(&text)
    })
}

/// A signature leaves room for the hand.
fn still_sides(row: &Row) -> bool {
    row.parts().len() > 1 || row.words.len() <= 6
}

/// Decides what the rows are; rows above that belong to the first one are taken in, down from `from`.
fn accept(rows: &[Row], from: usize, range: std::ops::Range<usize>, width: f32) -> Option<Region> {
    let height = rows[range.start].height();
    if rows[range.clone()].iter().take(4).any(is_side) {
        return sides(rows, range, width);
    }
    let columns = best(&rows[range.clone()], GUTTER * height);
    if columns.count() < 2 {
        return None;
    }
    let mut start = range.start;
    while start > from && belongs_above(&rows[start - 1], &rows[start], &columns) {
        start -= 1;
    }
    let range = start..range.end;
    let body = &rows[range.clone()];
    let parted = body.iter().filter(|row| occupied(row, &columns) > 1).count();
    let headed = body.iter().take(4).any(|row| is_heading(row));
    let enough = match columns.count() {
        2 => headed && parted >= 2,
        _ => parted >= 2 && (headed || parted * 3 >= body.len()),
    };
    if !enough || lists(body, &columns) {
        return None;
    }
    Some(Region { kind: Kind::Table, rows: range, columns, goes_on: false })
}

/// The columns of the rows; a row of the heading that reaches over several columns is left out where the one below it
/// shows more columns.
fn best(rows: &[Row], gap: f32) -> Columns {
    let mut best = across_left_out(rows, gap);
    for skip in 1..4 {
        if rows.len() < skip + 3 || !is_heading(&rows[skip]) {
            break;
        }
        let plain = across_left_out(&rows[skip..], gap);
        if plain.count() > best.count() {
            best = plain;
        }
    }
    best
}

/// The columns of rows as they are one after the other, without the rows that reach across.
fn across_left_out(rows: &[Row], gap: f32) -> Columns {
    let Some(first) = rows.first() else { return Columns::default() };
    let mut columns = Columns::of([first], gap);
    for at in 1..rows.len() {
        columns = match columns.follow(&rows[..at], &rows[at], at < 3) {
            Some(joined) => joined,
            // nothing is parted yet
            None if columns.count() < 2 => columns.with(&Columns::of([&rows[at]], gap), gap),
            None => columns,
        };
    }
    columns.parting(rows)
}

/// Columns in which a row has words.
fn occupied(row: &Row, columns: &Columns) -> usize {
    let mut places: Vec<usize> = row.words.iter().map(|word| columns.at(word.left)).collect();
    places.dedup();
    places.len()
}

/// Whether a row above the first one stands in its columns: as the upper line of a heading does.
fn belongs_above(above: &Row, first: &Row, columns: &Columns) -> bool {
    let beside = above.bottom > first.top + 0.2 * first.height();
    let near = first.top - above.bottom < 0.5 * first.height();
    let gap = GUTTER * above.height();
    let own = Columns::of([above], gap);
    let inside = columns.closed_in(&columns.with(&own, gap)).is_empty();
    inside && (beside || (near && own.count() > 1)) && above.left >= columns.get(0).0 - 2.0
}

/// Whether a row holds words of a table's heading.
pub(super) fn is_heading(row: &Row) -> bool {
    const WORDS: &[&str] = &[
        "TT",
        "STT",
        "nội dung",
        "nhiệm vụ",
        "chủ trì",
        "phối hợp",
        "thời gian",
        "thời hạn",
        "chỉ tiêu",
        "đơn vị",
        "cơ quan",
        "sản phẩm",
        "ghi chú",
        "tên ",
        "số lượng",
        "kinh phí",
    ];
    let parts = row.parts();
    parts.len() > 1
        && parts.iter().map(Row::text).any(|text| {
            let lower = text.to_lowercase();
            WORDS.iter().any(|word| text == *word || (word.len() > 3 && lower.starts_with(word)))
        })
}

/// Whether the first of two columns holds only the marks of list items: a list with hanging lines is no table.
fn lists(rows: &[Row], columns: &Columns) -> bool {
    columns.count() == 2
        && rows.iter().all(|row| {
            row.words
                .iter()
                .filter(|word| columns.at(word.left) == 0)
                .all(|word| begins_item(&format!("{} x", word.text)))
        })
        && !rows.first().is_some_and(is_heading)
}

/// The two sides of a head or a signature.
fn sides(rows: &[Row], range: std::ops::Range<usize>, width: f32) -> Option<Region> {
    let body = &rows[range.clone()];
    let height = body.first()?.height();
    let motto = body.iter().take(4).any(|row| row.parts().iter().any(|part| is_motto(&part.text())));
    let mut end = range.start;
    let mut columns = Columns::default();
    for (at, row) in body.iter().enumerate() {
        let own = Columns::of([row], AISLE * height);
        let middle = (f32::midpoint(row.left, row.right) - width / 2.0).abs() < width * 0.04;
        // what stands in the middle of the page below the head is the title
        if motto && at > 1 && own.count() == 1 && middle {
            break;
        }
        let across = columns.gutters().any(|(left, right)| row.left < left && row.right > right);
        if own.count() == 1
            && (across || labels::parse(&row.text()).is_some_and(|label| label.style == Style::Annex))
        {
            break;
        }
        let joined = columns.with(&own, AISLE * height);
        if columns.count() > 1 && joined.count() < 2 {
            break;
        }
        columns = joined;
        end = range.start + at + 1;
    }
    (columns.count() > 1 && end > range.start).then_some(Region {
        kind: Kind::Sides,
        rows: range.start..end,
        columns,
        goes_on: false,
    })
}
