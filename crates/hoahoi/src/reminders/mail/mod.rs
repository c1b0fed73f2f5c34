//! E-mail: written when it is sent, so that nothing handed in meanwhile is urged.

mod message;
mod send;
mod smtp;

pub use send::send;
pub use smtp::Mailer;
