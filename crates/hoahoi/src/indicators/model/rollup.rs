//! What agencies say of an indicator in a period, and how it becomes one figure. Who has not reported is not zero.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::amount::Amount;
use crate::digest::hex;
use crate::text_enum;

text_enum! {
    /// How the figure of the plan comes about.
    pub enum Rollup {
        /// The sum of what the agencies report.
        Sum = "sum",
        /// The mean of what the agencies report.
        Mean = "mean",
        /// The sum of numerators over the sum of denominators.
        Ratio = "ratio",
        /// Counted in the information database.
        Register = "register",
    }
}

/// What was reported: a value, or the two parts of a ratio, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// The value; of a ratio empty.
    pub value: Option<Amount>,
    /// Above the line.
    pub numerator: Option<Amount>,
    /// Below the line.
    pub denominator: Option<Amount>,
    /// Why there is no figure.
    pub missing: String,
}

impl Said {
    /// A value alone.
    #[must_use]
    pub fn value(value: Amount) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    /// Whether nothing has been said, not even why.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it carries the figures that a roll-up needs.
    #[must_use]
    pub fn has_figures(&self, rollup: Rollup) -> bool {
        match rollup {
            Rollup::Ratio => self.numerator.is_some() && self.denominator.is_some(),
            Rollup::Sum | Rollup::Mean | Rollup::Register => self.value.is_some(),
        }
    }

    /// A short digest: a form carries it, so that what nobody touched is told from what somebody changed.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for amount in [self.value, self.numerator, self.denominator] {
            hash.update(amount.map(|a| a.to_string()).unwrap_or_default());
            hash.update([0]);
        }
        hash.update(&self.missing);
        hex(&hash.finalize()[..12])
    }
}

/// The figure of the plan for one period or day, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rolled {
    /// The figure; nothing when nobody gave one, or when the denominators add up to zero.
    pub value: Option<Amount>,
    /// The sums above and below the line of a ratio.
    pub parts: Option<(Amount, Amount)>,
    /// Agencies whose figures were accepted.
    pub reported: usize,
    /// Agencies that reported that they have no figures.
    pub without: usize,
    /// Agencies that are to report; 0 when none is.
    pub of: usize,
}

impl Rolled {
    /// A figure that no agency reports: entered by a person, or counted.
    #[must_use]
    pub fn single(said: &Said, rollup: Rollup, percent: bool) -> Self {
        Self { reported: 0, without: 0, of: 0, ..roll_up(rollup, percent, 0, [said]) }
    }

    /// Whether figures of agencies that are to report are missing: wherever the figure is shown, that is said.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.reported < self.of
    }
}

/// Rolls up what was accepted. `of` agencies are to report; `percent` shows a ratio in hundredths.
#[must_use]
pub fn roll_up<'a>(
    rollup: Rollup,
    percent: bool,
    of: usize,
    said: impl IntoIterator<Item = &'a Said>,
) -> Rolled {
    let (with, without): (Vec<&Said>, Vec<&Said>) = said.into_iter().partition(|s| s.has_figures(rollup));
    let sum = |field: fn(&Said) -> Option<Amount>| {
        with.iter().filter_map(|s| field(s)).fold(Amount::ZERO, Amount::plus)
    };
    let mut rolled = Rolled {
        reported: with.len(),
        without: without.iter().filter(|s| !s.is_empty()).count(),
        of,
        ..Rolled::default()
    };
    if with.is_empty() {
        return rolled;
    }
    match rollup {
        Rollup::Sum | Rollup::Register => rolled.value = Some(sum(|s| s.value)),
        Rollup::Mean => {
            let n = Amount::whole(i64::try_from(with.len()).unwrap_or(i64::MAX));
            rolled.value = sum(|s| s.value).scaled(Amount::whole(1), n);
        }
        Rollup::Ratio => {
            let (above, below) = (sum(|s| s.numerator), sum(|s| s.denominator));
            let factor = if percent { Amount::HUNDRED } else { Amount::whole(1) };
            rolled.parts = Some((above, below));
            rolled.value = above.scaled(factor, below);
        }
    }
    rolled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(above: i64, below: i64) -> Said {
        Said {
            numerator: Some(Amount::whole(above)),
            denominator: Some(Amount::whole(below)),
            ..Said::default()
        }
    }

    fn none() -> Said {
        Said { missing: "chưa thống kê".into(), ..Said::default() }
    }

    #[test]
    fn a_ratio_is_that_of_the_sums_and_not_the_mean_of_ratios() {
        let rolled = roll_up(Rollup::Ratio, true, 3, &[ratio(1, 10), ratio(9, 10), none()]);
        assert_eq!(rolled.value, Some(Amount::whole(50)));
        assert_eq!(rolled.parts, Some((Amount::whole(10), Amount::whole(20))));
        assert_eq!((rolled.reported, rolled.without, rolled.is_partial()), (2, 1, true));
    }

    #[test]
    fn denominators_of_zero_give_no_figure() {
        let rolled = roll_up(Rollup::Ratio, true, 1, &[ratio(0, 0)]);
        assert_eq!((rolled.value, rolled.reported), (None, 1));
    }

    #[test]
    fn nobody_having_reported_is_not_zero_and_zero_is_zero() {
        assert_eq!(roll_up(Rollup::Sum, false, 2, &[]).value, None);
        assert_eq!(roll_up(Rollup::Sum, false, 2, &[none()]).value, None);
        let zero = roll_up(Rollup::Sum, false, 1, &[Said::value(Amount::ZERO)]);
        assert_eq!((zero.value, zero.is_partial()), (Some(Amount::ZERO), false));
        assert!(!Rolled::single(&Said::value(Amount::ZERO), Rollup::Sum, false).is_partial());
    }

    proptest! {
        #[test]
        fn who_has_no_figures_never_changes_the_figure(
            values in prop::collection::vec(-1_000_000_i64..1_000_000, 0..12), silent in 0_usize..6, rule in 0..3_usize,
        ) {
            let rollup = [Rollup::Sum, Rollup::Mean, Rollup::Ratio][rule];
            let say = |v: &i64| if rollup == Rollup::Ratio { ratio(*v, 7) } else { Said::value(Amount::whole(*v)) };
            let told: Vec<Said> = values.iter().map(say).collect();
            let mut all = told.clone();
            all.extend(std::iter::repeat_n(none(), silent));
            let of = all.len();
            let (few, many) = (roll_up(rollup, false, of, &told), roll_up(rollup, false, of, &all));
            prop_assert_eq!(few.value, many.value);
            prop_assert_eq!((many.reported, many.without), (told.len(), silent));
            prop_assert_eq!(many.is_partial(), silent > 0);
            prop_assert_eq!(many.value.is_none(), values.is_empty());
        }

        #[test]
        fn the_mean_lies_between_the_least_and_the_greatest(values in prop::collection::vec(-1_000_000_i64..1_000_000, 1..12)) {
            let told: Vec<Said> = values.iter().map(|v| Said::value(Amount::whole(*v))).collect();
            let mean = roll_up(Rollup::Mean, false, told.len(), &told).value;
            prop_assert!(mean >= values.iter().min().map(|v| Amount::whole(*v)));
            prop_assert!(mean <= values.iter().max().map(|v| Amount::whole(*v)));
        }

        #[test]
        fn the_order_of_agencies_does_not_matter(values in prop::collection::vec(-1_000_000_i64..1_000_000, 0..12)) {
            let mut told: Vec<Said> = values.iter().map(|v| Said::value(Amount::whole(*v))).collect();
            let one = roll_up(Rollup::Sum, false, 20, &told);
            told.reverse();
            prop_assert_eq!(one, roll_up(Rollup::Sum, false, 20, &told));
        }
    }
}
