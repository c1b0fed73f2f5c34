//! Pages of consultations.

pub(in crate::feedback) mod act;
pub(in crate::feedback) mod edit;
pub(in crate::feedback) mod list;
pub(in crate::feedback) mod one;
pub mod panel;
pub(in crate::feedback) mod work;

use super::model::Phase;
use super::store::Consultation;
use crate::reporting::words::Chip;
use crate::web::Ctx;
use crate::web::lang::fill;

fn phase(ctx: &Ctx, of: &Consultation) -> Phase {
    Phase::on(of.state, of.from_on, of.to_on, ctx.today())
}

/// A consultation in a list.
pub(super) struct Row {
    href: String,
    title: String,
    org: String,
    state: Chip,
    days: String,
    left: Option<String>,
    asked: String,
}

fn row(ctx: &Ctx, of: &Consultation) -> Row {
    let t = &ctx.t.consultations;
    Row {
        href: format!("/lay-y-kien/{}", of.id),
        title: of.title.clone(),
        org: of.org_name.clone(),
        state: t.chip(phase(ctx, of)),
        days: days(ctx, of),
        left: left(ctx, of),
        asked: of.asked.clone(),
    }
}

/// Between which days it is open.
fn days(ctx: &Ctx, of: &Consultation) -> String {
    fill(ctx.t.consultations.from_to, &[&of.from_on.show(), &of.to_on.show()])
}

/// How long it still is open.
fn left(ctx: &Ctx, of: &Consultation) -> Option<String> {
    let t = &ctx.t.consultations;
    if phase(ctx, of) != Phase::Open {
        return None;
    }
    let days = of.to_on.0.duration_since(ctx.today().0).as_hours() / 24;
    Some(if days == 0 { t.last_day.to_owned() } else { fill(t.days_left, &[&days]) })
}
