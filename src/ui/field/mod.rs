//! Labelled controls: each has its label, hint and error tied to it.
//!
//! A value reaches the page only as a property, never as an attribute: an attribute would be read by
//! whatever looks at the markup, and a secret would stand there.

pub mod check;
pub mod choice;
mod file;
pub mod secret;
pub mod select;

pub use check::CheckField;
pub use choice::ChoiceField;
pub(crate) use file::Refused;
pub use secret::SecretField;
pub use select::Select;

use leptos::{ev, prelude::*};

use super::icon::{IconName, icon};
use super::id;
use crate::live::{Live, Var};
use crate::ui::el::{NodeRef, el};
use crate::ui::part::{Child, Part, dynamic};
use web_sys::HtmlInputElement;

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    #[default]
    Text,
    /// What is looked for; a `searchbox`.
    Search,
    /// A day.
    Date,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Search => "search",
            Self::Date => "date",
        }
    }
}

/// The ids of one field and of what describes it.
#[derive(Clone, Default)]
pub(crate) struct Ids {
    pub(crate) control: String,
    hint: Option<String>,
    error: String,
}

impl Ids {
    pub(crate) fn new(stem: &str, hinted: bool) -> Self {
        let control = id::unique(stem);
        let of = |part: &str| {
            let mut id = control.clone();
            id.push_str(part);
            id
        };
        Self { hint: hinted.then(|| of("-hint")), error: of("-error"), control }
    }

    /// For `aria-describedby`: the error first, as it is what matters now.
    pub(crate) fn description(&self, wrong: bool) -> Option<String> {
        match (wrong, &self.hint) {
            (true, Some(hint)) => Some([self.error.as_str(), " ", hint].concat()),
            (true, None) => Some(self.error.clone()),
            (false, hint) => hint.clone(),
        }
    }

    /// The hint, where there is one.
    pub(crate) fn said(&self, hint: Option<String>) -> Option<Part> {
        let (id, text) = self.hint.clone().zip(hint)?;
        Some(el("p").class("field-hint").attr("id", id).child(text).part())
    }
}

/// Why what stands in a field was refused.
pub(crate) fn problem(ids: &Ids, error: Live<Option<String>>) -> Part {
    let id = ids.error.clone();
    dynamic(move || {
        let id = id.clone();
        error.get().map(|text| {
            el("p")
                .class("field-error")
                .attr("id", id)
                .child(icon(IconName::ErrorCircle))
                .child(el("span").child(text))
                .part()
        })
    })
}

/// Label, control, hint and error, in this order.
pub(crate) fn frame(
    ids: &Ids,
    label: String,
    hide_label: bool,
    hint: Option<String>,
    error: Live<Option<String>>,
    control: Part,
) -> Part {
    el("div")
        .class("field")
        .child(
            el("label")
                .class("field-label")
                .class_if("visually-hidden", move || hide_label)
                .attr("for", ids.control.clone())
                .child(label),
        )
        .child(control)
        .child(ids.said(hint))
        .child(problem(ids, error))
        .part()
}

/// For whoever wants to focus a line.
pub type LineRef = NodeRef<HtmlInputElement>;

/// One line of text.
pub struct TextField {
    /// The visible label, and the accessible name.
    pub label: String,
    /// What is typed.
    pub value: Var<String>,
    /// What to type, said below.
    pub hint: Option<String>,
    /// Why it was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
    /// What is typed into it.
    pub kind: Kind,
    /// Keeps the label for assistive technology only.
    pub hide_label: bool,
    /// An example; never the only place that says what to type.
    pub placeholder: Option<&'static str>,
    /// Gets the focus when its dialog opens.
    pub autofocus: bool,
    /// For whoever wants to focus it.
    pub node: LineRef,
}

impl TextField {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<String>) -> Self {
        Self {
            label: label.into(),
            value,
            hint: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
            kind: Default::default(),
            hide_label: Default::default(),
            placeholder: Default::default(),
            autofocus: Default::default(),
            node: Default::default(),
        }
    }
}

impl Child for TextField {
    fn part(self) -> Part {
        let Self { label, value, hint, error, disabled, kind, hide_label, placeholder, autofocus, node } =
            self;
        let ids = Ids::new("field", hint.is_some());
        let described = {
            let ids = ids.clone();
            move || ids.description(error.with(Option::is_some))
        };
        let input = el("input")
            .attr("type", kind.word())
            .class("input")
            .attr("id", ids.control.clone())
            .node(node)
            .attr("placeholder", placeholder)
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .attr("autofocus", autofocus)
            .prop("value", move || value.get())
            .prop("disabled", move || disabled.get())
            .live("aria-invalid", move || error.with(Option::is_some).then_some("true"))
            .live("aria-describedby", described)
            .on("input", move |event: ev::Event| value.set(event_target_value(&event)))
            .part();
        let control = match kind {
            Kind::Search => el("span").class("search-box").child(icon(IconName::Search)).child(input).part(),
            _ => input.part(),
        };
        frame(&ids, label, hide_label, hint, error, control)
    }
}
