//! The screen as a link and back. Pure; nothing secret can stand in it, because a [`Route`] has
//! no place for it.

use patchbay_fleet::{Column, Facet, Filter, Sort, day_end, day_start};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::http::escape;
use patchbay_vendors::time::Moment;

/// Everything that a link says about the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Which screen.
    pub view: View,
    /// Which rows of the list; kept while a connection is open, so that closing it shows the
    /// same list.
    pub list: List,
}

/// Which screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The list alone.
    #[default]
    Connections,
    /// One connection beside the list.
    Connection {
        /// Its source.
        source: String,
        /// Its id.
        id: String,
        /// The dialog that is open on it.
        edit: Option<Edit>,
    },
    /// The accounts and their keys.
    Sources,
}

/// Which rows of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What is looked for.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Which page, from 1.
    pub page: usize,
    /// How many rows a page.
    pub size: usize,
}

impl List {
    /// The sizes that can be chosen, the usual one first.
    pub const SIZES: [usize; 4] = [20, 50, 100, Self::ALL];
    /// Everything on one page.
    pub const ALL: usize = usize::MAX;

    /// How many rows a page has when so many match.
    #[must_use]
    pub fn rows_a_page(&self, matching: usize) -> usize {
        match self.size {
            Self::ALL => matching.max(1),
            size => size,
        }
    }

    /// A size's name in links.
    #[must_use]
    pub fn size_code(size: usize) -> String {
        if size == Self::ALL { "all".to_owned() } else { size.to_string() }
    }

    /// The size of a name.
    #[must_use]
    pub fn size_of(code: &str) -> Option<usize> {
        Self::SIZES.into_iter().find(|size| Self::size_code(*size) == code)
    }
}

impl Default for List {
    fn default() -> Self {
        let [size, ..] = Self::SIZES;
        Self { filter: Filter::default(), sort: Sort::default(), page: 1, size }
    }
}

/// How each facet is called in a link.
const FACETS: [(&str, Facet); 8] = [
    ("source", Facet::Source),
    ("platform", Facet::Platform),
    ("state", Facet::State),
    ("tag", Facet::Tag),
    ("active", Facet::Active),
    ("identity", Facet::Identity),
    ("env", Facet::Environment),
    ("idtype", Facet::IdentityType),
];

const DAY: i64 = 24 * 60 * 60 * 1_000;

impl Route {
    /// The route of a link's fragment. Whatever it does not understand it leaves out: a link
    /// from a later version still shows something sensible.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let segments: Vec<String> =
            path.split('/').filter(|segment| !segment.is_empty()).map(unescape).collect();
        let view = match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["c", source, id, rest @ ..] => View::Connection {
                source: (*source).to_owned(),
                id: (*id).to_owned(),
                edit: rest.first().and_then(|code| Edit::of(code)),
            },
            ["sources"] => View::Sources,
            _ => View::Connections,
        };
        Self { view, list: List::parse(query) }
    }

    /// The fragment that leads here.
    #[must_use]
    pub fn href(&self) -> String {
        let path = match &self.view {
            View::Connections => "#/".to_owned(),
            View::Sources => "#/sources".to_owned(),
            View::Connection { source, id, edit } => {
                let edit = edit.map(|edit| format!("/{}", edit.code())).unwrap_or_default();
                format!("#/c/{}/{}{edit}", escape(source), escape(id))
            }
        };
        let query = self.list.query();
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }
}

impl List {
    /// The list of a link's query. Whatever it does not understand it leaves out.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut list = Self::default();
        for pair in query.split('&') {
            list.take(pair);
        }
        list
    }

    /// The first part of a query that means nothing, such as a name that is not known or a day that is none.
    #[must_use]
    pub fn strange(query: &str) -> Option<&str> {
        query.split('&').find(|pair| !Self::default().take(pair))
    }

    /// Takes a part of a query over, if it means something.
    fn take(&mut self, pair: &str) -> bool {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = unescape(value);
        if value.is_empty() {
            return false;
        }
        if let Some((_, facet)) = FACETS.iter().find(|(known, _)| *known == name) {
            self.filter.choose(*facet, value);
            return true;
        }
        match name {
            "q" => self.filter.text = value,
            "key" => self.filter.key = value,
            "name" => self.filter.name = value,
            "version" => self.filter.version = value,
            "tags" => {
                self.filter.all_tags = value == "all";
                return self.filter.all_tags;
            }
            "from" => {
                self.filter.from = day_start(&value);
                return self.filter.from.is_some();
            }
            "to" => {
                self.filter.until = day_end(&value);
                return self.filter.until.is_some();
            }
            "sort" => {
                let sort = sort(&value);
                self.sort = sort.unwrap_or_default();
                return sort.is_some();
            }
            "page" => {
                let page: Option<usize> = value.parse().ok().filter(|page| *page > 0);
                self.page = page.unwrap_or(1);
                return page.is_some();
            }
            "size" => {
                let size = Self::size_of(&value);
                self.size = size.unwrap_or(self.size);
                return size.is_some();
            }
            _ => return false,
        }
        true
    }

    /// What a link says of it.
    #[must_use]
    pub fn query(&self) -> String {
        let Self { filter, sort, page, size } = self;
        let usual = Self::default();
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let mut add = |name, value: String| {
            if !value.is_empty() {
                pairs.push((name, value));
            }
        };
        add("q", filter.text.clone());
        for (name, facet) in FACETS {
            for value in filter.of(facet) {
                add(name, value.clone());
            }
        }
        if filter.all_tags {
            add("tags", "all".into());
        }
        add("from", filter.from.map(Moment::day).unwrap_or_default());
        let last = |until: Moment| Moment::from_millis(until.millis() - DAY).day();
        add("to", filter.until.map(last).unwrap_or_default());
        add("key", filter.key.clone());
        add("name", filter.name.clone());
        add("version", filter.version.clone());
        if *sort != usual.sort {
            add("sort", format!("{}{}", if sort.descending { "-" } else { "" }, sort.column.code()));
        }
        if *page != usual.page {
            add("page", page.to_string());
        }
        if *size != usual.size {
            add("size", Self::size_code(*size));
        }
        let pairs: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        pairs.join("&")
    }
}

fn sort(text: &str) -> Option<Sort> {
    let (descending, code) = match text.strip_prefix('-') {
        Some(code) => (true, code),
        None => (false, text),
    };
    let column = Column::ALL.into_iter().find(|column| column.code() == code)?;
    Some(Sort { column, descending })
}

fn unescape(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_screen_has_its_link() {
        let table = [
            ("#/", View::Connections),
            ("#/sources", View::Sources),
            (
                "#/c/pica-live/a%2Fb",
                View::Connection { source: "pica-live".into(), id: "a/b".into(), edit: None },
            ),
            (
                "#/c/pica-live/9d1c/tags",
                View::Connection { source: "pica-live".into(), id: "9d1c".into(), edit: Some(Edit::Tags) },
            ),
        ];
        for (href, view) in table {
            let route = Route { view, list: List::default() };
            assert_eq!(route.href(), href);
            assert_eq!(Route::parse(href), route);
        }
    }

    #[test]
    fn a_list_is_told_in_the_order_in_which_it_is_read() {
        let mut list = List { page: 3, size: 50, ..List::default() };
        list.filter.text = "nord wind".into();
        list.filter.toggle(Facet::Tag, "a&b");
        list.filter.toggle(Facet::Platform, "stripe");
        list.filter.toggle(Facet::Platform, "gmail");
        list.filter.from = day_start("2026-02-11");
        list.filter.until = day_end("2026-03-01");
        list.sort = Sort { column: Column::Name, descending: true };
        let route = Route { view: View::Connections, list };
        assert_eq!(
            route.href(),
            "#/?q=nord%20wind&platform=gmail&platform=stripe&tag=a%26b&from=2026-02-11&to=2026-03-01\
             &sort=-name&page=3&size=50"
        );
        assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn all_rows_are_one_page() {
        let all = List { size: List::ALL, ..List::default() };
        assert_eq!((all.rows_a_page(240), all.rows_a_page(0)), (240, 1));
        let route = Route { view: View::Connections, list: all };
        assert_eq!(route.href(), "#/?size=all");
        assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        assert_eq!(Route::parse("#/nowhere?x=1&sort=size&page=-1&size=7&from=soon"), Route::default());
        assert_eq!(Route::parse(""), Route::default());
        assert_eq!(Route::parse("#/c/only-a-source"), Route::default());
    }

    #[test]
    fn what_means_nothing_in_a_query_is_named() {
        for (query, strange) in [
            ("state=failed&sort=-created&page=2&size=all&tags=all&from=2026-01-01&to=2026-02-01&q=x", None),
            ("state=failed&stat=x", Some("stat=x")),
            ("q=a&sort=-size", Some("sort=-size")),
            ("from=soon", Some("from=soon")),
            ("page=0", Some("page=0")),
            ("size=7", Some("size=7")),
            ("q=", Some("q=")),
            ("failed", Some("failed")),
        ] {
            assert_eq!(List::strange(query), strange, "{query}");
        }
    }

    proptest! {
        #[test]
        fn a_set_of_tags_survives_its_link(tags in prop::collection::btree_set(any::<String>(), 0..6)) {
            let mut route = Route::default();
            for tag in tags.iter().filter(|tag| !tag.is_empty()) {
                route.list.filter.toggle(Facet::Tag, tag);
            }
            prop_assert_eq!(Route::parse(&route.href()), route);
        }

        #[test]
        fn every_filter_survives_its_link(
            text in any::<String>(), key in any::<String>(), name in any::<String>(),
            facets in prop::collection::vec((prop::sample::select(Facet::ALL.to_vec()), ".{1,9}"), 0..9),
            all_tags in any::<bool>(), page in 1_usize..9_999, id in ".{1,20}",
        ) {
            let mut list = List { page, ..List::default() };
            list.filter = Filter { text, key, name, all_tags, ..Filter::default() };
            for (facet, value) in facets {
                list.filter.choose(facet, value);
            }
            let view = View::Connection { source: "s".into(), id, edit: Some(Edit::Tags) };
            let route = Route { view, list };
            prop_assert_eq!(Route::parse(&route.href()), route);
        }

        #[test]
        fn no_link_whatever_breaks_it(link in any::<String>()) {
            let route = Route::parse(&link);
            prop_assert_eq!(Route::parse(&route.href()), route);
        }
    }
}
