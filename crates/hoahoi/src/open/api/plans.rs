//! Confirmed plans as their public pages show them: the print, where its duties stand, its targets. Never who is late.

use std::sync::Arc;

use axum::extract::Path;
use serde_json::{Value, json};
use vanban::Document as Reading;

use super::super::call::{Answer, Call, Document};
use super::super::problem::Problem;
use super::{Operation, bad_cursor, page, rows, schemas};
use crate::db::{Conn, Day};
use crate::duties::store::one::given;
use crate::ids::PlanId;
use crate::indicators::{course, course::Course, store::indicators as targets};
use crate::plans::cards::span_of;
use crate::plans::model::{Origin, Review, clause, paragraph_anchor, section_anchor};
use crate::plans::store::{self, DutyRow, Plan};
use crate::web::App;
use crate::web::paging::Cursor;

pub(super) fn list_operation() -> Operation {
    let after = super::Param::new("after", super::Holds::Text, "Con trỏ của trang sau, lấy từ “next”.");
    Operation::json("listPlans", "plans", "Các kế hoạch đã xác nhận", schemas::page_of("Plan"))
        .about("Plans whose reading a person has confirmed, the latest first.")
        .takes(vec![after])
}

/// `/api/v1/plans`.
pub(super) async fn list(call: Call) -> Answer {
    let after = match call.given.get("after") {
        Some(cursor) => Some(Cursor::decode(cursor, 2).ok_or_else(bad_cursor)?),
        None => None,
    };
    let found = store::confirmed_plans(&mut call.app.db.read().await?, after.as_ref()).await?;
    let rows = found.rows.iter().map(|plan| {
        head(&call.site, plan.id, plan.number.as_deref(), &plan.title, plan.issuer.as_deref(), plan.issued_on)
    });
    let next = found.next.map(|cursor| cursor.encode());
    Ok(page(&call, "/api/v1/plans", rows.collect(), Some(found.total), next))
}

fn head(
    site: &str,
    id: PlanId,
    number: Option<&str>,
    title: &str,
    issuer: Option<&str>,
    issued_on: Option<Day>,
) -> Value {
    json!({
        "id": id,
        "number": number,
        "title": title,
        "issuer": issuer,
        "issued_on": issued_on,
        "url": format!("{site}/ke-hoach/{id}"),
        "duties_url": format!("{site}/api/v1/plans/{id}/duties"),
        "indicators_url": format!("{site}/api/v1/plans/{id}/indicators"),
    })
}

/// A confirmed plan with its reading.
async fn confirmed(app: &App, c: &mut Conn, id: &str) -> Result<(Plan, Arc<Reading>), Problem> {
    let id: PlanId = id.parse().map_err(|_| Problem::not_found())?;
    let plan = store::plan(c, id).await?.filter(|plan| !plan.is_draft()).ok_or_else(Problem::not_found)?;
    let reading = app.readings.of(c, plan.document_id).await?.ok_or_else(Problem::not_found)?;
    Ok((plan, reading))
}

pub(super) fn one_operation() -> Operation {
    Operation::json(
        "getPlan",
        "plans",
        "Một kế hoạch với mục lục và chỉ tiêu in trong đó",
        schemas::of("PlanDetail"),
    )
    .about("`duties` counts what is tracked, without duties in security and defence. Targets are as printed.")
}

/// `/api/v1/plans/{plan}`.
pub(super) async fn one(Path(id): Path<String>, call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let (plan, reading) = confirmed(&call.app, &mut c, &id).await?;
    let (duties, owners) = given(&mut c, plan.id).await?;
    drop(c);
    let (number, issuer) = (plan.number.as_deref(), plan.issuer.as_deref());
    let mut json = head(&call.site, plan.id, number, &plan.title, issuer, plan.issued_on);
    let url = format!("{}/ke-hoach/{}", call.site, plan.id);
    let mut sections = Vec::new();
    let mut open: Vec<_> = reading.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        open.extend(section.sections.iter().rev());
        sections.push(json!({
            "path": section.path,
            "label": section.label,
            "heading": section.heading,
            "url": format!("{url}#{}", section_anchor(&section.path)),
        }));
    }
    let printed = reading.targets.iter().map(|target| {
        json!({
            "text": vanban::text_of(&reading.source_text, target.span),
            "measure": target.measure,
            "value": target.value,
            "unit": target.unit,
            "change": target.change,
            "by": target.by,
        })
    });
    json["duties"] = json!({ "given": duties, "organisations": owners });
    json["targets"] = printed.collect();
    json["sections"] = Value::Array(sections);
    Ok(Document::json(&json))
}

pub(super) fn duties_operation() -> Operation {
    Operation::json("listDuties", "plans", "Nhiệm vụ in trong một kế hoạch", schemas::page_of("Duty"))
        .about(
            "Where the plan and its annex give duties, in the words of the print. Duties in security and defence are \
             left out, and so is everything about the state of any duty.",
        )
        .paged()
}

/// `/api/v1/plans/{plan}/duties`.
pub(super) async fn duties(Path(id): Path<String>, call: Call) -> Answer {
    let after = match call.given.get("after") {
        Some(cursor) => {
            let cursor = Cursor::decode(cursor, 1).ok_or_else(bad_cursor)?;
            cursor.0[0].parse::<i64>().map_err(|_| bad_cursor())?
        }
        None => i64::MIN,
    };
    let mut c = call.app.db.read().await?;
    let (plan, reading) = confirmed(&call.app, &mut c, &id).await?;
    let all = store::duties(&mut c, plan.id).await?;
    drop(c);
    let mut shown: Vec<(&DutyRow, String)> =
        all.iter().filter_map(|duty| Some((duty, words(&reading, duty)?))).collect();
    let total = i64::try_from(shown.len()).ok();
    shown.retain(|(duty, _)| duty.ordinal > after);
    let size = rows(&call);
    let next = shown.get(size).and_then(|_| shown.get(size - 1));
    let next = next.map(|(last, _)| Cursor(vec![last.ordinal.to_string()]).encode());
    let rows = shown.iter().take(size).map(|(duty, text)| {
        let anchor = paragraph_anchor(&duty.section_path, duty.paragraph);
        json!({
            "clause": clause(&duty.section_path, duty.paragraph),
            "section": duty.section_path,
            "paragraph": duty.paragraph,
            "text": text,
            "url": format!("{}/ke-hoach/{}#{anchor}", call.site, plan.id),
        })
    });
    let path = format!("/api/v1/plans/{}/duties", plan.id);
    Ok(page(&call, &path, rows.collect(), total, next))
}

/// The words in which the plan's public page shows a duty; nothing when it does not, or when it is of security and
/// defence.
fn words(reading: &Reading, duty: &DutyRow) -> Option<String> {
    if duty.restricted || duty.review == Review::Rejected {
        return None;
    }
    if duty.origin == Origin::Annex {
        let shown = duty.review == Review::Accepted && (duty.tracked || !duty.to_track);
        return shown.then(|| duty.text.clone());
    }
    let span = span_of(duty).filter(|_| duty.origin == Origin::Printed)?;
    Some(vanban::text_of(&reading.source_text, span))
}

pub(super) fn indicators_operation() -> Operation {
    Operation::json("listIndicators", "plans", "Chỉ tiêu của một kế hoạch và số liệu đã tiếp nhận", schemas::list_of("Indicator"))
        .about("Targets as set up from the print, with accepted figures only. A figure that is missing is null, never 0.")
}

/// `/api/v1/plans/{plan}/indicators`.
pub(super) async fn indicators(Path(id): Path<String>, call: Call) -> Answer {
    let mut c = call.app.db.read().await?;
    let (plan, _) = confirmed(&call.app, &mut c, &id).await?;
    let found = targets::list(&mut c, Some(plan.id)).await?;
    let courses = course::of(&mut c, found, call.app.clock.today()).await?;
    drop(c);
    let rows: Vec<Value> = courses.iter().map(indicator).collect();
    Ok(Document::json(&json!({ "data": rows })))
}

fn indicator(course: &Course) -> Value {
    let of = &course.indicator;
    let latest = course.latest();
    json!({
        "name": of.name,
        "definition": of.definition,
        "unit": of.unit,
        "baseline": of.baseline,
        "baseline_on": of.baseline_on.map(|when| when.show()),
        "target": of.target().wanted(),
        "target_by": of.target_by.map(|when| when.show()),
        "latest": latest.and_then(|point| point.rolled.value),
        "latest_on": latest.map(|point| point.on),
        "reported": latest.map_or(0, |point| point.rolled.reported),
        "reporting": latest.map_or(course.reporters.len(), |point| point.rolled.of),
        "demo": of.demo,
    })
}
