//! The API of each vendor as calls and answers: no I/O, no browser.
