//! Pages of the evaluation.

pub(super) mod agency;
pub(super) mod assess;
mod export;
pub(super) mod list;
pub mod panel;

use super::figures::{self, Agency, Asked};
use super::model::Span;
use super::texts::EvaluationTexts;
use crate::accounts::rights::ReadEvaluation;
use crate::db::{Conn, Day};
use crate::duties::DutyScope;
use crate::duties::refresh;
use crate::ids::OrgId;
use crate::reporting::store::accepted;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// Which figures are shown.
struct Chosen {
    span: Span,
    day: Day,
    /// As typed.
    typed: String,
    /// Value, text, whether it is chosen.
    spans: Vec<(String, String, bool)>,
    problems: Problems,
}

impl Chosen {
    /// `6 tháng đầu năm 2026`, `Năm 2026`.
    fn name(&self) -> String {
        self.spans
            .iter()
            .find(|(key, ..)| *key == self.span.key)
            .map(|(_, name, _)| name.clone())
            .unwrap_or_default()
    }

    /// `6 tháng đầu năm 2026, tính đến hết ngày 20/6/2026`.
    fn heading(&self, t: &EvaluationTexts) -> String {
        fill(t.of, &[&self.name(), &self.day.show()])
    }

    /// The choice in an address.
    fn query(&self) -> String {
        crate::web::paging::query(&[("ky", &self.span.key), ("den-ngay", &self.day.show())])
    }
}

/// Reads which figures are asked for: by default this year's, as of today.
async fn choose(ctx: &Ctx, c: &mut Conn, fields: &Fields) -> Result<Chosen> {
    let t = &ctx.t.evaluation;
    let today = ctx.today();
    let periods = accepted::periods_begun(c, None, today).await?;
    let mut spans: Vec<Span> = Vec::new();
    let mut years: Vec<i16> =
        periods.iter().flat_map(|p| [p.closes_on.0.year(), p.starts_on.0.year()]).collect();
    years.push(today.0.year());
    years.retain(|year| *year <= today.0.year());
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    spans.extend(years.into_iter().filter_map(Span::year));
    for period in periods {
        match spans.iter_mut().find(|span| span.code.as_deref() == Some(period.code.as_str())) {
            Some(known) => {
                known.from = known.from.min(period.starts_on);
                known.to = known.to.max(period.closes_on);
            }
            None => spans.push(Span {
                key: period.code.clone(),
                code: Some(period.code),
                from: period.starts_on,
                to: period.closes_on,
            }),
        }
    }
    let name = |span: &Span| match &span.code {
        Some(code) => ctx.t.reporting.period_name(code),
        None => fill(t.year, &[&span.from.0.year()]),
    };
    let mut problems = Problems::default();
    let mut day = fields.day("den-ngay", &mut problems, &ctx.t.common).unwrap_or(today);
    if day > today {
        problems.add("den-ngay", t.future);
        day = today;
    }
    let asked = fields.get("ky");
    let at = spans.iter().position(|span| span.key == asked).unwrap_or_default();
    let choices = spans.iter().enumerate().map(|(i, span)| (span.key.clone(), name(span), i == at)).collect();
    let span = spans.swap_remove(at);
    let typed = if problems.is_empty() { day.show() } else { fields.get("den-ngay").to_owned() };
    Ok(Chosen { span, day, typed, spans: choices, problems })
}

/// The figures that the viewer may see.
async fn figures(
    ctx: &Ctx,
    c: &mut Conn,
    chosen: &Chosen,
    only: Option<OrgId>,
) -> Result<std::collections::BTreeMap<OrgId, Agency>> {
    let (directory, calendar) = (ctx.app.directory(), ctx.app.calendar());
    let scope = DutyScope::of(&ctx.viewer);
    let asked = Asked {
        span: &chosen.span,
        day: chosen.day,
        scope: &scope,
        directory: &directory,
        calendar: &calendar,
    };
    let sees = |org: OrgId| only.is_none_or(|one| one == org) && ctx.viewer.may::<ReadEvaluation>(&org);
    Ok(figures::gather(c, asked, sees).await?)
}

/// Works everything out up to today, before the past is asked.
async fn up_to_date(ctx: &Ctx) -> Result<()> {
    Ok(refresh::ensure(&ctx.app).await?)
}
