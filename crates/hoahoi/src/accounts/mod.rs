//! People: accounts, roles, sessions, rights.

pub mod access;
pub mod administration;
pub mod model;
mod pages;
pub mod passwords;
pub mod rights;
mod routes;
pub mod sessions;
pub mod store;
pub mod texts;
pub mod throttle;
pub mod tokens;
pub mod totp;

pub use routes::routes;
