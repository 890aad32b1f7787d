//! Addresses that a vendor wants a person to open.

use percent_encoding::percent_decode_str;

const STATE: &str = "state";

/// An address that may be offered as a link: https, or http on this machine, and nothing that only looks like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    url: String,
    /// A parameter of the answer and what stands in it, where that is not the link's own `state`.
    mark: Option<(&'static str, String)>,
}

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
        let is_safe = plain && is_safe && !host.is_empty() && !authority.contains('@');
        is_safe.then(|| Self { url: url.to_owned(), mark: None })
    }

    /// The same, answered by whoever comes back with this in a parameter.
    #[must_use]
    pub fn answered_with(self, parameter: &'static str, value: String) -> Self {
        Self { mark: Some((parameter, value)), ..self }
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host that it leads to, for people to see beforehand.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }

    /// What ties the answer of a consent page to the question: <https://www.rfc-editor.org/rfc/rfc6749#section-10.12>.
    #[must_use]
    pub fn state(&self) -> Option<String> {
        parameter(self.url.split_once('?')?.1.split('#').next()?, STATE)
    }

    /// Whether somebody who came back with this query was sent there by this link.
    #[must_use]
    pub fn is_answered_by(&self, query: &str) -> bool {
        match &self.mark {
            Some((name, value)) => parameter(query, name).as_ref() == Some(value),
            None => parameter(query, STATE) == self.state(),
        }
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

    #[test]
    fn who_comes_back_from_elsewhere_answers_nothing() {
        let link = |url| Link::new(url).unwrap();
        let stated = link("https://accounts.example/o?state=s1");
        assert!(stated.is_answered_by("?code=1&state=s1"));
        assert!(!stated.is_answered_by("?code=1&state=s2") && !stated.is_answered_by("?code=1"));
        let plain = link("https://accounts.example/o");
        assert!(plain.is_answered_by("?code=1") && !plain.is_answered_by("?code=1&state=s1"));
        let marked = plain.answered_with("account", "ca 1".into());
        assert!(marked.is_answered_by("?status=success&account=ca%201"));
        assert!(!marked.is_answered_by("?account=ca_2") && !marked.is_answered_by("?status=success"));
    }
}
