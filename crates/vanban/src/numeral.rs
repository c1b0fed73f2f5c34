//! Numbers as Word and browsers print them before the items of a list.

/// I, II, III … up to 3999; beyond that nobody prints them.
pub(crate) fn roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
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
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            text.push_str(sign);
            n -= value;
        }
    }
    text
}

/// a … z, aa, bb … zz, aaa: as Word counts on (ECMA-376 Part 1 §17.18.59).
pub(crate) fn repeated(n: u32) -> String {
    match n {
        1..=260 => std::iter::repeat_n(letter(n - 1), ((n - 1) / 26 + 1) as usize).collect(),
        _ => n.to_string(),
    }
}

/// a … z, aa, ab … az, ba: as browsers count on (CSS Counter Styles 3, §3.1.5 "alphabetic").
pub(crate) fn alphabetic(mut n: u32) -> String {
    if n == 0 {
        return n.to_string();
    }
    let mut backwards = Vec::new();
    while n > 0 {
        backwards.push(letter(n - 1));
        n = (n - 1) / 26;
    }
    backwards.iter().rev().collect()
}

fn letter(n: u32) -> char {
    char::from(b'a' + (n % 26) as u8)
}

#[cfg(test)]
mod tests {
    use super::{alphabetic, repeated, roman};

    #[test]
    fn numbers_go_on_as_word_and_browsers_print_them() {
        assert_eq!([1, 4, 9, 14, 40, 3999].map(roman), ["I", "IV", "IX", "XIV", "XL", "MMMCMXCIX"]);
        assert_eq!([1, 26, 27, 53].map(repeated), ["a", "z", "aa", "aaa"]);
        assert_eq!([1, 26, 27, 52, 53, 703].map(alphabetic), ["a", "z", "aa", "az", "ba", "aaa"]);
        assert_eq!(
            [roman(0), roman(4000), repeated(0), repeated(261), alphabetic(0)],
            ["0", "4000", "0", "261", "0"]
        );
    }
}
