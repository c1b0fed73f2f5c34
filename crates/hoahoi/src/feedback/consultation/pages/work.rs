//! What consultations ask of a person on "Việc của tôi".

use super::super::model::Tally;
use super::super::store::{self, Consultation};
use super::{days, phase};
use crate::accounts::rights::HoldConsultation;
use crate::db::Conn;
use crate::reporting::work::{Job, Panel, SHOWN};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// Those that take no comments any more and are not concluded, for whoever holds consultations; the longest closed first.
///
/// # Errors
/// When the database fails.
pub async fn panel(ctx: &Ctx, c: &mut Conn) -> Result<Panel> {
    let mut jobs = Vec::new();
    if ctx.viewer.may::<HoldConsultation>(&()) {
        for of in store::to_conclude(c, ctx.today(), SHOWN).await? {
            let tally = store::tally(c, of.id).await?;
            jobs.push(job(ctx, &of, tally));
        }
    }
    Ok(Panel::of("lay-y-kien", ctx.t.consultations.to_conclude, jobs))
}

fn job(ctx: &Ctx, of: &Consultation, tally: Tally) -> Job {
    let t = &ctx.t.consultations;
    let ready = phase(ctx, of).can_conclude(tally);
    Job {
        due: None,
        place: t.short.to_owned(),
        title: of.title.clone(),
        href: format!("/lay-y-kien/{}", of.id),
        printed: false,
        state: Some(t.chip(phase(ctx, of))),
        notes: vec![days(ctx, of), fill(t.n_answered, &[&tally.answered, &tally.all])],
        act: if ready { t.do_conclude } else { t.do_answer },
        main: true,
    }
}
