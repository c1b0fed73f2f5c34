//! What a message is about: something public at an address of this site, or everything.

use super::consultation::model::Phase;
use super::consultation::parts::{Paragraph, paragraphs};
use super::consultation::store::{self as drafts, Consultation};
use crate::accounts::model::Role;
use crate::accounts::store::first_org_with;
use crate::catalogue::store::public_by_slug;
use crate::db::Conn;
use crate::ids::{ConsultationId, OrgId, PlanId, RecordId};
use crate::organisations::id_of;
use crate::plans::store::plan;
use crate::web::{Ctx, Result};

/// Answers for what concerns everything while nobody holds the role of coordinator.
const COORDINATOR: &str = "so-khcn";

/// What a message is about, and who answers.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// The address; empty for what concerns everything.
    pub href: String,
    /// What stands there.
    pub title: String,
    /// The record.
    pub record: Option<RecordId>,
    /// The plan.
    pub plan: Option<PlanId>,
    /// The draft that is open for comment.
    pub consultation: Option<Consultation>,
    /// Who answers.
    pub org: OrgId,
    /// Whether readers are asked to say that they are interested.
    pub interest: bool,
}

impl About {
    /// A paragraph of the draft, by its number as typed.
    pub(super) fn paragraph(&self, typed: &str) -> Option<Paragraph> {
        let number: i64 = typed.parse().ok()?;
        paragraphs(&self.consultation.as_ref()?.text).into_iter().find(|one| one.number == number)
    }
}

/// What stands at an address, when the public sees it: a record answers through its agency, all else through the
/// coordinator.
pub(super) async fn find(ctx: &Ctx, c: &mut Conn, href: &str) -> Result<Option<About>> {
    if let Some(slug) = href.strip_prefix("/muc/") {
        let Some(record) = public_by_slug(c, slug).await? else { return Ok(None) };
        return Ok(Some(About {
            href: href.to_owned(),
            title: record.content()?.title,
            record: Some(record.id),
            plan: None,
            consultation: None,
            org: record.org_id,
            interest: ctx.app.kinds.get(&record.kind).is_some_and(|kind| kind.interest),
        }));
    }
    let everything = everything(ctx, c).await?;
    if href.is_empty() {
        return Ok(Some(everything));
    }
    if let Some(id) = href.strip_prefix("/lay-y-kien/") {
        let Ok(id) = id.parse::<ConsultationId>() else { return Ok(None) };
        let found = drafts::get(c, id).await?;
        let open = |of: &Consultation| Phase::on(of.state, of.from_on, of.to_on, ctx.today()) == Phase::Open;
        return Ok(found.filter(open).map(|of| About {
            href: href.to_owned(),
            title: of.title.clone(),
            org: of.org_id,
            consultation: Some(of),
            ..everything
        }));
    }
    let Some(id) = href.strip_prefix("/ke-hoach/").and_then(|id| id.parse::<PlanId>().ok()) else {
        return Ok(None);
    };
    let found = plan(c, id).await?.filter(|plan| !plan.is_draft());
    Ok(found.map(|plan| About {
        href: href.to_owned(),
        title: plan.name().to_owned(),
        plan: Some(id),
        ..everything
    }))
}

/// What concerns everything.
pub(super) async fn everything(ctx: &Ctx, c: &mut Conn) -> Result<About> {
    let org = first_org_with(c, Role::Coordinator, ctx.today()).await?;
    Ok(About {
        href: String::new(),
        title: String::new(),
        record: None,
        plan: None,
        consultation: None,
        org: org.unwrap_or_else(|| id_of(COORDINATOR)),
        interest: false,
    })
}
