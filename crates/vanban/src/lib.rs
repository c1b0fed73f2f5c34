//! Reads administrative documents.
