//! Pages of recommendations.

pub(super) mod act;
pub(super) mod list;
pub(super) mod one;
pub mod panel;
pub mod work;
