//! Parts III to V: difficulties, what lies ahead, recommendations.

use super::super::facts::Facts;
use super::{ended, marked, one_line, or_nothing, short, told};
use crate::recommendations::model::State as Recommended;
use crate::recommendations::store::Followed;
use crate::reporting::model::Progress;

/// Difficulties, each with its cause.
pub fn difficulties(facts: &Facts) -> String {
    let said = told(facts).filter(|line| !line.difficulty.trim().is_empty()).map(|line| {
        let mut text = format!("- {}: {}", line.org_name, ended(&one_line(&line.difficulty)));
        if !line.cause.trim().is_empty() {
            text.push_str(&format!(" Nguyên nhân: {}", ended(&one_line(&line.cause))));
        }
        marked(facts, line, text)
    });
    or_nothing(said.collect())
}

/// What goes on: duties with a deadline one by one, standing ones counted.
pub fn ahead(facts: &Facts) -> String {
    let mut said: Vec<String> = told(facts)
        .filter(|line| line.deadline.is_some() && line.progress != Some(Progress::Done))
        .map(|line| {
            let by = line.deadline.map(|day| format!(" (thời hạn {})", day.show())).unwrap_or_default();
            let text = format!("- {}: tiếp tục thực hiện “{}”{by}.", line.org_name, short(&line.text));
            marked(facts, line, text)
        })
        .collect();
    let standing =
        told(facts).filter(|line| line.deadline.is_none() && line.progress != Some(Progress::Done)).count();
    if standing > 0 {
        said.push(format!(
            "- Các cơ quan, đơn vị tiếp tục thực hiện {standing} nội dung thường xuyên theo nhiệm vụ được giao."
        ));
    }
    or_nothing(said)
}

/// What agencies recommend, by the body that is competent, with how far each has come; last what is still to be
/// routed.
pub fn proposals(facts: &Facts) -> String {
    let mut groups: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for line in told(facts).filter(|line| !line.proposal.trim().is_empty()) {
        let followed = facts.followed.get(&line.line);
        let mut text = format!("- {}: {}", line.org_name, ended(&one_line(&line.proposal)));
        if let Some(so_far) = followed.and_then(so_far) {
            text.push_str(&format!(" {so_far}"));
        }
        let text = marked(facts, line, text);
        let to = followed.and_then(|one| one.to_name.as_deref());
        match groups.iter_mut().find(|(name, _)| *name == to) {
            Some((_, said)) => said.push(text),
            None => groups.push((to, vec![text])),
        }
    }
    // a stable sort: within bodies the order of the plan stays
    groups.sort_by_key(|(to, _)| (to.is_none(), to.map(viet::sort_key)));
    let headed = groups.iter().any(|(to, _)| to.is_some());
    let told = groups.into_iter().zip(1..).map(|((to, said), number): (_, usize)| match to {
        Some(to) => format!("{number}) Kiến nghị với {to}:\n{}", said.join("\n")),
        None if headed => {
            format!("{number}) Kiến nghị chưa chuyển cơ quan có thẩm quyền:\n{}", said.join("\n"))
        }
        None => said.join("\n"),
    });
    or_nothing(told.collect())
}

/// How far a recommendation has come, in a sentence; nothing while it waits to be routed.
fn so_far(followed: &Followed) -> Option<String> {
    let answered = match (&followed.answer_number, followed.answer_date, followed.answered_on) {
        (Some(number), Some(day), _) => {
            Some(format!("Đã được trả lời tại Văn bản số {number} ngày {}.", day.show()))
        }
        (_, _, Some(day)) => Some(format!("Đã được trả lời ngày {}.", day.show())),
        _ => None,
    };
    let with = |end: &str| {
        let closing = followed.closing.as_deref().map(one_line).filter(|text| !text.is_empty());
        let end = closing.map_or_else(|| format!("{end}."), |why| format!("{end}: {}", ended(&why)));
        answered.iter().cloned().chain([end]).collect::<Vec<_>>().join(" ")
    };
    match followed.state {
        Recommended::Routed => {
            let day = followed.routed_on.map(|day| format!(" ngày {}", day.show())).unwrap_or_default();
            Some(format!("Đã chuyển{day}, chưa có trả lời."))
        }
        Recommended::Answered => answered,
        Recommended::Resolved => Some(with("Đã giải quyết")),
        Recommended::NotTakenUp => Some(with("Không tiếp thu")),
        Recommended::New | Recommended::Declined | Recommended::Withdrawn => None,
    }
}
