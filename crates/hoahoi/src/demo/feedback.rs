//! What people outside say in the demonstration: a proposal answered and published, an opinion and an interest in a record
//! that wait for an answer.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::refused;
use super::reports::{Calendar, at};
use crate::accounts::rights::SettleFeedback;
use crate::catalogue::store::public_by_slug;
use crate::feedback::model::{Consent, Kind};
use crate::feedback::slip::Slip;
use crate::feedback::store::{self, New, Outcome, Seen};
use crate::organisations::id_of;
use crate::web::App;

/// The record that two of them are about.
const RECORD: &str = "quyt-vang-bac-son";

/// Sends three messages, and answers and publishes the first.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let record = public_by_slug(&mut tx, RECORD).await?.with_context(|| RECORD.to_owned())?;
    let coordinator = id_of("so-khcn");
    let general = New {
        kind: Kind::Proposal,
        text: "Đề nghị công khai lịch các lớp tập huấn ứng dụng công nghệ sinh học để hợp tác xã cử người tham gia (nội dung minh họa).".to_owned(),
        name: None,
        body: Some("Một hợp tác xã (minh họa)".to_owned()),
        contact: None,
        consent: Consent::Named,
        record: None,
        plan: None,
        consultation: None,
        paragraph: None,
        part: None,
        speaker: None,
        org: coordinator,
        suspected: false,
    };
    let opinion = New {
        kind: Kind::Opinion,
        text: "Trang nên nêu thêm thời gian thu hoạch để người mua chủ động (nội dung minh họa).".to_owned(),
        body: None,
        consent: Consent::Unnamed,
        record: Some(record.id),
        org: record.org_id,
        ..general.clone()
    };
    let interest = New {
        kind: Kind::Interest,
        text: "Cần tìm hiểu nguồn cây giống sạch bệnh để trồng mới (nội dung minh họa).".to_owned(),
        name: Some("Người quan tâm (minh họa)".to_owned()),
        contact: Some("số điện thoại minh họa".to_owned()),
        consent: Consent::None,
        ..opinion.clone()
    };
    let mut first = None;
    for (new, day) in [(&general, -8), (&opinion, -3), (&interest, -2)] {
        let when = at(days.away(day));
        let id = store::receive(&mut tx, new, &Slip::new(when).code(), when).await?;
        first = first.or(id);
    }
    let seen = Seen { id: first.context("góp ý")?, org: coordinator, rev: 1 };
    let permit = cast.agencies.permit::<SettleFeedback>(&coordinator).map_err(refused)?;
    let answer =
        "Lịch tập huấn của kỳ tới sẽ được đăng ở mục đào tạo của cơ sở dữ liệu này (nội dung minh họa).";
    let when = at(days.away(-5));
    let answered = store::answer(&mut tx, &permit, seen, answer, None, when).await?;
    let published = store::publish(&mut tx, &permit, Seen { rev: 2, ..seen }, when).await?;
    anyhow::ensure!((answered, published) == (Outcome::Done, Outcome::Done), "không trả lời được góp ý");
    tx.commit().await?;
    Ok(())
}
