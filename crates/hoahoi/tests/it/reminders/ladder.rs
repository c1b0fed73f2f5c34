//! The ladder, day by day.

use hoahoi::accounts::model::Role;
use hoahoi::db::query;
use hoahoi::jobs::run_due;
use hoahoi::reminders::run;

use super::{notices, reported_plan, run_days, run_on, said_to, someone};
use crate::duties::given::{duty, plan};
use crate::story;
use crate::support::Site;

const DUE: Option<&str> = Some("2026-12-17");

story!(the_ladder_is_climbed_once_and_ends_with_a_person, |site: Site| async move {
    site.day("2026-12-01");
    reported_plan(&site, &[duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", DUE)]).await;
    run_days(&site, "2026-12-01", "2027-01-12").await;
    // report and duty, always in one message; nothing on days off, nothing after the last rung
    assert_eq!(
        said_to(&site, "so-y-te").await,
        [
            "2026-12-08 T-7 T-7",
            "2026-12-16 T-1 T-1",
            "2026-12-17 T T",
            "2026-12-22 T+3 T+3",
            "2026-12-28 T+7 T+7"
        ]
    );
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let page = officer.get("/thong-bao").await;
    assert_eq!(page.text.matches("<article").count(), 5);
    page.shows("5 thông báo chưa đọc")
        .shows("Báo cáo 6 tháng cuối năm 2026")
        .shows("Nhân giống cây dược liệu.");
    page.shows("hạn 17/12/2026, quá hạn 17 ngày làm việc").shows("Kế hoạch 182/KH-UBND");
    officer.post_ok("/thong-bao/da-doc", &[]).await.hides("chưa đọc").hides("Đánh dấu đã đọc");
    // the head is told from the day itself on; nobody else is told
    let page = someone(&site, "so-y-te", Role::Head).await.get("/thong-bao").await;
    assert_eq!(page.text.matches("<article").count(), 3);
    someone(&site, "so-nnmt", Role::Officer).await.get("/thong-bao").await.shows("Chưa có thông báo");
    // beyond the last rung a person decides
    let mut coordinator = someone(&site, "so-khcn", Role::Coordinator).await;
    coordinator.get("/don-doc").await.shows("Sở Y tế").shows("5 lần, gần nhất 28/12/2026");
});

story!(what_is_handed_in_is_not_urged_any_more, |site: Site| async move {
    site.day("2026-12-08");
    let given = [
        duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", DUE),
        duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", DUE),
    ];
    let made = plan(&site, "1/KH-UBND", &given).await;
    run_on(&site, "2026-12-08").await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    officer.post_ok(&format!("{}/hoan-thanh", made.page(0)), &[("co-quan", "so-y-te")]).await;
    // in what was said before it is marked as done
    officer.get("/thong-bao").await.shows("đã thực hiện");
    run_days(&site, "2026-12-09", "2026-12-17").await;
    assert_eq!(said_to(&site, "so-y-te").await, ["2026-12-08 T-7 T-7", "2026-12-16 T-1", "2026-12-17 T"]);
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    officer.post_ok(&format!("{}/hoan-thanh", made.page(1)), &[("co-quan", "so-y-te")]).await;
    // asked to complete, it is owed again, from the rung that it has reached by now
    run_days(&site, "2026-12-18", "2026-12-29").await;
    assert_eq!(said_to(&site, "so-y-te").await.len(), 3);
    let mut coordinator = someone(&site, "so-khcn", Role::Coordinator).await;
    let why = [("co-quan", "so-y-te"), ("ly-do", "Thiếu biên bản")];
    coordinator.post_ok(&format!("{}/de-nghi-bo-sung", made.page(1)), &why).await;
    run_days(&site, "2026-12-30", "2027-01-08").await;
    assert_eq!(said_to(&site, "so-y-te").await[3..], ["2026-12-30 T+7"]);
});

story!(after_days_of_standing_still_the_highest_rung_is_said_once, |site: Site| async move {
    site.day("2026-12-08");
    reported_plan(&site, &[duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", Some("2026-12-21"))]).await;
    run_on(&site, "2026-12-08").await;
    // stopped from the 15th to the 18th; the 19th and the 20th are a weekend
    run_days(&site, "2026-12-19", "2026-12-22").await;
    run_due(&site.app).await.unwrap();
    assert_eq!(
        said_to(&site, "so-y-te").await,
        ["2026-12-08 T-7", "2026-12-21 T T", "2026-12-22 T+3"],
        "one message for both, then the report's next rung"
    );
    let mut c = site.app.db.read().await.unwrap();
    let skipped: Vec<(String,)> =
        query("SELECT rung FROM reminder WHERE notice_id IS NULL ORDER BY rung").all(&mut c).await.unwrap();
    assert_eq!(
        skipped.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(),
        ["T-1", "T-7"],
        "of the duty; the report's day had passed, so that its rung before it had lapsed"
    );
});

story!(replicas_at_once_say_everything_once, |site: Site| async move {
    site.day("2026-12-08");
    let given: Vec<_> = ["so-y-te", "so-nnmt", "so-gddt", "so-cong-thuong"]
        .map(|slug| duty("IV.1", "Việc chung.", slug, DUE))
        .into();
    plan(&site, "1/KH-UBND", &given).await;
    let replicas = (0..6).map(|_| tokio::spawn(run::day(site.app.clone())));
    for done in futures_util::future::join_all(replicas).await {
        done.unwrap().unwrap();
    }
    assert_eq!(notices(&site).await, 4);
    // and a run that is told to begin anew finds the ledger
    let mut tx = site.app.db.write().await.unwrap();
    query("DELETE FROM setting WHERE name = 'reminders.day'").run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    run::day(site.app.clone()).await.unwrap();
    assert_eq!(notices(&site).await, 4);
});

story!(nobody_is_reminded_at_night_or_on_a_day_off, |site: Site| async move {
    site.day("2026-12-17");
    plan(&site, "1/KH-UBND", &[duty("IV.1", "Việc chung.", "so-y-te", Some("2026-12-15"))]).await;
    site.app.clock.advance(-3 * 3_600_000);
    run_due(&site.app).await.unwrap();
    assert_eq!(notices(&site).await, 0, "at six in the morning");
    run_on(&site, "2026-12-19").await;
    assert_eq!(notices(&site).await, 0, "on a Saturday");
    run_on(&site, "2026-12-21").await;
    assert_eq!(notices(&site).await, 1);
});

story!(a_new_day_begins_a_new_ladder, |site: Site| async move {
    site.day("2026-12-16");
    let made = plan(&site, "1/KH-UBND", &[duty("IV.1", "Việc chung.", "so-y-te", DUE)]).await;
    run_days(&site, "2026-12-16", "2026-12-18").await;
    let mut tx = site.app.db.write().await.unwrap();
    query("UPDATE duty SET deadline = '2027-01-15' WHERE id = $1")
        .bind(made.duties[0])
        .run(&mut tx)
        .await
        .unwrap();
    hoahoi::duties::refresh::duty(&mut tx, &site.app, made.duties[0]).await.unwrap();
    tx.commit().await.unwrap();
    run_days(&site, "2026-12-19", "2027-01-14").await;
    assert_eq!(
        said_to(&site, "so-y-te").await,
        ["2026-12-16 T-1", "2026-12-17 T", "2027-01-06 T-7", "2027-01-14 T-1"]
    );
});

story!(the_front_hears_once_before_the_day_and_in_other_words, |site: Site| async move {
    site.day("2026-12-01");
    let made = reported_plan(&site, &[duty("IV.14", "Tuyên truyền, vận động.", "mttq-tinh", DUE)]).await;
    run_days(&site, "2026-12-01", "2027-01-12").await;
    assert_eq!(said_to(&site, "mttq-tinh").await, ["2026-12-08 T-7 T-7"]);
    let mut front = someone(&site, "mttq-tinh", Role::Officer).await;
    let page = front.get("/thong-bao").await;
    page.shows("Thông tin trước ngày đề nghị").shows("thời gian đề nghị 17/12/2026");
    page.hides("quá hạn").hides("Đôn đốc");
    front
        .get(&made.page(0))
        .await
        .shows("Đã đề nghị")
        .shows("trước ngày đề nghị 7 ngày làm việc")
        .hides("Đã đôn đốc");
});
