//! What is counted of each agency, as of any day.

use hoahoi::accounts::model::Role;

use crate::consolidated::{hidden, reported_from};
use crate::duties::given::{duty, plan};
use crate::plans::after;
use crate::story;
use crate::support::{Browser, Page, Site};

const YEAR: &str = "/danh-gia?ky=nam-2026&den-ngay=";

/// The tables of a page: every figure on it.
fn tables(page: &Page) -> &str {
    let from = page.text.find("<table").unwrap_or_else(|| panic!("no table on\n{}", page.text));
    &page.text[from..page.text.rfind("</table>").unwrap()]
}

/// The cells of an agency's row.
fn row(page: &Page, slug: &str) -> Vec<String> {
    let row = after_link(page, slug);
    row.split("<td")
        .skip(1)
        .map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned())
        .collect()
}

fn after_link<'a>(page: &'a Page, slug: &str) -> &'a str {
    let from = page
        .text
        .find(&format!("/danh-gia/{slug}?"))
        .unwrap_or_else(|| panic!("{slug} is not on\n{}", page.text));
    page.text[from..].split("</tr>").next().unwrap()
}

/// Declares a part done on one day and confirms it on another.
async fn done(site: &Site, page: &str, slug: &str, declared: &str, confirmed: &str) {
    let part = [("co-quan", slug)];
    site.day(declared);
    let mut owner = site.person(&format!("cb-{declared}-{slug}"), &[(slug, Role::Officer)]).await;
    owner.post_ok(&format!("{page}/hoan-thanh"), &part).await;
    site.day(confirmed);
    let mut coordinator =
        site.person(&format!("dp-{confirmed}-{slug}"), &[("so-khcn", Role::Coordinator)]).await;
    coordinator.post_ok(&format!("{page}/xac-nhan"), &part).await;
}

async fn coordinator(site: &Site, login: &str) -> Browser {
    site.person(login, &[("so-khcn", Role::Coordinator)]).await
}

/// A plan with deadlines, standing duties and a half-yearly regime; its id.
async fn begun(site: &Site) -> crate::duties::given::Made {
    let made = plan(
        site,
        "1/KH-UBND",
        &[
            duty("IV.2", "Xây dựng vùng hồi.", "so-nnptnt", Some("2026-11-30")),
            duty("IV.3", "Nghiên cứu dược liệu.", "so-y-te", Some("2026-11-25")),
            duty("IV.16", "Vận động trồng hồi.", "mttq-tinh", Some("2026-11-23")),
            duty("IV.4", "Việc có yếu tố quốc phòng.", "so-xay-dung", Some("2026-11-24")).secret(),
            duty("IV.5", "Phổ biến cây thuốc.", "so-y-te", None),
        ],
    )
    .await;
    let regime = [
        ("ke-hoach", made.plan.to_string()),
        ("ten", "Báo cáo 6 tháng".to_owned()),
        ("tan-suat", "half-yearly".to_owned()),
        ("tu-ngay", "15/06/2026".to_owned()),
        ("ngay-gui", "17".to_owned()),
        ("ngay-trinh", "20".to_owned()),
    ];
    let regime: Vec<(&str, &str)> = regime.iter().map(|(k, v)| (*k, v.as_str())).collect();
    coordinator(site, "dieu-phoi").await.post_ok("/che-do-bao-cao", &regime).await;
    made
}

const SAID: [(&str, &str); 2] = [("tien-do", "continuing"), ("ket-qua", "Đã phổ biến tại 12 xã.")];

story!(the_figures_of_a_past_day_are_what_was_known_then, |site: Site| async move {
    let made = begun(&site).await;
    done(&site, &made.page(1), "so-y-te", "2026-11-26", "2026-11-27").await;
    done(&site, &made.page(0), "so-nnmt", "2026-11-30", "2026-12-01").await;
    site.day("2026-12-14");
    let mut first = coordinator(&site, "dp-14").await;
    send(&site, &mut first, "so-y-te", "/bao-cao").await;
    site.day("2026-12-18");
    let mut watch = coordinator(&site, "dp-18").await;
    let then = watch.get(&format!("{YEAR}18/12/2026")).await;
    then.shows("Năm 2026, tính đến hết ngày 18/12/2026").shows("Cách tính");
    // reports on time, sent late, missing, days late; duties on time, done late, overdue; completions, extensions, answers, standing
    assert_eq!(
        row(&then, "so-y-te"),
        ["1/1 (100 %)", "0", "0", "0", "0/1 (0 %)", "1", "0", "0", "0", "–", "–"]
    );
    assert_eq!(
        row(&then, "so-nnmt"),
        ["0/1 (0 %)", "0", "1", "1", "1/1 (100 %)", "0", "0", "0", "0", "–", "–"]
    );
    // bodies that are asked are never counted
    then.hides("Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn</a>");
    assert_eq!(watch.get("/danh-gia/mttq-tinh").await.status, 404);
    // today's figures are the register's
    watch.get("/tong-quan").await.shows("xong, trễ hạn 1").shows("xong, đúng hạn 1");
    // the very reports and duties stand behind the numbers
    watch
        .get("/danh-gia/so-y-te?ky=nam-2026&den-ngay=18/12/2026")
        .await
        .shows("Đúng hạn, gửi ngày 14/12/2026")
        .shows("Hoàn thành sau hạn, báo ngày 26/11/2026")
        .shows(&made.page(1));
    watch.get("/danh-gia/so-nnmt?ky=nam-2026").await.shows("Chưa gửi, quá hạn 1 ngày làm việc");

    // everything that comes later
    site.day("2026-12-22");
    let mut later = coordinator(&site, "dp-22").await;
    send(&site, &mut later, "so-nnmt", "/bao-cao?qua-han=1").await;
    let report = later.get("/danh-gia/so-y-te?ky=nam-2026").await.link("/bao-cao/0");
    let rev = hidden(&later.get(&report).await, "rev");
    let again = [("rev", rev.as_str()), ("ly-do", "Thiếu số liệu."), ("han", "25/12/2026")];
    later.post_ok(&format!("{report}/mo-lai"), &again).await;
    let standing = made.page(4);
    let edit = format!("{}/sua", made.page(1));
    let form = later.get(&edit).await;
    let key = after(&form.text, "name=\"vai-tro-").to_owned();
    let (role, org) = (format!("vai-tro-{key}"), format!("co-quan-{key}"));
    let rev = hidden(&form, "rev");
    let given_away = [
        ("rev", rev.as_str()),
        (role.as_str(), "lead"),
        (org.as_str(), "so-cong-thuong"),
        ("thoi-han", "31/12/2026"),
        ("ly-do", "Chuyển cơ quan khác."),
    ];
    later.post_ok(&edit, &given_away).await;
    later.post_ok(&format!("{standing}/tam-dung"), &[("ly-do", "Chờ hướng dẫn.")]).await;
    let same = later.get(&format!("{YEAR}18/12/2026")).await;
    assert_eq!(tables(&same), tables(&then), "nothing that came later changes a past day");
    // and today has moved on
    let now = later.get(&format!("{YEAR}22/12/2026")).await;
    assert_eq!(row(&now, "so-nnmt")[..4], ["0/1 (0 %)", "1", "0", "3"]);
    assert_eq!(row(&now, "so-y-te")[4], "–");
    // before the plan was confirmed there was nothing to count
    later.get(&format!("{YEAR}01/11/2026")).await.shows("Chưa có gì để tính");
    later.get(&format!("{YEAR}01/01/2030")).await.shows("Không tính được cho ngày sau hôm nay.");
    later.get(&format!("{YEAR}32/13/2026")).await.shows("aria-invalid");
});

/// The first report of an agency's list is written, approved and accepted.
async fn send(site: &Site, coordinator: &mut Browser, slug: &str, list: &str) {
    reported_from(site, coordinator, slug, &SAID, list).await;
}

story!(each_agency_sees_its_own_and_security_stays_with_those_who_may_see_it, |site: Site| async move {
    begun(&site).await;
    site.day("2026-12-18");
    let mut health = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    health.get(YEAR).await.shows("Sở Y tế").hides("Sở Nông nghiệp");
    assert_eq!(health.get("/danh-gia/so-nnmt").await.status, 403);
    assert_eq!(health.get("/danh-gia/thuong-xuyen").await.status, 403);
    assert_eq!(site.anyone().get(YEAR).await.status, 303);
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    office.get(YEAR).await.shows("Sở Nông nghiệp và Môi trường").hides("Sở Xây dựng");
    office.get("/danh-gia/so-xay-dung?ky=nam-2026").await.hides("yếu tố quốc phòng");
    let page = coordinator(&site, "dp-2").await.get(YEAR).await;
    assert_eq!(row(&page, "so-xay-dung")[..5], ["0/1 (0 %)", "0", "1", "1", "0/1 (0 %)"]);
    let file = office.get(&format!("{YEAR}18/12/2026&dang=csv")).await;
    file.shows("so-nnmt").shows("so-y-te").hides("so-xay-dung");
    let book = office.get(&format!("{YEAR}18/12/2026&dang=xlsx")).await;
    assert!(book.bytes.starts_with(b"PK") && book.header("content-disposition").contains("danh-gia-"));
});

story!(standing_duties_are_assessed_each_period_and_never_done, |site: Site| async move {
    let made = begun(&site).await;
    site.day("2026-12-14");
    let mut first = coordinator(&site, "dp-14").await;
    send(&site, &mut first, "so-y-te", "/bao-cao").await;
    site.day("2026-12-18");
    let mut watch = coordinator(&site, "dp-18").await;
    let form = watch.get("/danh-gia/thuong-xuyen").await;
    form.shows("Phổ biến cây thuốc.").shows("Đã phổ biến tại 12 xã.").shows("Chưa đánh giá");
    form.hides("Xây dựng vùng hồi.").hides("quốc phòng").hides("Vận động trồng hồi.");
    let key = after(&form.text, "name=\"muc-").to_owned();
    let (period, level, note) = (hidden(&form, "ky"), format!("muc-{key}"), format!("loi-{key}"));
    let good = [("ky", period.as_str()), (level.as_str(), "good"), (note.as_str(), "Làm đều ở các xã.")];
    watch.post_ok("/danh-gia/thuong-xuyen", &good).await.shows("Đã lưu đánh giá.").shows("Làm đều ở các xã.");
    // the same again leaves one row; another judgement the next day holds from that day on
    watch.post_ok("/danh-gia/thuong-xuyen", &good).await;
    watch
        .get(&made.page(4))
        .await
        .shows("Đánh giá theo kỳ")
        .shows("Thực hiện tốt")
        .shows("đánh giá ngày 18/12/2026");
    // In the register the judgement stands where others have their timeliness; other agencies do not see it.
    let list = watch.get("/nhiem-vu").await;
    list.shows("Thực hiện tốt").shows("6 tháng cuối năm 2026").shows("Không thời hạn");
    let mut other = site.person("xay-dung", &[("so-xay-dung", Role::Officer)]).await;
    other.get("/nhiem-vu").await.shows("Phổ biến cây thuốc.").hides("Thực hiện tốt");
    let said = "\"Thực hiện tốt, 6 tháng cuối năm 2026\"";
    watch.get("/nhiem-vu?tai=csv").await.shows("Đánh giá gần nhất").shows(said);
    other.get("/nhiem-vu?tai=csv").await.shows("Đánh giá gần nhất").hides(said);
    site.day("2026-12-21");
    let mut watch = coordinator(&site, "dp-21").await;
    let worse = [("ky", period.as_str()), (level.as_str(), "done"), (note.as_str(), "")];
    watch.post_ok("/danh-gia/thuong-xuyen", &worse).await;
    for (day, sum) in
        [("17/12/2026", "–"), ("20/12/2026", "tốt 1, có 0, chưa 0"), ("21/12/2026", "tốt 0, có 1, chưa 0")]
    {
        assert_eq!(row(&watch.get(&format!("{YEAR}{day}")).await, "so-y-te")[10], sum, "{day}");
    }
    let mut owner = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(
        owner.post(&format!("{}/hoan-thanh", made.page(4)), &[("co-quan", "so-y-te")]).await.status,
        409
    );
    owner.get(&made.page(4)).await.shows("Có thực hiện");
    owner.get("/nhiem-vu").await.shows("Có thực hiện").hides("Thực hiện tốt");
    let mut other = site.person("cong-thuong", &[("so-cong-thuong", Role::Officer)]).await;
    other.get(&made.page(4)).await.hides("Đánh giá theo kỳ");
    assert_eq!(other.post("/danh-gia/thuong-xuyen", &worse).await.status, 403);

    // a duty that loses its deadline is standing again, even when it had been done
    done(&site, &made.page(0), "so-nnmt", "2026-12-22", "2026-12-23").await;
    let mut watch = coordinator(&site, "dp-23").await;
    watch.get(&made.page(0)).await.shows("Hoàn thành");
    let edit = format!("{}/sua", made.page(0));
    let form = watch.get(&edit).await;
    let key = after(&form.text, "name=\"vai-tro-").to_owned();
    let (role, org, rev) = (format!("vai-tro-{key}"), format!("co-quan-{key}"), hidden(&form, "rev"));
    let without = [
        ("rev", rev.as_str()),
        (role.as_str(), "lead"),
        (org.as_str(), "so-nnptnt"),
        ("thoi-han", ""),
        ("ly-do", "Thực hiện thường xuyên."),
    ];
    watch.post_ok(&edit, &without).await;
    watch.get("/nhiem-vu?trang-thai=done").await.shows("Không có nhiệm vụ nào khớp");
    watch.get("/nhiem-vu?trang-thai=in-progress").await.shows("Xây dựng vùng hồi.");
});

story!(directions_answered_late_are_counted_as_they_were_known, |site: Site| async move {
    site.day("2026-11-16");
    let made = begun(&site).await;
    let mut leader = site.person("lanhdao", &[("ubnd-tinh", Role::Leadership)]).await;
    for by in ["20/11/2026", "25/11/2026", ""] {
        let to = [("den", "so-y-te"), ("den", "mttq-tinh"), ("noi-dung", "Nêu rõ tiến độ."), ("han", by)];
        let given = leader.post(&format!("{}/chi-dao", made.page(1)), &to).await;
        assert_eq!(given.status, 303, "{}", given.text);
    }
    // The first is answered two working days late, the second not at all, the third named no day.
    site.day("2026-11-25");
    let mut head = site.person("giam-doc", &[("so-y-te", Role::Head)]).await;
    let late = head.get("/danh-gia/so-y-te?ky=nam-2026").await.link("/chi-dao/0");
    let reply = [("co-quan", "so-y-te"), ("rev", "1"), ("tra-loi", "Đã làm."), ("viec", "gui")];
    assert_eq!(head.post(&format!("{late}/tra-loi"), &reply).await.status, 303);
    site.day("2026-11-27");
    let mut watch = coordinator(&site, "dp-27").await;
    for (day, share) in [
        ("20/11/2026", None),
        ("23/11/2026", Some("1/1 (100 %)")),
        ("25/11/2026", Some("1/1 (100 %)")),
        ("27/11/2026", Some("2/2 (100 %)")),
    ] {
        let page = watch.get(&format!("{YEAR}{day}")).await;
        match share {
            Some(share) => assert_eq!(row(&page, "so-y-te")[9], share, "{day}"),
            None => assert!(!page.text.contains("/danh-gia/so-y-te?"), "{day}"),
        }
        page.hides("Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn</a>");
    }
    watch
        .get("/danh-gia/so-y-te?ky=nam-2026&den-ngay=27/11/2026")
        .await
        .shows("Trả lời ngày 25/11/2026, chậm 2 ngày làm việc")
        .shows("Chưa trả lời, quá hạn 2 ngày làm việc")
        .hides("Nêu rõ tiến độ.");
    let file = watch.get(&format!("{YEAR}27/11/2026&dang=csv")).await;
    file.shows("Chỉ đạo trả lời chậm");
});
