//! Pages of guidance.

pub(super) mod edit;
pub(super) mod list;
pub mod panel;
pub(super) mod show;

use super::model::holds;
use super::store::Guidance;
use crate::web::Ctx;
use crate::web::lang::fill;

/// `Áp dụng từ 01/12/2026, đến hết 31/12/2027`, and whether it holds today.
fn term(ctx: &Ctx, of: &Guidance) -> (String, Option<&'static str>) {
    let t = &ctx.t.guidance;
    let parts: Vec<String> = [(of.valid_from, t.valid), (of.valid_to, t.valid_until)]
        .into_iter()
        .filter_map(|(day, text)| Some(fill(text, &[&day?.show()])))
        .collect();
    let note = match holds(of.valid_from, of.valid_to, ctx.today()) {
        true => None,
        false if of.valid_from.is_some_and(|from| from > ctx.today()) => Some(t.not_yet),
        false => Some(t.expired),
    };
    (parts.join(", "), note)
}
