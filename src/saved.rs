//! Lists that somebody wants to find again by a name: one's own, and those that a team shares. Pure.
//!
//! Own ones are kept as text by the browser ([`Saved::write`], [`Saved::read`]); a team's stand in `config.json`.

use patchbay_fold::fold;
use serde_json::{Map, Value, json};

use crate::route::List;

/// A list and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is called; no two that are shown have the same.
    pub name: String,
    /// Its list, as a link says it.
    pub query: String,
}

impl View {
    /// A list under a name. Which page of it is shown is no part of it.
    #[must_use]
    pub fn new(name: &str, list: &List) -> Self {
        Self { name: name.trim().to_owned(), query: whole(list).query() }
    }

    /// The list.
    #[must_use]
    pub fn list(&self) -> List {
        whole(&List::parse(&self.query))
    }
}

/// A list from its first page.
#[must_use]
pub fn whole(list: &List) -> List {
    List { page: 1, ..list.clone() }
}

/// Why a name was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// Another view has it.
    Taken,
}

/// Which view a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its name; none for all connections.
    pub name: Option<String>,
    /// Whether the list is no longer as it was saved.
    pub changed: bool,
}

/// A view that is gone, so that it can come back as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    view: View,
    place: usize,
    was_first: bool,
}

/// All views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    team: Vec<View>,
    own: Vec<View>,
    /// The names of the team's that are not wanted.
    hidden: Vec<String>,
    /// The name of the one that is shown at the start.
    first: Option<String>,
}

impl Saved {
    /// What was kept, beside the views of a team. Whatever cannot be understood of it is left out.
    #[must_use]
    pub fn read(team: &[View], kept: Option<&str>) -> Self {
        let mut saved = Self { team: team.to_vec(), ..Self::default() };
        let kept: Value = kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let texts = |value: &Value| value.as_str().map(str::to_owned);
        for one in kept.get("views").and_then(Value::as_array).into_iter().flatten() {
            let (Some(name), Some(query)) =
                (one.get("name").and_then(texts), one.get("query").and_then(texts))
            else {
                continue;
            };
            let mut view = View::new(&name, &List::parse(&query));
            // A team may have come to call one of its own like that.
            view.name = saved.free(&view.name);
            if !view.name.is_empty() {
                saved.own.push(view);
            }
        }
        saved.hidden =
            kept.get("hidden").and_then(Value::as_array).into_iter().flatten().filter_map(texts).collect();
        saved.first = kept.get("default").and_then(texts);
        saved
    }

    /// What is to be kept.
    #[must_use]
    pub fn write(&self) -> String {
        let views: Vec<Value> =
            self.own.iter().map(|View { name, query }| json!({ "name": name, "query": query })).collect();
        let mut kept = Map::new();
        kept.insert("views".into(), views.into());
        kept.insert("hidden".into(), self.hidden.clone().into());
        kept.insert("default".into(), self.first.clone().into());
        Value::Object(kept).to_string()
    }

    /// Those that are shown, the team's first.
    pub fn shown(&self) -> impl Iterator<Item = &View> {
        self.team.iter().filter(|view| !self.hidden.contains(&view.name)).chain(&self.own)
    }

    /// One that is shown, by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&View> {
        self.shown().find(|view| view.name == name)
    }

    /// Whether one is the team's: it can be hidden, and nothing else about it changes.
    #[must_use]
    pub fn is_teams(&self, name: &str) -> bool {
        self.team.iter().any(|view| view.name == name)
    }

    /// Whether any of the team's are hidden.
    #[must_use]
    pub fn hides_any(&self) -> bool {
        self.team.iter().any(|view| self.hidden.contains(&view.name))
    }

    /// The one that is shown at the start, if one is.
    #[must_use]
    pub fn first(&self) -> Option<&View> {
        self.get(self.first.as_deref()?)
    }

    /// Has one shown at the start, or all connections.
    pub fn set_first(&mut self, name: Option<&str>) {
        self.first = name.map(str::to_owned);
    }

    /// Which view a list is: the one that was opened as long as it is like that, else one that is; else the one that
    /// was opened, changed.
    #[must_use]
    pub fn opened(&self, list: &List, last: Option<&str>) -> Option<Opened> {
        let list = whole(list);
        let last = last.and_then(|name| self.get(name));
        let is = |view: &View| view.list() == list;
        let found = last.filter(|view| is(view)).or_else(|| self.shown().find(|view| is(view)));
        if let Some(view) = found {
            return Some(Opened { name: Some(view.name.clone()), changed: false });
        }
        if list == List::default() {
            return Some(Opened { name: None, changed: false });
        }
        last.map(|view| Opened { name: Some(view.name.clone()), changed: true })
    }

    /// Keeps a list under a new name.
    ///
    /// # Errors
    /// Why the name is not taken.
    pub fn add(&mut self, name: &str, list: &List) -> Result<(), Refused> {
        let view = View::new(name, list);
        self.check(&view.name, None)?;
        self.own.push(view);
        Ok(())
    }

    /// Keeps another list under a name.
    pub fn update(&mut self, name: &str, list: &List) {
        if let Some(view) = self.own(name) {
            *view = View::new(name, list);
        }
    }

    /// Calls one something else.
    ///
    /// # Errors
    /// Why the name is not taken.
    pub fn rename(&mut self, name: &str, to: &str) -> Result<(), Refused> {
        let to = to.trim();
        self.check(to, Some(name))?;
        if let Some(view) = self.own(name) {
            view.name = to.to_owned();
            if self.first.as_deref() == Some(name) {
                self.first = Some(to.to_owned());
            }
        }
        Ok(())
    }

    /// Whether one can be moved among one's own.
    #[must_use]
    pub fn can_move(&self, name: &str, later: bool) -> bool {
        self.neighbours(name, later).is_some()
    }

    /// Moves one of one's own by a place.
    pub fn shift(&mut self, name: &str, later: bool) {
        if let Some((place, next)) = self.neighbours(name, later) {
            self.own.swap(place, next);
        }
    }

    /// Hides one of the team's.
    pub fn hide(&mut self, name: &str) {
        if self.is_teams(name) && !self.hidden.iter().any(|hidden| hidden == name) {
            self.hidden.push(name.to_owned());
        }
    }

    /// Shows one of the team's again, or all.
    pub fn unhide(&mut self, name: Option<&str>) {
        self.hidden.retain(|hidden| name.is_some_and(|name| name != hidden));
    }

    /// Takes one of one's own away.
    pub fn remove(&mut self, name: &str) -> Option<Gone> {
        let place = self.place(name)?;
        let was_first = self.first.take_if(|first| first == name).is_some();
        Some(Gone { view: self.own.remove(place), place, was_first })
    }

    /// Brings one back to where it was.
    pub fn restore(&mut self, gone: Gone) {
        let Gone { mut view, place, was_first } = gone;
        view.name = self.free(&view.name);
        if was_first {
            self.first = Some(view.name.clone());
        }
        self.own.insert(place.min(self.own.len()), view);
    }

    fn own(&mut self, name: &str) -> Option<&mut View> {
        self.own.iter_mut().find(|view| view.name == name)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.own.iter().position(|view| view.name == name)
    }

    fn neighbours(&self, name: &str, later: bool) -> Option<(usize, usize)> {
        let place = self.place(name)?;
        let next = if later { place + 1 } else { place.checked_sub(1)? };
        (next < self.own.len()).then_some((place, next))
    }

    fn check(&self, name: &str, but: Option<&str>) -> Result<(), Refused> {
        if name.is_empty() {
            Err(Refused::Empty)
        } else if self.has(name, but) {
            Err(Refused::Taken)
        } else {
            Ok(())
        }
    }

    /// Whether a view, hidden or not, has this name in any letters.
    fn has(&self, name: &str, but: Option<&str>) -> bool {
        let name = fold(name);
        self.team.iter().chain(&self.own).any(|view| fold(&view.name) == name && but != Some(&view.name))
    }

    /// This name, or the next one like it that no view has.
    fn free(&self, name: &str) -> String {
        let mut free = name.to_owned();
        for number in 2.. {
            if !self.has(&free, None) {
                break;
            }
            free = format!("{name} {number}");
        }
        free
    }
}

#[cfg(test)]
mod tests;
