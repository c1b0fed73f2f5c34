//! The foot of a document: recipients (Nơi nhận) and signatures (Decree 30/2020, appendix I, elements 7 and 9).

use crate::labels::{self, is_caps, list_mark};
use crate::layout::Block;
use crate::model::{Signer, Span};
use crate::scan::Scan;
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
    foot.recipients.iter_mut().for_each(|item| item.truncate(item.trim_end_matches([' ', ';', '.']).len()));
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
            In::Signature => is_caps(text) && !titled,
            In::Nothing => is_position(text),
        }
    }

    fn line(&mut self, line: &Flat, foot: &mut Foot) {
        let text = line.text();
        if is_remark(text) {
            return;
        }
        if let Some(rest) = after_recipients_word(text) {
            self.within = In::Recipients;
            foot.recipients_span = Some(grow(foot.recipients_span, line.whole()));
            split_items(rest).into_iter().for_each(|item| push_item(foot, item));
            return;
        }
        let signature = is_caps(text) || labels::opens_closing(text) || caps_then_name(text).is_some();
        let goes_on = || foot.recipients.last().is_some_and(|item| continues_item(item, text));
        if self.within == In::Recipients && (!signature || list_mark(text).is_some() || goes_on()) {
            foot.recipients_span = Some(grow(foot.recipients_span, line.whole()));
            match list_mark(text) {
                Some(len) => {
                    self.dashes = true;
                    split_items(&text[len..]).into_iter().for_each(|item| push_item(foot, item));
                }
                None => self.extend(foot, text),
            }
            return;
        }
        self.within = In::Signature;
        foot.signers_span = Some(grow(foot.signers_span, line.whole()));
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
        let stead = ["KT.", "TL.", "TUQ.", "Q."].iter().any(|mark| text.starts_with(mark));
        if text.starts_with("TM.") {
            signer.authority = Some(text.to_owned());
        } else if stead {
            signer.capacity = Some(text.to_owned());
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

/// "… các Vụ: CN," / "KTTH, TCCV": abbreviations go on with an item that has not ended, and sign nothing.
fn continues_item(item: &str, text: &str) -> bool {
    let open = !item.ends_with([';', '.']) || text.starts_with(|c: char| c.is_ascii_digit());
    open && !labels::opens_closing(text) && !is_position(text) && caps_then_name(text).is_none()
}

fn grow(span: Option<Span>, more: Span) -> Span {
    span.map_or(more, |span| span.cover(more))
}

fn after_recipients_word(text: &str) -> Option<&str> {
    let word = "nơi nhận";
    let start: String = text.chars().take(word.chars().count()).collect();
    (start.to_lowercase() == word).then(|| text[start.len()..].trim_start_matches([':', ' ']))
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
    if item.contains(char::is_alphanumeric) {
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

/// Whether a line is a person's name: two to six words, each with one leading capital.
fn is_name(text: &str) -> bool {
    if text.len() > LONGEST_LINE {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
        })
}

/// Longest line of a signature, in bytes; longer text is not looked at.
const LONGEST_LINE: usize = 160;

/// Where the name begins in "CHỦ TỊCH Hoàng Quốc Khánh".
fn caps_then_name(text: &str) -> Option<usize> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    text.match_indices(' ')
        .map(|(at, _)| at)
        .find(|&at| is_caps(&text[..at]) && is_name(text[at..].trim_start()))
}

/// Remarks such as "(Đã ký)".
fn is_remark(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["đã ký", "ký tên", "(đã ký)", "(đã kí)"].contains(&lower.trim_matches(['.', ' ']))
}
