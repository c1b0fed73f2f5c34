//! The records about a plan or an organisation, for its page.

use askama::Template;
use uuid::Uuid;

use super::StateView;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::links;
use crate::catalogue::model::{Link, LinkKind};
use crate::catalogue::store::{self, Record};
use crate::db::Conn;
use crate::ids::OrgId;
use crate::web::frame::Frame;
use crate::web::{Ctx, Result};

/// Working versions looked through for links.
const WORKING: i64 = 200;

struct Row {
    href: String,
    kind: String,
    title: String,
    demo: bool,
    /// Where the working version stands; `None` for what is public.
    state: Option<StateView>,
}

/// A part of the page of a plan or an organisation: render it with `{{ records|safe }}`. Empty when there is nothing.
#[derive(Template)]
#[template(path = "catalogue/linked.html")]
pub struct LinkedSection {
    frame: Frame,
    public: Vec<Row>,
    working: Vec<Row>,
}

/// The published records about `page`: linked to it; of a plan also those linked to its duties, of an organisation
/// also those it keeps. Working versions that the public does not see stand apart, for those who may write or review
/// them.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn linked_section(ctx: &Ctx, c: &mut Conn, page: Link) -> Result<LinkedSection> {
    let kind_name =
        |id: &str| ctx.app.kinds.get(id).map_or_else(String::new, |k| k.name.get(ctx.lang).to_owned());
    let frame = ctx.frame();
    let public: Vec<Row> = links::about(c, page)
        .await?
        .into_iter()
        .map(|found| Row {
            kind: kind_name(&found.within),
            href: found.href,
            title: found.text,
            demo: found.demo,
            state: None,
        })
        .collect();
    let working = working(ctx, c, page).await?;
    let working = working.into_iter().filter(|record| {
        let href = format!("/muc/{}", record.slug);
        public.iter().all(|row| row.href != href)
    });
    let working = working
        .map(|record| Row {
            href: format!("/muc/{}/ho-so", record.slug),
            kind: kind_name(&record.kind),
            state: Some(StateView::of(&frame, &record)),
            title: record.title,
            demo: record.demo,
        })
        .collect();
    Ok(LinkedSection { frame, public, working })
}

/// Unpublished working versions about `page` that the viewer may write or review.
async fn working(ctx: &Ctx, c: &mut Conn, page: Link) -> Result<Vec<Record>> {
    let orgs: Vec<OrgId> = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    let orgs: Vec<OrgId> = orgs.into_iter().filter(|org| ctx.viewer.may::<WriteRecord>(org)).collect();
    let reviews = ctx.viewer.may::<ReviewRecord>(&());
    if !reviews && orgs.is_empty() {
        return Ok(Vec::new());
    }
    let of = if reviews { None } else { Some(orgs.as_slice()) };
    let mut found = Vec::new();
    for record in store::in_the_making(c, of, WORKING).await? {
        let links = record.content()?.links;
        found.push((record, links));
    }
    let linked = found.iter().flat_map(|(_, links)| links).filter(|l| l.kind == LinkKind::Duty).map(|l| l.id);
    let duties: Vec<Uuid> = match page.kind {
        LinkKind::Plan => links::duties_of_plan(c, page.id, linked.collect()).await?,
        _ => Vec::new(),
    };
    let is_about = |link: &Link| *link == page || link.kind == LinkKind::Duty && duties.contains(&link.id);
    let kept = |record: &Record| page.kind == LinkKind::Organisation && record.org_id.0 == page.id;
    found.retain(|(record, links)| kept(record) || links.iter().any(is_about));
    Ok(found.into_iter().map(|(record, _)| record).collect())
}
