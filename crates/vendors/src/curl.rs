//! A request as a command for a shell: <https://curl.se/docs/manpage.html>.

use crate::http::Request;
use crate::send::GATEWAY_HEADER;
use crate::source::{Auth, Source};

/// The variable that stands for the key.
pub const KEY: &str = "PATCHBAY_KEY";

/// The command that sends a request. It holds no secret: the key is a variable, and what was typed is struck out.
/// `origin` is that of the panel, for a base URL that is a path.
#[must_use]
pub fn curl(source: &Source, request: &Request, origin: &str) -> String {
    let here = if source.base.origin().is_none() { origin } else { "" };
    let mut command = format!(
        "curl --request {} {}",
        request.method.as_str(),
        quoted(&format!("{here}{}{}", source.base, request.target()))
    );
    let mut argument = |text: String| {
        command.push_str(" \\\n  ");
        command.push_str(&text);
    };
    argument(format!("--header {}", quoted("Accept: application/json")));
    match source.auth {
        Auth::Gateway { .. } => argument(format!("--header {}", quoted(&format!("{GATEWAY_HEADER}: 1")))),
        Auth::Key | Auth::Host => {
            let usual = source.vendor.auth(source);
            let name = source.auth_header.as_deref().unwrap_or(usual.name);
            argument(format!("--header {}\"${KEY}\"", quoted(&format!("{name}: {}", usual.scheme))));
        }
    }
    if let Some(body) = &request.body {
        argument(format!("--header {}", quoted("Content-Type: application/json")));
        argument(format!("--data-raw {}", quoted(&body.to_string())));
    }
    command
}

/// As one word of a POSIX shell, whatever is in it:
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02>.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::base::BaseUrl;
    use crate::body::Body;
    use crate::http::Method;
    use crate::pica::Pica;
    use crate::secret::Secret;
    use crate::vendor::Vendor;

    fn source(base: &str, auth: Auth) -> Source {
        Source { auth, ..Source::of("pica", &Pica, BaseUrl::parse(base, Pica.about().domains).unwrap()) }
    }

    fn patch() -> Request {
        let body =
            Body::object().with("name", json!("it's")).with("password", Secret::new("hunter22".into()));
        Request::new(Method::Patch, &["v1", "a b"]).query("q", "x&y").body(body)
    }

    #[test]
    fn the_key_is_a_variable_and_no_secret_is_in_it() {
        insta::assert_snapshot!(curl(&source("https://api.picaos.com", Auth::Key), &patch(), "https://here"), @r#"
        curl --request PATCH 'https://api.picaos.com/v1/a%20b?q=x%26y' \
          --header 'Accept: application/json' \
          --header 'x-pica-secret: '"$PATCHBAY_KEY" \
          --header 'Content-Type: application/json' \
          --data-raw '{"name":"it'\''s","password":"•••"}'
        "#);
    }

    #[test]
    fn through_a_gateway_it_goes_to_the_panels_origin_without_a_key() {
        let gateway = source("/gateway/pica", Auth::Gateway { include_cookies: false });
        insta::assert_snapshot!(curl(&gateway, &Request::new(Method::Delete, &["v1", "x"]), "https://here"), @r"
        curl --request DELETE 'https://here/gateway/pica/v1/x' \
          --header 'Accept: application/json' \
          --header 'X-Patchbay: 1'
        ");
    }
}
