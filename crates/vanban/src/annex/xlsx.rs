//! Workbooks.

use super::Sheet;
use super::rows::Line;
use crate::error::ReadError;
use crate::workbook::{self, Area, Budget};
use std::collections::HashMap;

/// The sheets of a workbook as text, merged cells filled downwards.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut budget = Budget::new();
    let book = workbook::read(bytes)?;
    book.sheets
        .into_iter()
        .map(|sheet| {
            let mut lines = lines(&sheet);
            let mut at: HashMap<u32, usize> = HashMap::new();
            at.extend(lines.iter().enumerate().map(|(at, line)| (line.number, at)));
            for area in &sheet.merged {
                fill(area, &mut lines, &at, &mut budget)?;
            }
            Ok(Sheet { name: Some(sheet.name), lines })
        })
        .collect()
}

/// The rows from the first to the last that holds anything.
fn lines(sheet: &workbook::Sheet) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let next = lines.last().map_or(row.number, |line| line.number + 1);
        lines.extend((next..row.number).map(|number| Line { number, ..Line::default() }));
        let cells = row.cells.iter().map(workbook::Cell::text).collect();
        lines.push(Line { number: row.number, cells, merged: Vec::new() });
    }
    lines
}

/// Notes an area merged across in its row; fills one merged downwards with its value.
fn fill(
    area: &Area,
    lines: &mut [Line],
    at: &HashMap<u32, usize>,
    budget: &mut Budget,
) -> Result<(), ReadError> {
    let (first, column) = (at.get(&(area.first.0 + 1)).copied(), area.first.1 as usize);
    let Some(first) = first else { return Ok(()) };
    if area.first.1 != area.last.1 {
        lines[first].merged.push(column..area.last.1 as usize + 1);
        return Ok(());
    }
    let Some(value) = lines[first].cells.get(column).cloned() else { return Ok(()) };
    for line in lines.iter_mut().skip(first + 1).take_while(|line| line.number <= area.last.0 + 1) {
        budget.take(value.len())?;
        if line.cells.len() <= column {
            line.cells.resize(column + 1, String::new());
        }
        line.cells[column].clone_from(&value);
    }
    Ok(())
}
