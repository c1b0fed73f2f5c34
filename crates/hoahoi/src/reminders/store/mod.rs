//! Reminders in the database.

pub mod deliveries;
pub mod feeds;
pub mod history;
pub mod inbox;
pub mod ledger;
pub mod mailboxes;
