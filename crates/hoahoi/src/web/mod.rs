//! The web: one router, one page frame, one way to fail.

pub mod app;
pub mod assets;
pub mod context;
pub mod cookies;
pub mod error;
pub mod etag;
pub mod form;
pub mod frame;
pub mod lang;
pub mod paging;
pub mod router;
pub mod security;
pub mod site;
pub mod uploads;

pub use app::App;
pub use context::Ctx;
pub use error::{Error, Result};
pub use frame::Frame;
