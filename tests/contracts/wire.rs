//! The client on one end, the sandbox on the other, and the contract between them.

use std::ops::Deref;

use patchbay_sandbox::World;
use patchbay_tests::play::sources::{self, CONNECTIONS, World as _};
use patchbay_tests::play::{self, Play};
use patchbay_vendors::call::Call;
use patchbay_vendors::connection::{Connection, Detail};
use patchbay_vendors::draft::{Entry, Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Refused};
use patchbay_vendors::http::Request;
use patchbay_vendors::page::{Cursor, Page, Query};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::source::Source;

use crate::SUBJECTS;
use crate::message::{Answered, Sent};
use crate::question::Question;
use crate::subject::Subject;

/// A secret that somebody typed.
pub(crate) fn typed(secret: &str) -> Value {
    Value::Unseen(Entry::Set(Secret::new(secret.to_owned())))
}

/// A text that somebody typed.
pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The refusal in an error.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refused {
    match result {
        Err(Error::Refused(refused)) => *refused,
        other => panic!("it was not refused: {other:?}"),
    }
}

/// A vendor's sandbox, asked without a client.
pub(crate) struct Playback {
    world: World,
    source: Source,
    mounted_at: &'static str,
}

impl Playback {
    /// A new one, always with the same connections.
    pub(crate) fn new(subject: &Subject, source: &Source) -> Self {
        Self {
            world: source.world(CONNECTIONS),
            source: source.clone(),
            mounted_at: (subject.mounted_at)(source),
        }
    }

    /// The answer to a question.
    pub(crate) fn answer(&mut self, question: &Question) -> Answered {
        let request = question.request(&self.source, self.mounted_at);
        let delivered = play::deliver(&mut self.world, &request, question.fault.as_ref());
        Answered::from(&delivered.expect(question.what))
    }
}

/// A request as it leaves, with its path beneath a server of the contract.
pub(crate) fn sent(subject: &Subject, source: &Source, request: &Request) -> Sent {
    let outgoing = play::leaving(source, source.good_key(), request);
    let target = subject.contract.beneath_a_server(&outgoing.url).expect("a declared server");
    Sent::outgoing(&outgoing, target)
}

/// A client with its sandbox, each message between them held against the contract.
pub(crate) struct Wire {
    subject: &'static Subject,
    play: Play,
}

impl Deref for Wire {
    type Target = Play;

    fn deref(&self) -> &Play {
        &self.play
    }
}

impl Wire {
    /// A client of this source with a new sandbox.
    pub(crate) fn new(source: &str) -> Self {
        let source = sources::named(source);
        let id = source.vendor.about().id;
        let subject = SUBJECTS.iter().find(|subject| subject.vendor.about().id == id);
        Self { subject: subject.expect("its contract is held"), play: Play::new(&source) }
    }

    /// Asks until there is a last answer.
    pub(crate) fn ask<T: 'static>(&self, call: Call<T>) -> Result<T, Error> {
        play::drive(call, |request| {
            let sent = sent(self.subject, &self.source, request);
            let operation = self.subject.contract.request(&sent);
            let operation = operation.unwrap_or_else(|breaches| panic!("{breaches:?}"));
            let goes_wrong = self.play.is_armed();
            let response = self.play.carry(request).expect("an answer");
            let answered = Answered::from(&response);
            if !goes_wrong && let Err(breaches) = self.subject.answer(operation, &answered) {
                panic!("{breaches:?} in {answered:?}");
            }
            Ok(response)
        })
    }

    /// The first page of a list.
    pub(crate) fn first_page(&self, query: &Query) -> Result<Page, Error> {
        self.ask(self.source.vendor.list(&self.source, query, &Cursor::Start))
    }

    /// Every page of one list of the vendor's.
    pub(crate) fn pages(&self, query: &Query) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut at = Some(Cursor::Start);
        while let Some(cursor) = at {
            let page = self.ask(self.source.vendor.list(&self.source, query, &cursor)).expect("a page");
            at = page.next.clone();
            pages.push(page);
        }
        pages
    }

    /// Every connection in one list of the vendor's.
    pub(crate) fn rows(&self, query: &Query) -> Vec<Connection> {
        self.pages(query).into_iter().flat_map(|page| page.connections).collect()
    }

    /// The first connection of a plain list.
    pub(crate) fn first(&self) -> Connection {
        self.first_page(&Query::default()).expect("a page").connections.remove(0)
    }

    /// The first connection of which this is true, with all that is said of it.
    pub(crate) fn one(&self, is_meant: impl Fn(&Connection) -> bool) -> Detail {
        let one = self.rows(&Query::default()).into_iter().find(is_meant).expect("there is one");
        self.detail(&one.id).expect("it is there")
    }

    /// One connection with all that is said of it.
    pub(crate) fn detail(&self, id: &str) -> Result<Detail, Error> {
        self.ask(self.source.vendor.get(&self.source, id))
    }

    /// One connection.
    pub(crate) fn get(&self, id: &str) -> Result<Connection, Error> {
        self.detail(id).map(|detail| detail.connection)
    }

    /// Fills in the form of an edit and sends it.
    pub(crate) fn update(
        &self,
        detail: &Detail,
        edit: Edit,
        values: &[(&str, Value)],
    ) -> Result<Updated, Error> {
        let opened = self.form(detail, edit).expect("it is offered");
        let mut draft = opened.form.draft();
        values.iter().for_each(|(name, value)| draft.set((*name).to_owned(), value.clone()));
        let write = opened.write(&self.source, detail, &draft);
        self.ask(write.unwrap_or_else(|problems| panic!("{problems:?}")))
    }

    /// What was sent last: method and path, and the body as JSON.
    pub(crate) fn sent_last(&self) -> (String, serde_json::Value) {
        let asked = self.asked();
        let request = asked.last().expect("something was sent");
        let body = request.body.as_ref().map(|body| serde_json::from_str(&body.expose()).expect("JSON"));
        (format!("{} {}", request.method.as_str(), request.target()), body.unwrap_or_default())
    }

    /// The method and path of everything that was sent.
    pub(crate) fn sent(&self) -> Vec<String> {
        let line = |request: &Request| format!("{} {}", request.method.as_str(), request.target());
        self.asked().iter().map(line).collect()
    }
}
