//! Accounts and roles.

use crate::ids::{AccountId, OrgId, SessionId};
use crate::text_enum;

text_enum! {
    /// What a person may do for an organisation.
    pub enum Role {
        /// Cán bộ: writes the agency's progress and reports.
        Officer = "officer",
        /// Lãnh đạo cơ quan: approves before anything leaves the agency.
        Head = "head",
        /// Văn thư: enters number, symbol and date, attaches the signed copy.
        Clerk = "clerk",
        /// Cán bộ điều phối at Sở KH&CN: imports and confirms plans, accepts reports.
        Coordinator = "coordinator",
        /// Văn phòng UBND tỉnh.
        Office = "office",
        /// Lãnh đạo UBND tỉnh: sees and directs.
        Leadership = "leadership",
        /// Người duyệt: reviews records before they are published.
        Reviewer = "reviewer",
        /// Quản trị: accounts and roles.
        Administrator = "administrator",
        /// Kiểm toán: reads the log.
        Auditor = "auditor",
    }
}

impl Role {
    /// Roles whose misuse reaches beyond one agency: they sign in with a one-time code as well.
    #[must_use]
    pub fn has_power(self) -> bool {
        !matches!(self, Self::Officer | Self::Head | Self::Clerk)
    }
}

/// Whether a text can be a log-in name: `a`–`z`, digits, dots and hyphens, 3 to 40 of them.
#[must_use]
pub fn is_login(text: &str) -> bool {
    (3..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
}

/// A role held for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The organisation.
    pub org_id: OrgId,
    /// Its name today.
    pub org_name: String,
    /// The role.
    pub role: Role,
}

/// The person behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub account_id: AccountId,
    /// Which of their sessions.
    pub session_id: SessionId,
    /// Log-in name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// Roles held today.
    pub grants: Vec<Grant>,
    /// Whether a one-time code is set up.
    pub totp_on: bool,
    /// Whether this session has passed it.
    pub totp_passed: bool,
    /// Whether a new password must be chosen first.
    pub must_change: bool,
}

impl SignedIn {
    /// Whether the person holds a role anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|g| g.role == role)
    }

    /// Whether the person holds one of these roles for an organisation.
    #[must_use]
    pub fn is_for(&self, org: OrgId, roles: &[Role]) -> bool {
        self.grants.iter().any(|g| g.org_id == org && roles.contains(&g.role))
    }

    /// The organisations the person works for, each once, in order of grant.
    #[must_use]
    pub fn orgs(&self) -> Vec<OrgId> {
        let mut orgs = Vec::new();
        for grant in &self.grants {
            if !orgs.contains(&grant.org_id) {
                orgs.push(grant.org_id);
            }
        }
        orgs
    }

    /// The organisation whose work is shown first.
    #[must_use]
    pub fn home(&self) -> Option<&Grant> {
        self.grants.first()
    }

    /// Whether any role held asks for a one-time code.
    #[must_use]
    pub fn has_power(&self) -> bool {
        self.grants.iter().any(|g| g.role.has_power())
    }
}
