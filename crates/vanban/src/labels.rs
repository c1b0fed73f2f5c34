//! Marks that structure a document: numbering styles, list marks, document types, the opening of the closing.

mod numbering;

use crate::scan::{self, Scan, same};
pub(crate) use numbering::{Label, Style, parse};

/// Length of the list mark ("- ", "+ ", "• ") that `text` begins with, white space included.
pub(crate) fn list_mark(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| {
        matches!(
            c,
            '-' | '–' | '—' | '+' | '•' | '*' | '·' | '▪' | '●' | '○' | '◦' | '■' | '❖' | '➢' | '►' | '✓'
            // the same in the places of Word's symbol fonts, as extractors leave them
            | '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F076}' | '\u{F0FC}'
        )
    })?;
    let rest = &text[mark.len_utf8()..];
    let spaced = rest.trim_start();
    let tight = rest.starts_with(char::is_uppercase);
    (!spaced.is_empty() && (spaced.len() < rest.len() || tight)).then(|| text.len() - spaced.len())
}

/// A label without what is printed behind its number: "IV" of "IV.", "1" of "1/".
pub(crate) fn bare(label: &str) -> &str {
    label.trim_end_matches(['.', ')', ':', '/', '-', '–', ' '])
}

/// Whether `text` ends as a sentence or a list item does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '*', ' ']);
    bare.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// Whether `text` has letters and all of them are capitals; a symbol such as "88-CTr/TU" does not count against.
pub(crate) fn is_caps(text: &str) -> bool {
    // the small letters of ASCII tell nearly every sentence by its first words
    let (mut small, mut of_word, mut figure) = (0, 0, false);
    for byte in text.bytes() {
        of_word += usize::from(byte.is_ascii_lowercase());
        figure |= byte.is_ascii_digit();
        if byte == b' ' {
            small += if figure { 0 } else { of_word };
            if small * 12 >= text.len() {
                return false;
            }
            (of_word, figure) = (0, false);
        }
    }
    let (mut upper, mut lower, mut left) = (0, 0, text.len());
    for word in text.split(' ') {
        left = left.saturating_sub(word.len() + 1);
        if scan::has_digit(word) && word.contains(['/', '-']) {
            continue;
        }
        for c in word.chars() {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
        // not even capitals to the end would make up for it
        if lower * 12 >= upper + left {
            return false;
        }
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

/// Longest name of a document type in capitals, in bytes.
const LONGEST_TYPE: usize = 40;

/// Types that stand alone on a line above the title.
const TITLE_TYPES: usize = 19;

/// Abbreviation of the document type when `text` is just its name in capitals.
pub(crate) fn document_type(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    if bare.len() > LONGEST_TYPE || text.ends_with(':') || !is_caps(bare) {
        return None;
    }
    TYPES.iter().take(TITLE_TYPES).find(|(name, _)| same(name, bare)).map(|(_, short)| *short)
}

pub(crate) fn is_document_type(text: &str) -> bool {
    document_type(text).is_some()
}

/// Longest line with a number before which no colon stands, in bytes.
const LONGEST_NUMBER: usize = 120;

/// Longest name of a place in the head, in bytes.
const LONGEST_PLACE: usize = 120;

/// Whether `text` is a line of the head that stands alone: number, place and date, motto.
pub(crate) fn is_head_line(text: &str) -> bool {
    let numbered = || {
        let mut scan = Scan::new(text, 0);
        scan.any(&["Số", "SỐ"])?;
        scan.spaces()?;
        if scan.word(":").is_none() {
            // "Số 45-KH/TU"
            scan.digits(usize::MAX)?;
            scan.one(|c| matches!(c, '-' | '/'))?;
            return scan.one(char::is_uppercase).filter(|_| text.len() <= LONGEST_NUMBER).map(|_| ());
        }
        scan.spaces()?;
        scan.digits(usize::MAX);
        scan.spaces()?;
        scan.one(|c| matches!(c, '-' | '/')).map(|_| ())
    };
    let dated = || {
        let comma =
            text.find(',').filter(|&comma| comma <= LONGEST_PLACE && text.starts_with(char::is_uppercase))?;
        let (place, day) = (&text[..comma], text[comma..].strip_prefix(", ngày ")?);
        let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | ' ');
        let named = (2..=31).contains(&place.chars().count());
        // the day may be left open: "ngày … tháng"
        let day = &day[..day.find(" tháng")?];
        let open = day.chars().count() <= 5 && day.chars().skip(3).all(|c| c.is_ascii_digit());
        (named && place.chars().skip(1).all(letters) && open).then_some(())
    };
    let motto = || {
        let mut scan = Scan::new(text, 0);
        match scan.word("Độc lập") {
            Some(()) => scan.spaces().and_then(|()| scan.one(|c| matches!(c, '-' | '–'))).map(|_| ()),
            None => scan.any_folded(&["cộng hòa xã hội", "cộng hoà xã hội"]).map(|_| ()),
        }
    };
    numbered().or_else(dated).or_else(motto).is_some()
}

/// Whether `text` begins as a paragraph does that says what the document carries out.
pub(crate) fn opens_grounds(text: &str) -> bool {
    const WORDS: &[&str] = &["Căn cứ", "Thực hiện", "Triển khai", "Thi hành", "Để triển khai", "Trên cơ sở"];
    WORDS.iter().any(|word| text.starts_with(word))
}

/// Reads "Nơi nhận", also where a scanner missed a mark of its letters.
pub(crate) fn recipients_word(scan: &mut Scan<'_>) -> Option<()> {
    scan.any_folded(&["nơi nhận", "noi nhận", "nơi nhân", "noi nhan"]).map(|_| ())
}

/// Whether `text` begins the recipients or a signature.
pub(crate) fn opens_closing(text: &str) -> bool {
    let recipients = || {
        let mut scan = Scan::new(text, 0);
        recipients_word(&mut scan)?;
        scan.word(":").or_else(|| scan.ends())
    };
    let signature = || {
        let mut scan = Scan::new(text, 0);
        scan.any(&["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M", "K/T", "T/L"])?;
        scan.word(" ");
        (scan.run(2, char::is_uppercase).chars().count() == 2).then_some(())
    };
    recipients().or_else(signature).is_some()
}

/// Whether `text` begins the line of a letter that names whom it is sent to: "Kính gửi: Sở Y tế".
pub(crate) fn opens_address(text: &str) -> bool {
    let mut scan = Scan::new(text, 0);
    scan.folded("kính gửi").and_then(|()| scan.ends_word()).is_some()
}

/// Types that a document's head may name besides those of [`document_type`].
const HEAD_TYPES: &[&str] = &["NĐ", "TTLT", "TT", "L", "PL", "KL"];

/// The document type in capitals that a line of a head begins with, and its length: "KẾ HOẠCH", "KẾ HOẠCH Trồng hồi".
pub(crate) fn typed(text: &str) -> Option<(&'static str, usize)> {
    let known = |at: usize, short: &str| at < TITLE_TYPES || HEAD_TYPES.contains(&short);
    let found = TYPES.iter().enumerate().find_map(|(at, (name, short))| {
        let mut scan = Scan::new(text, 0);
        scan.folded(&name.to_lowercase()).filter(|()| known(at, short))?;
        (is_caps(scan.since(0)) && scan.ends().is_some()).then(|| (*short, scan.at()))
    });
    found.filter(|_| !text.ends_with(':'))
}

/// Whether `text` can only begin a block, whatever stands before it.
pub(crate) fn opens_block(text: &str) -> bool {
    opens_closing(text) || is_document_type(text) || is_head_line(text)
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
    parse(text).is_none() && (is_caps(without_attachment(text)) || is_attachment(text))
}

/// Longest title that is not in capitals, in words.
const LONGEST_TITLE: usize = 60;

/// Whether a block can be a title in ordinary letters below a document type: no sentence, and no beginning of one.
pub(crate) fn is_plain_title(text: &str) -> bool {
    parse(text).is_none()
        && list_mark(text).is_none()
        && !ends_sentence(without_attachment(text))
        && !(opens_grounds(text) || opens_closing(text) || opens_address(text))
        && text.starts_with(char::is_alphabetic)
        && scan::words(without_attachment(text)) <= LONGEST_TITLE
}

/// Whether a block says what the document goes with: "(Kèm theo Quyết định số …)".
pub(crate) fn is_attachment(text: &str) -> bool {
    let lower = text.chars().take(20).collect::<String>().to_lowercase();
    lower.starts_with("(kèm theo") || lower.starts_with("(ban hành kèm")
}
