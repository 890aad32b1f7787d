//! The commands of this project: `cargo xtask demo | test | dist`.
fn main() {}
