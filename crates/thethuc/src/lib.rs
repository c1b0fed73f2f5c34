//! Writes official documents.
