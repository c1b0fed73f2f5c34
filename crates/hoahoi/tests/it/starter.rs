//! The starter set: true facts with their sources, published once.

use hoahoi::accounts::model::Role;
use hoahoi::catalogue::starter;

use crate::story;
use crate::support::Site;

async fn load(site: &Site) -> starter::Loaded {
    let mut tx = site.app.db.write().await.unwrap();
    let loaded = starter::load(&mut tx, &site.app, site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    loaded
}

story!(the_starter_set_is_published_once_and_names_its_sources, |site: Site| async move {
    let first = load(&site).await;
    assert!(first.added > 15 && first.there == 0);
    let mut anyone = site.anyone();
    let page = anyone.get("/muc/ga-sau-ngon").await;
    page.shows("Gà sáu ngón").shows("Kế hoạch số 182/KH-UBND ngày 06/9/2023").shows("mục III.3.1");
    page.shows("Sở Khoa học và Công nghệ").hides("class=\"tag\"");
    let indication = anyone.get("/co-so-du-lieu/so-huu-tri-tue?hinh-thuc=chi-dan-dia-ly").await;
    indication.shows("00140").shows("Hồng Bảo Lâm");
    anyone.get("/tim-kiem?q=vit+co+xanh").await.shows("href=\"/muc/vit-co-xanh\"");

    // what a reviewer took down does not come back, and nothing is doubled
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let dossier = reviewer.get("/muc/ga-sau-ngon/ho-so").await;
    let rev =
        dossier.text.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    reviewer.post_ok("/muc/ga-sau-ngon/rut", &[("rev", &rev), ("ly-do-rut", "Cần kiểm chứng")]).await;
    let again = load(&site).await;
    assert_eq!((again.added, again.there), (0, first.added));
    assert_eq!(anyone.get("/muc/ga-sau-ngon").await.status, 410);
    anyone.get("/co-so-du-lieu/nguon-gen").await.hides("Gà sáu ngón");
    let mut auditor = site.person("kiem-toan", &[("so-khcn", Role::Auditor)]).await;
    auditor.get("/quan-tri/nhat-ky").await.shows("Ghi các mục thông tin khởi đầu");
});
