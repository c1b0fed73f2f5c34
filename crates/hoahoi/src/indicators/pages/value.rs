//! Values that the coordinator enters where no agency reports.

use axum::extract::Path;

use super::super::course;
use super::super::model::{Rollup, Said};
use super::super::reported::amount;
use super::super::store::{indicators, values};
use super::show::{Typed, again, is_entered};
use crate::accounts::rights::EnterValue;
use crate::db::Day;
use crate::ids::IndicatorId;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result};

/// The longest source, in characters.
const LIMIT: usize = 1000;

/// `POST /chi-tieu/{id}/so-lieu`: enters the value of a day.
pub async fn enter(ctx: Ctx, Path(id): Path<IndicatorId>, fields: Fields) -> Result {
    let permit = ctx.permit::<EnterValue>(&())?;
    let t = &ctx.t.indicators;
    let mut tx = ctx.app.db.write().await?;
    let indicator = indicators::get(&mut tx, id).await?.filter(|i| i.retired_at.is_none());
    let indicator = indicator.ok_or(Error::NotFound)?;
    let rollup = indicator.rollup;
    let course = course::of(&mut tx, vec![indicator], ctx.today()).await?.pop().ok_or(Error::NotFound)?;
    if !is_entered(&course) {
        return Err(Error::Conflict(t.enter_not_here.to_owned()));
    }
    let typed = Typed {
        on: fields.get("ngay").to_owned(),
        value: fields.get("gia-tri").to_owned(),
        numerator: fields.get("tu-so").to_owned(),
        denominator: fields.get("mau-so").to_owned(),
        source: viet::nfc(fields.get("nguon")),
    };
    let mut problems = Problems::default();
    let on = day(&ctx, &fields, &mut problems);
    let mut take = |field: &str, typed: &str| match amount(typed, t) {
        Ok(Some(amount)) => Some(amount),
        Ok(None) => {
            problems.add(field, ctx.t.common.required);
            None
        }
        Err(why) => {
            problems.add(field, why);
            None
        }
    };
    let said = if rollup == Rollup::Ratio {
        let (numerator, denominator) = (take("tu-so", &typed.numerator), take("mau-so", &typed.denominator));
        Said { numerator, denominator, ..Said::default() }
    } else {
        Said { value: take("gia-tri", &typed.value), ..Said::default() }
    };
    if typed.source.is_empty() {
        problems.add("nguon", ctx.t.common.required);
    } else if typed.source.chars().count() > LIMIT {
        problems.add("nguon", fill(t.too_long, &[&viet::number::show(LIMIT)]));
    }
    let Some(on) = on.filter(|_| problems.is_empty()) else {
        drop(tx);
        return again(&ctx, id, typed, problems).await;
    };
    values::put(&mut tx, &permit, id, on, &said, &typed.source, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/chi-tieu/{id}"), t.enter_done))
}

fn day(ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Option<Day> {
    if fields.filled("ngay").is_none() {
        problems.add("ngay", ctx.t.common.required);
        return None;
    }
    let on = fields.day("ngay", problems, &ctx.t.common)?;
    if on > ctx.today() {
        problems.add("ngay", ctx.t.indicators.enter_future);
        return None;
    }
    Some(on)
}

/// `POST /chi-tieu/{id}/so-lieu/bo`: takes the value of a day out again.
pub async fn remove(ctx: Ctx, Path(id): Path<IndicatorId>, fields: Fields) -> Result {
    let permit = ctx.permit::<EnterValue>(&())?;
    let on: Day = fields.parse("ngay").ok_or(Error::NotFound)?;
    let mut tx = ctx.app.db.write().await?;
    values::remove(&mut tx, &permit, id, on, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/chi-tieu/{id}"), ctx.t.indicators.enter_removed))
}
