//! Header fields of a plan, each with the document and the place it comes from, or the person who entered it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vanban::Document;
use vanban::model::Span;

use super::import::{self, ImportError, keep_document};
use super::model::{PartyOrigin, Position};
use super::store::{self, NewPlan, Plan};
use super::{By, reading};
use crate::audit;
use crate::db::{Day, Millis, Tx};
use crate::digest::sha256;
use crate::ids::{AccountId, DocumentId, PlanId};
use crate::web::App;

/// The header fields, as the reader names them.
pub const FIELDS: [&str; 6] = ["type", "number", "issuer", "place", "date", "title"];

/// Where a header field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "lowercase")]
pub enum Source {
    /// Read in a document.
    Document {
        /// Which.
        document_id: DocumentId,
        /// Where in it.
        span: Option<Span>,
    },
    /// Entered by a person.
    Person {
        /// Who.
        account_id: Option<AccountId>,
        /// When.
        at: Millis,
    },
}

/// For each field that is known, where it comes from.
pub type Sources = BTreeMap<String, Source>;

/// The sources kept with a plan.
#[must_use]
pub fn sources(plan: &Plan) -> Sources {
    serde_json::from_str(&plan.header_sources).unwrap_or_default()
}

/// The header as the first document gives it.
#[must_use]
pub fn first(id: DocumentId, read: &Document) -> NewPlan {
    let mut plan = NewPlan::default();
    let mut sources = Sources::new();
    fill(&mut plan, &mut sources, id, read);
    plan.sources = serde_json::to_string(&sources).unwrap_or_default();
    plan
}

/// Takes every field that the plan lacks from a document; `true` when it took any.
fn fill(plan: &mut NewPlan, sources: &mut Sources, id: DocumentId, read: &Document) -> bool {
    let header = &read.header;
    let mut title = Some(std::mem::take(&mut plan.title)).filter(|title| !title.is_empty());
    let taken = [
        ("type", take(&mut plan.kind, header.kind.as_ref())),
        ("number", take(&mut plan.number, header.number.as_ref())),
        ("issuer", take(&mut plan.issuer, header.issuer.as_ref())),
        ("place", take(&mut plan.place, header.place.as_ref())),
        ("date", take(&mut plan.issued_on, header.date.map(Day).as_ref())),
        ("title", take(&mut title, header.title.as_ref())),
    ];
    plan.title = title.unwrap_or_default();
    let mut any = false;
    for (field, _) in taken.iter().filter(|(_, taken)| *taken) {
        any = true;
        let span = header.spans.get(*field).copied();
        sources.insert((*field).to_owned(), Source::Document { document_id: id, span });
    }
    any
}

fn take<T: Clone>(field: &mut Option<T>, from: Option<&T>) -> bool {
    let takes = field.is_none() && from.is_some();
    if takes {
        *field = from.cloned();
    }
    takes
}

/// What a second copy has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// It gave fields that were missing.
    Filled,
    /// It was kept, but gave nothing new.
    NothingNew,
    /// The same file had been brought in before, for this plan.
    Already(PlanId),
    /// The plan has been confirmed: its header no longer changes.
    Confirmed,
}

/// Adds a second copy to a draft: a print copy often lost its head, a law portal's copy keeps it but is cut short.
///
/// # Errors
/// [`ImportError`]; nothing has been kept then.
pub async fn add_copy(
    app: &App,
    plan: PlanId,
    bytes: Vec<u8>,
    name: &str,
    by: By,
) -> Result<Copy, ImportError> {
    let sha256 = sha256(&bytes);
    if let Some(plan) = store::plan_of_file(&mut app.db.read().await?, &sha256).await? {
        return Ok(Copy::Already(plan));
    }
    let read = reading::document(bytes.clone()).await?;
    let mut tx = app.db.write().await?;
    store::touch_plan(&mut tx, plan).await?;
    let plan = store::plan(&mut tx, plan).await?.ok_or(sqlx::Error::RowNotFound)?;
    if !plan.is_draft() {
        return Ok(Copy::Confirmed);
    }
    let Some(document) =
        keep_document(&mut tx, app, &read, &sha256, name, Some(plan.document_id), by).await?
    else {
        return Ok(Copy::Already(plan.id));
    };
    app.files.put(bytes).await.map_err(ImportError::Files)?;
    let mut header = plan.header();
    let mut sources = sources(&plan);
    let filled = fill(&mut header, &mut sources, document, &read);
    header.sources = serde_json::to_string(&sources)?;
    store::set_header(&mut tx, plan.id, plan.rev, &header).await?;
    if plan.issued_on != header.issued_on {
        resolve_again(&mut tx, app, plan.id, header.issued_on).await?;
    }
    audit::record(
        &mut tx,
        audit::Entry {
            at: app.clock.now(),
            account: by.account(),
            org: by.org(),
            action: "plan.copy",
            subject_kind: "plan",
            subject_id: Some(plan.id.0),
            fields: json!({ "sha256": sha256, "number": header.number }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(if filled { Copy::Filled } else { Copy::NothingNew })
}

/// What a person entered as the header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// Number and symbol.
    pub number: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Day of issue.
    pub issued_on: Option<Day>,
    /// Abstract.
    pub title: String,
}

/// Writes the header that a person entered; `false` when the plan is no draft or has changed since `rev`. Fields left
/// as they were keep their source.
///
/// # Errors
/// Those of the database.
pub async fn enter(app: &App, plan: &Plan, rev: i64, entered: &Entered, by: By) -> Result<bool, ImportError> {
    let mut sources = sources(plan);
    let now = app.clock.now();
    let mut header = plan.header();
    let changed = [
        ("number", header.number != entered.number),
        ("issuer", header.issuer != entered.issuer),
        ("place", header.place != entered.place),
        ("date", header.issued_on != entered.issued_on),
        ("title", header.title != entered.title),
    ];
    let fields: Vec<&str> = changed.iter().filter(|(_, changed)| *changed).map(|(field, _)| *field).collect();
    for field in &fields {
        sources.insert((*field).to_owned(), Source::Person { account_id: by.account(), at: now });
    }
    header.number.clone_from(&entered.number);
    header.issuer.clone_from(&entered.issuer);
    header.place.clone_from(&entered.place);
    header.issued_on = entered.issued_on;
    header.title.clone_from(&entered.title);
    header.sources = serde_json::to_string(&sources)?;
    let mut tx = app.db.write().await?;
    if !plan.is_draft() || !store::set_header(&mut tx, plan.id, rev, &header).await? {
        return Ok(false);
    }
    if plan.issued_on != header.issued_on {
        resolve_again(&mut tx, app, plan.id, header.issued_on).await?;
    }
    audit::record(
        &mut tx,
        audit::Entry {
            at: now,
            account: by.account(),
            org: by.org(),
            action: "plan.header",
            subject_kind: "plan",
            subject_id: Some(plan.id.0),
            fields: json!({ "fields": fields }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// Names are read as of the day of issue: when that becomes known, printed parties that nobody has changed are
/// looked up again.
async fn resolve_again(tx: &mut Tx, app: &App, plan: PlanId, on: Option<Day>) -> sqlx::Result<()> {
    let directory = app.directory();
    let on = on.unwrap_or_else(|| app.clock.today()).0;
    let changed = store::duties_with_changed_parties(tx, plan).await?;
    for mut party in store::parties(tx, plan).await? {
        if party.origin != PartyOrigin::Printed || changed.contains(&party.duty_id) {
            continue;
        }
        let found = import::named(&directory, &party.name, on, Position::Owner, party.role);
        if (found.org, found.is_group) != (party.org_id, party.is_group) {
            (party.org_id, party.is_group) = (found.org, found.is_group);
            store::set_party(tx, &party).await?;
        }
    }
    Ok(())
}
