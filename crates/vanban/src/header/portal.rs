//! What a law portal prints about a document before it: number, type, issuer, signer and day.

use crate::agencies::AgencyList;
use crate::dates::{self, Figures};
use crate::labels;
use crate::layout::Block;
use crate::model::Span;
use crate::scan::{Scan, same};
use crate::text::Flat;
use jiff::civil::Date;

/// Names of the facts that portals print, with what is taken from them; a longer name stands before its beginning.
const NAMES: &[(&str, Option<Fact>)] = &[
    ("Số hiệu văn bản", Some(Fact::Number)),
    ("Số hiệu", Some(Fact::Number)),
    ("Số, ký hiệu", Some(Fact::Number)),
    ("Số ký hiệu", Some(Fact::Number)),
    ("Ngày ban hành", Some(Fact::Date)),
    ("Ngày có hiệu lực", None),
    ("Ngày hiệu lực", None),
    ("Ngày hết hiệu lực", None),
    ("Ngày đăng công báo", None),
    ("Ngày đăng", None),
    ("Ngày công báo", None),
    ("Loại văn bản", Some(Fact::Kind)),
    ("Cơ quan ban hành", Some(Fact::Issuer)),
    ("Nơi ban hành", Some(Fact::Issuer)),
    ("Người ký", Some(Fact::Signer)),
    ("Lĩnh vực, ngành", None),
    ("Lĩnh vực", None),
    ("Tình trạng hiệu lực", None),
    ("Tình trạng", None),
    ("Số công báo", None),
    ("Trích yếu nội dung", Some(Fact::Title)),
    ("Trích yếu", Some(Fact::Title)),
];

/// A fact that a header can take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Number,
    Kind,
    Issuer,
    Signer,
    Date,
    Title,
}

/// The facts of a document's copy.
#[derive(Debug, Default)]
pub(super) struct Facts {
    known: Vec<(Fact, String, Span)>,
    /// Index of the first block after them.
    pub(super) end: usize,
    /// Indices of the blocks that hold a value alone.
    values: Vec<usize>,
}

impl Facts {
    /// Reads the facts from the blocks before a document's own head, or around it.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut facts = Self::default();
        for (at, block) in blocks.iter().enumerate() {
            if facts.holds(at) {
                continue;
            }
            let last = block.lines.last().unwrap_or(&block.flat);
            let Some((fact, from)) = named(last.text()) else { continue };
            let value = last.text()[from..].trim();
            let mut place = (value.to_owned(), last.whole());
            if value.is_empty() {
                let next =
                    blocks.get(at + 1).filter(|next| last.text().ends_with(':') && !is_named(next.text()));
                let Some(next) = next else { continue };
                facts.values.push(at + 1);
                place = (next.text().to_owned(), next.span());
            }
            facts.end = at + 1 + usize::from(value.is_empty());
            if let Some(fact) = fact.filter(|fact| *fact != Fact::Title || value.is_empty()) {
                facts.known.push((fact, place.0, place.1));
            }
        }
        facts
    }

    /// Whether a block is the value of the name before it.
    pub(super) fn holds(&self, block: usize) -> bool {
        self.values.last() == Some(&block) || self.values.binary_search(&block).is_ok()
    }

    fn get(&self, fact: Fact) -> Option<(&str, Span)> {
        self.known.iter().find(|(known, ..)| *known == fact).map(|(_, text, span)| (text.as_str(), *span))
    }

    pub(super) fn number(&self) -> Option<(String, Span)> {
        self.get(Fact::Number)
            .filter(|(text, _)| text.contains('/'))
            .map(|(text, span)| (text.to_owned(), span))
    }

    /// Abbreviation of the type.
    pub(super) fn kind(&self) -> Option<(&'static str, Span)> {
        let (text, span) = self.get(Fact::Kind)?;
        let (_, short) = labels::TYPES.iter().find(|(name, _)| same(name, text))?;
        Some((*short, span))
    }

    /// Full name of the issuer: a portal names a province where its committee or council decides.
    pub(super) fn issuer(&self) -> Option<(String, Span)> {
        let (text, span) = self.get(Fact::Issuer)?;
        let number = self.get(Fact::Number).map(|(number, _)| number).unwrap_or_default();
        let body = [("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân")]
            .into_iter()
            .find(|(short, _)| number.contains(short));
        let place = ["Tỉnh ", "Thành phố ", "Xã ", "Phường "].iter().any(|level| text.starts_with(level));
        let name = match body {
            Some((_, body)) if place => format!("{body} {}", viet::uncapital(text)),
            _ => {
                AgencyList::built_in().find(text).map_or_else(|| text.to_owned(), |found| found.name.clone())
            }
        };
        Some((name, span))
    }

    pub(super) fn signer(&self) -> Option<(String, Span)> {
        self.get(Fact::Signer)
            .filter(|(text, _)| text.contains(' '))
            .map(|(text, span)| (text.to_owned(), span))
    }

    /// The abstract, where it fills a cell of its own.
    pub(super) fn title(&self) -> Option<(String, Span)> {
        self.get(Fact::Title).map(|(text, span)| (text.to_owned(), span))
    }

    pub(super) fn date(&self) -> Option<(Date, Span)> {
        let (text, span) = self.get(Fact::Date)?;
        let mut scan = Scan::new(text, 0);
        dates::slashed(&mut scan).and_then(Figures::date).map(|date| (date, span))
    }
}

/// The fact that a line names, and where its value begins.
fn named(text: &str) -> Option<(Option<Fact>, usize)> {
    let (name, fact) = *NAMES.iter().find(|(name, _)| text.starts_with(name))?;
    let mut scan = Scan::new(text, name.len());
    let colon = scan.attempt(|scan| scan.spaces().and_then(|()| scan.word(":"))).is_some();
    if !(colon && scan.is_done()) {
        scan.one(char::is_whitespace)?;
    }
    Some((fact, scan.at()))
}

/// Whether a line is one that a portal prints about the document.
pub(super) fn is_metadata(text: &str) -> bool {
    named(text).is_some()
}

/// Whether a line is the name of a fact and a colon, whose value stands in the next cell.
pub(crate) fn is_named(text: &str) -> bool {
    text.ends_with(':') && named(text).is_some_and(|(_, from)| from == text.len())
}

/// Words with which portals begin what they print after a document; no document says them.
const AFTERWARDS: &[&str] = &[
    "Văn bản này chưa cập nhật nội dung",
    "NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN",
    "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN",
    "Bản dịch này thuộc quyền sở hữu",
    "Chú thích: Rà chuột vào",
    "Đây là tiện ích dành cho tài khoản",
    "Bạn chưa Đăng nhập thành viên",
    "Bạn vừa bị Đăng xuất khỏi Tài khoản",
    "Tôi đã đọc và đồng ý Quy chế và Thỏa thuận",
];

/// Whether a line is the first that a portal prints after a document.
pub(crate) fn opens_afterwards(text: &str) -> bool {
    AFTERWARDS.iter().any(|words| text.starts_with(words))
}

/// Index of the first block that a portal prints after the document; the number of blocks when there is none.
pub(crate) fn afterwards(blocks: &[Block]) -> usize {
    let begins = |flat: &Flat| opens_afterwards(flat.text());
    let chrome = |block: &Block| begins(&block.flat) || block.lines.iter().any(begins);
    let Some(mut from) = blocks.iter().position(chrome) else { return blocks.len() };
    while from > 0 && (names_document(blocks[from - 1].text()) || is_empty(&blocks[from - 1])) {
        from -= 1;
    }
    from
}

/// "Công văn 12/UBND-KT năm 2027 trồng hồi do tỉnh Hải Đăng ban hành": a portal's name for a document.
fn names_document(text: &str) -> bool {
    let kind = labels::TYPES.iter().find(|(name, _)| text.starts_with(name));
    let rest = kind.and_then(|(name, _)| text[name.len()..].strip_prefix(' ')).unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit()) && rest.ends_with(" ban hành")
}

fn is_empty(block: &Block) -> bool {
    !block.text().contains(char::is_alphanumeric)
}
