//! Orders in running text: "Giao Sở X chủ trì …", "UBND tỉnh yêu cầu các sở …", "Các sở, ban, ngành … chủ động …".

use crate::parties::{self, Party};
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
}

/// What may stand between a named party and its action, or begin the action.
const ACTION: &str = concat!(
    r"^[,\s]*(?:\([^)]*\)[,\s]*)?(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|chủ động|phối hợp|theo (?:dõi|chức năng|phạm vi|nhiệm vụ)|",
    r"trên cơ sở|căn cứ|trong phạm vi|nghiêm túc|khẩn trương|tập trung|tích cực|tăng cường|đẩy mạnh|tiếp tục|cần|phải|kịp thời|thường xuyên|",
    r"tổ chức|triển khai|thực hiện|xây dựng|hướng dẫn|rà soát|tham mưu|chỉ đạo|báo cáo|tổng hợp|đôn đốc|kiểm tra|bố trí|",
    r"quan tâm|nghiên cứu|đề xuất|quán triệt|phản ánh|làm đầu mối|là (?:đầu mối|cơ quan)|giúp|cung cấp|lập|ban hành|thông tin)\b",
);

/// What an order may begin with before it names anybody.
const BEFORE: &str = r"(?:Căn cứ [^.;,]{0,60},|(?:Trong quá trình|Quá trình|Nếu) [^.;]{0,140}?(?:vướng mắc|khó khăn|phát sinh)[^.;]{0,20}?,?)";

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let regex = |pattern: &str| Regex::new(pattern).ok();
    Some(Grammar {
        // Group 1 is the verb that orders or asks, when there is one.
        opening: regex(&format!(
            r"^(?:{BEFORE} )?(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch|Phó Thủ tướng|Thủ tướng)[^,.;:]{{0,50}}? )?([Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Ll]ưu ý)\s+|^{BEFORE} "
        ))?,
        action: regex(ACTION)?,
        sentence: regex(r"[.;] (?:\p{Lu})")?,
    })
});

/// Finds the orders in a paragraph. The first also takes the sentences before it when it opens the paragraph;
/// each takes the sentences after it, up to the next.
pub(super) fn orders(text: &str) -> Vec<Order> {
    let Some(grammar) = GRAMMAR.as_ref() else { return Vec::new() };
    let mut starts = vec![0];
    starts.extend(grammar.sentence.find_iter(text).map(|found| found.start() + 2));
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
