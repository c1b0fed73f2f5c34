//! Goals in words are judged by a person, period by period.

use crate::text_enum;

text_enum! {
    /// How far a goal is, as the coordinator judges it.
    pub enum Level {
        /// Đạt.
        Reached = "reached",
        /// Đang thực hiện.
        InProgress = "in-progress",
        /// Có nguy cơ không đạt.
        AtRisk = "at-risk",
        /// Chưa đánh giá.
        NotAssessed = "not-assessed",
    }
}
