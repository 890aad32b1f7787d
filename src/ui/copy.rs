//! A button that puts a text onto the clipboard, and says whether the browser let it.

use crate::browser::clipboard;
use crate::live::Var;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};

/// What is copied, and what is said.
pub struct Copy {
    /// The button's name.
    pub label: &'static str,
    /// What is copied.
    pub text: String,
    /// Said when it was.
    pub copied: &'static str,
    /// Said when the browser did not let it.
    pub refused: &'static str,
}

impl Child for Copy {
    fn part(self) -> Part {
        let Self { label, text, copied, refused } = self;
        let said = Var::new(None::<&'static str>);
        let copy = move |_| {
            clipboard::copy(&text, move |is_copied| {
                said.try_set(Some(if is_copied { copied } else { refused }));
            });
        };
        el("div")
            .class("copy")
            .child(button("button", label, copy))
            .child(el("p").attr("role", "status").class("field-hint").child(dynamic(move || said.get())))
            .part()
    }
}
