//! What is kept when a test fails, so that nobody has to run it again to understand it.

use std::any::Any;
use std::env;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::driver::Driver;
use crate::engine::Engine;
use crate::page::Page;
use crate::watch::listed;

/// How long a browser that failed may take to tell about it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A test that failed, and where the rest is told.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    /// What was done, what the page showed, what it recorded, what it asked for.
    pub(crate) report: String,
    pub(crate) screenshot: PathBuf,
    pub(crate) file: PathBuf,
}

impl Failure {
    /// Removes what an earlier run kept, so that the folder holds the failures of the last.
    pub(crate) fn forget(test: &str, engine: Engine) {
        for file in files(test, engine) {
            // Mostly there is none.
            let _ = fs::remove_file(file);
        }
    }

    /// Asks the page for everything, and writes it down.
    pub(crate) async fn keep(test: &str, message: String, page: &Page, driver: &Driver) -> Self {
        fs::create_dir_all(folder()).expect("a folder for what failed");
        let [screenshot, text] = files(test, page.engine());

        let asked = async {
            page.screenshot(&screenshot).await;
            (page.outline().await, page.watch().unexpected().await)
        };
        let (outline, records) = tokio::time::timeout(PATIENCE, asked)
            .await
            .unwrap_or_else(|_| ("The browser does not answer.".to_owned(), Vec::new()));
        let report = format!(
            "{message}\n\nWhat was done:\n  {}\n\nWhat the page showed:\n{outline}\n\nWhat the watch saw:{}\n\nWhat \
             was asked of the vendors:{}\n",
            page.steps().join("\n  "),
            listed(&records),
            page.stage().requests(),
        );
        fs::write(&text, format!("{report}\nWhat the driver said:\n{}", driver.log()))
            .expect("a file for what failed");
        Self { message, report, screenshot, file: text }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nKept: {} and {}", self.report, self.screenshot.display(), self.file.display())
    }
}

/// What a panic said.
pub(crate) fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without words".to_owned())
}

/// A picture and a text of a test in `target/browser-failures`, wherever `target` is.
fn files(test: &str, engine: Engine) -> [PathBuf; 2] {
    let name = test.split("::").skip(1).collect::<Vec<_>>().join("-");
    let folder = folder();
    ["png", "txt"].map(|ending| folder.join(format!("{name}-{}.{ending}", engine.name())))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("browser-failures")
}
