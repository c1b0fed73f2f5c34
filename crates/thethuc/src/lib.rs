//! Writes official documents, tables and calendars. Pure: values in, bytes out; no file, no clock, no database.
//!
//! A [`Document`] is laid out as Decree 30/2020/NĐ-CP demands (annex I: elements, sizes, places; annex III:
//! samples) and becomes a DOCX that a clerk numbers, dates and has signed:
//!
//! ```
//! use thethuc::{Authority, Block, Document, Head, Kind, Level, Post, Signature, Signing, Text, Title};
//!
//! let mut report = Document::new(
//!     Head {
//!         superior: Some("Ủy ban nhân dân\ntỉnh Lạng Sơn".into()),
//!         issuer: "Sở Khoa học và Công nghệ".into(),
//!         number: None, // the clerk writes it
//!         symbol: Kind::Report.symbol("SKHCN"),
//!         place: Some("Lạng Sơn".into()),
//!         day: None,
//!     },
//!     Title::Named { kind: Kind::Report, about: "Kết quả thực hiện Kế hoạch số 182/KH-UBND".into() },
//!     Signing::One(Signature {
//!         authority: Authority::Own(Post::Deputy { of: "Giám đốc".into(), post: "Phó Giám đốc".into() }),
//!         name: "Nguyễn Văn A".into(),
//!     }),
//! );
//! report.addressees = vec!["Ủy ban nhân dân tỉnh Lạng Sơn".into()];
//! report.body = vec![
//!     Block::Heading(Level::Section, "Kết quả thực hiện".into()),
//!     Block::Paragraph(Text::new().plain("Đã có ").bold("12/16").plain(" cơ quan gửi báo cáo.")),
//! ];
//! assert!(report.docx()?.starts_with(b"PK"));
//! # Ok::<(), thethuc::DocumentError>(())
//! ```
//!
//! A [`table::Table`] becomes an XLSX, or CSV:
//!
//! ```
//! use thethuc::table::{Cell, Column, Table};
//!
//! let table = Table {
//!     name: "Nhiệm vụ".into(),
//!     title: "Danh mục nhiệm vụ".into(),
//!     remarks: vec![],
//!     columns: vec![Column::words("Nhiệm vụ", 60.0)],
//!     rows: vec![vec![Cell::from("Xây dựng vùng trồng hồi")]],
//! };
//! let bytes = table.xlsx()?;
//! assert!(bytes.starts_with(b"PK"));
//! assert_eq!(table.csv(), "\u{feff}Nhiệm vụ\r\nXây dựng vùng trồng hồi\r\n".as_bytes());
//! # Ok::<(), thethuc::table::TableError>(())
//! ```

mod annex;
mod authority;
mod body;
pub mod calendar;
mod closing;
mod document;
pub mod form;
mod grid;
mod head;
mod metrics;
mod numbering;
mod ooxml;
pub mod table;
mod text;
mod title;
mod urgency;

pub use annex::{Annex, Orientation};
pub use authority::{Authority, Post};
pub use body::Block;
pub use closing::{Recipients, Signature, Signing};
pub use document::{Document, DocumentError};
pub use grid::{Align, Grid, GridColumn, Row};
pub use head::Head;
pub use numbering::Level;
pub use text::{Run, Text};
pub use title::{Kind, Ruling, Title};
pub use urgency::Urgency;
