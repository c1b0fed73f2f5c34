//! From a file to a draft: the document as read, its sections, tasks, duties and parties.
//!
//! Nothing follows from a draft: no duty is tracked and nobody owes anything until a person has confirmed it.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::json;
use vanban::Document;
use vanban::model::{Deadline, Section, Span};

use super::By;
use super::header;
use super::model::{Origin, Owner, PartyOrigin, Position, Review, is_joint, is_preliminary};
use super::reading::{self, Unreadable};
use super::store::{self, NewDocument, NewDuty, NewParty, NewSection, NewTask};
use crate::audit;
use crate::db::{Day, Tx};
use crate::digest::sha256;
use crate::ids::{DocumentId, DutyId, OrgId, PartyId, PlanId, SectionId};
use crate::organisations::{Directory, Resolution, System};
use crate::web::App;

/// What an import has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A new draft.
    New(PlanId),
    /// The same file had been brought in before, for this plan.
    Already(PlanId),
}

impl Outcome {
    /// The plan, new or not.
    #[must_use]
    pub fn plan(self) -> PlanId {
        match self {
            Self::New(plan) | Self::Already(plan) => plan,
        }
    }
}

/// Why an import failed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The reading cannot be kept.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The file store refused.
    #[error("không lưu được tệp: {0}")]
    Files(#[source] anyhow::Error),
}

/// Brings a file in as a draft. The same file twice leads to the plan that is there already.
///
/// # Errors
/// [`ImportError`]; nothing has been kept then.
pub async fn import(app: &App, bytes: Vec<u8>, name: &str, by: By) -> Result<Outcome, ImportError> {
    let sha256 = sha256(&bytes);
    if let Some(plan) = store::plan_of_file(&mut app.db.read().await?, &sha256).await? {
        return Ok(Outcome::Already(plan));
    }
    let read = reading::document(bytes.clone()).await?;
    let directory = app.directory();
    let mut tx = app.db.write().await?;
    let Some(document) = keep_document(&mut tx, app, &read, &sha256, name, None, by).await? else {
        // another upload of the same file was faster
        let plan = store::plan_of_file(&mut tx, &sha256).await?.ok_or(sqlx::Error::RowNotFound)?;
        return Ok(Outcome::Already(plan));
    };
    // once the row is held: whoever deletes the same file's draft has finished
    app.files.put(bytes).await.map_err(ImportError::Files)?;
    let plan = PlanId::new();
    let now = app.clock.now();
    let header = header::first(document, &read);
    store::insert_plan(&mut tx, plan, document, &header, by.account(), now, app.config.demo).await?;
    let draft = Draft { app, directory: &directory, plan, read: &read, by };
    let sections = draft.keep_sections(&mut tx).await?;
    draft.keep_tasks(&mut tx, &sections).await?;
    draft.keep_duties(&mut tx, &sections).await?;
    audit::record(
        &mut tx,
        audit::Entry {
            at: now,
            account: by.account(),
            org: by.org(),
            action: "plan.import",
            subject_kind: "plan",
            subject_id: Some(plan.0),
            fields: json!({ "number": header.number, "sha256": sha256, "duties": read.duties.len() }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Outcome::New(plan))
}

/// Keeps a document; `None` when the same file is there already.
pub(super) async fn keep_document(
    tx: &mut Tx,
    app: &App,
    read: &Document,
    sha256: &str,
    name: &str,
    copy_of: Option<DocumentId>,
    by: By,
) -> Result<Option<DocumentId>, ImportError> {
    let id = DocumentId::new();
    let format = serde_json::to_value(read.source.format)?;
    let json = serde_json::to_string(read)?;
    let new = NewDocument {
        id,
        sha256,
        name,
        format: format.as_str().unwrap_or_default(),
        source_text: &read.source_text,
        read_json: &json,
        copy_of,
        by: by.account(),
        at: app.clock.now(),
    };
    Ok(store::insert_document(tx, &new).await?.then_some(id))
}

/// A draft in the making.
struct Draft<'a> {
    app: &'a App,
    directory: &'a Directory,
    plan: PlanId,
    read: &'a Document,
    by: By,
}

/// The sections kept, by the reader's own key.
type Sections = HashMap<String, SectionId>;

impl Draft<'_> {
    async fn keep_sections(&self, tx: &mut Tx) -> sqlx::Result<Sections> {
        let mut keys = Sections::new();
        let mut parents: HashMap<&str, SectionId> = HashMap::new();
        for (ordinal, section) in (1..).zip(self.read.all_sections()) {
            let id = SectionId::new();
            let parent = parents.get(section.id.as_str()).copied();
            store::insert_section(tx, self.plan, &NewSection { id, parent, ordinal, read: section }).await?;
            for child in &section.sections {
                parents.insert(&child.id, id);
            }
            keys.insert(section.id.clone(), id);
        }
        Ok(keys)
    }

    async fn keep_tasks(&self, tx: &mut Tx, sections: &Sections) -> sqlx::Result<()> {
        for (ordinal, task) in (1..).zip(&self.read.tasks) {
            let place = Place::of(self.read, Some(&task.section), task.span);
            let section = place.section.and_then(|s| sections.get(&s.id)).copied();
            store::insert_task(tx, self.plan, &NewTask { section, ordinal, read: task }).await?;
        }
        Ok(())
    }

    async fn keep_duties(&self, tx: &mut Tx, sections: &Sections) -> Result<(), ImportError> {
        let on = self.read.header.date.unwrap_or_else(|| self.app.clock.today().0);
        for (ordinal, duty) in (1..).zip(&self.read.duties) {
            let place = Place::of(self.read, duty.section.as_deref(), duty.span);
            let owners = duty
                .owners
                .iter()
                .map(|name| named(self.directory, name, on, Position::Owner, duty.role.into()));
            let others = duty.coordinators.iter().map(|name| {
                named(self.directory, name, on, Position::Coordinator, super::model::Role::Coordinate)
            });
            let parties: Vec<Named> = owners.chain(others).collect();
            let id = DutyId::new();
            let printed = serde_json::to_string(duty)?;
            let new = NewDuty {
                id,
                section: place.section.and_then(|s| sections.get(&s.id)).copied(),
                section_path: duty.section.as_deref().unwrap_or_default(),
                ordinal: ordinal * STEP,
                paragraph: place.paragraph,
                span: Some((offset(duty.span.start), offset(duty.span.end))),
                text: &duty.text,
                origin: Origin::Printed,
                task: None,
                role: duty.role.into(),
                printed: &printed,
                product: duty.product.as_deref(),
                indicator: None,
                deadline: duty.deadline.as_ref().and_then(day_of),
                deadline_text: duty.deadline.as_ref().map(|d| d.text.as_str()),
                recurrence: duty.recurrence.map(Into::into),
                review: Review::Unseen,
                to_track: !place.is_general(self.read),
                restricted: is_restricted(self.directory, &parties),
                joint: is_joint(&owners_of(&parties)),
                by: self.by.account(),
                at: self.app.clock.now(),
            };
            store::insert_duty(tx, self.plan, &new).await?;
            for (ordinal, party) in (1..).zip(&parties) {
                store::insert_party(tx, id, &party.printed(ordinal)).await?;
            }
        }
        Ok(())
    }
}

/// Duties are numbered with gaps, so that one added by a person fits between its neighbours.
pub const STEP: i64 = 1000;

/// A party by its printed name, with the organisation it stands for.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// Its key.
    pub id: PartyId,
    /// As printed.
    pub name: &'a str,
    /// Owner or only named.
    pub position: Position,
    /// How it answers.
    pub role: super::model::Role,
    /// The organisation, when the name stands for exactly one.
    pub org: Option<OrgId>,
    /// Whether it is a name for many.
    pub is_group: bool,
}

impl Named<'_> {
    /// As it is kept when it was printed.
    #[must_use]
    pub fn printed(&self, ordinal: i64) -> NewParty<'_> {
        NewParty {
            id: self.id,
            ordinal,
            name: self.name,
            role: self.role,
            position: self.position,
            org: self.org,
            function: None,
            is_group: self.is_group,
            origin: PartyOrigin::Printed,
            group: None,
            by: None,
            at: None,
        }
    }
}

/// Finds out what a printed name stands for on a day.
#[must_use]
pub fn named<'a>(
    directory: &Directory,
    name: &'a str,
    on: Date,
    position: Position,
    role: super::model::Role,
) -> Named<'a> {
    let found = directory.resolve(name, on);
    let is_group = matches!(found, Resolution::Group(_));
    let org = found.id().filter(|_| !is_group);
    Named { id: PartyId::new(), name, position, role, org, is_group }
}

/// Whether a duty belongs to security and defence (DESIGN 2.7): one of its owners is of the armed forces.
#[must_use]
pub fn is_restricted(directory: &Directory, parties: &[Named<'_>]) -> bool {
    parties.iter().filter(|party| party.position == Position::Owner).any(|party| {
        party.org.and_then(|id| directory.get(id)).is_some_and(|org| org.system == System::ArmedForces)
    })
}

/// The owners among parties, as far as the role of the whole depends on them.
#[must_use]
pub fn owners_of(parties: &[Named<'_>]) -> Vec<Owner> {
    parties
        .iter()
        .filter(|party| party.position == Position::Owner)
        .map(|party| Owner { party: party.id, role: party.role, is_group: party.is_group })
        .collect()
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The section, unless it is the closing.
    pub section: Option<&'a Section>,
    /// Which paragraph of the section (or of the closing), from 1; rows of tables are counted on.
    pub paragraph: i64,
}

impl<'a> Place<'a> {
    /// Finds the place of a span; where printed numbers repeat, the section that holds the span is meant.
    #[must_use]
    pub fn of(read: &'a Document, path: Option<&str>, span: Span) -> Self {
        let Some(path) = path else {
            return Self {
                section: None,
                paragraph: nth(read.closing.paragraphs.iter().map(|p| p.span), span),
            };
        };
        let all = read.all_sections();
        let same: Vec<&Section> = all.iter().copied().filter(|s| s.path == path).collect();
        let section = same.iter().copied().find(|s| s.span.contains(span)).or_else(|| same.first().copied());
        let paragraph = section.map_or(1, |section| {
            let paragraphs = section.paragraphs.iter().map(|p| p.span);
            nth(paragraphs.chain(section.tables.iter().flat_map(|t| t.rows.iter().map(|r| r.span))), span)
        });
        Self { section, paragraph }
    }

    /// Whether it is said to everybody: the closing, and the part on purposes and requirements.
    #[must_use]
    pub fn is_general(&self, read: &Document) -> bool {
        let Some(section) = self.section else { return true };
        let top = read.sections.iter().find(|top| top.span.contains(section.span));
        top.and_then(|top| top.heading.as_deref()).is_some_and(is_preliminary)
    }
}

fn nth(spans: impl Iterator<Item = Span>, of: Span) -> i64 {
    (1..).zip(spans).find(|(_, span)| span.start <= of.start && of.start < span.end).map_or(1, |(n, _)| n)
}

/// The last day of a printed time: the day itself, or the end of the printed month or year.
#[must_use]
pub fn day_of(deadline: &Deadline) -> Option<Day> {
    deadline.last_day().map(Day)
}

/// A byte offset as the database keeps it.
#[must_use]
pub fn offset(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(date: Option<&str>, until: Option<&str>) -> Option<String> {
        let deadline = Deadline {
            text: String::new(),
            date: date.map(|d| d.parse().unwrap()),
            until: until.map(str::to_owned),
        };
        day_of(&deadline).map(|day| day.to_string())
    }

    #[test]
    fn a_printed_month_or_year_ends_with_its_last_day() {
        assert_eq!(until(Some("2025-12-15"), None).as_deref(), Some("2025-12-15"));
        assert_eq!(until(None, Some("2024-02")).as_deref(), Some("2024-02-29"));
        assert_eq!(until(None, Some("2030")).as_deref(), Some("2030-12-31"));
        assert_eq!(until(None, None), None);
    }
}
