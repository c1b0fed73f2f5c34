//! Pages of the press desk.

pub mod contact;
pub mod desk;
