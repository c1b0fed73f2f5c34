//! The hash chain: each entry's hash covers the entry and the hash before it, so that a change, a removal or an
//! insertion anywhere breaks every hash after it. Pure.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::Millis;
use crate::digest::hex;

/// What the chain begins with.
pub const START: &str = "";

/// An entry as it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Sealed {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Millis,
    /// Who.
    pub account_id: Option<Uuid>,
    /// For which organisation.
    pub org_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Fields, as kept.
    pub fields: String,
    /// Its hash, once sealed.
    pub hash: Option<String>,
}

/// The hash of an entry after the one before it, in hexadecimal SHA-256. Every part goes in with its length, so that
/// no two entries read alike.
#[must_use]
pub fn link(before: &str, entry: &Sealed) -> String {
    let mut hasher = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    let id = |id: Option<Uuid>| id.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    part(before.as_bytes());
    part(entry.id.as_bytes());
    part(&entry.at.0.to_be_bytes());
    part(&id(entry.account_id));
    part(&id(entry.org_id));
    part(entry.action.as_bytes());
    part(entry.subject_kind.as_bytes());
    part(&id(entry.subject_id));
    part(entry.fields.as_bytes());
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(action: &str, subject_kind: &str) -> Sealed {
        Sealed {
            id: Uuid::nil(),
            at: Millis(1),
            account_id: None,
            org_id: None,
            action: action.to_owned(),
            subject_kind: subject_kind.to_owned(),
            subject_id: None,
            fields: "{}".to_owned(),
            hash: None,
        }
    }

    #[test]
    fn every_part_and_the_place_count() {
        let one = link(START, &entry("plan.confirm", "plan"));
        assert_eq!(one, link(START, &entry("plan.confirm", "plan")));
        assert_ne!(one, link(&one, &entry("plan.confirm", "plan")));
        assert_ne!(link(START, &entry("ab", "c")), link(START, &entry("a", "bc")));
    }
}
