//! Times that no calendar has.

use super::{Printed, in_words, month, slashed, value};
use crate::scan::{self, Scan};

/// Words of a time cell that name a day, month or quarter which no calendar has ("31/02/2026", "Quý V/2026").
pub(crate) fn impossible(text: &str) -> Option<String> {
    /// Reads a time, and says whether it is a real one.
    type Phrase = fn(&mut Scan<'_>) -> Option<bool>;
    const PHRASES: &[Phrase] = &[
        |scan| {
            scan.begins_word()?;
            let printed = slashed(scan)?;
            scan.ends_word()?;
            Some(is_real(printed))
        },
        |scan| scan.word("ngày").and_then(|()| in_words(scan)).map(is_real),
        |scan| {
            let printed = scan.sentence_case("tháng").and_then(|()| month(scan))?;
            scan.ends_word()?;
            Some(is_real(printed))
        },
        |scan| {
            let whole = scan.at() == 0;
            let month = scan.digits(2).filter(|_| whole)?;
            scan.spaces()?;
            scan.word("/")?;
            scan.spaces()?;
            let year = scan.year()?;
            scan.is_done().then(|| is_real(Printed::Month(month, year)))
        },
        |scan| {
            scan.any_case(&["quý", "quí"])?;
            scan.space()?;
            let roman = scan.run(usize::MAX, |c| matches!(c, 'I' | 'V' | 'X'));
            let quarter = if roman.is_empty() { scan.digits(usize::MAX)? } else { roman };
            scan.ends_word()?;
            Some(matches!(quarter, "I" | "II" | "III" | "IV" | "1" | "2" | "3" | "4"))
        },
    ];
    let text = text.trim();
    PHRASES.iter().find_map(|phrase| {
        let mut at = 0;
        while let Some((range, real)) = scan::find(text, at, phrase) {
            if !real {
                return Some(text[range].to_owned());
            }
            at = range.end;
        }
        None
    })
}

fn is_real(printed: Printed<'_>) -> bool {
    let named = value("", printed);
    named.date.is_some() || named.until.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_calendar_has_is_told() {
        assert_eq!(impossible("Trước ngày 31/02/2026").as_deref(), Some("31/02/2026"));
        assert_eq!(impossible("Tháng 13/2026").as_deref(), Some("Tháng 13/2026"));
        assert_eq!(impossible("Quý V/2026").as_deref(), Some("Quý V"));
        for real in ["29/02/2028", "12/2025", "Quý IV/2025- Quý II/2026", "2025 và những năm tiếp theo", ""]
        {
            assert_eq!(impossible(real), None, "{real}");
        }
    }
}
