//! CSV as spreadsheets write it (RFC 4180, with the separator of the country).

use super::{Budget, Cell, Row, Sheet, keep_within, refusal};
use crate::error::ReadError;

/// The rows of a CSV file.
pub(super) fn sheet(bytes: &[u8]) -> Result<Sheet, ReadError> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.contains('\0') {
        return Err(ReadError::Binary);
    }
    let (declared, text) = declared(&text);
    let separator = declared.unwrap_or_else(|| separator(text));
    let mut sheet = Sheet::default();
    let mut budget = Budget::new();
    let mut number = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (fields, after) = record(rest, separator).ok_or_else(|| unclosed(number + 1))?;
        rest = after;
        let mut cells = Vec::new();
        for (column, field) in fields.into_iter().enumerate() {
            let cell = match viet::nfc(field.trim()) {
                text if text.is_empty() => Cell::Empty,
                text => Cell::Text(text),
            };
            if !cell.is_blank() {
                keep_within(number, column)?;
                budget.take(field.len())?;
                cells.resize(column, Cell::Empty);
                cells.push(cell);
            }
        }
        number += 1;
        if !cells.is_empty() {
            sheet.rows.push(Row { number, cells });
        }
    }
    Ok(sheet)
}

fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| ReadError::Encoding)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => {
            String::from_utf8(rest.to_vec()).map_err(|_| ReadError::Encoding)
        }
    }
}

/// The separator that Excel's first line `sep=;` names, and the text below it.
fn declared(text: &str) -> (Option<char>, &str) {
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text) };
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    (line.chars().next(), below)
}

/// The separator that stands most often in the first line, outside quotes.
fn separator(text: &str) -> char {
    let (mut quoted, mut counts) = (false, [(',', 0), (';', 0), ('\t', 0)]);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            c if !quoted => counts.iter_mut().filter(|(s, _)| *s == c).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map_or(',', |(separator, _)| separator)
}

/// The fields of the first record and the text after it; nothing when a quote is never closed.
fn record(text: &str, separator: char) -> Option<(Vec<String>, &str)> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quoted && chars.next_if(|(_, next)| *next == '"').is_some() => field.push('"'),
            '"' if quoted => quoted = false,
            c if quoted => field.push(c),
            '"' if field.is_empty() => quoted = true,
            c if c == separator => fields.push(std::mem::take(&mut field)),
            '\r' | '\n' => {
                if c == '\r' {
                    chars.next_if(|(_, next)| *next == '\n');
                }
                fields.push(field);
                let after = chars.peek().map_or(text.len(), |(next, _)| *next);
                debug_assert!(after > at);
                return Some((fields, &text[after..]));
            }
            c => field.push(c),
        }
    }
    fields.push(field);
    (!quoted).then_some((fields, ""))
}

fn unclosed(row: u32) -> ReadError {
    refusal(
        format!(
            "Từ hàng {row}, một dấu ngoặc kép (\") mở ra mà không đóng. Hãy lưu lại tệp CSV từ Excel hoặc LibreOffice."
        ),
        format!(
            "From row {row} on a double quote is opened and never closed. Save the CSV again from Excel or LibreOffice."
        ),
    )
}
