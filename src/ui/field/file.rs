//! Which of the files that somebody offers to a field is taken, and why another is not.

use leptos::task::spawn_local;
use web_sys::File;

use crate::browser::file;
use crate::live::{Live, Var};
use crate::ui::el::{El, el};
use crate::ui::words;

/// In bytes. A key has a few thousand; what is larger was meant for something else.
const LARGEST: f64 = 64.0 * 1024.0;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It has another ending.
    Ending,
    /// It is too large.
    Large,
    /// It is empty, or something other than text.
    NoText,
    /// The browser could not read it: it is a folder, or gone.
    Unreadable,
}

/// What can be told of a file before it is read.
fn check(name: &str, size: f64, endings: &str) -> Result<(), Refused> {
    if !endings.split(',').any(|ending| ends_with(name, ending)) {
        return Err(Refused::Ending);
    }
    if size > LARGEST { Err(Refused::Large) } else { Ok(()) }
}

fn ends_with(name: &str, ending: &str) -> bool {
    let tail = name.len().checked_sub(ending.len()).and_then(|start| name.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// The first that can be taken; or the first of all, and why it cannot.
fn pick<T>(files: Vec<T>, check: impl Fn(&T) -> Result<(), Refused>) -> Option<(T, Result<(), Refused>)> {
    let mut first = None;
    for file in files {
        match check(&file) {
            Ok(()) => return Some((file, Ok(()))),
            refused => first = first.or(Some((file, refused))),
        }
    }
    first
}

/// What was read, if it is text.
fn readable(text: Option<String>) -> Result<String, Refused> {
    let text = text.ok_or(Refused::Unreadable)?;
    let is_text = !text.trim().is_empty() && !text.contains(['\0', char::REPLACEMENT_CHARACTER]);
    if is_text { Ok(text) } else { Err(Refused::NoText) }
}

/// Where the text of a file goes, and what is said of it.
#[derive(Clone, Copy)]
pub(crate) struct Intake {
    /// The endings that it takes, such as `.pem,.key`.
    pub(crate) endings: &'static str,
    /// Gets the text, and nothing else does.
    pub(crate) value: Var<String>,
    /// What was read.
    pub(crate) read: Var<Option<String>>,
    /// Why nothing was.
    pub(crate) refusal: Var<Option<String>>,
    /// Counts what has happened to the field: a file that took long must not replace what came after it.
    pub(crate) turn: Var<u32>,
}

impl Intake {
    /// Takes one of these files. If none will do, what was typed stays.
    pub(crate) fn take(self, files: Vec<File>) {
        let Self { endings, value, read, refusal, .. } = self;
        let count = files.len();
        let fits = |file: &File| check(&file.name(), file.size(), endings);
        let Some((chosen, checked)) = pick(files, fits) else { return };
        let turn = self.next();
        let name = chosen.name();
        let refuse = move |name: &str, why| refusal.try_set(Some(words::refused(name, why, endings)));
        if let Err(why) = checked {
            return refuse(&name, why);
        }
        spawn_local(async move {
            let text = file::text(&chosen).await;
            if self.turn.try_get_untracked() != Some(turn) {
                return;
            }
            match readable(text) {
                Ok(text) => {
                    value.try_set(text);
                    read.try_set(Some(words::file_read(&name, count)));
                }
                Err(why) => refuse(&name, why),
            }
        });
    }

    /// Something happened to the field: what was said of a file before is over.
    pub(crate) fn next(self) -> u32 {
        self.read.try_set(None);
        self.refusal.try_set(None);
        self.turn.try_update(|turn| *turn = turn.wrapping_add(1));
        self.turn.try_get_untracked().unwrap_or_default()
    }

    /// The native input behind a button of ours. It lies over the whole of it, unseen: what is pressed, focused and
    /// dropped onto is the input itself.
    pub(crate) fn chooser(self, label: &str, disabled: Live<bool>) -> El {
        let input = el("input")
            .attr("type", "file")
            .attr("accept", self.endings)
            .attr("aria-label", words::choose_file(label))
            .prop("disabled", move || disabled.get())
            .on("change", move |event: web_sys::Event| self.take(file::chosen(&event)));
        el("label")
            .class("button file-button")
            .class_if("off", move || disabled.get())
            .child(words::CHOOSE_FILE)
            .child(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = ".pem,.p8";

    #[test]
    fn a_file_is_known_by_its_ending_in_any_case() {
        for name in ["key.pem", "KEY.PEM", "a.b.p8", ".pem"] {
            assert_eq!(check(name, 1.0, KEYS), Ok(()), "{name}");
        }
        for name in ["key.pem.txt", "pem", "keypem", "", "ключ"] {
            assert_eq!(check(name, 1.0, KEYS), Err(Refused::Ending), "{name}");
        }
    }

    #[test]
    fn a_file_of_more_than_64_kb_is_too_large() {
        assert_eq!(check("key.pem", 65_536.0, KEYS), Ok(()));
        assert_eq!(check("key.pem", 65_537.0, KEYS), Err(Refused::Large));
    }

    #[test]
    fn of_several_files_the_first_that_fits_is_taken() {
        let fits = |name: &&str| check(name, 1.0, KEYS);
        assert_eq!(pick(vec!["notes.txt", "a.pem", "b.pem"], fits), Some(("a.pem", Ok(()))));
    }

    #[test]
    fn of_several_files_that_do_not_fit_the_first_is_told_of() {
        let fits = |name: &&str| check(name, 1.0, KEYS);
        assert_eq!(pick(vec!["a.txt", "b.txt"], fits), Some(("a.txt", Err(Refused::Ending))));
        assert_eq!(pick(Vec::new(), fits), None);
    }

    #[test]
    fn what_is_empty_or_no_text_is_not_taken() {
        let read = |text: &str| readable(Some(text.to_owned()));
        assert_eq!(read("{}\r\n"), Ok("{}\r\n".to_owned()));
        for none in ["", " \n", "PK\u{3}\0", "\u{fffd}\u{fffd}{\0}\0"] {
            assert_eq!(read(none), Err(Refused::NoText), "{none:?}");
        }
        assert_eq!(readable(None), Err(Refused::Unreadable));
    }
}
