//! Links inside the panel.

use leptos::ev::MouseEvent;

use crate::route::Route;
use crate::state::Panel;

/// Answers a plain click where the address bar is the host's; everywhere else, and with a
/// modifier key, the browser does as it always does.
pub fn follow(panel: Panel, event: &MouseEvent, route: Route) {
    if panel.nav.answers_clicks() {
        event.prevent_default();
        panel.nav.go(route);
    }
}
