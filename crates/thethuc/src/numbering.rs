//! Numbers of headings, as the decree writes them (annex I, part I, II.6.đ, and V, row 6).

/// How deep a heading or a numbered paragraph stands. A number starts again under each higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `Phần I`, its title in capitals on the next line.
    Part,
    /// `Chương I`, likewise.
    Chapter,
    /// Mục: `I. KẾT QUẢ`, in capitals.
    Section,
    /// Khoản: `1. Phạm vi`.
    Clause,
    /// `1.1. …`; the decree knows no such level, but practice does.
    Subclause,
    /// Điểm: `a) …`, by the Vietnamese alphabet.
    Point,
}

/// The letters of points: the Vietnamese alphabet as legal texts use it, without ă, â, ê, ô, ơ and ư.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
];

/// Counts headings while a text is written.
#[derive(Debug, Default)]
pub struct Numbering {
    levels: [usize; 6],
    articles: usize,
}

impl Numbering {
    /// The next number on a level, with its mark: `I.`, `2.`, `2.1.`, `đ)`, `Phần II`.
    pub fn next(&mut self, level: Level) -> String {
        let at = level as usize;
        self.levels[at] += 1;
        self.levels[at + 1..].fill(0);
        let number = self.levels[at];
        match level {
            Level::Part => format!("Phần {}", roman(number)),
            Level::Chapter => format!("Chương {}", roman(number)),
            Level::Section => format!("{}.", roman(number)),
            Level::Clause => format!("{number}."),
            Level::Subclause => format!("{}.{number}.", self.levels[Level::Clause as usize]),
            Level::Point => format!("{})", letter(number)),
        }
    }
}

impl Numbering {
    /// `Điều 4.`: articles are counted through the whole text, clauses and points start again under each.
    pub fn article(&mut self) -> String {
        self.articles += 1;
        self.levels[Level::Clause as usize..].fill(0);
        format!("Điều {}.", self.articles)
    }
}

/// Roman numerals; 0 is written `0`.
pub fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 {
        return "0".to_owned();
    }
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        numeral.push_str(&sign.repeat(number / value));
        number %= value;
    }
    numeral
}

/// `a` … `y`, then `aa` … `ay`, `ba` …
fn letter(number: usize) -> String {
    let (mut rest, mut letters) = (number, String::new());
    while rest > 0 {
        rest -= 1;
        letters.insert(0, LETTERS[rest % LETTERS.len()]);
        rest /= LETTERS.len();
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_start_again_under_each_higher_one() {
        use Level::{Clause, Part, Point, Section, Subclause};
        let mut numbering = Numbering::default();
        let levels = [
            Part, Section, Clause, Subclause, Point, Point, Clause, Subclause, Section, Clause, Point, Part,
            Section,
        ];
        let numbers: Vec<String> = levels.into_iter().map(|level| numbering.next(level)).collect();
        assert_eq!(
            numbers,
            ["Phần I", "I.", "1.", "1.1.", "a)", "b)", "2.", "2.1.", "II.", "1.", "a)", "Phần II", "I."]
        );
    }

    #[test]
    fn articles_are_counted_through_and_their_clauses_start_again() {
        use Level::{Chapter, Clause};
        let mut numbering = Numbering::default();
        assert_eq!(numbering.next(Chapter), "Chương I");
        assert_eq!(numbering.article(), "Điều 1.");
        assert_eq!(numbering.next(Clause), "1.");
        assert_eq!(numbering.next(Chapter), "Chương II");
        assert_eq!(numbering.article(), "Điều 2.");
        assert_eq!(numbering.next(Clause), "1.");
    }

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let letters: Vec<String> = [1, 4, 5, 6, 7, 23, 24, 46, 47].into_iter().map(letter).collect();
        assert_eq!(letters, ["a", "d", "đ", "e", "g", "y", "aa", "ay", "ba"]);
    }

    #[test]
    fn roman_numerals() {
        assert_eq!([1, 4, 9, 14, 1999].map(roman), ["I", "IV", "IX", "XIV", "MCMXCIX"]);
    }
}
