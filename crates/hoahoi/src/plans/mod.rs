//! Plans: from a file to a draft that a person reviews, and from the draft to duties that are tracked.

pub mod model;
