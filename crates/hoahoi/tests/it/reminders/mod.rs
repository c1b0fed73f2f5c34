//! What falls due is said in good time, once, to whom it concerns.

mod acts;
mod calendars;
mod ladder;
mod mail;
mod sink;
pub mod urging;

use std::sync::atomic::{AtomicUsize, Ordering};

use hoahoi::accounts::model::Role;
use hoahoi::db::query;
use hoahoi::jobs::run_due;

use crate::duties::given::{Given, Made, plan};
use crate::support::{Browser, Site};

/// Runs what is due on a day at nine, and a minute later what has come of it.
async fn run_on(site: &Site, day: &str) {
    site.day(day);
    run_due(&site.app).await.unwrap();
    site.app.clock.advance(60_000);
    run_due(&site.app).await.unwrap();
}

/// Runs every day from one to another, as a running system does.
async fn run_days(site: &Site, from: &str, to: &str) {
    let (mut day, last): (jiff::civil::Date, jiff::civil::Date) =
        (from.parse().unwrap(), to.parse().unwrap());
    while day <= last {
        run_on(site, &day.to_string()).await;
        day = day.tomorrow().unwrap();
    }
}

/// A plan whose agencies also report by half-years, to be sent by the 17th.
async fn reported_plan(site: &Site, given: &[Given]) -> Made {
    let made = plan(site, "182/KH-UBND", given).await;
    let mut coordinator = site.person("lap-che-do", &[("so-khcn", Role::Coordinator)]).await;
    let plan = made.plan.to_string();
    coordinator
        .post_ok(
            "/che-do-bao-cao",
            &[
                ("ke-hoach", plan.as_str()),
                ("ten", "Báo cáo 6 tháng"),
                ("tan-suat", "half-yearly"),
                ("tu-ngay", "15/6/2026"),
                ("den-ngay", "14/12/2026"),
                ("ngay-gui", "17"),
                ("ngay-trinh", "20"),
            ],
        )
        .await
        .shows("Đã lập chế độ báo cáo");
    made
}

/// The messages to a body: day, then the rungs said in it.
async fn said_to(site: &Site, slug: &str) -> Vec<String> {
    let mut c = site.app.db.read().await.unwrap();
    let rows: Vec<(String, String)> = query(
        "SELECT n.on_day, r.rung FROM notice n JOIN org g ON g.id = n.org_id JOIN reminder r ON r.notice_id = n.id \
         WHERE g.slug = $1 ORDER BY n.at, n.id, r.rung",
    )
    .bind(slug)
    .all(&mut c)
    .await
    .unwrap();
    let mut said: Vec<String> = Vec::new();
    for (day, rung) in rows {
        match said.last_mut().filter(|last| last.starts_with(&day)) {
            Some(last) => last.push_str(&format!(" {rung}")),
            None => said.push(format!("{day} {rung}")),
        }
    }
    said
}

async fn notices(site: &Site) -> i64 {
    let mut c = site.app.db.read().await.unwrap();
    let (count,): (i64,) = query("SELECT COUNT(*) FROM notice").one(&mut c).await.unwrap();
    count
}

/// Somebody who signs in today.
async fn someone(site: &Site, slug: &str, role: Role) -> Browser {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let login = format!("{slug}.{}.{}", role.as_str(), NEXT.fetch_add(1, Ordering::SeqCst));
    site.person(&login, &[(slug, role)]).await
}
