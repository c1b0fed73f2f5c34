//! What people do on a duty's page.

use axum::extract::Path;
use axum::http::StatusCode;

use super::super::scope::{DutyScope, Sight};
use super::super::store::acts::{self, ActError, OwnerAct, PartAct, WholeAct};
use super::super::store::one;
use super::super::words;
use super::duty::{self, Typed};
use super::reckoning;
use crate::accounts::rights::{AnswerDuty, ConfirmCompletion, ManageDuty};
use crate::ids::{DutyId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Result};

/// The acts, by their place in the address.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Owner(OwnerAct),
    Part(PartAct),
    Whole(WholeAct),
}

impl Wanted {
    fn read(act: &str) -> Option<Self> {
        Some(match act {
            "tiep-nhan" => Self::Owner(OwnerAct::Acknowledge),
            "khong-thuoc-tham-quyen" => Self::Owner(OwnerAct::Refuse),
            "hoan-thanh" => Self::Owner(OwnerAct::Declare),
            "xac-nhan" => Self::Part(PartAct::Confirm),
            "de-nghi-bo-sung" => Self::Part(PartAct::AskToComplete),
            "giu-nguyen" => Self::Part(PartAct::Uphold),
            "tam-dung" => Self::Whole(WholeAct::Suspend),
            "huy" => Self::Whole(WholeAct::Cancel),
            "thay-the" => Self::Whole(WholeAct::Replace),
            "thuc-hien-lai" => Self::Whole(WholeAct::Resume),
            _ => return None,
        })
    }

    fn needs_reason(self) -> bool {
        !matches!(self, Self::Owner(OwnerAct::Acknowledge | OwnerAct::Declare) | Self::Part(PartAct::Confirm))
    }
}

/// `POST /nhiem-vu/{id}/{act}`: an owner answers for its part, or the coordinator judges a part or holds the whole
/// duty. Rights: `AnswerDuty` on the owner, `ConfirmCompletion`, `ManageDuty`.
///
/// # Errors
/// When the right is missing, there is no such duty or act, or the database fails.
pub async fn post(ctx: Ctx, Path((id, act)): Path<(DutyId, String)>, fields: Fields) -> Result {
    let wanted = Wanted::read(&act).ok_or(Error::NotFound)?;
    let directory = ctx.app.directory();
    let org = directory.find(fields.get("co-quan")).map(|o| o.id);
    let permits = Permits::of(&ctx, wanted, org)?;
    let t = &ctx.t.duties;
    let on = reckoning(&ctx.app).await?;
    let found = {
        let mut c = ctx.app.db.read().await?;
        one::find(&mut c, &DutyScope::of(&ctx.viewer), &on, id).await?.ok_or(Error::NotFound)?
    };
    if found.sight < Sight::Full {
        return Err(Error::NotFound);
    }
    // Duties in security and defence have no content fields.
    let text = Some(fields.get("ly-do")).filter(|text| !text.is_empty() && !found.seen.restricted);
    let again = |problems: Problems, status: StatusCode| {
        let typed = Typed { act: act.clone(), org, text: fields.get("ly-do").to_owned() };
        let (ctx, fields) = (&ctx, Fields::default());
        async move { duty::page(ctx, id, &fields, problems, &typed, status).await }
    };
    if wanted.needs_reason() && text.is_none() && !found.seen.restricted {
        let mut problems = Problems::default();
        problems.add(format!("ly-do-{act}"), ctx.t.common.required);
        return again(problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match permits.act(&ctx, id, text).await {
        Ok(true) => Ok(ctx.done(&format!("/nhiem-vu/{id}"), said(t, wanted))),
        Ok(false) => Ok(ctx.done(&format!("/nhiem-vu/{id}"), t.done_already)),
        Err(ActError::NotFound) => Err(Error::NotFound),
        Err(ActError::Database(error)) => Err(error.into()),
        Err(ActError::Refused(refusal)) => {
            let mut problems = Problems::default();
            problems.add("viec", words::refusal(t, refusal));
            again(problems, StatusCode::CONFLICT).await
        }
    }
}

/// An act together with the right to do it.
enum Permits {
    Owner(crate::accounts::access::Permit<AnswerDuty>, OrgId, OwnerAct),
    Part(crate::accounts::access::Permit<ConfirmCompletion>, OrgId, PartAct),
    Whole(crate::accounts::access::Permit<ManageDuty>, WholeAct),
}

impl Permits {
    fn of(ctx: &Ctx, wanted: Wanted, org: Option<OrgId>) -> Result<Self> {
        let part = || org.ok_or(Error::NotFound);
        Ok(match wanted {
            Wanted::Owner(act) => {
                let owners: Vec<OrgId> = org.into_iter().collect();
                let permit = ctx.permit::<AnswerDuty>(&owners)?;
                Self::Owner(permit, part()?, act)
            }
            Wanted::Part(act) => Self::Part(ctx.permit::<ConfirmCompletion>(&())?, part()?, act),
            Wanted::Whole(act) => Self::Whole(ctx.permit::<ManageDuty>(&())?, act),
        })
    }

    async fn act(&self, ctx: &Ctx, id: DutyId, text: Option<&str>) -> Result<bool, ActError> {
        match self {
            Self::Owner(permit, org, act) => acts::answer(&ctx.app, permit, id, *org, *act, text).await,
            Self::Part(permit, org, act) => {
                let asked = !ctx.app.directory().is_subordinate(*org);
                if asked && *act != PartAct::Confirm {
                    return Err(ActError::NotFound);
                }
                acts::judge(&ctx.app, permit, id, *org, *act, text).await
            }
            Self::Whole(permit, act) => {
                acts::whole(&ctx.app, permit, id, *act, text.unwrap_or_default()).await
            }
        }
    }
}

fn said(t: &super::super::texts::DutyTexts, wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Owner(OwnerAct::Acknowledge) => t.done_acknowledge,
        Wanted::Owner(OwnerAct::Refuse) => t.done_refuse,
        Wanted::Owner(OwnerAct::Declare) => t.done_declare,
        Wanted::Part(PartAct::Confirm) => t.done_confirm,
        Wanted::Part(PartAct::AskToComplete) => t.done_ask,
        Wanted::Part(PartAct::Uphold) => t.done_uphold,
        Wanted::Whole(_) => t.done_whole,
    }
}
