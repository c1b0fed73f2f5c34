//! Pictures and files of records.
//!
//! A picture is decoded and written anew in two sizes ([`picture`]), so that nothing of the camera's remarks (place,
//! time, owner) goes with it. What came in is kept for its organisation ([`store`]); a version of a record names what
//! it shows, and the public reaches only what the published version names.

pub mod form;
pub mod picture;
pub mod store;

use serde::{Deserialize, Serialize};

use crate::files::kinds::{FileKind, size_text};
use crate::ids::MediaId;

/// The most pictures, and the most files, of one record.
pub const MOST: usize = 12;

/// A picture in a version of a record; the first is shown on cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Which.
    pub id: MediaId,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows, for those who see it and for those who hear it read.
    pub caption: String,
    /// Who took it, or where it comes from.
    pub credit: String,
    /// How others may use it, in the words of whoever gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
}

/// A file in a version of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Which.
    pub id: MediaId,
    /// What it is called.
    pub name: String,
    /// Its media type, told by content.
    pub media_type: FileKind,
    /// Its size in bytes.
    pub size: i64,
}

impl Paper {
    /// Its size for a reader.
    #[must_use]
    pub fn size_text(&self) -> String {
        size_text(self.size)
    }
}
