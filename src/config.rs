//! `config.json` to [`Settings`]. Pure: everything that can be wrong with it is named by its
//! path, all at once, so that a host mends it in one go.

use patchbay_fold::fold;
use patchbay_vendors::base::{BaseUrl, Unfit};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::source::{Auth, Source};
use patchbay_vendors::{About, Vendor};
use serde_json::{Map, Value};

use crate::route::List;
use crate::saved::View;

/// What a host configured.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the panel is called.
    pub title: String,
    /// The accounts, in the order in which they are listed.
    pub sources: Vec<Source>,
    /// What may be done.
    pub capabilities: Vec<Capability>,
    /// Lists that everybody finds under a name.
    pub views: Vec<View>,
    /// How many connections of one source are loaded at most.
    pub cap: usize,
}

impl Settings {
    /// As many as a page holds in comfort.
    const CAP: usize = 200_000;

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The vendor of all these sources, or of all there are where none is named; none if there are several.
    #[must_use]
    pub fn only_vendor(&self, sources: &[String]) -> Option<&'static dyn Vendor> {
        let is_meant = |source: &&Source| sources.is_empty() || sources.contains(&source.id);
        let mut vendors = self.sources.iter().filter(is_meant).map(|source| source.vendor);
        let first = vendors.next()?;
        vendors.all(|vendor| vendor.about().id == first.about().id).then_some(first)
    }

    /// Whether nothing but reading is allowed at all. What is read may be taken away all the same.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.capabilities.iter().all(|one| *one == Capability::Export)
    }

    /// Whether lists may be taken away as files.
    #[must_use]
    pub fn allows_export(&self) -> bool {
        self.capabilities.contains(&Capability::Export)
    }

    /// Whether an edit is allowed.
    #[must_use]
    pub fn allows(&self, edit: Edit) -> bool {
        self.capabilities.contains(&Capability::of(edit))
    }
}

/// Something that a host may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Changing tags.
    Tag,
    /// Changing names and aliases.
    Rename,
    /// Changing credentials.
    Rotate,
    /// Changing roles and the environment attribute.
    Role,
    /// Switching on and off.
    Enable,
    /// Removing.
    Delete,
    /// Doing it to many.
    Bulk,
    /// Taking lists away.
    Export,
}

impl Capability {
    const NAMED: [(&'static str, Self); 8] = [
        ("tag", Self::Tag),
        ("rename", Self::Rename),
        ("rotate", Self::Rotate),
        ("role", Self::Role),
        ("enable", Self::Enable),
        ("delete", Self::Delete),
        ("bulk", Self::Bulk),
        ("export", Self::Export),
    ];

    /// The capability that an edit takes.
    #[must_use]
    pub fn of(edit: Edit) -> Self {
        match edit {
            Edit::Tags => Self::Tag,
            Edit::Rename => Self::Rename,
            Edit::Credentials | Edit::Reconnect | Edit::Refresh => Self::Rotate,
            Edit::Role | Edit::Environment => Self::Role,
            Edit::Enable | Edit::Disable | Edit::RefreshSchema => Self::Enable,
            Edit::Revoke | Edit::Delete => Self::Delete,
        }
    }

    /// What may be done where nothing is said: all but what is gone for good.
    fn usual() -> Vec<Self> {
        Self::NAMED.into_iter().map(|(_, capability)| capability).filter(|one| *one != Self::Delete).collect()
    }
}

/// Something wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as `sources[2].baseUrl`; empty for the whole.
    pub path: String,
    /// What.
    pub what: Trouble,
}

/// What can be wrong with one value of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is no JSON; at this line and column.
    NoJson(usize, usize),
    /// It is missing.
    Missing,
    /// It is of another kind than this.
    Not(Kind),
    /// There is no such key; these there are.
    UnknownKey(Vec<&'static str>),
    /// It is none of these.
    NoneOf(Vec<&'static str>),
    /// The base URL is refused.
    BaseUrl(Unfit),
    /// An id that cannot stand in a link.
    Id,
    /// Another source has this id.
    Twice,
    /// Another view has this name.
    TwiceNamed,
    /// This part of a query means nothing.
    Strange(String),
    /// A name that cannot be a header.
    Header,
    /// Its value means nothing together with `auth`.
    OnlyWithGateway,
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`, not empty
    Text,
    /// `true` or `false`
    Flag,
    /// A whole number above 0, or `"none"`
    Pace,
    /// A whole number above 0
    Count,
}

const KEYS: [&str; 6] = ["title", "sources", "capabilities", "readOnly", "cap", "views"];
const VIEW_KEYS: [&str; 2] = ["name", "query"];
const SOURCE_KEYS: [&str; 9] =
    ["id", "vendor", "label", "baseUrl", "auth", "credentials", "authHeader", "projectId", "pace"];
const AUTHS: [&str; 3] = ["key", "gateway", "host"];
const CREDENTIALS: [&str; 2] = ["same-origin", "include"];

/// Reads a configuration. `vendors` are those that a source may name, `callback` the page that takes people back to
/// the panel.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(
    text: &str,
    vendors: &[&'static dyn Vendor],
    callback: Option<&str>,
) -> Result<Settings, Vec<Problem>> {
    let json: Value = serde_json::from_str(text).map_err(|error| {
        vec![Problem { path: String::new(), what: Trouble::NoJson(error.line(), error.column()) }]
    })?;
    let mut reader = Reader { callback, problems: Vec::new() };
    let settings = reader.settings(&json, vendors);
    if reader.problems.is_empty() { Ok(settings) } else { Err(reader.problems) }
}

/// Collects problems while reading on, so that none hides another.
struct Reader<'c> {
    callback: Option<&'c str>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn settings(&mut self, json: &Value, vendors: &[&'static dyn Vendor]) -> Settings {
        let mut settings = Settings {
            title: "Patchbay".into(),
            sources: Vec::new(),
            capabilities: Capability::usual(),
            views: Vec::new(),
            cap: Settings::CAP,
        };
        let Some(map) = self.object("", json) else { return settings };
        self.known("", map, &KEYS);
        if let Some(title) = self.text("title", map.get("title")) {
            settings.title = title;
        }
        match map.get("sources") {
            None => self.problem("sources", Trouble::Missing),
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("sources[{index}]");
                    if let Some(source) = self.source(&path, item, vendors) {
                        if settings.source(&source.id).is_some() {
                            self.problem(&format!("{path}.id"), Trouble::Twice);
                        }
                        settings.sources.push(source);
                    }
                }
            }
            Some(_) => self.problem("sources", Trouble::Not(Kind::List)),
        }
        match map.get("capabilities") {
            None => {}
            Some(Value::Array(items)) => {
                settings.capabilities = items
                    .iter()
                    .enumerate()
                    .filter_map(|(index, item)| {
                        let names = Capability::NAMED.map(|(name, _)| name);
                        let name = self.one_of(&format!("capabilities[{index}]"), Some(item), &names)?;
                        Capability::NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, one)| one)
                    })
                    .collect();
            }
            Some(_) => self.problem("capabilities", Trouble::Not(Kind::List)),
        }
        match map.get("readOnly") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => settings.capabilities.retain(|one| *one == Capability::Export),
            Some(_) => self.problem("readOnly", Trouble::Not(Kind::Flag)),
        }
        match map.get("views") {
            None => {}
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("views[{index}]");
                    if let Some(view) = self.view(&path, item) {
                        if settings.views.iter().any(|other| fold(&other.name) == fold(&view.name)) {
                            self.problem(&format!("{path}.name"), Trouble::TwiceNamed);
                        }
                        settings.views.push(view);
                    }
                }
            }
            Some(_) => self.problem("views", Trouble::Not(Kind::List)),
        }
        if let Some(value) = map.get("cap") {
            match value.as_u64().and_then(|cap| usize::try_from(cap).ok()).filter(|cap| *cap > 0) {
                Some(cap) => settings.cap = cap,
                None => self.problem("cap", Trouble::Not(Kind::Count)),
            }
        }
        settings
    }

    fn view(&mut self, path: &str, json: &Value) -> Option<View> {
        let map = self.object(path, json)?;
        self.known(path, map, &VIEW_KEYS);
        let [name, query] = VIEW_KEYS.map(|key| {
            let path = format!("{path}.{key}");
            self.must(&path, map.get(key)).then(|| self.text(&path, map.get(key))).flatten()
        });
        let (name, query) = (name?, query?);
        // As it is copied out of a link too.
        let query = query.strip_prefix('#').unwrap_or(&query);
        let query = query.strip_prefix('/').unwrap_or(query);
        let query = query.strip_prefix('?').unwrap_or(query);
        if let Some(strange) = List::strange(query) {
            self.problem(&format!("{path}.query"), Trouble::Strange(strange.to_owned()));
        }
        Some(View::new(&name, &List::parse(query)))
    }

    fn source(&mut self, path: &str, json: &Value, vendors: &[&'static dyn Vendor]) -> Option<Source> {
        let map = self.object(path, json)?;
        let at = |key: &str| format!("{path}.{key}");

        let names: Vec<&str> = vendors.iter().map(|vendor| vendor.about().id).collect();
        let vendor_name = self.must(&at("vendor"), map.get("vendor")).then(|| map.get("vendor"));
        let vendor_name = vendor_name.and_then(|value| self.one_of(&at("vendor"), value, &names));
        let vendor = vendors.iter().find(|vendor| Some(vendor.about().id) == vendor_name).copied();
        let about = vendor.map(Vendor::about);
        let own_keys = about.map(|about| about.options).unwrap_or_default();
        // Which keys there are depends on the vendor, so without one none is called unknown.
        if about.is_some() {
            let keys: Vec<&str> =
                SOURCE_KEYS.into_iter().chain(own_keys.iter().map(|(name, _)| *name)).collect();
            self.known(path, map, &keys);
        }

        let id = self.must(&at("id"), map.get("id")).then(|| self.text(&at("id"), map.get("id"))).flatten();
        if id.as_deref().is_some_and(|id| !is_word(id)) {
            self.problem(&at("id"), Trouble::Id);
        }
        let label = self.text(&at("label"), map.get("label"));
        let base = self
            .must(&at("baseUrl"), map.get("baseUrl"))
            .then(|| self.text(&at("baseUrl"), map.get("baseUrl")))
            .flatten()
            .and_then(|text| self.base(&at("baseUrl"), &text, about));
        let auth = self
            .must(&at("auth"), map.get("auth"))
            .then(|| self.one_of(&at("auth"), map.get("auth"), &AUTHS))
            .flatten();
        let credentials = self.one_of(&at("credentials"), map.get("credentials"), &CREDENTIALS);
        if credentials.is_some() && auth.is_some_and(|auth| auth != "gateway") {
            self.problem(&at("credentials"), Trouble::OnlyWithGateway);
        }
        let auth_header = self.text(&at("authHeader"), map.get("authHeader"));
        if auth_header.as_deref().is_some_and(|name| !is_word(name)) {
            self.problem(&at("authHeader"), Trouble::Header);
        }
        let project = self.text(&at("projectId"), map.get("projectId"));
        let pace = match map.get("pace") {
            None => about.map(|about| about.pace),
            Some(Value::String(none)) if none == "none" => None,
            Some(value) => {
                let pace = value.as_u64().and_then(|pace| u32::try_from(pace).ok()).filter(|pace| *pace > 0);
                if pace.is_none() {
                    self.problem(&at("pace"), Trouble::Not(Kind::Pace));
                }
                pace
            }
        };
        let mut options = Vec::new();
        for (name, values) in own_keys {
            if let Some(value) = self.one_of(&at(name), map.get(*name), values) {
                options.push((*name, value.to_owned()));
            }
        }
        let vendor = vendor?;
        Some(Source {
            id: id?,
            vendor,
            label: label.unwrap_or_else(|| vendor.about().name.to_owned()),
            base: base?,
            auth: match auth? {
                "key" => Auth::Key,
                "host" => Auth::Host,
                _ => Auth::Gateway { include_cookies: credentials == Some("include") },
            },
            auth_header,
            project,
            pace,
            options,
            callback: self.callback.map(str::to_owned),
        })
    }

    fn base(&mut self, path: &str, text: &str, about: Option<&About>) -> Option<BaseUrl> {
        let domains = about.map(|about| about.domains).unwrap_or_default();
        BaseUrl::parse(text, domains).map_err(|unfit| self.problem(path, Trouble::BaseUrl(unfit))).ok()
    }

    fn object<'a>(&mut self, path: &str, json: &'a Value) -> Option<&'a Map<String, Value>> {
        if json.as_object().is_none() {
            self.problem(path, Trouble::Not(Kind::Object));
        }
        json.as_object()
    }

    fn known(&mut self, path: &str, map: &Map<String, Value>, keys: &[&'static str]) {
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.problem(&path, Trouble::UnknownKey(keys.to_vec()));
        }
    }

    fn must(&mut self, path: &str, value: Option<&Value>) -> bool {
        if value.is_none() {
            self.problem(path, Trouble::Missing);
        }
        value.is_some()
    }

    fn text(&mut self, path: &str, value: Option<&Value>) -> Option<String> {
        match value? {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => {
                self.problem(path, Trouble::Not(Kind::Text));
                None
            }
        }
    }

    fn one_of<'a>(&mut self, path: &str, value: Option<&Value>, names: &[&'a str]) -> Option<&'a str>
    where
        'a: 'static,
    {
        let value = value?;
        let found = names.iter().find(|name| value.as_str() == Some(**name)).copied();
        if found.is_none() {
            self.problem(path, Trouble::NoneOf(names.to_vec()));
        }
        found
    }

    fn problem(&mut self, path: &str, what: Trouble) {
        self.problems.push(Problem { path: path.to_owned(), what });
    }
}

/// Letters, digits, hyphen and underscore: fit for a link and for a header.
fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests;
