//! The information database: written, reviewed, published, found, withdrawn.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use hoahoi::accounts::model::Role;
use hoahoi::catalogue::links;
use hoahoi::catalogue::model::{Link, LinkKind};
use hoahoi::db::query;
use hoahoi::plans::model::Review;
use hoahoi::plans::{By, confirm, import, review, store};

use crate::story;
use crate::support::{Browser, Site};

/// What a genetic resource needs before it can be handed in.
pub const COMPLETE: [(&str, &str); 5] = [
    ("title", "Quýt vàng Bắc Sơn"),
    ("summary", "Giống quýt trồng trên núi đá vôi."),
    ("f-nhom", "cay-trong"),
    ("f-dac-diem", "Quả chín vàng, vỏ mỏng, thơm."),
    ("f-xa", "ubnd-xa-bac-son"),
];

pub const KIND: &str = "/muc/moi/nguon-gen";

/// These fields, with some replaced or added.
pub fn with<'a>(base: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = base.iter().filter(|(name, _)| other.iter().all(|(o, _)| o != name));
    kept.chain(other).copied().collect()
}

pub async fn writer(site: &Site) -> Browser {
    site.person("can-bo", &[("so-khcn", Role::Officer)]).await
}

pub async fn reviewer(site: &Site) -> Browser {
    site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await
}

/// Writes a record, hands it in, has it published; returns its address.
pub async fn published(writer: &mut Browser, reviewer: &mut Browser, fields: &[(&str, &str)]) -> String {
    let answer = writer.post(KIND, &with(fields, &[("viec", "gui")])).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let address = answer.header("location").trim_end_matches("/ho-so").to_owned();
    publish(reviewer, &address).await;
    address
}

pub async fn publish(reviewer: &mut Browser, address: &str) {
    let rev = rev(reviewer, &format!("{address}/ho-so")).await;
    reviewer.post_ok(&format!("{address}/cong-bo"), &[("rev", &rev)]).await;
}

/// The revision that the forms of a page carry.
pub async fn rev(browser: &mut Browser, page: &str) -> String {
    let text = browser.get(page).await.text;
    let at = text.find("name=\"rev\" value=\"").expect("a form with its revision") + 18;
    text[at..].split('"').next().unwrap().to_owned()
}

/// The titles of the results of a search, best first, without marks.
async fn found(browser: &mut Browser, query: &str) -> Vec<String> {
    let page = browser.get(&format!("/tim-kiem?q={}", hoahoi::web::paging::encode(query))).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let hits = page.text.split("<ol class=\"hits\">").nth(1).unwrap_or_default();
    hits.split("<h3>")
        .skip(1)
        .map(|hit| {
            let link = hit.split("</h3>").next().unwrap().replace("<mark>", "").replace("</mark>", "");
            link.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
        })
        .collect()
}

story!(a_record_is_written_reviewed_published_and_found, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());

    let page = writer.post_ok(KIND, &with(&COMPLETE, &[("viec", "luu")])).await;
    page.shows("Đã lưu nháp").shows("Nháp");
    assert_eq!(anyone.get("/muc/quyt-vang-bac-son").await.status, 404, "a draft is nobody's business");
    writer.get("/co-so-du-lieu/cua-toi").await.shows("Quýt vàng Bắc Sơn");
    reviewer.get("/co-so-du-lieu/cho-duyet").await.hides("Quýt vàng Bắc Sơn");

    let rev = rev(&mut writer, "/muc/quyt-vang-bac-son/sua").await;
    writer
        .post_ok("/muc/quyt-vang-bac-son/sua", &with(&COMPLETE, &[("rev", &rev), ("viec", "gui")]))
        .await
        .shows("Chờ duyệt");
    reviewer.get("/co-so-du-lieu/cho-duyet").await.shows("Quýt vàng Bắc Sơn");
    anyone.get("/co-so-du-lieu/nguon-gen").await.hides("Quýt vàng");
    assert!(found(&mut anyone, "quyt").await.is_empty());

    publish(&mut reviewer, "/muc/quyt-vang-bac-son").await;
    let page = anyone.get("/muc/quyt-vang-bac-son").await;
    page.shows("<h1>Quýt vàng Bắc Sơn</h1>").shows("Quả chín vàng").shows("xã Bắc Sơn").shows("bản 1");
    anyone.get("/co-so-du-lieu").await.shows("1 mục thông tin").shows("Quýt vàng Bắc Sơn");
    anyone.get("/co-so-du-lieu/nguon-gen?xa=ubnd-xa-bac-son&kieu=bang").await.shows("Quýt vàng Bắc Sơn");
    anyone.get("/co-so-du-lieu/nguon-gen?xa=ubnd-xa-chi-lang").await.hides("Quýt vàng Bắc Sơn");
    for query in ["quyt", "quýt", "QUÝT", "Quy\u{301}t", "bac son quyt", "vỏ mỏng", "xa bac son"] {
        assert_eq!(found(&mut anyone, query).await, ["Quýt vàng Bắc Sơn"], "{query}");
    }
    for query in ["quỵt", "cam", "quy", "%", "_", "' OR 1=1"] {
        let exact = found(&mut anyone, query).await;
        assert!(exact.is_empty() || query == "quỵt", "{query}: {exact:?}");
    }
    anyone.get("/tim-kiem?q=quyt").await.shows("<mark>Quýt</mark> vàng").shows("dung-dau=1");
    anyone.get("/tim-kiem?q=qu%E1%BB%B5t&dung-dau=1").await.shows("Không có kết quả");
});

story!(exact_accents_go_first_and_the_title_before_the_text, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let in_text = [("title", "Bảo quản cam"), ("f-dac-diem", "Thử với quýt và cam.")];
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &[("title", "Quyt Valencia")])).await;
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &in_text)).await;
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &[])).await;
    let page = found(&mut anyone, "quýt").await;
    assert_eq!(page[0], "Quýt vàng Bắc Sơn");
    let place = |title: &str| page.iter().position(|t| t == title).unwrap();
    assert!(place("Bảo quản cam") > place("Quýt vàng Bắc Sơn"), "{page:?}");
    // its introduction says "quýt", so it is found exactly as well, but its title does not
    assert!(place("Quyt Valencia") > place("Quýt vàng Bắc Sơn"), "{page:?}");
    assert_eq!(found(&mut anyone, "quyt").await[0], "Quyt Valencia");
});

story!(đ_and_old_tone_marks_are_found, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let title = [("title", "Thạch đen Tràng Định, vùng Hoà Bình")];
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &title)).await;
    for query in ["thach den", "Thạch Đen", "trang dinh", "hòa bình", "hoà bình", "hoa binh"] {
        assert_eq!(found(&mut anyone, query).await.len(), 1, "{query}");
    }
});

story!(a_new_version_is_invisible_until_reviewed, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let address = published(&mut writer, &mut reviewer, &COMPLETE).await;
    let form = format!("{address}/sua");
    let next = [("title", "Quýt vàng xứ Lạng"), ("f-nhom", "cay-rung"), ("viec", "gui")];
    let seen = rev(&mut writer, &form).await;
    writer.post_ok(&form, &with(&with(&COMPLETE, &next), &[("rev", &seen)])).await;

    anyone.get(&address).await.shows("Quýt vàng Bắc Sơn").hides("xứ Lạng");
    anyone.get("/tim-kiem?q=xu+lang").await.hides("Lạng</mark>");
    anyone.get("/co-so-du-lieu/nguon-gen?nhom=cay-rung").await.hides("Quýt vàng");

    // the reviewer sees what changed, beside what is public
    let dossier = reviewer.get(&format!("{address}/ho-so")).await;
    dossier.shows("<del>Quýt vàng Bắc Sơn</del>").shows("<ins>Quýt vàng xứ Lạng</ins>");
    dossier.shows("<del>Cây trồng</del>").shows("<ins>Cây lâm nghiệp</ins>");

    publish(&mut reviewer, &address).await;
    anyone.get(&address).await.shows("Quýt vàng xứ Lạng").shows("bản 2");
    assert_eq!(found(&mut anyone, "xu lang").await.len(), 1);
    assert!(found(&mut anyone, "bac son").await.len() == 1, "the commune still says so");
    anyone.get("/co-so-du-lieu/nguon-gen?nhom=cay-trong").await.hides("Quýt vàng");
    anyone.get("/co-so-du-lieu").await.shows("1 mục thông tin");
});

story!(what_is_sent_back_says_why, |site: Site| async move {
    let (mut writer, mut reviewer) = (writer(&site).await, reviewer(&site).await);
    writer.post_ok(KIND, &with(&COMPLETE, &[("viec", "gui")])).await;
    let address = "/muc/quyt-vang-bac-son";
    let seen = rev(&mut reviewer, &format!("{address}/ho-so")).await;
    let without = reviewer.post(&format!("{address}/tra-lai"), &[("rev", &seen), ("ly-do", "  ")]).await;
    assert_eq!(without.status, 422);
    without.shows("Đề nghị ghi lý do");
    let reason = [("rev", seen.as_str()), ("ly-do", "Thiếu nguồn số liệu")];
    reviewer.post_ok(&format!("{address}/tra-lai"), &reason).await;
    writer.get(&format!("{address}/sua")).await.shows("Thiếu nguồn số liệu");
    writer.get("/co-so-du-lieu/cua-toi").await.shows("Đề nghị bổ sung");
    // what has been decided cannot be decided again from an old page
    let again = reviewer.post(&format!("{address}/cong-bo"), &[("rev", &seen)]).await;
    assert_eq!(again.status, 409);
    assert_eq!(site.anyone().get(address).await.status, 404);
});

story!(what_is_withdrawn_leaves_by_every_door, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let address = published(&mut writer, &mut reviewer, &COMPLETE).await;
    let seen = rev(&mut reviewer, &format!("{address}/ho-so")).await;
    let refused = reviewer.post(&format!("{address}/rut"), &[("rev", &seen), ("ly-do-rut", "")]).await;
    assert_eq!(refused.status, 422);
    reviewer.post_ok(&format!("{address}/rut"), &[("rev", &seen), ("ly-do-rut", "Sai tên giống")]).await;

    let gone = anyone.get(&address).await;
    assert_eq!(gone.status, 410);
    gone.hides("Quýt").hides("Sai tên giống");
    anyone.get("/co-so-du-lieu").await.hides("Quýt vàng").hides("1 mục thông tin");
    let list = anyone.get("/co-so-du-lieu/nguon-gen").await;
    list.hides("Quýt vàng").hides("ubnd-xa-bac-son");
    assert!(found(&mut anyone, "quyt").await.is_empty());
    anyone.get("/").await.hides("Quýt vàng");

    // the agency may mend it; it comes back only through review
    let seen = rev(&mut writer, &format!("{address}/sua")).await;
    writer.post_ok(&format!("{address}/sua"), &with(&COMPLETE, &[("rev", &seen), ("viec", "gui")])).await;
    assert_eq!(anyone.get(&address).await.status, 410);
    publish(&mut reviewer, &address).await;
    assert_eq!(anyone.get(&address).await.status, 200);
});

story!(only_the_agency_writes_and_nobody_reviews_own_work, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    writer.post_ok(KIND, &with(&COMPLETE, &[("viec", "gui")])).await;
    let address = "/muc/quyt-vang-bac-son";

    let mut other = site.person("so-khac", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(other.get(&format!("{address}/sua")).await.status, 404);
    assert_eq!(other.get(&format!("{address}/ho-so")).await.status, 404);
    assert_eq!(other.post(&format!("{address}/sua"), &with(&COMPLETE, &[("rev", "2")])).await.status, 404);
    assert_eq!(other.post(KIND, &with(&COMPLETE, &[("org", "so-khcn")])).await.status, 403);
    other.get("/co-so-du-lieu/cua-toi").await.hides("Quýt vàng");
    for verb in ["cong-bo", "tra-lai", "rut"] {
        assert_eq!(writer.post(&format!("{address}/{verb}"), &[("rev", "2")]).await.status, 403, "{verb}");
    }
    assert_eq!(
        anyone.get(&format!("{address}/sua")).await.header("location").split('?').next(),
        Some("/dang-nhap")
    );
    assert_eq!(anyone.get(KIND).await.status, 303);

    // one person with both roles
    let both = [("so-khcn", Role::Officer), ("so-khcn", Role::Reviewer)];
    let mut both = site.person("hai-vai", &both).await;
    both.post_ok(KIND, &with(&COMPLETE, &[("title", "Hồng Bảo Lâm"), ("viec", "gui")])).await;
    let own = both.get("/muc/hong-bao-lam/ho-so").await;
    own.shows("Người đã viết mục này không duyệt được").hides("/cong-bo\"");
    assert_eq!(both.post("/muc/hong-bao-lam/cong-bo", &[("rev", "2")]).await.status, 403);
    let back = [("rev", "2"), ("ly-do", "x")];
    assert_eq!(both.post("/muc/hong-bao-lam/tra-lai", &back).await.status, 403);
    publish(&mut both, address).await;
    publish(&mut reviewer, "/muc/hong-bao-lam").await;
});

story!(what_is_typed_is_text_and_nothing_else, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> độc";
    let fields = [
        ("title", hostile),
        ("summary", hostile),
        ("f-dac-diem", hostile),
        ("f-ten-goi-khac", hostile),
        ("f-ten-khoa-hoc", hostile),
        ("sources", hostile),
    ];
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &fields)).await;
    for page in [
        address.as_str(),
        "/co-so-du-lieu",
        "/co-so-du-lieu/nguon-gen",
        "/co-so-du-lieu/nguon-gen?kieu=bang",
        "/tim-kiem?q=doc",
        "/tim-kiem?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/",
    ] {
        let shown = anyone.get(page).await;
        assert_eq!(shown.status, 200, "{page}");
        shown.hides("<script>alert").hides("<img src=x");
    }
    for page in ["sua", "ho-so"] {
        writer.get(&format!("{address}/{page}")).await.hides("<script>alert").hides("<img src=x");
    }
});

story!(withheld_fields_leave_by_no_public_door, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let secret = [("f-ghi-chu-bao-ton", "Sau miếu Khauphra"), ("f-toa-do", "21.90127, 106.31873")];
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &secret)).await;
    for page in [
        address.as_str(),
        "/",
        "/co-so-du-lieu",
        "/co-so-du-lieu/nguon-gen",
        "/co-so-du-lieu/nguon-gen?kieu=bang",
        "/tim-kiem?q=quyt",
    ] {
        anyone.get(page).await.hides("miếu").hides("90127").hides("31873");
    }
    for query in ["khauphra", "90127", "21.90127", "miếu"] {
        assert!(found(&mut anyone, query).await.is_empty(), "{query}");
    }
    anyone.get(&address).await.shows("21.9, 106.3").shows("làm tròn");
    reviewer.get(&format!("{address}/ho-so")).await.shows("Sau miếu Khauphra").shows("không công khai");
    // another agency's officer is the public here
    let mut other = site.person("so-khac", &[("so-y-te", Role::Officer)]).await;
    other.get(&address).await.hides("miếu").hides("90127");
});

story!(two_editors_at_once_lose_nothing, |site: Site| async move {
    let mut first = writer(&site).await;
    let mut second = site.person("can-bo-hai", &[("so-khcn", Role::Officer)]).await;
    first.post_ok(KIND, &COMPLETE).await;
    let form = "/muc/quyt-vang-bac-son/sua";
    let seen = rev(&mut first, form).await;
    let own = |summary: &'static str, rev: &str| -> Vec<(String, String)> {
        with(&COMPLETE, &[("summary", summary), ("rev", rev)])
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect()
    };
    let of_first = own("Lời của người thứ nhất.", &seen);
    let of_second = own("Lời của người thứ hai.", &seen);
    fn borrow(fields: &[(String, String)]) -> Vec<(&str, &str)> {
        fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
    }
    first.post_ok(form, &borrow(&of_first)).await.shows("Lời của người thứ nhất.");
    let refused = second.post(form, &borrow(&of_second)).await;
    assert_eq!(refused.status, 409);
    refused.shows("Lời của người thứ nhất.").shows("Lời của người thứ hai.").shows("vừa được người khác sửa");
    first.get(form).await.shows("Lời của người thứ nhất.").hides("Lời của người thứ hai.");
    // having read both, the second saves on top
    let now =
        refused.text.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    second.post_ok(form, &borrow(&own("Lời của cả hai.", &now))).await;
    let history = first.get("/muc/quyt-vang-bac-son/ho-so").await;
    history.shows("Lời của cả hai.").shows("can-bo-hai").shows("Đổi: Giới thiệu");
});

story!(bad_input_is_answered_at_its_field_and_kept, |site: Site| async move {
    let mut writer = writer(&site).await;
    let bad = [
        ("title", ""),
        ("summary", "Lời đã gõ"),
        ("f-toa-do", "ở đâu đó"),
        ("f-nhom", "khong-co"),
        ("f-xa", "ubnd-xa-chi-lang"),
        ("links", "/khong/phai"),
        ("viec", "gui"),
    ];
    let page = writer.post(KIND, &bad).await;
    assert_eq!(page.status, 422);
    page.shows("Lời đã gõ").shows("ở đâu đó").shows("/khong/phai").shows("id=\"loi-title\"");
    page.shows("id=\"loi-f-toa-do\"").shows("id=\"loi-f-nhom\"").shows("id=\"loi-links\"");
    page.shows("id=\"loi-f-dac-diem\"").shows("value=\"ubnd-xa-chi-lang\" checked");
    writer.get("/co-so-du-lieu/cua-toi").await.hides("Lời đã gõ").shows("chưa có mục thông tin nào");
    let unknown = [("links", "/muc/khong-co"), ("viec", "luu")];
    assert_eq!(writer.post(KIND, &with(&COMPLETE, &unknown)).await.status, 422);
    assert_eq!(writer.get("/muc/moi/khong-co").await.status, 404);
});

story!(records_are_linked_both_ways, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let gene = published(&mut writer, &mut reviewer, &COMPLETE).await;
    let product = [
        ("title", "Mứt vỏ quýt"),
        ("summary", "Mứt từ vỏ quýt."),
        ("f-nhom", "che-bien"),
        ("f-mo-ta", "Mứt."),
        ("f-don-vi-san-xuat", "Hợp tác xã minh họa"),
        ("f-nguon-gen", &gene),
        ("links", "/co-quan/so-khcn"),
        ("viec", "gui"),
    ];
    let page = writer.post_ok("/muc/moi/san-pham", &product).await;
    page.shows("Mứt vỏ quýt");
    anyone.get(&gene).await.hides("Mứt vỏ quýt");
    publish(&mut reviewer, "/muc/mut-vo-quyt").await;
    anyone.get(&gene).await.shows("Mứt vỏ quýt").shows("/muc/mut-vo-quyt");
    let shown = anyone.get("/muc/mut-vo-quyt").await;
    shown.shows(&format!("href=\"{gene}\"")).shows("Sở Khoa học và Công nghệ");
    // what is withdrawn is no longer linked from anywhere
    let seen = rev(&mut reviewer, &format!("{gene}/ho-so")).await;
    reviewer.post_ok(&format!("{gene}/rut"), &[("rev", &seen), ("ly-do-rut", "Thử")]).await;
    anyone.get("/muc/mut-vo-quyt").await.hides(&format!("href=\"{gene}\"")).hides("Quýt vàng");
});

/// A confirmed plan with one duty for a department and one for the army; their keys.
pub async fn plan(site: &Site) -> (String, String, String) {
    const TEXT: &str = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 7/KH-UBND\n\nLạng Sơn, ngày 10 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nTrồng hồi\n\n\
        I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì nghiên cứu tinh dầu hồi làm thuốc.\n\n\
        2. Bộ Chỉ huy Quân sự tỉnh\n\nBảo vệ rừng hồi nơi biên giới.\n";
    let by = By::operator();
    let plan = import::import(&site.app, TEXT.into(), "trong-hoi.txt", by).await.unwrap().plan();
    let mut anyone = site.anyone();
    assert!(found(&mut anyone, "tinh dau").await.is_empty(), "a draft is found by nobody");
    let mut tx = site.app.db.write().await.unwrap();
    for duty in store::duties(&mut tx, plan).await.unwrap() {
        review::say(&mut tx, &site.app, plan, duty.id, duty.rev, Review::Accepted, by).await.unwrap();
    }
    tx.commit().await.unwrap();
    confirm::confirm(&site.app, plan, None, by).await.unwrap();
    let duties = store::duties(&mut site.app.db.read().await.unwrap(), plan).await.unwrap();
    let of = |path: &str| duties.iter().find(|d| d.section_path == path).unwrap().id.to_string();
    (plan.to_string(), of("I.1"), of("I.2"))
}

story!(a_confirmed_plan_is_found_to_the_paragraph_and_shown_at_home, |site: Site| async move {
    let (plan, ..) = plan(&site).await;
    let mut anyone = site.anyone();
    let page = anyone.get("/tim-kiem?q=tinh+dau").await;
    page.shows("<mark>tinh</mark> <mark>dầu</mark> hồi").shows("7/KH-UBND, I.1, đoạn 1");
    page.shows(&format!("href=\"/ke-hoach/{plan}#i-1-doan-1\""));
    anyone.get("/tim-kiem?q=7/KH-UBND").await.shows("Trồng hồi");
    let home = anyone.get("/").await;
    home.shows("Kế hoạch 7/KH-UBND").shows("Kế hoạch giao 1 nhiệm vụ cho 1 cơ quan").shows("1 văn bản");
    home.shows("Không tính nhiệm vụ quốc phòng, an ninh");
});

story!(a_record_is_linked_to_a_duty_but_never_to_one_in_defence, |site: Site| async move {
    let (_, open, restricted) = plan(&site).await;
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let link = format!("/nhiem-vu/{restricted}");
    let refused = writer.post(KIND, &with(&COMPLETE, &[("links", &link)])).await;
    assert_eq!(refused.status, 422);
    refused.shows("id=\"loi-links\"").shows(&link);
    let link = format!("http://localhost/nhiem-vu/{open}");
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &[("links", &link)])).await;
    let page = anyone.get(&address).await;
    page.shows("Chủ trì nghiên cứu tinh dầu hồi làm thuốc.").shows("7/KH-UBND, I.1, đoạn 1");
    page.shows(&format!("href=\"/nhiem-vu/{open}\""));
    writer.get(&format!("{address}/sua")).await.shows(&format!("/nhiem-vu/{open}"));
    let target = Link { kind: LinkKind::Duty, id: open.parse().unwrap() };
    let back = links::to(&mut site.app.db.read().await.unwrap(), target).await.unwrap();
    assert_eq!(back.len(), 1);
    assert_eq!(back[0].href, address);
});

story!(
    records_stand_on_the_pages_of_their_plan_and_agency_drafts_only_for_those_who_may,
    |site: Site| async move {
        let (plan, open, _) = plan(&site).await;
        let (mut writer, mut reviewer, mut anyone) =
            (writer(&site).await, reviewer(&site).await, site.anyone());
        let mut stranger = site.person("so-khac", &[("so-y-te", Role::Officer)]).await;
        let (plan, agency) = (format!("/ke-hoach/{plan}"), "/co-quan/so-nnmt");
        let links = format!("{plan}\n{agency}");
        let draft = |title: &'static str| with(&COMPLETE, &[("title", title)]);
        let address =
            published(&mut writer, &mut reviewer, &with(&draft("Hồi tứ quý"), &[("links", &links)])).await;
        let of_duty = format!("/nhiem-vu/{open}");
        published(&mut writer, &mut reviewer, &with(&draft("Tinh dầu hồi"), &[("links", &of_duty)])).await;
        for (title, links) in [("Na Chi Lăng", links.as_str()), ("Hồng Bảo Lâm", &of_duty)] {
            let kept = writer.post(KIND, &with(&draft(title), &[("links", links), ("viec", "luu")])).await;
            assert_eq!(kept.status, 303);
        }
        for (page, of_duty) in [(plan.as_str(), true), (agency, false)] {
            for browser in [&mut anyone, &mut stranger] {
                let seen = browser.get(page).await;
                seen.shows("Hồi tứ quý").shows(&format!("href=\"{address}\""));
                seen.hides("Na Chi Lăng").hides("Hồng Bảo Lâm").hides("chưa công khai");
                assert_eq!(seen.text.contains("Tinh dầu hồi</a>"), of_duty);
            }
            for browser in [&mut writer, &mut reviewer] {
                let seen = browser.get(page).await;
                seen.shows("Đang soạn, chưa công khai").shows("Na Chi Lăng</a>");
                assert_eq!(seen.text.contains("Hồng Bảo Lâm"), of_duty);
            }
        }
        // the agency that keeps them, and one that has nothing to do with them
        anyone.get("/co-quan/so-khcn").await.shows("Hồi tứ quý").shows("Tinh dầu hồi").hides("Na Chi Lăng");
        anyone.get("/co-quan/so-y-te").await.hides("Mục thông tin liên quan");
        // a duty that has become one of defence takes its records along
        let mut tx = site.app.db.write().await.unwrap();
        query("UPDATE duty SET restricted = $1").bind(true).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        anyone.get(&plan).await.shows("Hồi tứ quý").hides("Tinh dầu hồi</a>");
        // what is withdrawn is gone
        let rev = rev(&mut reviewer, &format!("{address}/ho-so")).await;
        reviewer.post_ok(&format!("{address}/rut"), &[("rev", &rev), ("ly-do-rut", "Sai.")]).await;
        anyone.get(&plan).await.hides("Hồi tứ quý");
    }
);

story!(a_list_sends_the_same_number_of_statements_however_long_it_is, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let pages = ["/", "/co-so-du-lieu", "/co-so-du-lieu/nguon-gen?xep=moi", "/tim-kiem?q=quyt"];
    // the search index is built by the first search, and follows from then on
    anyone.get("/tim-kiem?q=quyt").await;
    let mut counts = Vec::new();
    for records in [1, 6] {
        for n in 0..records {
            let title = format!("Quýt số {n}");
            published(&mut writer, &mut reviewer, &with(&COMPLETE, &[("title", &title)])).await;
        }
        let mut sent = Vec::new();
        for page in pages {
            let before = hoahoi::db::statements_sent();
            assert_eq!(anyone.get(page).await.status, 200);
            sent.push(hoahoi::db::statements_sent() - before);
        }
        counts.push(sent);
    }
    assert_eq!(counts[0], counts[1]);
});

story!(a_long_list_is_turned_page_by_page, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    for n in 0..63 {
        let title = format!("Quýt số {n:02}");
        published(&mut writer, &mut reviewer, &with(&COMPLETE, &[("title", &title)])).await;
    }
    for (first, begins, last) in [
        ("/co-so-du-lieu/nguon-gen?xa=ubnd-xa-bac-son", "/co-so-du-lieu/nguon-gen?xa=", "Quýt số 62"),
        ("/co-so-du-lieu/nguon-gen?xep=moi", "/co-so-du-lieu/nguon-gen?xep=moi&#38;sau=", "Quýt số 00"),
    ] {
        let page = anyone.get(first).await;
        page.shows("63 mục thông tin").hides(last);
        let next = page.text.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        assert!(next.starts_with(&begins.replace("&#38;", "&")), "{next}");
        let page = anyone.get(&next).await;
        page.shows(last).hides("rel=\"next\"");
        assert_eq!(page.text.matches("<article class=\"card\">").count(), 3);
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut next = "/tim-kiem?q=quyt".to_owned();
    for _ in 0..4 {
        let page = anyone.get(&next).await;
        page.shows("63 kết quả");
        for hit in page.text.split("<h3><a href=\"").skip(1) {
            seen.insert(hit.split('"').next().unwrap().to_owned());
        }
        let Some(more) = page.text.split("rel=\"next\"").next().filter(|t| t.len() < page.text.len()) else {
            break;
        };
        let href = more.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        next = href.replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(seen.len(), 63);
});

story!(the_home_page_shows_what_is_there_and_promises_nothing, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let page = anyone.get("/").await;
    page.shows("Chưa có gì được công bố").hides("mục thông tin</span>").hides("Nguồn gen");
    published(&mut writer, &mut reviewer, &COMPLETE).await;
    let page = anyone.get("/").await;
    page.shows("Nguồn gen</b><span>1 mục thông tin").shows("Quýt vàng Bắc Sơn").hides("Sản phẩm");
    anyone.get("/ngon-ngu/en?ve=/").await;
    anyone.get("/").await.shows("Genetic resources</b><span>Records: 1").shows("Newly published");
});

story!(whatever_title_is_published_is_found_by_its_folded_words, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let letters =
        "[a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵA-ZĐ0-9 /().,%_–-]{1,40}";
    let words = proptest::string::string_regex(letters).unwrap();
    let any = "\\PC{1,30}".prop_map(|s| s);
    let mut runner = TestRunner::deterministic();
    for round in 0..12 {
        let title = if round % 3 == 2 {
            any.new_tree(&mut runner).unwrap().current()
        } else {
            words.new_tree(&mut runner).unwrap().current()
        };
        // without a letter or figure a title is refused, and what is one only to Unicode is no word to search for
        let asked = viet::fold(&title);
        if viet::syllables(&asked).is_empty() {
            continue;
        }
        let fields = with(&COMPLETE, &[("title", &title)]);
        let address = published(&mut writer, &mut reviewer, &fields).await;
        let shorter: Vec<&str> = viet::syllables(&asked).into_iter().take(8).collect();
        let page =
            anyone.get(&format!("/tim-kiem?q={}", hoahoi::web::paging::encode(&shorter.join(" ")))).await;
        page.shows(&format!("href=\"{address}\""));
    }
});
