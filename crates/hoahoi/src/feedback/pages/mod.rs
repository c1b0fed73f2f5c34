//! Pages of feedback.

pub(super) mod act;
pub(super) mod list;
pub(super) mod lookup;
pub(super) mod one;
pub(super) mod public;
pub(super) mod send;
pub mod work;

use super::store::Message;
use crate::ids::PlanId;
use crate::web::Ctx;

/// A link to what a message is about.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// Where it is; empty once it is no longer public.
    pub href: String,
    /// What stands there.
    pub title: String,
}

/// What a message is about; nothing for what concerns everything.
fn target(ctx: &Ctx, of: &Message) -> Option<Target> {
    if let Some(id) = of.consultation_id {
        let place = ctx.t.consultations.place(of.part.as_deref(), of.paragraph);
        let anchor = of.paragraph.map(|n| format!("#doan-{n}")).unwrap_or_default();
        return Some(Target {
            href: format!("/lay-y-kien/{id}{anchor}"),
            title: format!("{}: {place}", of.consultation_title.as_deref().unwrap_or_default()),
        });
    }
    let record = of.record_id.map(|_| (&of.record_slug, &of.record_title));
    of_two(ctx, record, of.plan_id.map(|id| (id, &of.plan_name)))
}

/// The record, or the plan, that a message is about.
fn of_two(
    ctx: &Ctx,
    record: Option<(&Option<String>, &Option<String>)>,
    plan: Option<(PlanId, &Option<String>)>,
) -> Option<Target> {
    match (record, plan) {
        (Some((Some(slug), Some(title))), _) => {
            Some(Target { href: format!("/muc/{slug}"), title: title.clone() })
        }
        (Some(_), _) => Some(Target { href: String::new(), title: ctx.t.feedback.gone.to_owned() }),
        (None, Some((id, name))) => {
            Some(Target { href: format!("/ke-hoach/{id}"), title: name.clone().unwrap_or_default() })
        }
        (None, None) => None,
    }
}
