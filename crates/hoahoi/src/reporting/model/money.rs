//! Money of a line: allotted and disbursed, by source and year. Exact in đồng.

use serde::{Deserialize, Serialize};
use viet::number;

use crate::ids::OrgId;
use crate::text_enum;

/// The most rows of money one line holds.
pub const LIMIT_MONEY: usize = 30;
/// Amounts from here on are mistakes of typing: hundreds of times the yearly budget of a province.
const LIMIT_DONG: i64 = 10_000_000_000_000_000;

text_enum! {
    /// Where money comes from.
    pub enum Source {
        /// Ngân sách trung ương.
        Central = "central",
        /// Ngân sách tỉnh.
        Provincial = "provincial",
        /// Ngân sách xã.
        Commune = "commune",
        /// Nguồn khác: outside the state budget.
        Other = "other",
    }
}

text_enum! {
    /// The unit in which amounts are typed.
    pub enum Unit {
        /// Triệu đồng.
        Million = "trieu-dong",
        /// Đồng.
        Dong = "dong",
    }
}

impl Unit {
    /// Decimals that are still whole đồng.
    fn decimals(self) -> usize {
        match self {
            Self::Million => 6,
            Self::Dong => 0,
        }
    }
}

/// A number in a form: missing, known, or as typed while it cannot be read. Missing is "chưa có số liệu", never zero.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Written {
    /// Nothing is known.
    #[default]
    Missing,
    /// Known.
    Known(i64),
    /// What was typed cannot be read.
    Typed(String),
}

impl Written {
    /// The number, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<i64> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Missing | Self::Typed(_) => None,
        }
    }

    /// A number as the database has it.
    #[must_use]
    pub fn stored(value: Option<i64>) -> Self {
        value.map_or(Self::Missing, Self::Known)
    }
}

/// One row of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Where it comes from.
    pub source: Source,
    /// The budget year.
    pub year: Written,
    /// Kinh phí được giao, in đồng.
    pub allotted: Written,
    /// Kinh phí đã giải ngân, in đồng.
    pub disbursed: Written,
    /// The unit in which the amounts stand in the form.
    pub unit: Unit,
    /// The commune it is for, where it is for one.
    pub commune: Option<OrgId>,
    /// That commune's name, or what was typed for it.
    pub commune_name: String,
    /// Khu vực biên giới.
    pub border: bool,
    /// Vùng đồng bào dân tộc thiểu số.
    pub minority: bool,
    /// Vùng có điều kiện kinh tế - xã hội khó khăn.
    pub difficult: bool,
}

/// Why an amount is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadAmount {
    /// No number.
    Unreadable,
    /// Below zero.
    Negative,
    /// Smaller than a đồng.
    TooFine,
    /// Beyond anything a plan of a province is given.
    TooLarge,
}

impl Money {
    /// The unit in which amounts are shown: millions while at most three decimals are needed, đồng otherwise.
    #[must_use]
    pub fn natural_unit(allotted: &Written, disbursed: &Written) -> Unit {
        let fine = |amount: &Written| amount.known().is_some_and(|dong| dong % 1000 != 0);
        if fine(allotted) || fine(disbursed) { Unit::Dong } else { Unit::Million }
    }
}

/// Reads an amount as typed in Vietnamese style: `1.234,5` million is `1234500000` đồng. Empty is missing.
///
/// # Errors
/// [`BadAmount`].
pub fn parse_amount(typed: &str, unit: Unit) -> Result<Written, BadAmount> {
    let plain = match number::parse_decimal(typed) {
        Ok(plain) => plain,
        Err(number::ParseNumberError::Empty) => return Ok(Written::Missing),
        Err(_) => return Err(BadAmount::Unreadable),
    };
    if plain.starts_with('-') {
        return Err(BadAmount::Negative);
    }
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > unit.decimals() {
        return Err(BadAmount::TooFine);
    }
    let dong = format!("{whole}{decimals:0<width$}", width = unit.decimals());
    match dong.parse::<i64>() {
        Ok(dong) if dong < LIMIT_DONG => Ok(Written::Known(dong)),
        _ => Err(BadAmount::TooLarge),
    }
}

/// An amount of đồng in a unit, in Vietnamese style.
#[must_use]
pub fn show_amount(dong: i64, unit: Unit) -> String {
    match unit {
        Unit::Dong => number::show(dong),
        Unit::Million => {
            let sign = if dong < 0 { "-" } else { "" };
            let dong = dong.unsigned_abs();
            let plain = format!("{sign}{}.{:06}", dong / 1_000_000, dong % 1_000_000);
            number::show_decimal(plain.trim_end_matches('0').trim_end_matches('.'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_exact_in_dong() {
        for (typed, unit, dong) in [
            ("1.234,5", Unit::Million, 1_234_500_000),
            ("0,000001", Unit::Million, 1),
            ("1 200", Unit::Million, 1_200_000_000),
            ("0", Unit::Million, 0),
            ("1.234.567", Unit::Dong, 1_234_567),
        ] {
            assert_eq!(parse_amount(typed, unit), Ok(Written::Known(dong)), "{typed}");
        }
        assert_eq!(parse_amount(" ", Unit::Dong), Ok(Written::Missing));
        for (typed, unit, why) in [
            ("khoảng 3 tỷ", Unit::Million, BadAmount::Unreadable),
            ("-5", Unit::Million, BadAmount::Negative),
            ("0,5", Unit::Dong, BadAmount::TooFine),
            ("0,0000001", Unit::Million, BadAmount::TooFine),
            ("99999999999999999999", Unit::Dong, BadAmount::TooLarge),
            ("10.000.000.000", Unit::Million, BadAmount::TooLarge),
        ] {
            assert_eq!(parse_amount(typed, unit), Err(why), "{typed}");
        }
    }

    #[test]
    fn millions_are_shown_while_they_stay_readable() {
        let known = Written::Known;
        assert_eq!(Money::natural_unit(&known(1_234_500_000), &Written::Missing), Unit::Million);
        assert_eq!(Money::natural_unit(&known(1_234_500_000), &known(1)), Unit::Dong);
        assert_eq!(show_amount(1_234_500_000, Unit::Million), "1.234,5");
        assert_eq!(show_amount(0, Unit::Million), "0");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(dong in 0..LIMIT_DONG) {
            for unit in Unit::ALL {
                prop_assert_eq!(parse_amount(&show_amount(dong, *unit), *unit), Ok(Written::Known(dong)));
            }
        }
    }
}
