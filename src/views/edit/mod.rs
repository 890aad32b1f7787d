//! Edits: where they are offered, and the one dialog that renders every form.

mod dialog;
mod fields;
mod preview;
mod review;
mod sign_in;

use patchbay_vendors::connection::Connection;
use patchbay_vendors::edit::Edit;
use patchbay_vendors::source::Source;
use patchbay_vendors::words::Sentence;

use crate::config::Settings;
use crate::live::{Callback, Live, computed};
use crate::route::View;
use crate::state::Panel;
use crate::ui::MenuItem;
use crate::ui::el::{El, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

/// The dialog that the route has open.
pub fn view(panel: Panel) -> Part {
    let open = computed(move || {
        panel.nav.with(|route| match &route.view {
            View::Connection { source, id, edit: Some(edit) } => Some((source.clone(), id.clone(), *edit)),
            _ => None,
        })
    });
    dynamic(move || {
        let (source, id, edit) = open.get()?;
        let source = panel.source(&source)?;
        Some(dialog::view(panel, source, id, edit))
    })
    .part()
}

/// What the menu of a row shows and does.
pub struct RowMenu {
    /// Its entries.
    pub list: Live<Vec<MenuItem>>,
    /// What they do.
    pub pick: Callback<String>,
}

/// The menu of a row.
pub fn menu(panel: Panel, source: String, connection: Connection) -> RowMenu {
    let id = connection.id.clone();
    let open = source.clone();
    let pick = Callback::new(move |code: String| {
        if let Some(edit) = Edit::of(&code) {
            start(panel, open.clone(), id.clone(), edit);
        }
    });
    let list = computed(move || {
        let settings = panel.settings();
        let offers =
            panel.source(&source).map(|source| offers(&settings, &source, &connection)).unwrap_or_default();
        let item = |(edit, withheld): (Edit, Option<String>)| MenuItem {
            value: edit.code().to_owned(),
            label: words::edit(edit).to_owned(),
            withheld,
            danger: edit.is_destructive(),
        };
        offers.into_iter().map(item).collect()
    });
    RowMenu { list, pick }
}

/// What can be done to a connection here, and why what cannot.
pub fn offered(panel: Panel, source: &Source, connection: &Connection) -> Vec<(Edit, Option<String>)> {
    offers(&panel.settings(), source, connection)
}

/// The buttons of the detail.
pub fn buttons(panel: Panel, source: &str, id: &str, offers: Vec<(Edit, Option<String>)>) -> Part {
    let one = |(edit, withheld): (Edit, Option<String>)| {
        let (source, id) = (source.to_owned(), id.to_owned());
        let class = if edit.is_destructive() { "button button-quiet danger" } else { "button" };
        // Disabled it would be out of reach, and with it the reason.
        let is_withheld = withheld.is_some();
        let press = move |_| {
            if !is_withheld {
                start(panel, source.clone(), id.clone(), edit);
            }
        };
        button(class, words::edit(edit), press)
            .attr("aria-disabled", is_withheld.then_some("true"))
            .attr("aria-description", withheld.clone())
            .attr("title", withheld)
    };
    let buttons: Vec<El> = offers.into_iter().map(one).collect();
    el("div").class("detail-actions").child(buttons).part()
}

/// What can be done to a connection, and why what cannot.
fn offers(settings: &Settings, source: &Source, connection: &Connection) -> Vec<(Edit, Option<String>)> {
    let offers = source.vendor.edits(source, connection);
    let reason = |edit, withheld: Option<&'static str>| {
        if settings.allows(edit) { withheld } else { Some(words::not_allowed(settings)) }
    };
    offers
        .into_iter()
        .map(|offer| {
            let withheld = offer.withheld.map(Sentence::text);
            (offer.edit, reason(offer.edit, withheld).map(str::to_owned))
        })
        .collect()
}

fn start(panel: Panel, source: String, id: String, edit: Edit) {
    panel.nav.show(View::Connection { source, id, edit: Some(edit) });
}
