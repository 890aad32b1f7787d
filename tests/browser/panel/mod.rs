//! The panel itself: what people do with it, what they see, and what the vendor is asked for it.
//!
//! One flow runs on all three engines ([`core`]); everything else, on the engine that can do everything.

mod about_platform;
mod accessible;
mod bad_input;
mod columns;
mod composio;
mod composio_alias;
mod core;
mod curl;
mod delete;
mod detail;
mod edit_tags;
mod embedded;
mod faults_of_writes;
mod filters;
mod four;
mod gateway;
mod key_check;
mod oauth_return;
mod omni;
mod omni_account;
mod omni_environment;
mod omni_files;
mod omni_key;
mod omni_password;
mod omni_refusals;
mod omni_role;
mod omni_schema;
mod omni_secrets;
mod omni_source;
mod omni_trash;
mod peaka;
mod peaka_consent;
mod peaka_credentials;
mod peaka_delete;
mod peaka_projects;
mod peaka_rename;
mod rename;
mod secrets;
mod states;
mod stopped;
mod table;
mod user;
