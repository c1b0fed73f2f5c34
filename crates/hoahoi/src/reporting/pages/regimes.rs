//! Regimes: who reports what, for which period, by when; and who has.

use askama::Template;
use axum::http::StatusCode;

use super::super::model::{Frequency, Schedule};
use super::super::store::regimes::{self, NewRegime, PeriodRow, PlanChoice, Regime};
use super::super::texts::ReportingTexts;
use crate::accounts::model::Role;
use crate::accounts::rights::{ManageRegimes, ReadRegister, ReadSubmissions};
use crate::db::{Conn, Day};
use crate::ids::OrgId;
use crate::organisations::{Kind, Organisation};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A period of a regime.
struct PeriodView {
    name: String,
    days: String,
    due: String,
    /// When it is sent on.
    onward: Vec<String>,
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
    /// Who reports to whom.
    chain: String,
    method: String,
    form: String,
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
    recipients: Vec<(String, String, bool)>,
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
    if let Some(committee) = recipients(&ctx).first() {
        typed.push("noi-nhan", committee.id.to_string());
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
    let (starts_on, ends_on, once_due, once_forward) =
        (day("tu-ngay", true), day("den-ngay", false), day("han-gui", false), day("han-trinh", false));
    let once = frequency == Some(Frequency::Once);
    if ends_on.zip(starts_on).is_some_and(|(end, start)| end < start) {
        problems.add("den-ngay", t.problem_ends);
    }
    let late_enough = ends_on.zip(once_due).is_some_and(|(end, due)| due > end);
    if once && !late_enough {
        problems.add("han-gui", t.problem_once);
    }
    if once && once_forward.zip(once_due).is_some_and(|(forward, due)| forward < due) {
        problems.add("han-trinh", t.problem_once_forward);
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
    let onward_day = match fields.filled("ngay-gui-tiep").map(str::parse::<i8>) {
        None => None,
        Some(Ok(day)) if once || (forward_day.unwrap_or(send_day)..=Schedule::LATEST).contains(&day) => {
            Some(day)
        }
        Some(_) => {
            problems.add("ngay-gui-tiep", t.problem_onward_day);
            None
        }
    };
    let recipient = recipients(ctx).into_iter().find(|org| org.id.to_string() == fields.get("noi-nhan"));
    if recipient.is_none() && fields.filled("noi-nhan").is_some() {
        problems.add("noi-nhan", required);
    }
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
        recipient: recipient.map(|org| org.id),
        onward_day: onward_day.filter(|_| !once),
        once_forward: once_forward.filter(|_| once),
        method: fields.get("phuong-thuc").to_owned(),
        form: fields.get("bieu-mau").to_owned(),
        outline: fields.get("de-cuong").to_owned(),
        basis: fields.filled("can-cu").map(str::to_owned),
        demo: false,
    })
}

/// To whom consolidated reports can go: the People's Committee of the province first, then the others of the state.
fn recipients(ctx: &Ctx) -> Vec<Organisation> {
    let directory = ctx.app.directory();
    let fits = |org: &&Organisation| {
        org.exists_on(ctx.today().0)
            && matches!(org.kind, Kind::PeoplesCommittee | Kind::Office | Kind::Department)
    };
    let mut found: Vec<Organisation> = directory.organisations().iter().filter(fits).cloned().collect();
    found.sort_by_key(|org| org.kind != Kind::PeoplesCommittee);
    found
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
    let recipient = typed.get("noi-nhan").to_owned();
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
        recipients: recipients(ctx)
            .into_iter()
            .map(|org| (org.id.to_string(), org.name.clone(), org.id.to_string() == recipient))
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
    let (directory, calendar) = (ctx.app.directory(), ctx.app.calendar());
    let short = |id: OrgId| directory.get(id).map_or_else(String::new, |org| org.short().to_owned());
    let coordinator = short(regime.coordinator_id);
    let recipient = regime.recipient_id.map(short);
    let chain = match &recipient {
        Some(recipient) => fill(t.chain, &[&coordinator, &coordinator, recipient]),
        None => fill(t.chain_short, &[&coordinator]),
    };
    let onward = |closes_on: Day| {
        let (forward, onward) = regime.sent_on(closes_on, &calendar);
        let by = |who: &str, day: Option<Day>| day.map(|day| fill(t.sends_on, &[&who, &day.show()]));
        let recipient = recipient.as_deref().unwrap_or(t.recipient);
        [by(&coordinator, forward), by(recipient, onward)].into_iter().flatten().collect()
    };
    let (periods, later) = found
        .periods
        .iter()
        .filter(|p| p.regime_id == regime.id)
        .map(|p| PeriodView {
            name: t.period_name(&p.code),
            days: fill(t.closes, &[&p.starts_on.show(), &p.closes_on.show()]),
            due: p.due_on.show(),
            onward: onward(p.closes_on),
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
        chain,
        method: regime.method.clone(),
        form: regime.form.clone(),
        outline: regime.outline.clone(),
        basis: regime.basis.clone(),
        periods,
        later,
    }
}
