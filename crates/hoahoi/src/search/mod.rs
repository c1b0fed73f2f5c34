//! Finding what is public: records and the paragraphs of plans, with and without diacritics.
//!
//! Writers call [`put`] and [`remove`] in the transaction of the change; readers call [`find`]. The table
//! `search_entry` is the truth. Each replica keeps an index of it in a folder of its own ([`SearchIndex`]), follows
//! the table's log with it, and builds it anew whenever it must; what is shown is always read from the table.

mod abbreviations;
mod eval;
mod find;
mod index;
mod pages;
mod plan;
mod plans;
mod rank;
mod routes;
mod schema;
mod snippet;
mod store;
mod suggest;
mod terms;
mod texts;

pub use eval::{Figures, evaluate};
pub use find::{Found, Query, find};
pub use index::{Effort, Error, SearchIndex, keep_up};
pub use plans::{PLAN, put_plan};
pub use routes::routes;
pub use snippet::{Piece, mark, mark_line};
pub use store::{Entry, Facets, Hit, begin_anew, put, remove};
pub use terms::Terms;
pub use texts::SearchTexts;
