//! What typed text does to a list of tags.

use patchbay_fold::fold;

/// The tags in a text that was pasted: separated by lines or the cells of a sheet, and by commas where these may be in
/// none.
pub(crate) fn split(text: &str, at_commas: bool) -> Vec<String> {
    text.split(|sign| matches!(sign, '\n' | '\r' | '\t') || at_commas && sign == ',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A text that came to hold a comma: what is finished, and what is still being typed.
pub(crate) fn finished(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once(',').map(|(done, rest)| (done, rest.trim_start()))
}

/// What became of it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// The tags that are there now.
    pub(crate) tags: Vec<String>,
    /// What was refused, to stay in the field.
    pub(crate) left: String,
    /// Why the first of them was refused.
    pub(crate) message: Option<String>,
}

/// Adds what is not there yet and not refused. Nothing that was typed is lost.
pub(crate) fn add(
    mut tags: Vec<String>,
    parts: Vec<String>,
    refuse: &dyn Fn(&str) -> Option<String>,
) -> Outcome {
    let (mut left, mut message) = (Vec::new(), None);
    for part in parts {
        if tags.contains(&part) {
            continue;
        }
        match refuse(&part) {
            Some(why) => {
                message = message.or(Some(why));
                left.push(part);
            }
            None => tags.push(part),
        }
    }
    Outcome { tags, left: left.join(", "), message }
}

/// What to suggest: not chosen yet, and holding what was typed; what begins with it comes first.
pub(crate) fn suggest(all: &[String], chosen: &[String], typed: &str, most: usize) -> Vec<String> {
    let typed = fold(typed.trim());
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for tag in all {
        if chosen.contains(tag) {
            continue;
        }
        match fold(tag).find(&typed) {
            Some(0) => first.push(tag.clone()),
            Some(_) => then.push(tag.clone()),
            None => {}
        }
    }
    first.append(&mut then);
    first.truncate(most);
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn pasted_text_becomes_tags() {
        assert_eq!(split("a, b", true), ["a", "b"]);
        assert_eq!(split(" ,, two words ,\n\tcell\tcell 2\r\n", true), ["two words", "cell", "cell 2"]);
        assert!(split(" , \n", true).is_empty());
    }

    #[test]
    fn a_comma_is_a_part_of_what_it_does_not_split() {
        assert_eq!(split(" Muster, Eva\nEU ", false), ["Muster, Eva", "EU"]);
    }

    #[test]
    fn what_follows_the_last_comma_is_still_typed() {
        assert_eq!(finished("prod, eu"), Some(("prod", "eu")));
        assert_eq!(finished("a,b,"), Some(("a,b", "")));
        assert_eq!(finished("prod"), None);
    }

    #[test]
    fn what_is_there_is_not_added_again() {
        let outcome = add(owned(&["a"]), owned(&["a", "b", "b"]), &|_| None);
        assert_eq!(outcome.tags, ["a", "b"]);
        assert_eq!(outcome.left, "");
    }

    #[test]
    fn what_is_refused_stays_in_the_field() {
        let refuse = |tag: &str| (tag.len() > 3).then(|| format!("{tag} is too long"));
        let outcome = add(owned(&["a"]), owned(&["long one", "b", "longer"]), &refuse);
        assert_eq!(outcome.tags, ["a", "b"]);
        assert_eq!(outcome.left, "long one, longer");
        assert_eq!(outcome.message.as_deref(), Some("long one is too long"));
    }

    #[test]
    fn suggestions_begin_with_what_begins_so() {
        let all = owned(&["beta-prod", "prod", "Prod-EU", "dev"]);
        assert_eq!(suggest(&all, &owned(&["prod"]), " PROD", 8), ["Prod-EU", "beta-prod"]);
        assert_eq!(suggest(&all, &[], "", 2), ["beta-prod", "prod"]);
    }
}
