//! The service's binary.
fn main() {}
