//! The list: filters, search, order, pages, queries.

use std::collections::BTreeSet;

use hoahoi::accounts::model::Role;
use hoahoi::db::statements_sent;

use super::given::{Given, duty, plan};
use super::restricted::rows;
use crate::story;
use crate::support::{Browser, Site};

const COORDINATOR: &[(&str, Role)] = &[("so-khcn", Role::Coordinator)];

/// Follows the list to its end and returns the duties met, in order.
async fn walk(browser: &mut Browser, first: &str) -> Vec<String> {
    let (mut path, mut met) = (first.to_owned(), Vec::new());
    loop {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        met.extend(page.text.split("class=\"ref\" href=\"/nhiem-vu/").skip(1).map(|r| r[..36].to_owned()));
        if !page.text.contains("rel=\"next\"") {
            return met;
        }
        let link = page.text.split("\" rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        path = link.replace("&amp;", "&").replace("&#38;", "&");
    }
}

fn many(n: usize) -> Vec<Given> {
    let deadlines = [None, Some("2026-12-31"), Some("2026-12-31"), Some("2026-06-30")];
    let owners = ["so-nnmt", "so-y-te"];
    (0..n)
        .map(|i| duty("IV.2", &format!("Việc thứ {i}."), owners[i % 2], deadlines[i % deadlines.len()]))
        .collect()
}

story!(every_order_pages_through_all_duties_once_ties_included, |site: Site| async move {
    let mut given = many(230);
    for secret in given.iter_mut().skip(7).step_by(40) {
        secret.restricted = true;
    }
    let made = plan(&site, "1/KH-UBND", &given).await;
    let all: BTreeSet<String> = made.duties.iter().map(ToString::to_string).collect();
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut officer = site.person("gddt", &[("so-gddt", Role::Officer)]).await;
    for sort in ["", "?xep=thoi-han", "?xep=co-quan", "?xep=cap-nhat"] {
        for browser in [&mut coordinator, &mut officer] {
            let met = walk(browser, &format!("/nhiem-vu{sort}")).await;
            assert_eq!(met.len(), 230, "{sort}");
            assert_eq!(met.iter().cloned().collect::<BTreeSet<_>>(), all, "{sort}");
        }
    }
    let owned = walk(&mut coordinator, "/nhiem-vu?co-quan=so-y-te").await;
    assert_eq!(owned.len(), 115);
    let by_plan: Vec<String> = made.duties.iter().map(ToString::to_string).collect();
    assert_eq!(walk(&mut coordinator, "/nhiem-vu").await, by_plan);
});

story!(every_list_counts_what_it_shows, |site: Site| async move {
    let mut given = many(24);
    for secret in given.iter_mut().step_by(5) {
        secret.restricted = true;
    }
    let made = plan(&site, "1/KH-UBND", &given).await;
    plan(&site, "2/KH-UBND", &many(9)).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut owner = site.person("nnmt", &[("so-nnmt", Role::Officer)]).await;
    let mut other = site.person("gddt", &[("so-gddt", Role::Officer)]).await;
    for at in [0, 1, 3, 5] {
        let page = made.page(at);
        coordinator.post_ok(&format!("{page}/huy"), &[("ly-do", "Trùng nhiệm vụ khác")]).await;
    }
    owner.post_ok(&format!("{}/tiep-nhan", made.page(2)), &[("co-quan", "so-nnmt")]).await;
    let timings =
        ["", "tre", "khong-tre", "qua-han", "sap-den-han", "con-han", "xong-dung-han", "khong-thoi-han"];
    let mut longest = 0;
    for browser in [&mut coordinator, &mut owner, &mut other] {
        for org in ["", "so-nnmt", "so-gddt"] {
            for plan in [String::new(), made.plan.to_string()] {
                for timing in timings {
                    let path = format!("/nhiem-vu?co-quan={org}&ke-hoach={plan}&thoi-han={timing}");
                    let met = walk(browser, &path).await.len();
                    let shown = format!("<caption>{met} nhiệm vụ</caption>");
                    let page = browser.get(&path).await;
                    assert!(met == 0 || page.text.contains(&shown), "{path}: {met} in the list");
                    longest = longest.max(met);
                }
            }
        }
    }
    assert_eq!(longest, 33);
});

story!(the_number_of_queries_does_not_grow_with_the_list, |site: Site| async move {
    let made = plan(&site, "1/KH-UBND", &many(3)).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let paths = [
        "/nhiem-vu".to_owned(),
        "/nhiem-vu?co-quan=so-nnmt&thoi-han=qua-han".to_owned(),
        "/nhiem-vu?xep=thoi-han".to_owned(),
        "/nhiem-vu?xep=co-quan&tim=viec".to_owned(),
        format!("/nhiem-vu?ke-hoach={}", made.plan),
        "/tong-quan".to_owned(),
    ];
    let mut sent = Vec::new();
    for path in &paths {
        coordinator.get(path).await;
        let before = statements_sent();
        coordinator.get(path).await;
        sent.push(statements_sent() - before);
    }
    plan(&site, "2/KH-UBND", &many(150)).await;
    for (path, few) in paths.iter().zip(sent) {
        let before = statements_sent();
        assert_eq!(coordinator.get(path).await.status, 200);
        let many = statements_sent() - before;
        // With two plans the overview shows both together and asks less.
        assert!(many <= few.max(8), "{path}: {few} statements for 3 duties, {many} for 153");
    }
});

story!(search_finds_without_marks_and_keeps_to_marks_that_are_typed, |site: Site| async move {
    plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.2", "Nhân giống quýt Bắc Sơn.", "so-nnmt", None),
            duty("IV.2", "Quyết toán kinh phí 50% đợt 1.", "so-tai-chinh", None),
        ],
    )
    .await;
    let mut reader = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    reader.get("/nhiem-vu?tim=quyt+bac+son").await.shows("1 nhiệm vụ").shows("quýt Bắc Sơn");
    reader.get("/nhiem-vu?tim=QU%C3%9DT").await.shows("1 nhiệm vụ");
    reader.get("/nhiem-vu?tim=qu%E1%BB%B5t").await.shows("Không có nhiệm vụ nào khớp");
    reader.get("/nhiem-vu?tim=50%25").await.shows("1 nhiệm vụ").shows("Quyết toán");
    reader.get("/nhiem-vu?tim=%25%25%25").await.shows("Không có nhiệm vụ nào khớp");
    reader.get("/nhiem-vu?tim=%27%3B--").await.shows("Không có nhiệm vụ nào khớp");
});

story!(nonsense_in_the_address_is_no_error, |site: Site| async move {
    plan(&site, "1/KH-UBND", &many(3)).await;
    let mut reader = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    for query in
        ["sau=%25%25", "ke-hoach=1", "co-quan=khong-co", "trang-thai=x", "thoi-han=x", "xep=x", "muc=%25"]
    {
        assert_eq!(reader.get(&format!("/nhiem-vu?{query}")).await.status, 200, "{query}");
    }
    // A cursor of another order begins at the start instead of in the middle of nowhere.
    assert_eq!(reader.get("/nhiem-vu?sau=cB8xHzEfMR8x").await.status, 200);
});

story!(the_workbook_holds_what_the_list_shows, |site: Site| async move {
    plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.2", "=1+1 xây dựng vùng hồi.", "so-nnmt", Some("2026-12-31")),
            duty("IV.3", "Khám bệnh.", "so-y-te", None),
        ],
    )
    .await;
    let mut reader = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    let list = reader.get("/nhiem-vu?co-quan=so-nnmt").await;
    let book = reader.get(&list.link("/nhiem-vu?co-quan=so-nnmt&#38;tai=xlsx")).await;
    assert_eq!(book.status, 200);
    assert!(book.header("content-disposition").starts_with("attachment"));
    let written = rows(&book.bytes);
    assert_eq!(written.iter().filter(|r| r.contains("1/KH-UBND")).count(), 1);
    let with_day = |row: &String| row.contains("31/12/2026") || row.contains("46387");
    assert!(written.iter().any(|r| r.contains("=1+1 xây dựng vùng hồi.") && with_day(r)));
    assert_eq!(site.anyone().get("/nhiem-vu.xlsx").await.status, 303);
});

story!(bodies_outside_the_state_are_asked_never_late_never_ranked, |site: Site| async move {
    let made = plan(
        &site,
        "1/KH-UBND",
        &[duty("IV.14", "Tuyên truyền trong hội viên.", "mttq-tinh", Some("2026-06-30"))],
    )
    .await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    coordinator.get("/nhiem-vu?thoi-han=qua-han").await.shows("Không có nhiệm vụ nào khớp");
    coordinator.get("/nhiem-vu?thoi-han=tre").await.shows("Không có nhiệm vụ nào khớp");
    let page = coordinator.get("/nhiem-vu").await;
    page.shows("Không tính thời hạn").shows("đề nghị").hides("Quá hạn 1");
    let overview = coordinator.get("/tong-quan").await;
    overview
        .shows("Cơ quan ngoài hệ thống hành chính nhà nước")
        .shows("không xếp hạng")
        .hides("Theo cơ quan <");
    let mut front = site.person("mttq", &[("mttq-tinh", Role::Officer)]).await;
    front.post_ok(&format!("{}/hoan-thanh", made.page(0)), &[("co-quan", "mttq-tinh")]).await;
    let back = [("co-quan", "mttq-tinh"), ("ly-do", "Thiếu")];
    coordinator.get(&made.page(0)).await.hides("Đề nghị bổ sung</button>");
    assert_eq!(coordinator.post(&format!("{}/de-nghi-bo-sung", made.page(0)), &back).await.status, 404);
});
