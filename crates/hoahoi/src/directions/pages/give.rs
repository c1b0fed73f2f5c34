//! `/nhiem-vu/{id}/chi-dao`, `/bao-cao/{id}/chi-dao`: a direction is written.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::Capacity;
use super::super::store::acts::{self, ActError, New};
use super::super::store::read::About;
use super::super::texts::DirectionTexts;
use crate::accounts::access::Permit;
use crate::accounts::model::Role;
use crate::accounts::rights::GiveDirection;
use crate::duties::pages::{Choice, organisations_on, reckoning};
use crate::duties::store::one;
use crate::duties::words;
use crate::duties::{DutyScope, Sight};
use crate::ids::{DutyId, OrgId, SubmissionId};
use crate::reporting::access::{ReportScope, Sight as ReportSight};
use crate::reporting::store::submissions;
use crate::web::context::local;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// The form by which a direction is given, with what was typed.
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Bodies to tick, the duty's owners or the agency that reported.
    pub to: Vec<Choice>,
    /// Every other body.
    pub more: Vec<Choice>,
    /// Its words.
    pub words: String,
    /// The day by which to answer.
    pub day: String,
    /// Where to go on after it, if not to the direction.
    pub next: String,
}

impl Form {
    /// An empty form: everybody who is concerned is ticked.
    #[must_use]
    pub fn new(ctx: &Ctx, about: About, concerned: &[OrgId], next: &str) -> Self {
        Self::typed(ctx, about, concerned, concerned, None, &{
            let mut fields = Fields::default();
            fields.push("ve", next);
            fields
        })
    }

    fn typed(
        ctx: &Ctx,
        about: About,
        concerned: &[OrgId],
        ticked: &[OrgId],
        more: Option<OrgId>,
        fields: &Fields,
    ) -> Self {
        let directory = ctx.app.directory();
        let choice = |org: &OrgId| {
            let found = directory.get(*org)?;
            Some((found.slug.clone(), found.name.clone(), ticked.contains(org)))
        };
        Self {
            action: match about {
                About::Duty(duty) => format!("/nhiem-vu/{duty}/chi-dao"),
                About::Report(report) => format!("/bao-cao/{report}/chi-dao"),
            },
            to: concerned.iter().filter_map(choice).collect(),
            more: organisations_on(&directory, ctx.today().0, more),
            words: fields.get("noi-dung").to_owned(),
            day: fields.get("han").to_owned(),
            next: fields.get("ve").to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "directions/give.html")]
struct GivePage {
    frame: Frame,
    t: &'static DirectionTexts,
    problems: Problems,
    about: String,
    back: String,
    said: Option<String>,
    restricted: bool,
    form: Form,
}

/// What a direction is to be about.
struct Target {
    about: About,
    name: String,
    back: String,
    said: Option<String>,
    restricted: bool,
    concerned: Vec<OrgId>,
}

async fn duty(ctx: &Ctx, id: DutyId) -> Result<Target> {
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let found = one::find(&mut c, &DutyScope::of(&ctx.viewer), &on, id).await?.ok_or(Error::NotFound)?;
    if found.sight < Sight::Full {
        return Err(Error::NotFound);
    }
    Ok(Target {
        about: About::Duty(id),
        name: words::clause(&ctx.t.duties, &found.seen.section_path, found.seen.paragraph),
        back: format!("/nhiem-vu/{id}"),
        said: found.seen.text.clone(),
        restricted: found.seen.restricted,
        concerned: found.seen.owners.iter().map(|o| o.org).collect(),
    })
}

async fn report(ctx: &Ctx, id: SubmissionId) -> Result<Target> {
    let mut c = ctx.app.db.read().await?;
    let found = submissions::get(&mut c, id).await?.ok_or(Error::NotFound)?;
    if ReportScope::of(&ctx.viewer).sight(found.org_id, found.state) < ReportSight::Words {
        return Err(Error::NotFound);
    }
    let period = ctx.t.reporting.period_name(&found.code);
    Ok(Target {
        about: About::Report(id),
        name: fill(ctx.t.directions.report_of, &[&period, &found.org_name]),
        back: format!("/bao-cao/{id}"),
        said: None,
        restricted: found.owed == found.restricted,
        concerned: vec![found.org_id],
    })
}

/// `GET /nhiem-vu/{id}/chi-dao`. Right: `GiveDirection`.
///
/// # Errors
/// When the right is missing, the viewer does not see the duty in full, or the database fails.
pub async fn on_duty(ctx: Ctx, Path(id): Path<DutyId>) -> Result {
    ctx.permit::<GiveDirection>(&())?;
    show(&ctx, duty(&ctx, id).await?)
}

/// `POST /nhiem-vu/{id}/chi-dao`. Right: `GiveDirection`.
///
/// # Errors
/// As [`on_duty`].
pub async fn post_on_duty(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    let permit = ctx.permit::<GiveDirection>(&())?;
    let target = duty(&ctx, id).await?;
    post(&ctx, &permit, target, &fields).await
}

/// `GET /bao-cao/{id}/chi-dao`. Right: `GiveDirection`.
///
/// # Errors
/// When the right is missing, the viewer does not read the report, or the database fails.
pub async fn on_report(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    ctx.permit::<GiveDirection>(&())?;
    show(&ctx, report(&ctx, id).await?)
}

/// `POST /bao-cao/{id}/chi-dao`. Right: `GiveDirection`.
///
/// # Errors
/// As [`on_report`].
pub async fn post_on_report(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<GiveDirection>(&())?;
    let target = report(&ctx, id).await?;
    post(&ctx, &permit, target, &fields).await
}

/// In which capacity a person speaks who may give directions.
fn capacity(ctx: &Ctx) -> Capacity {
    let is = |role| ctx.viewer.who().is_some_and(|who| who.is(role));
    if is(Role::Leadership) {
        Capacity::Leadership
    } else if is(Role::Office) {
        Capacity::Office
    } else {
        Capacity::Coordinator
    }
}

async fn post(ctx: &Ctx, permit: &Permit<GiveDirection>, target: Target, fields: &Fields) -> Result {
    let t = &ctx.t.directions;
    let directory = ctx.app.directory();
    let mut problems = Problems::default();
    let find = |slug: &str| directory.find(slug).map(|org| org.id);
    let ticked: Vec<OrgId> = fields.all("den").filter_map(find).collect();
    let more = find(fields.get("them"));
    let mut to = ticked.clone();
    to.extend(more.filter(|org| !ticked.contains(org)));
    if to.is_empty() {
        problems.add("den", t.to_nobody);
    }
    if fields.get("noi-dung").is_empty() {
        problems.add("noi-dung", ctx.t.common.required);
    }
    let answer_by = fields.day("han", &mut problems, &ctx.t.common);
    if answer_by.is_some_and(|day| day < ctx.today()) {
        problems.add("han", t.day_past);
    }
    if target.restricted {
        problems.add("viec", t.restricted);
    }
    if problems.is_empty() {
        let text = fields.get("noi-dung");
        let new = New { about: target.about, capacity: capacity(ctx), text, answer_by, to: &to };
        return match acts::give(&ctx.app, permit, &new).await {
            Ok(id) => {
                let next =
                    fields.filled("ve").map_or_else(|| format!("/chi-dao/{id}"), |ve| local(ve).to_owned());
                Ok(ctx.done(&next, t.sent))
            }
            Err(ActError::Database(error)) => Err(error.into()),
            Err(_) => Err(Error::NotFound),
        };
    }
    let form = Form::typed(ctx, target.about, &target.concerned, &ticked, more, fields);
    render(ctx, target, form, problems, StatusCode::UNPROCESSABLE_ENTITY)
}

fn show(ctx: &Ctx, target: Target) -> Result {
    let form = Form::new(ctx, target.about, &target.concerned, "");
    render(ctx, target, form, Problems::default(), StatusCode::OK)
}

fn render(ctx: &Ctx, target: Target, form: Form, problems: Problems, status: StatusCode) -> Result {
    ctx.page_with(
        status,
        &GivePage {
            frame: ctx.frame(),
            t: &ctx.t.directions,
            problems,
            about: target.name,
            back: target.back,
            said: target.said,
            restricted: target.restricted,
            form,
        },
    )
}
