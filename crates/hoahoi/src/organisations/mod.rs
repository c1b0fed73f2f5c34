//! Organisations over time.
//!
//! Agencies change; duties stay. A plan keeps the names it was printed with; who answers today is worked out for a
//! date from the successions recorded here, each with its deciding document. [`Directory`] is the snapshot that
//! the rest of the system asks; [`Directory::answers`] is the one function that decides.

mod answers;
pub mod data;
mod directory;
pub mod history;
mod model;
mod routes;
pub mod store;
pub mod texts;

pub use answers::{Answer, Candidate, Matter, Open, Step};
pub use directory::{Directory, Resolution};
pub use model::{
    Confidence, Function, Kind, MembersOf, Organisation, Succession, SuccessionKind, System, Vocabulary,
    id_of,
};
pub use routes::routes;
