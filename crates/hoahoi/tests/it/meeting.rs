//! The meeting that walks through what is late or in danger.

use hoahoi::accounts::model::Role;

use crate::duties::given::{duty, plan};
use crate::reporting::{Office, hand_in_saying};
use crate::story;
use crate::support::{Page, Site};

/// Where the form on the screen goes on to.
fn next(page: &Page) -> String {
    let value = page.text.split("name=\"ve\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    value.replace("&amp;", "&").replace("&#38;", "&")
}

story!(a_meeting_walks_through_what_is_late_or_in_danger, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    plan(
        &site,
        "2/KH-UBND",
        &[
            duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-02")),
            duty("IV.3", "Việc còn lâu mới đến hạn.", "so-y-te", Some("2027-06-30")),
            duty("IV.4", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-14")),
            duty("IV.6", "Bảo vệ an ninh.", "cong-an-tinh", Some("2026-11-20")).secret(),
        ],
    )
    .await;
    let mut officer = site.person("canbo", &[("so-nnmt", Role::Officer)]).await;
    let mut head = site.person("giamdoc", &[("so-nnmt", Role::Head)]).await;
    let mut coordinator = site.person("khcn", &[("so-khcn", Role::Coordinator)]).await;
    let mut leader = site.person("lanhdao", &[("ubnd-tinh", Role::Leadership)]).await;
    office.regime(&mut coordinator).await;
    let said = [("tien-do", "in-progress"), ("ket-qua", "Đã làm."), ("kho-khan", "Thiếu giống gốc.")];
    hand_in_saying(&site, &office, &mut officer, &mut head, &said).await;
    assert_eq!(officer.get("/giao-ban").await.status, 403);
    // Two whose last report tells of difficulties, one late, one near; the police are asked, never late.
    let start = leader.get("/giao-ban").await;
    start.shows("4 nhiệm vụ").shows("Xây dựng vùng hồi.").shows("Chăm sóc sức khỏe.").shows("nêu khó khăn");
    start.hides("Việc còn lâu mới đến hạn.").hides("Bảo vệ an ninh.");
    leader.get("/giao-ban?co-quan=so-y-te").await.shows("1 nhiệm vụ").hides("Xây dựng vùng hồi.");
    let first = leader.get(&start.link("/giao-ban/")).await;
    first.shows("1/4").shows("Xây dựng vùng hồi.").shows("Quá hạn 27 ngày làm việc").shows("rel=\"next\"");
    first.hides("rel=\"prev\"");
    let next = next(&first);
    // A direction is given right there, and the meeting goes on to the next.
    let fields = [("den", "so-nnmt"), ("noi-dung", "Báo cáo trước thứ Sáu."), ("ve", next.as_str())];
    let duty = first.text.split("action=\"/nhiem-vu/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let second = leader.post_ok(&format!("/nhiem-vu/{duty}/chi-dao"), &fields).await;
    second.shows("2/4").shows("Chăm sóc sức khỏe.").shows("Đã gửi ý kiến chỉ đạo.");
    leader.get(&start.link("/giao-ban/")).await.shows("Báo cáo trước thứ Sáu.").shows("Chưa trả lời");
    let third = leader.get(&second.link("/giao-ban/")).await;
    assert!(third.text.contains("3/4") || third.text.contains("1/4"), "{}", third.text);
    leader.get("/giao-ban?ke-hoach=x").await.shows("4 nhiệm vụ");
});
