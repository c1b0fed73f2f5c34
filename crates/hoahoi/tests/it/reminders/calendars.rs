//! Calendars behind secret addresses.

use hoahoi::accounts::model::Role;
use hoahoi::db::query;

use super::{reported_plan, someone};
use crate::duties::given::duty;
use crate::story;
use crate::support::{Page, Site};

/// The secret address that is shown once, without the site.
fn address(page: &Page) -> String {
    let from = page.text.find("/lich/").unwrap_or_else(|| panic!("no address on\n{}", page.text));
    page.text[from..].split('<').next().unwrap().to_owned()
}

/// The events of a calendar: their properties by name, unfolded and with escapes undone.
fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let unfolded = calendar.replace("\r\n ", "");
    unfolded
        .split("BEGIN:VEVENT\r\n")
        .skip(1)
        .map(|event| {
            let lines =
                event.split("END:VEVENT").next().unwrap().split("\r\n").filter(|line| !line.is_empty());
            let value = |raw: &str| raw.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";");
            lines.map(|line| line.split_once(':').unwrap()).map(|(n, v)| (n.to_owned(), value(v))).collect()
        })
        .collect()
}

fn get<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    event.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

story!(a_calendar_shows_the_due_days_of_ones_agency, |site: Site| async move {
    site.day("2026-12-01");
    let made = reported_plan(
        &site,
        &[
            duty("IV.3", "Nhân giống cây dược liệu; bảo tồn quýt, hồi, na.", "so-y-te", Some("2026-12-31")),
            duty("IV.3", "Bảo vệ bí mật.", "so-y-te", Some("2026-12-30")).secret(),
            duty("IV.2", "Việc của người khác.", "so-nnmt", Some("2026-12-31")),
        ],
    )
    .await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let shown = officer.post("/tai-khoan/lich", &[]).await;
    let path = address(&shown);
    assert!(path.len() > "/lich/.ics".len() + 40, "the secret is long: {path}");
    officer.get("/tai-khoan/thong-bao").await.shows("Mọi cơ quan của tôi").hides(&path);
    let mut program = site.anyone();
    let page = program.get(&path).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/calendar; charset=utf-8"));
    let found = events(&page.text);
    assert_eq!(found.len(), 2, "{}", page.text);
    let (report, duty) = (&found[0], &found[1]);
    assert_eq!(get(report, "SUMMARY"), "Hạn: Báo cáo 6 tháng cuối năm 2026");
    assert_eq!(get(report, "DTSTART;VALUE=DATE"), "20261217");
    assert_eq!(get(report, "DTEND;VALUE=DATE"), "20261218");
    assert_eq!(
        get(duty, "DESCRIPTION"),
        "Kế hoạch 182/KH-UBND\nNhân giống cây dược liệu; bảo tồn quýt, hồi, na."
    );
    let triggers: Vec<&str> =
        report.iter().filter(|(n, _)| n == "TRIGGER").map(|(_, v)| v.as_str()).collect();
    assert_eq!(triggers, ["-P8DT16H", "-PT16H", "PT8H"], "the rungs before the day, at eight in the morning");
    assert!(!page.text.contains("Bảo vệ") && !page.text.contains("người khác"));
    // the same thing keeps its name, and once handed in it no longer rings
    let uid = get(duty, "UID").to_owned();
    officer.post_ok(&format!("{}/hoan-thanh", made.page(0)), &[("co-quan", "so-y-te")]).await;
    let found = events(&program.get(&path).await.text);
    let duty = found.iter().find(|e| get(e, "UID") == uid).unwrap();
    assert!(get(duty, "SUMMARY").starts_with("Đã thực hiện: "));
    assert_eq!(get(duty, "TRIGGER"), "");
    // the secret itself is nowhere kept
    let secret = path.trim_start_matches("/lich/").trim_end_matches(".ics");
    let mut c = site.app.db.read().await.unwrap();
    let (hash,): (Vec<u8>,) = query("SELECT secret_hash FROM feed").one(&mut c).await.unwrap();
    assert_ne!(hash, secret.as_bytes());
});

story!(a_revoked_address_and_one_whose_owner_has_left_are_not_found, |site: Site| async move {
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let path = address(&officer.post("/tai-khoan/lich", &[]).await);
    let mut program = site.anyone();
    assert_eq!(program.get(&path).await.status, 200);
    assert_eq!(program.get(path.trim_end_matches(".ics")).await.status, 404);
    assert_eq!(program.get("/lich/khong-co.ics").await.status, 404);
    let settings = officer.get("/tai-khoan/thong-bao").await;
    let revoke = settings.link("/tai-khoan/lich/");
    assert_eq!(
        someone(&site, "so-y-te", Role::Head).await.post(&revoke, &[]).await.status,
        404,
        "not one's own"
    );
    officer.post_ok(&revoke, &[]).await.shows("Đã thu hồi địa chỉ lịch");
    assert_eq!(program.get(&path).await.status, 404);
    // rights are looked up at each request
    let path = address(&officer.post("/tai-khoan/lich", &[]).await);
    assert_eq!(program.get(&path).await.status, 200);
    let mut tx = site.app.db.write().await.unwrap();
    query("DELETE FROM account_role WHERE role = 'officer'").run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(program.get(&path).await.status, 404);
});

story!(a_calendar_of_another_agency_is_refused, |site: Site| async move {
    let other = site.org("so-nnmt").await.to_string();
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    assert_eq!(officer.post("/tai-khoan/lich", &[("co-quan", &other)]).await.status, 403);
    let mut leader = someone(&site, "ubnd-tinh", Role::Leadership).await;
    assert_eq!(leader.post("/tai-khoan/lich", &[]).await.status, 404, "nothing to report, nothing to show");
    assert_eq!(site.anyone().post("/tai-khoan/lich", &[]).await.status, 303);
});
