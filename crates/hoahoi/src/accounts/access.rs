//! The one place where permissions are decided.
//!
//! A protected function takes a [`Permit`], which only [`Viewer::permit`] can make: an unchecked call does not
//! compile. Pages, lists, counts, search and exports all ask here.

use std::marker::PhantomData;
use std::sync::Arc;

use uuid::Uuid;

use super::model::SignedIn;
use crate::audit;
use crate::db::Millis;
use crate::ids::{AccountId, OrgId};

/// Whoever looks: the public, or a person who has signed in.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    person: Option<Arc<SignedIn>>,
    /// Whether roles with power need a passed one-time code before they count.
    require_totp: bool,
}

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Nobody has signed in.
    SignInFirst,
    /// A one-time code is still missing.
    CodeFirst,
    /// A new password must be chosen first.
    PasswordFirst,
    /// The person lacks the right.
    NotAllowed,
}

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The password was right.
    Password,
    /// The one-time code was right too, where one is set up.
    Code,
    /// Nothing is missing.
    Complete,
}

/// A right: who holds it, on what. Each is declared in [`super::rights`].
pub trait Right {
    /// What the right is about: an organisation, a set of them, or nothing.
    type On: ?Sized;
    /// How far the sign-in must have come; all but the steps of the sign-in itself ask for its end.
    const STAGE: Stage = Stage::Complete;
    /// Whether the person holds it.
    fn holds(who: &SignedIn, on: &Self::On) -> bool;
}

/// Proof that a right was checked; it also says who acts.
#[derive(Debug)]
pub struct Permit<R> {
    account: AccountId,
    org: Option<OrgId>,
    right: PhantomData<fn() -> R>,
}

impl<R> Permit<R> {
    /// Who acts.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The organisation the person acts for first.
    #[must_use]
    pub fn org(&self) -> Option<OrgId> {
        self.org
    }

    /// The entry in the log for what the permit was asked for, in the name of the person and the organisation that hold
    /// it. `subject` is what it was done to: its kind, and which.
    #[must_use]
    pub fn entry(
        &self,
        at: Millis,
        action: &'static str,
        (subject_kind, subject_id): (&'static str, Option<Uuid>),
        fields: serde_json::Value,
    ) -> audit::Entry {
        audit::Entry {
            at,
            account: Some(self.account),
            org: self.org,
            action,
            subject_kind,
            subject_id,
            fields,
        }
    }
}

impl Viewer {
    /// The public.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// A signed-in person.
    #[must_use]
    pub fn person(person: SignedIn, require_totp: bool) -> Self {
        Self { person: Some(Arc::new(person)), require_totp }
    }

    /// Who has signed in, if anybody. For showing a name; never for deciding.
    #[must_use]
    pub fn who(&self) -> Option<&SignedIn> {
        self.person.as_deref()
    }

    /// Checks a right. A one-time code, once set up, comes before everything; roles with power must set it up.
    ///
    /// # Errors
    /// [`Denied`], saying what is missing.
    pub fn permit<R: Right>(&self, on: &R::On) -> Result<Permit<R>, Denied> {
        let who = self.who().ok_or(Denied::SignInFirst)?;
        if R::STAGE >= Stage::Code && who.totp_on && !who.totp_passed {
            return Err(Denied::CodeFirst);
        }
        if R::STAGE >= Stage::Complete {
            if who.must_change {
                return Err(Denied::PasswordFirst);
            }
            if self.require_totp && who.has_power() && !who.totp_passed {
                return Err(Denied::CodeFirst);
            }
        }
        if !R::holds(who, on) {
            return Err(Denied::NotAllowed);
        }
        Ok(Permit { account: who.account_id, org: who.home().map(|g| g.org_id), right: PhantomData })
    }

    /// Whether a right is held: for showing or hiding a button.
    #[must_use]
    pub fn may<R: Right>(&self, on: &R::On) -> bool {
        self.permit::<R>(on).is_ok()
    }
}
