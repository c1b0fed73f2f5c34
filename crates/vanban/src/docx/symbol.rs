//! Characters of symbol fonts (§17.3.3.30), as Unicode has them.

use super::xml::Tag;

/// Signs of the fonts Wingdings and Symbol that stand in administrative documents: list marks, ticks and boxes,
/// comparisons. Codes are those of the font, without the private-use area that Word puts them into.
const WINGDINGS: &[(u32, char)] = &[
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];
const SYMBOL: &[(u32, char)] = &[
    (0x2D, '−'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x6D, 'μ'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xDE, '⇒'),
];

/// The sign that a `sym` element prints. One that is not known keeps its code, so that nothing is lost.
pub(super) fn sign(tag: &Tag<'_>) -> Option<char> {
    let code = u32::from_str_radix(&tag.value("char")?, 16).ok()?;
    Some(of_font(&tag.value("font").unwrap_or_default(), code)?).filter(|c| !c.is_control())
}

fn of_font(font: &str, code: u32) -> Option<char> {
    let bare = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let table = match font {
        "Wingdings" => WINGDINGS,
        "Symbol" => SYMBOL,
        _ => &[],
    };
    table.iter().find(|(known, _)| *known == bare).map(|(_, sign)| *sign).or_else(|| char::from_u32(code))
}

/// The mark of a bulleted list as text has it: what the document's font draws with a letter or a private code is a
/// bullet.
pub(super) fn bullet(pattern: &str) -> Option<String> {
    let mark = pattern.trim().chars().next()?;
    let plain = matches!(mark, '-' | '–' | '—' | '+' | '•' | '*' | '·' | '▪' | '●' | '✓');
    Some(if plain { mark } else { '•' }.to_string())
}
