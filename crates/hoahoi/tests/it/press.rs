//! The press desk, and the hour before which nobody sees a release.

use std::io::Cursor;

use hoahoi::accounts::model::Role;
use hoahoi::catalogue::store::public_by_slug;
use hoahoi::db::query;
use hoahoi::jobs::run_due;
use image::{ImageFormat, Rgb, RgbImage};

use crate::catalogue::{COMPLETE, plan, publish, published, rev, reviewer, with, writer};
use crate::story;
use crate::support::{Browser, Page, Site, without_ids};

const FORM: &str = "/muc/moi/thong-cao-bao-chi";
/// The clock stands at nine; the releases wait until ten.
const AN_HOUR: i64 = 3_600_000;
const RELEASE: &str = "/muc/quyt-sach-benh-ra-vuon";
const HOUR: [(&str, &str); 2] = [("cong-bo-ngay", "21/11/2026"), ("cong-bo-gio", "10:00")];

/// What a release needs before it can be handed in.
const TOLD: [(&str, &str); 7] = [
    ("title", "Quýt sạch bệnh ra vườn"),
    ("summary", "Lứa cây giống đầu tiên rời phòng nuôi cấy."),
    ("f-loai", "thong-cao"),
    ("f-noi-dung", "Sở Khoa học và Công nghệ giao lứa cây đầu tiên."),
    ("f-nam", "2026"),
    ("f-xa", "ubnd-xa-bac-son"),
    ("f-lien-he-bao-chi", "Văn phòng Sở, 0205 000 000"),
];

fn photograph() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(60, 40, Rgb([20, 120, 80])).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn named(page: &Page, field: &str) -> String {
    let mark = format!("name=\"{field}\" value=\"");
    let at = page.text.find(&mark).unwrap_or_else(|| panic!("no {field} on\n{}", page.text)) + mark.len();
    page.text[at..].split('"').next().unwrap().to_owned()
}

/// Hands a release in with a picture and a file; returns their keys.
async fn handed_in(writer: &mut Browser, other: &[(&str, &str)]) -> (String, String) {
    let fields = with(&with(&TOLD, other), &[("viec", "luu")]);
    let pdf: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
    let files = [("anh-moi", "cay.jpg", photograph().as_slice()), ("tep-moi", "Tài liệu.pdf", pdf)]
        .map(|(field, name, bytes)| (field, name, bytes.to_vec()));
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(f, n, b)| (*f, *n, b.as_slice())).collect();
    let answer = writer.upload(FORM, &fields, &files).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let form = writer.get(&format!("{RELEASE}/sua")).await;
    let (picture, file, seen) = (named(&form, "anh"), named(&form, "tep"), named(&form, "rev"));
    let words = ["anh-chu-thich", "anh-nguon", "anh-dung"].map(|field| format!("{field}-{picture}"));
    let mut fields =
        with(&with(&TOLD, other), &[("viec", "gui"), ("rev", &seen), ("anh", &picture), ("tep", &file)]);
    fields.extend([
        (words[0].as_str(), "Cây giống trong nhà lưới"),
        (words[1].as_str(), "Trung tâm minh họa"),
        (words[2].as_str(), "Báo chí dùng miễn phí, ghi nguồn"),
    ]);
    writer.post_ok(&format!("{RELEASE}/sua"), &fields).await.shows("Chờ duyệt");
    (picture, file)
}

/// Every address at which somebody from outside might notice a release.
fn doors(gene: &str, plan: &str, picture: &str, file: &str) -> Vec<String> {
    let fixed = [
        "/",
        "/bao-chi",
        "/bao-chi?tai=csv",
        "/co-so-du-lieu",
        "/co-so-du-lieu?tai=csv",
        "/co-so-du-lieu/thong-cao-bao-chi",
        "/co-so-du-lieu/thong-cao-bao-chi?kieu=bang&nam=2026",
        "/co-so-du-lieu/thong-cao-bao-chi?tai=csv",
        "/co-so-du-lieu.atom",
        "/co-so-du-lieu/thong-cao-bao-chi.atom",
        "/co-so-du-lieu/thong-cao-bao-chi.atom?nam=2026",
        "/tim-kiem?q=sach+benh+ra+vuon",
        "/tim-kiem?q=cay+giong&loai=thong-cao-bao-chi",
        "/tim-kiem/goi-y?q=quyt+sach",
        "/api/v1/kinds",
        "/api/v1/kinds/thong-cao-bao-chi",
        "/api/v1/records",
        "/api/v1/records?kind=thong-cao-bao-chi",
        "/api/v1/records?q=sach+benh",
        "/api/v1/records?commune=ubnd-xa-bac-son&year=2026",
        "/api/v1/records/quyt-sach-benh-ra-vuon",
        "/api/v1/records/quyt-sach-benh-ra-vuon/jsonld",
        "/sitemap.xml",
        "/sitemap/trang.xml",
        "/sitemap/muc-1.xml",
        "/co-quan/so-khcn",
        "/du-lieu-mo",
        RELEASE,
        "/muc/quyt-sach-benh-ra-vuon.json",
        "/muc/quyt-sach-benh-ra-vuon.jsonld",
        "/muc/quyt-sach-benh-ra-vuon/ho-so",
        "/muc/quyt-sach-benh-ra-vuon/sua",
    ];
    let mut all: Vec<String> = fixed.map(str::to_owned).into();
    all.extend([gene.to_owned(), format!("{gene}.json"), plan.to_owned()]);
    all.extend(["", "?co=nho"].map(|size| format!("{RELEASE}/anh/{picture}{size}")));
    all.extend([format!("{RELEASE}/tep/{file}"), format!("/co-so-du-lieu/tep/{picture}")]);
    all.push("/gop-y/gui?ve=/muc/quyt-sach-benh-ra-vuon".to_owned());
    all
}

/// The addresses at which it is expected once it is public.
const SHOWN: [&str; 15] = [
    "/bao-chi",
    "/co-so-du-lieu",
    "/co-so-du-lieu/thong-cao-bao-chi",
    "/co-so-du-lieu/thong-cao-bao-chi?tai=csv",
    "/co-so-du-lieu.atom",
    "/co-so-du-lieu/thong-cao-bao-chi.atom?nam=2026",
    "/tim-kiem/goi-y?q=quyt+sach",
    "/api/v1/records",
    "/api/v1/records?q=sach+benh",
    "/api/v1/records?commune=ubnd-xa-bac-son&year=2026",
    "/api/v1/records/quyt-sach-benh-ra-vuon/jsonld",
    "/co-quan/so-khcn",
    RELEASE,
    "/muc/quyt-sach-benh-ra-vuon.json",
    "/muc/quyt-vang-bac-son",
];

/// What an address answers, without what is new each time: the form against robots carries a stamp of its own.
async fn answer(browser: &mut Browser, door: &str) -> (u16, String) {
    let page = browser.get(door).await;
    let stamped = door.starts_with("/gop-y");
    (page.status, if stamped { String::new() } else { without_ids(&page.text) })
}

story!(before_its_hour_a_release_is_at_no_door_and_at_its_hour_at_all_of_them, |site: Site| async move {
    let (plan, duty, _) = plan(&site).await;
    let plan = format!("/ke-hoach/{plan}");
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let mut outsider = site.person("bao", &[("so-y-te", Role::Officer)]).await;
    let gene = published(&mut writer, &mut reviewer, &COMPLETE).await;
    // the keys are not known before they are made: these stand for them while nothing is there
    let nothing = "00000000-0000-7000-8000-000000000000";
    let mut before = Vec::new();
    for door in doors(&gene, &plan, nothing, nothing) {
        before.push(answer(&mut anyone, &door).await);
    }
    let mut seen_by_outsider = Vec::new();
    for door in doors(&gene, &plan, nothing, nothing) {
        seen_by_outsider.push(answer(&mut outsider, &door).await);
    }

    let links = format!("{gene}\n/nhiem-vu/{duty}\n{plan}");
    let about = [HOUR[0], HOUR[1], ("links", links.as_str()), ("f-lien-quan", gene.as_str())];
    let (picture, file) = handed_in(&mut writer, &about).await;
    reviewer.get(&format!("{RELEASE}/ho-so")).await.shows("Duyệt, hẹn công bố lúc 10:00 21/11/2026");
    publish(&mut reviewer, RELEASE).await;
    for browser in [&mut reviewer, &mut writer] {
        browser.get(&format!("{RELEASE}/ho-so")).await.shows("Hẹn công bố: 10:00 21/11/2026");
        browser.get("/bao-chi").await.shows("Hẹn giờ công bố").shows("Quýt sạch bệnh ra vườn");
    }
    run_due(&site.app).await.unwrap();
    let all = doors(&gene, &plan, &picture, &file);
    for (door, before) in all.iter().zip(&before) {
        assert!(answer(&mut anyone, door).await == *before, "{door} tells of it");
    }
    for (door, before) in all.iter().zip(&seen_by_outsider) {
        assert_eq!(answer(&mut outsider, door).await.0, before.0, "{door} tells another agency of it");
        outsider.get(door).await.hides("Quýt sạch bệnh").hides("cong-bo-ngay");
    }

    site.app.clock.advance(AN_HOUR - 1);
    run_due(&site.app).await.unwrap();
    for door in &all {
        anyone.get(door).await.hides("Quýt sạch bệnh").hides("<mark>sạch</mark>");
    }
    for door in [RELEASE, &format!("{RELEASE}/anh/{picture}"), &format!("{RELEASE}/tep/{file}")] {
        assert_eq!(anyone.get(door).await.status, 404, "{door}, a thousandth of a second early");
    }

    // nobody acts, and no job has run: the first who asks finds it
    site.app.clock.advance(1);
    for door in SHOWN {
        anyone.get(door).await.shows("Quýt sạch bệnh ra vườn");
    }
    for door in [format!("{RELEASE}/anh/{picture}"), format!("{RELEASE}/tep/{file}")] {
        assert_eq!(anyone.get(&door).await.status, 200, "{door}");
    }
    anyone.get("/tim-kiem?q=sach+benh+ra+vuon").await.shows("<mark>sạch</mark>");
    let json = anyone.get("/muc/quyt-sach-benh-ra-vuon.json").await;
    json.shows("\"published_at\":\"2026-11-21T03:00:00Z\"").shows("\"edition\":1").hides("not_before");
    run_due(&site.app).await.unwrap();
    anyone.get("/muc/quyt-sach-benh-ra-vuon.json").await.shows("\"edition\":1");
    let events = reviewer.get(&format!("{RELEASE}/ho-so")).await;
    events.shows("Duyệt, hẹn giờ công bố").shows("Hệ thống");
    const BY_ITSELF: &str =
        "SELECT COUNT(*) FROM audit_entry WHERE action = 'record.publish' AND account_id IS NULL";
    let (n,): (i64,) = query(BY_ITSELF).one(&mut site.app.db.read().await.unwrap()).await.unwrap();
    assert_eq!(n, 1, "the log says that the system did it");
});

story!(after_a_downtime_the_background_brings_it_out_once, |site: Site| async move {
    let (mut writer, mut reviewer) = (writer(&site).await, reviewer(&site).await);
    handed_in(&mut writer, &HOUR).await;
    publish(&mut reviewer, RELEASE).await;
    let found = async || {
        let mut c = site.app.db.read().await.unwrap();
        public_by_slug(&mut c, "quyt-sach-benh-ra-vuon").await.unwrap()
    };
    // nobody asks for anything, and nothing runs, for two days and more
    site.day("2026-11-27");
    assert!(found().await.is_none());
    run_due(&site.app).await.unwrap();
    let record = found().await.unwrap();
    assert_eq!((record.editions, record.published_at.show().as_str()), (1, "09:00 27/11/2026"), "as it was");
    site.day("2026-11-28");
    run_due(&site.app).await.unwrap();
    assert_eq!(found().await.unwrap().editions, 1);
});

story!(
    a_change_or_a_reviewer_calls_it_off_and_an_earlier_edition_stays_until_then,
    |site: Site| async move {
        let (mut writer, mut reviewer, mut anyone) =
            (writer(&site).await, reviewer(&site).await, site.anyone());
        let (form, file) = (format!("{RELEASE}/sua"), format!("{RELEASE}/ho-so"));
        let seen = async |browser: &mut Browser, page: &str| rev(browser, page).await;
        handed_in(&mut writer, &[]).await;
        publish(&mut reviewer, RELEASE).await;

        // a new edition waits, the earlier one is read meanwhile
        let next = with(&with(&TOLD, &HOUR), &[("title", "Quýt sạch bệnh đã ra vườn"), ("viec", "gui")]);
        let hand_in = |version: String| {
            let mut fields: Vec<(String, String)> =
                next.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            fields.push(("rev".to_owned(), version));
            fields
        };
        let send = async |writer: &mut Browser, fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            writer.post_ok(&form, &fields).await
        };
        let version = seen(&mut writer, &form).await;
        send(&mut writer, hand_in(version)).await;
        publish(&mut reviewer, RELEASE).await;
        anyone.get(RELEASE).await.shows("Quýt sạch bệnh ra vườn").hides("đã ra vườn");

        // a change calls it off
        writer
            .get(&form)
            .await
            .shows("đang hẹn giờ công bố")
            .shows("value=\"21/11/2026\"")
            .shows("value=\"10:00\"");
        let version = seen(&mut writer, &form).await;
        send(&mut writer, hand_in(version)).await.shows("Chờ duyệt");
        site.app.clock.advance(AN_HOUR);
        run_due(&site.app).await.unwrap();
        anyone.get(RELEASE).await.hides("đã ra vườn");

        // an hour that has passed is no hour to wait for
        let version = seen(&mut writer, &form).await;
        let fields = with(&next, &[("rev", version.as_str())]);
        let refused = writer.post(&form, &fields).await;
        assert_eq!(refused.status, 422);
        refused.shows("Thời điểm này đã qua").shows("id=\"loi-cong-bo-ngay\"").shows("value=\"21/11/2026\"");

        // a reviewer stops it with a reason
        let later = with(&fields, &[("cong-bo-gio", "10:30")]);
        writer.post_ok(&form, &later).await.shows("Chờ duyệt");
        publish(&mut reviewer, RELEASE).await;
        let version = seen(&mut reviewer, &file).await;
        let stop = [("rev", version.as_str()), ("ly-do", "Chờ ý kiến của tỉnh")];
        reviewer.post_ok(&format!("{RELEASE}/tra-lai"), &stop).await;
        writer.get(&file).await.shows("Đề nghị bổ sung").shows("Chờ ý kiến của tỉnh");
        site.app.clock.advance(AN_HOUR);
        anyone.get(RELEASE).await.hides("đã ra vườn");

        // at its hour it takes the place of the earlier edition
        let version = seen(&mut writer, &form).await;
        let last = with(&next, &[("rev", version.as_str()), ("cong-bo-gio", "12h")]);
        writer.post_ok(&form, &last).await;
        publish(&mut reviewer, RELEASE).await;
        site.app.clock.advance(AN_HOUR);
        anyone.get(RELEASE).await.shows("Quýt sạch bệnh đã ra vườn").shows("bản 2");
    }
);

story!(what_has_come_to_touch_defence_goes_back_instead_of_out, |site: Site| async move {
    let (_, duty, _) = plan(&site).await;
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let link = format!("/nhiem-vu/{duty}");
    handed_in(&mut writer, &[HOUR[0], HOUR[1], ("links", link.as_str())]).await;
    publish(&mut reviewer, RELEASE).await;
    let mut tx = site.app.db.write().await.unwrap();
    query("UPDATE duty SET restricted = $1").bind(true).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    site.app.clock.advance(AN_HOUR);
    assert_eq!(anyone.get(RELEASE).await.status, 404);
    let dossier = writer.get(&format!("{RELEASE}/ho-so")).await;
    dossier.shows("Đề nghị bổ sung").shows("nhiệm vụ quốc phòng, an ninh nên không công bố được");
});

story!(the_desk_gives_figures_that_other_pages_show_and_pictures_with_their_terms, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let empty = anyone.get("/bao-chi").await;
    empty.shows("Chưa có thông cáo nào").shows("Cơ quan chưa công bố đầu mối báo chí");
    plan(&site).await;
    published(&mut writer, &mut reviewer, &COMPLETE).await;
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &[("title", "Na Chi Lăng")])).await;
    let (picture, _) = handed_in(&mut writer, &[]).await;
    publish(&mut reviewer, RELEASE).await;
    let desk = anyone.get("/bao-chi").await;
    desk.shows("Nguồn gen").shows(">2 mục thông tin</b>").shows(">3 mục thông tin</b>");
    desk.shows(">1 nhiệm vụ, 1 cơ quan, tổ chức</b>").shows("Kế hoạch 7/KH-UBND").shows("09:00 21/11/2026");
    desk.shows(&format!("{RELEASE}/anh/{picture}")).shows("Báo chí dùng miễn phí, ghi nguồn");
    desk.shows("Quýt sạch bệnh ra vườn").hides("/bao-chi/lien-he").hides("/muc/moi/");
    let csv = anyone.get("/bao-chi?tai=csv").await;
    csv.shows("2 mục thông tin").shows("Danh sách “").shows("/co-so-du-lieu/nguon-gen");
    writer.get("/bao-chi").await.shows(FORM);
    // a picture without terms is not offered, and what is withdrawn is gone
    let version = rev(&mut reviewer, &format!("{RELEASE}/ho-so")).await;
    reviewer.post_ok(&format!("{RELEASE}/rut"), &[("rev", &version), ("ly-do-rut", "Thử")]).await;
    anyone.get("/bao-chi").await.hides(&picture).hides("Quýt sạch bệnh").shows("Chưa có ảnh nào");
});

story!(the_office_says_whom_the_press_may_call_and_nobody_else_does, |site: Site| async move {
    let (mut writer, mut anyone) = (writer(&site).await, site.anyone());
    let mut office = site.person("dau-moi", &[("so-khcn", Role::Coordinator)]).await;
    let page = "/bao-chi/lien-he";
    assert_eq!(writer.get(page).await.status, 403);
    assert_eq!(anyone.get(page).await.header("location").split('?').next(), Some("/dang-nhap"));
    let refused = office.post(page, &[("rev", "0"), ("don-vi", "Văn phòng Sở")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("Đề nghị nhập điện thoại hoặc thư điện tử").shows("value=\"Văn phòng Sở\"");
    let said = [("rev", "0"), ("don-vi", "Văn phòng Sở"), ("dien-thoai", "0205 000 000")];
    office.post_ok(page, &said).await.shows("Đã lưu liên hệ báo chí").shows("/bao-chi/lien-he");
    anyone.get("/bao-chi").await.shows("Văn phòng Sở").shows("href=\"tel:0205000000\"").shows("21/11/2026");
    let stale = office.post(page, &with(&said, &[("don-vi", "Phòng Quản lý khoa học")])).await;
    assert_eq!(stale.status, 409);
    stale.shows("<li>Văn phòng Sở</li>").shows("value=\"Phòng Quản lý khoa học\"").shows("value=\"1\"");
    anyone.get("/bao-chi").await.hides("Phòng Quản lý");
    office.post_ok(page, &with(&said, &[("rev", "1"), ("don-vi", "Phòng Quản lý khoa học")])).await;
    anyone.get("/bao-chi").await.shows("Phòng Quản lý khoa học");
});

story!(
    pictures_and_files_go_to_programs_with_their_terms_and_are_gone_with_their_record,
    |site: Site| async move {
        let (mut writer, mut reviewer, mut anyone) =
            (writer(&site).await, reviewer(&site).await, site.anyone());
        let (picture, file) = handed_in(&mut writer, &[]).await;
        publish(&mut reviewer, RELEASE).await;
        let read = async |browser: &mut Browser, door: &str| -> serde_json::Value {
            serde_json::from_str(&browser.get(door).await.text).unwrap()
        };
        let (image, paper) = (
            format!("http://hoahoi.test{RELEASE}/anh/{picture}"),
            format!("http://hoahoi.test{RELEASE}/tep/{file}"),
        );
        let one = read(&mut anyone, "/api/v1/records/quyt-sach-benh-ra-vuon").await;
        let list = read(&mut anyone, "/api/v1/records?kind=thong-cao-bao-chi").await;
        for record in [&one, &list["data"][0]] {
            let shown = &record["pictures"][0];
            assert_eq!(
                (shown["url"].as_str(), shown["media_type"].as_str()),
                (Some(image.as_str()), Some("image/jpeg"))
            );
            assert_eq!((&shown["width"], &shown["height"]), (&60.into(), &40.into()));
            assert_eq!(shown["caption"], "Cây giống trong nhà lưới");
            assert_eq!(shown["credit"], "Trung tâm minh họa");
            assert_eq!(shown["licence"], "Báo chí dùng miễn phí, ghi nguồn");
            let with = &record["files"][0];
            assert_eq!(
                (with["url"].as_str(), with["media_type"].as_str()),
                (Some(paper.as_str()), Some("application/pdf"))
            );
        }
        let data = read(&mut anyone, &format!("{RELEASE}.jsonld")).await;
        assert_eq!(data["image"]["contentUrl"], image.as_str());
        assert_eq!(data["image"]["license"]["text"], "Báo chí dùng miễn phí, ghi nguồn");
        assert_eq!(data["mainEntityOfPage"]["associatedMedia"][0]["contentUrl"], paper.as_str());
        let feed = anyone.get("/co-so-du-lieu/thong-cao-bao-chi.atom").await;
        feed.shows(&format!("<link rel=\"enclosure\" type=\"image/jpeg\" href=\"{image}\""));
        feed.shows(&format!("<link rel=\"enclosure\" type=\"application/pdf\" href=\"{paper}\""))
            .shows("length=\"44\"");

        // a search counts what it narrows by itself, and says nothing of what it does not count
        let total = async |browser: &mut Browser, also: &str| {
            read(browser, &format!("/api/v1/records?q=quyt&{also}")).await["total"].clone()
        };
        published(&mut writer, &mut reviewer, &COMPLETE).await;
        let elsewhere = [("title", "Quýt Chi Lăng"), ("f-xa", "ubnd-xa-chi-lang")];
        published(&mut writer, &mut reviewer, &with(&COMPLETE, &elsewhere)).await;
        for (also, n) in
            [("limit=1", 3), ("commune=ubnd-xa-bac-son", 2), ("commune=ubnd-xa-bac-son&kind=nguon-gen", 1)]
        {
            assert_eq!(total(&mut anyone, also).await, n, "{also}");
        }
        assert_eq!(total(&mut anyone, "year=2026&limit=1").await, 1);
        assert_eq!(total(&mut anyone, "year=2025").await, 0);
        for also in ["since=2026-01-01", "loai=thong-cao"] {
            assert!(total(&mut anyone, also).await.is_null(), "{also}");
        }

        let version = rev(&mut reviewer, &format!("{RELEASE}/ho-so")).await;
        reviewer.post_ok(&format!("{RELEASE}/rut"), &[("rev", &version), ("ly-do-rut", "Thử")]).await;
        for door in ["/api/v1/records", "/co-so-du-lieu.atom", &format!("{RELEASE}.jsonld")] {
            let page = anyone.get(door).await;
            assert!(!page.text.contains(&picture) && !page.text.contains(&file), "{door}");
        }
    }
);
