//! Reads Vietnamese administrative documents.
//!
//! A compiler's front end for plans: bytes in, a [`Document`] out, with every piece pointing at its place in the
//! source. Reading is deterministic and needs no network. It never fails on text: what is not understood stays in
//! the tree as paragraphs, with a diagnostic; and it never invents an owner, a deadline or a figure.
//!
//! A file is read in three lines, whatever its format (text, Markdown, HTML, DOCX, PDF):
//!
//! ```
//! # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/van-ban-mau.txt");
//! let bytes = std::fs::read(path)?;
//! let document = vanban::read(&bytes)?;
//! println!("{:?} {:?}", document.header.number, document.header.title);
//! # assert!(document.header.title.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Sections
//!
//! The tree has the numbers as printed; [`Document::all_sections`] walks through it in reading order.
//!
//! ```
//! # let plan = "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với Công an tỉnh kiểm tra, hoàn thành trước ngày 30/6/2027.";
//! let document = vanban::read(plan.as_bytes())?;
//! for section in document.all_sections() {
//!     println!("{} {}", section.path, section.heading.as_deref().unwrap_or_default());
//! }
//! # assert_eq!(document.all_sections()[1].path, "I.1");
//! # Ok::<(), vanban::ReadError>(())
//! ```
//!
//! # Duties
//!
//! Who answers for what, with whom and by when, as printed. What is not printed is `None` and never guessed.
//!
//! ```
//! # let plan = "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với Công an tỉnh kiểm tra, hoàn thành trước ngày 30/6/2027.";
//! let document = vanban::read(plan.as_bytes())?;
//! for duty in &document.duties {
//!     let due = duty.deadline.as_ref().map_or("không thời hạn", |deadline| deadline.text.as_str());
//!     println!("{} ({due}): {}", duty.owners.join("; "), duty.text);
//! }
//! let duty = &document.duties[0];
//! assert_eq!((duty.owners[0].as_str(), duty.coordinators[0].as_str()), ("Sở Y tế", "Công an tỉnh"));
//! assert_eq!(duty.deadline.as_ref().and_then(|deadline| deadline.date).unwrap().to_string(), "2027-06-30");
//! // every span is a place in the source
//! assert_eq!(vanban::text_of(&document.source_text, duty.span), duty.text);
//! # Ok::<(), vanban::ReadError>(())
//! ```
//!
//! # Diagnostics
//!
//! What a person should look at, as a compiler prints it; each code is explained in `docs/diagnostics.md`.
//!
//! ```
//! use vanban::emit::{Language, report};
//! let document = vanban::read("KẾ HOẠCH\n\nI. NỘI DUNG\n\n1. Thực hiện các các chương trình.".as_bytes())?;
//! let printed = report(&document, "ke-hoach.txt", Language::English);
//! assert!(printed.contains("note[doubled-word]: the word “các” is printed twice\n --> ke-hoach.txt:5:14"));
//! # Ok::<(), vanban::ReadError>(())
//! ```
//!
//! # What never happens
//!
//! No text is lost: every printed character belongs to a header field, a section, a paragraph, a table or to
//! [`Document::noise`], which says why. No file takes more time or memory than its size accounts for: what is larger than
//! [`MAX_BYTES`], unpacks to more than a budget or nests too deeply is refused with a [`ReadError`] that says what to do.

mod action;
pub mod agencies;
pub mod annex;
mod child;
mod closing;
mod coverage;
mod dates;
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
mod numeral;
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
