//! Peaka's traps, met by the client on one end of the wire and set by the sandbox on the other.
