//! Regimes: who reports what, for which period, by when; and who has.

use askama::Template;
use axum::http::StatusCode;

use super::super::model::{Frequency, Schedule};
use super::super::store::regimes::{self, NewRegime, PeriodRow, PlanChoice, Regime};
use super::super::texts::ReportingTexts;
use crate::accounts::model::Role;
use crate::accounts::rights::{ManageRegimes, ReadRegister, ReadSubmissions};
use crate::db::{Conn, Day};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A period of a regime.
struct PeriodView {
    name: String,
    days: String,
    due: String,
    expected: i64,
    received: i64,
    accepted: i64,
    exempt: i64,
    href: String,
    begun: bool,
}

/// A regime with its periods.
struct RegimeView {
    name: String,
    plan: String,
    frequency: &'static str,
    outline: String,
    basis: Option<String>,
    periods: Vec<PeriodView>,
    later: Vec<PeriodView>,
}

#[derive(Template)]
#[template(path = "reporting/regimes.html")]
struct RegimesPage {
    frame: Frame,
    t: &'static ReportingTexts,
    regimes: Vec<RegimeView>,
    counts: bool,
    manages: bool,
    plans: Vec<(String, String, bool)>,
    frequencies: Vec<(&'static str, &'static str, bool)>,
    typed: Fields,
    problems: Problems,
}

/// `GET /che-do-bao-cao`: the regimes and their periods.
pub async fn list(ctx: Ctx) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let mut typed = Fields::default();
    for (field, value) in [("tan-suat", "half-yearly"), ("ngay-gui", "17"), ("ngay-trinh", "20")] {
        typed.push(field, value);
    }
    show(&ctx, StatusCode::OK, typed, Problems::default()).await
}

/// `POST /che-do-bao-cao`: the coordinator sets a regime up; periods and obligations are made at once.
pub async fn create(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<ManageRegimes>(&())?;
    let t = &ctx.t.reporting;
    let mut c = ctx.app.db.read().await?;
    let plans = regimes::plans(&mut c).await?;
    drop(c);
    let mut problems = Problems::default();
    let new = read(&ctx, &fields, &plans, &mut problems);
    let Some(new) = new.filter(|_| problems.is_empty()) else {
        return show(&ctx, StatusCode::UNPROCESSABLE_ENTITY, fields, problems).await;
    };
    let mut tx = ctx.app.db.write().await?;
    regimes::create(&mut tx, &permit, &new, &ctx.app.calendar(), ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done("/che-do-bao-cao", t.regime_made))
}

fn read(ctx: &Ctx, fields: &Fields, plans: &[PlanChoice], problems: &mut Problems) -> Option<NewRegime> {
    let t = &ctx.t.reporting;
    let required = ctx.t.common.required;
    let plan = plans.iter().find(|plan| plan.id.to_string() == fields.get("ke-hoach"));
    if plan.is_none() {
        problems.add("ke-hoach", required);
    }
    if fields.get("ten").is_empty() {
        problems.add("ten", required);
    }
    let frequency = fields.parse::<Frequency>("tan-suat");
    if frequency.is_none() {
        problems.add("tan-suat", required);
    }
    let mut day = |field: &'static str, needed: bool| match fields.filled(field).map(viet::date::parse) {
        None => {
            if needed {
                problems.add(field, required);
            }
            None
        }
        Some(Ok(day)) if !(1990..=2199).contains(&day.year()) => {
            problems.add(field, t.problem_year);
            None
        }
        Some(Ok(day)) => Some(Day(day)),
        Some(Err(error)) => {
            problems.add(field, error.to_string());
            None
        }
    };
    let (starts_on, ends_on, once_due) =
        (day("tu-ngay", true), day("den-ngay", false), day("han-gui", false));
    let once = frequency == Some(Frequency::Once);
    if ends_on.zip(starts_on).is_some_and(|(end, start)| end < start) {
        problems.add("den-ngay", t.problem_ends);
    }
    let late_enough = ends_on.zip(once_due).is_some_and(|(end, due)| due > end);
    if once && !late_enough {
        problems.add("han-gui", t.problem_once);
    }
    let days = Schedule::EARLIEST..=Schedule::LATEST;
    let send_day = fields.parse::<i8>("ngay-gui").filter(|d| days.contains(d));
    if send_day.is_none() && !once {
        problems.add("ngay-gui", t.problem_send_day);
    }
    let send_day = send_day.unwrap_or(Schedule::LATEST);
    let forward_day = fields.filled("ngay-trinh").map(str::parse::<i8>);
    let forward_day = match forward_day {
        None => None,
        Some(Ok(day)) if once || (send_day..=Schedule::LATEST).contains(&day) => Some(day),
        Some(_) => {
            problems.add("ngay-trinh", t.problem_forward_day);
            None
        }
    };
    let coordinator = ctx
        .viewer
        .who()
        .and_then(|who| who.grants.iter().find(|g| g.role == Role::Coordinator))
        .map(|grant| grant.org_id);
    Some(NewRegime {
        plan_id: plan?.id,
        name: fields.get("ten").to_owned(),
        schedule: Schedule { frequency: frequency?, send_day, starts_on: starts_on?, ends_on },
        once_due: once_due.filter(|_| once),
        forward_day: forward_day.filter(|_| !once),
        coordinator: coordinator?,
        recipient: None,
        outline: fields.get("de-cuong").to_owned(),
        basis: fields.filled("can-cu").map(str::to_owned),
        demo: false,
    })
}

async fn show(ctx: &Ctx, status: StatusCode, typed: Fields, problems: Problems) -> Result {
    let t = &ctx.t.reporting;
    let mut c = ctx.app.db.read().await?;
    let found = load(&mut c).await?;
    drop(c);
    let manages = ctx.viewer.may::<ManageRegimes>(&());
    let counts = ctx.viewer.may::<ReadSubmissions>(&());
    let chosen = typed.get("ke-hoach").to_owned();
    let frequency = typed.parse::<Frequency>("tan-suat");
    let page = RegimesPage {
        frame: ctx.frame(),
        t,
        regimes: found.regimes.iter().map(|r| regime_view(ctx, r, &found)).collect(),
        counts,
        manages,
        plans: found
            .plans
            .iter()
            .map(|p| (p.id.to_string(), p.label(), p.id.to_string() == chosen))
            .collect(),
        frequencies: Frequency::ALL
            .iter()
            .map(|f| (f.as_str(), t.frequency_name(*f), frequency == Some(*f)))
            .collect(),
        typed,
        problems,
    };
    ctx.page_with(status, &page)
}

struct Found {
    regimes: Vec<Regime>,
    periods: Vec<PeriodRow>,
    plans: Vec<PlanChoice>,
}

async fn load(c: &mut Conn) -> Result<Found, Error> {
    Ok(Found {
        regimes: regimes::all(c).await?,
        periods: regimes::periods(c).await?,
        plans: regimes::plans(c).await?,
    })
}

fn regime_view(ctx: &Ctx, regime: &Regime, found: &Found) -> RegimeView {
    let t = &ctx.t.reporting;
    let plan = found.plans.iter().find(|plan| plan.id == regime.plan_id);
    let (periods, later) = found
        .periods
        .iter()
        .filter(|p| p.regime_id == regime.id)
        .map(|p| PeriodView {
            name: t.period_name(&p.code),
            days: fill(t.closes, &[&p.starts_on.show(), &p.closes_on.show()]),
            due: p.due_on.show(),
            expected: p.expected,
            received: p.received,
            accepted: p.accepted,
            exempt: p.exempt,
            href: format!("/bao-cao?ky={}", p.id),
            begun: p.starts_on <= ctx.today(),
        })
        .partition(|p| p.begun);
    RegimeView {
        name: regime.name.clone(),
        plan: plan.map(PlanChoice::label).unwrap_or_default(),
        frequency: t.frequency_name(regime.frequency),
        outline: regime.outline.clone(),
        basis: regime.basis.clone(),
        periods,
        later,
    }
}
