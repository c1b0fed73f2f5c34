//! The foot of a document: recipients (Nơi nhận) and signatures (Decree 30/2020, appendix I, elements 7 and 9).

use crate::labels::{self, is_caps, list_mark};
use crate::layout::Block;
use crate::model::{Signer, Span};
use crate::scan::{Scan, has_digit};
use crate::text::Flat;
use std::ops::Range;

/// The foot, and the blocks that it takes.
#[derive(Debug, Default)]
pub(crate) struct Foot {
    pub(crate) recipients: Vec<String>,
    pub(crate) recipients_span: Option<Span>,
    pub(crate) signers: Vec<Signer>,
    pub(crate) signers_span: Option<Span>,
    pub(crate) blocks: Range<usize>,
}

/// Finds the foot in the blocks of the body. Without one, `blocks` is empty and stands at the end.
pub(crate) fn read(blocks: &[Block]) -> Foot {
    let opens = |block: &Block| block.grid.is_none() && labels::opens_closing(block.text());
    let signs = |i: usize| {
        is_position(blocks[i].text())
            && blocks[i].grid.is_none()
            && blocks.get(i + 1).is_none_or(|next| is_name(next.text()))
    };
    let Some(from) = (0..blocks.len()).find(|&i| opens(&blocks[i]) || signs(i)) else {
        return Foot { blocks: blocks.len()..blocks.len(), ..Foot::default() };
    };
    let mut foot = Foot::default();
    let mut reader = Reader::default();
    let mut to = from;
    while let Some(block) = blocks.get(to).filter(|block| block.grid.is_none()) {
        let whole = [block.flat.clone()];
        let lines = if block.lines.is_empty() { &whole[..] } else { &block.lines[..] };
        if !lines.first().is_some_and(|line| reader.accepts(line.text())) {
            break;
        }
        lines.iter().for_each(|line| reader.line(line, &mut foot));
        to += 1;
    }
    reader.finish(&mut foot);
    foot.recipients
        .iter_mut()
        .for_each(|item| item.truncate(item.trim_end_matches([' ', ';', '.', ',']).len()));
    foot.blocks = from..to;
    foot
}

/// What the line before belonged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum In {
    #[default]
    Nothing,
    Recipients,
    Signature,
}

#[derive(Debug, Default)]
struct Reader {
    within: In,
    signer: Option<Signer>,
    /// The recipients are a list with dashes.
    dashes: bool,
    /// The lines of the signature stand beside those of the recipients.
    beside: bool,
}

impl Reader {
    /// Whether a line can be part of the foot, after what has been read of it.
    fn accepts(&self, text: &str) -> bool {
        if labels::opens_closing(text) || is_name(text) || is_remark(text) {
            return true;
        }
        let titled = labels::is_document_type(text) || labels::parse(text).is_some();
        match self.within {
            In::Recipients => !titled,
            In::Signature => is_caps(text) && !titled || self.beside && list_mark(text).is_some(),
            In::Nothing => is_position(text),
        }
    }

    fn line(&mut self, line: &Flat, foot: &mut Foot) {
        let text = line.text();
        let listed = after_recipients_word(text).is_some() || list_mark(text).is_some();
        let named = || Some(text.rfind("; ")? + 2).filter(|&at| is_name(&text[at..]));
        let waits = self.beside && self.signer.is_some();
        let beside = signature_beside(text).or_else(|| if waits { named() } else { None });
        let Some(at) = beside.filter(|_| listed) else {
            return self.part(text, line.whole(), foot);
        };
        self.beside = true;
        self.part(text[..at].trim_end(), line.span(0..at), foot);
        foot.signers_span = Some(grow(foot.signers_span, line.span(at..text.len())));
        self.signs(&text[at..], foot);
    }

    /// Takes a line, or what of it stands in one column.
    fn part(&mut self, text: &str, span: Span, foot: &mut Foot) {
        if is_remark(text) {
            return;
        }
        if let Some(rest) = after_recipients_word(text) {
            self.within = In::Recipients;
            foot.recipients_span = Some(grow(foot.recipients_span, span));
            split_items(rest).into_iter().for_each(|item| push_item(foot, item));
            return;
        }
        if self.beside && list_mark(text).is_some() {
            self.within = In::Recipients;
        }
        let last = foot.recipients.last().map(String::as_str).unwrap_or_default();
        if self.within == In::Recipients && is_filed(last) && is_typist(text) {
            foot.recipients_span = Some(grow(foot.recipients_span, span));
            return;
        }
        let named = self.beside && self.signer.is_some() && is_name(text);
        let signature =
            is_caps(text) || named || labels::opens_closing(text) || caps_then_name(text).is_some();
        let goes_on = || !named && !last.is_empty() && continues_item(last, text);
        if self.within == In::Recipients && (!signature || list_mark(text).is_some() || goes_on()) {
            foot.recipients_span = Some(grow(foot.recipients_span, span));
            let mark = list_mark(text).filter(|_| !(text.starts_with('+') && shares(last)));
            match mark {
                Some(len) => {
                    self.dashes = true;
                    split_items(&text[len..]).into_iter().for_each(|item| push_item(foot, item));
                }
                None => self.extend(foot, text),
            }
            return;
        }
        self.within = In::Signature;
        foot.signers_span = Some(grow(foot.signers_span, span));
        self.signs(text, foot);
    }

    /// Takes a line of a signature.
    fn signs(&mut self, text: &str, foot: &mut Foot) {
        match caps_then_name(text) {
            Some(at) => {
                self.title(&text[..at]);
                self.name(text[at..].trim(), foot);
            }
            None if is_name(text) && !is_caps(text) => self.name(text, foot),
            None => self.title(text),
        }
    }

    /// Takes a line in capitals: on whose behalf, in whose stead, or the position.
    fn title(&mut self, text: &str) {
        let signer =
            self.signer.get_or_insert(Signer { authority: None, capacity: None, position: None, name: None });
        let text = text.trim();
        let stead = ["KT.", "TL.", "TUQ.", "Q.", "K/T", "T/L"].iter().any(|mark| text.starts_with(mark));
        if text.starts_with("TM.") || text.starts_with("T/M") {
            signer.authority = Some(text.to_owned());
        } else if stead {
            // "TL. BỘ TRƯỞNG" / "KT. CHÁNH VĂN PHÒNG": who stands in for whom, and in whose name
            if let Some(before) = signer.capacity.replace(text.to_owned()) {
                signer.authority.get_or_insert(before);
            }
        } else if is_position(text) && signer.position.is_none() {
            signer.position = Some(text.to_owned());
        } else {
            // A title too long for its column goes on in the next line.
            let last = signer.position.as_mut().or(signer.capacity.as_mut()).or(signer.authority.as_mut());
            match last {
                Some(last) => {
                    last.push(' ');
                    last.push_str(text);
                }
                None => signer.position = Some(text.to_owned()),
            }
        }
    }

    fn name(&mut self, text: &str, foot: &mut Foot) {
        let mut signer = self.signer.take().unwrap_or(Signer {
            authority: None,
            capacity: None,
            position: None,
            name: None,
        });
        signer.name = Some(text.to_owned());
        foot.signers.push(signer);
    }

    /// A line without a dash goes on with its item; without any dashes an item ends at its semicolon.
    fn extend(&self, foot: &mut Foot, text: &str) {
        match foot.recipients.last_mut() {
            Some(item) if self.dashes || !item.ends_with([';', '.']) => {
                item.push(' ');
                item.push_str(text.trim_end());
            }
            _ => push_item(foot, text),
        }
    }

    fn finish(&mut self, foot: &mut Foot) {
        foot.signers.extend(self.signer.take());
    }
}

/// "VP UBND tỉnh: + LĐVP;" has begun to name parts on its own line: those on the next lines belong to it too.
fn shares(item: &str) -> bool {
    item.contains(": +")
}

/// Whether an item is the last of all, for the files: "Lưu: VT, KT."
fn is_filed(item: &str) -> bool {
    item.starts_with("Lưu") && item.ends_with('.')
}

/// Whether a line below the last recipient is the mark of who typed it: "Hoa/KH/20.11.2025", "NVA_12b".
fn is_typist(text: &str) -> bool {
    let figures = has_digit(text);
    !text.contains(' ') && (figures || text.contains(['/', '\\', '_']))
}

/// "… các Vụ: CN," / "KTTH, TCCV": abbreviations go on with an item that has not ended, and sign nothing.
fn continues_item(item: &str, text: &str) -> bool {
    let open = !item.ends_with([';', '.']) || text.starts_with(|c: char| c.is_ascii_digit());
    open && !labels::opens_closing(text) && !is_position(text) && caps_then_name(text).is_none()
}

fn grow(span: Option<Span>, more: Span) -> Span {
    span.map_or(more, |span| span.cover(more))
}

/// Where a line of the signature begins beside a recipient: "- Như trên; KT. CHỦ TỊCH", "- Lưu: VT. GIÁM ĐỐC".
fn signature_beside(text: &str) -> Option<usize> {
    const MARKS: &[&str] = &["TM.", "KT.", "TL.", "TUQ."];
    const SHORTEST: usize = 8;
    let ends = |before: &str| before.ends_with([';', '.', ':']);
    let near = text.ceil_char_boundary(text.len().saturating_sub(LONGEST_LINE));
    text[near..].match_indices(' ').map(|(at, _)| near + at + 1).find(|&at| {
        let rest = &text[at..];
        let mark = MARKS.iter().find_map(|mark| rest.strip_prefix(mark));
        let title = mark.unwrap_or(rest).trim();
        let long = title.chars().count() >= SHORTEST;
        long && is_caps(title) && (mark.is_some() || ends(text[..at].trim_end()) && is_position(title))
    })
}

fn after_recipients_word(text: &str) -> Option<&str> {
    let mut scan = Scan::new(text, 0);
    labels::recipients_word(&mut scan)?;
    Some(scan.rest().trim_start_matches([':', ' ']))
}

/// Items that stand one after the other on one line: "- Bộ Công an; - Như Điều 3;".
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut rest = text;
    while let Some((end, next)) = item_end(rest) {
        items.push(&rest[..end]);
        rest = rest[next..].trim_start_matches([' ', '-']);
    }
    items.push(rest);
    items
}

/// Where an item ends before the next on its line, and where that begins: at "; -", or after "; (để báo cáo) -".
fn item_end(text: &str) -> Option<(usize, usize)> {
    text.match_indices(';').find_map(|(at, _)| {
        let mut scan = Scan::new(text, at + 1);
        scan.spaces()?;
        let bracket = scan.attempt(|scan| {
            scan.word("(")?;
            scan.run(40, |c| c != ')');
            scan.word(")")
        });
        let end = if bracket.is_some() { scan.at() } else { at };
        scan.spaces()?;
        scan.word("-").map(|()| (end, scan.at()))
    })
}

fn push_item(foot: &mut Foot, item: &str) {
    let item = item.trim_start_matches(['-', ' ']).trim_end();
    if item.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some() {
        foot.recipients.push(item.to_owned());
    }
}

/// Whether a line is a position that signs.
fn is_position(text: &str) -> bool {
    const POSITIONS: &[&str] = &[
        "CHỦ TỊCH",
        "PHÓ ",
        "GIÁM ĐỐC",
        "BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "CHÁNH ",
        "TRƯỞNG ",
        "CỤC TRƯỞNG",
        "VỤ TRƯỞNG",
        "THỦ TƯỚNG",
        "CHỦ NHIỆM",
        "BÍ THƯ",
        "HIỆU TRƯỞNG",
        "VIỆN TRƯỞNG",
        "TỔNG ",
        "ỦY VIÊN",
        "CHÍNH ỦY",
        "CHỈ HUY",
    ];
    let head = caps_then_name(text).map_or(text, |at| &text[..at]);
    head.len() <= LONGEST_LINE
        && is_caps(head)
        && head.chars().count() < 60
        && POSITIONS.iter().any(|word| head.starts_with(word))
}

/// Whether a line is a person's name: two to six words, each with one leading capital, behind a rank or degree.
fn is_name(text: &str) -> bool {
    if text.len() > LONGEST_LINE {
        return false;
    }
    let rank = RANKS.iter().find_map(|rank| text.strip_prefix(rank)?.strip_prefix(' ')).unwrap_or(text);
    let mut words: Vec<&str> = rank.split(' ').collect();
    let degree = |word: &&str| word.ends_with('.') && word.len() > 2 && word.starts_with(char::is_uppercase);
    let degrees = words.iter().take_while(|word| degree(word)).count();
    words.drain(..degrees);
    (2..=6).contains(&words.len()) && words.iter().all(|word| is_name_word(word))
}

/// Whether a word is part of a person's name: "Mẫu", "Y", "H'Yim".
fn is_name_word(word: &str) -> bool {
    let own = word.split_once(['\'', '’']).filter(|(before, _)| before.chars().count() == 1);
    let mut chars = own.map_or(word, |(_, after)| after).chars();
    chars.next().is_some_and(|c| c.is_uppercase() || own.is_some() && c.is_lowercase())
        && chars.all(char::is_lowercase)
}

/// Ranks that stand before the names of officers.
const RANKS: &[&str] = &[
    "Đại tướng",
    "Thượng tướng",
    "Trung tướng",
    "Thiếu tướng",
    "Đại tá",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
    "Đại úy",
    "Thượng úy",
];

/// Longest line of a signature, in bytes; longer text is not looked at.
const LONGEST_LINE: usize = 160;

/// Where the name begins in "CHỦ TỊCH Hoàng Quốc Khánh".
fn caps_then_name(text: &str) -> Option<usize> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    text.match_indices(' ')
        .map(|(at, _)| at)
        .find(|&at| is_caps(&text[..at]) && !text[..at].ends_with('.') && is_name(text[at..].trim_start()))
}

/// Remarks such as "(Đã ký)".
fn is_remark(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["đã ký", "ký tên", "(đã ký)", "(đã kí)"].contains(&lower.trim_matches(['.', ' ']))
}
