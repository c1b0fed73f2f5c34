//! Reads Vietnamese administrative documents.
//!
//! A compiler's front end for plans: bytes in, a [`Document`] out, with every piece pointing at its place in the
//! source. Reading is deterministic and needs no network. It never fails on text: what is not understood stays in
//! the tree as paragraphs, with a diagnostic; and it never invents an owner, a deadline or a figure.
//!
//! ```
//! let plan = "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với Công an tỉnh thực hiện.";
//! let document = vanban::read(plan.as_bytes())?;
//! assert_eq!(document.duties[0].owners, ["Sở Y tế"]);
//! # Ok::<(), vanban::ReadError>(())
//! ```

mod action;
pub mod agencies;
pub mod annex;
mod child;
mod closing;
mod coverage;
mod deadlines;
pub mod diagnostics;
pub mod doc;
pub mod docx;
mod duties;
pub mod emit;
mod error;
mod header;
mod labels;
mod layout;
mod lexicon;
mod lines;
mod lookalike;
mod merge;
pub mod model;
mod outline;
mod parties;
mod read;
mod references;
mod scan;
mod source;
mod targets;
mod tasks;
mod text;
pub mod workbook;

pub use error::{MAX_BYTES, ReadError};
pub use merge::{MergedHeader, Origin, merge_header};
pub use model::Document;
pub use read::{ReadOptions, read, read_with};
pub use text::text_of;
