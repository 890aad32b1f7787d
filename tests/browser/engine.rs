//! The three engines, and what each is asked for when a session starts.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A browser engine that the panel is tested on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// Its name in the names of tests and kept files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// What the driver is asked for. `profile` is an empty folder that belongs to this session alone.
    pub(crate) fn capabilities(self, profile: &Path) -> Capabilities {
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "args": chromium_arguments(profile),
                    "prefs": { "download": { "default_directory": profile.with_extension("downloads") } },
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "args": ["-headless"], "prefs": firefox_preferences(profile) },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
        };
        match wanted {
            Value::Object(map) => map.into(),
            _ => unreachable!("capabilities are an object"),
        }
    }
}

pub(crate) fn chromium_arguments(profile: &Path) -> Vec<String> {
    let quiet = [
        "--headless=new",
        // Containers and CI run as root, where Chromium's own sandbox cannot.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        // Nothing but loopback: no update, no sync, no field trials, no start page.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        // In which order a field for a day takes its parts.
        "--lang=en-US",
        "--window-size=1280,900",
    ];
    quiet.into_iter().map(str::to_owned).chain([format!("--user-data-dir={}", profile.display())]).collect()
}

/// Firefox asks its makers about updates, captive portals, blocklists and studies; geckodriver turns most of that
/// off, this the rest.
fn firefox_preferences(profile: &Path) -> Value {
    json!({
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "services.settings.server": "http://127.0.0.1:9/",
        "browser.safebrowsing.update.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        // What is downloaded goes with the session.
        "browser.download.folderList": 2,
        "browser.download.dir": profile.with_extension("downloads"),
    })
}

/// Where distributions put the browser that WebKitGTK brings for automation: no PATH leads there.
fn mini_browser() -> String {
    if let Ok(given) = std::env::var("WEBKIT_MINI_BROWSER") {
        return given;
    }
    let folders = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
    let inside = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let architecture = format!("{}-linux-gnu", std::env::consts::ARCH);
    let candidates = folders.iter().flat_map(|folder| {
        let plain = inside.map(|inside| format!("{folder}/{inside}/MiniBrowser"));
        let multiarch = inside.map(|inside| format!("{folder}/{architecture}/{inside}/MiniBrowser"));
        multiarch.into_iter().chain(plain)
    });
    candidates
        .into_iter()
        .find(|candidate| Path::new(candidate).exists())
        .expect("WebKitGTK's MiniBrowser is not installed: `cargo xtask test` installs it (Debian: webkit2gtk-driver)")
}
