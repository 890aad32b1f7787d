//! What exactly leaves the browser: the one place where a key meets a request.
//!
//! Pure, so that it can be proved without a browser that a key goes to its own source's base URL
//! and nowhere else. The fetch layer sends an [`Outgoing`] as it is.

use zeroize::Zeroizing;

use crate::body::Body;
use crate::error::Refusal;
use crate::http::{Method, Request};
use crate::secret::Secret;
use crate::source::{Auth, Source};

/// Without it, gateways refuse writes: a page of another origin cannot add it unasked.
pub const GATEWAY_HEADER: &str = "X-Patchbay";

/// A request as it leaves. It may hold a key, so it cannot be printed.
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Absolute, or a path on the panel's own origin.
    pub url: String,
    /// With the key, if there is one.
    pub headers: Vec<(String, Zeroizing<String>)>,
    /// JSON.
    pub body: Option<Zeroizing<String>>,
    /// Which cookies go along.
    pub cookies: Cookies,
    /// What a redirect means.
    pub redirect: Redirect,
}

/// Which cookies go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    /// None, as for every vendor.
    None,
    /// Those of the panel's own origin, as its gateway needs for a signed-in session.
    Own,
    /// Those of a gateway on another origin, where the configuration says so.
    Include,
}

/// What a redirect means. Its target never gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// A failure.
    Fail,
    /// The gateway wants a sign-in.
    SignIn,
}

/// A request of this source's with all that makes it leave.
///
/// # Errors
/// When nothing may leave at all.
pub fn outgoing(
    source: &Source,
    request: &Request,
    key: Option<&Secret>,
    read_only: bool,
) -> Result<Outgoing, Refusal> {
    if read_only && request.method.writes() {
        return Err(Refusal::ReadOnly);
    }
    let header = |name: &str, value: &str| (name.to_owned(), Zeroizing::new(value.to_owned()));
    let mut headers = vec![header("Accept", "application/json")];
    if request.body.is_some() {
        headers.push(header("Content-Type", "application/json"));
    }
    let own_origin = source.base.origin().is_none();
    match source.auth {
        Auth::Gateway { .. } => headers.push(header(GATEWAY_HEADER, "1")),
        Auth::Key | Auth::Host => {
            let key = key.filter(|key| !key.expose().is_empty()).ok_or(Refusal::KeyMissing)?;
            if !key.expose().bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
                return Err(Refusal::KeyUnusable);
            }
            let usual = source.vendor.auth(source);
            let name = source.auth_header.as_deref().unwrap_or(usual.name);
            let value = Zeroizing::new(format!("{}{}", usual.scheme, key.expose()));
            headers.push((name.to_owned(), value));
        }
    }
    let gateway_here = own_origin && matches!(source.auth, Auth::Gateway { .. });
    Ok(Outgoing {
        method: request.method,
        url: format!("{}{}", source.base, request.target()),
        headers,
        body: request.body.as_ref().map(Body::expose),
        cookies: match source.auth {
            Auth::Gateway { include_cookies: true } => Cookies::Include,
            Auth::Gateway { .. } if own_origin => Cookies::Own,
            _ => Cookies::None,
        },
        redirect: if gateway_here { Redirect::SignIn } else { Redirect::Fail },
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::BaseUrl;
    use crate::pica::Pica;
    use crate::vendor::Vendor;

    fn source(base: &str, auth: Auth) -> Source {
        Source { auth, ..Source::of("pica", &Pica, BaseUrl::parse(base, Pica.about().domains).unwrap()) }
    }

    fn get() -> Request {
        Request::new(Method::Get, &["v1", "vault", "connections"])
    }

    fn patch() -> Request {
        Request::new(Method::Patch, &["v1", "x"]).body(serde_json::json!({"tags": []}))
    }

    fn value<'a>(outgoing: &'a Outgoing, name: &str) -> Option<&'a str> {
        outgoing
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_typed_key_goes_in_the_vendors_header_without_cookies() {
        let key = Secret::new("k-123456".into());
        let sent =
            outgoing(&source("https://api.picaos.com", Auth::Key), &get(), Some(&key), false).ok().unwrap();
        assert_eq!(sent.url, "https://api.picaos.com/v1/vault/connections");
        assert_eq!(value(&sent, "x-pica-secret"), Some("k-123456"));
        assert_eq!((sent.cookies, sent.redirect), (Cookies::None, Redirect::Fail));
        assert_eq!(value(&sent, GATEWAY_HEADER), None);
    }

    #[test]
    fn without_a_key_nothing_is_sent() {
        for auth in [Auth::Key, Auth::Host] {
            let refused = outgoing(&source("https://api.picaos.com", auth), &get(), None, false).err();
            assert_eq!(refused, Some(Refusal::KeyMissing));
        }
    }

    #[test]
    fn a_key_with_a_line_break_is_refused_before_the_browser_quotes_it_in_an_error() {
        let key = Secret::new("k\r\nx-evil: 1".into());
        let refused = outgoing(&source("https://api.picaos.com", Auth::Key), &get(), Some(&key), false).err();
        assert_eq!(refused, Some(Refusal::KeyUnusable));
    }

    #[test]
    fn a_gateway_gets_no_key_and_cookies_only_on_our_own_origin() {
        let key = Secret::new("k-123456".into());
        let own = source("/gateway/pica", Auth::Gateway { include_cookies: false });
        let sent = outgoing(&own, &patch(), Some(&key), false).ok().unwrap();
        assert_eq!(sent.url, "/gateway/pica/v1/x");
        assert_eq!(value(&sent, "x-pica-secret"), None);
        assert_eq!(value(&sent, GATEWAY_HEADER), Some("1"));
        assert_eq!((sent.cookies, sent.redirect), (Cookies::Own, Redirect::SignIn));

        let foreign = source("https://gateway.test", Auth::Gateway { include_cookies: false });
        let sent = outgoing(&foreign, &get(), None, false).ok().unwrap();
        assert_eq!((sent.cookies, sent.redirect), (Cookies::None, Redirect::Fail));
    }

    #[test]
    fn read_only_lets_nothing_but_reads_out() {
        let gateway = source("/g", Auth::Gateway { include_cookies: false });
        assert_eq!(outgoing(&gateway, &patch(), None, true).err(), Some(Refusal::ReadOnly));
        assert!(outgoing(&gateway, &get(), None, true).is_ok());
    }

    proptest! {
        #[test]
        fn a_request_always_goes_to_its_sources_base(id in any::<String>(), query in any::<String>()) {
            let key = Secret::new("k-123456".into());
            let request = Request::new(Method::Get, &["v1", &id]).query("q", query);
            let sent = outgoing(&source("https://api.picaos.com", Auth::Key), &request, Some(&key), false).ok().unwrap();
            prop_assert!(sent.url.starts_with("https://api.picaos.com/v1/"));
            prop_assert!(!sent.url.contains("k-123456"));
        }
    }
}
