//! The pages of the list.

use leptos::ev::Event;
use leptos::prelude::*;

use super::Shown;
use crate::ui::el::el;
use crate::ui::erase::{Child, Part, dynamic, leptos};
use crate::route::List;
use crate::state::Panel;
use crate::ui::{Icon, IconName, Select};
use crate::words;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let size = move || shown.list.with(|list| list.size);
    let last_page = move || shown.total().div_ceil(size()).max(1);
    let range = move || {
        let first = (shown.page.get() - 1) * size() + 1;
        let last = shown.total().min(first + size() - 1);
        words::range(first, last, shown.total(), panel.loads.all_complete())
    };
    let sizes = List::SIZES.map(|size| (size.to_string(), size.to_string())).to_vec();
    let resize = Callback::new(move |chosen: String| {
        panel.nav.narrow(|list| list.size = chosen.parse().unwrap_or(list.size));
    });
    let turn = move |by: isize| {
        let page = shown.page.get_untracked().saturating_add_signed(by).max(1);
        if let Some(mut route) = panel.nav.peek(Clone::clone) {
            route.list.page = page;
            panel.nav.go(route);
        }
    };
    el("nav").class("pager").attr("aria-label", words::PAGINATION).child(leptos(view! { <Select label=words::ROWS_PER_PAGE value=Signal::derive(move || size().to_string()) options=Signal::stored(sizes) on_change=resize/> })).child(el("span").class("pager-range").child(dynamic(range))).child(el("span").class("pager-steps").child(el("button").attr("type", "button").class("button icon-button").attr("aria-label", words::PREVIOUS_PAGE).prop("disabled", move || { shown.page.get() <= 1 }).on("click", move |_: Event| turn(-1)).child(leptos(view! { <Icon name=IconName::ChevronLeft/> }))).child(el("button").attr("type", "button").class("button icon-button").attr("aria-label", words::NEXT_PAGE).prop("disabled", move || { shown.page.get() >= last_page() }).on("click", move |_: Event| turn(1)).child(leptos(view! { <Icon name=IconName::ChevronRight/> }))))
    .part()
}
