//! The `semillero` command.
fn main() {}
