//! Pages of the register.

pub mod act;
pub mod agency;
pub mod disclose;
pub mod duty;
pub mod edit;
pub mod export;
mod export_sums;
pub mod figures;
pub mod list;
pub mod log;
pub mod matrix;
pub mod overview;
pub mod published;
pub mod succession;

use super::refresh;
use super::seen::{Seen, SeenOwner};
use super::timeliness::Reckoning;
use super::words::{self, Badge};
use crate::ids::OrgId;
use crate::organisations::Directory;
use crate::plans::model::section_anchor;
use crate::web::lang::fill;
use crate::web::{App, Ctx, Result};

/// Today's reckoning, once everything has been worked out for today.
///
/// # Errors
/// When the database fails.
pub async fn reckoning(app: &App) -> Result<Reckoning> {
    refresh::ensure(app).await?;
    Ok(Reckoning::on(app.clock.today(), app.config.soon_days, app.calendar()))
}

/// An owner in words.
pub struct OwnerView {
    /// Its page.
    pub href: String,
    /// Its full name.
    pub name: String,
    /// How it answers.
    pub role: &'static str,
    /// Whether it is the first to answer.
    pub first: bool,
}

/// Owners named in a list; the rest are counted.
const NAMED: usize = 3;

/// A duty in words, for lists.
pub struct DutyView {
    /// Its page.
    pub href: String,
    /// "IV.2, đoạn 1".
    pub clause: String,
    /// The plan's number.
    pub plan: String,
    /// Its sentence on the plan's page.
    pub plan_href: String,
    /// The sentence.
    pub said: Option<String>,
    /// The sentence from its action on, for lists.
    pub action: Option<String>,
    /// Whether a person added it.
    pub penned: bool,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
    /// Who owes it today, the first few.
    pub owners: Vec<OwnerView>,
    /// How many more owe it; empty when all are named.
    pub more_owners: String,
    /// Its state.
    pub state: Option<Badge>,
    /// Its timeliness.
    pub due: Option<Badge>,
    /// The last day of its term, as printed.
    pub due_on: Option<String>,
    /// The deadline before the first extension.
    pub first_deadline: Option<String>,
    /// Of a standing duty, how it was last carried out; only where a list asks for it.
    pub assessed: Option<AssessedView>,
}

/// How a standing duty was last carried out, in words.
pub struct AssessedView {
    /// The judgement.
    pub badge: Badge,
    /// Of which period.
    pub period: String,
}

impl DutyView {
    /// Puts a duty into words.
    #[must_use]
    pub fn of(ctx: &Ctx, directory: &Directory, seen: &Seen) -> Self {
        let t = &ctx.t.duties;
        let (state, due) = words::badges(t, &seen.standing);
        let named = if seen.owners.len() > NAMED + 1 { NAMED } else { seen.owners.len() };
        Self {
            href: format!("/nhiem-vu/{}", seen.id),
            clause: words::clause(t, &seen.section_path, seen.paragraph),
            plan: seen.plan_number.clone().unwrap_or_default(),
            plan_href: format!("/ke-hoach/{}#{}", seen.plan_id, section_anchor(&seen.section_path)),
            said: seen.text.clone(),
            action: seen.text.as_deref().map(words::from_action),
            penned: seen.origin == super::model::DutyOrigin::Added,
            restricted: seen.restricted,
            owners: owners(ctx, directory, &seen.owners[..named]),
            more_owners: match seen.owners.len() - named {
                0 => String::new(),
                more => fill(t.more_owners, &[&more]),
            },
            state,
            due,
            due_on: seen.due_on().map(|d| d.show()),
            first_deadline: seen.first_deadline().map(|d| d.show()),
            assessed: None,
        }
    }
}

fn owners(ctx: &Ctx, directory: &Directory, owners: &[SeenOwner]) -> Vec<OwnerView> {
    let view = |(at, owner): (usize, &SeenOwner)| {
        let org = directory.get(owner.org)?;
        let asked = !directory.is_subordinate(owner.org);
        let t = &ctx.t.duties;
        Some(OwnerView {
            href: format!("/co-quan/{}", org.slug),
            name: org.name.clone(),
            role: if asked { t.role_requested } else { words::role(t, owner.role) },
            first: at == 0,
        })
    };
    owners.iter().enumerate().filter_map(view).collect()
}

/// The full name of an organisation; empty when it is not known.
#[must_use]
pub fn name_of(directory: &Directory, org: OrgId) -> String {
    directory.get(org).map(|o| o.name.clone()).unwrap_or_default()
}

/// An entry of a select: value, text, whether it is chosen.
pub type Choice = (String, String, bool);

/// The organisations of a day to choose from, groups left out.
#[must_use]
pub fn organisations_on(directory: &Directory, day: jiff::civil::Date, chosen: Option<OrgId>) -> Vec<Choice> {
    directory
        .organisations()
        .iter()
        .filter(|o| !o.is_group() && (o.exists_on(day) || Some(o.id) == chosen))
        .map(|o| (o.slug.clone(), o.name.clone(), Some(o.id) == chosen))
        .collect()
}
