//! People: accounts, roles, sessions, rights.

pub mod access;
pub mod model;
pub mod rights;
pub mod sessions;
pub mod store;
