//! Evaluation (đánh giá): what can be counted of how each agency reported and carried out its duties in a period or a
//! year, as it was known at the end of any past day.
//!
//! [`figures`] gathers what the other capabilities keep of the past and counts it by the rules of [`model`]; every
//! number leads to the very reports and duties behind it. Only state bodies are counted (DESIGN 2.7), and no grade
//! follows: grading is the competent authority's. [`standing`] keeps how standing duties are assessed each period.

pub mod figures;
pub mod model;
pub mod pages;
mod routes;
pub mod standing;
pub mod texts;

pub use routes::routes;
