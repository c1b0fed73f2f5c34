//! Organisations over time.

/// The organisations and their successions, read once and asked often.
#[derive(Debug, Clone, Default)]
pub struct Directory {}
