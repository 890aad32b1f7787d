//! Tags: what may be one, and what becomes of a set that two people changed at once.

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Vendors take several tags of a query apart at commas, so it could never be asked for.
    Comma,
}

/// A tag as it will be sent: outer space is never meant.
///
/// # Errors
/// When it could not be found again once saved.
pub fn check(typed: &str) -> Result<Option<String>, Unusable> {
    let tag = typed.trim();
    if tag.contains(',') {
        return Err(Unusable::Comma);
    }
    Ok((!tag.is_empty()).then(|| tag.to_owned()))
}

/// Whether two sets hold the same tags, whatever their order.
#[must_use]
pub fn same(a: &[String], b: &[String]) -> bool {
    a.iter().all(|tag| b.contains(tag)) && b.iter().all(|tag| a.contains(tag))
}

/// What I changed of `base`, applied to what stands there now: my additions and removals both
/// hold, and so do theirs.
#[must_use]
pub fn merge(base: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    // When nobody else changed anything, my order stands too.
    if same(base, theirs) {
        return mine.to_vec();
    }
    let kept = theirs.iter().filter(|tag| mine.contains(tag) || !base.contains(tag));
    let added = mine.iter().filter(|tag| !base.contains(tag) && !theirs.contains(tag));
    kept.chain(added).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tags(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_tag_with_a_comma_is_refused() {
        assert_eq!(check("a,b"), Err(Unusable::Comma));
        assert_eq!(check("  billing "), Ok(Some("billing".into())));
        assert_eq!(check("  "), Ok(None));
    }

    #[test]
    fn both_peoples_changes_hold() {
        let merged = merge(&tags(&["a", "b"]), &tags(&["a", "mine"]), &tags(&["a", "b", "theirs"]));
        assert_eq!(merged, tags(&["a", "theirs", "mine"]));
    }

    proptest! {
        #[test]
        fn when_nobody_else_changed_anything_mine_is_what_stands(
            base in proptest::collection::btree_set("[a-e]", 0..5),
            mine in proptest::collection::btree_set("[a-e]", 0..5),
        ) {
            let (base, mine): (Vec<_>, Vec<_>) = (base.into_iter().collect(), mine.into_iter().collect());
            prop_assert!(same(&merge(&base, &mine, &base), &mine));
        }

        #[test]
        fn when_i_changed_nothing_theirs_is_what_stands(
            base in proptest::collection::btree_set("[a-e]", 0..5),
            theirs in proptest::collection::btree_set("[a-e]", 0..5),
        ) {
            let (base, theirs): (Vec<_>, Vec<_>) = (base.into_iter().collect(), theirs.into_iter().collect());
            prop_assert!(same(&merge(&base, &base, &theirs), &theirs));
        }
    }
}
