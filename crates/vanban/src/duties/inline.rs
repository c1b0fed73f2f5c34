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
    /// A verb before the parties gives the order: "Giao", "Yêu cầu".
    pub(super) told: bool,
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
    starts.extend(phrases::closings(text));
    starts.sort_unstable();
    starts.dedup();
    let mut orders: Vec<Order> = Vec::new();
    for start in starts {
        // Semicolons also part the parties of one order.
        if orders.last().is_some_and(|before| start < before.action) {
            continue;
        }
        let Some(mut order) = order_at(text, start) else { continue };
        match orders.last_mut() {
            // what the same parties are told next belongs to the same duty
            Some(before) if before.requested == order.requested && same(text, before, &order) => continue,
            Some(before) => before.range.end = start - 1,
            None => order.range.start = opens_at(text, start),
        }
        orders.push(order);
    }
    orders
}

/// Whether two orders name the same parties.
fn same(text: &str, one: &Order, other: &Order) -> bool {
    let folded = |order: &Order| -> Vec<String> {
        parties::names(text, &order.owners).iter().map(|name| name.to_lowercase()).collect()
    };
    folded(one) == folded(other)
}

/// Where the first order of a paragraph begins: it takes its whole sentence, unless that first says what the document is.
fn opens_at(text: &str, start: usize) -> usize {
    let sentence = text[..start].rfind(". ").map_or(0, |at| at + 2);
    if text[sentence..].starts_with("Trên đây ") { start } else { sentence }
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
        told: bracket.orders,
    })
}

/// Where the parties begin that answer at `verb` in the middle of a sentence: "…, các cơ quan phối hợp có trách nhiệm".
fn subject_before(text: &str, verb: usize) -> Option<usize> {
    let near = tail(&text[..verb], LIST);
    let from = verb - near.len();
    let commas = near.match_indices([',', ';']).map(|(at, _)| from + at + 2);
    let thens = near.match_indices(" thì ").map(|(at, then)| from + at + then.len());
    // the last comma parts the parties of one list
    commas
        .chain(thens)
        .filter(|at| *at < verb && text.is_char_boundary(*at))
        .find(|&at| parties::list(text, at).1 == verb)
}

/// The parties of a line that only leads to its items: "Trong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:".
pub(super) fn lead_in(text: &str) -> Option<Order> {
    let from = ["Trong đó, ", "Trong đó ", "Cụ thể, "].iter().find(|start| text.starts_with(**start));
    let from = from.map_or(0, |start| start.len());
    let order = order_at(text, from)?;
    let answers = text[order.action..].trim_start().starts_with("có trách nhiệm");
    let leads = ["sau:", "sau đây:"].iter().any(|end| text.ends_with(end));
    (order.told || answers || leads).then_some(order)
}

/// Whether a paragraph under another party's heading names its own: "Cơ quan phối hợp có trách nhiệm …". Under a line
/// that only leads to its items (`led`), any action of its own does.
pub(super) fn answers_itself(text: &str, led: bool) -> bool {
    let strong = |order: &Order| {
        if led && order.owners.first().is_some_and(|owner| owner.range.start == 0) {
            return true;
        }
        let action = text[order.action..].trim_start_matches([' ', ',']);
        ["có trách nhiệm", "chịu trách nhiệm", "chủ trì"].iter().any(|verb| action.starts_with(verb))
    };
    let may = led || text.contains("trách nhiệm") || text.contains("chủ trì");
    may && orders(text).first().is_some_and(|order| order.range.start == 0 && !order.told && strong(order))
}

/// Whether `text` goes on with an action, as it does after the party that is told it.
pub(super) fn begins_action(text: &str) -> bool {
    phrases::begins_action(text)
}

/// The addressee of a conclusion, who is called by its level alone: "Tỉnh cần tập trung …".
pub(super) fn addressee(text: &str) -> Option<Range<usize>> {
    phrases::subject(text)
}

fn order_at(text: &str, start: usize) -> Option<Order> {
    phrases::opening(&text[start..], |opening| {
        let (owners, end) = parties::list(text, start + opening.end);
        // A name at the head of a sentence is the subject of anything; only an action makes it a duty.
        let acts = opening.verb.is_some() || phrases::begins_action(&text[end..]);
        (!owners.is_empty() && acts).then_some(Order {
            range: start..text.len(),
            owners,
            action: end,
            requested: opening.verb == Some(Verb::Ask),
            told: opening.verb.is_some(),
        })
    })
}
