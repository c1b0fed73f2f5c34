//! One agency: the very reports, duties and directions behind its figures.

use askama::Template;
use axum::extract::Path;

use super::super::figures::DirectionRow;
use super::super::model::{DutyOutcome, Standing, Sums};
use super::super::texts::EvaluationTexts;
use super::list::standing;
use super::{choose, figures, up_to_date};
use crate::accounts::rights::ReadEvaluation;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

struct Line {
    href: String,
    name: String,
    place: String,
    due: String,
    how: String,
    late: bool,
    asked: String,
}

struct Assessed {
    href: String,
    place: String,
    period: String,
    level: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "evaluation/agency.html")]
struct AgencyPage {
    frame: Frame,
    t: &'static EvaluationTexts,
    name: String,
    slug: String,
    address: String,
    heading: String,
    back: String,
    spans: Vec<(String, String, bool)>,
    typed: String,
    problems: Problems,
    sums: Sums,
    standing: String,
    reports: Vec<Line>,
    duties: Vec<Line>,
    directions: Vec<Line>,
    assessed: Vec<Assessed>,
}

/// `GET /danh-gia/{co-quan}`: to the agency's own people and to those who watch over all.
pub async fn show(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Result {
    let directory = ctx.app.directory();
    let org = directory.find(&slug).ok_or(Error::NotFound)?;
    ctx.permit::<ReadEvaluation>(&org.id)?;
    if !org.system.is_subordinate() {
        return Err(Error::NotFound);
    }
    up_to_date(&ctx).await?;
    let (t, rt) = (&ctx.t.evaluation, &ctx.t.reporting);
    let mut c = ctx.app.db.read().await?;
    let chosen = choose(&ctx, &mut c, &fields).await?;
    let agency = figures(&ctx, &mut c, &chosen, Some(org.id)).await?.remove(&org.id).unwrap_or_default();
    drop(c);
    let asked = |times: i64| if times == 0 { String::new() } else { fill(t.times, &[&times]) };
    let sums = agency.sums();
    ctx.page(&AgencyPage {
        frame: ctx.frame(),
        t,
        name: org.name.clone(),
        slug: org.slug.clone(),
        address: format!("/danh-gia/{}", org.slug),
        heading: chosen.heading(t),
        back: format!("/danh-gia?{}", chosen.query()),
        standing: standing(t, &sums),
        sums,
        reports: agency
            .reports
            .iter()
            .map(|of| Line {
                href: format!("/bao-cao/{}", of.id),
                name: rt.period_name(&of.code),
                place: format!("{}, {}", of.plan_name, of.regime_name),
                due: of.due_on.show(),
                how: t.report_stood(of.standing),
                late: !matches!(of.standing, Standing::OnTime(_)),
                asked: asked(of.asked),
            })
            .collect(),
        duties: agency
            .duties
            .iter()
            .map(|of| Line {
                href: format!("/nhiem-vu/{}", of.id),
                name: of.text.clone(),
                place: format!("{}, {}", of.plan_name, rt.clause_of(&of.section_path, of.paragraph)),
                due: of.due_on.show(),
                how: match of.handed_in {
                    Some(day) => {
                        format!("{}, {}", t.duty_stood(of.outcome), fill(t.handed_in, &[&day.show()]))
                    }
                    None => t.duty_stood(of.outcome).to_owned(),
                },
                late: of.outcome != DutyOutcome::OnTime,
                asked: asked(of.asked),
            })
            .collect(),
        directions: agency.directions.iter().map(|of| direction(&ctx, of)).collect(),
        assessed: agency
            .standing
            .iter()
            .map(|of| Assessed {
                href: format!("/nhiem-vu/{}", of.duty_id),
                place: format!("{}, {}", of.plan_name, rt.clause_of(&of.section_path, of.paragraph)),
                period: rt.period_name(&of.code),
                level: t.level_name(of.level),
                note: of.note.clone(),
            })
            .collect(),
        spans: chosen.spans,
        typed: chosen.typed,
        problems: chosen.problems,
    })
}

fn direction(ctx: &Ctx, of: &DirectionRow) -> Line {
    let (t, rt) = (&ctx.t.evaluation, &ctx.t.reporting);
    let history = &of.history;
    let about = match (&history.code, &history.section_path) {
        (Some(code), _) => fill(rt.report_of, &[&rt.period_name(code)]),
        (None, path) => {
            rt.clause_of(path.as_deref().unwrap_or_default(), history.paragraph.unwrap_or_default())
        }
    };
    Line {
        href: format!("/chi-dao/{}", history.id),
        name: fill(t.direction_of, &[&history.given_at.day().show()]),
        place: history
            .plan_number
            .iter()
            .map(String::as_str)
            .chain([about.as_str()])
            .collect::<Vec<_>>()
            .join(", "),
        due: history.answer_by.show(),
        how: t.answer_stood(of.standing),
        late: !matches!(of.standing, Standing::OnTime(_)),
        asked: String::new(),
    }
}
