//! Which columns the table shows, in which order and how wide, and how dense its rows are: as somebody likes it, and
//! as the text that is kept of it. Pure.

use patchbay_fleet::Column;
use patchbay_vendors::vendor;
use serde_json::{Map, Value};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// One that every connection may fill.
    Shared(Column),
    /// One that only some vendors fill, offered where one of those is shown alone.
    Own(vendor::Column),
}

/// As somebody likes the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Every column there is, in order; the name is the first.
    all: Vec<Liked>,
    /// Whether its rows are low.
    pub compact: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Liked {
    field: Field,
    hidden: bool,
    width: Option<u32>,
}

/// All columns in their usual order, with their names in the text that is kept, and how wide they usually are.
const ALL: [(Field, &str, u32); 16] = [
    (Field::NAME, "name", 210),
    (Field::Shared(Column::Source), "source", 130),
    (Field::Shared(Column::Platform), "platform", 125),
    (Field::Shared(Column::State), "state", 125),
    (Field::Shared(Column::Identity), "identity", 150),
    (Field::Shared(Column::Tags), "tags", 170),
    (Field::Shared(Column::Environment), "env", 145),
    (Field::Shared(Column::Active), "active", 95),
    (Field::Shared(Column::Created), "created", 113),
    (Field::Own(vendor::Column::Key), "key", 200),
    (Field::Own(vendor::Column::Scheme), "scheme", 130),
    (Field::Own(vendor::Column::Role), "role", 130),
    (Field::Own(vendor::Column::Database), "database", 130),
    (Field::Own(vendor::Column::IdentityType), "idtype", 130),
    (Field::Own(vendor::Column::Version), "version", 110),
    (Field::Own(vendor::Column::Updated), "updated", 110),
];

impl Field {
    /// The name leads to the connection: it is always there, and the first.
    pub const NAME: Self = Self::Shared(Column::Name);

    /// What it is called in the text that is kept.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.known().0
    }

    fn known(self) -> (&'static str, u32) {
        ALL.iter().find(|(field, ..)| *field == self).map_or(("", 0), |(_, code, width)| (code, *width))
    }

    /// Whether it is offered where a vendor has these of its own.
    fn is_offered(self, own: &[vendor::Column]) -> bool {
        match self {
            Self::Shared(_) => true,
            Self::Own(column) => own.contains(&column),
        }
    }

    /// Whether it is always there, and the first.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self == Self::NAME
    }
}

impl Default for Columns {
    fn default() -> Self {
        let all = ALL.iter().map(|(field, ..)| Liked { field: *field, hidden: false, width: None });
        Self { all: all.collect(), compact: false }
    }
}

impl Columns {
    /// A column is at least and at most so wide, in pixels of the usual size of text.
    pub const WIDTHS: [u32; 2] = [64, 640];

    /// The columns that are offered, in order, where a vendor has these of its own.
    #[must_use]
    pub fn offered(&self, own: &[vendor::Column]) -> Vec<Field> {
        self.all.iter().map(|liked| liked.field).filter(|field| field.is_offered(own)).collect()
    }

    /// Those of them that are shown.
    #[must_use]
    pub fn shown(&self, own: &[vendor::Column]) -> Vec<Field> {
        let mut offered = self.offered(own);
        offered.retain(|field| self.is_shown(*field));
        offered
    }

    /// Whether a column is shown where it is offered.
    #[must_use]
    pub fn is_shown(&self, field: Field) -> bool {
        !self.all.iter().any(|liked| liked.field == field && liked.hidden)
    }

    /// How wide a column is, in pixels of the usual size of text.
    #[must_use]
    pub fn width(&self, field: Field) -> u32 {
        self.chosen_width(field).unwrap_or(field.known().1)
    }

    /// How wide somebody made it.
    #[must_use]
    pub fn chosen_width(&self, field: Field) -> Option<u32> {
        self.all.iter().find(|liked| liked.field == field)?.width
    }

    /// Shows a column, or hides it.
    pub fn toggle(&mut self, field: Field) {
        if let Some(liked) = self.of(field).filter(|_| !field.is_fixed()) {
            liked.hidden = !liked.hidden;
        }
    }

    /// Makes a column so wide, or as wide as it usually is.
    pub fn resize(&mut self, field: Field, width: Option<u32>) {
        let [least, most] = Self::WIDTHS;
        if let Some(liked) = self.of(field) {
            liked.width = width.map(|width| width.clamp(least, most));
        }
    }

    /// Moves a column in front of the one before, or behind the next, of those that are offered.
    pub fn shift(&mut self, field: Field, later: bool, own: &[vendor::Column]) {
        if !self.can_shift(field, later, own) {
            return;
        }
        let offered = self.offered(own);
        let Some(at) = offered.iter().position(|other| *other == field) else { return };
        let other =
            if later { offered.get(at + 1) } else { at.checked_sub(1).and_then(|at| offered.get(at)) };
        let place = |field: &Field| self.all.iter().position(|liked| liked.field == *field);
        if let (Some(from), Some(to)) = (place(&field), other.and_then(place)) {
            let liked = self.all.remove(from);
            self.all.insert(to, liked);
        }
    }

    /// Whether there is a place to move it to.
    #[must_use]
    pub fn can_shift(&self, field: Field, later: bool, own: &[vendor::Column]) -> bool {
        let offered = self.offered(own);
        let other = if later { offered.last() } else { offered.get(1) };
        !field.is_fixed() && other.is_some_and(|other| *other != field)
    }

    /// The text that is kept; none where it is as usual.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let column = |liked: &Liked| {
            let mut column = Map::new();
            column.insert("is".to_owned(), liked.field.code().into());
            if liked.hidden {
                column.insert("hidden".to_owned(), true.into());
            }
            if let Some(width) = liked.width {
                column.insert("width".to_owned(), width.into());
            }
            Value::Object(column)
        };
        let mut text = Map::new();
        text.insert("compact".to_owned(), self.compact.into());
        text.insert("columns".to_owned(), Value::Array(self.all.iter().map(column).collect()));
        Some(Value::Object(text).to_string())
    }

    /// What was kept. What is not understood is as usual: it may come from an older panel, or from a newer one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let Ok(kept) = serde_json::from_str::<Value>(text) else { return Self::default() };
        let mut all: Vec<Liked> = Vec::new();
        for column in kept.get("columns").and_then(Value::as_array).into_iter().flatten() {
            let code = column.get("is").and_then(Value::as_str);
            let known = ALL.iter().find(|(_, known, _)| Some(*known) == code).map(|(field, ..)| *field);
            let Some(field) = known.filter(|field| all.iter().all(|liked| liked.field != *field)) else {
                continue;
            };
            let hidden =
                column.get("hidden").and_then(Value::as_bool).unwrap_or_default() && !field.is_fixed();
            let width =
                column.get("width").and_then(Value::as_u64).and_then(|width| u32::try_from(width).ok());
            let [least, most] = Self::WIDTHS;
            all.push(Liked { field, hidden, width: width.map(|width| width.clamp(least, most)) });
        }
        // Each that is missing stands behind its usual neighbour.
        let mut place = 0;
        for (field, ..) in ALL {
            match all.iter().position(|liked| liked.field == field) {
                Some(at) => place = at + 1,
                None => {
                    all.insert(place, Liked { field, hidden: false, width: None });
                    place += 1;
                }
            }
        }
        if let Some(at) = all.iter().position(|liked| liked.field.is_fixed()) {
            let name = all.remove(at);
            all.insert(0, name);
        }
        let compact = kept.get("compact").and_then(Value::as_bool).unwrap_or_default();
        Self { all, compact }
    }

    fn of(&mut self, field: Field) -> Option<&mut Liked> {
        self.all.iter_mut().find(|liked| liked.field == field)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAME: Field = Field::NAME;
    const STATE: Field = Field::Shared(Column::State);
    const KEY: Field = Field::Own(vendor::Column::Key);
    const UPDATED: Field = Field::Own(vendor::Column::Updated);
    const OWN: [vendor::Column; 2] = [vendor::Column::Key, vendor::Column::Updated];

    fn codes(fields: &[Field]) -> Vec<&'static str> {
        fields.iter().map(|field| field.code()).collect()
    }

    #[test]
    fn usually_all_that_is_offered_is_shown() {
        let columns = Columns::default();
        let shared = ["name", "source", "platform", "state", "identity", "tags", "env", "active", "created"];
        assert_eq!(codes(&columns.shown(&[])), shared);
        assert_eq!(codes(&columns.shown(&OWN)), [&shared[..], &["key", "updated"]].concat());
        assert_eq!(columns.text(), None);
    }

    #[test]
    fn every_column_of_the_fleet_and_of_the_vendors_is_there() {
        assert!(Column::ALL.iter().all(|column| !Field::Shared(*column).code().is_empty()));
        let own = patchbay_vendors::ALL.iter().flat_map(|vendor| vendor.about().columns);
        assert!(own.into_iter().all(|column| !Field::Own(*column).code().is_empty()));
    }

    #[test]
    fn the_name_is_always_there_and_the_first() {
        let mut columns = Columns::default();
        columns.toggle(NAME);
        columns.shift(NAME, true, &[]);
        columns.shift(Field::Shared(Column::Source), false, &[]);
        assert_eq!(columns, Columns::default());
        let kept = r#"{"columns":[{"is":"state"},{"is":"name","hidden":true}]}"#;
        assert_eq!(codes(&Columns::parse(kept).shown(&[]))[..2], ["name", "state"]);
    }

    #[test]
    fn a_column_moves_past_those_that_are_offered() {
        let mut columns = Columns::default();
        // Past all that Pica does not have.
        columns.shift(UPDATED, false, &OWN);
        assert_eq!(codes(&columns.offered(&OWN))[9..], ["updated", "key"]);
        assert!(columns.can_shift(UPDATED, true, &OWN) && !columns.can_shift(KEY, true, &OWN));
        columns.shift(STATE, true, &[]);
        assert_eq!(codes(&columns.offered(&[]))[2..5], ["platform", "identity", "state"]);
    }

    #[test]
    fn a_width_is_within_its_bounds_and_is_given_back() {
        let mut columns = Columns::default();
        columns.resize(STATE, Some(3));
        assert_eq!(columns.width(STATE), 64);
        columns.resize(STATE, Some(9_999));
        assert_eq!(columns.width(STATE), 640);
        columns.resize(STATE, None);
        assert_eq!((columns.width(STATE), columns.chosen_width(STATE)), (125, None));
    }

    #[test]
    fn what_was_kept_by_another_panel_is_taken_as_far_as_it_goes() {
        for nothing in ["", "[]", "7", "{", r#"{"columns":{}}"#, r#"{"columns":[{"is":"mood"},7,{}]}"#] {
            assert_eq!(Columns::parse(nothing), Columns::default(), "{nothing}");
        }
        let kept = r#"{"compact":true,"columns":[{"is":"tags","width":1},{"is":"tags","width":400},{"is":"source","hidden":true}]}"#;
        let columns = Columns::parse(kept);
        assert!(columns.compact);
        assert_eq!(codes(&columns.shown(&[]))[..3], ["name", "tags", "env"]);
        assert_eq!(columns.width(Field::Shared(Column::Tags)), 64);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_was_liked(
            steps in prop::collection::vec((0_usize..16, 0_u8..4, 0_u32..900), 0..40), compact in any::<bool>(),
        ) {
            let mut columns = Columns { compact, ..Columns::default() };
            for (at, what, width) in steps {
                let field = ALL[at].0;
                match what {
                    0 => columns.toggle(field),
                    1 => columns.resize(field, Some(width)),
                    later => columns.shift(field, later == 2, &OWN),
                }
            }
            let kept = columns.text().map_or_else(Columns::default, |text| Columns::parse(&text));
            prop_assert_eq!(kept, columns);
        }

        #[test]
        fn no_text_whatever_breaks_it(text in any::<String>()) {
            let columns = Columns::parse(&text);
            prop_assert_eq!(columns.all.len(), ALL.len());
        }
    }
}
