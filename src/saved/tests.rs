use proptest::prelude::*;

use super::*;

fn list(query: &str) -> List {
    List::parse(query)
}

fn team() -> Vec<View> {
    vec![View::new("Failed", &list("state=failed")), View::new("Gmail", &list("platform=gmail"))]
}

fn saved() -> Saved {
    let mut saved = Saved::read(&team(), None);
    for (name, query) in [("Mine", "q=acme"), ("Billing", "tag=billing&sort=name"), ("Old", "to=2025-01-01")]
    {
        saved.add(name, &list(query)).unwrap();
    }
    saved
}

fn names(saved: &Saved) -> Vec<&str> {
    saved.shown().map(|view| view.name.as_str()).collect()
}

#[test]
fn what_is_kept_is_read_again() {
    let mut saved = saved();
    saved.hide("Gmail");
    saved.set_first(Some("Billing"));
    assert_eq!(Saved::read(&team(), Some(&saved.write())), saved);
    assert_eq!(saved.first().map(View::list), Some(list("tag=billing&sort=name")));
}

#[test]
fn a_view_is_its_list_from_the_first_page() {
    let view = View::new(" Mine ", &list("q=acme&page=3&size=50"));
    assert_eq!(view, View { name: "Mine".into(), query: "q=acme&size=50".into() });
}

#[test]
fn what_is_kept_and_makes_no_sense_is_left_out() {
    for text in ["", "{", "7", "[]", r#"{"views": {}, "hidden": 7, "default": []}"#] {
        assert_eq!(Saved::read(&team(), Some(text)), Saved::read(&team(), None), "{text}");
    }
    let text = r#"{"views": [7, {"name": "x"}, {"name": " ", "query": ""}, {"name": "Mine", "query": "q=a&what=1"},
                             {"name": "mine", "query": ""}, {"name": "Failed", "query": "q=b"}],
                   "hidden": ["Gone", 7], "default": "Gone"}"#;
    let saved = Saved::read(&team(), Some(text));
    assert_eq!(names(&saved), ["Failed", "Gmail", "Mine", "mine 2", "Failed 2"]);
    assert_eq!(saved.get("Mine").unwrap().query, "q=a");
    assert_eq!(saved.first(), None);
}

#[test]
fn a_name_is_taken_once_in_any_letters() {
    let mut saved = saved();
    for (name, why) in [
        ("", Refused::Empty),
        ("  ", Refused::Empty),
        ("Mine", Refused::Taken),
        (" mine ", Refused::Taken),
        ("FAILED", Refused::Taken),
    ] {
        assert_eq!(saved.add(name, &list("q=x")), Err(why), "{name:?}");
        if name.trim().to_lowercase() != "mine" {
            assert_eq!(saved.rename("Mine", name), Err(why), "{name:?}");
        }
    }
    saved.hide("Failed");
    assert_eq!(saved.add("Failed", &list("")), Err(Refused::Taken), "it may be shown again");
    // Its own name, in other letters.
    assert_eq!(saved.rename("Mine", "MINE"), Ok(()));
    assert_eq!(names(&saved), ["Gmail", "MINE", "Billing", "Old"]);
}

#[test]
fn what_is_shown_at_the_start_stays_so_under_another_name() {
    let mut saved = saved();
    saved.set_first(Some("Mine"));
    saved.rename("Mine", "Acme").unwrap();
    assert_eq!(saved.first().map(|view| view.name.as_str()), Some("Acme"));
    saved.set_first(None);
    assert_eq!(saved.first(), None);
    // One that is hidden is not shown at the start either.
    saved.set_first(Some("Gmail"));
    saved.hide("Gmail");
    assert_eq!(saved.first(), None);
}

#[test]
fn own_views_are_moved_among_themselves() {
    let mut saved = saved();
    assert!(!saved.can_move("Mine", false) && !saved.can_move("Old", true) && !saved.can_move("Gmail", true));
    saved.shift("Old", false);
    saved.shift("Mine", true);
    saved.shift("Gmail", true);
    assert_eq!(names(&saved), ["Failed", "Gmail", "Old", "Mine", "Billing"]);
}

#[test]
fn a_list_is_the_view_that_it_is_like_or_the_one_that_was_opened_and_changed() {
    let saved = saved();
    let opened = |query: &str, last| saved.opened(&list(query), last).map(|one| (one.name, one.changed));
    let is = |name: &str, changed| Some((Some(name.to_owned()), changed));
    assert_eq!(opened("q=acme&page=2", None), is("Mine", false));
    assert_eq!(opened("q=acme", Some("Failed")), is("Mine", false));
    assert_eq!(opened("q=acm", Some("Mine")), is("Mine", true));
    assert_eq!(opened("sort=name&tag=billing", None), is("Billing", false));
    assert_eq!(opened("", Some("Mine")), Some((None, false)));
    assert_eq!(opened("q=x", None), None);
    assert_eq!(opened("q=x", Some("Gone")), None);
}

#[test]
fn of_two_views_of_one_list_it_is_the_one_that_was_opened() {
    let mut saved = saved();
    saved.add("Same", &list("q=acme")).unwrap();
    let name = |last| saved.opened(&list("q=acme"), last).and_then(|one| one.name);
    assert_eq!(name(None).as_deref(), Some("Mine"));
    assert_eq!(name(Some("Same")).as_deref(), Some("Same"));
}

#[test]
fn one_that_was_taken_away_comes_back_to_its_place() {
    let before = {
        let mut saved = saved();
        saved.set_first(Some("Billing"));
        saved
    };
    let mut saved = before.clone();
    let gone = saved.remove("Billing").unwrap();
    assert_eq!((names(&saved), saved.first()), (vec!["Failed", "Gmail", "Mine", "Old"], None));
    saved.restore(gone.clone());
    assert_eq!(saved, before);
    saved.restore(gone);
    assert_eq!(names(&saved).last(), Some(&"Old"), "{saved:?}");
    assert!(saved.get("Billing 2").is_some());
    assert_eq!(saved.remove("Failed"), None, "the team's stays");
}

#[test]
fn a_teams_view_is_hidden_and_shown_again() {
    let mut saved = saved();
    saved.hide("Failed");
    saved.hide("Gmail");
    saved.hide("Mine");
    assert_eq!(names(&saved), ["Mine", "Billing", "Old"]);
    saved.unhide(Some("Gmail"));
    assert_eq!(names(&saved), ["Gmail", "Mine", "Billing", "Old"]);
    saved.unhide(None);
    assert!(!saved.hides_any() && names(&saved).len() == 5);
}

proptest! {
    #[test]
    fn whatever_was_kept_can_be_read(text in any::<String>(), name in any::<String>(), query in any::<String>()) {
        let _ = Saved::read(&team(), Some(&text));
        let text = json!({"views": [{"name": name, "query": query}], "default": name}).to_string();
        let saved = Saved::read(&team(), Some(&text));
        prop_assert_eq!(Saved::read(&team(), Some(&saved.write())), saved);
    }
}
