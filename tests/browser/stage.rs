//! What stands ready when a flow begins: a built panel, and a sandbox behind it.

use std::fs;
use std::path::{Path, PathBuf};

use patchbay_sandbox::{Options, Recorded, Sandbox};
use serde_json::{Value, json};

use crate::site::Site;

/// How a flow is set up; [`Stage`] is what comes of it.
pub(crate) struct Setup {
    pub(crate) site: Site,
    /// Of the vendors.
    options: Options,
    config: Config,
    /// Origins that the policy of the page allows beside those that it needs.
    allowed: Vec<String>,
}

/// Where the vendors are, and what the panel is told of them.
enum Config {
    /// Behind a gateway on the panel's own origin, as in a demo.
    Demo,
    /// The same, with this configuration.
    Gateway(Value),
    /// On an origin of their own; from that to the configuration.
    Elsewhere(fn(&str) -> Value),
}

impl Setup {
    /// The panel and all vendors on one origin, as in a demo: what the sandbox configures by itself, and no key.
    pub(crate) fn four(options: Options) -> Self {
        Self::with(options, Config::Demo)
    }

    /// The same with Pica alone.
    pub(crate) fn gateway(options: Options) -> Self {
        let config = json!({
            "title": "Patchbay demo",
            "sources": [{
                "id": "pica",
                "vendor": "pica",
                "label": "Pica demo",
                "baseUrl": "/gateway/pica",
                "auth": "gateway",
            }],
            "capabilities": ["tag", "rename", "rotate", "role", "enable", "delete", "bulk", "export"],
        });
        Self::gateway_configured(options, config)
    }

    /// The same with a configuration of one's own.
    pub(crate) fn gateway_configured(options: Options, config: Value) -> Self {
        Self::with(options, Config::Gateway(config))
    }

    /// The panel on one origin and Pica on another, with the user's own key: CORS, preflight and all.
    pub(crate) fn direct(options: Options) -> Self {
        Self::configured(options, |vendors| {
            json!({
                "title": "Integrations",
                "sources": [{
                    "id": "pica-live",
                    "vendor": "pica",
                    "label": "Pica live",
                    "baseUrl": format!("{vendors}/pica"),
                    "auth": "key",
                }],
            })
        })
    }

    /// The panel on one origin and the vendors on another, with a configuration made for their origin.
    pub(crate) fn configured(options: Options, config: fn(&str) -> Value) -> Self {
        Self::with(options, Config::Elsewhere(config))
    }

    fn with(options: Options, config: Config) -> Self {
        Self { site: Site::Panel, options, config, allowed: Vec::new() }
    }

    /// The same where the policy of the page lets it connect to further origins, so that only the panel itself can
    /// refuse to.
    pub(crate) fn allowing(self, origin: &str) -> Self {
        Self { allowed: vec![origin.to_owned()], ..self }
    }

    /// The harness's own page.
    pub(crate) fn sample() -> Self {
        Self::gateway(Options::default()).with_sample()
    }

    /// The same in front of the harness's own page.
    pub(crate) fn with_sample(self) -> Self {
        Self { site: Site::Sample, ..self }
    }
}

/// The servers of one test.
pub(crate) struct Stage {
    panel: Sandbox,
    vendors: Option<Sandbox>,
    files: PathBuf,
}

impl Stage {
    /// Starts what was set up, with the panel's files in a folder.
    pub(crate) async fn start(setup: Setup, files: &Path) -> Self {
        let Setup { options, config, allowed, .. } = setup;
        let start = async |options| Sandbox::start(options).await.expect("a sandbox on a free port");
        let served =
            |config, connect| Options { dist: Some(files.to_owned()), config, connect, ..options.clone() };
        let (panel, vendors) = match config {
            Config::Demo => (start(served(None, allowed)).await, None),
            Config::Gateway(config) => (start(served(Some(config), allowed)).await, None),
            Config::Elsewhere(config) => {
                let vendors = start(options.clone()).await;
                let connect = [vec![vendors.origin()], allowed].concat();
                (start(served(Some(config(&vendors.origin())), connect)).await, Some(vendors))
            }
        };
        Self { panel, vendors, files: files.to_owned() }
    }

    /// Where the panel is.
    pub(crate) fn origin(&self) -> String {
        self.panel.origin()
    }

    /// Where the vendors are.
    pub(crate) fn vendors(&self) -> &Sandbox {
        self.vendors.as_ref().unwrap_or(&self.panel)
    }

    /// Puts a file beside those of the panel.
    pub(crate) fn place(&self, path: &str, text: &str) {
        let path = self.files.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder beside the panel");
        fs::write(path, text).expect("a file beside the panel");
    }

    /// Puts the panel's page into a folder too, where it reads this as its `config.json`, or finds none.
    pub(crate) fn place_panel(&self, folder: &str, config: Option<&str>) {
        let page = fs::read_to_string(self.files.join("index.html")).expect("the panel's page");
        let page = page.replace("\"./", "\"../").replace("src=\"watch.js\"", "src=\"../watch.js\"");
        self.place(&format!("{folder}/index.html"), &page);
        match config {
            Some(config) => self.place(&format!("{folder}/config.json"), config),
            None => drop(fs::remove_file(self.files.join(folder).join("config.json"))),
        }
    }

    /// What the vendors were asked, line by line and without headers, which is where the keys are.
    pub(crate) fn requests(&self) -> String {
        let line = |request: &Recorded| {
            let query: Vec<_> = request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let mark = if query.is_empty() { "" } else { "?" };
            let status = request.status.map_or("no answer".to_owned(), |status| status.to_string());
            format!(
                "\n  {} {}{mark}{} {} → {status}",
                request.method,
                request.path,
                query.join("&"),
                request.body
            )
        };
        self.vendors().requests().iter().map(line).collect()
    }
}
