//! Versions, and what changed between two of them.

use askama::Template;
use axum::extract::{Path, Query};
use std::collections::HashMap;

use super::super::compare::{self, Kind, Run};
use super::super::model::{Section, State};
use super::super::store;
use super::super::texts::ConsolidatedTexts;
use super::find;
use crate::accounts::rights::WriteConsolidated;
use crate::ids::ConsolidatedId;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

struct Row {
    number: i64,
    name: String,
    at: String,
    who: String,
    note: String,
}

/// A section that differs.
struct Changed {
    title: String,
    runs: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "consolidated/versions.html")]
struct VersionsPage {
    frame: Frame,
    t: &'static ConsolidatedTexts,
    id: ConsolidatedId,
    title: String,
    rows: Vec<Row>,
    older: i64,
    newer: i64,
    compared: bool,
    changed: Vec<Changed>,
    may_write: bool,
}

/// The runs of a comparison with the element that shows each: `del`, `ins` or none.
pub fn runs(runs: &[Run]) -> Vec<(&'static str, String)> {
    runs.iter()
        .map(|run| {
            let element = match run.kind {
                Kind::Same => "",
                Kind::Gone => "del",
                Kind::New => "ins",
            };
            (element, run.text.clone())
        })
        .collect()
}

/// `GET /bao-cao-tong-hop/{id}/phien-ban?truoc=1&sau=2`; version 0 is the report as it stands.
pub async fn show(
    ctx: Ctx,
    Path(id): Path<ConsolidatedId>,
    Query(q): Query<HashMap<String, String>>,
) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (report, period) = find(&ctx, &mut c, id).await?;
    let t = &ctx.t.consolidated;
    let versions = store::versions(&mut c, id).await?;
    let asked = |name: &str| q.get(name).and_then(|v| v.parse::<i64>().ok());
    let (older, newer) = (asked("truoc"), asked("sau").unwrap_or_default());
    let mut changed = Vec::new();
    if let Some(older) = older {
        let current: Vec<Section> = store::sections(&mut c, id).await?.into_iter().map(Into::into).collect();
        let of = |number: i64| -> Result<Vec<Section>> {
            if number == 0 {
                return Ok(current.clone());
            }
            let version = versions.iter().find(|v| v.number == number).ok_or(Error::NotFound)?;
            Ok(version.sections()?)
        };
        changed = differences(&of(older)?, &of(newer)?);
    }
    ctx.page(&VersionsPage {
        frame: ctx.frame(),
        t,
        id,
        title: fill(t.one_of, &[&ctx.t.reporting.period_name(&period.code)]),
        rows: versions
            .iter()
            .map(|v| Row {
                number: v.number,
                name: fill(t.version_n, &[&v.number]),
                at: v.at.show(),
                who: v.who.clone().unwrap_or_default(),
                note: v.note.clone(),
            })
            .collect(),
        older: older.unwrap_or_else(|| versions.first().map_or(0, |v| v.number)),
        newer,
        compared: older.is_some(),
        changed,
        may_write: report.state == State::Draft && ctx.viewer.may::<WriteConsolidated>(&()),
    })
}

fn differences(older: &[Section], newer: &[Section]) -> Vec<Changed> {
    let text = |sections: &[Section], code: &str| {
        sections.iter().find(|s| s.code == code).map(|s| s.text.clone()).unwrap_or_default()
    };
    let gone = older.iter().filter(|old| !newer.iter().any(|new| new.code == old.code));
    newer
        .iter()
        .chain(gone)
        .filter_map(|section| {
            let (before, after) = (text(older, &section.code), text(newer, &section.code));
            (before != after).then(|| Changed {
                title: format!("{} {}", section.label, section.heading).trim().to_owned(),
                runs: runs(&compare::words(&before, &after)),
            })
        })
        .collect()
}

/// `POST /bao-cao-tong-hop/{id}/phien-ban`: keeps the report as it stands.
pub async fn keep(ctx: Ctx, Path(id): Path<ConsolidatedId>, fields: Fields) -> Result {
    let permit = ctx.permit::<WriteConsolidated>(&())?;
    let mut tx = ctx.app.db.write().await?;
    if !store::hold(&mut tx, id).await? {
        return Err(Error::Conflict(ctx.t.consolidated.stale.to_owned()));
    }
    let note: String = fields.get("ghi-chu").chars().take(300).collect();
    store::keep_version(&mut tx, &permit, id, &note, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/bao-cao-tong-hop/{id}/phien-ban"), ctx.t.consolidated.kept))
}
