//! The last step of what has to be confirmed: a plain list of what will change.

use patchbay_vendors::draft::Draft;
use patchbay_vendors::form::Form;

use crate::ui::el::el;
use crate::ui::part::{Child, Part};
use crate::words;

pub(super) fn view(form: &Form, draft: &Draft, title: &str) -> Part {
    let changes = words::changes(form, draft);
    let list = (!changes.is_empty()).then(|| {
        let lines = changes.into_iter().map(|line| el("li").attr("dir", "auto").child(line).part());
        el("ul").class("changes").child(lines.collect::<Vec<_>>()).part()
    });
    el("div").class("review").child(el("p").child(words::will(form.edit, title))).child(list).part()
}
