//! Addresses that a vendor wants a person to open.

use percent_encoding::percent_decode_str;

/// An address that may be offered as a link: https, or http on this machine, and nothing that only looks like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The link of an address, if it is safe to offer.
    ///
    /// Browsers take tabs, line breaks and outer blanks out of an address before they read it, so that `java\tscript:`
    /// would run: <https://url.spec.whatwg.org/#url-parsing>. Such an address is refused whole.
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let is_safe = match scheme {
            "https" => true,
            "http" => matches!(host, "127.0.0.1" | "localhost" | "[::1]"),
            _ => false,
        };
        (plain && is_safe && !host.is_empty() && !authority.contains('@')).then(|| Self(url.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.0
    }

    /// The host that it leads to, for people to see beforehand.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }

    /// What ties the answer of a consent page to the question: <https://www.rfc-editor.org/rfc/rfc6749#section-10.12>.
    #[must_use]
    pub fn state(&self) -> Option<String> {
        parameter(self.0.split_once('?')?.1.split('#').next()?, "state")
    }
}

/// The value of a parameter of a query string.
#[must_use]
pub fn parameter(query: &str, name: &str) -> Option<String> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| {
            Some(percent_decode_str(&value.replace('+', " ")).decode_utf8().ok()?.into_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plainly_https_is_offered() {
        for url in ["https://accounts.example/o/auth?state=a%20b&x=1", "http://127.0.0.1:8080/consent"] {
            assert_eq!(Link::new(url).as_ref().map(Link::url), Some(url));
        }
        for url in [
            "javascript:alert(1)",
            "javascript://host/%0aalert(1)",
            "java\tscript://x",
            "http://accounts.example/",
            "https://user@accounts.example/",
            "https:///x",
            "data:text/html,x",
            "https://a\\b/",
            "https://host/ x",
        ] {
            assert_eq!(Link::new(url), None, "{url}");
        }
    }

    #[test]
    fn the_state_of_a_consent_is_read() {
        let link = Link::new("https://accounts.example/o?scope=a&state=a%20b#frag").unwrap();
        assert_eq!(link.state().as_deref(), Some("a b"));
        assert_eq!(link.host(), "accounts.example");
        assert_eq!(parameter("?code=1&state=x+y", "state").as_deref(), Some("x y"));
    }
}
