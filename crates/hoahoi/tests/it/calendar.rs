//! The administrator edits the working days; what is not yet due moves with them.

use hoahoi::accounts::model::Role;
use hoahoi::calendar;
use hoahoi::db::{Db, query};
use hoahoi::duties::refresh;

use crate::reporting::Office;
use crate::story;
use crate::support::{Page, Site};

const PAGE: &str = "/quan-tri/lich-lam-viec";

/// The rows of the form as it stands, with more rows below.
fn rows<'a>(page: &'a Page, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = Vec::new();
    for tag in page.text.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let value = |name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|r| r.split('"').next());
        let name = value("name").unwrap_or_default();
        if ["nam", "rev", "tu", "den", "ten", "van-ban"].contains(&name) {
            fields.push((name, value("value").unwrap_or_default()));
        }
        // only a day worked instead has no name
        if name == "ten" {
            fields.push(("loai", if value("value") == Some("") { "worked" } else { "off" }));
        }
        if name == "kiem-chung" && tag.contains(" checked") {
            fields.push((name, value("value").unwrap()));
        }
    }
    fields.extend(more);
    fields
}

story!(a_changed_calendar_moves_what_is_not_yet_due, |site: Site| async move {
    site.day("2026-12-01");
    let office = Office::open(&site).await;
    let mut coordinator = site.person("dau-moi", &[("so-khcn", Role::Coordinator)]).await;
    office.regime(&mut coordinator).await;
    let mut tx = site.app.db.write().await.unwrap();
    for (duty, deadline) in [(office.duties[0], "2026-12-17"), (office.duties[2], "2026-11-10")] {
        query("UPDATE duty SET deadline = $2 WHERE id = $1")
            .bind(duty)
            .bind(deadline)
            .run(&mut tx)
            .await
            .unwrap();
        refresh::duty(&mut tx, &site.app, duty).await.unwrap();
    }
    tx.commit().await.unwrap();
    let replica = site.app.with_calendar(viet::calendar::Calendar::vietnam());
    assert!(replica.calendar().is_working_day("2026-12-17".parse().unwrap()));

    let mut admin = site.person("quan-tri", &[("so-khcn", Role::Administrator)]).await;
    admin.get("/quan-tri").await.link(PAGE);
    let page = admin.get(&format!("{PAGE}?nam=2026")).await;
    page.shows("Quốc khánh").shows("dữ liệu có sẵn").shows("Lưu lịch năm 2026");
    let closed = [
        ("tu", "17/12/2026"),
        ("den", "18/12/2026"),
        ("loai", "off"),
        ("ten", "Nghỉ khắc phục bão"),
        ("van-ban", "CV 12/UBND"),
    ];
    let saved = admin.post_ok(PAGE, &rows(&page, &closed)).await;
    saved
        .shows("Đổi hạn: 1 kỳ báo cáo, 1 nhiệm vụ.")
        .shows("Nghỉ khắc phục bão")
        .shows("CV 12/UBND")
        .shows("18/12/2026");
    // Thursday and Friday off: the Monday after
    coordinator.get("/che-do-bao-cao").await.shows("21/12/2026");
    let mut c = site.app.db.read().await.unwrap();
    let due: Vec<(String,)> = query(
        "SELECT s.due_on FROM submission s JOIN period p ON p.id = s.period_id WHERE p.code = '2026-H2'",
    )
    .all(&mut c)
    .await
    .unwrap();
    assert!(due.len() > 2 && due.iter().all(|d| d.0 == "2026-12-21"), "{due:?}");
    let day = |id| async move {
        let mut c = site.app.db.read().await.unwrap();
        let row: (String,) =
            query("SELECT due_on FROM duty WHERE id = $1").bind(id).one(&mut c).await.unwrap();
        (row.0, site)
    };
    let (moved, site) = day(office.duties[0]).await;
    assert_eq!(moved, "2026-12-21");
    // a replica learns of it with its next request
    calendar::follow_others(&replica).await.unwrap();
    let known = !replica.calendar().is_working_day("2026-12-17".parse().unwrap());
    assert_eq!(known, matches!(site.app.db, Db::Postgres(_)));
    let entry: (String,) =
        query("SELECT fields FROM audit_entry WHERE action = 'calendar.save'").one(&mut c).await.unwrap();
    assert!(entry.0.contains("\"periods\":1"), "{}", entry.0);

    // two administrators: the second is told
    let late = admin.post(PAGE, &rows(&page, &[])).await;
    assert_eq!(late.status, 409);
    late.shows("Người khác vừa sửa lịch năm này");
    // what is wrong is said at its row, and nothing is lost
    let wrong = [("tu", "31/02/2026"), ("den", ""), ("loai", "off"), ("ten", "Lễ"), ("van-ban", "")];
    let told = admin.post(PAGE, &rows(&saved, &wrong)).await;
    assert_eq!(told.status, 422);
    told.shows("31/02/2026").shows("Nghỉ khắc phục bão").shows("aria-invalid");
    // back to the built-in data
    let rev = rows(&saved, &[]).into_iter().find(|f| f.0 == "rev").unwrap().1;
    let back = [("nam", "2026"), ("rev", rev), ("viec", "tra-ve")];
    admin.post_ok(PAGE, &back).await.shows("dùng lại dữ liệu có sẵn").hides("Nghỉ khắc phục bão");
    coordinator.get("/che-do-bao-cao").await.shows("17/12/2026");
    assert_eq!(coordinator.get(PAGE).await.status, 403);
    assert_eq!(coordinator.post(PAGE, &back).await.status, 403);
});
