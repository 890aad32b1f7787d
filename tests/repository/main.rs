//! What holds for the repository as a whole: which folder may know which, what a release is made
//! of, and what no file of ours may contain. Each rule is a table; the code only looks it up.

mod folders;
mod packages;
mod release;
mod texts;
mod tree;
mod vendors;
