//! How states and timeliness are said and shown: a word, an icon, then colour.

use super::model::{Act, DutyOrigin, PartyRole, Refusal, State};
use super::seen::Standing;
use super::store::acts::EventKind;
use super::store::list::Timing;
use super::texts::DutyTexts;
use super::timeliness::Timeliness;
use crate::organisations::SuccessionKind;
use crate::web::lang::fill;

/// A word with its icon and class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Class of the element: `st`, `due late` …
    pub class: &'static str,
    /// Name of the icon; empty for none.
    pub icon: &'static str,
    /// The words.
    pub text: String,
}

/// The word for a state.
#[must_use]
pub fn state(t: &DutyTexts, state: State) -> &'static str {
    match state {
        State::Assigned => t.s_assigned,
        State::Acknowledged => t.s_acknowledged,
        State::Refused => t.s_refused,
        State::InProgress => t.s_in_progress,
        State::AwaitingConfirmation => t.s_awaiting,
        State::Done => t.s_done,
        State::AskedToComplete => t.s_asked,
        State::Suspended => t.s_suspended,
        State::Cancelled => t.s_cancelled,
        State::Replaced => t.s_replaced,
    }
}

/// A state with its icon.
#[must_use]
pub fn state_badge(t: &DutyTexts, of: State) -> Badge {
    let (class, icon) = match of {
        State::Assigned => ("st idle", "new"),
        State::Acknowledged => ("st", "ack"),
        State::Refused => ("st back", "back"),
        State::InProgress => ("st", "half"),
        State::AwaitingConfirmation => ("st", "clock"),
        State::Done => ("st", "done"),
        State::AskedToComplete => ("st back", "back"),
        State::Suspended | State::Cancelled | State::Replaced => ("st idle", "none"),
    };
    Badge { class, icon, text: state(t, of).to_owned() }
}

/// Timeliness with its icon.
#[must_use]
pub fn due_badge(t: &DutyTexts, of: Timeliness) -> Badge {
    let (class, icon, text) = match of {
        Timeliness::Standing => ("due", "none", t.t_standing.to_owned()),
        Timeliness::InTime => ("due ok", "", t.t_in_time.to_owned()),
        Timeliness::Soon(0) => ("due soon", "clock", t.t_today.to_owned()),
        Timeliness::Soon(days) => ("due soon", "clock", fill(t.t_soon, &[&days])),
        Timeliness::Overdue(days) => ("due late", "late", fill(t.t_overdue, &[&days])),
        Timeliness::OnTime => ("due ok", "", t.t_on_time.to_owned()),
        Timeliness::Late(days) => ("due was-late", "warn", fill(t.t_late, &[&days])),
        Timeliness::NotReckoned => ("due", "", t.t_not_reckoned.to_owned()),
    };
    Badge { class, icon, text }
}

/// What a viewer may know of a duty: its state when that is seen, and its timeliness.
#[must_use]
pub fn badges(t: &DutyTexts, standing: &Standing) -> (Option<Badge>, Option<Badge>) {
    match standing {
        Standing::Hidden => (None, None),
        Standing::Late(late) => {
            let (class, icon, text) =
                if *late { ("due was-late", "warn", t.t_just_late) } else { ("due ok", "", t.t_on_time) };
            (None, Some(Badge { class, icon, text: text.to_owned() }))
        }
        Standing::Full { state, timeliness, .. } => {
            (Some(state_badge(t, *state)), Some(due_badge(t, *timeliness)))
        }
    }
}

/// The word for a role. A body outside the state system is asked, whatever role is printed.
#[must_use]
pub fn role(t: &DutyTexts, of: PartyRole) -> &'static str {
    match of {
        PartyRole::Lead => t.role_lead,
        PartyRole::Responsible => t.role_responsible,
        PartyRole::Coordinate => t.role_coordinate,
        PartyRole::Requested => t.role_requested,
    }
}

/// The words for a filter by timeliness.
#[must_use]
pub fn timing(t: &DutyTexts, of: Timing) -> &'static str {
    match of {
        Timing::Late => t.timing_late,
        Timing::NotLate => t.timing_not_late,
        Timing::Overdue => t.timing_overdue,
        Timing::Soon => t.timing_soon,
        Timing::InTime => t.timing_in_time,
        Timing::DoneOnTime => t.timing_done_on_time,
        Timing::DoneLate => t.timing_done_late,
        Timing::Standing => t.timing_standing,
    }
}

/// How a duty came into the register.
#[must_use]
pub fn origin(t: &DutyTexts, of: DutyOrigin) -> &'static str {
    match of {
        DutyOrigin::Printed => t.origin_printed,
        DutyOrigin::Added => t.origin_added,
        DutyOrigin::Task => t.origin_task,
        DutyOrigin::Annex => t.origin_annex,
    }
}

/// The word for a succession.
#[must_use]
pub fn succession(t: &DutyTexts, of: SuccessionKind) -> &'static str {
    match of {
        SuccessionKind::Merge => t.k_merge,
        SuccessionKind::Split => t.k_split,
        SuccessionKind::Transfer => t.k_transfer,
        SuccessionKind::Rename => t.k_rename,
        SuccessionKind::Abolition => t.k_abolition,
    }
}

/// The heading of an event in the log.
#[must_use]
pub fn event(t: &DutyTexts, of: EventKind) -> &'static str {
    match of {
        EventKind::Acknowledged => t.e_acknowledge,
        EventKind::Refused => t.e_refuse,
        EventKind::Upheld => t.e_uphold,
        EventKind::Progressed => t.e_progress,
        EventKind::Declared => t.e_declare,
        EventKind::Confirmed => t.e_confirm,
        EventKind::AskedToComplete => t.e_ask,
        EventKind::Suspended => t.e_suspend,
        EventKind::Resumed => t.e_resume,
        EventKind::Cancelled => t.e_cancel,
        EventKind::Replaced => t.e_replace,
        EventKind::Edited => t.e_edit,
        EventKind::ExtensionAsked => t.e_extension_asked,
        EventKind::ExtensionWithdrawn => t.e_extension_withdrawn,
        EventKind::ExtensionGranted => t.e_extension_granted,
        EventKind::ExtensionRefused => t.e_extension_refused,
    }
}

/// Why an act was refused.
#[must_use]
pub fn refusal(t: &DutyTexts, of: Refusal) -> String {
    match of {
        Refusal::Standing => t.ref_standing.to_owned(),
        Refusal::Void => t.ref_void.to_owned(),
        Refusal::NotFrom(at) => fill(t.ref_state, &[&state(t, at)]),
    }
}

/// "IV.2, đoạn 1".
#[must_use]
pub fn clause(t: &DutyTexts, section_path: &str, paragraph: i64) -> String {
    if section_path.is_empty() {
        fill(t.closing_clause, &[&paragraph])
    } else {
        format!("{section_path}, {}", fill(t.clause, &[&paragraph]))
    }
}

/// Whether an act is open to an owner whose part is in this state.
#[must_use]
pub fn may(part: State, act: Act, standing: bool) -> bool {
    matches!(super::model::after(part, act, standing), Ok(Some(_)))
}

/// The sentence from its action on: "Chủ trì, phối hợp với các đơn vị liên quan đề xuất …" becomes "… đề xuất …". In
/// lists many sentences begin alike and differ at the end. A beginning that is not understood stays.
#[must_use]
pub fn from_action(text: &str) -> String {
    const BEGINNINGS: [&str; 3] = ["Chủ trì, phối hợp với", "Chủ trì phối hợp với", "Phối hợp với"];
    const PARTNERS_END: &str = "liên quan ";
    const NEAR: usize = 200;
    let begins = BEGINNINGS.iter().any(|b| text.starts_with(b));
    match text.find(PARTNERS_END).filter(|at| begins && *at < NEAR) {
        Some(at) => format!("… {}", text[at + PARTNERS_END.len()..].trim_start()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::from_action;

    #[test]
    fn a_sentence_in_a_list_begins_at_its_action() {
        let said = "Chủ trì, phối hợp với các đơn vị liên quan đề xuất đặt hàng các nhiệm vụ.";
        assert_eq!(from_action(said), "… đề xuất đặt hàng các nhiệm vụ.");
        let other = "Xây dựng vùng hồi gắn với các đơn vị liên quan trong tỉnh.";
        assert_eq!(from_action(other), other);
    }
}
