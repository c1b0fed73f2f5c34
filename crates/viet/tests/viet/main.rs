//! What the rest of the system relies on, told on the public surface.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod calendar;
mod dates;
mod numbers;
mod text;
