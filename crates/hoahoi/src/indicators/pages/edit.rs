//! Setting a target up, editing it, ceasing to follow it.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;

use super::super::form::{self, Form};
use super::super::model::{PrintedTarget, conditions, targets, years};
use super::super::store::indicators::{self, Origin};
use super::super::texts::IndicatorTexts;
use super::{Quote, confirmed};
use crate::accounts::rights::DefineIndicator;
use crate::db::Conn;
use crate::ids::{IndicatorId, OrgId, PlanId};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A kind of record that can be counted.
struct KindView {
    id: String,
    name: String,
    conditions: Vec<SelectView>,
    since: String,
    years: Vec<(String, String)>,
}

/// A condition on a field.
struct SelectView {
    name: String,
    label: String,
    options: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "indicators/edit.html")]
struct EditPage {
    frame: Frame,
    t: &'static IndicatorTexts,
    title: &'static str,
    action: String,
    back: (String, String),
    /// Which printed sentence a new target is set up from.
    sentence: String,
    rev: i64,
    quote: Option<Quote>,
    form: Form,
    agencies: Vec<(OrgId, String)>,
    kinds: Vec<KindView>,
    /// Where to cease following it.
    retire: Option<String>,
    why: String,
    alarm: Option<String>,
    /// What is kept now, at fields that differ, after somebody else was faster.
    kept: BTreeMap<String, String>,
    problems: Problems,
}

impl EditPage {
    /// What is kept now at a field, where it differs.
    fn theirs(&self, field: &str) -> Option<String> {
        let value = self.kept.get(field)?;
        let shown = if value.is_empty() { self.t.stale_empty } else { value.as_str() };
        Some(fill(self.t.stale_field, &[&shown]))
    }
}

fn kinds(ctx: &Ctx) -> Vec<KindView> {
    let lang = ctx.lang;
    let view = |kind: &crate::catalogue::kinds::Kind| KindView {
        id: kind.id.clone(),
        name: kind.name.get(lang).to_owned(),
        conditions: conditions(kind)
            .map(|field| SelectView {
                name: form::condition(&kind.id, &field.id),
                label: field.short_label(lang).to_owned(),
                options: field.options.iter().map(|o| (o.id.clone(), o.name(lang).to_owned())).collect(),
            })
            .collect(),
        since: form::since(&kind.id),
        years: years(kind).map(|f| (f.id.clone(), f.short_label(lang).to_owned())).collect(),
    };
    ctx.app.kinds.all().iter().map(view).collect()
}

/// Where a new target comes from: the plan, and the printed sentence that was chosen.
async fn origin(
    ctx: &Ctx,
    c: &mut Conn,
    plan: PlanId,
    sentence: &str,
) -> Result<(String, Option<PrintedTarget>)> {
    let (known, read) = confirmed(ctx, c, plan).await?;
    let chosen = sentence.parse::<usize>().ok().and_then(|n| targets(&read).into_iter().nth(n));
    Ok((known.name().to_owned(), chosen))
}

async fn new_page(ctx: &Ctx, c: &mut Conn, plan: PlanId, sentence: &str) -> Result<EditPage> {
    let (name, printed) = origin(ctx, c, plan, sentence).await?;
    let agencies = indicators::candidates(c, plan).await?;
    let t = &ctx.t.indicators;
    Ok(EditPage {
        frame: ctx.frame(),
        t,
        title: t.new,
        action: format!("/ke-hoach/{plan}/chi-tieu/moi"),
        back: (format!("/ke-hoach/{plan}/chi-tieu"), fill(t.of_plan, &[&name])),
        sentence: printed.as_ref().map(|_| sentence.to_owned()).unwrap_or_default(),
        rev: 0,
        quote: printed.as_ref().map(|printed| Quote::of(plan, &printed.place)),
        form: printed.as_ref().map(Form::of_printed).unwrap_or_default(),
        agencies,
        kinds: kinds(ctx),
        retire: None,
        why: String::new(),
        alarm: None,
        kept: BTreeMap::new(),
        problems: Problems::default(),
    })
}

/// `GET /ke-hoach/{plan}/chi-tieu/moi?cau=N`: from a printed sentence, or from nothing.
pub async fn new(ctx: Ctx, Path(plan): Path<PlanId>, Query(q): Query<HashMap<String, String>>) -> Result {
    ctx.permit::<DefineIndicator>(&())?;
    let mut c = ctx.app.db.read().await?;
    let page = new_page(&ctx, &mut c, plan, q.get("cau").map_or("", String::as_str)).await?;
    ctx.page(&page)
}

/// `POST /ke-hoach/{plan}/chi-tieu/moi`.
pub async fn create(ctx: Ctx, Path(plan): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<DefineIndicator>(&())?;
    let mut tx = ctx.app.db.write().await?;
    let sentence = fields.get("cau");
    let mut page = new_page(&ctx, &mut tx, plan, sentence).await?;
    page.form = Form::read(&fields, &ctx.app.kinds);
    let Some(input) = checked(&ctx, &mut page) else {
        drop(tx);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (_, printed) = origin(&ctx, &mut tx, plan, sentence).await?;
    let from = Origin { plan, span: printed.map(|printed| printed.span), demo: false };
    let id = indicators::create(&mut tx, &permit, from, &input, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/chi-tieu/{id}"), ctx.t.indicators.created))
}

/// The indicator that was typed; otherwise the page says what is wrong.
fn checked(ctx: &Ctx, page: &mut EditPage) -> Option<super::super::store::Input> {
    let known: Vec<OrgId> = page.agencies.iter().map(|(id, _)| *id).collect();
    let (t, common) = (&ctx.t.indicators, &ctx.t.common);
    let input = page.form.input(&ctx.app.kinds, &known, t, common, &mut page.problems);
    if input.is_none() {
        page.alarm = Some(fill(t.problems_top, &[&page.problems.iter().count()]));
    }
    input
}

/// The form of an indicator that is followed, and what it was filled with.
async fn edit_page(
    ctx: &Ctx,
    c: &mut Conn,
    id: IndicatorId,
) -> Result<(EditPage, super::super::store::Indicator)> {
    let indicator =
        indicators::get(c, id).await?.filter(|i| i.retired_at.is_none()).ok_or(Error::NotFound)?;
    let quote = Quote::of_indicator(ctx, c, &indicator).await?;
    let reporters = indicators::reporters(c, &[id]).await?.remove(&id).unwrap_or_default();
    let orgs: Vec<OrgId> = reporters.iter().map(|r| r.org_id).collect();
    let mut agencies = indicators::candidates(c, indicator.plan_id).await?;
    // an agency that has lost its duties since stays until a person takes it out
    for reporter in &reporters {
        if agencies.iter().all(|(known, _)| *known != reporter.org_id) {
            agencies.push((reporter.org_id, reporter.org_name.clone()));
        }
    }
    let t = &ctx.t.indicators;
    let page = EditPage {
        frame: ctx.frame(),
        t,
        title: t.edit,
        action: format!("/chi-tieu/{id}/sua"),
        back: (format!("/chi-tieu/{id}"), indicator.name.clone()),
        sentence: String::new(),
        rev: indicator.rev,
        quote,
        form: Form::of(&indicator, &orgs, &ctx.app.kinds),
        agencies,
        kinds: kinds(ctx),
        retire: Some(format!("/chi-tieu/{id}/thoi")),
        why: String::new(),
        alarm: None,
        kept: BTreeMap::new(),
        problems: Problems::default(),
    };
    Ok((page, indicator))
}

/// `GET /chi-tieu/{id}/sua`.
pub async fn show(ctx: Ctx, Path(id): Path<IndicatorId>) -> Result {
    ctx.permit::<DefineIndicator>(&())?;
    let mut c = ctx.app.db.read().await?;
    let (page, _) = edit_page(&ctx, &mut c, id).await?;
    ctx.page(&page)
}

/// `POST /chi-tieu/{id}/sua`.
pub async fn save(ctx: Ctx, Path(id): Path<IndicatorId>, fields: Fields) -> Result {
    let permit = ctx.permit::<DefineIndicator>(&())?;
    let t = &ctx.t.indicators;
    let mut tx = ctx.app.db.write().await?;
    let (mut page, before) = edit_page(&ctx, &mut tx, id).await?;
    let typed = Form::read(&fields, &ctx.app.kinds);
    let kept = std::mem::replace(&mut page.form, typed);
    let Some(input) = checked(&ctx, &mut page) else {
        drop(tx);
        page.rev = fields.parse("rev").unwrap_or_default();
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let changed = form::changed(&before, &kept.orgs, &input);
    if changed.is_empty() {
        // sent twice, or nothing changed
        return Ok(ctx.done(&format!("/chi-tieu/{id}"), t.saved));
    }
    let rev = fields.parse("rev").unwrap_or_default();
    if indicators::update(&mut tx, &permit, id, rev, &input, &changed, ctx.now()).await? {
        tx.commit().await?;
        return Ok(ctx.done(&format!("/chi-tieu/{id}"), t.saved));
    }
    drop(tx);
    page.alarm = Some(t.stale.to_owned());
    page.kept = kept.differing(&page.form).into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    ctx.page_with(StatusCode::CONFLICT, &page)
}

/// `POST /chi-tieu/{id}/thoi`: ceases to follow it, saying why.
pub async fn retire(ctx: Ctx, Path(id): Path<IndicatorId>, fields: Fields) -> Result {
    let permit = ctx.permit::<DefineIndicator>(&())?;
    let t = &ctx.t.indicators;
    let why = viet::nfc(fields.get("ly-do"));
    let mut tx = ctx.app.db.write().await?;
    let (mut page, _) = edit_page(&ctx, &mut tx, id).await?;
    if why.is_empty() {
        page.problems.add("ly-do", ctx.t.common.required);
    } else if why.chars().count() > 500 {
        page.problems.add("ly-do", fill(t.too_long, &[&500]));
    }
    if !page.problems.is_empty() {
        drop(tx);
        page.why = why;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let rev = fields.parse("rev").unwrap_or_default();
    if !indicators::retire(&mut tx, &permit, id, rev, &why, ctx.now()).await? {
        return Err(Error::Conflict(t.stale.to_owned()));
    }
    tx.commit().await?;
    Ok(ctx.done(&format!("/chi-tieu/{id}"), t.retired))
}
