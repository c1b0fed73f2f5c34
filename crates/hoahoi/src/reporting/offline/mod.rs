//! A period's report filled in offline: a workbook with the report's lines goes out, comes back filled in, is compared
//! line by line with the draft as it stands, and only then goes into it, all of it or nothing.
//!
//! What comes back is read by [`filled`] with the rules of the report's own form ([`super::entry`]), compared by
//! [`compare`], and written by the form's own handler: the page that shows the comparison holds the changed lines as
//! fields of that form. [`targets`] does the same for the targets that the report is asked for.

pub mod columns;
pub mod compare;
pub mod filled;
pub mod form;
mod grid;
pub mod targets;
pub mod texts;

#[cfg(test)]
mod tests;
