//! Very many connections: found, counted and sorted in memory.
//!
//! The table reads only the fleet, and the crawl fills it. This first version keeps plain rows;
//! the interface is the one that a columnar index will stand behind: rows are named by [`RowId`]
//! and handed out by value, only those that are shown. No I/O and no browser may come in here.

mod facet;
mod filter;
mod fleet;
mod health;
mod order;
mod sort;
mod text;

pub use facet::{Activity, Count, Facet};
pub use filter::{Chosen, Filter, day_end, day_start};
pub use fleet::{Fleet, Found, Put, Row, RowId};
pub use health::{By, Health};
pub use sort::{Column, Sort};
pub use text::Field;
