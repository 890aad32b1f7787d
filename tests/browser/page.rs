//! A page of the panel in one browser: what a test opens, does and sees.

use std::panic::Location;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use patchbay_sandbox::{Recorded, Sandbox};
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::prelude::WebDriverError;
use thirtyfour::{ElementId, Key, RequestData, SessionId, TypingData, WebDriver, WebElement};
use tokio::time::Instant;

use crate::engine::Engine;
use crate::locator::{Find, LOOK_AGAIN, Query, Seen, spelled};
use crate::stage::Stage;
use crate::watch::Watch;

/// How long anything may take to show. Reached only by what fails.
const PATIENCE: Duration = Duration::from_secs(10);

const FIND: &str = include_str!("find.js");

/// A theme that the system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser's one page. Cheap to clone; clones are the same page.
#[derive(Clone)]
pub(crate) struct Page {
    inner: Arc<Inner>,
    /// The element that the panel is mounted in.
    host: Arc<str>,
    patience: Duration,
}

struct Inner {
    engine: Engine,
    driver: WebDriver,
    stage: Stage,
    steps: Mutex<Vec<String>>,
    watch: Watch,
}

impl Find for Page {
    fn page(&self) -> &Page {
        self
    }

    fn path(&self) -> &[Query] {
        &[]
    }
}

/// Coming and going.
impl Page {
    pub(crate) fn new(engine: Engine, driver: WebDriver, stage: Stage) -> Self {
        let watch = Watch::new(engine, driver.clone());
        let inner = Inner { engine, driver, stage, steps: Mutex::default(), watch };
        Self { inner: Arc::new(inner), host: "#patchbay".into(), patience: PATIENCE }
    }

    /// The same page, where the panel is mounted in another element.
    pub(crate) fn hosted_by(&self, selector: &str) -> Self {
        Self { host: selector.into(), ..self.clone() }
    }

    /// The same page, looked at by somebody who does not wait long. For what is sure to be missing.
    pub(crate) fn hastily(&self) -> Self {
        Self { patience: Duration::from_millis(300), ..self.clone() }
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    pub(crate) fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Opens what follows the origin: `/`, `/#/sources`, `/#/?state=failed`.
    pub(crate) async fn open(&self, path: &str) {
        self.step(format!("open {path}"));
        let address = format!("{}{path}", self.inner.stage.origin());
        self.inner
            .driver
            .goto(address)
            .await
            .unwrap_or_else(|error| panic!("could not open {path}: {error}"));
    }

    pub(crate) async fn reload(&self) {
        self.step("reload".to_owned());
        self.inner.driver.refresh().await.expect("a reload");
    }

    /// Chromium's driver would wait for a page to load, and none does.
    pub(crate) async fn back(&self) {
        self.step("go back".to_owned());
        self.script("history.back()", vec![]).await;
    }

    pub(crate) async fn forward(&self) {
        self.step("go forward".to_owned());
        self.script("history.forward()", vec![]).await;
    }

    /// The hash of the address, as `#/?state=failed`.
    pub(crate) async fn route(&self) -> String {
        self.script("return location.hash", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the address ends in this hash.
    #[track_caller]
    pub(crate) fn is_at(&self, route: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            self.step(format!("the address is {route}"));
            let arrived = self.wait(async || (self.route().await == route).then_some(())).await;
            if arrived.is_none() {
                panic!("{at}: waited in vain for the address {route}; it is {}", self.route().await);
            }
        }
    }

    /// Waits until the vendors were asked as told, and gives all that they were asked.
    #[track_caller]
    pub(crate) fn asked(
        &self,
        what: &str,
        holds: impl Fn(&[Recorded]) -> bool,
    ) -> impl Future<Output = Vec<Recorded>> {
        let at = Location::caller();
        async move {
            self.step(format!("the vendors were asked {what}"));
            let asked =
                self.wait(async || Some(self.sandbox().requests()).filter(|requests| holds(requests))).await;
            asked.unwrap_or_else(|| {
                panic!("{at}: waited in vain until the vendors were asked {what}:{}", self.stage().requests())
            })
        }
    }

    /// Waits until a script says true: for what no role and no name tells.
    #[track_caller]
    pub(crate) fn holds(&self, what: &str, script: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            self.step(what.to_owned());
            let holds = self.wait(async || (self.script(script, vec![]).await == true).then_some(())).await;
            assert!(holds.is_some(), "{at}: waited in vain until {what}");
        }
    }

    /// Waits until the panel shows a text, wherever.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            self.step(format!("the page says “{text}”"));
            let said = self.wait(async || self.text().await.contains(text).then_some(())).await;
            assert!(said.is_some(), "{at}: waited in vain for “{text}”");
        }
    }

    /// What the panel shows now.
    pub(crate) async fn text(&self) -> String {
        let text = self.ask("text", vec![]).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    async fn wait<T>(&self, mut ready: impl AsyncFnMut() -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + self.patience();
        loop {
            let answer = ready().await;
            if answer.is_some() || Instant::now() > deadline {
                return answer;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

/// Keyboard and window.
impl Page {
    /// Presses keys one after the other wherever the focus is: `Key::Tab`, `"abc"`.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        let keys = keys.into().to_string();
        self.step(format!("press {}", spelled(&keys)));
        self.inner.driver.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    /// Presses a key while another is held: Shift and Tab.
    pub(crate) async fn press_with(&self, held: Key, key: Key) {
        self.step(format!("press {held:?} and {key:?}"));
        let chain = self.inner.driver.action_chain();
        let chain = chain.key_down(held.clone()).key_down(key.clone()).key_up(key).key_up(held);
        chain.perform().await.expect("keys");
    }

    /// What the focus is on, inside the panel's shadow root too.
    pub(crate) async fn focused(&self) -> Option<Seen> {
        let focused = self.ask("focused", vec![]).await.expect("the focus");
        serde_json::from_value(focused).expect("the focus")
    }

    /// Gives the page this size. Chromium alone can be narrower than a window may be.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.step(format!("resize to {width} × {height}"));
        if self.engine() == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        } else {
            self.inner.driver.set_window_rect(0, 0, width, height).await.expect("another size");
        }
        // A window may say that it has its size before the page has.
        let has_it = async || (self.script("return innerWidth", vec![]).await == json!(width)).then_some(());
        let took = self.wait(has_it).await;
        assert!(took.is_some(), "{} does not make a page {width} wide", self.engine().name());
    }
}

/// What only Chromium can pretend.
impl Page {
    /// Takes the network away, or gives it back.
    pub(crate) async fn offline(&self, offline: bool) {
        self.step(if offline { "go offline" } else { "come back online" }.to_owned());
        self.devtools("Network.enable", json!({})).await;
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Lets the system prefer a theme.
    pub(crate) async fn prefers(&self, theme: Theme) {
        self.step(format!("prefer the {} theme", theme.name()));
        let features = json!([{ "name": "prefers-color-scheme", "value": theme.name() }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Does the same in the light theme and in the dark.
    pub(crate) async fn in_both_themes(&self, mut look: impl AsyncFnMut(Theme)) {
        for theme in [Theme::Light, Theme::Dark] {
            self.prefers(theme).await;
            look(theme).await;
        }
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
    }

    /// Drags a file of this machine into the window, to a place of its own coordinates, and lets it go there.
    pub(crate) async fn drop_at(&self, place: &Value, file: &Path) {
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
            let event = json!({ "type": step, "x": place["x"], "y": place["y"], "data": data });
            self.devtools("Input.dispatchDragEvent", event).await;
        }
    }

    /// Has what is downloaded saved in a folder of this machine.
    pub(crate) async fn downloads_into(&self, folder: &Path) {
        let behavior = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", behavior).await;
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        assert_eq!(self.engine(), Engine::Chromium, "only Chromium understands {command}");
        let answer = self.inner.driver.cdp().send_raw(command, parameters).await;
        answer.unwrap_or_else(|error| panic!("{command} failed: {error}"));
    }
}

/// What must not be.
impl Page {
    /// The rest of the test provokes this on purpose: a record of the watch that holds `text`. It has to come.
    pub(crate) fn expect_console(&self, text: &str) {
        self.inner.watch.expect(text);
    }

    /// Nothing that outlives the moment holds this text: no storage, no address, no markup, no field, no console.
    #[track_caller]
    pub(crate) fn holds_nowhere(&self, secret: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            let places = self.places_of(secret).await;
            assert!(places.is_empty(), "{at}: the secret is kept in {}", places.join(", "));
        }
    }

    /// Where the page, or the browser for it, keeps this text.
    pub(crate) async fn places_of(&self, secret: &str) -> Vec<String> {
        let places = self.ask("placesOf", vec![json!(secret)]).await.expect("what the page keeps");
        let mut places: Vec<String> = serde_json::from_value(places).expect("a list of places");
        let cookies = self.inner.driver.get_all_cookies().await.expect("the cookies");
        if cookies.iter().any(|cookie| cookie.value.contains(secret)) {
            places.push("a cookie that scripts cannot read".to_owned());
        }
        places
    }

    /// Ends a test: the watch has seen nothing but what was expected.
    pub(crate) async fn finish(&self) {
        self.inner.watch.assert_clean().await;
    }
}

/// Below roles and names.
impl Page {
    /// Runs a script in the page and gives what it returns, or what the promise that it returns comes to.
    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.inner.driver.execute(script, arguments).await {
            Ok(returned) => returned.json().clone(),
            Err(error) => panic!("a script failed: {error}\n{script}"),
        }
    }

    /// Asks one of the functions of `find.js`.
    pub(crate) async fn ask(&self, verb: &str, arguments: Vec<Value>) -> Result<Value, WebDriverError> {
        let all: Vec<Value> = [json!(verb), json!(&*self.host)].into_iter().chain(arguments).collect();
        Ok(self.inner.driver.execute(FIND, all).await?.json().clone())
    }

    /// The role and the name that the engine itself computes.
    pub(crate) async fn computed(&self, seen: &Seen) -> (String, String) {
        let element = self.element(seen.element.clone()).expect("an element");
        let role = self.inner.driver.cmd(Computed::Role(element.element_id())).await.expect("a role");
        let label = self.inner.driver.cmd(Computed::Label(element.element_id())).await.expect("a name");
        (role.value().expect("a role"), label.value().expect("a name"))
    }

    pub(crate) fn element(&self, json: Value) -> Result<WebElement, WebDriverError> {
        WebElement::from_json(json, Arc::clone(self.inner.driver.handle()))
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The vendors behind the panel: what they were asked, and what they shall do wrong.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        self.inner.stage.vendors()
    }

    pub(crate) fn stage(&self) -> &Stage {
        &self.inner.stage
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.inner.driver
    }

    pub(crate) fn watch(&self) -> &Watch {
        &self.inner.watch
    }

    /// Notes what is about to happen, for whoever reads the report of a failure.
    pub(crate) fn step(&self, step: String) {
        self.inner.steps.lock().expect("steps").push(step);
    }

    pub(crate) fn steps(&self) -> Vec<String> {
        self.inner.steps.lock().expect("steps").clone()
    }

    /// Keeps a picture of what is shown, if the browser still gives one.
    pub(crate) async fn screenshot(&self, file: &Path) {
        if self.engine() == Engine::WebKit {
            // It answers with the next frame that it paints, so never, while a page stands still.
            let _ = self.ask("repaint", vec![]).await;
        }
        let _ = self.inner.driver.screenshot(file).await;
    }

    /// The panel as assistive technology is told of it.
    pub(crate) async fn outline(&self) -> String {
        match self.ask("outline", vec![]).await {
            Ok(outline) => outline.as_str().unwrap_or_default().to_owned(),
            Err(error) => format!("The page could not be read: {error}"),
        }
    }
}

/// Endpoints of WebDriver that `thirtyfour` does not know.
#[derive(Debug)]
enum Computed {
    Role(ElementId),
    Label(ElementId),
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let (element, what) = match self {
            Self::Role(element) => (element, "computedrole"),
            Self::Label(element) => (element, "computedlabel"),
        };
        // Like the status a GET without a body.
        let get = Command::Status.format_request(session);
        RequestData { uri: format!("session/{session}/element/{element}/{what}").into(), ..get }
    }
}
