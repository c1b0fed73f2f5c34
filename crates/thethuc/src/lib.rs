//! Writes official documents. Pure: values in, bytes out; no file, no clock, no database.
//!
//! ```
//! use thethuc::table::{Cell, Column, Table};
//!
//! let table = Table {
//!     name: "Nhiệm vụ",
//!     title: "Danh mục nhiệm vụ",
//!     remarks: vec![],
//!     columns: vec![Column { heading: "Nhiệm vụ", width: 60.0 }],
//!     rows: vec![vec![Cell::from("Xây dựng vùng trồng hồi")]],
//! };
//! let bytes = table.xlsx()?;
//! assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), thethuc::table::TableError>(())
//! ```

pub mod table;
