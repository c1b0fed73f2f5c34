//! The Hoa Hồi binary.
fn main() {}
