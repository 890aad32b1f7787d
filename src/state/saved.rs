//! The views that somebody saved: kept by the browser, and which of them is open.

use leptos::task::spawn_local;

use super::Panel;
use crate::browser::storage::Kept;
use crate::browser::{clipboard, location};
use crate::config::Settings;
use crate::live::{Callback, Live, Var, computed};
use crate::route::{List, Route};
use crate::saved::{Gone, Opened, Refused, Saved, View, whole};
use crate::words;

/// All views, and the one that was opened last.
#[derive(Clone, Copy)]
pub struct SavedViews {
    all: Var<Saved>,
    last: Var<Option<String>>,
}

impl SavedViews {
    pub(super) fn new(settings: &Settings) -> Self {
        let all = Saved::read(&settings.views, Kept::Views.read().as_deref());
        Self { all: Var::new(all), last: Var::new(None) }
    }

    /// Reads them and follows them.
    pub fn with<T>(self, read: impl FnOnce(&Saved) -> T) -> T {
        self.all.with(read)
    }

    /// Notes which one is open now: a list that is no longer like it is that one, changed.
    pub fn note(self, name: Option<String>) {
        if self.last.try_with_untracked(|last| *last != name).unwrap_or_default() {
            self.last.try_set(name);
        }
    }

    /// Changes them, and has the browser keep them. Another page of the same panel may have changed them meanwhile: so
    /// what is kept is what changes.
    pub fn change<T>(self, panel: Panel, change: impl FnOnce(&mut Saved) -> T) -> Option<T> {
        self.all.try_update(|all| {
            if let Some(kept) = Kept::Views.read() {
                *all = Saved::read(&panel.settings().views, Some(&kept));
            }
            let changed = change(all);
            Kept::Views.write(&all.write());
            changed
        })
    }
}

/// Which view the list is.
pub fn opened(panel: Panel) -> Live<Option<Opened>> {
    let SavedViews { all, last } = panel.saved;
    computed(move || {
        panel.nav.with(|route| all.with(|all| last.with(|last| all.opened(&route.list, last.as_deref()))))
    })
}

/// Shows the view that is to be shown at the start, unless the address says what to show.
pub fn start(panel: Panel) {
    if let Some(first) = panel.saved.all.with_untracked(|all| all.first().cloned())
        && panel.nav.is_at_its_start()
    {
        panel.nav.replace(Route { list: first.list(), ..Route::default() });
        panel.saved.note(Some(first.name));
    }
}

/// Keeps the list of the screen under a name.
///
/// # Errors
/// Why the name is not taken.
pub fn save(panel: Panel, name: &str) -> Result<(), Refused> {
    let Some(list) = panel.nav.peek(|route| route.list.clone()) else { return Ok(()) };
    panel.saved.change(panel, |all| all.add(name, &list)).unwrap_or(Ok(()))?;
    panel.saved.note(Some(name.trim().to_owned()));
    Ok(())
}

/// Keeps the list of the screen in place of what was kept under this name.
pub fn update(panel: Panel, name: &str) {
    if let Some(list) = panel.nav.peek(|route| route.list.clone()) {
        panel.saved.change(panel, |all| all.update(name, &list));
        panel.notices.tell(words::view_updated(name), None);
    }
}

/// Calls one something else.
///
/// # Errors
/// Why the name is not taken.
pub fn rename(panel: Panel, name: &str, to: &str) -> Result<(), Refused> {
    panel.saved.change(panel, |all| all.rename(name, to)).unwrap_or(Ok(()))?;
    panel.saved.note(Some(to.trim().to_owned()));
    Ok(())
}

/// Takes one away, with a way back: one's own is gone, and a team's is hidden.
pub fn remove(panel: Panel, name: &str) {
    let gone = panel.saved.change(panel, |all| {
        all.hide(name);
        all.remove(name)
    });
    let Some(gone) = gone else { return };
    let name = name.to_owned();
    // Out of what shows the view: that goes now, and the way back must not go with it.
    spawn_local(async move {
        let told = if gone.is_some() { words::view_deleted(&name) } else { words::view_hidden(&name) };
        let undo = Callback::new(move |()| restore(panel, &name, gone.clone()));
        panel.notices.tell(told, Some(undo));
    });
}

fn restore(panel: Panel, name: &str, gone: Option<Gone>) {
    panel.saved.change(panel, |all| match gone {
        Some(gone) => all.restore(gone),
        None => all.unhide(Some(name)),
    });
}

/// Copies the link to a list, and tells whether that went well.
pub fn copy_link(panel: Panel, list: &List) {
    let href = Route { list: whole(list), ..Route::default() }.href();
    clipboard::copy(&location::with_fragment(&href), move |is_copied| {
        if is_copied {
            panel.notices.tell(words::LINK_COPIED.to_owned(), None);
        } else {
            panel.notices.alert(words::NOT_COPIED.to_owned());
        }
    });
}

/// Shows the list of a view, or all connections.
pub fn open(panel: Panel, view: Option<&View>) {
    panel.saved.note(view.map(|view| view.name.clone()));
    panel.nav.narrow(|list| *list = view.map(View::list).unwrap_or_default());
}
