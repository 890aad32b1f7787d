//! What becomes of keys and of all that is typed as a secret, and of what is typed at all: true of every vendor and
//! for any text, so a further vendor has nothing to add here.

mod apart;
mod echoes;
mod listed;
mod patches;
mod shown;
mod stage;
