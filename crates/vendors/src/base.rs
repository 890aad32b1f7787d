//! Where a source's requests may go. What is refused here gets no request at all.

use std::fmt;

/// The base of a vendor's API, checked: https, http on this machine, or a path on the panel's own
/// origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseUrl {
    /// A path on the origin that served the panel.
    Own(String),
    /// Another origin and a path on it.
    Foreign {
        /// Such as `https://api.picaos.com`.
        origin: String,
        /// Empty, or begins with a slash and does not end with one.
        path: String,
    },
}

/// Why a base URL is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Neither `https://…` nor a path.
    NotAbsolute,
    /// The key would cross the network in the clear.
    PlainHttp,
    /// `https://user@host`: what stands before the `@` only looks like the host.
    UserInfo,
    /// A host that is not written in plain letters, digits, dots and hyphens.
    Host,
    /// A host that carries a vendor's name and is not the vendor's.
    LookAlike,
    /// A port that is no number from 1 to 65535.
    Port,
    /// A query, a fragment or a path that climbs.
    Path,
}

impl BaseUrl {
    /// Checks a base URL. `known` are the domains of the vendor it is meant for.
    ///
    /// Only a narrow, unmistakable form is let through, because browsers mend much (`\` becomes
    /// `/`, a tab disappears) and what was mended may lead elsewhere than it reads:
    /// <https://url.spec.whatwg.org/#url-parsing>.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str, known: &[&str]) -> Result<Self, Unfit> {
        if let Some(rest) = text.strip_prefix('/') {
            // `//host` is another origin.
            return if rest.starts_with('/') { Err(Unfit::NotAbsolute) } else { path(text).map(Self::Own) };
        }
        let (scheme, rest) = text.split_once("://").ok_or(Unfit::NotAbsolute)?;
        let (authority, rest) = match rest.find(['/', '?', '#', '\\']) {
            Some(at) => rest.split_at_checked(at).ok_or(Unfit::Path)?,
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(Unfit::UserInfo);
        }
        let authority = authority.to_ascii_lowercase();
        let (host, port) = host_and_port(&authority)?;
        match scheme.to_ascii_lowercase().as_str() {
            "https" => {}
            "http" if is_loopback(host) => {}
            "http" => return Err(Unfit::PlainHttp),
            _ => return Err(Unfit::NotAbsolute),
        }
        if known.iter().any(|domain| looks_like(host, domain)) {
            return Err(Unfit::LookAlike);
        }
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let scheme = scheme.to_ascii_lowercase();
        Ok(Self::Foreign { origin: format!("{scheme}://{host}{port}"), path: path(rest)? })
    }

    /// The origin, as a host has to allow it; none for the panel's own.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::Own(_) => None,
            Self::Foreign { origin, .. } => Some(origin),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(path) => f.write_str(path),
            Self::Foreign { origin, path } => write!(f, "{origin}{path}"),
        }
    }
}

fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), Unfit> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port = match port {
        None => None,
        Some(digits) => match digits.parse() {
            Ok(port) if port != 0 && digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(port),
            _ => return Err(Unfit::Port),
        },
    };
    let plain = !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with("xn--"));
    if plain || host == "[::1]" { Ok((host, port)) } else { Err(Unfit::Host) }
}

fn is_loopback(host: &str) -> bool {
    let is_v4 = || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || host == "[::1]" || is_v4()
}

/// Whether a host bears a vendor's domain without being in it: `api.picaos.com.evil.test`,
/// `picaos-com.test`, `p1caos.com`.
fn looks_like(host: &str, domain: &str) -> bool {
    let inside = host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    !inside && skeleton(host).contains(&skeleton(domain))
}

/// What a glance keeps of a host.
fn skeleton(host: &str) -> String {
    host.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| match character {
            '0' => 'o',
            '1' | 'l' => 'i',
            '3' => 'e',
            '5' => 's',
            other => other,
        })
        .collect()
}

fn path(text: &str) -> Result<String, Unfit> {
    let path = text.trim_end_matches('/');
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    let climbs =
        path.split('/').skip(1).any(|segment| segment.is_empty() || segment == "." || segment == "..");
    if plain && !climbs { Ok(path.to_owned()) } else { Err(Unfit::Path) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<String, Unfit> {
        BaseUrl::parse(text, &["picaos.com", "withone.ai"]).map(|base| base.to_string())
    }

    #[test]
    fn what_a_host_would_write_is_taken() {
        for (given, taken) in [
            ("https://api.picaos.com", "https://api.picaos.com"),
            ("HTTPS://API.picaos.com/", "https://api.picaos.com"),
            ("https://api.withone.ai:8443/v2/", "https://api.withone.ai:8443/v2"),
            ("http://127.0.0.1:8080/pica", "http://127.0.0.1:8080/pica"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[::1]:3000/x", "http://[::1]:3000/x"),
            ("/gateway/pica", "/gateway/pica"),
            ("/", ""),
        ] {
            assert_eq!(parse(given).as_deref(), Ok(taken), "{given}");
        }
    }

    #[test]
    fn what_may_lead_elsewhere_is_refused() {
        for (given, why) in [
            ("http://api.picaos.com", Unfit::PlainHttp),
            ("http://127.0.0.1.evil.test", Unfit::PlainHttp),
            ("http://localhost.evil.test", Unfit::PlainHttp),
            ("https://api.picaos.com@evil.test", Unfit::UserInfo),
            ("https://user:pass@api.picaos.com", Unfit::UserInfo),
            ("https://api.picaos.com.evil.test", Unfit::LookAlike),
            ("https://api-picaos.com", Unfit::LookAlike),
            ("https://api.p1caos.com", Unfit::LookAlike),
            ("https://api.picaos-com.test", Unfit::LookAlike),
            ("https://api.pіcaos.com", Unfit::Host),
            ("https://xn--pcaos-p4a.com", Unfit::Host),
            ("https://api%2Epicaos.com", Unfit::Host),
            ("https://", Unfit::Host),
            ("https://a..b", Unfit::Host),
            ("https://host:0", Unfit::Port),
            ("https://host:+80", Unfit::Port),
            ("https://host:99999", Unfit::Port),
            ("https://host\\@evil.test", Unfit::Path),
            ("https://host/a/../b", Unfit::Path),
            ("https://host/a//b", Unfit::Path),
            ("https://host?x=y", Unfit::Path),
            ("https://host/#x", Unfit::Path),
            ("//evil.test", Unfit::NotAbsolute),
            ("javascript:alert(1)", Unfit::NotAbsolute),
            ("ftp://host", Unfit::NotAbsolute),
            ("api.picaos.com", Unfit::NotAbsolute),
            ("", Unfit::NotAbsolute),
        ] {
            assert_eq!(parse(given), Err(why), "{given}");
        }
    }

    proptest! {
        #[test]
        fn no_text_leads_to_an_unencrypted_foreign_host(host in "[a-z0-9.:@/\\\\%-]{1,30}") {
            if let Ok(url) = parse(&format!("http://{host}")) {
                let rest = url.strip_prefix("http://").unwrap();
                let host = rest.split(['/', ':']).next().unwrap();
                prop_assert!(host == "localhost" || host.starts_with("127."), "{}", url);
            }
        }
    }
}
