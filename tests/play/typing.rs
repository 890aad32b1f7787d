//! Forms filled in as people fill them in: each field in every way that it takes.

use patchbay_vendors::connection::Detail;
use patchbay_vendors::draft::{Draft, Entry, Value};
use patchbay_vendors::form::{Field, Form, Input};
use patchbay_vendors::secret::Secret;
use serde_json::json;

/// A key that Omni takes, made for tests.
pub const PEM: &str = include_str!("../../crates/sandbox/src/omni/keys/rsa-2048.pem");

/// Whoever fills forms in.
pub struct Typist {
    /// What they type as a secret, wherever that may be any text.
    pub secret: String,
}

impl Default for Typist {
    fn default() -> Self {
        Self { secret: "s3cret-of-12".into() }
    }
}

impl Typist {
    /// A form as it stands, with each of its fields changed in each way, and with all of them changed at once. What
    /// else has to be filled in for that is for [`Typist::fit`].
    #[must_use]
    pub fn drafts(&self, form: &Form, detail: &Detail) -> Vec<Draft> {
        let mut drafts = vec![form.draft()];
        for field in &form.fields {
            for value in self.ways(field, detail) {
                let mut draft = shown(form, field);
                draft.set(field.name.clone(), value);
                drafts.push(draft);
            }
        }
        let mut all = form.draft();
        for field in form.fields.iter().filter(|field| field.when.is_none()) {
            all.set(field.name.clone(), self.fit(field, detail));
        }
        drafts.push(all);
        if form.is_open {
            for entry in [Entry::Set(Secret::new(self.secret.clone())), Entry::Remove] {
                let mut draft = form.draft();
                draft.set("field_of_ours", Value::Unseen(entry));
                drafts.push(draft);
            }
        }
        drafts
    }

    /// Every way to fill a field in.
    #[must_use]
    pub fn ways(&self, field: &Field, detail: &Detail) -> Vec<Value> {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut ways = match (&field.value, &field.input) {
            (Value::Tags(_), _) => [&[][..], &["eu"], &["billing", "eu", "büro \"1\""]]
                .map(|tags| Value::Tags(texts(tags)))
                .into(),
            (Value::Text(_), Input::Choice(choices, other)) => {
                let choices = choices.iter().map(|choice| choice.value.clone());
                choices.chain(other.map(|_| "OF_OUR_OWN".to_owned())).map(Value::Text).collect()
            }
            (Value::Text(_), _) => vec![Value::Text(String::new())],
            (Value::Flag(_), _) => [false, true].map(Value::Flag).into(),
            (Value::Unseen(_), _) if field.is_removable => vec![Value::Unseen(Entry::Remove)],
            (Value::Unseen(_), _) => Vec::new(),
        };
        ways.push(self.fit(field, detail));
        ways
    }

    /// What fits into a field.
    #[must_use]
    pub fn fit(&self, field: &Field, detail: &Detail) -> Value {
        let name = field.name.rsplit('/').next().unwrap_or_default();
        let dialect = detail.connection.platform.as_str();
        match (&field.value, name) {
            // It cannot be read back, and is none all the same.
            (Value::Unseen(_), "alias") => Value::Unseen(Entry::Set(Secret::new("Ops & mail".into()))),
            (Value::Unseen(_), "privateKey") => Value::Unseen(Entry::Set(Secret::new(PEM.to_owned()))),
            (Value::Unseen(_), "credentials_json") => self.account(),
            (Value::Unseen(_), "passwordUnencrypted") if dialect == "bigquery" => self.account(),
            (Value::Unseen(_), _) => Value::Unseen(Entry::Set(Secret::new(self.secret.clone()))),
            (Value::Text(_), "port") => Value::Text("5432".into()),
            (Value::Text(text), _) => match &field.input {
                Input::Choice(choices, _) => {
                    let other = choices.iter().find(|choice| choice.value != *text);
                    Value::Text(other.map_or_else(|| text.clone(), |choice| choice.value.clone()))
                }
                _ => Value::Text("Ops & mail".into()),
            },
            (Value::Flag(flag), _) => Value::Flag(!flag),
            (Value::Tags(_), _) => Value::Tags(vec!["eu".into()]),
        }
    }

    /// Google's key file, with the secret in it.
    fn account(&self) -> Value {
        let account = json!({
            "type": "service_account",
            "project_id": "my-gcp-project",
            "private_key_id": self.secret,
            "private_key": format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", self.secret),
            "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com",
        });
        Value::Unseen(Entry::Set(Secret::new(account.to_string())))
    }
}

/// A form as it stands, but with a field in sight.
#[must_use]
pub fn shown(form: &Form, field: &Field) -> Draft {
    let mut draft = form.draft();
    if let Some(when) = &field.when {
        draft.set(when.field.clone(), Value::Text(when.is.clone()));
    }
    draft
}
