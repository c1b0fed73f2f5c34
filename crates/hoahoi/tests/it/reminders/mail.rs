//! E-mail, through a real mail server on this machine.

use std::sync::Arc;

use hoahoi::accounts::model::Role;
use hoahoi::config::{Config, MailSettings};
use hoahoi::db::query;
use hoahoi::jobs::run_due;
use hoahoi::reminders::mail::Mailer;

use super::sink::{Mood, Sink};
use super::{run_days, run_on, someone};
use crate::duties::given::{duty, plan};
use crate::story;
use crate::support::{Browser, Site};

/// Lets the site send by a mail server of its own.
pub(super) async fn with_mail(site: Site) -> (Site, Sink) {
    let (mut site, sink) = (site, Sink::open().await);
    let settings = MailSettings {
        url: format!("smtp://127.0.0.1:{}", sink.port),
        from: "Hoa Hồi <hoahoi@langson.example>".into(),
    };
    site.app.mailer = Some(Mailer::new(&settings).unwrap());
    let config = Config { public_url: Some("https://hoahoi.example".into()), ..(*site.app.config).clone() };
    site.app.config = Arc::new(config);
    (site, sink)
}

pub(super) async fn set_mailbox(site: &Site, slug: &str, address: &str) {
    let org = site.org(slug).await.to_string();
    let mut clerk = someone(site, slug, Role::Clerk).await;
    clerk
        .post_ok("/hop-thu", &[("co-quan", &org), ("dia-chi", address)])
        .await
        .shows("Đã lưu")
        .shows(address);
}

async fn with_address(site: &Site, role: Role, address: &str, only_due: bool) -> Browser {
    let mut person = someone(site, "so-y-te", role).await;
    let mut form = vec![("thu", address)];
    form.extend(only_due.then_some(("chi-den-han", "1")));
    person.post_ok("/tai-khoan/thong-bao", &form).await.shows(address);
    person
}

async fn states(site: &Site) -> Vec<String> {
    let mut c = site.app.db.read().await.unwrap();
    let rows: Vec<(String,)> = query("SELECT state FROM delivery ORDER BY id").all(&mut c).await.unwrap();
    rows.into_iter().map(|r| r.0).collect()
}

story!(the_mailbox_gets_one_letter_in_right_vietnamese, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-08");
    let given = [
        duty("IV.3", "Nhân giống cây dược liệu; bảo tồn quýt Tràng Định.", "so-y-te", Some("2026-12-17")),
        duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-01")),
        duty("IV.3", "Bảo vệ bí mật.", "so-y-te", Some("2026-12-17")).secret(),
    ];
    plan(&site, "182/KH-UBND", &given).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    run_on(&site, "2026-12-08").await;
    run_due(&site.app).await.unwrap();
    let arrived = sink.arrived();
    assert_eq!(arrived.len(), 1, "everything in one letter");
    let mail = &arrived[0];
    assert_eq!(
        (mail.from.as_str(), mail.to.join(",").as_str()),
        ("hoahoi@langson.example", "vanthu@soyte.example")
    );
    assert_eq!(mail.header("Subject"), "Hoa Hồi: 3 việc cần thực hiện, 1 việc quá hạn");
    assert_eq!(mail.header("From"), "\"Hoa Hồi\" <hoahoi@langson.example>".replace('"', ""));
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.header("Content-Type").to_lowercase().contains("text/plain; charset=utf-8"));
    assert_eq!(mail.header("Date"), "Tue, 08 Dec 2026 02:01:00 +0000");
    assert!(mail.header("Message-ID").ends_with("@langson.example>"));
    let body = mail.body();
    insta::assert_snapshot!("letter_to_a_mailbox", body);
    for kept_back in ["Bảo vệ bí mật", "restricted"] {
        assert!(!body.contains(kept_back), "{body}");
    }
});

story!(a_letter_waits_for_the_server_and_goes_once, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-16");
    plan(&site, "1/KH-UBND", &[duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-17"))]).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    sink.be(Mood::Busy);
    run_on(&site, "2026-12-16").await;
    for _ in 0..4 {
        site.app.clock.advance(90_000);
        run_due(&site.app).await.unwrap();
    }
    assert!(sink.arrived().is_empty());
    assert_eq!(states(&site).await, ["waiting"]);
    someone(&site, "so-khcn", Role::Coordinator).await.get("/don-doc").await.shows("1 thư đang chờ gửi lại");
    sink.be(Mood::Well);
    for _ in 0..4 {
        site.app.clock.advance(3_600_000);
        run_due(&site.app).await.unwrap();
    }
    assert_eq!(sink.arrived().len(), 1);
    assert_eq!(states(&site).await, ["sent"]);
});

story!(workers_at_once_send_each_letter_once, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-16");
    let agencies = ["so-y-te", "so-nnmt", "so-gddt", "so-cong-thuong"];
    let given: Vec<_> = agencies.map(|slug| duty("IV.1", "Việc chung.", slug, Some("2026-12-17"))).into();
    plan(&site, "1/KH-UBND", &given).await;
    for slug in agencies {
        set_mailbox(&site, slug, &format!("{slug}@langson.example")).await;
    }
    hoahoi::reminders::run::day(site.app.clone()).await.unwrap();
    let workers = (0..5).map(|_| tokio::spawn(hoahoi::reminders::mail::send(site.app.clone())));
    for done in futures_util::future::join_all(workers).await {
        done.unwrap().unwrap();
    }
    let mut to: Vec<String> = sink.arrived().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(
        to,
        [
            "so-cong-thuong@langson.example",
            "so-gddt@langson.example",
            "so-nnmt@langson.example",
            "so-y-te@langson.example"
        ]
    );
});

story!(what_was_handed_in_while_the_server_was_away_is_withdrawn, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-16");
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-17"))]).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    sink.be(Mood::Busy);
    run_on(&site, "2026-12-16").await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    officer.post_ok(&format!("{}/hoan-thanh", made.page(0)), &[("co-quan", "so-y-te")]).await;
    sink.be(Mood::Well);
    site.app.clock.advance(3_600_000);
    run_due(&site.app).await.unwrap();
    assert!(sink.arrived().is_empty());
    assert_eq!(states(&site).await, ["withdrawn"]);
});

story!(an_address_that_is_refused_is_shown_and_not_tried_for_ever, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-16");
    plan(&site, "1/KH-UBND", &[duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-17"))]).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    sink.be(Mood::Strange);
    run_on(&site, "2026-12-16").await;
    assert_eq!(states(&site).await, ["failed"]);
    someone(&site, "so-khcn", Role::Coordinator).await.get("/don-doc").await.shows("1 thư không gửi được");
});

story!(people_get_what_they_asked_for_and_what_they_must, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-01");
    plan(&site, "1/KH-UBND", &[duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-17"))]).await;
    with_address(&site, Role::Officer, "can.bo@example.vn", false).await;
    with_address(&site, Role::Officer, "chi.den.han@example.vn", true).await;
    with_address(&site, Role::Head, "lanh.dao@example.vn", false).await;
    let mut got = Vec::new();
    for day in ["2026-12-08", "2026-12-16", "2026-12-17"] {
        run_on(&site, day).await;
        let mut to: Vec<String> = sink.arrived().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        got.push(to.join(" "));
    }
    assert_eq!(
        got,
        [
            "can.bo@example.vn",
            "can.bo@example.vn",
            "can.bo@example.vn chi.den.han@example.vn lanh.dao@example.vn"
        ]
    );
});

story!(addresses_are_checked_and_entered_by_those_who_may, |site: Site| async move {
    let org = site.org("so-y-te").await.to_string();
    let mut clerk = someone(&site, "so-y-te", Role::Clerk).await;
    let wrong = clerk.post("/hop-thu", &[("co-quan", &org), ("dia-chi", "vanthu")]).await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Địa chỉ chưa đúng").shows("value=\"vanthu\"");
    let wrong = clerk.post("/tai-khoan/thong-bao", &[("thu", "a@b\r\nBcc: c@d.vn")]).await;
    assert_eq!(wrong.status, 422);
    for (slug, role) in [("so-y-te", Role::Officer), ("so-gddt", Role::Clerk), ("so-khcn", Role::Coordinator)]
    {
        let mut person = someone(&site, slug, role).await;
        assert_eq!(person.post("/hop-thu", &[("co-quan", &org), ("dia-chi", "a@b.vn")]).await.status, 403);
    }
    let mut administrator = someone(&site, "so-khcn", Role::Administrator).await;
    let form = [("co-quan", org.as_str()), ("dia-chi", "vanthu@soyte.example"), ("ve", "quan-tri")];
    administrator.post_ok("/hop-thu", &form).await.shows("vanthu@soyte.example");
    administrator.get("/quan-tri/nhat-ky").await.shows("Đặt hộp thư cơ quan").hides("vanthu@soyte.example");
    let form = [("co-quan", org.as_str()), ("dia-chi", ""), ("ve", "quan-tri")];
    administrator.post_ok("/hop-thu", &form).await.hides("vanthu@soyte.example");
});

story!(the_front_gets_a_courteous_letter, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-12-01");
    plan(&site, "1/KH-UBND", &[duty("IV.14", "Tuyên truyền, vận động.", "mttq-tinh", Some("2026-12-17"))])
        .await;
    set_mailbox(&site, "mttq-tinh", "vanphong@mttq.example").await;
    run_days(&site, "2026-12-07", "2027-01-08").await;
    let arrived = sink.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].header("Subject"), "Hoa Hồi: thông tin trước ngày đề nghị");
    let body = arrived[0].body();
    assert!(body.contains("thời gian đề nghị 17/12/2026"), "{body}");
    for word in ["quá hạn", "đôn đốc", "nhắc", "còn "] {
        assert!(!body.contains(word), "{word} in\n{body}");
    }
});
