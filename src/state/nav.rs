//! Where the panel is, and how it gets elsewhere.

use crate::browser::location;
use crate::live::{Callback, Var, keep};
use crate::route::{List, Route, View};

/// Where the route is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Routing {
    /// In the address bar, where the panel has the page to itself.
    #[default]
    Address,
    /// In memory, so that the address of the page around stays as it is.
    Memory,
}

/// The route and the ways to change it.
#[derive(Clone, Copy)]
pub struct Nav {
    routing: Routing,
    route: Var<Route>,
    guard: Var<Option<Callback<(), bool>>>,
    /// Whether nobody said where to begin.
    at_start: bool,
}

impl Nav {
    /// Follows the address bar for as long as the current owner lives, or stays in memory.
    #[must_use]
    pub fn new(routing: Routing) -> Self {
        let fragment = match routing {
            Routing::Address => location::fragment(),
            Routing::Memory => String::new(),
        };
        let at_start = fragment.is_empty();
        let nav = Self { routing, route: Var::new(Route::parse(&fragment)), guard: Var::new(None), at_start };
        if routing == Routing::Address {
            keep(location::Watch::new(move |fragment| nav.follow(&fragment)));
        }
        nav
    }

    /// Whether it is where it began, and nobody said where that is. `#/` does: it names all connections, also after a
    /// reload.
    #[must_use]
    pub fn is_at_its_start(self) -> bool {
        self.at_start && self.peek(|route| *route == Route::default()).unwrap_or_default()
    }

    /// A part of where it is, without listening for changes.
    pub fn peek<T>(self, read: impl FnOnce(&Route) -> T) -> Option<T> {
        self.route.try_with_untracked(read)
    }

    /// A part of where it is.
    pub fn with<T>(self, read: impl FnOnce(&Route) -> T) -> T {
        self.route.with(read)
    }

    /// The address of a route.
    #[must_use]
    pub fn href(self, route: &Route) -> String {
        match self.routing {
            Routing::Address => route.href(),
            // A link without an address could not be focused.
            Routing::Memory => "#".to_owned(),
        }
    }

    /// Whether a click on a link has to be answered here, because its address says nothing.
    #[must_use]
    pub fn answers_clicks(self) -> bool {
        self.routing == Routing::Memory
    }

    /// Goes there, so that "back" returns.
    pub fn go(self, route: Route) {
        if self.routing == Routing::Address {
            location::push(&route.href());
        }
        self.set(route);
    }

    /// Goes there in place of here, as typing does.
    pub fn replace(self, route: Route) {
        if self.routing == Routing::Address {
            location::replace(&route.href());
        }
        self.set(route);
    }

    /// Asks before "back" or a typed address leads away: the answer is whether it may.
    pub fn guard(self, may_leave: Option<Callback<(), bool>>) {
        self.guard.try_set(may_leave);
    }

    fn follow(self, fragment: &str) {
        let route = Route::parse(fragment);
        if self.peek(|current| *current == route).unwrap_or(true) {
            return;
        }
        let guard = self.guard.try_get_untracked().flatten();
        if guard.and_then(|may_leave| may_leave.try_run(())).unwrap_or(true) {
            self.set(route);
        } else if let Some(here) = self.peek(Route::href) {
            location::push(&here);
        }
    }

    /// Opens another screen over the same list.
    pub fn show(self, view: View) {
        if let Some(list) = self.peek(|route| route.list.clone()) {
            self.go(Route { view, list });
        }
    }

    /// Changes the list and shows its first page.
    pub fn narrow(self, change: impl FnOnce(&mut List)) {
        self.relist(change, Self::go);
    }

    /// The same while typing.
    pub fn narrow_typing(self, change: impl FnOnce(&mut List)) {
        self.relist(change, Self::replace);
    }

    fn relist(self, change: impl FnOnce(&mut List), go: impl FnOnce(Self, Route)) {
        if let Some(mut route) = self.peek(Clone::clone) {
            let before = route.list.clone();
            route.list.page = 1;
            change(&mut route.list);
            if route.list != before {
                go(self, route);
            }
        }
    }

    fn set(self, route: Route) {
        if self.peek(|current| *current != route).unwrap_or_default() {
            self.route.set(route);
        }
    }
}
