//! Organisations in the database and on their pages.

use hoahoi::clock::Clock;
use hoahoi::config::Config;
use hoahoi::db::query;
use hoahoi::organisations::data::Data;
use hoahoi::organisations::{Directory, Matter, id_of, store};
use hoahoi::web::App;

use crate::story;
use crate::support::Site;

async fn counts(site: &Site) -> (i64, i64, i64) {
    let mut c = site.app.db.read().await.unwrap();
    query(
        "SELECT (SELECT count(*) FROM org), (SELECT count(*) FROM org_alias), (SELECT count(*) FROM org_succession)"
    ).one(&mut c).await
    .unwrap()
}

story!(what_the_data_say_is_what_the_system_answers_from, |site: Site| async move {
    let from_file = Data::lang_son().unwrap().directory();
    let plain = |directory: &Directory| {
        let mut organisations = directory.organisations().to_vec();
        organisations.iter_mut().for_each(|org| org.aliases.sort());
        organisations
    };
    assert_eq!(plain(&site.app.directory()), plain(&from_file));
    assert_eq!(site.app.directory().successions(), from_file.successions());
    let today = site.app.clock.today().0;
    let answer = site.app.directory().answers(id_of("so-tnmt"), Matter::Unknown, today);
    assert_eq!(answer.holders, [id_of("so-nnmt")]);
});

story!(loading_again_changes_nothing, |site: Site| async move {
    let before = counts(&site).await;
    let mut tx = site.app.db.write().await.unwrap();
    store::load(&mut tx, &Data::lang_son().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&site).await, before);
    let again = store::open(&site.app.db, Data::lang_son().unwrap(), site.app.clock.now()).await.unwrap();
    assert_eq!(again.organisations(), site.app.directory().organisations());
});

story!(anyone_finds_an_agency_with_or_without_marks, |site: Site| async move {
    let mut anyone = site.anyone();
    for typed in ["khoa học", "khoa hoc", "KHCN", "Sở KH&CN"] {
        let path = format!("/co-quan?ten={}", hoahoi::web::paging::encode(typed));
        anyone.get(&path).await.shows("Sở Khoa học và Công nghệ").shows("1 cơ quan").hides("Sở Y tế");
    }
    anyone.get("/co-quan?ten=khongco").await.shows("Không có cơ quan nào khớp");
});

story!(the_list_shows_the_agencies_of_a_day, |site: Site| async move {
    let mut anyone = site.anyone();
    let today = anyone.get("/co-quan?loai=department").await;
    today.shows("Sở Nông nghiệp và Môi trường").hides("Sở Nông nghiệp và Phát triển nông thôn");
    let then = anyone.get("/co-quan?loai=department&ngay=06/9/2023").await;
    then.shows("Sở Nông nghiệp và Phát triển nông thôn").shows("/co-quan/so-nnmt");
    let both = anyone.get("/co-quan?loai=department&da-ket-thuc=1").await;
    both.shows("đến 28/02/2025").shows("từ 01/3/2025");
    anyone.get("/co-quan?he-thong=armed-forces").await.shows("Công an tỉnh Lạng Sơn").hides("Sở Y tế");
    anyone.get("/co-quan?loai=commune").await.shows("61 cơ quan");
    anyone.get("/co-quan?ngay=31/02/2025").await.shows("Không có ngày “31/02/2025” trong lịch.");
});

story!(a_long_list_is_read_page_by_page, |site: Site| async move {
    let mut anyone = site.anyone();
    let first = anyone.get("/co-quan?da-ket-thuc=1&sap-xep=loai").await;
    let next = anyone.get(&first.link("/co-quan?da-ket-thuc=1&#38;sap-xep=loai&#38;sau=")).await;
    let names = |page: &str| page.matches("scope=\"row\"").count();
    let all = site.app.directory().organisations().iter().filter(|org| !org.is_group()).count();
    assert_eq!(names(&first.text) + names(&next.text), all);
    assert_eq!(names(&first.text), 100);
});

story!(an_agency_shows_what_it_took_over_and_by_which_decision, |site: Site| async move {
    let mut anyone = site.anyone();
    anyone
        .get("/co-quan/so-nnmt")
        .await
        .shows("Sở Nông nghiệp và Phát triển nông thôn; Sở Tài nguyên và Môi trường hợp nhất vào Sở Nông nghiệp và Môi trường.")
        .shows("Nghị quyết số 04 ngày 18/02/2025")
        .hides("cần kiểm chứng");
    anyone
        .get("/co-quan/so-tttt")
        .await
        .shows("Cơ quan này đã kết thúc hoạt động.")
        .shows("báo chí, xuất bản, thông tin cơ sở")
        .shows("/co-quan/so-vhttdl")
        .shows("cần kiểm chứng");
    let id = id_of("so-khcn");
    anyone.get(&format!("/co-quan/{id}")).await.shows("Sở Khoa học và Công nghệ");
    assert_eq!(anyone.get("/co-quan/khong-co").await.status, 404);
});

story!(bodies_outside_the_state_are_asked, |site: Site| async move {
    let mut anyone = site.anyone();
    anyone.get("/co-quan/mttq-tinh").await.shows("được đề nghị quan tâm, phối hợp");
    anyone.get("/co-quan/so-y-te").await.shows("chấp hành chỉ đạo của UBND tỉnh");
    anyone.get("/co-quan/tinh-uy").await.hides("Quan hệ với UBND tỉnh");
});

story!(a_former_district_offers_its_communes, |site: Site| async move {
    let mut anyone = site.anyone();
    let page = anyone.get("/co-quan/ubnd-huyen-cao-loc").await;
    page.shows("do người có thẩm quyền giao lại").shows("Ủy ban nhân dân phường Kỳ Lừa");
    anyone.get("/ngon-ngu/en").await;
    anyone.get("/co-quan/ubnd-huyen-cao-loc").await.shows("its area belongs to");
    anyone.get("/co-quan?ngay=31/02/2025").await.shows("There is no day “31/02/2025” in the calendar.");
});

/// Opens an installation that brings tables of its own.
async fn opened_with(name: &str, text: &str) -> anyhow::Result<App> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let clock = Clock::standing("2026-11-21".parse().unwrap());
    hoahoi::server::open(Config::local(folder.path().to_owned(), 0), None, clock).await
}

#[tokio::test]
async fn an_installation_brings_its_own_organisations_and_holidays() {
    let one =
        "[[organisation]]\nslug = \"so-y-te\"\nkind = \"department\"\nsystem = \"state\"\nname = \"Sở Y tế\"";
    let app = opened_with("organisations.toml", one).await.unwrap();
    assert_eq!(app.directory().organisations().len(), 1);

    let tet = "[[year]]\nyear = 2027\noff = [{ name = \"Tết\", from = \"2027-02-04\" }]";
    let app = opened_with("holidays.toml", tet).await.unwrap();
    assert!(!app.calendar().is_working_day("2027-02-04".parse().unwrap()));
    assert!(!app.calendar().is_working_day("2025-01-29".parse().unwrap()));
}

#[tokio::test]
async fn a_table_that_is_wrong_is_named_and_nothing_starts() {
    let error = opened_with("holidays.toml", "[[year]]\nyear = 2027\noff = 3").await.err().unwrap();
    assert!(format!("{error:#}").contains("holidays.toml"));
}
