//! How far something has come.

use leptos::prelude::*;

use crate::ui::erase::{derived, IntoPart, Part};



/// A native progress bar. Without a `value` it only says that something goes on.
#[component]
pub fn Progress(
    /// What is under way; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done, of `max`.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// How much there is.
    #[prop(into)]
    max: Signal<f64>,
) -> Part {
    view! {
        <progress
            class="progress"
            aria-label=derived(move || label.get())
            max=move || max.get().max(1.0).to_string()
            value=move || value.get().map(|value| value.to_string())
        ></progress>
    }
    .part()
}
