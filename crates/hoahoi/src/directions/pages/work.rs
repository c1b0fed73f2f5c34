//! What directions ask of a person on "Việc của tôi".

use super::super::model::Answer;
use super::super::scope::DirectionScope;
use super::super::store::read::{self, Addressee, Direction};
use super::View;
use crate::accounts::rights::{GiveDirection, SendDirectionAnswer};
use crate::db::Conn;
use crate::duties::words::Badge;
use crate::reporting::words::Chip;
use crate::reporting::work::{Job, Panel, SHOWN};
use crate::web::{Ctx, Result};

/// Directions to answer, and one's own that have been answered.
///
/// # Errors
/// When the database fails.
pub async fn panels(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Panel>> {
    let t = &ctx.t.directions;
    let scope = DirectionScope::of(&ctx.viewer);
    let directory = ctx.app.directory();
    let owed = read::to_answer(c, &scope, SHOWN).await?;
    let (ordered, asked): (Vec<_>, Vec<_>) =
        owed.iter().partition(|(_, to)| directory.is_subordinate(to.org_id));
    let owed_by = |owed: &(Direction, Addressee)| {
        let (direction, to) = owed;
        let sends = to.state == Answer::AwaitingHead && ctx.viewer.may::<SendDirectionAnswer>(&to.org_id);
        let act = if sends { t.send_answer } else { t.answer };
        job(ctx, &scope, direction, std::slice::from_ref(to), act)
    };
    let ordered = ordered.into_iter().map(owed_by).collect();
    let asked = asked.into_iter().map(owed_by).collect();
    let many = usize::try_from(SHOWN).is_ok_and(|shown| owed.len() >= shown);
    let all = || many.then(|| "/chi-dao?trang-thai=open".to_owned());
    let mut panels = vec![
        Panel { all: all(), urgent: true, ..Panel::of("chi-dao", t.work_answer, ordered) },
        Panel { all: all(), ..Panel::of("de-nghi", t.work_answer_outside, asked) },
    ];
    if let Ok(permit) = ctx.permit::<GiveDirection>(&()) {
        let answered = read::to_close(c, &scope, permit.account(), SHOWN).await?;
        let to = read::addressees(c, answered.iter().map(|n| n.id)).await?;
        let row =
            |n: &Direction| job(ctx, &scope, n, to.get(&n.id).map_or(&[], Vec::as_slice), t.work_close_act);
        panels.push(Panel::of("chi-dao-xong", t.work_close, answered.iter().map(row).collect()));
    }
    Ok(panels)
}

fn job(ctx: &Ctx, scope: &DirectionScope, direction: &Direction, to: &[Addressee], act: &'static str) -> Job {
    let view = View::of(ctx, &ctx.app.directory(), scope, direction, to);
    let mut notes = vec![view.given];
    notes.extend(view.answer_by);
    let late = view.to.iter().find_map(|to| to.late.clone());
    let shown = view.to.into_iter().next().map_or(view.state, |to| to.state);
    let Badge { class, icon, text } = shown;
    Job {
        due: late.map(|text| Chip { class: "due late", icon: "late", text }),
        place: view.about,
        title: view.text,
        href: view.href,
        printed: false,
        state: Some(Chip { class, icon, text }),
        notes,
        act,
        main: true,
    }
}
