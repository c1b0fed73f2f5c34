//! Demonstration data: the real plan, read by the reader, and everything else made up and marked "DỮ LIỆU MINH HỌA".
//!
//! The data are made by the same functions that people's clicks call, each as a person with the right, on the day
//! it would have happened. No real person is named but the plan's own signer, and nothing is invented for the
//! police or the army.

mod consultation;
mod directions;
mod evaluation;
mod feedback;
mod guidance;
mod people;
mod plan;
mod press;
mod recommendations;
mod reports;
mod targets;
mod words;

use anyhow::Context as _;

pub use people::{PASSWORD, PEOPLE};

use crate::accounts::access::Denied;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue;
use crate::db::{Millis, Tx, query, setting};
use crate::organisations::id_of;
use crate::web::App;

const SETTING: &str = "demo.complete";

/// Makes the demonstration data unless they are there already.
///
/// # Errors
/// In one line, also when an earlier attempt was cut off in the middle.
pub async fn ensure(app: &App) -> anyhow::Result<()> {
    const ANY: &str = "SELECT COUNT(*) FROM account";
    let mut c = app.db.read().await?;
    if setting::get(&mut c, SETTING).await?.is_some() {
        return Ok(());
    }
    let (accounts,): (i64,) = query(ANY).one(&mut c).await?;
    drop(c);
    anyhow::ensure!(accounts == 0, "lần dựng trước bị ngắt giữa chừng; đề nghị chạy lại với --fresh");
    let cast = people::create(app).await.context("tài khoản")?;
    let calendar = reports::calendar(app)?;
    let story = plan::track(app, &cast, &calendar).await.context("kế hoạch")?;
    targets::define(app, &cast, &calendar, &story).await.context("chỉ tiêu")?;
    reports::tell(app, &cast, &calendar, &story).await.context("báo cáo")?;
    targets::judge(app, &cast, &calendar, &story).await.context("mục tiêu")?;
    recommendations::tell(app, &cast, &calendar).await.context("kiến nghị")?;
    directions::tell(app, &cast, &calendar, &story).await.context("gia hạn, chỉ đạo")?;
    evaluation::tell(app, &cast, &calendar, &story).await.context("đánh giá")?;
    guidance::tell(app, &cast, &calendar, &story).await.context("hướng dẫn")?;
    let mut tx = app.db.write().await?;
    let month_ago = Millis(app.clock.now().0 - 30 * 24 * 3_600_000);
    catalogue::starter::load(&mut tx, app, month_ago).await.context("mục thông tin khởi đầu")?;
    let writer = cast.agencies.permit::<WriteRecord>(&id_of("so-nnmt")).map_err(unheld)?;
    let reviewer = cast.reviewer.permit::<ReviewRecord>(&()).map_err(unheld)?;
    catalogue::demo::seed(&mut tx, app, &writer, &reviewer).await.context("cơ sở dữ liệu")?;
    tx.commit().await?;
    feedback::tell(app, &cast, &calendar).await.context("góp ý")?;
    press::tell(app, &cast).await.context("góc báo chí")?;
    consultation::tell(app, &cast, &calendar, &story).await.context("lấy ý kiến")?;
    let mut tx = app.db.write().await?;
    finish(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

fn unheld(denied: Denied) -> anyhow::Error {
    anyhow::anyhow!("thiếu quyền: {denied:?}")
}

async fn finish(tx: &mut Tx) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)";
    query(SQL).bind(SETTING).bind("1").run(tx).await
}
