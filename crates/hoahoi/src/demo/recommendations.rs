//! What became of the recommendations in the demonstration's reports: one answered, one with a body, one still new.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::refused;
use super::reports::{Calendar, at};
use crate::accounts::rights::{RouteRecommendation, SendAnswer};
use crate::recommendations::scope::RecommendationScope;
use crate::recommendations::store::{self, Body, Filter, Outcome};
use crate::web::App;

/// Routes what was recommended, and answers one of it.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let scope = RecommendationScope::of(&cast.coordinator);
    let found = store::list(&mut tx, &scope, &Filter::default(), None).await?.rows;
    let about = |section: &str| {
        found.iter().find(|one| one.section_path == section).with_context(|| format!("kiến nghị {section}"))
    };
    let (form, training) = (about("IV.2")?, about("IV.7")?);
    let to = |slug: &str| -> anyhow::Result<Body> {
        let org = app.directory().by_slug(slug).map(|org| (org.id, org.name.clone()));
        let (id, name) = org.with_context(|| format!("cơ quan {slug}"))?;
        Ok(Body { org: Some(id), name })
    };
    let coordinator = cast.coordinator.permit::<RouteRecommendation>(&()).map_err(refused)?;
    let (science, finance) = (to("so-khcn")?, to("so-tai-chinh")?);
    let answering = science.org.context("so-khcn")?;
    for (of, body, reason, day) in [
        (form, science, "Hướng dẫn mẫu biểu thuộc nhiệm vụ của cơ quan đầu mối.", -6),
        (training, finance, "Thuộc nhiệm vụ tham mưu phân bổ kinh phí (nội dung minh họa).", -5),
    ] {
        let when = at(days.away(day));
        done(store::route(&mut tx, &coordinator, of.id, of.rev, &body, reason, when).await?)?;
    }
    let head = cast.agencies.permit::<SendAnswer>(&answering).map_err(refused)?;
    let text = "Mẫu cam kết tiếp nhận kết quả sẽ được gửi kèm hướng dẫn đề xuất đặt hàng của kỳ tới (nội dung minh họa).";
    done(store::answer(&mut tx, &head, answering, form.id, form.rev + 1, text, at(days.away(-2))).await?)?;
    tx.commit().await?;
    Ok(())
}

fn done(outcome: Outcome) -> anyhow::Result<()> {
    anyhow::ensure!(outcome == Outcome::Done, "không xử lý được kiến nghị: {outcome:?}");
    Ok(())
}
