//! Orders in running text: "Giao Sở X chủ trì …", "UBND tỉnh yêu cầu các sở …", "Các sở, ban, ngành … chủ động …".

mod actions;
mod phrases;

use super::Holder;
use crate::parties::{self, Party};
use crate::text::{head, tail};
pub(super) use actions::{acts, begins_action};
use phrases::Verb;
pub(super) use phrases::addressee;
use std::collections::BTreeSet;
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
    /// The parties stand in the middle of the sentence, before "có trách nhiệm".
    inside: bool,
}

impl Order {
    /// What parties do at the head of these words, nobody ordering or asking.
    fn plain(range: Range<usize>, owners: Vec<Party>, action: usize) -> Self {
        Self { range, owners, action, requested: false, told: false, inside: false }
    }
}

/// Longest list of parties in the middle of a sentence, with the comma before it and what is said of them, in bytes.
const LIST: usize = 320;

/// Finds the orders in a paragraph. The first also takes the sentences before it when it opens the paragraph;
/// each takes the sentences after it, up to the next.
pub(super) fn orders(text: &str) -> Vec<Order> {
    if let Some(order) = in_brackets(text) {
        return vec![order];
    }
    let mut starts = vec![0];
    starts.extend(phrases::sentences(text));
    let inside: BTreeSet<usize> =
        phrases::answers(text).filter_map(|verb| subject_before(text, verb)).collect();
    starts.extend(&inside);
    starts.extend(phrases::closings(text));
    starts.sort_unstable();
    starts.dedup();
    let mut orders: Vec<Order> = Vec::new();
    // Semicolons also part the parties of one order, and its partners.
    let mut named = 0;
    for start in starts {
        if start < named {
            continue;
        }
        let Some(mut order) = order_at(text, start) else { continue };
        order.inside = inside.contains(&start);
        match orders.last_mut() {
            // what the same parties are told next belongs to the same duty
            Some(before) if before.requested == order.requested && same(text, before, &order) => continue,
            Some(before) => before.range.end = ends_before(text, start),
            None => order.range.start = opens_at(text, start),
        }
        named = order.action.max(partners_end(text, &order));
        orders.push(order);
    }
    orders
}

/// Where the words end before the sentence at `start`, without the label of an item printed in their line: "…. b) Sở Y tế".
fn ends_before(text: &str, start: usize) -> usize {
    let before = &text[..start - 1];
    let bare = before.strip_suffix(')').and_then(|rest| rest.strip_suffix(char::is_lowercase));
    let bare = bare.and_then(|rest| rest.strip_suffix(' ')).filter(|rest| rest.ends_with(['.', ';', ':']));
    bare.unwrap_or(before).len()
}

/// Where the partners end that an order names right at its head: "chủ trì, phối hợp với các sở; Ủy ban nhân dân các xã".
fn partners_end(text: &str, order: &Order) -> usize {
    let action = text[order.action..].trim_start_matches([' ', ',']);
    let led = ["chủ trì, ", "chủ trì "].iter().find_map(|led| action.strip_prefix(led)).unwrap_or(action);
    let with = led.strip_prefix("phối hợp với ").map(|with| text.len() - with.len());
    with.map_or(0, |with| parties::list(text, with).1)
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
    let acts = actions::begins_action(&text[end..]) || (bracket.orders && text[end..].starts_with(')'));
    (bracket.start > 0 && !owners.is_empty() && acts).then_some(Order {
        range: 0..text.len(),
        owners,
        action: end,
        requested: false,
        told: bracket.orders,
        inside: false,
    })
}

/// Where the parties begin that answer at `verb` in the middle of a sentence: "…, các cơ quan phối hợp có trách nhiệm".
fn subject_before(text: &str, verb: usize) -> Option<usize> {
    let near = tail(&text[..verb], LIST);
    let from = verb - near.len();
    let commas = near.match_indices([',', ';']).map(|(at, _)| from + at + 2);
    let thens = near.match_indices(" thì ").map(|(at, then)| from + at + then.len());
    // the last comma parts the parties of one list
    commas.chain(thens).filter(|at| *at < verb && text.is_char_boundary(*at)).find(|&at| {
        let end = parties::list(text, at).1;
        end == verb || relative(text, end).is_some_and(|end| end == verb)
    })
}

/// How such a clause begins.
const WHICH: &[&str] = &[
    " được giao",
    " được phân công",
    " có liên quan",
    " liên quan",
    " nêu tại",
    " quy định tại",
    " thuộc",
    " đóng trên",
];

/// Where a clause ends that says which of the parties are meant, before their verb: "được giao chủ trì nhiệm vụ".
fn relative(text: &str, parties: usize) -> Option<usize> {
    const LONGEST: usize = 240;
    let clause = head(&text[parties..], LONGEST);
    WHICH.iter().any(|start| clause.starts_with(start)).then_some(())?;
    let verb = [" có trách nhiệm", " chịu trách nhiệm"].iter().filter_map(|verb| clause.find(verb)).min()?;
    (!clause[..verb].contains([';', ':', '.'])).then_some(parties + verb)
}

/// The parties of a line that only leads to its items: "Trong đó giao Giám đốc Công an tỉnh chỉ đạo thực hiện:".
pub(super) fn lead_in(text: &str) -> Option<Order> {
    let from = ["Trong đó, ", "Trong đó ", "Cụ thể, "].iter().find(|start| text.starts_with(**start));
    let from = from.map_or(0, |start| start.len());
    let order = order_at(text, from)?;
    let answers = text[order.action..].trim_start_matches([',', ' ']).starts_with("có trách nhiệm");
    let leads = ["sau:", "sau đây:"].iter().any(|end| text.ends_with(end));
    (order.told || answers || leads).then_some(order)
}

/// The orders of a paragraph under a heading or line of `holder` that names its own parties: "Cơ quan phối hợp có trách
/// nhiệm …", "Sở Tài chính tổ chức …", "Định kỳ hằng tháng, UBND cấp xã báo cáo …". Under a line that only leads to its
/// items, whoever is named at its head is meant, known or not.
pub(super) fn own_orders(text: &str, holder: &Holder) -> Option<Vec<Order>> {
    const OFTEN: &[&str] = &["Định kỳ", "Hằng", "Hàng", "Trước ngày"];
    if let Some(order) = labelled(text) {
        return Some(vec![order]);
    }
    let opens = order_at(text, 0).filter(|order| !order.told || text.starts_with("Giao "))?;
    // "Giao Công an tỉnh …" gives it to others; what a party is to ask of others is its own duty
    if opens.told {
        return Some(orders(text));
    }
    let first = opens.owners.first()?;
    let action = text[opens.action..].trim_start_matches([' ', ',']);
    let strong =
        ["có trách nhiệm", "chịu trách nhiệm", "chủ trì"].iter().any(|verb| action.starts_with(verb));
    let at_head = first.range.start == 0;
    let led = holder.action.is_some() && at_head;
    let named = first.known && (at_head || OFTEN.iter().any(|word| text.starts_with(word)));
    if !(strong || led || named) {
        return None;
    }
    let orders = orders(text);
    // one of the parties above, called a little otherwise, is no other party
    let name = text[first.range.clone()].to_lowercase();
    let same = holder.owners.iter().any(|owner| owner.to_lowercase().contains(&name));
    (strong || led || !same || orders.len() > 1).then_some(orders)
}

/// What a paragraph of one party hands on to others at its end: "…. Giao Văn phòng tổng hợp kết quả."
pub(super) fn handed_on(text: &str) -> Vec<Order> {
    if !text.contains(". Giao ") {
        return Vec::new();
    }
    let given = |order: &Order| order.range.start > 0 && text[order.range.start..].starts_with("Giao ");
    let starts = phrases::sentences(text).filter_map(|start| order_at(text, start));
    let mut orders: Vec<Order> = starts.filter(given).collect();
    for at in 1..orders.len() {
        orders[at - 1].range.end = orders[at].range.start - 1;
    }
    orders
}

/// "Sở Xây dựng: hướng dẫn …", "Sở Tài chính phối hợp với Sở Y tế: kiểm tra …", "Đối với các xã trồng hồi: lập danh sách …".
fn labelled(text: &str) -> Option<Order> {
    const WHOM: &str = "Đối với các ";
    if text.starts_with(WHOM) {
        let (whom, action) = head(text, LIST).split_once(": ")?;
        let range = WHOM.len() - "các ".len()..whom.len();
        let owners = vec![Party { range, group: true, known: false, head: None }];
        let plain = !whom.contains([',', ';', '.']) && actions::acts(action);
        return plain.then(|| Order::plain(0..text.len(), owners, whom.len()));
    }
    head(text, 2 * LIST).find(": ")?;
    let (owners, end) = parties::list(text, 0);
    let (words, action) = head(&text[end..], LIST).split_once(": ")?;
    let with = words.trim_start();
    let names = words.is_empty() || (with.len() < words.len() && with.starts_with("phối hợp"));
    let acts = !owners.is_empty() && names && actions::acts(action);
    acts.then(|| Order::plain(0..text.len(), owners, end))
}

/// The actions of a field that gives each of its parties one of its own: "Sở A tiến hành rà soát …; các sở liên quan rà
/// soát …". Empty when the field only names.
pub(super) fn parted(text: &str) -> Vec<Order> {
    let ends = text.match_indices([';', '.']).map(|(at, _)| at + 1);
    let starts = ends.filter(|end| text[*end..].starts_with(' ')).map(|end| end + 1);
    let mut orders: Vec<Order> = Vec::new();
    for start in std::iter::once(0).chain(starts) {
        let (owners, action) = parties::list(text, start);
        if owners.is_empty() {
            continue;
        }
        match orders.last_mut() {
            Some(before) => before.range.end = start - 1,
            None if start > 0 || !actions::begins_action(&text[action..]) => return orders,
            None => {}
        }
        orders.push(Order::plain(start..text.len(), owners, action));
    }
    orders
}

fn order_at(text: &str, start: usize) -> Option<Order> {
    phrases::opening(&text[start..], |opening| {
        let from = start + opening.end;
        let (mut owners, mut end) = parties::list(text, from);
        if owners.is_empty()
            && let Some(anybody) = actions::anybody(&text[from..])
        {
            end = from + anybody;
            owners.push(Party { range: from..end, group: true, known: true, head: None });
        }
        let end = relative(text, end).unwrap_or(end);
        // A name at the head of a sentence is the subject of anything; only an action makes it a duty.
        let one = owners.last().is_some_and(|owner| owner.known && !owner.group);
        let acts = opening.verb.is_some()
            || actions::begins_action(&text[end..])
            || (start == 0 && one && actions::decides(&text[end..]));
        (!owners.is_empty() && acts).then_some(Order {
            range: start..text.len(),
            owners,
            action: end,
            requested: opening.verb == Some(Verb::Ask),
            told: opening.verb.is_some(),
            inside: false,
        })
    })
}
