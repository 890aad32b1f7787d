//! The client on one end and the sandbox on the other: no network, but everything that would go over it.

pub mod every;
pub mod sources;
pub mod typing;

use std::cell::RefCell;

use patchbay_sandbox::http::{Answer, Request as Received};
use patchbay_sandbox::{Delivery, Fault, World};
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::catalogue::Catalogue;
use patchbay_vendors::connection::{Connection, Detail};
use patchbay_vendors::draft::{Draft, Problem, Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::Error;
use patchbay_vendors::form::Form;
use patchbay_vendors::http::{Request, Response};
use patchbay_vendors::page::{Cursor, Page, Query};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send::{Outgoing, outgoing};
use patchbay_vendors::source::{Auth, Source};

use sources::{CONNECTIONS, World as _};

/// A client of one source with a sandbox of its own.
pub struct Play {
    /// What the client asks.
    pub source: Source,
    key: RefCell<String>,
    world: RefCell<World>,
    armed: RefCell<Option<Fault>>,
    asked: RefCell<Vec<Request>>,
}

impl Play {
    /// With a new sandbox, always with the same connections.
    #[must_use]
    pub fn new(source: &Source) -> Self {
        Self::of(source, CONNECTIONS)
    }

    /// With a new sandbox of so many connections.
    #[must_use]
    pub fn of(source: &Source, connections: usize) -> Self {
        Self {
            source: source.clone(),
            key: RefCell::new(source.good_key().to_owned()),
            world: RefCell::new(source.world(connections)),
            armed: RefCell::new(None),
            asked: RefCell::new(Vec::new()),
        }
    }

    /// Asks with another key from now on.
    pub fn with_key(&self, key: &str) {
        self.key.replace(key.to_owned());
    }

    /// Lets something go wrong with the next request.
    pub fn arm(&self, fault: Fault) {
        self.armed.replace(Some(fault));
    }

    /// Whether something will.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        self.armed.borrow().is_some()
    }

    /// Looks at the sandbox from behind, or changes it.
    pub fn world<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.borrow_mut())
    }

    /// What was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Request> {
        self.asked.borrow().clone()
    }

    /// Carries a request over and its answer back; nothing if the connection was dropped.
    pub fn carry(&self, request: &Request) -> Option<Response> {
        let out = leaving(&self.source, &self.key.borrow(), request);
        self.asked.borrow_mut().push(request.clone());
        let target = out.url.strip_prefix(&self.source.base.to_string()).expect("it begins with the base");
        let mut received =
            Received::new(out.method.as_str(), &format!("{}{target}", self.source.mounted_at()));
        received.headers =
            out.headers.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
        received.body = out.body.as_ref().map(|body| body.as_bytes().to_vec()).unwrap_or_default();
        let fault = self.armed.take();
        deliver(&mut self.world.borrow_mut(), &received, fault.as_ref())
    }

    /// Asks until there is a last answer.
    ///
    /// # Errors
    /// What the vendor made of it.
    pub fn ask<T: 'static>(&self, call: Call<T>) -> Result<T, Error> {
        drive(call, |request| {
            let lost = || Error::Unreachable { to: self.source.base.to_string(), offline: false };
            self.carry(request).ok_or_else(lost)
        })
    }

    /// One page of a list.
    ///
    /// # Errors
    /// What the vendor made of it.
    pub fn page(&self, query: &Query, at: &Cursor) -> Result<Page, Error> {
        self.ask(self.source.vendor.list(&self.source, query, at))
    }

    /// Every page of all lists that together answer a query.
    #[must_use]
    pub fn pages(&self, query: &Query) -> Vec<Page> {
        let mut pages = Vec::new();
        for query in self.source.vendor.lists(query) {
            let mut at = Some(Cursor::Start);
            while let Some(cursor) = at {
                let page = self.page(&query, &cursor).expect("a page");
                at = page.next.clone();
                pages.push(page);
            }
        }
        pages
    }

    /// Every connection that a query finds.
    #[must_use]
    pub fn all(&self, query: &Query) -> Vec<Connection> {
        self.pages(query).into_iter().flat_map(|page| page.connections).collect()
    }

    /// One connection with all that is said of it.
    ///
    /// # Errors
    /// What the vendor made of it.
    pub fn get(&self, id: &str) -> Result<Detail, Error> {
        self.ask(self.source.vendor.get(&self.source, id))
    }

    /// The form of an edit, with the catalogue that it needs; nothing where the edit is withheld.
    #[must_use]
    pub fn form(&self, detail: &Detail, edit: Edit) -> Option<Opened> {
        let vendor = self.source.vendor;
        let catalogue = vendor.catalogue(&self.source, detail, Some(edit));
        let catalogue = catalogue.map(|call| self.ask(call).expect("a catalogue"));
        let form = vendor.form(&self.source, edit, detail, catalogue.as_ref()).ok()?;
        Some(Opened { form, catalogue })
    }

    /// Fills in a form and sends it.
    ///
    /// # Errors
    /// What the vendor made of it.
    pub fn save(&self, detail: &Detail, edit: Edit, values: &[(&str, Value)]) -> Result<Updated, Error> {
        let opened = self.form(detail, edit).expect("it is offered");
        let mut draft = opened.form.draft();
        values.iter().for_each(|(name, value)| draft.set((*name).to_owned(), value.clone()));
        let write = opened.write(&self.source, detail, &draft);
        self.ask(write.unwrap_or_else(|problems| panic!("{problems:?}")))
    }
}

/// A form with what it was made of.
pub struct Opened {
    /// The form.
    pub form: Form,
    /// What the vendor knows of its platforms.
    pub catalogue: Option<Catalogue>,
}

impl Opened {
    /// The write of the form as it was filled in.
    ///
    /// # Errors
    /// What has to be mended first.
    pub fn write(
        &self,
        source: &Source,
        detail: &Detail,
        draft: &Draft,
    ) -> Result<Call<Updated>, Vec<Problem>> {
        source.vendor.update(source, detail, draft, self.catalogue.as_ref())
    }
}

/// A request as it leaves.
#[must_use]
pub fn leaving(source: &Source, key: &str, request: &Request) -> Outgoing {
    let key = matches!(source.auth, Auth::Key | Auth::Host).then(|| Secret::new(key.to_owned()));
    outgoing(source, request, key.as_ref(), false).expect("it may leave")
}

/// Asks until there is a last answer, and waits for nothing.
///
/// # Errors
/// What the vendor made of it, or what became of the request on its way.
pub fn drive<T: 'static>(
    mut call: Call<T>,
    mut carry: impl FnMut(&Request) -> Result<Response, Error>,
) -> Result<T, Error> {
    loop {
        let response = carry(&call.request)?;
        match call.read(&response)? {
            Next::Done(value) => return Ok(value),
            Next::Then(next) | Next::After(_, next) => call = next,
        }
    }
}

/// What arrives of the answer to a request that a fault befalls, or a word that stands in it; nothing if the
/// connection is dropped.
pub fn deliver(world: &mut World, request: &Received, fault: Option<&Fault>) -> Option<Response> {
    let delivery = match fault.cloned().or_else(|| world.sentinel(request)) {
        Some(fault) => world.deliver(request, &fault),
        None => Delivery::Whole(world.handle(request)),
    };
    match delivery {
        Delivery::Whole(answer) => Some(arrived(answer, false)),
        Delivery::Cut(answer) => Some(arrived(answer, true)),
        Delivery::Dropped => None,
    }
}

fn arrived(answer: Answer, is_cut: bool) -> Response {
    let length = if is_cut { answer.body.len() / 2 } else { answer.body.len() };
    let body = String::from_utf8_lossy(&answer.body[..length]).into_owned();
    Response { status: answer.status, headers: answer.headers, body }
}
