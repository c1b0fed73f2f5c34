//! The requests about a duty, for its page.

use askama::Template;

use super::super::model::may_ask;
use super::super::scope::ExtensionScope;
use super::super::store::{read, rule};
use super::super::texts::ExtensionTexts;
use super::{View, form_of};
use crate::accounts::rights::AskExtension;
use crate::db::Conn;
use crate::duties::seen::Seen;
use crate::web::{Ctx, Result};

/// A part of the duty's page: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "extensions/panel.html")]
pub struct Section {
    t: &'static ExtensionTexts,
    rows: Vec<View>,
    /// Where the viewer's agencies ask: address and words.
    asks: Vec<(String, String)>,
    /// Why nothing can be asked for.
    refusal: Option<String>,
    rule: String,
}

/// The requests about a duty that the viewer sees, and the way to ask for one. Nothing when there is neither. The caller
/// has checked that the viewer sees the duty in full.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, seen: &Seen) -> Result<Option<Section>> {
    let t = &ctx.t.extensions;
    let rows = read::of_duty(c, &ExtensionScope::of(&ctx.viewer), seen.id).await?;
    let mine: Vec<_> = seen.owners.iter().filter(|o| ctx.viewer.may::<AskExtension>(&o.org)).collect();
    let (mut asks, mut refusal) = (Vec::new(), None);
    if rows.is_empty() && (mine.is_empty() || seen.due_on().is_none()) {
        return Ok(None);
    }
    let limit = rule::limit(c).await?;
    let directory = ctx.app.directory();
    for owner in &mine {
        if rows.iter().any(|e| e.org_id == owner.org && e.state.is_live()) {
            continue;
        }
        let (Some(ground), Some(org)) =
            (read::ground(c, seen.id, owner.org).await?, directory.get(owner.org))
        else {
            continue;
        };
        match may_ask(&ground.facts, limit) {
            Ok(_) => {
                let words = if directory.is_subordinate(owner.org) { t.ask } else { t.ask_outside };
                let words =
                    if mine.len() > 1 { format!("{words}: {}", org.short()) } else { words.to_owned() };
                asks.push((form_of(seen.id, &org.slug), words));
            }
            Err(why) => refusal = Some(t.refusal(why)),
        }
    }
    Ok(Some(Section {
        t,
        rows: rows.iter().map(|e| View::of(ctx, &directory, e)).collect(),
        refusal: refusal.filter(|_| asks.is_empty()),
        asks,
        rule: t.rule_says(limit),
    }))
}
