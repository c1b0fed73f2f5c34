//! Numbers in Vietnamese style: a comma before the decimals, a dot between groups of three digits.

/// A number that can be shown. Made from the usual number types with `into()`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole(i128),
    /// A number with decimals.
    Real(f64),
}

macro_rules! whole {
    ($($from:ty),*) => {$(
        impl From<$from> for Number {
            fn from(value: $from) -> Self {
                Self::Whole(i128::from(value))
            }
        }
    )*};
}
whole!(i8, i16, i32, i64, u8, u16, u32, u64);

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::Whole(i128::try_from(value).unwrap_or(i128::MAX))
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

/// Why a text is not a number. `Display` is a sentence in Vietnamese for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseNumberError {
    /// Nothing was typed.
    #[error("Chưa nhập số.")]
    Empty,
    /// The text is not a number in Vietnamese style.
    #[error("Không hiểu số “{0}”: đề nghị nhập như 1.234.567 hoặc 20,8.")]
    Unreadable(String),
}

/// The number as a Vietnamese reader expects it, with all its decimals: `1.234.567`, `20,8`. A value that is not
/// finite shows as an en dash: no data is never zero.
#[must_use]
pub fn show(number: impl Into<Number>) -> String {
    match number.into() {
        Number::Whole(value) => dress(&value.to_string()),
        Number::Real(value) => real(value, value.to_string()),
    }
}

/// The number rounded to at most `decimals` decimals: `show_rounded(66.666, 1)` is `66,7`, `show_rounded(50.0, 1)`
/// is `50`.
#[must_use]
pub fn show_rounded(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    real(value, text.to_owned())
}

fn real(value: f64, text: String) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    dress(if text == "-0" { "0" } else { &text })
}

/// Turns `-1234567.5` into `-1.234.567,5`.
fn dress(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out
}

/// Reads a number as people type it: `1.234.567`, `1 234 567`, `20,8`, `-3`. A dot that cannot separate thousands
/// (`20.8`, `0.125`) is taken for a decimal sign.
///
/// # Errors
/// [`ParseNumberError`], whose text can be shown at the field.
pub fn parse(text: &str) -> Result<f64, ParseNumberError> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    let plain = plain(shown).ok_or_else(|| ParseNumberError::Unreadable(shown.to_owned()))?;
    plain.parse().map_err(|_| ParseNumberError::Unreadable(shown.to_owned()))
}

/// Reads a whole number; decimals are an error.
///
/// # Errors
/// [`ParseNumberError`], whose text can be shown at the field.
pub fn parse_whole(text: &str) -> Result<i64, ParseNumberError> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    plain(shown)
        .and_then(|plain| plain.parse().ok())
        .ok_or_else(|| ParseNumberError::Unreadable(shown.to_owned()))
}

/// Reads a number of any length without rounding: its plain notation, `-1234567.5`.
///
/// # Errors
/// [`ParseNumberError`], whose text can be shown at the field.
pub fn parse_decimal(text: &str) -> Result<String, ParseNumberError> {
    let shown = text.trim();
    if shown.is_empty() {
        return Err(ParseNumberError::Empty);
    }
    let plain = plain(shown).ok_or_else(|| ParseNumberError::Unreadable(shown.to_owned()))?;
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let whole = digits.find('.').unwrap_or(digits.len());
    let zeros = digits.bytes().take(whole.saturating_sub(1)).take_while(|b| *b == b'0').count();
    Ok(format!("{sign}{}", &digits[zeros..]))
}

/// Shows what [`parse_decimal`] gave: `-1234567.5` is `-1.234.567,5`.
#[must_use]
pub fn show_decimal(plain: &str) -> String {
    dress(plain)
}

/// The number in the notation of programs: `-1234567.5`.
fn plain(shown: &str) -> Option<String> {
    let (sign, rest) = match shown.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", shown.strip_prefix('+').unwrap_or(shown)),
    };
    let rest: String = rest.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let (whole, decimals) = match rest.split_once(',') {
        Some((whole, decimals)) => (whole, decimals),
        None if rest.matches('.').count() == 1 && grouped(&rest, '.').is_none() => rest.split_once('.')?,
        None => (rest.as_str(), ""),
    };
    let whole = grouped(whole, '.').or_else(|| grouped(whole, ' '))?;
    let unfinished = decimals.is_empty() && rest.ends_with([',', '.']);
    if unfinished || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let dot = if decimals.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{decimals}"))
}

/// The digits of a whole number whose thousands may be separated by `separator`.
fn grouped(text: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = text.split(separator).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(digits) {
        return None;
    }
    if groups.len() > 1 {
        let tail = groups[1..].iter().all(|group| group.len() == 3);
        if !tail || groups[0].len() > 3 || groups[0].starts_with('0') {
            return None;
        }
    }
    Some(groups.concat())
}
