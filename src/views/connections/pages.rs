//! The pages of the list.

use leptos::prelude::*;

use super::Shown;
use crate::ui::erase::{derived, dynamic, handler, IntoPart, Part};
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
    view! {
        <nav class="pager" aria-label=words::PAGINATION>
            <Select
                label=words::ROWS_PER_PAGE
                value=Signal::derive(move || size().to_string())
                options=Signal::stored(sizes)
                on_change=resize
            />
            <span class="pager-range">{dynamic(range)}</span>
            <span class="pager-steps">
                <button
                    type="button" class="button icon-button" aria-label=words::PREVIOUS_PAGE
                    prop:disabled=derived(move || { shown.page.get() <= 1 })
                    on:click=handler(move |_| turn(-1))
                >
                    <Icon name=IconName::ChevronLeft/>
                </button>
                <button
                    type="button" class="button icon-button" aria-label=words::NEXT_PAGE
                    prop:disabled=derived(move || { shown.page.get() >= last_page() })
                    on:click=handler(move |_| turn(1))
                >
                    <Icon name=IconName::ChevronRight/>
                </button>
            </span>
        </nav>
    }
    .part()
}
