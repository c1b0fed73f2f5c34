//! Stories on the public surface: the router in process, on SQLite and on PostgreSQL alike.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

mod accounts;
mod annex;
mod audit;
mod calendar;
mod catalogue;
mod cli;
mod consolidated;
mod consultations;
mod directions;
mod directory;
mod duties;
mod evaluation;
mod extensions;
mod feedback;
mod frame;
mod guidance;
mod imports;
mod indicators;
mod jobs;
mod killed;
mod kinds;
mod meeting;
mod open;
mod organisations;
mod plans;
mod portal;
mod press;
mod reading;
mod recommendations;
mod record_media;
mod reminders;
mod reporting;
mod rights;
mod schema;
mod search;
mod sheets;
mod starter;
mod writers;
