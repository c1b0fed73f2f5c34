//! Who owes a duty on a day: its parties, followed through the successions of organisations. Pure.

use crate::db::Day;
use crate::ids::{OrgId, PartyId};
use crate::organisations::{Answer, Directory, Matter};

use super::model::{PartyRole, Position};

/// A party as the duty names it.
pub use crate::plans::store::PartyRow as Party;

/// An owner on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The body that answers.
    pub org: OrgId,
    /// For which party.
    pub party: PartyId,
    /// How.
    pub role: PartyRole,
}

/// Who answers for one party on a day, and by which steps; `None` when no organisation is known for it.
#[must_use]
pub fn answer(directory: &Directory, party: &Party, duty_text: &str, on: Day) -> Option<Answer> {
    let matter = party.function.as_deref().map_or(Matter::Text(duty_text), Matter::Function);
    Some(directory.answers(party.org_id?, matter, on.0))
}

/// Who owes the duty on a day, lead first, each body once in its strongest role. Names after "phối hợp với" owe
/// nothing; a group owes nothing until a person has expanded it; neither does a body whose successor is not known.
#[must_use]
pub fn on(directory: &Directory, parties: &[Party], duty_text: &str, day: Day) -> Vec<Owner> {
    let mut owing: Vec<&Party> =
        parties.iter().filter(|p| p.position == Position::Owner && !p.is_group).collect();
    owing.sort_by_key(|p| (p.role, p.ordinal));
    let mut owners: Vec<Owner> = Vec::new();
    for party in owing {
        let holders = answer(directory, party, duty_text, day).map(|a| a.holders).unwrap_or_default();
        for org in holders {
            if owners.iter().all(|known| known.org != org) {
                owners.push(Owner { org, party: party.id, role: party.role });
            }
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duties::model::PartyOrigin;
    use crate::ids::DutyId;
    use crate::organisations::{data::Data, id_of};

    fn party(slug: &str, role: PartyRole, position: Position) -> Party {
        Party {
            id: PartyId::new(),
            duty_id: DutyId::new(),
            ordinal: 1,
            name: slug.to_owned(),
            role,
            position,
            org_id: Some(id_of(slug)),
            function: None,
            is_group: false,
            origin: PartyOrigin::Printed,
            group_id: None,
            added_at: None,
        }
    }

    fn owners(parties: &[Party], iso: &str) -> Vec<(OrgId, PartyRole)> {
        let directory = Data::lang_son().unwrap().directory();
        on(&directory, parties, "", iso.parse().unwrap()).iter().map(|o| (o.org, o.role)).collect()
    }

    #[test]
    fn the_owner_changes_on_the_day_of_the_merger() {
        let duty = [party("so-nnptnt", PartyRole::Lead, Position::Owner)];
        assert_eq!(owners(&duty, "2025-02-28"), [(id_of("so-nnptnt"), PartyRole::Lead)]);
        assert_eq!(owners(&duty, "2025-03-01"), [(id_of("so-nnmt"), PartyRole::Lead)]);
    }

    #[test]
    fn two_parties_merged_into_one_body_owe_once_in_the_stronger_role() {
        let duty = [
            party("so-tai-chinh", PartyRole::Coordinate, Position::Owner),
            party("so-khdt", PartyRole::Lead, Position::Owner),
        ];
        assert_eq!(owners(&duty, "2026-11-21"), [(id_of("so-tai-chinh"), PartyRole::Lead)]);
    }

    #[test]
    fn coordinators_and_groups_owe_nothing() {
        let mut group = party("so-y-te", PartyRole::Responsible, Position::Owner);
        group.is_group = true;
        let duty = [group, party("so-cong-thuong", PartyRole::Coordinate, Position::Coordinator)];
        assert_eq!(owners(&duty, "2026-11-21"), []);
    }
}
