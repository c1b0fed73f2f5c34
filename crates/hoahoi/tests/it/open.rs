//! Open data: programs get what the public pages show, and nothing else, by every door.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::catalogue::{COMPLETE, KIND, plan, publish, published, rev, reviewer, with, writer};
use crate::story;
use crate::support::{Browser, Page, Site};

fn json(page: &Page) -> Value {
    serde_json::from_slice(&page.bytes).unwrap_or_else(|e| panic!("{e}: {}", page.text))
}

/// Asks for JSON that must be there.
async fn asked(anyone: &mut Browser, path: &str) -> Value {
    let page = anyone.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text);
    json(&page)
}

/// The part of an address behind the host.
fn path(address: &str) -> String {
    address.strip_prefix("http://hoahoi.test").unwrap_or_else(|| panic!("elsewhere: {address}")).to_owned()
}

fn slugs(answer: &Value) -> Vec<String> {
    answer["data"].as_array().unwrap().iter().map(|r| r["slug"].as_str().unwrap().to_owned()).collect()
}

/// Every door by which a record could leave.
fn doors(address: &str) -> Vec<String> {
    let slug = address.strip_prefix("/muc/").unwrap();
    [
        "/api/v1/kinds",
        "/api/v1/kinds/nguon-gen",
        "/api/v1/records",
        "/api/v1/records?kind=nguon-gen",
        "/api/v1/records?q=quyt",
        "/api/v1/records?commune=ubnd-xa-bac-son",
        "/api/v1/openapi.json",
        "/co-so-du-lieu.atom",
        "/co-so-du-lieu/nguon-gen.atom",
        "/co-so-du-lieu?tai=csv",
        "/co-so-du-lieu?tai=xlsx",
        "/co-so-du-lieu/nguon-gen?tai=csv",
        "/co-so-du-lieu/nguon-gen?tai=xlsx",
        "/sitemap.xml",
        "/sitemap/trang.xml",
        "/sitemap/muc-1.xml",
        "/du-lieu-mo",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        address.to_owned(),
        format!("{address}.json"),
        format!("{address}.jsonld"),
        format!("/api/v1/records/{slug}"),
        format!("/api/v1/records/{slug}/jsonld"),
    ])
    .collect()
}

/// What a door gives out, a workbook as the words in it.
async fn through(anyone: &mut Browser, door: &str) -> String {
    let page = anyone.get(door).await;
    if !door.ends_with("tai=xlsx") {
        return page.text;
    }
    assert_eq!(page.status, 200, "{door}");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(page.bytes)).unwrap();
    use calamine::Reader;
    let cells = book
        .worksheets()
        .into_iter()
        .flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>());
    cells.collect::<Vec<_>>().join("\n")
}

story!(pages_of_records_are_complete_and_hold_each_once, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let titles = ["Hồng Bảo Lâm", "Quýt vàng Bắc Sơn", "Na Chi Lăng", "Thạch đen", "Quýt Valencia"];
    for title in titles {
        let na = title.starts_with("Na");
        let xa = if na { "ubnd-xa-chi-lang" } else { "ubnd-xa-bac-son" };
        let nhom = if na { "cay-rung" } else { "cay-trong" };
        let fields = [("title", title), ("f-xa", xa), ("f-nhom", nhom), ("summary", "Giống quý.")];
        published(&mut writer, &mut reviewer, &with(&COMPLETE, &fields)).await;
    }
    let draft = [("title", "Quýt còn nháp"), ("viec", "luu")];
    writer.post_ok(KIND, &with(&COMPLETE, &draft)).await;
    let waiting = [("title", "Quýt chờ duyệt"), ("viec", "gui")];
    writer.post_ok(KIND, &with(&COMPLETE, &waiting)).await;

    for (query, n) in [
        ("", 5),
        ("kind=nguon-gen", 5),
        ("kind=san-pham", 0),
        ("q=quyt", 2),
        ("q=qu%C3%BDt&commune=ubnd-xa-bac-son", 2),
        ("q=quyt&commune=ubnd-xa-chi-lang", 0),
        ("commune=ubnd-xa-bac-son", 4),
        ("nhom=cay-rung&kind=nguon-gen", 1),
        ("since=2026-11-21", 5),
        ("since=2026-11-22", 0),
        ("year=2020", 0),
    ] {
        let mut next = format!("/api/v1/records?limit=2&{query}");
        let mut met = Vec::new();
        loop {
            let page = anyone.get(&next).await;
            assert_eq!(page.status, 200, "{next}: {}", page.text);
            let answer = json(&page);
            met.extend(slugs(&answer));
            if !query.starts_with("q=") {
                assert_eq!(answer["total"], n, "{query}: drafts are not counted");
            }
            let Some(address) = answer["next"].as_str() else { break };
            assert_eq!(page.header("link"), format!("<{address}>; rel=\"next\""));
            assert!(answer["data"].as_array().unwrap().len() == 2 || query.starts_with("q="), "{next}");
            next = path(address);
        }
        let once: BTreeSet<&String> = met.iter().collect();
        assert_eq!((met.len(), once.len()), (n, n), "{query}: {met:?}");
    }
    let kinds = asked(&mut anyone, "/api/v1/kinds").await;
    let kinds = kinds["data"].as_array().unwrap();
    assert_eq!(kinds.iter().find(|k| k["id"] == "nguon-gen").unwrap()["records"], 5);
});

story!(a_record_says_in_json_what_its_page_says, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let (plan, open, _) = plan(&site).await;
    let links = format!("/nhiem-vu/{open}\n/ke-hoach/{plan}\n/co-quan/so-khcn");
    let fields =
        [("links", links.as_str()), ("f-toa-do", "21.90127, 106.31873"), ("sources", "Báo cáo số 1")];
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &fields)).await;
    let product = [
        ("title", "Mứt vỏ quýt"),
        ("summary", "Mứt từ vỏ quýt."),
        ("f-nhom", "che-bien"),
        ("f-mo-ta", "Mứt."),
        ("f-don-vi-san-xuat", "Hợp tác xã minh họa"),
        ("f-nguon-gen", &address),
        ("viec", "gui"),
    ];
    writer.post_ok("/muc/moi/san-pham", &product).await;
    publish(&mut reviewer, "/muc/mut-vo-quyt").await;

    let record = asked(&mut anyone, &format!("{address}.json")).await;
    assert_eq!(record, asked(&mut anyone, "/api/v1/records/quyt-vang-bac-son").await);
    assert_eq!(record["title"], "Quýt vàng Bắc Sơn");
    assert_eq!(record["fields"]["nhom"], serde_json::json!({ "id": "cay-trong", "name": "Cây trồng" }));
    assert_eq!(record["fields"]["xa"][0]["name"], "xã Bắc Sơn");
    let place = serde_json::json!({ "latitude": 21.9, "longitude": 106.3, "rounded_to": 0.1 });
    assert_eq!(record["fields"]["toa-do"], place);
    assert_eq!(record["keeper"]["slug"], "so-khcn");
    assert_eq!(record["sources"][0], "Báo cáo số 1");
    let linked: Vec<&str> =
        record["links"].as_array().unwrap().iter().map(|l| l["type"].as_str().unwrap()).collect();
    assert_eq!(linked.len(), 3, "{linked:?}");
    assert_eq!(record["linked_from"][0]["text"], "Mứt vỏ quýt");
    let product = asked(&mut anyone, "/muc/mut-vo-quyt.json").await;
    assert_eq!(product["fields"]["nguon-gen"]["title"], "Quýt vàng Bắc Sơn");

    // linked data: the same beside the page and within it
    let linked = anyone.get(&format!("{address}.jsonld")).await;
    assert_eq!(linked.header("content-type"), "application/ld+json");
    let linked = json(&linked);
    assert_eq!(linked["@id"], format!("http://hoahoi.test{address}"));
    assert_eq!(linked["name"], "Quýt vàng Bắc Sơn");
    assert_eq!(linked["mainEntityOfPage"]["publisher"]["name"], "Sở Khoa học và Công nghệ");
    let page = anyone.get(&address).await;
    let within = page.text.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let within: Value = serde_json::from_str(within.split("</script>").next().unwrap()).unwrap();
    assert_eq!(within, linked);
    page.shows(&format!("<link rel=\"alternate\" type=\"application/json\" href=\"{address}.json\">"));
});

story!(what_is_typed_ends_no_element_of_feed_or_page, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let hostile = "</script></title><script>alert(1)</script>]]>&<!-- độc";
    let fields = [("title", hostile), ("summary", hostile), ("f-dac-diem", hostile)];
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &fields)).await;
    for door in [address.as_str(), "/co-so-du-lieu.atom", "/co-so-du-lieu/nguon-gen.atom", "/du-lieu-mo"] {
        let page = anyone.get(door).await;
        assert_eq!(page.status, 200, "{door}");
        page.hides("<script>alert").hides("</script></title>");
    }
    assert_eq!(asked(&mut anyone, &format!("{address}.json")).await["title"], hostile);
});

story!(what_is_known_is_not_sent_twice, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let address = published(&mut writer, &mut reviewer, &COMPLETE).await;
    let record = format!("{address}.json");
    for door in
        [record.as_str(), "/api/v1/records", "/api/v1/openapi.json", "/co-so-du-lieu.atom", "/sitemap.xml"]
    {
        let page = anyone.get(door).await;
        let tag = page.header("etag").to_owned();
        assert!(tag.len() > 10 && tag.starts_with('"'), "{door} has a strong tag: {tag}");
        assert_eq!(page.header("access-control-allow-origin"), "*", "{door}");
        assert_eq!(page.header("cache-control"), "public, no-cache", "{door}");
        assert_eq!(page.header("set-cookie"), "", "{door}");
        let head = anyone.ask("HEAD", door).await;
        assert_eq!((head.status, head.text.as_str(), head.header("etag")), (200, "", tag.as_str()), "{door}");
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            let mut again = site.anyone();
            again.set_header("if-none-match", &known);
            let page = again.get(door).await;
            assert_eq!(
                (page.status, page.text.as_str(), page.header("etag")),
                (304, "", tag.as_str()),
                "{known}"
            );
        }
        // what was sent compressed has a tag of its own, by which it is known as well
        let mut small = site.anyone();
        small.set_header("accept-encoding", "gzip");
        let page = small.get(door).await;
        if page.header("content-encoding") == "gzip" {
            let own = page.header("etag").to_owned();
            assert_ne!(own, tag);
            let mut again = site.anyone();
            again.set_header("if-none-match", &own);
            assert_eq!(again.get(door).await.status, 304);
        }
    }
    let page = anyone.get(&record).await;
    assert_eq!(page.header("last-modified"), "Sat, 21 Nov 2026 02:00:00 GMT");
    // a new version is another answer
    let mut again = site.anyone();
    again.set_header("if-none-match", page.header("etag"));
    let seen = rev(&mut writer, &format!("{address}/sua")).await;
    let changed = [("summary", "Giống quýt quý."), ("rev", &seen), ("viec", "gui")];
    writer.post_ok(&format!("{address}/sua"), &with(&COMPLETE, &changed)).await;
    assert_eq!(again.get(&record).await.status, 304, "not before it is reviewed");
    publish(&mut reviewer, &address).await;
    assert_eq!(json(&again.get(&record).await)["summary"], "Giống quýt quý.");
});

story!(every_failure_is_a_problem_that_says_what_to_do, |site: Site| async move {
    let mut anyone = site.anyone();
    let nothing = "00000000-0000-7000-8000-000000000000";
    let plan = format!("/api/v1/plans/{nothing}");
    for (path, status, what) in [
        ("/api/v1/nothing", 404, "not-found"),
        ("/api", 404, "not-found"),
        ("/api/v1/records/khong-co", 404, "not-found"),
        ("/api/v1/records/a%00b", 404, "not-found"),
        ("/muc/khong-co.json", 404, "not-found"),
        ("/muc/khong-co.jsonld", 404, "not-found"),
        ("/api/v1/kinds/khong-co", 404, "not-found"),
        ("/api/v1/organisations/khong-co", 404, "not-found"),
        ("/api/v1/plans/khong-co", 404, "not-found"),
        (plan.as_str(), 404, "not-found"),
        ("/co-so-du-lieu/khong-co.atom", 404, "not-found"),
        ("/sitemap/muc-1.xml", 404, "not-found"),
        ("/api/v1/records?limit=0", 400, "bad-parameter"),
        ("/api/v1/records?limit=ba", 400, "bad-parameter"),
        ("/api/v1/records?kind=khong-co", 400, "bad-parameter"),
        ("/api/v1/records?lmit=2", 400, "bad-parameter"),
        ("/api/v1/records?q=a&q=b", 400, "bad-parameter"),
        ("/api/v1/records?q=a%00b", 400, "bad-parameter"),
        ("/api/v1/records?after=xyz", 400, "bad-parameter"),
        ("/api/v1/records?q=a&after=xyz", 400, "bad-parameter"),
        ("/api/v1/records?since=21/11/2026", 400, "bad-parameter"),
        ("/api/v1/plans?after=!", 400, "bad-parameter"),
        ("/api/v1/openapi.json/x", 404, "not-found"),
    ] {
        let page = anyone.get(path).await;
        assert_eq!(page.status, status, "{path}: {}", page.text);
        assert_eq!(page.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
        let problem = json(&page);
        assert_eq!(problem["type"], format!("http://hoahoi.test/du-lieu-mo#loi-{what}"), "{path}");
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
    }
    let bad = json(&anyone.get("/api/v1/records?limit=999").await);
    assert_eq!(
        (&bad["parameter"], &bad["detail"]),
        (&"limit".into(), &"Đề nghị nhập số nguyên từ 1 đến 200.".into())
    );
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let page = anyone.ask(method, "/api/v1/records").await;
        assert_eq!((page.status, page.header("allow")), (405, "GET,HEAD"), "{method}");
        assert_eq!(page.header("content-type"), "application/problem+json");
    }
    let mut picky = site.anyone();
    picky.set_header("accept", "text/csv");
    let page = picky.get("/api/v1/records").await;
    assert_eq!((page.status, page.header("content-type")), (406, "application/problem+json"));
    let preflight = anyone.ask("OPTIONS", "/api/v1/records").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-headers")), (204, "If-None-Match"));
    // the page for developers explains each of them
    let page = anyone.get("/du-lieu-mo").await;
    for what in
        ["not-found", "bad-parameter", "gone", "method-not-allowed", "not-acceptable", "too-many-requests"]
    {
        page.shows(&format!("id=\"loi-{what}\""));
    }
});

story!(who_asks_too_often_waits, |site: Site| async move {
    let mut anyone = site.anyone();
    for _ in 0..site.app.config.requests_per_minute {
        assert_eq!(anyone.get("/api/v1/nothing").await.status, 404);
    }
    let page = anyone.get("/api/v1/kinds").await;
    assert_eq!(page.status, 429);
    assert_eq!((page.header("retry-after"), page.header("content-type")), ("60", "application/problem+json"));
    anyone.set_peer("10.1.2.3:5000");
    assert_eq!(anyone.get("/api/v1/kinds").await.status, 200, "another address is not held up");
    assert_eq!(anyone.get("/").await.status, 200);
});

story!(what_is_withheld_leaves_by_no_door, |mut site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let secret = [("f-ghi-chu-bao-ton", "Sau miếu Khauphra"), ("f-toa-do", "21.90127, 106.31873")];
    let address = published(&mut writer, &mut reviewer, &with(&COMPLETE, &secret)).await;
    for door in doors(&address) {
        for mut who in [anyone.clone(), writer.clone()] {
            let text = through(&mut who, &door).await;
            for word in ["Khauphra", "ghi-chu-bao-ton", "90127", "31873"] {
                assert!(!text.contains(word), "{word} leaves by {door}");
            }
        }
    }
    assert_eq!(asked(&mut anyone, "/api/v1/records?q=khauphra").await["total"], 0);
    // a field that becomes withheld after publication leaves no more, though what was published still holds it
    let folder = tempfile::tempdir().unwrap();
    let own = include_str!("../../data/kinds/01-nguon-gen.toml");
    let field = "id = \"dac-diem\"\n";
    assert!(own.contains(field));
    let own = own.replace(field, &format!("{field}visibility = \"withheld\"\n"));
    std::fs::write(folder.path().join("a.toml"), own).unwrap();
    assert!(asked(&mut anyone, &format!("{address}.json")).await["fields"].get("dac-diem").is_some());
    site.app.kinds = std::sync::Arc::new(hoahoi::catalogue::kinds::Kinds::load(folder.path()).unwrap());
    let mut anyone = site.anyone();
    let record = asked(&mut anyone, &format!("{address}.json")).await;
    assert_eq!(record["fields"].get("dac-diem"), None);
    anyone.get(&address).await.hides("Quả chín vàng");
});

story!(what_is_withdrawn_or_a_draft_leaves_by_no_door, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let address = published(&mut writer, &mut reviewer, &COMPLETE).await;
    for door in doors(&address) {
        let silent = ["/api/v1/kinds", "/sitemap.xml", "/sitemap/trang.xml", "/api/v1/openapi.json"];
        let says = through(&mut anyone, &door).await;
        let says = says.contains("uýt vàng") || says.contains("quyt-vang");
        assert_eq!(says, !silent.iter().any(|s| door.starts_with(s)), "{door}");
    }
    let seen = rev(&mut reviewer, &format!("{address}/ho-so")).await;
    reviewer.post_ok(&format!("{address}/rut"), &[("rev", &seen), ("ly-do-rut", "Sai tên giống")]).await;
    for door in doors(&address) {
        let says = through(&mut anyone, &door).await;
        // the address that was asked for stands on the page that says it is gone
        let says = says.replace("quyt-vang-bac-son", "");
        assert!(!says.contains("uýt vàng") && !says.contains("Sai tên"), "{door}: {says}");
    }
    for gone in [".json", ".jsonld", ""] {
        assert_eq!(anyone.get(&format!("{address}{gone}")).await.status, 410, "{gone}");
    }
    assert_eq!(json(&anyone.get(&format!("{address}.json")).await)["title"], "Mục thông tin đã được rút");
    assert_eq!(asked(&mut anyone, "/api/v1/records").await["total"], 0);
    assert_eq!(asked(&mut anyone, "/api/v1/kinds/nguon-gen").await["records"], 0);
    assert_eq!(anyone.get("/sitemap/muc-1.xml").await.status, 404);

    let draft = [("title", "Quýt còn nháp"), ("viec", "luu")];
    writer.post_ok(KIND, &with(&COMPLETE, &draft)).await;
    for door in doors("/muc/quyt-con-nhap") {
        let says = through(&mut anyone, &door).await;
        assert!(!says.contains("còn nháp"), "{door}");
    }
    assert_eq!(anyone.get("/muc/quyt-con-nhap.json").await.status, 404);
    assert_eq!(writer.get("/muc/quyt-con-nhap.json").await.status, 404, "here its writer is the public");
});

story!(feeds_and_files_follow_the_filters_of_their_list, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    published(&mut writer, &mut reviewer, &COMPLETE).await;
    site.app.clock.advance(3_600_000);
    let na = [("title", "Na Chi Lăng"), ("f-xa", "ubnd-xa-chi-lang")];
    published(&mut writer, &mut reviewer, &with(&COMPLETE, &na)).await;
    let feed = anyone.get("/co-so-du-lieu.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml");
    assert_eq!(feed.header("last-modified"), "Sat, 21 Nov 2026 03:00:00 GMT");
    let at = |text: &str| feed.text.find(text).unwrap_or_else(|| panic!("{text}: {}", feed.text));
    assert!(at("<title>Na Chi Lăng") < at("<title>Quýt vàng"), "the newest first");
    feed.shows("<updated>2026-11-21T03:00:00Z</updated>");

    let list = anyone.get("/co-so-du-lieu/nguon-gen?xa=ubnd-xa-chi-lang&xep=moi").await;
    let address = list.link("/co-so-du-lieu/nguon-gen.atom?");
    assert_eq!(address, "/co-so-du-lieu/nguon-gen.atom?xa=ubnd-xa-chi-lang");
    let narrowed = anyone.get(&address).await;
    narrowed.shows("Na Chi Lăng").hides("Quýt vàng").shows("<title>Nguồn gen, xã Chi Lăng</title>");
    let id = |page: &Page| page.text.split("<id>").nth(1).unwrap().split("</id>").next().unwrap().to_owned();
    assert_eq!(id(&narrowed), id(&anyone.get(&address).await));
    assert_ne!(id(&narrowed), id(&anyone.get("/co-so-du-lieu/nguon-gen.atom").await));
    assert_eq!(anyone.get("/co-so-du-lieu/nguon-gen.atom?xa=%00").await.status, 400);

    let list = "/co-so-du-lieu/nguon-gen?xa=ubnd-xa-chi-lang&tai=";
    for form in ["csv", "xlsx"] {
        let narrowed = through(&mut anyone, &format!("{list}{form}")).await;
        assert!(narrowed.contains("Na Chi Lăng") && !narrowed.contains("Quýt vàng"), "{form}: {narrowed}");
        let all = through(&mut anyone, &format!("/co-so-du-lieu?tai={form}")).await;
        assert!(
            all.contains("Na Chi Lăng") && all.contains("Quýt vàng") && all.contains("Nguồn gen"),
            "{form}"
        );
    }
});

story!(a_plan_is_told_as_its_public_page_tells_it, |site: Site| async move {
    let (id, ..) = plan(&site).await;
    let mut anyone = site.anyone();
    let plans = asked(&mut anyone, "/api/v1/plans").await;
    assert_eq!((&plans["total"], &plans["data"][0]["number"]), (&1.into(), &"7/KH-UBND".into()));
    let one = asked(&mut anyone, &format!("/api/v1/plans/{id}")).await;
    assert_eq!(one["duties"], serde_json::json!({ "given": 1, "organisations": 1 }));
    assert_eq!(one["sections"][1]["heading"], "Sở Y tế");
    let duties = asked(&mut anyone, &format!("/api/v1/plans/{id}/duties")).await;
    assert_eq!(duties["total"], 1, "nothing of defence");
    assert_eq!(duties["data"][0]["text"], "Chủ trì nghiên cứu tinh dầu hồi làm thuốc.");
    let address = path(duties["data"][0]["url"].as_str().unwrap());
    let (page, anchor) = address.split_once('#').unwrap();
    anyone.get(page).await.shows(&format!("id=\"{anchor}\""));
    for word in ["state", "owner", "due", "late", "biên giới"] {
        assert!(!duties.to_string().contains(&format!("\"{word}\"")), "{word}");
    }
    let indicators = asked(&mut anyone, &format!("/api/v1/plans/{id}/indicators")).await;
    assert_eq!(indicators["data"], serde_json::json!([]));
    const DRAFT: &str =
        "Số: 8/KH-UBND\n\nKẾ HOẠCH\n\nCòn là dự thảo\n\nI. TỔ CHỨC\n\n1. Sở Y tế\n\nChủ trì việc này.\n";
    let by = hoahoi::plans::By::operator();
    let draft = hoahoi::plans::import::import(&site.app, DRAFT.into(), "nhap.txt", by).await.unwrap().plan();
    assert_eq!(anyone.get(&format!("/api/v1/plans/{draft}")).await.status, 404);
    assert_eq!(anyone.get(&format!("/api/v1/plans/{draft}/duties")).await.status, 404);
    assert_eq!(asked(&mut anyone, "/api/v1/plans").await["total"], 1);
});

story!(organisations_and_communes_are_there_with_their_successions, |site: Site| async move {
    let mut anyone = site.anyone();
    let dost = asked(&mut anyone, "/api/v1/organisations/so-khcn").await;
    assert_eq!(dost["name"], "Sở Khoa học và Công nghệ");
    let mut next = "/api/v1/communes?limit=30".to_owned();
    let mut met = Vec::new();
    let total = loop {
        let answer = asked(&mut anyone, &next).await;
        met.extend(slugs(&answer));
        match answer["next"].as_str() {
            Some(address) => next = path(address),
            None => break answer["total"].as_u64().unwrap(),
        }
    };
    let once: BTreeSet<&String> = met.iter().collect();
    assert_eq!((met.len() as u64, once.len() as u64), (total, total));
    assert!(total > 30);
    let found = asked(&mut anyone, "/api/v1/communes?q=chi+lang").await;
    assert!(slugs(&found).contains(&"ubnd-xa-chi-lang".to_owned()));
    let ended = asked(&mut anyone, "/api/v1/organisations?kind=district&ended=true").await;
    assert!(ended["total"].as_u64().unwrap() > 5, "districts of the past");
    assert!(!ended["data"][0]["successors"].as_array().unwrap().is_empty());
    assert_eq!(asked(&mut anyone, "/api/v1/organisations?kind=district").await["total"], 0);
    assert_eq!(asked(&mut anyone, "/api/v1/organisations?kind=group&ended=true").await["total"], 0);
});

story!(crawlers_are_led_to_the_public_pages_and_kept_from_the_others, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    published(&mut writer, &mut reviewer, &COMPLETE).await;
    let (id, ..) = plan(&site).await;
    let index = anyone.get("/sitemap.xml").await;
    index.shows("<loc>http://hoahoi.test/sitemap/muc-1.xml</loc><lastmod>2026-11-21T02:00:00Z</lastmod>");
    let pages = anyone.get("/sitemap/trang.xml").await;
    pages.shows(&format!("/ke-hoach/{id}</loc>")).shows("/co-so-du-lieu/nguon-gen</loc>");
    pages.hides("/co-so-du-lieu/san-pham<");
    anyone.get("/sitemap/muc-1.xml").await.shows("<loc>http://hoahoi.test/muc/quyt-vang-bac-son</loc>");
    let robots = anyone.get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    robots.shows("Sitemap: http://hoahoi.test/sitemap.xml");
    let closed: Vec<&str> = robots.text.lines().filter_map(|l| l.strip_prefix("Disallow: ")).collect();
    let is_closed = |path: &str| {
        closed.iter().any(|rule| match rule.split_once('*') {
            Some((head, tail)) => path.strip_prefix(head).is_some_and(|rest| rest.contains(tail)),
            None => path.starts_with(rule),
        })
    };
    // every address that the table of rights says needs a sign-in is closed, and every page of the map is open
    let rights = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/snapshots/it__rights__every_route_for_every_role.snap");
    let rights = std::fs::read_to_string(rights).unwrap();
    let mut signed_in = 0;
    for line in rights.lines().filter(|line| line.starts_with("GET ")) {
        let mut columns = line.split_whitespace().skip(1);
        let (route, public) = (columns.next().unwrap(), columns.next().unwrap());
        if public == "–"
            && !route.starts_with("/ke-hoach/")
            && !route.starts_with("/huong-dan/")
            && !route.starts_with("/tep/")
        {
            signed_in += 1;
            assert!(is_closed(route), "{route} is open to crawlers");
        }
    }
    assert!(signed_in > 20, "the table of rights has been read");
    for page in pages.text.split("<loc>").skip(1).map(|loc| path(loc.split('<').next().unwrap())) {
        assert!(!is_closed(&page), "{page} is on the map and closed");
    }
    for page in ["/", "/co-so-du-lieu", "/ke-hoach", "/du-lieu-mo", "/co-quan/so-khcn"] {
        assert_eq!(anyone.get(page).await.status, 200, "{page}");
    }
});

story!(terms_are_those_entered_and_none_else, |mut site: Site| async move {
    let page = site.anyone().get("/du-lieu-mo").await;
    page.shows("Chưa công bố điều khoản").hides("rel=\"license\"").hides("\"license\"");
    page.shows("http://hoahoi.test/api/v1/openapi.json").shows("/co-so-du-lieu/nguon-gen?tai=csv");
    let terms = "https://example.vn/dieu-khoan";
    let mut english = site.anyone();
    english.get("/ngon-ngu/en").await;
    english.get("/du-lieu-mo").await.shows("No terms have been published");
    let config = hoahoi::config::Config { data_terms: Some(terms.into()), ..(*site.app.config).clone() };
    site.app.config = std::sync::Arc::new(config);
    site.anyone().get("/du-lieu-mo").await.shows("rel=\"license\"").shows(terms).hides("Chưa công bố");
    let document = asked(&mut site.anyone(), "/api/v1/openapi.json").await;
    assert_eq!(document["info"]["license"]["url"], terms);
});
