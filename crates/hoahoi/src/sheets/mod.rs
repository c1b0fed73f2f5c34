//! Lists as files: what a list shows, and no more, as XLSX and CSV.
//!
//! A list is downloaded from its own address with `tai=xlsx` or `tai=csv` added, so that the same handler checks the
//! same right, reads the same filters and asks through the same scope. The links stand on every list by
//! `p::downloads(frame)` of `parts.html`.

mod export;
pub mod texts;
mod whole;

pub use export::{Export, Format, MOST, identifier};
pub use whole::Whole;
