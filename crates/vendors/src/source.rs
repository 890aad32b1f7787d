//! One configured account at a vendor.

use crate::base::BaseUrl;
use crate::vendor::Vendor;

/// One configured account. There may be several of one vendor.
#[derive(Clone)]
pub struct Source {
    /// Its id in the configuration, in links and in the fleet.
    pub id: String,
    /// Whose API it speaks.
    pub vendor: &'static dyn Vendor,
    /// What people call it.
    pub label: String,
    /// Where its requests go.
    pub base: BaseUrl,
    /// How its key gets there.
    pub auth: Auth,
    /// Another header for the key than the vendor's usual one.
    pub auth_header: Option<String>,
    /// The project, where the vendor keeps connections in projects.
    pub project: Option<String>,
    /// Requests a minute; `None` where a gateway sets the pace.
    pub pace: Option<u32>,
    /// The vendor's own settings, checked against [`crate::About::options`].
    pub options: Vec<(&'static str, String)>,
    /// The page that takes people back from where they gave consent; none where there is no such page.
    pub callback: Option<String>,
}

/// How the key gets into a source's requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// A person types it; it is kept in memory only.
    Key,
    /// A proxy adds it; the panel sends none.
    Gateway {
        /// Whether cookies go to a gateway on another origin too.
        include_cookies: bool,
    },
    /// The page around the panel supplies it.
    Host,
}

impl Source {
    /// A source with nothing but what it cannot do without: its key is typed, and nothing paces it.
    #[must_use]
    pub fn of(id: impl Into<String>, vendor: &'static dyn Vendor, base: BaseUrl) -> Self {
        Self {
            id: id.into(),
            vendor,
            label: vendor.about().name.to_owned(),
            base,
            auth: Auth::Key,
            auth_header: None,
            project: None,
            pace: None,
            options: Vec::new(),
            callback: None,
        }
    }

    /// Whether a setting of the vendor's has this value.
    #[must_use]
    pub fn option_is(&self, name: &str, value: &str) -> bool {
        self.options.iter().any(|(set, to)| *set == name && to == value)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("id", &self.id)
            .field("vendor", &self.vendor.about().id)
            .field("label", &self.label)
            .field("base", &self.base)
            .field("auth", &self.auth)
            .field("auth_header", &self.auth_header)
            .field("project", &self.project)
            .field("pace", &self.pace)
            .field("options", &self.options)
            .field("callback", &self.callback)
            .finish()
    }
}
