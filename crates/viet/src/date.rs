//! Dates as official documents print them.
//!
//! Decree 30/2020/NĐ-CP, appendix I: days below 10 and the months 1 and 2 are written with a leading zero
//! (`06/9/2023`, `01/02/2025`), so that no figure can be added in front.

use jiff::civil::{Date, Weekday};

/// Why a text is not a date. `Display` is a sentence in Vietnamese for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseDateError {
    /// Nothing was typed.
    #[error("Chưa nhập ngày.")]
    Empty,
    /// The text does not look like a date.
    #[error("Không hiểu ngày “{0}”: đề nghị nhập ngày/tháng/năm, ví dụ 06/9/2023.")]
    Unreadable(String),
    /// The year has fewer than four digits.
    #[error("Năm trong “{0}” phải đủ bốn chữ số, ví dụ 06/9/2023.")]
    ShortYear(String),
    /// It looks like a date, but the calendar has no such day.
    #[error("Không có ngày “{0}” trong lịch.")]
    NoSuchDay(String),
}

/// The date in figures: `06/9/2023`, `15/02/2025`.
#[must_use]
pub fn show(date: Date) -> String {
    format!("{:02}/{}/{}", date.day(), month(date), date.year())
}

/// The date in words, as below the header of a document: `ngày 06 tháng 9 năm 2023`.
#[must_use]
pub fn long(date: Date) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month(date), date.year())
}

/// The day of the week, with the capital that appendix II of Decree 30/2020 asks for: `thứ Hai`.
#[must_use]
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

fn month(date: Date) -> String {
    match date.month() {
        early @ 1..=2 => format!("0{early}"),
        later => later.to_string(),
    }
}

/// Reads a date as people type it: `06/9/2023`, `6-9-2023`, `6.9.2023`, `2023-09-06`, `ngày 06 tháng 9 năm 2023`.
///
/// # Errors
/// [`ParseDateError`], whose text can be shown at the field.
pub fn parse(text: &str) -> Result<Date, ParseDateError> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(ParseDateError::Empty);
    }
    let unreadable = || ParseDateError::Unreadable(shown.to_owned());
    let plain = crate::canonical(shown)
        .replace("ngày", " ")
        .replace("tháng", "/")
        .replace("năm", "/")
        .replace(['-', '.', '–'], "/");
    let parts: Vec<&str> = plain.split('/').map(str::trim).collect();
    let [first, middle, last] = parts.as_slice() else { return Err(unreadable()) };
    let is_figure =
        |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    if ![first, middle, last].into_iter().all(|part| is_figure(part)) || middle.len() > 2 {
        return Err(unreadable());
    }
    let (day, year) = match (first.len(), last.len()) {
        (4, 1..=2) => (last, first),
        (1..=2, 4) => (first, last),
        (1..=2, _) => return Err(ParseDateError::ShortYear(shown.to_owned())),
        _ => return Err(unreadable()),
    };
    let (day, month, year) = (
        day.parse::<i8>().map_err(|_| unreadable())?,
        middle.parse::<i8>().map_err(|_| unreadable())?,
        year.parse::<i16>().map_err(|_| unreadable())?,
    );
    Date::new(year, month, day).map_err(|_| ParseDateError::NoSuchDay(shown.to_owned()))
}
