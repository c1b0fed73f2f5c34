//! What a plan and its duties are made of, and the rules that need no database.

use crate::ids::PartyId;
use crate::text_enum;

text_enum! {
    /// What has become of a plan.
    pub enum PlanState {
        /// Read, and waiting for a person to see every duty; nothing is tracked.
        Draft = "draft",
        /// Confirmed: its duties are tracked.
        Confirmed = "confirmed",
    }
}

text_enum! {
    /// Where a duty comes from.
    pub enum Origin {
        /// Read in the plan's text.
        Printed = "printed",
        /// Added by a person who found that the reader had missed it.
        Added = "added",
        /// A task of part III to which a person gave parties.
        Task = "task",
        /// A row of the annex "Danh mục nhiệm vụ".
        Annex = "annex",
    }
}

text_enum! {
    /// What a person has said about a duty that was read.
    pub enum Review {
        /// Nobody has looked at it.
        Unseen = "unseen",
        /// It stands, as read or as edited.
        Accepted = "accepted",
        /// It is no duty.
        Rejected = "rejected",
    }
}

text_enum! {
    /// How a party answers for a duty.
    pub enum Role {
        /// Chủ trì.
        Lead = "lead",
        /// Thực hiện: must act, no role word is printed.
        Responsible = "responsible",
        /// Phối hợp: owes its part.
        Coordinate = "coordinate",
        /// Đề nghị: asked, not ordered.
        Requested = "requested",
    }
}

text_enum! {
    /// Whether a party answers for the duty or is only named in it.
    pub enum Position {
        /// Answers for it.
        Owner = "owner",
        /// Named after "phối hợp với": owes nothing until a person makes it an owner.
        Coordinator = "coordinator",
    }
}

text_enum! {
    /// Where a party comes from.
    pub enum PartyOrigin {
        /// Printed in the document.
        Printed = "printed",
        /// Added by a person.
        Added = "added",
        /// Chosen by a person out of a printed group.
        Expanded = "expanded",
    }
}

text_enum! {
    /// How often a duty comes round.
    pub enum Recurrence {
        /// Hằng tuần.
        Weekly = "weekly",
        /// Hằng tháng.
        Monthly = "monthly",
        /// Hằng quý.
        Quarterly = "quarterly",
        /// Sáu tháng.
        HalfYearly = "half-yearly",
        /// Hằng năm.
        Annual = "annual",
        /// Thường xuyên.
        Continuous = "continuous",
        /// Định kỳ, without a frequency.
        Periodic = "periodic",
    }
}

impl From<vanban::model::Role> for Role {
    fn from(role: vanban::model::Role) -> Self {
        match role {
            vanban::model::Role::Lead => Self::Lead,
            vanban::model::Role::Responsible => Self::Responsible,
            vanban::model::Role::Coordinate => Self::Coordinate,
            vanban::model::Role::Requested => Self::Requested,
        }
    }
}

impl From<vanban::model::Recurrence> for Recurrence {
    fn from(recurrence: vanban::model::Recurrence) -> Self {
        match recurrence {
            vanban::model::Recurrence::Weekly => Self::Weekly,
            vanban::model::Recurrence::Monthly => Self::Monthly,
            vanban::model::Recurrence::Quarterly => Self::Quarterly,
            vanban::model::Recurrence::HalfYearly => Self::HalfYearly,
            vanban::model::Recurrence::Annual => Self::Annual,
            vanban::model::Recurrence::Continuous => Self::Continuous,
            vanban::model::Recurrence::Periodic => Self::Periodic,
        }
    }
}

/// The clause of a duty in words: "IV.2, đoạn 1"; a duty of the closing stands in no section.
#[must_use]
pub fn clause(section_path: &str, paragraph: i64) -> String {
    if section_path.is_empty() {
        format!("đoạn kết {paragraph}")
    } else {
        format!("{section_path}, đoạn {paragraph}")
    }
}

/// The anchor of a section on the plan's page: "IV.2" → "iv-2".
#[must_use]
pub fn section_anchor(path: &str) -> String {
    if path.is_empty() {
        return "doan-ket".to_owned();
    }
    viet::slug(path)
}

/// The anchor of a paragraph on the plan's page: "iv-2-doan-1".
#[must_use]
pub fn paragraph_anchor(path: &str, paragraph: i64) -> String {
    format!("{}-doan-{paragraph}", section_anchor(path))
}

/// A part of a plan that says why and by which principles, not who does what: its sentences to everybody are
/// proposed as "not tracked".
#[must_use]
pub fn is_preliminary(top_heading: &str) -> bool {
    let folded = viet::fold(top_heading);
    ["muc dich", "yeu cau", "quan diem", "nguyen tac"].iter().any(|words| folded.contains(words))
}

/// An owner of a duty, as far as the role of the whole depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// Which party.
    pub party: PartyId,
    /// How it answers.
    pub role: Role,
    /// Whether it is a name for many.
    pub is_group: bool,
}

/// The role of a duty as a whole: that of the strongest owner (chủ trì, then thực hiện, đề nghị, phối hợp).
#[must_use]
pub fn whole_role(owners: &[Owner]) -> Option<Role> {
    [Role::Lead, Role::Responsible, Role::Requested, Role::Coordinate]
        .into_iter()
        .find(|role| owners.iter().any(|owner| owner.role == *role))
}

/// Whether several owners answer side by side: more than one leads, or nobody leads and more than one must act.
#[must_use]
pub fn is_joint(owners: &[Owner]) -> bool {
    let count = |role: Role| owners.iter().filter(|owner| owner.role == role && !owner.is_group).count();
    match count(Role::Lead) {
        0 => count(Role::Responsible) > 1,
        leads => leads > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(role: Role) -> Owner {
        Owner { party: PartyId::new(), role, is_group: false }
    }

    #[test]
    fn a_clause_and_its_anchor_name_the_same_place() {
        assert_eq!(clause("IV.2", 1), "IV.2, đoạn 1");
        assert_eq!(paragraph_anchor("IV.2", 1), "iv-2-doan-1");
        assert_eq!(section_anchor("Điều 2.1.a"), "dieu-2-1-a");
        assert_eq!(paragraph_anchor("", 2), "doan-ket-doan-2");
    }

    #[test]
    fn two_equal_owners_are_joint_until_one_leads() {
        assert!(is_joint(&[owner(Role::Responsible), owner(Role::Responsible)]));
        assert!(is_joint(&[owner(Role::Lead), owner(Role::Lead)]));
        assert!(!is_joint(&[owner(Role::Lead), owner(Role::Coordinate)]));
        assert!(!is_joint(&[owner(Role::Lead), owner(Role::Responsible)]));
    }

    #[test]
    fn a_group_makes_nothing_joint() {
        let group = Owner { is_group: true, ..owner(Role::Responsible) };
        assert!(!is_joint(&[group, group]));
    }

    #[test]
    fn the_strongest_owner_gives_the_role() {
        assert_eq!(whole_role(&[owner(Role::Coordinate), owner(Role::Lead)]), Some(Role::Lead));
        assert_eq!(whole_role(&[]), None);
    }

    #[test]
    fn purposes_and_requirements_are_preliminary() {
        assert!(is_preliminary("MỤC ĐÍCH, YÊU CẦU"));
        assert!(!is_preliminary("TỔ CHỨC THỰC HIỆN"));
    }
}
