//! Vietnamese text, dates, numbers and working days.
//!
//! Everything here is pure: no files, no clock, no network. The functions are the one place that decides when
//! two Vietnamese strings are "the same", how a date is printed in an official document, and which days a
//! public office works.
//!
//! | need | use |
//! |---|---|
//! | compare or store text | [`canonical`] |
//! | search without diacritics | [`fold`] |
//! | split into terms | [`syllables`] |
//! | alphabetical order in any database | [`sort_key`] |
//! | dates and numbers as printed | [`date`], [`number`] |
//! | lateness in working days | [`calendar`] |
//! | texts in TCVN3 or VNI | [`legacy`] |

pub mod calendar;
pub mod date;
pub mod legacy;
pub mod number;
mod sort;
mod syllable;
mod text;
mod tone;

pub use sort::sort_key;
pub use syllable::syllables;
pub use text::{canonical, fold, nfc};
