//! Orders in running text: "Giao Sở X chủ trì …", "UBND tỉnh yêu cầu các sở …", "Các sở, ban, ngành … chủ động …".

mod phrases;

use crate::parties::{self, Party};
use crate::text::tail;
use phrases::Verb;
use std::ops::Range;

/// A sentence, or a run of sentences, that gives named parties an action.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) range: Range<usize>,
    pub(super) owners: Vec<Party>,
    /// Where the action begins.
    pub(super) action: usize,
    pub(super) requested: bool,
}

/// Longest list of parties in the middle of a sentence, with the comma before it, in bytes.
const LIST: usize = 161;

/// Finds the orders in a paragraph. The first also takes the sentences before it when it opens the paragraph;
/// each takes the sentences after it, up to the next.
pub(super) fn orders(text: &str) -> Vec<Order> {
    if let Some(order) = in_brackets(text) {
        return vec![order];
    }
    let mut starts = vec![0];
    starts.extend(phrases::sentences(text));
    starts.extend(phrases::answers(text).filter_map(|verb| subject_before(text, verb)));
    starts.sort_unstable();
    starts.dedup();
    let mut orders: Vec<Order> = Vec::new();
    for start in starts {
        // Semicolons also part the parties of one order.
        if orders.last().is_some_and(|before| start < before.action) {
            continue;
        }
        if let Some(order) = order_at(text, start) {
            if let Some(before) = orders.last_mut() {
                before.range.end = start - 1;
            }
            orders.push(order);
        }
    }
    orders
}

/// A whole sentence whose end says in brackets who does it: "… (Giao Công an tỉnh chủ trì, phối hợp với …)".
fn in_brackets(text: &str) -> Option<Order> {
    let bracket = phrases::bracket_at_end(text)?;
    let (owners, end) = parties::list(text, bracket.inside);
    let acts = phrases::begins_action(&text[end..]) || (bracket.orders && text[end..].starts_with(')'));
    (bracket.start > 0 && !owners.is_empty() && acts).then_some(Order {
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
    let from = ["Trong đó, ", "Trong đó ", "Cụ thể, "].iter().find(|start| text.starts_with(**start));
    let from = from.map_or(0, |start| start.len());
    let order = order_at(text, from)?;
    let verb = phrases::opening(&text[from..]).is_some_and(|opening| opening.verb.is_some());
    (verb || text[order.action..].trim_start().starts_with("có trách nhiệm")).then_some(order)
}

/// The addressee of a conclusion, who is called by its level alone: "Tỉnh cần tập trung …".
pub(super) fn addressee(text: &str) -> Option<Range<usize>> {
    phrases::subject(text)
}

fn order_at(text: &str, start: usize) -> Option<Order> {
    let opening = phrases::opening(&text[start..]);
    let verb = opening.as_ref().and_then(|opening| opening.verb);
    let (owners, end) = parties::list(text, start + opening.as_ref().map_or(0, |opening| opening.end));
    if owners.is_empty() {
        return None;
    }
    // A name at the head of a sentence is the subject of anything; only an action makes it a duty.
    if verb.is_none() && !phrases::begins_action(&text[end..]) {
        return None;
    }
    Some(Order { range: start..text.len(), owners, action: end, requested: verb == Some(Verb::Ask) })
}
