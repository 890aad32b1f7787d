//! What no page of the panel may do, and what is done about it: the test fails.
//!
//! `watch.js` sees it in every engine. Chromium's own log is read too: it also holds what went wrong before the
//! first script ran or outside of the page's reach.

use std::fmt;
use std::sync::Mutex;

use serde::Deserialize;
use thirtyfour::{BrowserLogEntry, WebDriver};

use crate::engine::Engine;

/// One thing that was recorded.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Record {
    kind: String,
    text: String,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.text)
    }
}

pub(crate) struct Watch {
    engine: Engine,
    driver: WebDriver,
    expected: Mutex<Vec<String>>,
}

impl Watch {
    pub(crate) fn new(engine: Engine, driver: WebDriver) -> Self {
        Self { engine, driver, expected: Mutex::default() }
    }

    pub(crate) fn expect(&self, text: &str) {
        self.expected.lock().expect("the expected records").push(text.to_owned());
    }

    /// Everything recorded so far that is a failure, but for what a test expects.
    pub(crate) async fn unexpected(&self) -> Vec<Record> {
        let expected = self.expected.lock().expect("the expected records").clone();
        let mut records = self.records().await;
        records.retain(|record| !expected.iter().any(|text| record.text.contains(text)));
        records
    }

    pub(crate) async fn assert_clean(&self) {
        // What the page has already set off is told to it in tasks of their own: two turns later all are done.
        let turns = "setTimeout(() => setTimeout(arguments[0]))";
        self.driver.execute_async(turns, vec![]).await.expect("a page that still runs");
        let expected = self.expected.lock().expect("the expected records").clone();
        let (known, unknown): (Vec<_>, Vec<_>) = self
            .records()
            .await
            .into_iter()
            .partition(|record| expected.iter().any(|text| record.text.contains(text)));
        assert!(unknown.is_empty(), "the page did what it may not:{}", listed(&unknown));
        for text in expected {
            assert!(
                known.iter().any(|record| record.text.contains(&text)),
                "expected on the console: {text}"
            );
        }
    }

    async fn records(&self) -> Vec<Record> {
        let kept = self.driver.execute("return window.name", vec![]).await.expect("the record of the watch");
        let mut records: Vec<Record> = kept
            .json()
            .as_str()
            .unwrap_or_default()
            .lines()
            .map(|line| serde_json::from_str(line).expect("a record of the watch"))
            .filter(|record: &Record| !is_talk(record))
            .collect();
        if self.engine == Engine::Chromium {
            let log = self.driver.browser_log().await.expect("Chromium's log");
            let severe =
                log.into_iter().filter(|entry| entry.level == "SEVERE" && !is_about_a_request(entry));
            records
                .extend(severe.map(|entry| Record { kind: "browser log".to_owned(), text: entry.message }));
        }
        records
    }
}

pub(crate) fn listed(records: &[Record]) -> String {
    records.iter().map(|record| format!("\n  {record}")).collect()
}

/// What a page may write to the console; kept all the same, since a secret may be there as little as anywhere.
fn is_talk(record: &Record) -> bool {
    matches!(record.kind.as_str(), "console.warn" | "console.info" | "console.log" | "console.debug")
}

/// Chromium logs every refused or failed request as an error, and tests provoke those on purpose. A request that
/// the policy of the page forbids is not among them: that one comes from "security".
fn is_about_a_request(entry: &BrowserLogEntry) -> bool {
    entry.source.as_deref() == Some("network")
        || entry.message.contains("blocked by CORS policy")
        || entry.message.contains("Fetch API cannot load")
}
