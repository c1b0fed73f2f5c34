//! Later days and directions in the demonstration: one day granted, one asked for; one direction answered, one open. All
//! of it is made up; nothing is about security and defence.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::{Story, refused};
use super::reports::Calendar;
use crate::accounts::rights::{DecideExtension, GiveDirection, SendDirectionAnswer, SendExtension};
use crate::clock::Clock;
use crate::directions::model::Capacity;
use crate::directions::store::acts::{self as directions, New, Reply};
use crate::directions::store::read::About;
use crate::duties::store::one;
use crate::extensions::store::acts::{self as extensions, Wish, Words};
use crate::ids::{DutyId, ExtensionId, OrgId};
use crate::web::App;

/// Tells of later days and of directions.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let projects = story.duty("IV.8", 1)?;
    let why = "Cần thêm thời gian lấy ý kiến các đơn vị liên quan (nội dung minh họa).";
    let request = ask(app, cast, days, projects, (-12, 45), why).await?;
    grant(app, cast, days, request).await?;
    let orders = story.duty("IV.5", 2)?;
    let why =
        "Danh mục đang chờ ý kiến của đơn vị chuyên môn, đã hoàn thành phần rà soát (nội dung minh họa).";
    ask(app, cast, days, orders, (-2, 12), why).await?;

    let text = "Đề nghị nêu rõ tiến độ và vướng mắc cần tháo gỡ (nội dung minh họa).";
    direct(app, cast, days, orders, text, (-1, Some(4))).await?;
    let seeds = story.duty("IV.2", 2)?;
    let text = "Đề nghị báo cáo việc phối hợp với các đơn vị trong quý (nội dung minh họa).";
    let direction = direct(app, cast, days, seeds, text, (-9, Some(-4))).await?;
    let org = owner(app, seeds).await?;
    let head = cast.agencies.permit::<SendDirectionAnswer>(&org).map_err(refused)?;
    let text = "Đã thống nhất kế hoạch phối hợp với các đơn vị; kết quả sẽ nêu trong báo cáo kỳ này (nội dung minh họa).";
    let reply = Reply { id: direction, org, rev: 1, text };
    directions::send(&on(app, days, -6), &head, &reply).await.map_err(|e| anyhow::anyhow!("trả lời: {e:?}"))
}

/// The system as it was so many working days away.
fn on(app: &App, days: &Calendar, away: i32) -> App {
    let mut past = app.clone();
    past.clock = Clock::standing(days.away(away));
    past
}

/// The first owner of a duty.
async fn owner(app: &App, duty: DutyId) -> anyhow::Result<OrgId> {
    let found = one::owned(&mut app.db.read().await?, duty).await?;
    found.and_then(|(_, owners)| owners.first().copied()).context("nhiệm vụ chưa có cơ quan chịu trách nhiệm")
}

/// The head of the owner asks: on which day, for which day.
async fn ask(
    app: &App,
    cast: &Cast,
    days: &Calendar,
    duty: DutyId,
    (asked, until): (i32, i32),
    reason: &str,
) -> anyhow::Result<ExtensionId> {
    let org = owner(app, duty).await?;
    let head = cast.agencies.permit::<SendExtension>(&org).map_err(refused)?;
    let wish = Wish { duty, org, day: days.away(until), reason, known: None };
    let sent = extensions::send(&on(app, days, asked), &head, &wish).await;
    sent.map_err(|e| anyhow::anyhow!("đề nghị gia hạn: {e:?}"))
}

/// The coordinator grants the day.
async fn grant(app: &App, cast: &Cast, days: &Calendar, request: ExtensionId) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<DecideExtension>(&()).map_err(refused)?;
    let words = Words {
        text: "Đồng ý; đề nghị gửi kết quả từng phần (nội dung minh họa).",
        ..Words::default()
    };
    let day = days.away(45);
    let done = extensions::decide(&on(app, days, -9), &permit, request, 1, Some(day), &words).await;
    done.map_err(|e| anyhow::anyhow!("gia hạn: {e:?}"))
}

/// The leadership gives a direction: on which day, to answer by which.
async fn direct(
    app: &App,
    cast: &Cast,
    days: &Calendar,
    duty: DutyId,
    text: &str,
    (given, until): (i32, Option<i32>),
) -> anyhow::Result<crate::ids::DirectionId> {
    let to = [owner(app, duty).await?];
    let permit = cast.leadership.permit::<GiveDirection>(&()).map_err(refused)?;
    let answer_by = until.map(|away| days.away(away));
    let new = New { about: About::Duty(duty), capacity: Capacity::Leadership, text, answer_by, to: &to };
    let given = directions::give(&on(app, days, given), &permit, &new).await;
    given.map_err(|e| anyhow::anyhow!("chỉ đạo: {e:?}"))
}
