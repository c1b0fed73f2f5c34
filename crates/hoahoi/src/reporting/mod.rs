//! Reporting (Decree 09/2019/NĐ-CP): regimes, periods, obligations made ahead, submissions with one line per
//! obligation, and each person's own work.

pub mod access;
pub mod entry;
pub mod model;
pub mod money;
pub mod obligations;
pub mod offline;
mod pages;
mod routes;
pub mod store;
pub mod texts;
pub mod words;
pub mod work;

pub use pages::versions::may_read as may_read_version;
pub use routes::routes;
pub use words::name_of_code;
