//! Search over what is public: quality, following the database, crashes, suggestions, facets.

use std::path::Path;

use hoahoi::db::{Millis, query};
use hoahoi::search::{self, Entry, Facets, Query, SearchIndex};
use indicatif::ProgressBar;
use uuid::Uuid;

use crate::story;
use crate::support::Site;

/// Makes something findable, and returns under which identifier.
async fn put(site: &Site, title: &str, body: &str, facets: Facets) -> Uuid {
    let subject = Uuid::now_v7();
    put_again(site, subject, title, body, facets).await;
    subject
}

async fn put_again(site: &Site, subject: Uuid, title: &str, body: &str, facets: Facets) {
    let entry = Entry {
        kind: "san-pham".to_owned(),
        href: format!("/muc/{subject}"),
        title: title.to_owned(),
        body: body.to_owned(),
        place: String::new(),
        at: Millis(0),
        demo: false,
        facets,
    };
    let mut tx = site.app.db.write().await.unwrap();
    search::put(&mut tx, "record", subject, &[entry]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn remove(site: &Site, subject: Uuid) {
    let mut tx = site.app.db.write().await.unwrap();
    search::remove(&mut tx, "record", subject).await.unwrap();
    tx.commit().await.unwrap();
}

/// The titles that an index finds, best first.
async fn titles(site: &Site, index: &SearchIndex, text: &str) -> Vec<String> {
    let mut c = site.app.db.read().await.unwrap();
    let wanted = Query { text: text.to_owned(), ..Query::default() };
    let found = search::find(index, &mut c, &wanted).await.unwrap();
    assert!(!found.building);
    found.page.rows.into_iter().map(|hit| hit.title).collect()
}

async fn found(site: &Site, text: &str) -> Vec<String> {
    titles(site, &site.app.search, text).await
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

story!(slips_and_abbreviations_are_understood, |site: Site| async move {
    put(&site, "Nuôi cấy mô cây hồi", "Ứng dụng công nghệ sinh học, theo 15/SKH-QLKH.", Facets::default())
        .await;
    put(&site, "Đề tài CNSH năm nay", "Do UBND tỉnh giao.", Facets::default()).await;
    put(&site, "Bánh chưng", "Gói bằng lá dong.", Facets::default()).await;
    let both = ["Đề tài CNSH năm nay", "Nuôi cấy mô cây hồi"];
    for text in ["CNSH", "công nghệ sinh học", "cong nghe sinh hoc", "cnsh"] {
        let mut found = found(&site, text).await;
        found.sort_by_key(|title| viet::fold(title));
        assert_eq!(found, both, "{text}");
    }
    assert_eq!(found(&site, "ủy ban nhân dân").await, ["Đề tài CNSH năm nay"]);
    for slip in ["banhh chung", "chuwng", "bnah"] {
        assert_eq!(found(&site, slip).await, ["Bánh chưng"], "{slip}");
    }
    for number in ["15/SKH-QLKH", "15/skh-qlkh", "15", "qlkh"] {
        assert_eq!(found(&site, number).await, ["Nuôi cấy mô cây hồi"], "{number}");
    }
});

story!(all_words_are_wanted_and_if_nothing_has_them_some, |site: Site| async move {
    put(&site, "Quýt Bắc Sơn", "Quả vàng.", Facets::default()).await;
    put(&site, "Na Chi Lăng", "Quả xanh.", Facets::default()).await;
    assert_eq!(found(&site, "quả vàng").await, ["Quýt Bắc Sơn"]);
    let page = site.anyone().get("/tim-kiem?q=qu%C3%BDt+chi+l%C4%83ng").await;
    page.shows("Không có kết quả chứa đủ các từ")
        .shows("Bắc Sơn")
        .shows("<mark>Chi</mark> <mark>Lăng</mark>");
    site.anyone().get("/tim-kiem?q=qu%E1%BA%A3").await.hides("Không có kết quả chứa đủ");
});

story!(what_is_withdrawn_is_gone_even_from_an_index_that_has_not_heard_of_it, |site: Site| async move {
    let kept = put(&site, "Quýt giữ lại", "", Facets::default()).await;
    let gone = put(&site, "Quýt rút xuống", "", Facets::default()).await;
    assert_eq!(found(&site, "quýt").await.len(), 2);
    remove(&site, gone).await;
    assert_eq!(found(&site, "quýt").await, ["Quýt giữ lại"]);
    // behind the log's back: the index still has it
    let mut tx = site.app.db.write().await.unwrap();
    query("DELETE FROM search_entry WHERE subject_id = $1").bind(kept).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(found(&site, "quýt").await.is_empty());
    site.anyone().get("/tim-kiem/goi-y?q=qu%C3%BDt").await.hides("Quýt");
});

story!(after_a_crash_at_any_moment_the_index_catches_up, |site: Site| async move {
    let folder = site.app.config.data.join("index");
    let first = put(&site, "Quýt thứ nhất", "", Facets::default()).await;
    put(&site, "Quýt thứ hai", "", Facets::default()).await;
    assert_eq!(found(&site, "quýt").await.len(), 2);
    let before = site.app.config.data.join("before");
    copy(&folder, &before);
    remove(&site, first).await;
    put(&site, "Quýt thứ ba", "", Facets::default()).await;
    put_again(&site, Uuid::now_v7(), "Cam", "", Facets::default()).await;
    let expected = found(&site, "quýt").await;
    assert_eq!(expected.len(), 2);
    // a folder as a crash before the last commits would have left it
    assert_eq!(titles(&site, &SearchIndex::new(&before), "quýt").await, expected);
    // another replica, which has no folder yet
    let fresh = SearchIndex::new(&site.app.config.data.join("fresh"));
    assert_eq!(titles(&site, &fresh, "quýt").await, expected);
    put(&site, "Quýt thứ tư", "", Facets::default()).await;
    assert_eq!(titles(&site, &fresh, "quýt").await.len(), 3);
    // a damaged folder, and one that lost a file
    let damaged = site.app.config.data.join("damaged");
    copy(&folder, &damaged);
    std::fs::write(damaged.join("meta.json"), "{").unwrap();
    assert_eq!(titles(&site, &SearchIndex::new(&damaged), "quýt").await.len(), 3);
    let holed = site.app.config.data.join("holed");
    copy(&folder, &holed);
    for file in std::fs::read_dir(&holed).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "idx" || e == "term") {
            std::fs::remove_file(file).unwrap();
        }
    }
    assert_eq!(titles(&site, &SearchIndex::new(&holed), "quýt").await.len(), 3);
});

story!(a_restored_database_is_never_searched_by_the_index_of_another, |site: Site| async move {
    put(&site, "Quýt", "", Facets::default()).await;
    assert_eq!(found(&site, "quýt").await, ["Quýt"]);
    // as a backup would have it: entries that no change in the log tells of
    let mut tx = site.app.db.write().await.unwrap();
    query("UPDATE search_entry SET title = $1").bind("Cam").run(&mut tx).await.unwrap();
    search::begin_anew(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(found(&site, "quýt").await.is_empty());
    assert_eq!(found(&site, "cam").await, ["Cam"]);
});

story!(two_processes_on_one_folder_do_not_fight, |site: Site| async move {
    put(&site, "Quýt", "", Facets::default()).await;
    assert_eq!(found(&site, "quýt").await, ["Quýt"]);
    let second = SearchIndex::new(&site.app.config.data.join("index"));
    assert_eq!(titles(&site, &second, "quýt").await, ["Quýt"]);
    put(&site, "Quýt nữa", "", Facets::default()).await;
    assert_eq!(found(&site, "quýt").await.len(), 2);
    assert_eq!(titles(&site, &second, "quýt").await.len(), 2, "it reads what the first has written");
    let mut c = site.app.db.read().await.unwrap();
    let outcome = second.rebuild(&mut c, &ProgressBar::hidden()).await;
    assert!(matches!(outcome, Err(search::Error::Busy)));
});

story!(results_are_counted_by_kind_field_commune_and_year, |site: Site| async move {
    let facets = |field: &str, communes: &[&str], year: &str| Facets {
        fields: vec![field.to_owned()],
        communes: communes.iter().map(|slug| (*slug).to_owned()).collect(),
        year: Some(year.to_owned()),
    };
    let (bac_son, chi_lang) = ("ubnd-xa-bac-son", "ubnd-xa-chi-lang");
    put(&site, "Quýt một", "", facets("nong-nghiep", &[bac_son], "2024")).await;
    put(&site, "Quýt hai", "", facets("nong-nghiep", &[bac_son, chi_lang], "2025")).await;
    put(&site, "Quýt ba", "", facets("moi-truong", &[chi_lang], "2025")).await;
    let mut anyone = site.anyone();
    let page = anyone.get("/tim-kiem?q=quyt").await;
    page.shows("3 kết quả").shows("<span>Nông nghiệp</span><span class=\"num quiet\">2</span>");
    page.shows("<span>Xã Bắc Sơn</span><span class=\"num quiet\">2</span>");
    page.shows("<span>2025</span><span class=\"num quiet\">2</span>");
    let page = anyone.get("/tim-kiem?q=quyt&linh-vuc=nong-nghiep&xa=ubnd-xa-chi-lang").await;
    page.shows("1 kết quả").shows("<mark>Quýt</mark> hai").hides("<mark>Quýt</mark> ba");
    // within the commune there is one of each field; within the field both communes
    page.shows("<span>Môi trường</span><span class=\"num quiet\">1</span>");
    page.shows("<span>Xã Bắc Sơn</span><span class=\"num quiet\">2</span>");
    page.shows("<span>2025</span><span class=\"num quiet\">1</span>").hides("<span>2024</span>");
    anyone.get("/tim-kiem?q=quyt&nam=1999").await.shows("0 kết quả").shows("<span>2024</span>");
});

story!(titles_are_suggested_while_somebody_types, |site: Site| async move {
    for title in ["Quýt vàng Bắc Sơn", "Quy trình ủ phân", "Mứt quýt", "Hồi Văn Quan", "Hội nghị hồi"]
    {
        put(&site, title, "", Facets::default()).await;
    }
    let mut anyone = site.anyone();
    let mut suggested = async |typed: &str| -> Vec<String> {
        let page = anyone.get(&format!("/tim-kiem/goi-y?q={}", hoahoi::web::paging::encode(typed))).await;
        assert_eq!(page.status, 200);
        let found: Vec<serde_json::Value> = serde_json::from_str(&page.text).unwrap();
        found.iter().map(|one| one["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(suggested("quyt").await, ["Quýt vàng Bắc Sơn", "Mứt quýt"]);
    assert_eq!(suggested("quýt v").await, ["Quýt vàng Bắc Sơn"]);
    assert_eq!(suggested("qu").await.len(), 4, "the beginning of any word");
    assert_eq!(suggested("hồi").await[0], "Hồi Văn Quan", "its very marks first");
    assert_eq!(suggested("hội").await[0], "Hội nghị hồi");
    assert_eq!(suggested("bac s").await, ["Quýt vàng Bắc Sơn"]);
    assert!(suggested("").await.is_empty() && suggested("%").await.is_empty());
});

#[test]
fn the_search_finds_what_a_small_collection_asks_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/search");
    let figures = search::evaluate(&folder, &ProgressBar::hidden()).unwrap();
    assert_eq!((figures.documents, figures.queries), (30, 30));
    assert!(figures.recall_1 >= 0.96 && figures.recall_10 >= 0.99 && figures.mrr_10 >= 0.96, "{figures:?}");
    let missing = search::evaluate(Path::new("/nowhere"), &ProgressBar::hidden()).unwrap_err().to_string();
    assert!(missing.contains("qrels.tsv"), "{missing}");
}

story!(who_asks_for_suggestions_too_often_gets_none_for_a_while, |site: Site| async move {
    let mut anyone = site.anyone();
    let ask = "/tim-kiem/goi-y?q=qu";
    for _ in 0..site.app.config.requests_per_minute {
        assert_eq!(anyone.get(ask).await.status, 200);
    }
    let page = anyone.get(ask).await;
    assert_eq!((page.status, page.header("retry-after"), page.text.as_str()), (429, "60", "[]"));
    assert_eq!(anyone.get("/tim-kiem?q=qu").await.status, 200, "the search itself goes on");
    anyone.set_peer("10.1.2.3:5000");
    assert_eq!(anyone.get(ask).await.status, 200, "another address is not held up");
    site.app.clock.advance(60_000);
    let mut again = site.anyone();
    assert_eq!(again.get(ask).await.status, 200);
});
