//! Numbers and letters that structure a document: "Chương I", "1.1.", "a)".

use crate::scan::Scan;

/// A numbering style, outermost first by custom (Decree 30/2020, appendix I). The order only decides what a
/// style seen for the first time goes under; a document's own nesting comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Style {
    /// PHỤ LỤC I
    Annex,
    /// Phần thứ nhất
    Part,
    /// Chương I
    Chapter,
    /// Mục 1
    Division,
    /// A.
    Letter,
    /// I.
    Roman,
    /// Điều 1.
    Article,
    /// 1.
    Number,
    /// 1.1.
    Number2,
    /// 1.1.1.
    Number3,
    /// 1.1.1.1.
    Number4,
    /// 1)
    NumberBracket,
    /// a.
    SmallLetter,
    /// a)
    Point,
    /// a.1)
    PointNumber,
    /// (1) or (a)
    Bracketed,
}

/// A label at the start of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) style: Style,
    /// As printed, "IV." or "3.1.".
    pub(crate) printed: String,
    /// As it stands in a path, "IV" or "3.1".
    pub(crate) name: String,
    /// Its place in the count of its style; 0 when unknown.
    pub(crate) ordinal: u32,
    /// Bytes up to the first word after it.
    pub(crate) len: usize,
}

/// The label that `text` begins with.
pub(crate) fn parse(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let found = match first {
        'P' => annex(text).or_else(|| part(text)),
        'C' => titled(text, Style::Chapter, &["CHƯƠNG ", "Chương "], "IVXL", 7),
        'M' => division(text),
        'Đ' => article(text),
        '0'..='9' => numbered(text),
        '(' => bracketed(text),
        _ => None,
    };
    let (style, printed, name) = found.or_else(|| lettered(text))?;
    let prefix = match style {
        Style::Annex => "PL",
        Style::Article => "Điều ",
        Style::Chapter => "Chương ",
        Style::Division => "Mục ",
        Style::Part => "Phần ",
        _ => "",
    };
    let rest = &text[printed.len()..];
    let len = printed.len() + (rest.len() - rest.trim_start().len());
    let ordinal = ordinal(style, name);
    // annexes are counted in Roman numerals, and cited in figures as often
    let name = match style {
        Style::Annex if ordinal > 0 => format!("{prefix}{ordinal}"),
        _ => format!("{prefix}{name}"),
    };
    Some(Label { style, printed: printed.to_owned(), name, ordinal, len })
}

/// A style, the label as printed, and its name in a path.
type Printed<'t> = (Style, &'t str, &'t str);

/// "PHỤ LỤC I", "Phụ lục số 2:", "PHỤ LỤC".
fn annex(text: &str) -> Option<Printed<'_>> {
    let mut word = Scan::new(text, 0);
    word.any(&["PHỤ LỤC", "Phụ lục"])?;
    let mut numbered = word;
    numbered.any(&[" SỐ", " số"]);
    [numbered, word].into_iter().find_map(|scan| {
        let with_number = |mut scan: Scan<'_>| {
            let gap = scan.run(usize::MAX, |c| matches!(c, ' ' | '.' | ':'));
            let name = Some(gap).filter(|gap| !gap.is_empty()).and_then(|_| figure(&mut scan, "IVX", 6))?;
            let from = scan.at() - name;
            end_of_title(scan).map(|end| (end, from..from + name))
        };
        let bare = || end_of_title(scan).map(|end| (end, end..end));
        let (end, name) = with_number(scan).or_else(bare)?;
        Some((Style::Annex, &text[..end], &text[name]))
    })
}

/// "Phần thứ nhất", "PHẦN II", "Phần A".
fn part(text: &str) -> Option<Printed<'_>> {
    const ORDINALS: &[&str] = &["NHẤT", "nhất", "HAI", "hai", "BA", "ba", "TƯ", "tư", "NĂM", "năm"];
    let mut scan = Scan::new(text, 0);
    scan.any(&["PHẦN ", "Phần "])?;
    scan.any(&["THỨ ", "thứ "]);
    let from = scan.at();
    if scan.any(ORDINALS).is_none() && scan.digits(1).is_none() && figure(&mut scan, "IVX", 6).is_none() {
        scan.one(|c| matches!(c, 'A'..='H'))?;
    }
    let name = scan.since(from);
    Some((Style::Part, &text[..end_of_title(scan)?], name))
}

/// A word, a number, and the end of the line or white space: "Chương IV".
fn titled<'t>(
    text: &'t str,
    style: Style,
    words: &[&str],
    roman: &str,
    longest: usize,
) -> Option<Printed<'t>> {
    let mut scan = Scan::new(text, 0);
    scan.any(words)?;
    let from = scan.at();
    figure(&mut scan, roman, longest)?;
    let name = scan.since(from);
    Some((style, &text[..end_of_title(scan)?], name))
}

/// "Mục 1" alone or before its title; "Mục 1 của Kế hoạch" only speaks of one.
fn division(text: &str) -> Option<Printed<'_>> {
    let found = titled(text, Style::Division, &["MỤC ", "Mục "], "IVX", 6)?;
    let rest = &text[found.1.len()..];
    (rest.is_empty() || rest.trim_start().starts_with(char::is_uppercase)).then_some(found)
}

/// "Điều 5.", "Điều 12a:".
fn article(text: &str) -> Option<Printed<'_>> {
    let mut scan = Scan::new(text, 0);
    scan.any(&["Điều ", "ĐIỀU "])?;
    let from = scan.at();
    scan.digits(3)?;
    scan.one(is_point);
    let name = scan.since(from);
    scan.one(|c| matches!(c, '.' | ':'))?;
    scan.ends()?;
    Some((Style::Article, &text[..scan.at()], name))
}

/// "1.", "1)", "1/", "1- ", "1.1.", "1.1.1.", "1.1.1.1.".
fn numbered(text: &str) -> Option<Printed<'_>> {
    let mut scan = Scan::new(text, 0);
    scan.digits(2)?;
    let mut depth = 1;
    while scan.attempt(|scan| scan.word(".").and_then(|()| scan.digits(2))).is_some() {
        depth += 1;
    }
    let name = scan.since(0);
    let style = match depth {
        1 => return number(scan),
        2 => Style::Number2,
        3 => Style::Number3,
        4 => Style::Number4,
        _ => return None,
    };
    let marked = scan.one(|c| matches!(c, '.' | ')' | '/')).is_some();
    let mut after = scan;
    match style {
        // "2.5.000", "01.02.2025" are figures
        Style::Number2 if marked => {
            after.one(|c| !c.is_numeric()).map_or_else(|| scan.ends(), |_| Some(()))?
        }
        Style::Number2 => after.space().and_then(|()| after.one(char::is_uppercase)).map(|_| ())?,
        _ => after.space().and_then(|()| after.one(|c| !c.is_numeric())).map(|_| ())?,
    }
    Some((style, scan.since(0), name))
}

/// What follows a number alone.
fn number(scan: Scan<'_>) -> Option<Printed<'_>> {
    let name = scan.since(0);
    let mut dotted = scan;
    if dotted.word(".").is_some() && dotted.peek().is_none_or(|c| c.is_whitespace() || c.is_uppercase()) {
        return Some((Style::Number, dotted.since(0), name));
    }
    let mut bracket = scan;
    if bracket.word(")").is_some() && bracket.ends().is_some() {
        return Some((Style::NumberBracket, bracket.since(0), name));
    }
    let mut other = scan;
    other.one(|c| matches!(c, '/' | '-')).filter(|_| opens_title(other))?;
    Some((Style::Number, other.since(0), name))
}

/// Whether a title or sentence begins here, behind white space; "13/ NQ-CP" goes on with a symbol.
fn opens_title(mut scan: Scan<'_>) -> bool {
    let symbol = |word: &str| word.contains(['/', '-']);
    scan.space().is_some()
        && scan.peek().is_some_and(char::is_uppercase)
        && scan.rest().split(char::is_whitespace).next().is_some_and(|word| !symbol(word))
}

/// "I.", "I/", "I - MỤC TIÊU", "A.", "a)", "a/", "a. Mục tiêu", "a.1)".
fn lettered(text: &str) -> Option<Printed<'_>> {
    let start = Scan::new(text, 0);
    let mut scan = start;
    let name = scan.run(7, |c| "IVXL".contains(c));
    if !name.is_empty() {
        let mut marked = scan;
        if marked.one(|c| matches!(c, '.' | '/' | ')')).is_some() {
            let mut after = marked;
            let tight = after.one(char::is_uppercase).is_some() && after.one(char::is_alphabetic).is_some();
            if tight || marked.ends().is_some() {
                return Some((Style::Roman, marked.since(0), name));
            }
        }
        if let Some(printed) = dashed(scan) {
            return Some((Style::Roman, printed, name));
        }
    }
    let mut scan = start;
    if scan.one(|c| matches!(c, 'A'..='H' | 'K'..='U' | 'Đ')).is_some() {
        let name = scan.since(0);
        let mut marked = scan;
        let slash = |scan: Scan<'_>| opens_title(scan).then_some(());
        let mark = marked.word(".").and_then(|()| marked.ends());
        let mark = mark.or_else(|| marked.word("/").and_then(|()| slash(marked)));
        let printed = mark.map(|()| marked.since(0)).or_else(|| dashed(scan))?;
        return Some((Style::Letter, printed, name));
    }
    point(start)
}

/// A dash behind a letter or numeral: "I- Mục tiêu", and "I - MỤC TIÊU" when what follows is printed in capitals.
fn dashed(scan: Scan<'_>) -> Option<&str> {
    let mut tight = scan;
    if tight.word("-").is_some() && opens_title(tight) {
        return Some(tight.since(0));
    }
    let mut apart = scan;
    apart.space()?;
    apart.one(|c| matches!(c, '-' | '–'))?;
    (opens_title(apart) && super::is_caps(apart.rest())).then(|| apart.since(0))
}

/// "a)", "a/", "a. Mục tiêu", "a- Mục tiêu", "a.1)", "a1)".
fn point(mut scan: Scan<'_>) -> Option<Printed<'_>> {
    let name = scan.run(2, is_point);
    (!name.is_empty()).then_some(())?;
    let one = name.chars().count() == 1;
    let mut below = scan;
    below.word(".");
    if one && below.digits(2).is_some() {
        let name = below.since(0);
        below.one(|c| matches!(c, '.' | ')' | '/'))?;
        return opens_title(below).then(|| (Style::PointNumber, below.since(0), name));
    }
    if scan.one(|c| matches!(c, ')' | '/')).is_some() {
        let slash = scan.since(0).ends_with('/');
        (if slash { one && opens_title(scan) } else { scan.ends().is_some() }).then_some(())?;
        return Some((Style::Point, scan.since(0), name));
    }
    scan.one(|c| matches!(c, '.' | '-'))?;
    (one && !SHORT.contains(&name) && opens_title(scan)).then(|| (Style::SmallLetter, scan.since(0), name))
}

/// Short for phường, quận, tỉnh, xã: with a full stop they begin a place, "p. Tam Thanh", and count nothing.
const SHORT: &[&str] = &["p", "q", "t", "x"];

/// "(1)", "(a)", "(iv)".
fn bracketed(text: &str) -> Option<Printed<'_>> {
    let mut scan = Scan::new(text, 0);
    scan.word("(")?;
    let inside = &scan.rest()[..scan.rest().find(')')?];
    let number = (1..=2).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
    let letter = inside.chars().count() == 1 && inside.chars().all(is_point);
    let roman = (1..=5).contains(&inside.len()) && inside.chars().all(|c| "ivx".contains(c));
    (number || letter || roman).then_some(())?;
    scan.word(inside)?;
    scan.word(")")?;
    scan.ends()?;
    Some((Style::Bracketed, scan.since(0), inside))
}

fn is_point(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'đ'
}

/// Reads a Roman numeral of so many letters at most, or a number of two digits; returns its length.
fn figure(scan: &mut Scan<'_>, roman: &str, longest: usize) -> Option<usize> {
    let read = scan.run(longest, |c| roman.contains(c));
    let read = if read.is_empty() { scan.digits(2)? } else { read };
    Some(read.len())
}

/// Where the label of a title ends: after a full stop or colon, before white space.
fn end_of_title(mut scan: Scan<'_>) -> Option<usize> {
    let bare = scan;
    scan.one(|c| matches!(c, '.' | ':'));
    [scan, bare].into_iter().find(|scan| scan.ends().is_some()).map(|scan| scan.at())
}

/// Letters of lettered items, in the order of the Vietnamese alphabet that Decree 30/2020 prescribes.
const LETTERS: &[&str] = &[
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x", "y",
];

fn ordinal(style: Style, name: &str) -> u32 {
    let last = name.rsplit('.').next().unwrap_or(name);
    let last = if style == Style::PointNumber { last.trim_start_matches(char::is_alphabetic) } else { last };
    if let Ok(number) = last.trim_end_matches(char::is_alphabetic).parse() {
        return number;
    }
    match style {
        Style::Point | Style::SmallLetter | Style::Letter => {
            let lower = last.to_lowercase();
            LETTERS.iter().position(|letter| *letter == lower).map_or(0, |i| i as u32 + 1)
        }
        _ => roman(last),
    }
}

/// Value of a Roman numeral; 0 when it is none.
fn roman(name: &str) -> u32 {
    let mut total = 0;
    let mut largest = 0;
    for c in name.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => return 0,
        };
        if value < largest {
            total -= value;
        } else {
            total += value;
            largest = value;
        }
    }
    total
}
