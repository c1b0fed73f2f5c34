//! Texts typed before Unicode: TCVN3 (fonts `.VnTime`) and VNI (fonts `VNI-Times`).
//!
//! Both give Latin letters and signs another look, so that a text taken out of its font reads `Uû ban` or `Kế hoạch`
//! as `KÕ ho¹ch`, `Keá hoaïch`. What each sign stands for is TCVN 5712:1993 (VN1) for TCVN3 and the practice of the VNI
//! fonts for VNI. Capitals with marks exist in TCVN3 only as capitals of a font: they come back as small letters.

use unicode_normalization::UnicodeNormalization as _;

/// A way of writing Vietnamese without Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN3, "ABC".
    Tcvn3,
    /// VNI for Windows.
    Vni,
}

/// The letters of TCVN3 from U+00A1 on; a space where it has none.
const TCVN3: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò",
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
);

/// Letters that VNI writes with one sign.
const VNI_ALONE: &[(char, char)] = &[
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('í', 'í'),
    ('Í', 'Í'),
    ('ì', 'ì'),
    ('Ì', 'Ì'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// What a sign after a vowel adds to it, as combining marks; the first of two is the letter's own.
const VNI_MARKS: &[(char, &str)] = &[
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// So many of a hundred letters must be signs of a legacy text, and none may be a letter that only Unicode has.
const SHARE: usize = 4;
/// Fewer signs than this may be chance.
const FEWEST: usize = 3;

/// How a text is written, when its letters give away that it is not Unicode.
///
/// ```
/// use viet::legacy::{Legacy, recognise, to_unicode};
/// assert_eq!(recognise("KÕ ho¹ch ph¸t triÓn c«ng nghÖ sinh häc cña tØnh, thµnh phè"), Some(Legacy::Tcvn3));
/// assert_eq!(to_unicode("Keá hoaïch phaùt trieån", Legacy::Vni), "Kế hoạch phát triển");
/// assert_eq!(recognise("Kế hoạch phát triển công nghệ sinh học"), None);
/// ```
#[must_use]
pub fn recognise(text: &str) -> Option<Legacy> {
    let only_unicode = |c: char| matches!(c, 'đ' | 'Đ' | 'ơ' | 'ư' | 'ă' | '\u{1EA0}'..='\u{1EF9}');
    if text.chars().any(only_unicode) {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let (mut tcvn3, mut vni, mut sure) = (0, 0, 0);
    let mut before = ' ';
    for c in text.chars() {
        let within = before.is_ascii_alphabetic();
        // signs that stand within a word in no other writing
        tcvn3 += usize::from(
            matches!(c, '®' | '©' | 'ª' | '«' | '¬' | '\u{AD}' | 'µ' | '¶' | '·' | '¸' | '¹' | '»'..='¾')
                && (within || c == '®'),
        );
        let marked = is_vowel(before)
            && matches!(c.to_ascii_lowercase(), 'ù' | 'ø' | 'û' | 'ï' | 'å' | 'ä' | 'ë' | 'ü' | 'õ');
        vni += usize::from(
            marked || c == 'ñ' || c == 'ö' || (is_vowel(before) && matches!(c, 'â' | 'á' | 'à' | 'ã' | 'ê')),
        );
        // after a vowel these stand in no Vietnamese word of Unicode
        sure += usize::from(is_vowel(before) && matches!(c, 'ø' | 'û' | 'ï' | 'å' | 'ä' | 'ë'));
        before = c;
    }
    let enough = |signs: usize| signs >= FEWEST && signs * 100 >= letters * SHARE;
    match (enough(tcvn3), enough(vni)) {
        (true, _) if tcvn3 >= vni => Some(Legacy::Tcvn3),
        (_, true) if sure >= FEWEST => Some(Legacy::Vni),
        _ => None,
    }
}

/// The text in Unicode (NFC).
#[must_use]
pub fn to_unicode(text: &str, from: Legacy) -> String {
    match from {
        Legacy::Tcvn3 => {
            let table: Vec<char> = TCVN3.chars().collect();
            text.chars().map(|c| from_tcvn3(&table, c)).collect()
        }
        Legacy::Vni => from_vni(text).nfc().collect(),
    }
}

/// Each byte as the character that Western European text has for it (ISO 8859-1): the form in which legacy files are
/// recognised.
#[must_use]
pub fn as_latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn from_tcvn3(table: &[char], c: char) -> char {
    let at = u32::from(c).checked_sub(0xA1);
    at.and_then(|at| table.get(at as usize)).copied().filter(|letter| *letter != ' ').unwrap_or(c)
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ö' | 'ô' | 'Ö' | 'Ô')
}

fn from_vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let marks = VNI_MARKS.iter().find(|(sign, _)| *sign == small).filter(|_| is_vowel(before));
        match (marks, VNI_ALONE.iter().find(|(sign, _)| *sign == c)) {
            (Some((_, marks)), _) => out.push_str(marks),
            (None, Some((_, letter))) => out.push(*letter),
            (None, None) => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same text as the fonts of VNI want it typed.
    fn in_vni(text: &str) -> String {
        let mut out = String::new();
        for letter in text.chars() {
            if let Some((sign, _)) = VNI_ALONE.iter().find(|(_, known)| *known == letter) {
                out.push(*sign);
                continue;
            }
            let apart: Vec<char> = letter.nfd().collect();
            let (mut base, mut marks): (char, String) = (apart[0], apart[1..].iter().collect());
            // the horn is the letter's own and stands for itself
            if let Some(bare) = marks.find('\u{31B}') {
                marks.remove(bare);
                base = if base == 'o' { 'ô' } else { 'ö' };
            }
            out.push(base);
            let same = |known: &str| {
                let sorted = |text: &str| {
                    let mut all: Vec<char> = text.chars().collect();
                    all.sort_unstable();
                    all
                };
                sorted(known) == sorted(&marks)
            };
            out.extend(VNI_MARKS.iter().find(|(_, known)| same(known)).map(|(sign, _)| *sign));
        }
        out
    }

    fn in_tcvn3(text: &str) -> String {
        let sign = |c: char| TCVN3.chars().position(|known| known == c && c != ' ');
        text.chars().map(|c| sign(c).and_then(|at| char::from_u32(0xA1 + at as u32)).unwrap_or(c)).collect()
    }

    const PLAN: &str = "kế hoạch phát triển công nghệ sinh học của tỉnh, giao sở khoa học và công nghệ chủ trì, phối hợp với ủy ban nhân dân xã, phường đẩy mạnh ứng dụng";

    #[test]
    fn the_table_has_every_place() {
        assert_eq!(TCVN3.chars().count(), 0xFE - 0xA0);
        assert_eq!(to_unicode("\u{B8}\u{FE}\u{AE}", Legacy::Tcvn3), "áỵđ");
    }

    #[test]
    fn a_plan_in_each_is_recognised_and_comes_back() {
        assert_eq!(in_vni("kế hoạch"), "keá hoaïch");
        assert_eq!(in_tcvn3("kế hoạch"), "kÕ ho¹ch");
        for (written, how) in [(in_vni(PLAN), Legacy::Vni), (in_tcvn3(PLAN), Legacy::Tcvn3)] {
            assert_eq!(recognise(&written), Some(how), "{written}");
            assert_eq!(to_unicode(&written, how), PLAN);
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        let texts = [
            PLAN,
            "",
            "Plan for the province, 2026",
            "Café à Paris, naïve Übung, señor",
            "toán, quê, hoà, thuê",
            "123 – 456",
        ];
        for text in texts {
            assert_eq!(recognise(text), None, "{text}");
        }
        let apart: String = PLAN.nfd().collect();
        assert_eq!(recognise(&apart), None);
    }

    proptest! {
        #[test]
        fn small_letters_come_back(text in "[a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ ]{0,40}") {
            prop_assert_eq!(to_unicode(&in_tcvn3(&text), Legacy::Tcvn3), text.clone());
            // a vowel before a vowel with a sign of its own is not typed so by anybody
            if !text.contains(['ì', 'í', 'ỉ', 'ĩ', 'ị', 'ỵ', 'ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ', 'ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự']) {
                prop_assert_eq!(to_unicode(&in_vni(&text), Legacy::Vni), text);
            }
        }
    }
}
