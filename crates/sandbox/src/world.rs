//! All vendors together: one request in, one answer out, and no clock, thread or socket.

use crate::faults::{Delivery, Fault};
use crate::http::{Answer, Request};
use crate::sentinel::Typed;
use crate::{composio, omni, peaka, pica};

/// The vendors that are played back: the first part of a path.
pub const VENDORS: [&str; 4] = ["pica", "composio", "peaka", "omni"];

/// What every vendor has to play. A further one is a folder, a field of [`World`] and a name in [`VENDORS`].
pub trait Vendor {
    /// The answer to a request. The parts are those of the path behind the vendor's name.
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer;

    /// How it refuses when it is told to.
    fn refuse(&mut self, status: u16, message: &str) -> Answer;

    /// How it refused before its errors took their shape of today.
    fn refuse_as_before(&mut self, status: u16, message: &str) -> Answer {
        self.refuse(status, message)
    }

    /// Where in a request a person could have typed a sentinel.
    fn typed(&self, request: &Request, parts: &[&str]) -> Typed;

    /// Adds its own good key to a request, as a gateway does, in place of any other.
    fn authorise(&self, request: &mut Request);

    /// Whether it lets pages of other origins in.
    fn cors(&self) -> bool;

    /// Whether whoever asks through the gateway has to sign in there again.
    fn signed_out(&self) -> bool;

    /// The rows in the body of a list.
    fn rows<'a>(&self, body: &'a mut serde_json::Value) -> Option<&'a mut Vec<serde_json::Value>>;
}

/// How the vendors behave.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How Pica behaves.
    pub pica: pica::Options,
    /// How Composio behaves.
    pub composio: composio::Options,
    /// How Peaka behaves.
    pub peaka: peaka::Options,
    /// How Omni behaves.
    pub omni: omni::Options,
}

/// All that the vendors hold.
#[derive(Debug)]
pub struct World {
    /// Pica's part.
    pub pica: pica::Store,
    /// Composio's part.
    pub composio: composio::Store,
    /// Peaka's part.
    pub peaka: peaka::Store,
    /// Omni's part.
    pub omni: omni::Store,
}

impl World {
    /// So many connections at each vendor; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        Self {
            pica: pica::Store::generate(options.pica, connections, seed),
            composio: composio::Store::generate(options.composio, connections, seed),
            peaka: peaka::Store::generate(options.peaka, connections, seed),
            omni: omni::Store::generate(options.omni, connections, seed),
        }
    }

    /// A vendor by its name.
    pub fn vendor(&mut self, name: &str) -> Option<&mut dyn Vendor> {
        match name {
            "pica" => Some(&mut self.pica),
            "composio" => Some(&mut self.composio),
            "peaka" => Some(&mut self.peaka),
            "omni" => Some(&mut self.omni),
            _ => None,
        }
    }

    /// The vendor that the path of a request begins with.
    pub fn vendor_of(&mut self, request: &Request) -> Option<&mut dyn Vendor> {
        let name = request.path.split('/').nth(1)?;
        self.vendor(name)
    }

    /// Answers a request to the vendor that its path begins with, faithfully.
    pub fn handle(&mut self, request: &Request) -> Answer {
        self.with(request, |vendor, parts| vendor.handle(request, parts)).unwrap_or_else(nowhere)
    }

    /// What a person typed to see something go wrong.
    pub fn sentinel(&mut self, request: &Request) -> Option<Fault> {
        self.with(request, |vendor, parts| vendor.typed(request, parts)).and_then(|typed| typed.fault())
    }

    /// Answers a request that a fault befalls. The waits of the fault are the caller's, who has a clock.
    pub fn deliver(&mut self, request: &Request, fault: &Fault) -> Delivery {
        let fault = fault.steps().into_iter().find(|step| !step.waits());
        let Some(fault) = fault else { return Delivery::Whole(self.handle(request)) };
        let refuse = |world: &mut Self, status, message: &str| {
            let refused = world.with(request, |vendor, _| vendor.refuse(status, message));
            refused.unwrap_or_else(nowhere)
        };
        Delivery::Whole(match fault {
            Fault::DropBefore => return Delivery::Dropped,
            Fault::DropAfter => {
                self.handle(request);
                return Delivery::Dropped;
            }
            Fault::CutBody => return Delivery::Cut(self.handle(request)),
            Fault::Status(status) => refuse(self, *status, said_of(*status)),
            Fault::Legacy(status) => self
                .with(request, |vendor, _| vendor.refuse_as_before(*status, said_of(*status)))
                .unwrap_or_else(nowhere),
            Fault::PlainText(status, text) => {
                Answer::typed(*status, "text/plain; charset=utf-8", text.as_str())
            }
            Fault::Empty => Answer::empty(self.handle(request).status),
            Fault::NotJson => Answer { body: b"OK".into(), ..self.handle(request) },
            Fault::WrongTypeInRow(row) => {
                let answer = self.handle(request);
                self.with(request, |vendor, _| break_row(vendor, answer, *row)).unwrap_or_else(nowhere)
            }
            Fault::FirstPage => {
                let mut request = request.clone();
                request.query.retain(|(name, _)| !["cursor", "page"].contains(&name.as_str()));
                self.handle(&request)
            }
            Fault::Html(status) => Answer::typed(*status, "text/html; charset=utf-8", PAGE),
            Fault::TooMany { retry_after, readable } => {
                let mut answer = refuse(self, 429, said_of(429));
                if let Some(seconds) = retry_after {
                    answer = answer.with_header("retry-after", &seconds.to_string());
                }
                if *readable {
                    answer = answer.with_header("access-control-expose-headers", "retry-after");
                }
                answer
            }
            Fault::Redirect(to) => Answer::empty(302).with_header("location", to),
            Fault::Echo => {
                let key = self.with(request, |vendor, parts| vendor.typed(request, parts).key).flatten();
                let body = String::from_utf8_lossy(&request.body);
                refuse(self, 400, &format!("Cannot process {body} for key {}", key.unwrap_or_default()))
            }
            Fault::Delay(_) | Fault::Hold(_) | Fault::HoldAnswer(_) | Fault::Then(..) => self.handle(request),
        })
    }

    /// Does something with the vendor of a request and with what follows its name in the path.
    fn with<T>(&mut self, request: &Request, f: impl FnOnce(&mut dyn Vendor, &[&str]) -> T) -> Option<T> {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (name, parts) = parts.split_first()?;
        Some(f(self.vendor(name)?, parts))
    }
}

/// What stands between a page and a vendor shows when the vendor is away.
const PAGE: &str = "<!doctype html>\n<html><head><title>502 Bad Gateway</title></head>\n\
                    <body><center><h1>502 Bad Gateway</h1></center></body></html>\n";

fn nowhere() -> Answer {
    Answer::typed(404, "text/plain; charset=utf-8", "There is no such vendor here.")
}

fn said_of(status: u16) -> &'static str {
    match status {
        400 => "The request is not valid",
        401 => "Authentication required",
        402 => "Quota exceeded",
        403 => "Access denied",
        404 => "Not found",
        409 => "The connection was changed by another request",
        429 => "Too many requests",
        500 => "Internal server error",
        502 => "Bad gateway",
        503 => "Service unavailable",
        _ => "The request failed",
    }
}

/// Gives one row an id that is a number and tags that are a text.
fn break_row(vendor: &dyn Vendor, answer: Answer, row: usize) -> Answer {
    let mut body = answer.value();
    if let Some(serde_json::Value::Object(row)) = vendor.rows(&mut body).and_then(|rows| rows.get_mut(row)) {
        row.insert("id".into(), 17.into());
        row.insert("tags".into(), "billing".into());
    }
    Answer { body: body.to_string().into_bytes(), ..answer }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::pica::DEMO_KEY;
    use crate::sentinel::{Place, SENTINELS};

    const LIST: &str = "/pica/v1/vault/connections";

    fn world() -> World {
        World::generate(Options::default(), 20, 1)
    }

    fn list() -> Request {
        Request::new("GET", LIST).with_header("x-pica-secret", DEMO_KEY)
    }

    /// A save of the newest connection.
    fn save(world: &World, tags: &Value) -> Request {
        let path = format!("{LIST}/{}", world.pica.connections()[0].id);
        Request::new("PATCH", &path).with_header("x-pica-secret", DEMO_KEY).with_json(&json!({"tags": tags}))
    }

    /// What arrives of a save that a fault befalls, and whether it was done.
    fn saved(fault: &Fault) -> (Delivery, bool) {
        let mut world = world();
        let request = save(&world, &json!(["saved"]));
        let delivery = world.deliver(&request, fault);
        (delivery, world.pica.connections()[0].tags == ["saved"])
    }

    fn arrived(delivery: Delivery) -> Answer {
        match delivery {
            Delivery::Whole(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_on_demand_does_nothing() {
        for (fault, status) in [
            (Fault::Status(409), 409),
            (Fault::Legacy(400), 400),
            (Fault::PlainText(500, "upstream".into()), 500),
            (Fault::Html(502), 502),
            (Fault::TooMany { retry_after: None, readable: false }, 429),
            (Fault::Redirect("https://elsewhere.example/".into()), 302),
            (Fault::Echo, 400),
        ] {
            let (delivery, done) = saved(&fault);
            assert_eq!((arrived(delivery).status, done), (status, false), "{fault:?}");
        }
        assert_eq!(saved(&Fault::DropBefore), (Delivery::Dropped, false));
    }

    #[test]
    fn what_only_spoils_the_answer_does_what_was_asked() {
        for fault in
            [Fault::DropAfter, Fault::CutBody, Fault::Empty, Fault::NotJson, Fault::WrongTypeInRow(0)]
        {
            assert!(saved(&fault).1, "{fault:?}");
        }
        let Delivery::Cut(answer) = saved(&Fault::CutBody).0 else { panic!("it is cut") };
        assert_eq!(answer.value()["tags"], json!(["saved"]));
        assert_eq!(arrived(saved(&Fault::Empty).0), Answer::empty(200));
        let answer = arrived(saved(&Fault::NotJson).0);
        assert_eq!((answer.value(), answer.header("content-type")), (Value::Null, Some("application/json")));
    }

    #[test]
    fn a_wait_changes_no_answer_and_goes_before_other_faults() {
        let wait = || Fault::Delay(std::time::Duration::from_secs(1));

        assert_eq!(arrived(saved(&wait()).0).status, 200);
        assert_eq!(arrived(saved(&wait().then(wait()).then(Fault::Status(500))).0).status, 500);
    }

    #[test]
    fn one_row_is_spoilt_and_the_others_are_not() {
        let mut world = world();
        let whole = world.handle(&list()).value();
        let spoilt = arrived(world.deliver(&list(), &Fault::WrongTypeInRow(1))).value();

        assert_eq!((&spoilt["rows"][1]["id"], &spoilt["rows"][1]["tags"]), (&json!(17), &json!("billing")));
        assert_eq!((&spoilt["rows"][0], &spoilt["rows"][2]), (&whole["rows"][0], &whole["rows"][2]));
        assert_eq!(spoilt["total"], whole["total"]);
    }

    #[test]
    fn a_list_that_goes_round_gives_its_first_page_for_every_other() {
        let mut world = world();
        let first = world.handle(&list()).value();
        let mut second = list();
        second.query.push(("page".into(), "2".into()));

        assert_eq!(arrived(world.deliver(&second, &Fault::FirstPage)).value(), first);
    }

    #[test]
    fn an_echo_repeats_the_key_and_what_was_submitted() {
        let message = arrived(saved(&Fault::Echo).0).value()["message"].to_string();

        assert!(message.contains(DEMO_KEY) && message.contains("saved"), "{message}");
    }

    #[test]
    fn too_many_requests_may_say_how_long_to_wait() {
        let answer = |retry_after, readable| arrived(saved(&Fault::TooMany { retry_after, readable }).0);

        assert_eq!(answer(Some(7), true).header("retry-after"), Some("7"));
        assert_eq!(answer(Some(7), true).header("access-control-expose-headers"), Some("retry-after"));
        assert_eq!(answer(Some(7), false).header("access-control-expose-headers"), None);
        assert_eq!(answer(None, false).header("retry-after"), None);
    }

    #[test]
    fn the_shape_of_2025_can_be_had() {
        assert_eq!(arrived(saved(&Fault::Legacy(404)).0).value()["code"], 2005);
    }

    #[test]
    fn every_word_of_the_table_is_found_where_it_can_be_typed() {
        let mut world = world();
        for sentinel in SENTINELS {
            let request = match sentinel.place {
                Place::Saved => save(&world, &json!(["billing", sentinel.word])),
                Place::Key | Place::KeyOfList => {
                    Request::new("GET", LIST).with_header("x-one-secret", sentinel.word)
                }
            };
            let fault = world.sentinel(&request).map(|fault| format!("{fault:?}"));
            assert_eq!(fault, Some(format!("{:?}", (sentinel.fault)())), "{}", sentinel.word);
            assert!(world.handle(&request).status < 300, "{} is otherwise good", sentinel.word);
        }
        assert!(world.sentinel(&list()).is_none());
    }

    #[test]
    fn there_is_nothing_but_the_vendors() {
        assert_eq!(world().handle(&Request::new("GET", "/elsewhere/v1")).status, 404);
        assert_eq!(world().handle(&Request::new("GET", "")).status, 404);
        let unknown = Request::new("GET", "/pica/v2").with_header("x-pica-secret", DEMO_KEY);
        assert_eq!(world().handle(&unknown).value()["message"], "Route /pica/v2 not found");
    }
}
