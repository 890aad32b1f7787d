//! What the tests of the whole share: the clients with their sandboxes, without a socket.

pub mod play;
