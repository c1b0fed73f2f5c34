//! What a reporting regime is, and the rules of Decree 09/2019/NĐ-CP. Pure: no clock, no database.

mod line;
mod money;
mod period;
mod submission;
mod timeliness;

pub use line::{Draft, Figure, LIMIT_FIGURES, LIMIT_TEXT, Progress};
pub use money::{BadAmount, LIMIT_MONEY, Money, Source, Unit, Written, parse_amount, show_amount};
pub use period::{Frequency, Period, Schedule, on_day};
pub use submission::{State, Step};
pub use timeliness::{SOON_WORKING_DAYS, Timeliness, timeliness};
