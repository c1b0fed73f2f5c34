//! Marks that structure a document: numbering styles, list marks, document types, the opening of the closing.

use regex::Regex;
use std::sync::LazyLock;

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
    /// 1)
    NumberBracket,
    /// a)
    Point,
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

/// Pattern of each style; group 1 is the printed label, group 2 its name in a path.
const STYLES: &[(Style, &str)] = &[
    (Style::Annex, r"^((?:PHỤ LỤC|Phụ lục)(?: (?:SỐ|số))?(?:[ .:]+([IVX]{1,6}|\d{1,2}))?[.:]?)(?:\s|$)"),
    (
        Style::Part,
        r"^((?:PHẦN|Phần) (?:(?:THỨ|thứ) )?(NHẤT|nhất|HAI|hai|BA|ba|TƯ|tư|NĂM|năm|[IVX]{1,6}|\d)[.:]?)(?:\s|$)",
    ),
    (Style::Chapter, r"^((?:CHƯƠNG|Chương) ([IVXL]{1,7}|\d{1,2})[.:]?)(?:\s|$)"),
    (Style::Division, r"^((?:MỤC|Mục) (\d{1,2}|[IVX]{1,6})[.:]?)(?:\s+[\p{Lu}]|$)"),
    (Style::Article, r"^((?:Điều|ĐIỀU) (\d{1,3}[a-zđ]?)[.:])(?:\s|$)"),
    (Style::Number3, r"^((\d{1,2}\.\d{1,2}\.\d{1,2})\.?)\s+\D"),
    (Style::Number2, r"^((\d{1,2}\.\d{1,2})(?:\.|\)|(?:\s+\p{Lu})))"),
    (Style::Number, r"^((\d{1,2})\.)(?:\s|\p{Lu}|$)"),
    (Style::NumberBracket, r"^((\d{1,2})\))(?:\s|$)"),
    (Style::Roman, r"^(([IVXL]{1,7})[./)])(?:\s|\p{Lu}\p{L}|$)"),
    (Style::Letter, r"^(([A-HK-UĐ])\.)(?:\s|$)"),
    (Style::Point, r"^(([a-zđ]{1,2})\))(?:\s|$)"),
    (Style::Bracketed, r"^(\((\d{1,2}|[a-zđ]|[ivx]{1,5})\))(?:\s|$)"),
];

fn compile(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

/// The label that `text` begins with.
pub(crate) fn parse(text: &str) -> Option<Label> {
    static PATTERNS: LazyLock<Vec<(Style, Regex)>> = LazyLock::new(|| {
        STYLES.iter().filter_map(|(style, pattern)| Some((*style, compile(pattern)?))).collect()
    });
    let first = text.chars().next()?;
    if !(first.is_ascii_digit() || first == '(' || first.is_alphabetic()) {
        return None;
    }
    PATTERNS.iter().find_map(|(style, pattern)| {
        let found = pattern.captures(text)?;
        let whole = found.get(1)?.as_str();
        let printed = if *style == Style::Number2 {
            whole.trim_end_matches(|c: char| c.is_alphabetic()).trim_end()
        } else {
            whole
        };
        let name = match (*style, found.get(2).map(|name| name.as_str())) {
            (Style::Annex, name) => format!("PL{}", name.unwrap_or_default()),
            (Style::Article, name) => format!("Điều {}", name.unwrap_or_default()),
            (Style::Chapter, name) => format!("Chương {}", name.unwrap_or_default()),
            (Style::Division, name) => format!("Mục {}", name.unwrap_or_default()),
            (Style::Part, name) => format!("Phần {}", name.unwrap_or_default()),
            (_, name) => name.unwrap_or_default().to_owned(),
        };
        let rest = &text[printed.len()..];
        let len = printed.len() + (rest.len() - rest.trim_start().len());
        let ordinal = ordinal(*style, found.get(2).map_or("", |name| name.as_str()));
        Some(Label { style: *style, printed: printed.to_owned(), name, ordinal, len })
    })
}

/// Letters of lettered items, in the order of the Vietnamese alphabet that Decree 30/2020 prescribes.
const LETTERS: &[&str] = &[
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x", "y",
];

fn ordinal(style: Style, name: &str) -> u32 {
    let last = name.rsplit('.').next().unwrap_or(name);
    if let Ok(number) = last.trim_end_matches(char::is_alphabetic).parse() {
        return number;
    }
    match style {
        Style::Point | Style::Letter => {
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

/// Length of the list mark ("- ", "+ ", "• ") that `text` begins with, white space included.
pub(crate) fn list_mark(text: &str) -> Option<usize> {
    let mark = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '+' | '•' | '*' | '·' | '▪' | '●' | '\u{F0B7}' | '✓'))?;
    let rest = &text[mark.len_utf8()..];
    let spaced = rest.trim_start();
    let tight = rest.starts_with(char::is_uppercase);
    (!spaced.is_empty() && (spaced.len() < rest.len() || tight)).then(|| text.len() - spaced.len())
}

/// Whether `text` ends as a sentence or a list item does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '*', ' ']);
    bare.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether `text` has letters and all of them are capitals; a symbol such as "88-CTr/TU" does not count against.
pub(crate) fn is_caps(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for word in text.split(' ') {
        if word.contains(['/', '-']) && word.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        upper += word.chars().filter(|c| c.is_uppercase()).count();
        lower += word.chars().filter(|c| c.is_lowercase()).count();
    }
    upper > 1 && lower * 12 < upper
}

/// Document types with their abbreviations: Decree 30/2020, article 7 and appendix III; the Party's and the
/// collegial bodies' types that plans cite stand at the end.
pub(crate) const TYPES: &[(&str, &str)] = &[
    ("Nghị quyết", "NQ"),
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Quy chế", "QC"),
    ("Quy định", "QyĐ"),
    ("Thông cáo", "TC"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình hành động", "CTr"),
    ("Chương trình", "CTr"),
    ("Kế hoạch", "KH"),
    ("Phương án", "PA"),
    ("Đề án", "ĐA"),
    ("Dự án", "DA"),
    ("Báo cáo", "BC"),
    ("Biên bản", "BB"),
    ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"),
    ("Công điện", "CĐ"),
    ("Nghị định", "NĐ"),
    ("Thông tư liên tịch", "TTLT"),
    ("Thông tư", "TT"),
    ("Luật", "L"),
    ("Pháp lệnh", "PL"),
    ("Kết luận", "KL"),
    ("Công văn", "CV"),
    ("Văn bản", "VB"),
    ("Văn bản hợp nhất", "VBHN"),
];

/// Types that stand alone on a line above the title.
const TITLE_TYPES: usize = 19;

/// Abbreviation of the document type when `text` is just its name in capitals.
pub(crate) fn document_type(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    if !is_caps(bare) || bare.chars().count() > 24 || text.ends_with(':') {
        return None;
    }
    let lower = bare.to_lowercase();
    TYPES.iter().take(TITLE_TYPES).find(|(name, _)| name.to_lowercase() == lower).map(|(_, short)| *short)
}

pub(crate) fn is_document_type(text: &str) -> bool {
    document_type(text).is_some()
}

/// Whether `text` is a line of the head that stands alone: number, place and date, motto.
pub(crate) fn is_head_line(text: &str) -> bool {
    static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        compile(
            r"^(?:(?:Số|SỐ)\s*:\s*\d*\s*/|\p{Lu}[\p{L}. ]{1,30}, ngày .{0,3}\d{0,2} tháng|(?i:cộng h(?:òa|oà) xã hội)|Độc lập\s*[-–])",
        )
    });
    HEAD.as_ref().is_some_and(|head| head.is_match(text))
}

/// Whether `text` begins the recipients or a signature.
pub(crate) fn opens_closing(text: &str) -> bool {
    static OPENING: LazyLock<Option<Regex>> =
        LazyLock::new(|| compile(r"^(?:(?i:nơi nhận)\s*:?(?:\s|$)|(?:TM|KT|TL|TUQ|Q)\. ?\p{Lu}{2,})"));
    OPENING.as_ref().is_some_and(|opening| opening.is_match(text))
}

/// Whether every bracket that is opened is closed.
pub(crate) fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// Name of a document type by its abbreviation, in capitals.
pub(crate) fn type_name(short: &str) -> Option<&'static str> {
    const CAPS: &[(&str, &str)] = &[
        ("NQ", "NGHỊ QUYẾT"),
        ("QĐ", "QUYẾT ĐỊNH"),
        ("CT", "CHỈ THỊ"),
        ("QC", "QUY CHẾ"),
        ("QyĐ", "QUY ĐỊNH"),
        ("TC", "THÔNG CÁO"),
        ("TB", "THÔNG BÁO"),
        ("HD", "HƯỚNG DẪN"),
        ("CTr", "CHƯƠNG TRÌNH"),
        ("KH", "KẾ HOẠCH"),
        ("PA", "PHƯƠNG ÁN"),
        ("ĐA", "ĐỀ ÁN"),
        ("DA", "DỰ ÁN"),
        ("BC", "BÁO CÁO"),
        ("BB", "BIÊN BẢN"),
        ("TTr", "TỜ TRÌNH"),
        ("CĐ", "CÔNG ĐIỆN"),
    ];
    CAPS.iter().find(|(known, _)| *known == short).map(|(_, name)| *name)
}

/// The title without "(Kèm theo Quyết định số …)".
pub(crate) fn without_attachment(title: &str) -> &str {
    let lower = title.to_lowercase();
    match lower.find("(kèm theo").or_else(|| lower.find("(ban hành kèm")) {
        Some(at) if at > 0 && title.is_char_boundary(at) => title[..at].trim_end(),
        _ => title,
    }
}

/// Whether a block can be a title below a document type: capitals, or the remark that says what it goes with.
pub(crate) fn is_title(text: &str) -> bool {
    parse(text).is_none()
        && (is_caps(without_attachment(text)) || text.to_lowercase().starts_with("(kèm theo"))
}
