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
//! | addresses and identifiers | [`slug`] |
//! | a line that begins with a capital, a text that is too long | [`capital`], [`shorten`] |
//! | split into terms | [`syllables`] |
//! | alphabetical order in any database | [`sort_key`] |
//! | dates and numbers as printed | [`date`], [`number`] |
//! | lateness in working days | [`calendar`] |
//! | texts in TCVN3 or VNI | [`legacy`] |
//!
//! ```
//! assert_eq!(viet::canonical("Hoà  Bình"), viet::canonical("hòa bình"));
//! assert_eq!(viet::fold("Đình Lập"), "dinh lap");
//! assert_eq!(viet::syllables("Kế hoạch 182/KH-UBND"), ["Kế", "hoạch", "182/KH-UBND"]);
//! let day = viet::date::parse("06/9/2023")?;
//! assert_eq!(viet::date::long(day), "ngày 06 tháng 9 năm 2023");
//! let next = viet::calendar::Calendar::vietnam().add_working_days(day, 1);
//! assert_eq!(viet::date::show(next), "07/9/2023");
//! # Ok::<(), viet::date::ParseDateError>(())
//! ```
//!
//! Texts typed before Unicode are recognised and put into it:
//!
//! ```
//! use viet::legacy;
//! let typed = "Chuû trì, phoái hôïp vôùi Coâng an tænh tröng baøy giaù caû cuûa hoài.";
//! let from = legacy::recognise(typed).ok_or("no such text")?;
//! assert!(legacy::to_unicode(typed, from).starts_with("Chủ trì, phối hợp với Công an tỉnh"));
//! # Ok::<(), &str>(())
//! ```

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
pub use text::{canonical, capital, fold, is_invisible, nfc, shorten, slug, uncapital};
