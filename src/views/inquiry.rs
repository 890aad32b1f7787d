//! A question that somebody asks a vendor by hand, and the facts that it answers.

use leptos::task::spawn_local;
use patchbay_vendors::call::Call;
use patchbay_vendors::connection::Fact;
use patchbay_vendors::source::Source;

use crate::live::Var;
use crate::state::Panel;
use crate::state::client::{Abort, Missed};
use crate::words::{self, Said};

/// What came of it.
pub type Answer = Result<Vec<Fact>, Said>;

/// The question. It ends with what it was made in.
#[derive(Clone, Copy)]
pub struct Inquiry {
    panel: Panel,
    /// The answer, once it is there.
    pub answer: Var<Option<Answer>>,
    /// What ends the request that is under way.
    asked: Var<Option<Abort>>,
}

impl Inquiry {
    /// A question that nobody has asked yet.
    pub fn new(panel: Panel) -> Self {
        Self { panel, answer: Var::default(), asked: Var::default() }
    }

    /// Whether it was asked and is not answered yet.
    pub fn is_asking(self) -> bool {
        self.asked.with(Option::is_some)
    }

    /// Forgets the question and its answer.
    pub fn forget(self) {
        self.asked.try_set(None);
        self.answer.try_set(None);
    }

    /// Asks, in place of whatever was asked before; `facts` are those of the answer.
    pub fn ask<T: 'static>(self, source: &Source, call: Call<T>, facts: fn(T) -> Vec<Fact>) {
        let Self { panel, answer, asked } = self;
        let abort = Abort::default();
        let signal = abort.signal();
        answer.try_set(None);
        asked.try_set(Some(abort));
        let source = source.clone();
        spawn_local(async move {
            let said = match panel.client.ask(&source, call, &signal).await {
                Ok(told) => Ok(facts(told)),
                Err(Missed::Failed(error)) => Err(words::error(&error, &source)),
                Err(Missed::Aborted) => return,
            };
            answer.try_set(Some(said));
            asked.try_set(None);
        });
    }
}
