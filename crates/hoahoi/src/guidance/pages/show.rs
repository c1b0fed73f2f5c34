//! One piece of guidance, to be read and printed.

use askama::Template;
use axum::extract::Path;

use super::super::fields::forms;
use super::super::model::{Link, State, Step, steps};
use super::super::readable;
use super::super::store::{self, Guidance};
use super::super::texts::GuidanceTexts;
use super::term;
use crate::accounts::rights::{ReadRegister, WriteGuidance};
use crate::db::Conn;
use crate::files::attachments::{self, SubjectKind};
use crate::ids::GuidanceId;
use crate::reporting::words::Chip;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "guidance/show.html")]
struct ShowPage {
    frame: Frame,
    t: &'static GuidanceTexts,
    of: Guidance,
    state: Chip,
    term: String,
    note: Option<&'static str>,
    steps: Vec<Step>,
    links: Vec<Link>,
    files: Vec<(String, String, String)>,
    duties: Vec<(String, String)>,
    fields: Vec<String>,
    may_write: bool,
    draft: bool,
    published: bool,
}

/// `GET /huong-dan/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<GuidanceId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let of = find(&ctx, &mut c, id).await?;
    let files = attachments::of(&mut c, SubjectKind::Guidance, &[id.0]).await?;
    let signed_in = ctx.viewer.may::<ReadRegister>(&());
    let duties = if signed_in { store::duties_of(&mut c, id).await? } else { Vec::new() };
    let may_write = ctx.viewer.may::<WriteGuidance>(&());
    let at = if may_write { store::fields_of(&mut c, id).await? } else { Vec::new() };
    drop(c);
    let t = &ctx.t.guidance;
    let (term, note) = term(&ctx, &of);
    let known = forms(&ctx.t.reporting, t.report_form, &ctx.app.kinds, ctx.lang);
    let named = known.iter().flat_map(|form| {
        let at = &at;
        form.fields
            .iter()
            .filter(move |(name, _)| at.contains(name))
            .map(move |(_, label)| format!("{}: {label}", form.name))
    });
    ctx.page(&ShowPage {
        frame: ctx.frame(),
        t,
        state: t.chip(of.state),
        term,
        note,
        steps: steps(&of.steps),
        links: of.links(),
        files: files
            .into_iter()
            .map(|file| (format!("/tep/{}", file.id), file.size_text(), file.name))
            .collect(),
        duties: duties
            .into_iter()
            .map(|at| {
                let clause = ctx.t.reporting.clause_of(&at.section_path, at.paragraph);
                (format!("/nhiem-vu/{}", at.id), format!("{}, {clause}", at.plan_name))
            })
            .collect(),
        fields: named.collect(),
        may_write,
        draft: of.state == State::Draft,
        published: of.state == State::Published,
        of,
    })
}

/// A piece of guidance that the viewer may read; the public is asked to sign in for what is not public, and for whoever
/// has signed in the rest is not there.
async fn find(ctx: &Ctx, c: &mut Conn, id: GuidanceId) -> Result<Guidance> {
    let found = store::get(c, id).await?;
    match found.filter(|of| readable(&ctx.viewer, of)) {
        Some(of) => Ok(of),
        None => {
            ctx.permit::<ReadRegister>(&())?;
            Err(Error::NotFound)
        }
    }
}
