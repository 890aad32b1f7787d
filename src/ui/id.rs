//! Ids that tie labels, hints and lists to their controls.
//!
//! Two panels on one page live in two roots, but two fields of one name can stand in one dialog: an
//! id is unique per instance, not per name.

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An id that no other element of this page bears.
pub fn unique(stem: &str) -> String {
    numbered(stem, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// `stem-7`: also the id of the seventh entry of a list.
pub(crate) fn numbered(stem: &str, number: impl Into<u64>) -> String {
    let mut id = String::from(stem);
    id.push('-');
    id.push_str(&number.into().to_string());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_name_differ() {
        assert_ne!(unique("tags"), unique("tags"));
    }

    #[test]
    fn a_number_follows_the_stem() {
        assert_eq!(numbered("tags-3", 7_u32), "tags-3-7");
    }
}
