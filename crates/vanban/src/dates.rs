//! Days as documents print them, in figures and words.

use crate::scan::Scan;
use jiff::civil::Date;

/// The figures of a day, as printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures<'t> {
    day: &'t str,
    month: &'t str,
    year: &'t str,
}

impl<'t> Figures<'t> {
    pub(crate) fn new(day: &'t str, month: &'t str, year: &'t str) -> Self {
        Self { day, month, year }
    }

    /// The day; `None` when no calendar has it.
    pub(crate) fn date(self) -> Option<Date> {
        let (day, month) = (self.day.parse().ok()?, self.month.parse().ok()?);
        Date::new(self.year.parse().ok()?, month, day).ok()
    }
}

/// "15/12/2025", "15.12.2025", "15-12-2025".
pub(crate) fn slashed<'t>(scan: &mut Scan<'t>) -> Option<Figures<'t>> {
    let mark = |scan: &mut Scan<'t>| scan.one(|c| matches!(c, '/' | '.' | '-'));
    let day = scan.digits(2)?;
    mark(scan)?;
    let month = scan.digits(2)?;
    mark(scan)?;
    Some(Figures::new(day, month, scan.year()?))
}

/// " 15 tháng 12 năm 2025", behind "ngày".
pub(crate) fn in_words<'t>(scan: &mut Scan<'t>) -> Option<Figures<'t>> {
    scan.spaces()?;
    let day = scan.digits(2)?;
    scan.spaces()?;
    scan.word("tháng")?;
    scan.spaces()?;
    let month = scan.digits(2)?;
    scan.spaces()?;
    scan.word("năm")?;
    scan.spaces()?;
    Some(Figures::new(day, month, scan.year()?))
}
