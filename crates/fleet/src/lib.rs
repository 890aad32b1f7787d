//! Very many connections: found, counted and sorted in memory, as fast as one types.
//!
//! The table reads only the fleet, and the crawl fills it. Rows are named by [`RowId`] and handed out by value, only
//! those that are shown. Inside, a row is a few numbers and a line of text:
//!
//! - `rows` holds the columns, `distinct` and `texts` what the numbers stand for, `lines` the packed text.
//! - `terms` takes apart what was typed, `search` finds where it stands, `counts` decides the rest and counts, `orders`
//!   knows the rows by each column.
//!
//! No I/O and no browser may come in here.

mod bits;
mod counts;
mod distinct;
mod facet;
mod filter;
mod fleet;
mod health;
mod index;
mod lines;
mod order;
mod orders;
mod rows;
mod search;
mod sort;
mod sorted;
mod terms;
mod texts;

pub use facet::{Activity, Count, Facet};
pub use filter::{Chosen, Filter, day_end, day_start};
pub use fleet::{Fleet, Found, Put, RowId};
pub use health::{By, Health};
pub use rows::Row;
pub use sort::{Column, Sort};
pub use terms::Field;
