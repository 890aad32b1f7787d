//! The handle on everything the panel knows.

use std::sync::Arc;

use patchbay_fleet::Fleet;
use patchbay_vendors::source::Source;

use super::client::Client;
use super::columns::Liked;
use super::exports::Exports;
use super::keys::Keys;
use super::loader::Loads;
use super::nav::Nav;
use super::notices::Notices;
use super::overview::Overview;
use super::saved::SavedViews;
use super::selected::Selected;
use crate::browser::{location, network};
use crate::config::Settings;
use crate::live::{Var, keep};

/// Everything that one mounted panel knows.
#[derive(Clone, Copy)]
pub struct Panel {
    settings: Var<Arc<Settings>>,
    /// Where it is.
    pub nav: Nav,
    /// What was typed as a key.
    pub keys: Keys,
    /// What sends.
    pub client: Client,
    /// All connections.
    pub fleet: Var<Fleet>,
    /// How far each source is.
    pub loads: Loads,
    /// The file that is being written.
    pub exports: Exports,
    /// How somebody likes the table.
    pub columns: Liked,
    /// Which rows are selected.
    pub selected: Selected,
    /// The views that somebody saved.
    pub saved: SavedViews,
    /// What is to be told.
    pub notices: Notices,
    /// Whether the overview is shown.
    pub overview: Overview,
    /// Whether the browser has a network.
    pub online: Var<bool>,
}

impl Panel {
    /// A panel for these settings. To be called once, inside the owner that is unmounted with it.
    #[must_use]
    pub fn new(settings: Settings, nav: Nav) -> Self {
        let online = Var::new(network::is_online());
        let watch = network::Watch::new(move |now| {
            online.try_set(now);
        });
        keep(watch);
        let keys = Keys::default();
        let fleet = Var::default();
        let loads = Loads::default();
        Self {
            client: Client::new(keys, settings.is_read_only()),
            saved: SavedViews::new(&settings),
            settings: Var::new(Arc::new(settings)),
            nav,
            keys,
            fleet,
            loads,
            columns: Liked::default(),
            exports: Exports::default(),
            selected: Selected::new(fleet, move || loads.all_complete()),
            notices: Notices::default(),
            overview: Overview::default(),
            online,
        }
    }

    /// What the host configured.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.get_untracked()
    }

    /// Where the page came from.
    #[must_use]
    pub fn origin(&self) -> String {
        location::origin()
    }

    /// A source by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<Source> {
        self.settings.try_with_untracked(|settings| settings.source(id).cloned()).flatten()
    }
}
