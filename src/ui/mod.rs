//! Widgets that know no vendor and no route: what they show and what they call is handed to them.
//!
//! Each has a folder with its style sheet. `style/panel.css` gathers the sheets, and the shadow root
//! adopts them; nothing here writes a `style` attribute. What can be decided without a browser is a
//! plain function with its tests beside it.

pub mod card;
pub mod chip;
pub mod copy;
pub mod dialog;
pub mod disclosure;
pub mod el;
pub mod field;
pub mod fold;
pub mod icon;
pub mod id;
pub mod keyed;
pub mod listbox;
pub mod mark;
pub mod menu;
pub mod notices;
pub mod part;
mod popup;
pub mod skeleton;
pub mod strip;
pub mod table;
pub mod tags;
pub mod words;

/// The focus is the browser's; widgets and views move it.
pub use crate::browser::focus;
pub use card::{card, card_alone};
pub use chip::Chip;
pub use copy::Copy;
pub use dialog::{Dialog, dialog_actions};
pub use disclosure::Disclosure;
pub use field::{CheckField, ChoiceField, Kind, LineRef, SecretField, Select, TextField};
pub use fold::{fold, fold_asking, fold_wanted};
pub use icon::{IconName, icon};
pub use listbox::{Choice, Listbox};
pub use mark::{Tone, state_mark};
pub use menu::{Menu, MenuItem, menu_when_wanted};
pub use notices::{Notice, Notices};
pub use skeleton::skeleton_rows;
pub use strip::{Line, Piece, Strip, Texture};
pub use table::Viewport;
pub use tags::TagInput;
