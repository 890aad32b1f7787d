//! Auth configs: how the accounts of a toolkit are authorised.

use super::secret;
use super::toolkit::{TOOLKITS, Toolkit};
use crate::random::Random;

/// One way to authorise accounts of a toolkit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthConfig {
    /// `ac_` and twelve characters.
    pub id: String,
    /// An older id.
    pub uuid: String,
    /// A display name.
    pub name: String,
    /// `gmail`.
    pub toolkit: String,
    /// `OAUTH2`.
    pub auth_scheme: String,
    /// Whether its OAuth client is Composio's own, so that no secret of its accounts is ever said.
    pub is_composio_managed: bool,
    /// Whether accounts can use it.
    pub is_enabled: bool,
}

/// Those of the project: one for each scheme of each toolkit, Composio's own before it where there is one, and a
/// retired one.
pub(super) fn all(random: &mut Random) -> Vec<AuthConfig> {
    let mut configs = Vec::new();
    for toolkit in &TOOLKITS {
        for scheme in toolkit.schemes {
            if toolkit.managed && *scheme == "OAUTH2" {
                let config = config(random, toolkit, scheme, "managed");
                configs.push(AuthConfig { is_composio_managed: true, ..config });
            }
            configs.push(config(random, toolkit, scheme, "own"));
        }
        if toolkit.slug == "trello" {
            configs.push(AuthConfig { is_enabled: false, ..config(random, toolkit, "OAUTH1", "retired") });
        }
    }
    configs
}

fn config(random: &mut Random, toolkit: &Toolkit, scheme: &str, which: &str) -> AuthConfig {
    let scheme_in_name = scheme.to_lowercase().replace('_', "-");
    AuthConfig {
        id: format!("ac_{}", secret::chars(random, 12)),
        uuid: random.uuid(),
        name: format!("{}-{scheme_in_name}-{which}", toolkit.slug),
        toolkit: toolkit.slug.to_owned(),
        auth_scheme: scheme.to_owned(),
        is_composio_managed: false,
        is_enabled: true,
    }
}
