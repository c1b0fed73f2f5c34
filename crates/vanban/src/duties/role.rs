//! Role words and coordinators.

use crate::model::Role;
use crate::parties;
use crate::scan::{Anywhere, Scan};
use crate::text::{head, tail};
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
    if requested {
        return Found { role: Role::Requested, word: None };
    }
    if let Some(word) = lead(action) {
        // "cơ quan chủ trì" and "chủ trì nhiệm vụ" speak of somebody else's lead.
        let before = action[..word.start].trim_end().to_lowercase();
        if !["cơ quan", "đơn vị", "tổ chức", "do"].iter().any(|noun| before.ends_with(noun)) {
            return Found { role: Role::Lead, word: Some(word) };
        }
    }
    if let Some(word) = partner(action) {
        // A party told to work with others that goes on to actions of its own answers for those.
        let own = action[word.end..].starts_with(',')
            || clauses(&action[word.end..])
                .skip(1)
                .any(|clause| partner(clause).is_none() && !clause.starts_with("không "));
        let role = if own { Role::Responsible } else { Role::Coordinate };
        return Found { role, word: Some(word) };
    }
    Found { role: Role::Responsible, word: None }
}

/// The first words that say who leads: "chủ trì", "là đầu mối".
fn lead(action: &str) -> Option<Range<usize>> {
    static LEADS: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(["chủ trì"]));
    let mut led = LEADS.find(action);
    let mut contact = action.match_indices("đầu mối").filter_map(|(at, word)| {
        let before = &action[..at];
        let before = before.strip_suffix("cơ quan ").unwrap_or(before);
        let verb = ["là ", "Là ", "làm ", "Làm "].iter().find(|verb| before.ends_with(**verb))?;
        Some(before.len() - verb.len()..at + word.len())
    });
    let alone = |word: &Range<usize>| {
        let before = action[..word.start].chars().next_back();
        !before.is_some_and(char::is_alphabetic) && Scan::new(action, word.end).ends_word().is_some()
    };
    led.find(alone).into_iter().chain(contact.find(alone)).min_by_key(|word| word.start)
}

/// "Phối hợp" at the head of an action, after words that only say how.
fn partner(action: &str) -> Option<Range<usize>> {
    let mut scan = Scan::new(action, after_grounds(action));
    scan.run(usize::MAX, |c| c.is_whitespace() || c == ',');
    scan.repeat(usize::MAX, |scan| {
        let by_duty = scan.attempt(|scan| {
            scan.any_case(&["theo chức năng", "căn cứ chức năng"])?;
            scan.word(",");
            scan.word(" nhiệm vụ")?;
            scan.word(" được giao");
            scan.word(",");
            Some(())
        });
        by_duty
            .or_else(|| {
                scan.any_case(&["chủ động", "tích cực", "thường xuyên", "có trách nhiệm"]).map(|_| ())
            })
            .or_else(|| scan.any(&["tăng cường", "phải", "cần"]).map(|_| ()))?;
        scan.word(" ")
    });
    let from = scan.at();
    scan.sentence_case("phối hợp")?;
    scan.ends_word()?;
    Some(from..scan.at())
}

/// Where an action begins that first says on what grounds: "căn cứ khả năng cân đối ngân sách, phối hợp với …".
fn after_grounds(action: &str) -> usize {
    const LONGEST: usize = 300;
    let mut scan = Scan::new(action, 0);
    scan.spaces();
    if scan.any_case(&["căn cứ ", "trên cơ sở ", "trong phạm vi", "theo "]).is_none() {
        return 0;
    }
    let near = head(action, LONGEST);
    let near = &near[..near.find([';', '.']).unwrap_or(near.len())];
    let worked = [", phối hợp", ", chủ động phối hợp", ", tích cực phối hợp"];
    let comma = worked.iter().filter_map(|words| near.find(words)).min();
    comma.map_or(0, |comma| comma + 2)
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
    let mut names: Vec<String> = Vec::new();
    let mut ranges = Vec::new();
    // "chỉ đạo các chủ rừng phối hợp với …" is how others are to work together
    let of_others = |at: usize| has_others(tail(&action[..at], OTHERS_BEFORE));
    for found in partnerships(action).into_iter().filter(|found| !of_others(found.start)) {
        let (list, _) = parties::list(action, found.end);
        for (name, party) in parties::names(action, &list).into_iter().zip(list) {
            if !names.contains(&name) {
                names.push(name);
                ranges.push(party.range);
            }
        }
    }
    (names, ranges)
}

/// Where an action says with whom: "phối hợp chặt chẽ với ", "cùng với ".
fn partnerships(action: &str) -> Vec<Range<usize>> {
    static WITH: LazyLock<Anywhere> = LazyLock::new(|| Anywhere::new(["phối hợp", "phối với", "cùng với"]));
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in WITH.find(action) {
        let mut scan = Scan::new(action, word.start);
        let inside = found.last().is_some_and(|before| word.start < before.end);
        if !inside && together(&mut scan).is_some() {
            found.push(word.start..scan.at());
        }
    }
    found
}

fn together(scan: &mut Scan<'_>) -> Option<()> {
    if scan.any_case(&["phối với ", "cùng với "]).is_some() {
        return Some(());
    }
    scan.sentence_case("phối hợp")?;
    scan.attempt(|scan| scan.word(" chặt chẽ").and_then(|()| joined(scan))).or_else(|| joined(scan))
}

/// "với ", "cùng với ", or only a space.
fn joined(scan: &mut Scan<'_>) -> Option<()> {
    let with = |scan: &mut Scan<'_>| {
        scan.word(",");
        scan.any(&[" cùng với ", " cùng ", " với "]).map(|_| ())
    };
    scan.attempt(with).or_else(|| scan.word(" "))
}

/// Whether the words before end in a verb that gives what follows to others.
fn has_others(before: &str) -> bool {
    static VERBS: LazyLock<Anywhere> =
        LazyLock::new(|| Anywhere::new(["chỉ đạo ", "hướng dẫn ", "đôn đốc ", "yêu cầu "]));
    let Some(clause) = before.strip_suffix(' ') else { return false };
    let clause = &clause[clause.rfind([',', ';', '.', ':']).map_or(0, |mark| mark + 1)..];
    VERBS.find(clause).any(|verb| (3..=60).contains(&clause[verb.end..].chars().take(61).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_with_actions_of_its_own_answers_for_them() {
        assert_eq!(role("Phối hợp với Sở Y tế cung cấp thông tin.", false).role, Role::Coordinate);
        assert_eq!(role("Phối hợp với Sở Y tế; kiểm tra các cơ sở.", false).role, Role::Responsible);
        assert_eq!(role("Phối hợp, hướng dẫn các doanh nghiệp.", false).role, Role::Responsible);
        assert_eq!(role("Có trách nhiệm phối hợp với Sở Y tế kiểm tra.", false).role, Role::Coordinate);
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
