//! Duties in security and defence: nothing that counts, filters, sorts, searches or exports betrays their state.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use hoahoi::accounts::model::Role;

use super::given::{Made, duty, plan};
use crate::story;
use crate::support::{Browser, Site, without_ids};

/// The rows of a workbook, cells joined.
pub fn rows(bytes: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |data: &Data| match data {
        Data::DateTime(day) => day.as_f64().to_string(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

/// Police: one duty late, one standing. Health: one in time.
async fn register(site: &Site) -> Made {
    plan(
        site,
        "1/KH-UBND",
        &[
            duty("IV.6", "Bảo vệ an ninh công nghệ sinh học.", "cong-an-tinh", Some("2026-10-30")).secret(),
            duty("IV.6", "Phối hợp nắm tình hình.", "cong-an-tinh", None).secret(),
            duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-12-31")),
        ],
    )
    .await
}

async fn people(site: &Site) -> [(&'static str, Browser, bool); 5] {
    [
        ("coordinator", site.person("khcn", &[("so-khcn", Role::Coordinator)]).await, true),
        ("leadership", site.person("ubnd", &[("ubnd-tinh", Role::Leadership)]).await, true),
        ("owner", site.person("catinh", &[("cong-an-tinh", Role::Officer)]).await, true),
        ("office", site.person("vp", &[("van-phong-ubnd-tinh", Role::Office)]).await, false),
        ("officer", site.person("yte", &[("so-y-te", Role::Officer)]).await, false),
    ]
}

story!(a_duty_page_shows_only_late_or_on_time_to_those_without_the_right, |site: Site| async move {
    let made = register(&site).await;
    let mut owner = site.person("catinh0", &[("cong-an-tinh", Role::Officer)]).await;
    owner.post_ok(&format!("{}/tiep-nhan", made.page(0)), &[("co-quan", "cong-an-tinh")]).await;
    for (who, mut browser, sees) in people(&site).await {
        let page = browser.get(&made.page(0)).await;
        page.shows("Bảo vệ an ninh công nghệ sinh học.");
        if sees {
            // Not "late" to a body outside the state system; its state is seen.
            page.shows("Đã tiếp nhận").shows("30/10/2026");
        } else {
            page.hides("Đã tiếp nhận")
                .hides("30/10/2026")
                .hides("Tiếp nhận.")
                .hides("Phần việc của từng cơ quan");
            page.shows("Đúng hạn");
            let answer =
                browser.post(&format!("{}/tiep-nhan", made.page(0)), &[("co-quan", "cong-an-tinh")]).await;
            assert_eq!(answer.status, 403, "{who}");
        }
    }
    assert_eq!(site.anyone().get(&made.page(0)).await.status, 303);
});

story!(filters_search_sorting_and_counts_betray_nothing, |site: Site| async move {
    let made = register(&site).await;
    site.app.clock.advance(60_000);
    let mut owner = site.person("catinh0", &[("cong-an-tinh", Role::Officer)]).await;
    owner.post_ok(&format!("{}/tiep-nhan", made.page(0)), &[("co-quan", "cong-an-tinh")]).await;
    let (none, one) = ("Không có nhiệm vụ nào khớp", "1 nhiệm vụ");
    for (_, mut browser, sees) in people(&site).await {
        browser.get("/nhiem-vu").await.shows("3 nhiệm vụ").shows("hạn chế");
        browser.get("/nhiem-vu?trang-thai=acknowledged").await.shows(if sees { one } else { none });
        browser.get("/nhiem-vu?thoi-han=khong-thoi-han").await.shows(if sees { one } else { none });
        browser.get("/nhiem-vu?trang-thai=acknowledged&tim=bao+ve").await.shows(if sees {
            one
        } else {
            none
        });
        // What is printed is found by everybody.
        browser.get("/nhiem-vu?tim=bao+ve+an+ninh").await.shows(one);
        let by_deadline = browser.get("/nhiem-vu?xep=thoi-han").await;
        let place = |what: &str| by_deadline.text.find(what).unwrap();
        let first = place("Bảo vệ an ninh") < place("Chăm sóc sức khỏe");
        assert_eq!(first, sees, "the place in the list betrays the deadline");
        let by_change = browser.get("/nhiem-vu?xep=cap-nhat").await;
        let place = |what: &str| by_change.text.find(what).unwrap();
        assert_eq!(
            place("Bảo vệ an ninh") < place("Chăm sóc sức khỏe"),
            sees,
            "the place betrays the change"
        );
        let state = browser.get("/nhiem-vu.xlsx?trang-thai=acknowledged").await;
        assert_eq!(rows(&state.bytes).iter().any(|r| r.contains("Bảo vệ")), sees);
        let all = browser.get("/nhiem-vu.xlsx").await;
        let row = rows(&all.bytes).into_iter().find(|r| r.contains("Bảo vệ")).unwrap();
        assert_eq!(row.contains("Đã tiếp nhận"), sees, "{row}");
        let said = without_ids(&row);
        assert_eq!(said.contains("2026") || said.contains("46325"), sees, "{row}");
    }
});

story!(a_restricted_duty_of_a_state_body_is_late_or_not_and_nothing_more, |site: Site| async move {
    let made = plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.6", "Việc cơ mật một.", "so-noi-vu", Some("2026-10-30")).secret(),
            duty("IV.6", "Việc cơ mật hai.", "so-noi-vu", Some("2026-12-31")).secret(),
            duty("IV.6", "Việc cơ mật ba.", "so-noi-vu", None).secret(),
            duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-10-30")),
        ],
    )
    .await;
    let mut office = site.person("vp", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    let mut leader = site.person("ubnd", &[("ubnd-tinh", Role::Leadership)]).await;
    // Late or not is all there is: finished or not, by how many days, standing or in time stay unknown.
    office.get("/nhiem-vu?thoi-han=tre").await.shows("2 nhiệm vụ");
    office.get("/nhiem-vu?thoi-han=khong-tre").await.shows("2 nhiệm vụ");
    for hidden in ["qua-han", "con-han", "xong-tre", "xong-dung-han", "sap-den-han", "khong-thoi-han"] {
        office.get(&format!("/nhiem-vu?thoi-han={hidden}")).await.hides("Việc cơ mật");
    }
    office.get(&made.page(0)).await.shows("Trễ hạn").hides("ngày làm việc");
    office.get(&made.page(1)).await.shows("Đúng hạn");
    office.get(&made.page(2)).await.shows("Đúng hạn").hides("Không thời hạn");
    let seen = office.get("/tong-quan").await;
    seen.shows("Nhiệm vụ hạn chế, không tính ở dưới: 2 đúng hạn, 1 trễ hạn.").hides("Sở Nội vụ</a></th>");
    seen.shows("chưa xong, quá hạn 1").hides("chưa xong, quá hạn 2");
    let full = leader.get("/tong-quan").await;
    full.shows("chưa xong, quá hạn 2").shows("Sở Nội vụ").hides("Nhiệm vụ hạn chế, không tính");
    // Lists by agency say no more than the duty itself.
    office.get("/nhiem-vu?co-quan=so-noi-vu&thoi-han=qua-han").await.shows("Không có nhiệm vụ nào khớp");
});

story!(the_public_sees_totals_only_after_a_decision_and_without_restricted_duties, |site: Site| async move {
    let made = plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.6", "Việc cơ mật.", "so-noi-vu", Some("2026-10-30")).secret(),
            duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", Some("2026-10-30")),
            duty("IV.14", "Vận động hội viên.", "mttq-tinh", Some("2026-10-30")),
        ],
    )
    .await;
    let address = format!("/tong-quan?ke-hoach={}", made.plan);
    let form = format!("/ke-hoach/{}/cong-bo", made.plan);
    let mut anyone = site.anyone();
    assert_eq!(anyone.get(&address).await.status, 303);
    assert_eq!(anyone.get("/nhiem-vu").await.status, 303);
    let mut officer = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(officer.get(&address).await.status, 403);
    assert_eq!(officer.get(&form).await.status, 403);
    let mut office = site.person("vp", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    let missing = office.post(&form, &[("tu-ngay", "25/11/2026")]).await;
    assert_eq!(missing.status, 422);
    missing.shows("25/11/2026").shows("loi-quyet-dinh");
    office.post_ok(&form, &[("quyet-dinh", "QĐ 77/QĐ-UBND"), ("tu-ngay", "25/11/2026")]).await;
    // Not before its day.
    assert_eq!(anyone.get(&address).await.status, 303);
    site.day("2026-11-25");
    let public = anyone.get(&address).await;
    assert_eq!(public.status, 200);
    public.shows("QĐ 77/QĐ-UBND").shows("không tính các nhiệm vụ về quốc phòng, an ninh").shows("Sở Y tế");
    public
        .shows("chưa xong, quá hạn 1")
        .hides("Sở Nội vụ")
        .hides("Việc cơ mật")
        .hides("Mặt trận")
        .hides("hạn chế,");
    let mut office = site.person("vp2", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    office.post_ok(&form, &[("thoi", "1")]).await;
    assert_eq!(anyone.get(&address).await.status, 303);
});

story!(an_agencys_page_says_no_more_than_its_duties, |site: Site| async move {
    let made = plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.7", "Việc cơ mật.", "so-noi-vu", Some("2026-10-30")).secret(),
            duty("IV.7", "Bồi dưỡng nhân lực.", "so-noi-vu", Some("2026-10-30")),
        ],
    )
    .await;
    let page = "/co-quan/so-noi-vu";
    let mut anyone = site.anyone();
    anyone.get(page).await.shows("Bồi dưỡng nhân lực.").hides("Quá hạn").hides("Đã giao").hides("stackbar");
    let mut officer = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    officer.get(page).await.shows("chưa xong, quá hạn 1").shows("không tính các nhiệm vụ").hides("quá hạn 2");
    let mut owner = site.person("noivu", &[("so-noi-vu", Role::Officer)]).await;
    owner.get(page).await.shows("chưa xong, quá hạn 2").hides("không tính các nhiệm vụ");
    let mut office = site.person("vp", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    let form = format!("/ke-hoach/{}/cong-bo", made.plan);
    office.post_ok(&form, &[("quyet-dinh", "QĐ 77/QĐ-UBND"), ("tu-ngay", "21/11/2026")]).await;
    let public = anyone.get(page).await;
    public
        .shows("chưa xong, quá hạn 1")
        .shows("QĐ 77/QĐ-UBND")
        .shows("không tính các nhiệm vụ")
        .hides("Đã giao");
});
