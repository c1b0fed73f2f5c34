//! Role words and coordinators.

use crate::model::Role;
use crate::parties;
use crate::text::tail;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A role and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) role: Role,
    pub(super) word: Option<Range<usize>>,
}

/// The role in an action. When several words fit: requested, then chủ trì, then phối hợp alone.
pub(super) fn role(action: &str, requested: bool) -> Found {
    static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        // "cơ quan chủ trì" and "chủ trì nhiệm vụ" speak of somebody else's lead.
        Regex::new(r"(?:^|[^\p{L}])((?:[Cc]hủ trì|(?:[Ll]à|[Ll]àm) (?:cơ quan )?đầu mối))\b").ok()
    });
    static PARTNER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"^[,\s]*(?:(?:theo chức năng,? nhiệm vụ(?: được giao)?,?|[Cc]hủ động|[Tt]ích cực|[Tt]hường xuyên|có trách nhiệm|tăng cường) )*([Pp]hối hợp)\b",
        )
        .ok()
    });
    if requested {
        return Found { role: Role::Requested, word: None };
    }
    if let Some(word) = LEAD.as_ref().and_then(|lead| lead.captures(action)).and_then(|found| found.get(1)) {
        let before = action[..word.start()].trim_end();
        if !["cơ quan", "đơn vị", "tổ chức", "do"].iter().any(|noun| before.ends_with(noun)) {
            return Found { role: Role::Lead, word: Some(word.range()) };
        }
    }
    if let Some(partner) = PARTNER.as_ref()
        && let Some(word) = partner.captures(action).and_then(|found| found.get(1))
    {
        // A party told to work with others that goes on to actions of its own answers for those.
        let own = action[word.end()..].starts_with(',')
            || clauses(&action[word.end()..]).skip(1).any(|clause| !partner.is_match(clause));
        let role = if own { Role::Responsible } else { Role::Coordinate };
        return Found { role, word: Some(word.range()) };
    }
    Found { role: Role::Responsible, word: None }
}

/// The clauses of an action: what stands between semicolons and full stops.
fn clauses(action: &str) -> impl Iterator<Item = &str> {
    let bare = action.trim_end_matches(['.', ';', '/', ' ']);
    bare.split("; ").flat_map(|part| part.split(". ")).map(str::trim)
}

/// So far before "phối hợp" a verb may stand that gives it to others, in bytes: a verb, and sixty characters.
const OTHERS_BEFORE: usize = 280;

/// The parties after "phối hợp với" and "cùng với": names, and where they stand in `action`.
pub(super) fn coordinators(action: &str) -> (Vec<String>, Vec<Range<usize>>) {
    static WITH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:[Pp]hối hợp(?: chặt chẽ)?(?:,? (?:cùng với|cùng|với))?|[Pp]hối với|[Cc]ùng với) ")
            .ok()
    });
    // "chỉ đạo các chủ rừng phối hợp với …" is how others are to work together
    static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:[Cc]hỉ đạo|[Hh]ướng dẫn|[Đđ]ôn đốc|[Yy]êu cầu) [^,;.:]{3,60} $").ok()
    });
    let mut names: Vec<String> = Vec::new();
    let mut ranges = Vec::new();
    let (Some(with), Some(others)) = (WITH.as_ref(), OTHERS.as_ref()) else { return (names, ranges) };
    let of_others = |at: usize| others.is_match(tail(&action[..at], OTHERS_BEFORE));
    for found in with.find_iter(action).filter(|found| !of_others(found.start())) {
        let (list, _) = parties::list(action, found.end());
        for (name, party) in parties::names(action, &list).into_iter().zip(list) {
            if !names.contains(&name) {
                names.push(name);
                ranges.push(party.range);
            }
        }
    }
    (names, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_with_actions_of_its_own_answers_for_them() {
        assert_eq!(role("Phối hợp với Sở Y tế cung cấp thông tin.", false).role, Role::Coordinate);
        assert_eq!(role("Phối hợp với Sở Y tế; kiểm tra các cơ sở.", false).role, Role::Responsible);
        assert_eq!(role("Phối hợp, hướng dẫn các doanh nghiệp.", false).role, Role::Responsible);
        assert_eq!(role("Phối hợp với Sở Y tế; phối hợp kiểm tra.", false).role, Role::Coordinate);
    }

    #[test]
    fn a_request_stays_one_even_with_a_lead_word() {
        assert_eq!(role("chủ trì giám sát", true).role, Role::Requested);
        assert_eq!(role("Chủ trì, phối hợp với các đơn vị liên quan", false).role, Role::Lead);
        assert_eq!(role("lựa chọn tổ chức chủ trì nhiệm vụ", false).role, Role::Responsible);
    }

    #[test]
    fn working_on_something_names_no_party() {
        assert_eq!(coordinators("Phối hợp triển khai, quản lý các chương trình").0, Vec::<String>::new());
        assert_eq!(coordinators("Phối hợp Sở Nội vụ tham mưu").0, ["Sở Nội vụ"]);
    }
}
