//! What messages from outside ask of a person on "Việc của tôi".

use super::super::model::State;
use super::super::scope::FeedbackScope;
use super::super::store::{self, Message};
use super::super::{clean, consultation};
use super::list::about;
use crate::db::Conn;
use crate::reporting::work::{Job, Panel, SHOWN};
use crate::web::{Ctx, Result};

/// To be answered by the people of an agency, oldest first; nothing when there is none.
///
/// # Errors
/// When the database fails.
pub async fn panels(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Panel>> {
    let t = &ctx.t.feedback;
    let found = store::waiting(c, &FeedbackScope::of(&ctx.viewer), SHOWN + 1).await?;
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let mut panel = Panel::of("gop-y", t.waiting, found.iter().map(|of| job(ctx, of)).collect());
    panel.all = (panel.jobs.len() > most).then(|| "/gop-y/xu-ly".to_owned());
    panel.jobs.truncate(most);
    Ok(vec![panel, consultation::pages::work::panel(ctx, c).await?])
}

fn job(ctx: &Ctx, of: &Message) -> Job {
    let t = &ctx.t.feedback;
    Job {
        due: None,
        place: t.kind_name(of.kind).to_owned(),
        title: clean::short(&of.text),
        href: format!("/gop-y/xu-ly/{}", of.id),
        printed: false,
        state: Some(t.chip(of.state)),
        notes: vec![about(ctx, of), crate::web::lang::fill(t.sent, &[&of.sent_at.day().show()])],
        act: if of.state == State::Answered { t.do_decide } else { t.do_answer },
        main: true,
    }
}
