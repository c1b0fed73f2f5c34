//! Hoa Hồi: takes a government plan from its printed text to work that is done and results that people can find.
//!
//! One folder a capability: `model` holds types and rules, `store` its SQL, `routes` its handlers. See
//! ARCHITECTURE.md at the root for a walk through one request and one document.

pub mod accounts;
pub mod audit;
pub mod bench;
pub mod calendar;
pub mod catalogue;
pub mod cli;
pub mod clock;
pub mod config;
pub mod consolidated;
pub mod db;
pub mod demo;
pub mod digest;
pub mod directions;
pub mod duties;
pub mod evaluation;
pub mod extensions;
pub mod feedback;
pub mod files;
pub mod guidance;
pub mod ids;
pub mod indicators;
pub mod jobs;
pub mod meeting;
pub mod open;
pub mod organisations;
pub mod plans;
pub mod portal;
pub mod press;
pub mod recommendations;
pub mod reminders;
pub mod reporting;
pub mod search;
pub mod server;
pub mod sheets;
pub mod web;
