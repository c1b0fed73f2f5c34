//! Records brought in from a spreadsheet, and taken out again.
//!
//! A file has the columns of the kind's own download. `sheet` finds them, `cells` turns a row into what a form would
//! have sent, `trial` lays every row beside the record that `matching` finds for it: new, changed, the same, doubtful, wrong.
//! Nothing is written until a person confirms what was shown; then `write` writes all of it in one transaction, or nothing.
//! `undo` takes an import back while nothing of it has been changed or published since.

mod cells;
pub mod columns;
pub mod form;
mod matching;
pub mod sheet;
pub mod store;
pub mod texts;
pub mod trial;
pub mod undo;
pub mod write;
