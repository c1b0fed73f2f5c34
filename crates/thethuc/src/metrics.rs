//! How wide words are in Times New Roman: the rules under names and titles are measured by them (annex I, part I,
//! II.1.b, II.2.b, II.5.b), and long names are broken into even lines.

use unicode_normalization::UnicodeNormalization;

/// Advance widths of U+0020 to U+007E in thousandths of the size.
const UPRIGHT: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The same for bold.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389,
    500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581,
    500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// Width of the words in twips (twentieths of a point) at a size in points.
pub fn width(words: &str, points: u16, bold: bool) -> u32 {
    let thousandths: u64 = words.nfd().map(|c| u64::from(advance(c, bold))).sum();
    u32::try_from(thousandths * u64::from(points) * 20 / 1000).unwrap_or(u32::MAX)
}

/// Marks above and below letters take no room; what is not Latin counts as half the size.
fn advance(c: char, bold: bool) -> u16 {
    let table = if bold { &BOLD } else { &UPRIGHT };
    let base = match c {
        '\u{300}'..='\u{36F}' => return 0,
        'Đ' => 'D',
        'đ' => 'd',
        '\u{A0}' => ' ',
        other => other,
    };
    let index = u32::from(base).checked_sub(0x20).and_then(|at| usize::try_from(at).ok());
    index.and_then(|at| table.get(at)).copied().unwrap_or(500)
}

/// The words on as few lines as fit `room` twips, the lines as even as possible. A line feed in the words is the
/// writer's own break and is kept.
pub fn balanced(words: &str, points: u16, bold: bool, room: u32) -> Vec<String> {
    const STEP: usize = 40;
    words
        .split('\n')
        .flat_map(|part| {
            let widest = filled(part, points, bold, room);
            let lines = u32::try_from(widest.len()).unwrap_or(u32::MAX).max(1);
            let even = width(part, points, bold) / lines;
            (even..room)
                .step_by(STEP)
                .map(|limit| filled(part, points, bold, limit))
                .find(|narrower| narrower.len() <= widest.len())
                .unwrap_or(widest)
        })
        .collect()
}

/// The words on lines, each as full as `room` twips allow; a longer word has its own line.
fn filled(words: &str, points: u16, bold: bool, room: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), points, bold) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_room() {
        assert_eq!(width("Độc lập", 14, true), width("Doc lap", 14, true));
        assert_eq!(width("", 14, true), 0);
    }

    #[test]
    fn long_names_are_broken_evenly() {
        let lines = |words: &str| balanced(words, 12, true, 4000);
        assert_eq!(lines("SỞ KHOA HỌC VÀ CÔNG NGHỆ"), ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"]);
        assert_eq!(lines("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"), ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]);
        assert_eq!(lines("ỦY BAN\nNHÂN DÂN"), ["ỦY BAN", "NHÂN DÂN"]);
        assert_eq!(lines(&"NGHỆ ".repeat(15)).iter().map(String::len).max(), Some("NGHỆ".len() * 5 + 4));
        assert_eq!(lines(&"W".repeat(90)).len(), 1);
        assert!(lines(" \n ").is_empty());
    }
}
