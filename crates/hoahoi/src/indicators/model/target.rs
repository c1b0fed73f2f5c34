//! Where an indicator starts, where it is to go, and whether it is on its way.
//!
//! The path is a straight line from the baseline's day to the target's day. It is a way of showing, our own; no legal
//! text sets it, and every page that shows a state says so.

use super::amount::Amount;
use super::when::When;
use crate::db::Day;
use crate::text_enum;

text_enum! {
    /// Which way is better.
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

text_enum! {
    /// What the figure of the target says.
    pub enum Change {
        /// To be added to the baseline.
        Increase = "increase",
        /// To be taken from the baseline.
        Decrease = "decrease",
        /// To be arrived at.
        Reach = "reach",
    }
}

impl From<vanban::model::Change> for Change {
    fn from(change: vanban::model::Change) -> Self {
        match change {
            vanban::model::Change::Increase => Self::Increase,
            vanban::model::Change::Decrease => Self::Decrease,
            vanban::model::Change::Reach => Self::Reach,
        }
    }
}

/// Baseline and target of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Which way is better.
    pub direction: Direction,
    /// The value from which it starts; `None` while it is not established ("chưa xác định").
    pub baseline: Option<Amount>,
    /// When that was.
    pub baseline_on: Option<When>,
    /// What the figure says.
    pub change: Change,
    /// The figure.
    pub figure: Option<Amount>,
    /// Whether the figure is a percentage of the baseline.
    pub relative: bool,
    /// By when.
    pub by: Option<When>,
}

/// Where an indicator stands on its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// The target has been met.
    Reached,
    /// At the line or better.
    OnTrack,
    /// Worse than the line.
    Behind,
    /// It cannot be said, and why.
    Unknown(Why),
}

/// Why it cannot be said where an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no figure yet.
    NoData,
    /// Agencies that are to report have not.
    Partial,
    /// The baseline or its day is not established.
    NoBaseline,
    /// There is no figure to reach, or no day by which.
    NoTarget,
}

/// A figure on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The figure.
    pub value: Amount,
    /// The last day it covers.
    pub on: Day,
    /// Whether figures of some agencies are missing in it.
    pub partial: bool,
}

impl Target {
    /// The value that meets the target: the figure itself, or worked out from the baseline; nothing while that is
    /// not established.
    #[must_use]
    pub fn wanted(&self) -> Option<Amount> {
        let figure = self.figure?;
        if self.change == Change::Reach {
            return Some(figure);
        }
        let baseline = self.baseline?;
        let step = if self.relative { baseline.scaled(figure, Amount::HUNDRED)? } else { figure };
        Some(match self.change {
            Change::Increase | Change::Reach => baseline.plus(step),
            Change::Decrease => baseline.minus(step),
        })
    }

    /// How much a value has grown over the baseline, in percent; nothing while the baseline is not established, or
    /// is zero: growth over nothing cannot be worked out.
    #[must_use]
    pub fn growth(&self, value: Amount) -> Option<Amount> {
        let baseline = self.baseline?;
        value.minus(baseline).scaled(Amount::HUNDRED, baseline)
    }

    /// The value on the line at a day; the baseline before it begins, the target after its end.
    #[must_use]
    pub fn expected(&self, on: Day) -> Option<Amount> {
        let (from, to) = (self.baseline?, self.wanted()?);
        let (start, end) = (self.baseline_on?.last_day(), self.by?.last_day());
        let days = |a: Day, b: Day| i64::from((b.0 - a.0).get_days());
        let whole = days(start, end);
        let gone = days(start, on);
        if gone >= whole {
            return Some(to);
        }
        let step = to.minus(from).scaled(Amount::whole(gone.max(0)), Amount::whole(whole))?;
        Some(from.plus(step))
    }

    /// Where a figure stands on the path. A figure with agencies missing is not judged.
    #[must_use]
    pub fn path(&self, latest: Option<Standing>) -> Path {
        let Some(latest) = latest else { return Path::Unknown(Why::NoData) };
        if latest.partial {
            return Path::Unknown(Why::Partial);
        }
        if self.figure.is_none() || self.by.is_none() {
            return Path::Unknown(Why::NoTarget);
        }
        let Some(wanted) = self.wanted() else { return Path::Unknown(Why::NoBaseline) };
        if self.is_as_good(latest.value, wanted) {
            return Path::Reached;
        }
        match self.expected(latest.on) {
            None => Path::Unknown(Why::NoBaseline),
            Some(expected) if self.is_as_good(latest.value, expected) => Path::OnTrack,
            Some(_) => Path::Behind,
        }
    }

    fn is_as_good(&self, value: Amount, as_this: Amount) -> bool {
        match self.direction {
            Direction::Higher => value >= as_this,
            Direction::Lower => value <= as_this,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn fifty_percent(baseline: Option<i64>) -> Target {
        Target {
            direction: Direction::Higher,
            baseline: baseline.map(Amount::whole),
            baseline_on: Some(When::Year(2023)),
            change: Change::Increase,
            figure: Some(Amount::whole(50)),
            relative: true,
            by: Some(When::Year(2030)),
        }
    }

    fn standing(value: i64, on: &str) -> Option<Standing> {
        Some(Standing { value: Amount::whole(value), on: on.parse().unwrap(), partial: false })
    }

    #[test]
    fn fifty_percent_more_than_24_is_36() {
        let target = fifty_percent(Some(24));
        assert_eq!(target.wanted(), Some(Amount::whole(36)));
        assert_eq!(target.growth(Amount::whole(29)).unwrap().show_rounded(), "20,83");
        assert_eq!(target.path(standing(36, "2026-06-14")), Path::Reached);
        assert_eq!(target.path(standing(29, "2026-06-14")), Path::OnTrack);
        assert_eq!(target.path(standing(28, "2026-06-14")), Path::Behind);
        assert_eq!(target.path(standing(35, "2031-01-01")), Path::Behind);
    }

    #[test]
    fn without_a_baseline_nothing_is_worked_out() {
        let target = fifty_percent(None);
        assert_eq!(target.wanted(), None);
        assert_eq!(target.growth(Amount::whole(29)), None);
        assert_eq!(target.path(standing(29, "2026-06-14")), Path::Unknown(Why::NoBaseline));
        assert_eq!(fifty_percent(Some(0)).growth(Amount::whole(5)), None, "growth over nothing");
        let open = Target { by: None, ..fifty_percent(Some(24)) };
        assert_eq!(open.path(standing(29, "2026-06-14")), Path::Unknown(Why::NoTarget));
        assert_eq!(open.path(None), Path::Unknown(Why::NoData));
    }

    #[test]
    fn a_figure_with_agencies_missing_is_not_judged() {
        let partial = standing(40, "2026-06-14").map(|s| Standing { partial: true, ..s });
        assert_eq!(fifty_percent(Some(24)).path(partial), Path::Unknown(Why::Partial));
    }

    #[test]
    fn where_less_is_better_below_the_line_is_on_track() {
        let target = Target {
            direction: Direction::Lower,
            change: Change::Decrease,
            figure: Some(Amount::whole(30)),
            relative: false,
            ..fifty_percent(Some(100))
        };
        assert_eq!(target.wanted(), Some(Amount::whole(70)));
        assert_eq!(target.path(standing(60, "2024-06-14")), Path::Reached);
        assert_eq!(target.path(standing(95, "2024-12-31")), Path::OnTrack);
        assert_eq!(target.path(standing(99, "2024-12-31")), Path::Behind);
    }

    proptest! {
        #[test]
        fn the_line_runs_from_the_baseline_to_the_target(
            baseline in 1_i64..1_000_000, percent in 1_i64..500, days in 0_i64..6000,
        ) {
            let target = Target { figure: Some(Amount::whole(percent)), ..fifty_percent(Some(baseline)) };
            let from: Day = "2023-12-31".parse().unwrap();
            let on = Day(from.0.saturating_add(jiff::Span::new().days(days)));
            let expected = target.expected(on).unwrap();
            prop_assert!(expected >= Amount::whole(baseline) && expected <= target.wanted().unwrap());
            prop_assert_eq!(target.expected(from), Some(Amount::whole(baseline)));
            let next = Day(on.0.saturating_add(jiff::Span::new().days(1)));
            prop_assert!(target.expected(next).unwrap() >= expected, "it never turns back");
        }

        #[test]
        fn growth_and_target_agree(baseline in 1_i64..1_000_000, percent in 0_i64..500) {
            let target = Target { figure: Some(Amount::whole(percent)), ..fifty_percent(Some(baseline)) };
            let grown = target.growth(target.wanted().unwrap()).unwrap();
            let off = grown.minus(Amount::whole(percent)).as_f64().abs();
            prop_assert!(off < 0.0001, "{off}");
        }
    }
}
