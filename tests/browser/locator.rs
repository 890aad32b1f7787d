//! Parts of the panel by role and name, what they are awaited to be, and what is done to them.
//!
//! Nothing here looks once: every question and every action waits, for up to ten seconds, for what the user would see.

use std::fmt;
use std::panic::Location;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{Key, TypingData, WebElement};
use tokio::time::Instant;

use crate::engine::Engine;
use crate::page::Page;

/// How often to look while waiting.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(30);

/// The name that a part is asked for by.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Name {
    Is(String),
    Has(String),
    /// Of a cell: the name of its column.
    Column(String),
}

/// A name of which only a piece is known.
pub(crate) fn containing(piece: &str) -> Name {
    Name::Has(piece.to_owned())
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::Is(name.to_owned())
    }
}

impl From<&String> for Name {
    fn from(name: &String) -> Self {
        Self::Is(name.clone())
    }
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Query {
    role: &'static str,
    #[serde(flatten)]
    name: Option<Name>,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            None => write!(f, "{}", self.role),
            Some(Name::Is(name)) => write!(f, "{} “{name}”", self.role),
            Some(Name::Has(name)) => write!(f, "{} “…{name}…”", self.role),
            Some(Name::Column(name)) => write!(f, "{} in column “{name}”", self.role),
        }
    }
}

/// What contains parts: the page, and every part of it.
pub(crate) trait Find {
    fn page(&self) -> &Page;
    fn path(&self) -> &[Query];

    fn part(&self, role: &'static str, name: Option<Name>, at: &'static Location<'static>) -> Locator {
        let mut path = self.path().to_vec();
        path.push(Query { role, name });
        Locator { page: self.page().clone(), path, at }
    }

    /// Any part of that role.
    #[track_caller]
    fn any(&self, role: &'static str) -> Locator {
        self.part(role, None, Location::caller())
    }

    /// The part of that role and name; the common roles have a method of their own.
    #[track_caller]
    fn role(&self, role: &'static str, name: impl Into<Name>) -> Locator {
        self.part(role, Some(name.into()), Location::caller())
    }

    #[track_caller]
    fn alert(&self) -> Locator {
        self.any("alert")
    }

    #[track_caller]
    fn button(&self, name: impl Into<Name>) -> Locator {
        self.role("button", name)
    }

    /// A cell of a row, by the name of its column.
    #[track_caller]
    fn cell(&self, column: &str) -> Locator {
        self.part("cell", Some(Name::Column(column.to_owned())), Location::caller())
    }

    #[track_caller]
    fn checkbox(&self, name: impl Into<Name>) -> Locator {
        self.role("checkbox", name)
    }

    #[track_caller]
    fn combobox(&self, name: impl Into<Name>) -> Locator {
        self.role("combobox", name)
    }

    #[track_caller]
    fn complementary(&self, name: impl Into<Name>) -> Locator {
        self.role("complementary", name)
    }

    #[track_caller]
    fn dialog(&self, name: impl Into<Name>) -> Locator {
        self.role("dialog", name)
    }

    #[track_caller]
    fn group(&self, name: impl Into<Name>) -> Locator {
        self.role("group", name)
    }

    #[track_caller]
    fn header(&self, name: impl Into<Name>) -> Locator {
        self.role("columnheader", name)
    }

    #[track_caller]
    fn heading(&self, name: impl Into<Name>) -> Locator {
        self.role("heading", name)
    }

    #[track_caller]
    fn link(&self, name: impl Into<Name>) -> Locator {
        self.role("link", name)
    }

    #[track_caller]
    fn navigation(&self, name: impl Into<Name>) -> Locator {
        self.role("navigation", name)
    }

    #[track_caller]
    fn option(&self, name: impl Into<Name>) -> Locator {
        self.role("option", name)
    }

    #[track_caller]
    fn region(&self, name: impl Into<Name>) -> Locator {
        self.role("region", name)
    }

    /// The row whose header has that name.
    #[track_caller]
    fn row(&self, name: impl Into<Name>) -> Locator {
        self.role("row", name)
    }

    #[track_caller]
    fn searchbox(&self, name: impl Into<Name>) -> Locator {
        self.role("searchbox", name)
    }

    #[track_caller]
    fn status(&self) -> Locator {
        self.any("status")
    }

    #[track_caller]
    fn table(&self, name: impl Into<Name>) -> Locator {
        self.role("table", name)
    }

    /// A field for text; one for a password has this role too.
    #[track_caller]
    fn textbox(&self, name: impl Into<Name>) -> Locator {
        self.role("textbox", name)
    }
}

/// One part as it was when looked at.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Seen {
    pub(crate) element: Value,
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) text: String,
    pub(crate) value: Option<String>,
    checked: Option<String>,
    disabled: bool,
    focused: bool,
    attributes: Map<String, Value>,
}

impl Seen {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name)?.as_str()
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.role, self.name)?;
        if let Some(value) = self.value.as_ref().filter(|_| self.attribute("type") != Some("password")) {
            write!(f, " with value “{value}”")?;
        }
        for (state, holds) in [("disabled", self.disabled), ("focused", self.focused)] {
            if holds {
                write!(f, ", {state}")?;
            }
        }
        if !self.description.is_empty() {
            write!(f, ", described as “{}”", self.description)?;
        }
        if self.text != self.name && !self.text.is_empty() {
            write!(f, ", saying “{}”", self.text)?;
        }
        Ok(())
    }
}

/// A part of the page that is there, or is awaited to be, or to be gone.
#[derive(Clone)]
pub(crate) struct Locator {
    page: Page,
    path: Vec<Query>,
    /// The line of the test that asked for it: an async function cannot be `#[track_caller]`.
    at: &'static Location<'static>,
}

impl Find for Locator {
    fn page(&self) -> &Page {
        &self.page
    }

    fn path(&self) -> &[Query] {
        &self.path
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, query) in self.path.iter().rev().enumerate() {
            write!(f, "{}{query}", if step == 0 { "" } else { " in " })?;
        }
        Ok(())
    }
}

/// What is awaited.
impl Locator {
    /// One such part is there.
    pub(crate) async fn is_shown(&self) -> Seen {
        self.one("is shown", |_| true).await
    }

    pub(crate) async fn is_gone(&self) {
        self.until("is gone", <[Seen]>::is_empty).await;
    }

    /// So many such parts are there.
    pub(crate) async fn count_is(&self, count: usize) -> Vec<Seen> {
        self.until(&format!("is there {count} times"), |seen| seen.len() == count).await
    }

    /// At least one such part holds the text among what it shows.
    pub(crate) async fn says(&self, text: &str) {
        let said = |seen: &[Seen]| seen.iter().any(|each| each.text.contains(text));
        self.until(&format!("says “{text}”"), said).await;
    }

    /// All that it shows is this text.
    pub(crate) async fn reads(&self, text: &str) {
        self.one(&format!("reads “{text}”"), |seen| seen.text == text).await;
    }

    pub(crate) async fn has_value(&self, value: &str) {
        self.one(&format!("has the value “{value}”"), |seen| seen.value.as_deref() == Some(value)).await;
    }

    pub(crate) async fn has_focus(&self) {
        self.one("has the focus", |seen| seen.focused).await;
    }

    pub(crate) async fn is_enabled(&self) {
        self.one("is enabled", |seen| !seen.disabled).await;
    }

    pub(crate) async fn is_disabled(&self) {
        self.one("is disabled", |seen| seen.disabled).await;
    }

    pub(crate) async fn is_checked(&self) {
        self.one("is checked", |seen| seen.checked.as_deref() == Some("true")).await;
    }

    pub(crate) async fn is_not_checked(&self) {
        self.one("is not checked", |seen| seen.checked.as_deref() == Some("false")).await;
    }

    /// It is marked as refused, and its description holds the reason.
    pub(crate) async fn is_refused(&self, reason: &str) {
        let refused =
            |seen: &Seen| seen.attribute("aria-invalid") == Some("true") && seen.description.contains(reason);
        self.one(&format!("is refused with “{reason}”"), refused).await;
    }

    pub(crate) async fn has_attribute(&self, name: &str, value: &str) {
        self.one(&format!("has {name}=“{value}”"), |seen| seen.attribute(name) == Some(value)).await;
    }

    /// Waits until exactly one such part is there and is as told.
    pub(crate) async fn one(&self, what: &str, holds: impl Fn(&Seen) -> bool) -> Seen {
        self.until(what, one(holds)).await.remove(0)
    }

    /// Waits until all such parts together are as told.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&[Seen]) -> bool) -> Vec<Seen> {
        self.page.step(format!("{self} {what}"));
        self.wait_for(what, holds).await
    }

    async fn wait_for(&self, what: &str, holds: impl Fn(&[Seen]) -> bool) -> Vec<Seen> {
        let deadline = Instant::now() + self.page.patience();
        loop {
            let looked = self.look().await;
            if let Ok(seen) = &looked
                && holds(seen)
            {
                return looked.expect("just seen");
            }
            if Instant::now() > deadline {
                let found = match looked {
                    Ok(seen) if seen.is_empty() => "there is none".to_owned(),
                    Ok(seen) => seen.iter().map(|each| format!("\n  found: {each}")).collect(),
                    Err(error) => format!("the page could not be asked: {error}"),
                };
                panic!("{}: waited in vain until {self} {what}; {found}", self.at);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn look(&self) -> Result<Vec<Seen>, WebDriverError> {
        let path = serde_json::to_value(&self.path)?;
        Ok(serde_json::from_value(self.page.ask("find", vec![path]).await?)?)
    }
}

/// What is done.
impl Locator {
    pub(crate) async fn click(&self) {
        self.act("click", async |element, _| match element.click().await {
            Err(error) if matches!(*error, WebDriverErrorInner::ElementClickIntercepted(_)) => {
                // What is below something that sticks to an edge is on the screen, so a driver scrolls nowhere, where a
                // person would. The next try finds it in the middle.
                let is_on_top = self.page.ask("onTop", vec![element.to_json()?]).await? == true;
                if self.page.engine() != Engine::WebKit || !is_on_top {
                    return Err(error);
                }
                // WebKit takes every text field in a shadow root for covered: by the parts that it consists of itself.
                let pointer = self.page.driver().action_chain();
                pointer.move_to_element_center(&element).click().perform().await
            }
            done => done,
        })
        .await;
    }

    pub(crate) async fn double_click(&self) {
        self.act("double-click", async |element, _| {
            self.page.driver().action_chain().double_click_element(&element).perform().await
        })
        .await;
    }

    /// Replaces what a field holds, key by key, as a person would.
    pub(crate) async fn fill(&self, text: &str) {
        let doing = if self.is_shown().await.attribute("type") == Some("password") {
            format!("type {} characters into", text.chars().count())
        } else {
            format!("type “{text}” into")
        };
        self.act(&doing, async |element, seen| {
            // WebDriver's own "clear" changes the value without the events of typing. Nor may an empty field be
            // emptied: there a Backspace may mean something else.
            if seen.value.as_deref().is_some_and(|value| !value.is_empty()) {
                // Headless Chromium does not know Control and A, which belongs to a desktop.
                self.page.ask("select", vec![element.to_json()?]).await?;
                self.page.driver().action_chain().send_keys(Key::Backspace + text).perform().await
            } else {
                self.type_into(element, seen, text).await
            }
        })
        .await;
    }

    /// Types without touching what is there: at the end of a field, or on what takes keys.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        let keys = keys.into().to_string();
        let doing = format!("press {} on", spelled(&keys));
        self.act(&doing, async |element, seen| self.type_into(element, seen, &keys).await).await;
    }

    async fn type_into(&self, element: WebElement, seen: &Seen, keys: &str) -> Result<(), WebDriverError> {
        // Keys that are sent to an element, not to the focus, first take the focus away from everything, if the element
        // is in a shadow root: a popup that it stands in closes.
        if !seen.focused {
            self.page.ask("focus", vec![element.to_json()?]).await?;
        }
        self.page.driver().action_chain().send_keys(keys).perform().await
    }

    /// Chooses an option of a native select by what it says.
    pub(crate) async fn choose(&self, label: &str) {
        self.act(&format!("choose “{label}” of"), async |element, _| {
            let options = self.page.ask("options", vec![element.to_json()?]).await?;
            let wanted = options.as_array().into_iter().flatten().find(|each| each["label"] == label);
            let wanted = wanted.ok_or_else(|| {
                let labels: Vec<_> =
                    options.as_array().into_iter().flatten().map(|each| &each["label"]).collect();
                WebDriverError::NotFound(format!("option “{label}”"), format!("there are {labels:?}"))
            })?;
            self.page.element(wanted["option"].clone())?.click().await
        })
        .await;
    }

    /// Chooses a file of this machine in a field for files.
    pub(crate) async fn choose_file(&self, file: &Path) {
        let doing = format!("choose {} with", name_of(file));
        self.act(&doing, async |element, _| element.send_keys(&*file.to_string_lossy()).await).await;
    }

    /// Drops a file of this machine onto the middle of it. Chromium alone can pretend to.
    pub(crate) async fn drop_file(&self, file: &Path) {
        let doing = format!("drop {} onto", name_of(file));
        self.act(&doing, async |element, _| {
            let middle = self.page.ask("middle", vec![element.to_json()?]).await?;
            self.page.drop_at(&middle, file).await;
            Ok(())
        })
        .await;
    }

    /// Does it to the one such part, again while the part is being replaced, moved or uncovered.
    async fn act(&self, doing: &str, action: impl AsyncFn(WebElement, &Seen) -> Result<(), WebDriverError>) {
        self.page.step(format!("{doing} {self}"));
        let deadline = Instant::now() + self.page.patience();
        loop {
            let seen = self.wait_for(&format!("is there to {doing} it"), one(|_| true)).await.remove(0);
            let done = match self.page.element(seen.element.clone()) {
                Ok(element) => action(element, &seen).await,
                Err(error) => Err(error),
            };
            match done {
                Ok(()) => return,
                Err(error) if Instant::now() > deadline => {
                    panic!("{}: could not {doing} {self}: {error}", self.at)
                }
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn one(holds: impl Fn(&Seen) -> bool) -> impl Fn(&[Seen]) -> bool {
    move |seen| matches!(seen, [only] if holds(only))
}

/// Keys as a person calls them: WebDriver's are characters of a private range.
pub(crate) fn spelled(keys: &str) -> String {
    let named = [
        Key::Alt,
        Key::Backspace,
        Key::Control,
        Key::Delete,
        Key::Down,
        Key::End,
        Key::Enter,
        Key::Escape,
        Key::Home,
        Key::Left,
        Key::PageDown,
        Key::PageUp,
        Key::Right,
        Key::Shift,
        Key::Tab,
        Key::Up,
    ];
    let spell = |key: char| match named.iter().find(|name| name.value() == key) {
        Some(name) => format!("{name:?}"),
        None => key.to_string(),
    };
    keys.chars().map(spell).collect::<Vec<_>>().join(" ")
}
