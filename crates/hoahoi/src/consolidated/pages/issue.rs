//! Issuing: the signed paper has its number, and the report is locked.

use axum::extract::{Multipart, Path};

use super::super::store::{self, Signed};
use super::report::{self, Typed};
use crate::accounts::rights::WriteConsolidated;
use crate::audit::seal;
use crate::files::incoming;
use crate::ids::ConsolidatedId;
use crate::web::form::Problems;
use crate::web::{Ctx, Error, Result, uploads};

/// `POST /bao-cao-tong-hop/{id}/ban-hanh`.
pub async fn issue(ctx: Ctx, Path(id): Path<ConsolidatedId>, multipart: Multipart) -> Result {
    let permit = ctx.permit::<WriteConsolidated>(&())?;
    let t = &ctx.t.consolidated;
    let (fields, files) = uploads::read(multipart).await?;
    let typed = Typed {
        number: fields.get("so").to_owned(),
        issued_on: fields.get("ngay").to_owned(),
        signer: fields.get("nguoi-ky").to_owned(),
    };
    let mut problems = Problems::default();
    for (field, value) in [("so", &typed.number), ("ngay", &typed.issued_on), ("nguoi-ky", &typed.signer)] {
        if value.is_empty() {
            problems.add(field, ctx.t.common.required);
        }
    }
    let day = fields.day("ngay", &mut problems, &ctx.t.common);
    if day.is_some_and(|day| day > ctx.today()) {
        problems.add("ngay", t.date_future);
    }
    let (papers, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.bytes.starts_with(b"%PDF-"));
    if !others.is_empty() {
        problems.add("ban-ky", t.only_pdf);
    }
    let kept = incoming::keep(&ctx, papers, "ban-ky", &mut problems).await?;
    let Some(day) = day.filter(|_| problems.is_empty()) else {
        return report::again(&ctx, id, typed, problems).await;
    };
    // what was done so far is sealed first, so that the paper can name the head of the chain
    seal::seal(&ctx.app.db, ctx.now()).await?;
    let mut tx = ctx.app.db.write().await?;
    let head = seal::head(&mut tx).await?.map(|seal| seal.hash);
    let rev = fields.parse("rev").unwrap_or_default();
    let signed = Signed { number: typed.number, issued_on: day, signer: typed.signer };
    if !store::finalise(&mut tx, &permit, id, rev, &signed, head.as_deref(), ctx.now()).await? {
        return Err(Error::Conflict(t.stale.to_owned()));
    }
    store::keep_version(&mut tx, &permit, id, &signed.number, ctx.now()).await?;
    incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/bao-cao-tong-hop/{id}"), t.issued))
}
