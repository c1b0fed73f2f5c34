//! What indicators, targets and goals are, and their rules. Pure.

mod amount;
mod goal;
mod printed;
mod register;
mod rollup;
mod target;
mod when;

pub use amount::{Amount, BadAmount};
pub use goal::Level;
pub use printed::{Place, PrintedTarget, goals, place_of, targets};
pub use register::{Counted, Register, conditions, years};
pub use rollup::{Rolled, Rollup, Said, roll_up};
pub use target::{Change, Direction, Path, Standing, Target, Why};
pub use when::When;
