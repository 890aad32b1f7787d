//! Mooring, a vendor that does not exist. It knows nothing but what `patchbay_vendors` offers to everybody.

use patchbay_vendors::body::Body;
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::catalogue::Catalogue;
use patchbay_vendors::connection::{Connection, Detail, Fact, State};
use patchbay_vendors::draft::{Draft, Problem, Trouble, Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Expected};
use patchbay_vendors::form::{Field, Form, Offer};
use patchbay_vendors::http::{Method, Request, Response};
use patchbay_vendors::page::{Cursor, Page, Query};
use patchbay_vendors::read::{self, Fields, Mismatch};
use patchbay_vendors::source::Source;
use patchbay_vendors::vendor::{About, AuthHeader, Column, Vendor};
use patchbay_vendors::words::{NOT_OFFERED, Sentence};

static ABOUT: About = About {
    id: "mooring",
    name: "Mooring",
    domains: &["mooring.example"],
    auth: &AuthHeader { name: "x-mooring-key", scheme: "" },
    pace: 60,
    options: &[("tide", &["high", "low"])],
    columns: &[Column::Role, Column::Updated],
    docs: "https://mooring.example/docs",
};

static NAME: Sentence = Sentence { en: "Name" };
static DEPTH: Sentence = Sentence { en: "Depth" };
static FIXED: Sentence = Sentence { en: "A berth is for ever." };

/// The vendor.
pub(crate) struct Mooring;

impl Vendor for Mooring {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn list(&self, _: &Source, _: &Query, at: &Cursor) -> Call<Page> {
        let after = match at {
            Cursor::Start => None,
            Cursor::At(after) => Some(after.clone()),
        };
        Call::new(Request::new(Method::Get, &["boats"]).query_if("after", after), page)
    }

    fn get(&self, _: &Source, id: &str) -> Call<Detail> {
        Call::new(boat(Method::Get, id), read_detail)
    }

    fn edits(&self, _: &Source, connection: &Connection) -> Vec<Offer> {
        let enables = if connection.active == Some(true) { Edit::Disable } else { Edit::Enable };
        vec![Offer::open(Edit::Rename), Offer::withheld(Edit::Role, &FIXED), Offer::open(enables)]
    }

    fn catalogue(&self, _: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        let request = Request::new(Method::Get, &["harbours", &detail.connection.platform]);
        edit.is_none().then(|| {
            Call::new(request, |response| {
                let json = read::json(accepted(response)?)?;
                let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
                Ok(Catalogue { facts: fields.facts(&[(&DEPTH, "depth")]), ..Catalogue::default() })
            })
        })
    }

    fn form(
        &self,
        source: &Source,
        edit: Edit,
        detail: &Detail,
        _: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence> {
        let offers = self.edits(source, &detail.connection);
        let offer = offers.into_iter().find(|offer| offer.edit == edit).ok_or(&NOT_OFFERED)?;
        let name = detail.connection.name.clone().unwrap_or_default();
        match (offer.withheld, edit) {
            (Some(why), _) => Err(why),
            (None, Edit::Rename) => Ok(Form::of(edit, vec![Field::of("name", &NAME, Value::Text(name))])),
            (None, _) => Ok(Form::of(edit, Vec::new())),
        }
    }

    /// Whoever writes asks for a pass first.
    fn update(
        &self,
        source: &Source,
        detail: &Detail,
        draft: &Draft,
        _: Option<&Catalogue>,
    ) -> Result<Call<Updated>, Vec<Problem>> {
        let withheld = |why| vec![Problem::at("", Trouble::Unfit(why))];
        self.form(source, draft.edit, detail, None).map_err(withheld)?;
        let body = match (draft.edit, draft.text("name").map(str::trim)) {
            (Edit::Rename, None | Some("")) => return Err(vec![Problem::at("name", Trouble::Missing)]),
            (Edit::Rename, Some(name)) => Body::object().with("name", name),
            (edit, _) => Body::object().with("afloat", edit == Edit::Enable),
        };
        let id = detail.connection.id.clone();
        Ok(Call::chained(Request::new(Method::Post, &["passes"]).body(Body::object()), move |response| {
            let pass = read::json(accepted(response)?)?;
            let pass = Fields::of(&pass).and_then(|fields| fields.must_text("pass"));
            let request =
                boat(Method::Patch, &id).query("pass", pass.map_err(|mismatch| mismatch.of(response))?);
            Ok(Next::Then(Call::new(request.body(body), |response| {
                Ok(Updated { connection: Some(read_detail(response)?.connection), link: None })
            })))
        }))
    }

    fn check(&self, _: &Source) -> Call<Vec<Fact>> {
        Call::new(Request::new(Method::Get, &["me"]), |response| {
            let json = read::json(accepted(response)?)?;
            Ok(Fields::of(&json).map_err(|mismatch| mismatch.of(response))?.facts(&[(&NAME, "name")]))
        })
    }

    fn refused(&self, response: &Response) -> Error {
        Error::Refused(Box::new(read::refused(response)))
    }
}

fn boat(method: Method, id: &str) -> Request {
    Request::new(method, &["boats", id])
}

fn accepted(response: &Response) -> Result<&Response, Error> {
    if response.is_success() { Ok(response) } else { Err(Mooring.refused(response)) }
}

fn page(response: &Response) -> Result<Page, Error> {
    let json = read::json(accepted(response)?)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let fields = Fields::of(&json).map_err(whole)?;
    let rows = fields.list("boats").map_err(whole)?;
    let rows = rows.ok_or_else(|| whole(Mismatch { at: "boats".into(), expected: Expected::List }))?;
    let mut page = Page { next: fields.code("after").map(Cursor::At), ..Page::default() };
    for (index, row) in rows.iter().enumerate() {
        match Fields::of(row).and_then(connection) {
            Ok(connection) => page.connections.push(connection),
            Err(Mismatch { at, expected }) => {
                page.broken.push(Mismatch { at: format!("boats[{index}].{at}"), expected });
            }
        }
    }
    Ok(page)
}

fn read_detail(response: &Response) -> Result<Detail, Error> {
    let json = read::json(accepted(response)?)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let fields = Fields::of(&json).map_err(whole)?;
    let facts = fields.facts(&[(&DEPTH, "depth")]);
    Ok(Detail { connection: connection(fields).map_err(whole)?, facts, ..Detail::default() })
}

fn connection(fields: Fields) -> Result<Connection, Mismatch> {
    let afloat = fields.flag("afloat")?;
    Ok(Connection {
        id: fields.must_text("id")?,
        name: fields.text("name")?,
        platform: fields.text("harbour")?.unwrap_or_default(),
        state: if afloat == Some(false) { State::Disabled } else { State::Operational },
        active: afloat,
        role: fields.text("berth")?,
        ..Connection::default()
    })
}
