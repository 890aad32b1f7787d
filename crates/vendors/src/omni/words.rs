//! Omni's own sentences.

use crate::words::Sentence;

pub(super) static IN_TRASH: Sentence = Sentence { en: "It is in the trash; restore it in Omni." };
pub(super) static NAME_FIXED: Sentence =
    Sentence { en: "Omni does not let a name be changed from outside; its own settings do." };
pub(super) static NO_SWITCH: Sentence = Sentence { en: "Omni cannot switch a connection on or off." };
pub(super) static NO_RECONNECT: Sentence =
    Sentence { en: "Omni signs in with stored credentials, not by consent: update them instead." };
pub(super) static NO_SCHEMA_MODEL: Sentence = Sentence {
    en: "Omni names no schema of this connection, or none that this key may see. Open the connection in Omni once.",
};

pub(super) static TO_TRASH: Sentence = Sentence {
    en: "Omni moves it to its trash and erases its credentials for good; it can only be restored in Omni.",
};
pub(super) static UNTRIED: Sentence = Sentence {
    en: "Omni may store what you enter without trying it. Run a query over the connection afterwards.",
};
pub(super) static ROLE_TOO: Sentence = Sentence { en: "Change the role too" };
pub(super) static CREDENTIALS_TOO: Sentence = Sentence { en: "Update the credentials too" };
pub(super) static NOTHING_CHANGED: Sentence = Sentence { en: "Nothing is changed yet." };
pub(super) static REMOVE_OR_CHANGE: Sentence =
    Sentence { en: "Either remove the attribute or change it, not both at once." };

pub(super) static PASSWORD: Sentence = Sentence { en: "passwordUnencrypted" };
pub(super) static KEY_FILE_HINT: Sentence =
    Sentence { en: "The whole key file of a service account, in JSON, as Google Cloud made it." };
pub(super) static PRIVATE_KEY: Sentence = Sentence { en: "privateKey" };
pub(super) static PRIVATE_KEY_HINT: Sentence =
    Sentence { en: "An RSA key of 2048 bits or more, in PKCS#8 and PEM, without a passphrase." };
pub(super) static BASE_ROLE: Sentence = Sentence { en: "baseRole" };
pub(super) static ROLE_HINT: Sentence =
    Sentence { en: "What everybody who has no other role may do on this connection." };
pub(super) static CUSTOM_ROLE: Sentence = Sentence { en: "Custom role" };
pub(super) static NO_ROLE: Sentence = Sentence { en: "Not said" };
pub(super) static VIEWER: Sentence = Sentence { en: "VIEWER: view the model" };
pub(super) static QUERIER: Sentence = Sentence { en: "QUERIER: view and query the model" };
pub(super) static QUERY_TOPICS: Sentence =
    Sentence { en: "QUERY_TOPICS: query some topics (Restricted Querier)" };
pub(super) static MODELER: Sentence = Sentence { en: "MODELER: change and model the data" };
pub(super) static CONNECTION_ADMIN: Sentence = Sentence { en: "CONNECTION_ADMIN: everything" };
pub(super) static NO_ACCESS: Sentence = Sentence { en: "NO_ACCESS: nothing" };
pub(super) static ATTRIBUTE_NAME: Sentence = Sentence { en: "Attribute name" };
pub(super) static DEFAULT_VALUES: Sentence = Sentence { en: "Default values" };
pub(super) static VALUES_HINT: Sentence =
    Sentence { en: "Press Enter after each value; a comma may be part of one." };
pub(super) static REMOVE_ATTRIBUTE: Sentence = Sentence { en: "Remove attribute" };

pub(super) static STILL_RUNNING: Sentence =
    Sentence { en: "The refresh has begun, is still running, and has not been seen to end." };
pub(super) static LOOK_LATER: Sentence =
    Sentence { en: "Look at the schema in Omni in a while, before you begin another refresh." };
pub(super) static LOOK_AT_SCHEMA: Sentence =
    Sentence { en: "Check in Omni that the connection works, then try again." };

pub(super) static DEFAULT_SCHEMA: Sentence = Sentence { en: "Default schema" };
pub(super) static ATTRIBUTE: Sentence = Sentence { en: "Environment attribute" };
pub(super) static DEFAULT_VALUE: Sentence = Sentence { en: "Default value" };
pub(super) static BRANCH_ENVIRONMENTS: Sentence = Sentence { en: "Branches may choose environments" };
pub(super) static BRANCH_OVERRIDES: Sentence = Sentence { en: "Branches override the attribute" };
pub(super) static SWITCHES_MODEL: Sentence = Sentence { en: "Environments switch the schema" };
pub(super) static DELETED_AT: Sentence = Sentence { en: "In the trash since" };

pub(super) static ORG_ROLE: Sentence = Sentence { en: "Role in the organization" };
pub(super) static KEY_SCOPE: Sentence = Sentence { en: "Scope of the key" };
pub(super) static USER: Sentence = Sentence { en: "User id" };
