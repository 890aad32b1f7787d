//! Where the focus is, where it goes, and how much room a popup has.
//!
//! The panel lives in a shadow root, where `document.activeElement` and `getElementById` see nothing:
//! every question here starts from an element and asks the root which that element is in.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Node, ShadowRoot};

/// What a person can type or choose in, before anything that can only be pressed.
const FIELDS: &str =
    "input:not([disabled]):not([type=hidden]),select:not([disabled]),textarea:not([disabled])";
const ANYTHING: &str = "button:not([disabled]),a[href],[tabindex]";

/// The element that has the focus, as seen in the root that `near` is in.
pub fn active(near: &Element) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => root.dyn_ref::<Document>().and_then(Document::active_element),
    };
    found.and_then(|found| found.dyn_into().ok())
}

/// The first match of a selector in the root that `near` is in.
pub fn find(near: &Element, selector: &str) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let found = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.query_selector(selector),
        None => root.dyn_ref::<Document>()?.query_selector(selector),
    };
    found.ok().flatten()?.dyn_into().ok()
}

/// Moves the focus to the first match of a selector.
pub fn move_on(near: &Element, selector: &str) -> bool {
    find(near, selector).is_some_and(|found| give(&found))
}

/// A place that the focus was moved to. When it is dropped, the focus goes back to where it was, or
/// else to the first of some other places that is there.
pub struct Visit {
    root: Node,
    before: Option<HtmlElement>,
    otherwise: Vec<String>,
}

/// Notes where the focus is, seen from `near`, before it goes there.
pub fn leave(near: &Element, otherwise: Vec<String>) -> Visit {
    // A screen that a link leads to can open before anything has the focus.
    let before = active(near).filter(|before| before.tag_name() != "BODY");
    Visit { root: near.get_root_node(), before, otherwise }
}

/// Moves the focus for as long as the visit is kept.
pub fn visit(to: &HtmlElement, otherwise: Vec<String>) -> Visit {
    let visit = leave(to, otherwise);
    give(to);
    visit
}

impl Drop for Visit {
    fn drop(&mut self) {
        let back = self.before.take().is_some_and(|before| before.is_connected() && give(&before));
        if !back && let Some(root) = self.root.dyn_ref::<ShadowRoot>() {
            let found = |place: &String| root.query_selector(place).ok()??.dyn_into().ok();
            self.otherwise.iter().filter_map(found).any(|place: HtmlElement| give(&place));
        }
    }
}

/// Moves the focus, and says whether it took: an element can be gone, hidden or inert.
pub fn give(to: &HtmlElement) -> bool {
    to.focus().is_ok() && active(to).is_some_and(|now| now == *to)
}

/// Focuses what bears `autofocus`, else what was refused, else the first field, else whatever can be focused.
pub fn first_in(container: &Element) -> bool {
    first_of(container, &["[autofocus]:not([disabled])", "[aria-invalid=true]", FIELDS, ANYTHING])
}

/// Focuses the first match that takes it, since one can be hidden or folded away; of the first of these selectors that
/// has such a match.
pub fn first_of(container: &Element, selectors: &[&str]) -> bool {
    selectors.iter().any(|selector| {
        let Ok(found) = container.query_selector_all(selector) else { return false };
        let mut found = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
        found.any(|found: HtmlElement| give(&found))
    })
}

/// What can be pressed in each line of a container, in order.
pub fn lines(container: &Element, line: &str) -> Vec<Vec<HtmlElement>> {
    let within = |container: &Element, selector: &str| -> Vec<HtmlElement> {
        let Ok(found) = container.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
    };
    within(container, line).iter().map(|line| within(line, "button")).collect()
}

/// Whether an event's target, or the element that the focus moves to, is inside `container`.
pub fn inside(container: &Element, target: Option<EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<Node>().ok())
        .is_some_and(|node| container.contains(Some(&node)))
}

/// Scrolls a list, and nothing around it, until one of its entries is in sight.
pub fn reveal(list: &HtmlElement, entry: &HtmlElement) {
    let (top, height) = (entry.offset_top(), entry.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if top + height > list.scroll_top() + list.client_height() {
        list.set_scroll_top(top + height - list.client_height());
    }
}

/// Width and height of what can be seen of the page, without its scroll bars.
pub fn viewport(near: &Element) -> (f64, f64) {
    near.owner_document()
        .and_then(|document| document.document_element())
        .map_or((0.0, 0.0), |page| (f64::from(page.client_width()), f64::from(page.client_height())))
}

/// Listens while it lives for anything that moves what is on the screen.
pub struct Moves {
    targets: Vec<EventTarget>,
    listener: Closure<dyn FnMut(Event)>,
}

const MOVES: [&str; 2] = ["scroll", "resize"];

/// Calls `then` whenever something around `near` scrolls, or the window changes its size.
///
/// Scrolling inside a shadow root stays in it, so both the root and the window are asked.
pub fn on_moves(near: &Element, then: impl FnMut(Event) + 'static) -> Moves {
    let mut targets: Vec<EventTarget> = vec![near.get_root_node().into()];
    targets.extend(near.owner_document().and_then(|document| document.default_view()).map(EventTarget::from));
    let listener = Closure::<dyn FnMut(Event)>::new(then);
    for target in &targets {
        for name in MOVES {
            let function = listener.as_ref().unchecked_ref();
            let _ = target.add_event_listener_with_callback_and_bool(name, function, true);
        }
    }
    Moves { targets, listener }
}

impl Drop for Moves {
    fn drop(&mut self) {
        for target in &self.targets {
            for name in MOVES {
                let function = self.listener.as_ref().unchecked_ref();
                let _ = target.remove_event_listener_with_callback_and_bool(name, function, true);
            }
        }
    }
}
