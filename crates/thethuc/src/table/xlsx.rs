//! XLSX workbooks of tables.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook,
    Worksheet, XlsxError,
};

use super::{Cell, Kind, Table, TableError, looks_like_formula};

/// The most characters a cell of XLSX holds.
const CELL_LIMIT: usize = 32_767;
/// From here on rows go to a file as they are written, and memory stays as it is.
const MANY: usize = 2_000;
/// The most links a sheet of XLSX holds, and the most characters of one.
const LINKS: usize = 65_530;
const LINK_LIMIT: usize = 2_000;
/// Height of one line of the typeface in points, and the highest row that XLSX knows.
const LINE_HEIGHT: f64 = 15.75;
const HIGHEST: f64 = 409.0;

/// Writes a workbook, a sheet for each table: Times New Roman, landscape A4, headings repeated on each page and kept
/// in sight when scrolling, with a filter.
///
/// # Errors
/// [`TableError`] when a table is larger than XLSX allows, or two have the same name.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, TableError> {
    let mut book = book()?;
    for table in tables {
        let sheet = if table.rows.len() > MANY {
            book.add_worksheet_with_constant_memory()?
        } else {
            book.add_worksheet()
        };
        write(sheet, table)?;
    }
    Ok(book.save_to_buffer()?)
}

/// An empty workbook that does not say when it was made: the same tables give the same bytes.
pub(crate) fn book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&always));
    Ok(book)
}

fn write(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    page(sheet, &table.name)?;
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
    }
    let first = top(sheet, 0, &table.title, &table.remarks)?;
    let heading = heading();
    for (at, column) in (0_u16..).zip(&table.columns) {
        put(sheet, first, at, &Cell::from(column.heading.as_str()), &Look::of(heading.clone()))?;
    }
    let headings: Vec<Cell> =
        table.columns.iter().map(|column| Cell::from(column.heading.as_str())).collect();
    fit_row(sheet, first, table, &headings)?;
    let looks: Vec<Look> = table.columns.iter().map(|column| Look::of(body(column.kind))).collect();
    let (mut row, mut links) = (first, 0);
    for cells in &table.rows {
        row += 1;
        for ((at, cell), look) in (0_u16..).zip(cells).zip(&looks) {
            match cell {
                Cell::Link { href, text } if links < LINKS && href.len() <= LINK_LIMIT => {
                    links += 1;
                    let url = Url::new(href.as_str()).set_text(fit(text));
                    sheet.write_url_with_format(row, at, url, &look.link)?;
                }
                cell => put(sheet, row, at, cell, look)?,
            }
        }
        fit_row(sheet, row, table, cells)?;
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_repeat_rows(first, first)?;
    sheet.set_freeze_panes(first + 1, 0)?;
    if row > first {
        sheet.autofilter(first, 0, row, last)?;
    }
    Ok(())
}

/// Makes a row as high as its longest cell needs: not every program does so itself when it opens a file.
fn fit_row(sheet: &mut Worksheet, row: u32, table: &Table, cells: &[Cell]) -> Result<(), XlsxError> {
    let words = table.columns.iter().zip(cells).filter(|(column, _)| column.kind != Kind::Identifier);
    let most = words.map(|(column, cell)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => lines(text, column.width),
        _ => 1,
    });
    match u16::try_from(most.max().unwrap_or(1)).unwrap_or(u16::MAX) {
        ..=1 => {}
        lines => {
            sheet.set_row_height(row, (f64::from(lines) * LINE_HEIGHT).min(HIGHEST))?;
        }
    }
    Ok(())
}

/// How many lines a text takes in a column so many characters wide, whole words on each.
fn lines(text: &str, width: f64) -> usize {
    let (width, mut lines) = (width.max(1.0), 0);
    for paragraph in text.split('\n') {
        let mut used = 0.0;
        lines += 1;
        for word in paragraph.split(' ') {
            let letters = u32::try_from(word.chars().count()).map_or(f64::MAX, f64::from);
            if used > 0.0 && used + letters > width {
                lines += 1;
                used = 0.0;
            }
            used += letters + 1.0;
        }
    }
    lines
}

/// The paper: A4, landscape, as wide as the page, numbered.
pub(crate) fn page(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3).set_footer("&C&P/&N");
    Ok(())
}

/// Title and remarks from a column on; the row below them.
pub(crate) fn top(
    sheet: &mut Worksheet,
    column: u16,
    title: &str,
    remarks: &[String],
) -> Result<u32, XlsxError> {
    put(sheet, 0, column, &Cell::from(title), &Look::of(plain().set_bold().set_font_size(14)))?;
    let look = Look::of(plain());
    let mut row = 1;
    for remark in remarks {
        put(sheet, row, column, &Cell::from(remark.as_str()), &look)?;
        row += 1;
    }
    Ok(row)
}

/// The typeface of all sheets.
pub(crate) fn plain() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

/// How headings are set.
pub(crate) fn heading() -> Format {
    plain()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0xED_ED_E8))
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// How cells of a kind are set.
pub(crate) fn body(kind: Kind) -> Format {
    let cell = plain().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    match kind {
        Kind::Identifier => cell.set_font_size(8).set_font_color(Color::RGB(0x70_70_70)),
        Kind::Words => cell.set_text_wrap(),
        Kind::Number | Kind::Day => cell,
        Kind::Amount => cell.set_num_format("#,##0"),
    }
}

/// A format with its variants: made once, since making one costs more than writing a cell.
pub(crate) struct Look {
    plain: Format,
    quoted: Format,
    day: Format,
    link: Format,
}

impl Look {
    pub(crate) fn of(plain: Format) -> Self {
        Self {
            quoted: plain.clone().set_quote_prefix(),
            day: plain.clone().set_num_format("dd/mm/yyyy"),
            link: plain.clone().set_font_color(Color::RGB(0x1F_4E_79)).set_underline(FormatUnderline::Single),
            plain,
        }
    }
}

pub(crate) fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    look: &Look,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &look.plain)?,
        Cell::Text(text) | Cell::Link { text, .. } => {
            let text = fit(text);
            let format = if looks_like_formula(&text) { &look.quoted } else { &look.plain };
            sheet.write_string_with_format(row, column, text, format)?
        }
        #[allow(clippy::cast_precision_loss)]
        Cell::Integer(number) => sheet.write_number_with_format(row, column, *number as f64, &look.plain)?,
        Cell::Decimal(number) => sheet.write_number_with_format(row, column, *number, &look.plain)?,
        Cell::Day(day) => match excel_day(*day) {
            Some(date) => sheet.write_datetime_with_format(row, column, &date, &look.day)?,
            None => sheet.write_string_with_format(row, column, day.to_string(), &look.plain)?,
        },
    };
    Ok(())
}

/// XLSX knows days from 1900 to 9999.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

/// The text within the limit of a cell, without control characters that XML forbids.
fn fit(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(CELL_LIMIT).collect()
}

/// A name that XLSX accepts: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end.
fn sheet_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .take(31)
        .collect();
    let clean = clean.trim_matches(['\'', ' ']);
    if clean.is_empty() { "1".to_owned() } else { clean.to_owned() }
}
