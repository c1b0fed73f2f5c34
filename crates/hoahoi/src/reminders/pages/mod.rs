//! Pages about reminders.

pub mod feed;
pub mod history;
pub mod letter;
pub mod mailboxes;
pub mod notices;
pub mod settings;
pub mod urge;
