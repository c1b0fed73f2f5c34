//! Consultations on the page of the plan or the duty that they are about.

use askama::Template;

use super::super::store;
pub use super::super::store::About;
use super::super::texts::ConsultationTexts;
use super::{Row, row};
use crate::accounts::rights::HoldConsultation;
use crate::db::Conn;
use crate::web::paging::address;
use crate::web::{Ctx, Result};

/// A part of a page: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "feedback/consultation/panel.html")]
pub struct Section {
    t: &'static ConsultationTexts,
    rows: Vec<Row>,
    /// Where one more is prepared, for whoever may.
    new: Option<String>,
}

/// The latest consultations about a plan or a duty, with a way to prepare one for those who may; nothing when there is
/// neither.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, about: About) -> Result<Option<Section>> {
    let holds = ctx.viewer.may::<HoldConsultation>(&());
    let found = store::about(c, about, holds).await?;
    if found.is_empty() && !holds {
        return Ok(None);
    }
    let given = match about {
        About::Plan(id) => ("ke-hoach", id.to_string()),
        About::Duty(id) => ("nhiem-vu", id.to_string()),
    };
    Ok(Some(Section {
        t: &ctx.t.consultations,
        rows: found.iter().map(|of| row(ctx, of)).collect(),
        new: holds.then(|| address("/lay-y-kien/moi", &[(given.0, &given.1)])),
    }))
}
