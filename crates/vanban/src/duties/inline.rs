//! Orders in running text: "Giao Sở X chủ trì …", "UBND tỉnh yêu cầu các sở …", "Các sở, ban, ngành … chủ động …".

use crate::parties::{self, Party};
use crate::text::tail;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A sentence, or a run of sentences, that gives named parties an action.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) range: Range<usize>,
    pub(super) owners: Vec<Party>,
    /// Where the action begins.
    pub(super) action: usize,
    pub(super) requested: bool,
}

struct Grammar {
    opening: Regex,
    action: Regex,
    sentence: Regex,
    answers: Regex,
    bracket: Regex,
    subject: Regex,
}

/// What may stand between a named party and its action, or begin the action.
const ACTION: &str = concat!(
    r"^[,\s]*(?:\([^)]*\)[,\s]*)?(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|chủ động|phối hợp|theo (?:dõi|chức năng|phạm vi|nhiệm vụ)|",
    r"trên cơ sở|căn cứ|trong phạm vi|nghiêm túc|khẩn trương|tập trung|tích cực|tăng cường|đẩy mạnh|tiếp tục|cần|phải|kịp thời|thường xuyên|",
    r"tổ chức|triển khai|thực hiện|xây dựng|hướng dẫn|rà soát|tham mưu|chỉ đạo|báo cáo|tổng hợp|đôn đốc|kiểm tra|bố trí|",
    r"quan tâm|nghiên cứu|đề xuất|quán triệt|phản ánh|làm đầu mối|là (?:đầu mối|cơ quan)|giúp|cung cấp|lập|ban hành|thông tin|",
    r"định kỳ|bảo đảm|đảm bảo|thẩm định|đánh giá|giám sát|tuyên truyền|phổ biến|vận động|quản lý|nâng cao|cân đối|lồng ghép|",
    r"huy động|công bố|hoàn thành|hoàn thiện|ưu tiên|cử|gửi|đăng ký|thành lập|nhanh chóng|sớm|tự)\b",
);

/// What an order may begin with before it names anybody.
const BEFORE: &str = concat!(
    r"(?:Căn cứ [^.;,]{0,60},|(?:Trong quá trình|Quá trình|[Nn]ếu) [^.;]{0,140}?",
    r"(?:khó khăn|vướng mắc|phát sinh|bất cập)(?:(?:,| hoặc| và)? (?:khó khăn|vướng mắc|phát sinh|bất cập))*[^.;,]{0,20}?,?",
    r"|(?:Trong quá trình|Quá trình) [^.;]{0,80}?,|[Tt]rường hợp [^.;,]{0,60},)",
);

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let regex = |pattern: &str| Regex::new(pattern).ok();
    Some(Grammar {
        // Group 1 is the verb that orders or asks, when there is one.
        opening: regex(&format!(
            r"^(?:{BEFORE} )?(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch|Phó Thủ tướng|Thủ tướng)[^,.;:]{{0,50}}? )?([Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Ll]ưu ý)\s+|^{BEFORE} "
        ))?,
        action: regex(ACTION)?,
        sentence: regex(r"[.;] (?:\p{Lu})|; (?:trường hợp|riêng|giao|yêu cầu|đề nghị) ")?,
        answers: regex(r" (?:có|chịu) trách nhiệm\b")?,
        bracket: regex(r"\((?:[Gg]iao |[Dd]o )?([^()]{4,400})\)[.;]?$")?,
        subject: regex(
            r"^(Tỉnh|Thành phố|Địa phương) (?:cần|phải|khẩn trương|tập trung|tiếp tục|nghiên cứu|chủ động)\b",
        )?,
    })
});

/// Longest list of parties in the middle of a sentence, with the comma before it, in bytes.
const LIST: usize = 161;

/// Finds the orders in a paragraph. The first also takes the sentences before it when it opens the paragraph;
/// each takes the sentences after it, up to the next.
pub(super) fn orders(text: &str) -> Vec<Order> {
    let Some(grammar) = GRAMMAR.as_ref() else { return Vec::new() };
    if let Some(order) = in_brackets(grammar, text) {
        return vec![order];
    }
    let mut starts = vec![0];
    starts.extend(grammar.sentence.find_iter(text).map(|found| found.start() + 2));
    starts.extend(grammar.answers.find_iter(text).filter_map(|found| subject_before(text, found.start())));
    starts.sort_unstable();
    starts.dedup();
    let mut orders: Vec<Order> = Vec::new();
    for start in starts {
        // Semicolons also part the parties of one order.
        if orders.last().is_some_and(|before| start < before.action) {
            continue;
        }
        if let Some(order) = order_at(grammar, text, start) {
            if let Some(before) = orders.last_mut() {
                before.range.end = start - 1;
            }
            orders.push(order);
        }
    }
    orders
}

/// A whole sentence whose end says in brackets who does it: "… (Giao Công an tỉnh chủ trì, phối hợp với …)".
fn in_brackets(grammar: &Grammar, text: &str) -> Option<Order> {
    let found = grammar.bracket.captures(text)?;
    let (whole, inside) = (found.get(0)?, found.get(1)?);
    let ordered = whole.as_str().starts_with("(Giao ") || whole.as_str().starts_with("(giao ");
    let (owners, end) = parties::list(text, inside.start());
    let acts = grammar.action.is_match(&text[end..]) || (ordered && text[end..].starts_with(')'));
    (whole.start() > 0 && !owners.is_empty() && acts).then_some(Order {
        range: 0..text.len(),
        owners,
        action: end,
        requested: false,
    })
}

/// Where the parties begin that answer at `verb` in the middle of a sentence: "…, các cơ quan phối hợp có trách nhiệm".
fn subject_before(text: &str, verb: usize) -> Option<usize> {
    let near = tail(&text[..verb], LIST);
    let from = verb - near.len();
    let commas = near.match_indices([',', ';']).map(|(at, _)| from + at + 2);
    // the last comma parts the parties of one list
    commas.filter(|at| *at < verb && text.is_char_boundary(*at)).find(|&at| parties::list(text, at).1 == verb)
}

/// The parties of a line that only leads to its items: "Trong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:".
pub(super) fn lead_in(text: &str) -> Option<Order> {
    let grammar = GRAMMAR.as_ref()?;
    let from = ["Trong đó, ", "Trong đó ", "Cụ thể, "].iter().find(|start| text.starts_with(**start));
    let from = from.map_or(0, |start| start.len());
    let order = order_at(grammar, text, from)?;
    let verb = grammar.opening.captures(&text[from..]).is_some_and(|found| found.get(1).is_some());
    (verb || text[order.action..].trim_start().starts_with("có trách nhiệm")).then_some(order)
}

/// The addressee of a conclusion, who is called by its level alone: "Tỉnh cần tập trung …".
pub(super) fn addressee(text: &str) -> Option<Range<usize>> {
    GRAMMAR.as_ref()?.subject.captures(text)?.get(1).map(|subject| subject.range())
}

fn order_at(grammar: &Grammar, text: &str, start: usize) -> Option<Order> {
    let sentence = &text[start..];
    let opening = grammar.opening.captures(sentence);
    let verb = opening.as_ref().and_then(|found| found.get(1)).map(|verb| verb.as_str().to_lowercase());
    let from = start + opening.as_ref().and_then(|found| found.get(0)).map_or(0, |whole| whole.end());
    let (owners, end) = parties::list(text, from);
    if owners.is_empty() {
        return None;
    }
    // A name at the head of a sentence is the subject of anything; only an action makes it a duty.
    if verb.is_none() && !grammar.action.is_match(&text[end..]) {
        return None;
    }
    Some(Order {
        range: start..text.len(),
        owners,
        action: end,
        requested: verb.as_deref() == Some("đề nghị"),
    })
}
