//! Plans: from a file to a draft that a person reviews, and from the draft to duties that are tracked.
//!
//! [`import`](mod@import) reads a file and makes a draft; [`edit`] and [`review`] change it; [`confirm`] turns it into a plan
//! whose duties are tracked. What was printed is never altered: every change of a person is kept beside it.

pub mod annex;
pub mod cards;
pub mod confirm;
pub mod discard;
pub mod edit;
pub mod form;
pub mod header;
pub mod import;
pub mod model;
mod pages;
pub mod reading;
pub mod readings;
pub mod review;
mod routes;
pub mod sheet;
pub mod source_view;
pub mod store;
pub mod texts;

pub use routes::routes;

use crate::accounts::access::Permit;
use crate::accounts::rights::{ConfirmPlan, DecideExtension, ImportPlan, ManageDuty};
use crate::ids::{AccountId, OrgId};

/// Who changes a plan: proof that the right was checked, and the name under which the change is kept.
#[derive(Debug, Clone, Copy)]
pub struct By {
    account: Option<AccountId>,
    org: Option<OrgId>,
}

impl By {
    /// Whoever runs the program on its own machine: the command line and the demonstration.
    #[must_use]
    pub fn operator() -> Self {
        Self { account: None, org: None }
    }

    /// The person.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The organisation the person acts for.
    #[must_use]
    pub fn org(&self) -> Option<OrgId> {
        self.org
    }
}

impl From<&Permit<ImportPlan>> for By {
    fn from(permit: &Permit<ImportPlan>) -> Self {
        Self { account: Some(permit.account()), org: permit.org() }
    }
}

impl From<&Permit<ConfirmPlan>> for By {
    fn from(permit: &Permit<ConfirmPlan>) -> Self {
        Self { account: Some(permit.account()), org: permit.org() }
    }
}

impl From<&Permit<ManageDuty>> for By {
    fn from(permit: &Permit<ManageDuty>) -> Self {
        Self { account: Some(permit.account()), org: permit.org() }
    }
}

impl From<&Permit<DecideExtension>> for By {
    fn from(permit: &Permit<DecideExtension>) -> Self {
        Self { account: Some(permit.account()), org: permit.org() }
    }
}
