//! Exact decimals: what agencies report is added up without rounding.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

const SCALE: i128 = 1_000_000;
/// Amounts of this size and more are mistakes of typing.
const LIMIT: i128 = 1_000_000_000_000_000 * SCALE;

/// A decimal in millionths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(i128);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAmount {
    /// No number in plain notation.
    #[error("no number")]
    Unreadable,
    /// More than six decimals.
    #[error("more than six decimals")]
    TooFine,
    /// Too large to be meant.
    #[error("too large")]
    TooLarge,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// A hundred, for percentages.
    pub const HUNDRED: Self = Self(100 * SCALE);

    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Self {
        Self(i128::from(n) * SCALE)
    }

    /// The amount in Vietnamese style with all its decimals: `1.234,5`.
    #[must_use]
    pub fn show(self) -> String {
        viet::number::show_decimal(&self.to_string())
    }

    /// The amount rounded to two decimals, as a worked-out figure is shown.
    #[must_use]
    pub fn show_rounded(self) -> String {
        Self(round(self.0, SCALE / 100) * (SCALE / 100)).show()
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This times `above` over `below`, to the nearest millionth; nothing when `below` is zero.
    #[must_use]
    pub fn scaled(self, above: Self, below: Self) -> Option<Self> {
        // what was typed stays below 10^21 millionths: a product of two does not always fit, and then there is none
        let product = self.0.checked_mul(above.0)?;
        (below.0 != 0).then(|| Self(round(product, below.0)))
    }

    /// As a floating number, for drawing only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / SCALE as f64
    }
}

/// Division to the nearest, halves away from zero.
fn round(value: i128, by: i128) -> i128 {
    let (quotient, rest) = (value / by, value % by);
    if rest.unsigned_abs() * 2 >= by.unsigned_abs() {
        quotient + if (value < 0) == (by < 0) { 1 } else { -1 }
    } else {
        quotient
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / SCALE, self.0.abs() % SCALE);
        let decimals = format!("{rest:06}");
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            decimals => write!(f, "{sign}{whole}.{decimals}"),
        }
    }
}

/// Reads plain notation: `-1234.5`.
impl FromStr for Amount {
    type Err = BadAmount;

    fn from_str(text: &str) -> Result<Self, BadAmount> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !figures(whole) || !figures(decimals) {
            return Err(BadAmount::Unreadable);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 6 {
            return Err(BadAmount::TooFine);
        }
        let whole: i128 = whole.parse().map_err(|_| BadAmount::TooLarge)?;
        let rest: i128 = format!("{decimals:0<6}").parse().map_err(|_| BadAmount::Unreadable)?;
        let value = whole.checked_mul(SCALE).and_then(|v| v.checked_add(rest)).ok_or(BadAmount::TooLarge)?;
        if value >= LIMIT {
            return Err(BadAmount::TooLarge);
        }
        Ok(Self(if negative { -value } else { value }))
    }
}

impl TryFrom<String> for Amount {
    type Error = BadAmount;
    fn try_from(text: String) -> Result<Self, BadAmount> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

impl From<Amount> for crate::db::Arg {
    fn from(amount: Amount) -> Self {
        Self::from(amount.to_string())
    }
}

impl crate::db::Nullable for Amount {
    const NULL: crate::db::Arg = crate::db::Arg::Text(None);
}

crate::kept_as_text!(Amount);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn amount(plain: &str) -> Amount {
        plain.parse().unwrap()
    }

    #[test]
    fn decimals_add_up_exactly_and_are_shown_in_vietnamese_style() {
        assert_eq!(amount("0.1").plus(amount("0.2")), amount("0.3"));
        assert_eq!(amount("-1234.50").show(), "-1.234,5");
        assert_eq!(amount("66.666667").show_rounded(), "66,67");
        assert_eq!(amount("-2.505").show_rounded(), "-2,51");
        assert_eq!("1.1234567".parse::<Amount>(), Err(BadAmount::TooFine));
        assert_eq!("1000000000000000".parse::<Amount>(), Err(BadAmount::TooLarge));
        assert_eq!("1,5".parse::<Amount>(), Err(BadAmount::Unreadable));
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(amount("5").scaled(Amount::HUNDRED, Amount::ZERO), None);
        assert_eq!(amount("1").scaled(Amount::HUNDRED, amount("3")), Some(amount("33.333333")));
        assert_eq!(amount("-1").scaled(amount("2"), amount("3")), Some(amount("-0.666667")));
    }

    proptest! {
        #[test]
        fn plain_notation_is_read_back(value in -1_000_000_000_000_i64..1_000_000_000_000) {
            let made = Amount(i128::from(value));
            prop_assert_eq!(made.to_string().parse::<Amount>(), Ok(made));
        }
    }
}
