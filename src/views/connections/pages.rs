//! The pages of the list.

use leptos::ev::Event;

use super::Shown;
use crate::live::{Callback, computed};
use crate::route::List;
use crate::state::Panel;
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, Select, icon};
use crate::words;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let size = move || shown.size();
    let last_page = move || shown.total().div_ceil(size()).max(1);
    let range = move || {
        let first = shown.first() + 1;
        let last = shown.total().min(shown.first() + size());
        words::range(first, last, shown.total(), panel.loads.all_complete())
    };
    let sizes = computed(move || {
        let name = |size| match size {
            List::ALL => words::ALL_ROWS.to_owned(),
            size => size.to_string(),
        };
        List::SIZES.into_iter().map(|size| (List::size_code(size), name(size))).collect::<Vec<_>>()
    });
    let resize = Callback::new(move |chosen: String| {
        panel.nav.narrow(|list| list.size = List::size_of(&chosen).unwrap_or(list.size));
    });
    let turn = move |by: isize| {
        let page = shown.page.get_untracked().saturating_add_signed(by).max(1);
        if let Some(mut route) = panel.nav.peek(Clone::clone) {
            route.list.page = page;
            panel.nav.go(route);
        }
    };
    let size = computed(move || List::size_code(shown.list.with(|list| list.size)));
    el("nav")
        .class("pager")
        .attr("aria-label", words::PAGINATION)
        .child(Select::new(words::ROWS_PER_PAGE, size, sizes, resize))
        .child(el("span").class("pager-range").child(dynamic(range)))
        .child(
            el("span")
                .class("pager-steps")
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("button icon-button")
                        .attr("aria-label", words::PREVIOUS_PAGE)
                        .prop("disabled", move || shown.page.get() <= 1)
                        .on("click", move |_: Event| turn(-1))
                        .child(icon(IconName::ChevronLeft)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("button icon-button")
                        .attr("aria-label", words::NEXT_PAGE)
                        .prop("disabled", move || shown.page.get() >= last_page())
                        .on("click", move |_: Event| turn(1))
                        .child(icon(IconName::ChevronRight)),
                ),
        )
        .part()
}
