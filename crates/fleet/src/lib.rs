//! Very many connections: columns, search, facets, sort; no I/O, no browser.
