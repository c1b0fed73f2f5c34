//! Forms to be filled in offline: workbooks whose open cells stand out and whose other cells are locked, so that what
//! comes back still fits.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    ProtectionOptions, Worksheet, XlsxError,
};

use crate::table::xlsx::{Look, body, book, heading, page, plain, put, top};
use crate::table::{Cell, Column, TableError};

/// A workbook to be filled in.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Name of the first sheet, which tells how.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What the form is about: label and words.
    pub facts: Vec<(String, String)>,
    /// How to fill it in, a paragraph each.
    pub advice: Vec<String>,
    /// The sheets to be filled in.
    pub sheets: Vec<FormSheet>,
}

/// A sheet to be filled in.
#[derive(Debug, Clone, Default)]
pub struct FormSheet {
    /// Its name.
    pub name: String,
    /// Title above the table.
    pub title: String,
    /// Remarks between title and table.
    pub remarks: Vec<String>,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// The rows, as long as the columns.
    pub rows: Vec<Vec<FormCell>>,
    /// Empty rows below, open in every open column.
    pub spare: u32,
}

/// Whether people write in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// For programs: hidden and locked.
    Hidden,
    /// To be read: locked.
    Fixed,
    /// To be filled in.
    Open,
}

/// What the spreadsheet lets people type into a column; what comes back must be checked all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Anything.
    Any,
    /// One of these, from a list.
    OneOf(Vec<String>),
    /// A whole number between these, both included.
    Whole(i32, i32),
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormColumn {
    /// How it is set.
    pub column: Column,
    /// Whether people write in it.
    pub access: Access,
    /// What they may type.
    pub rule: Rule,
    /// What the spreadsheet says to whoever types something else.
    pub refusal: String,
}

impl FormColumn {
    /// A column to be read, or for programs alone.
    #[must_use]
    pub fn closed(column: Column, access: Access) -> Self {
        Self { column, access, rule: Rule::Any, refusal: String::new() }
    }

    /// A column to be filled in.
    #[must_use]
    pub fn open(column: Column, rule: Rule, refusal: &str) -> Self {
        Self { column, access: Access::Open, rule, refusal: refusal.to_owned() }
    }
}

/// A cell of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormCell {
    /// What stands in it.
    pub value: Cell,
    /// Whether it is locked although its column is open.
    pub locked: bool,
    /// What may be chosen here instead of what the column offers.
    pub rule: Option<Rule>,
}

impl<T: Into<Cell>> From<T> for FormCell {
    fn from(value: T) -> Self {
        Self { value: value.into(), locked: false, rule: None }
    }
}

impl Form {
    /// Writes the workbook. Locking is against slips: it has no password.
    ///
    /// # Errors
    /// [`TableError`] when a sheet is larger than XLSX allows, or two have the same name.
    pub fn xlsx(&self) -> Result<Vec<u8>, TableError> {
        let mut book = book()?;
        self.cover(book.add_worksheet())?;
        for sheet in &self.sheets {
            sheet.write(book.add_worksheet())?;
        }
        Ok(book.save_to_buffer()?)
    }

    fn cover(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        page(sheet, &self.name)?;
        sheet.set_column_width(0, 26)?.set_column_width(1, 100)?;
        let mut row = top(sheet, 0, &self.title, &[])? + 1;
        let wrapped = || plain().set_text_wrap().set_align(FormatAlign::Top);
        let (label, words) = (Look::of(wrapped().set_bold()), Look::of(wrapped()));
        for (name, value) in &self.facts {
            put(sheet, row, 0, &Cell::from(name.as_str()), &label)?;
            put(sheet, row, 1, &Cell::from(value.as_str()), &words)?;
            row += 1;
        }
        row += 1;
        for (number, paragraph) in (1_i64..).zip(&self.advice) {
            put(sheet, row, 0, &Cell::from(number), &label)?;
            put(sheet, row, 1, &Cell::from(paragraph.as_str()), &words)?;
            row += 1;
        }
        sheet.protect();
        Ok(())
    }
}

/// How the cells of a column look, open and locked.
struct Looks {
    open: Look,
    locked: Look,
}

impl Looks {
    fn of(column: &FormColumn) -> Self {
        let body = body(column.column.kind);
        let grey = Color::RGB(0xF3_F3_EF);
        Self {
            open: Look::of(body.clone().set_unlocked()),
            locked: Look::of(body.set_background_color(grey)),
        }
    }
}

impl FormSheet {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        page(sheet, &self.name)?;
        // a title in a hidden column would be hidden too
        let visible = self.columns.iter().take_while(|column| column.access == Access::Hidden).count();
        let first = top(sheet, u16::try_from(visible).unwrap_or_default(), &self.title, &self.remarks)?;
        let (closed, open) = (Look::of(heading()), Look::of(open_heading()));
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(at, column.column.width)?;
            if column.access == Access::Hidden {
                sheet.set_column_hidden(at)?;
            }
            let look = if column.access == Access::Open { &open } else { &closed };
            put(sheet, first, at, &Cell::from(column.column.heading.as_str()), look)?;
        }
        let looks: Vec<Looks> = self.columns.iter().map(Looks::of).collect();
        let mut row = first;
        for cells in &self.rows {
            row += 1;
            for (at, (cell, look)) in (0_u16..).zip(cells.iter().zip(&looks)) {
                let column = &self.columns[usize::from(at)];
                let is_open = column.access == Access::Open && !cell.locked;
                put(sheet, row, at, &cell.value, if is_open { &look.open } else { &look.locked })?;
            }
        }
        for _ in 0..self.spare {
            row += 1;
            for (at, (column, look)) in (0_u16..).zip(self.columns.iter().zip(&looks)) {
                let look = if column.access == Access::Open { &look.open } else { &look.locked };
                put(sheet, row, at, &Cell::Empty, look)?;
            }
        }
        self.rules(sheet, first + 1)?;
        sheet.set_repeat_rows(first, first)?;
        sheet.set_freeze_panes(first + 1, 0)?;
        let kept =
            ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
        sheet.protect_with_options(&kept);
        Ok(())
    }

    /// Lays the rules over the open cells, one for each run of rows that have the same.
    fn rules(&self, sheet: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
        for (at, column) in (0_u16..).zip(&self.columns).filter(|(_, c)| c.access == Access::Open) {
            let of =
                |cells: &Vec<FormCell>| cells[usize::from(at)].rule.as_ref().unwrap_or(&column.rule).clone();
            let spare = (0..self.spare).map(|_| column.rule.clone());
            let rules: Vec<Rule> = self.rows.iter().map(of).chain(spare).collect();
            let mut row = first;
            for run in rules.chunk_by(|a, b| a == b) {
                let last = row + u32::try_from(run.len()).unwrap_or(u32::MAX) - 1;
                if let Some(check) = check(&run[0], &column.refusal)? {
                    sheet.add_data_validation(row, at, last, at, &check)?;
                }
                row = last + 1;
            }
        }
        Ok(())
    }
}

/// Headings of columns to be filled in stand out.
fn open_heading() -> Format {
    heading().set_background_color(Color::RGB(0xFF_F2_CC))
}

fn check(rule: &Rule, refusal: &str) -> Result<Option<DataValidation>, XlsxError> {
    let check = match rule {
        Rule::Any => return Ok(None),
        Rule::OneOf(choices) => DataValidation::new().allow_list_strings(choices)?,
        Rule::Whole(from, to) => {
            DataValidation::new().allow_whole_number(DataValidationRule::Between(*from, *to))
        }
    };
    let check = check.set_error_style(DataValidationErrorStyle::Stop);
    Ok(Some(if refusal.is_empty() { check } else { check.set_error_message(refusal)? }))
}
