//! What stands ready when a flow begins: a built panel, and a sandbox behind it.

use std::path::Path;

use patchbay_sandbox::{Options, Recorded, Sandbox};
use serde_json::{Value, json};

use crate::site::Site;

/// How a flow is set up; [`Stage`] is what comes of it.
pub(crate) struct Setup {
    pub(crate) site: Site,
    /// Of the vendors.
    options: Options,
    /// From the vendors' origin to a configuration, if that is another than the panel's own.
    config: Option<fn(&str) -> Value>,
}

impl Setup {
    /// The panel and the vendors on one origin, as in a demo: what the sandbox configures by itself, and no key.
    pub(crate) fn gateway(options: Options) -> Self {
        Self { site: Site::Panel, options, config: None }
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
        Self { site: Site::Panel, options, config: Some(config) }
    }

    /// The harness's own page.
    pub(crate) fn sample() -> Self {
        Self { site: Site::Sample, options: Options::default(), config: None }
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
}

impl Stage {
    /// Starts what was set up, with the panel's files in a folder.
    pub(crate) async fn start(setup: Setup, files: &Path) -> Self {
        let dist = Some(files.to_owned());
        let start = async |options| Sandbox::start(options).await.expect("a sandbox on a free port");
        match setup.config {
            None => Self { panel: start(Options { dist, ..setup.options }).await, vendors: None },
            Some(config) => {
                let vendors = start(setup.options).await;
                let config = Some(config(vendors.origin()));
                let connect = vec![vendors.origin().to_owned()];
                let panel = start(Options { dist, config, connect, ..Options::default() }).await;
                Self { panel, vendors: Some(vendors) }
            }
        }
    }

    /// Where the panel is.
    pub(crate) fn origin(&self) -> &str {
        self.panel.origin()
    }

    /// Where the vendors are.
    pub(crate) fn vendors(&self) -> &Sandbox {
        self.vendors.as_ref().unwrap_or(&self.panel)
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
