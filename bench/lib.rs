//! Holds the measurements of `cargo xtask bench`, and nothing that could be used elsewhere.
