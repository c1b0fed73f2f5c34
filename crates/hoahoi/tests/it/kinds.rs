//! The declared kinds: each is written, reviewed and read without a line of code of its own.

use hoahoi::accounts::model::Role;
use std::sync::Arc;

use hoahoi::catalogue::kinds::{FieldType, Kind, Kinds, Visibility};
use hoahoi::catalogue::refresh;
use hoahoi::db::query;
use hoahoi::jobs::run_due;

use crate::catalogue::with;
use crate::story;
use crate::support::{Browser, Site};

/// A word that stands in every withheld field.
const SECRET: &str = "khauphrasecret";

/// A value for every field of a kind that needs no other record.
fn filled(kind: &Kind) -> Vec<(String, String)> {
    let mut fields = vec![
        ("title".to_owned(), format!("Mẫu {}", kind.id)),
        ("summary".to_owned(), "Mục viết để thử.".to_owned()),
        ("viec".to_owned(), "gui".to_owned()),
    ];
    for field in kind.fields() {
        let name = format!("f-{}", field.id);
        let value = match field.kind {
            FieldType::Number | FieldType::Money => "1.234".to_owned(),
            FieldType::Date => "21/11/2026".to_owned(),
            FieldType::Year => "2025".to_owned(),
            FieldType::Choice | FieldType::Choices => {
                let last = field.options.last().unwrap().id.clone();
                fields.extend((field.kind == FieldType::Choices).then(|| (name.clone(), last)));
                field.options[0].id.clone()
            }
            FieldType::Organisation | FieldType::Organisations => "so-y-te".to_owned(),
            FieldType::Communes => "ubnd-xa-chi-lang".to_owned(),
            FieldType::Url => "https://vi.du.vn/trang".to_owned(),
            FieldType::Coordinates => "21.90127, 106.31873".to_owned(),
            FieldType::Record | FieldType::Records => continue,
            _ if field.visibility == Visibility::Withheld => SECRET.to_owned(),
            _ => format!("Lời ở {}", field.id),
        };
        fields.push((name, value));
    }
    fields
}

/// As it stands in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('\'', "&#39;")
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Hands a record in, has it published; returns its address.
async fn published(
    writer: &mut Browser,
    reviewer: &mut Browser,
    kind: &str,
    fields: &[(&str, &str)],
) -> String {
    let answer = writer.post(&format!("/muc/moi/{kind}"), fields).await;
    assert_eq!(answer.status, 303, "{kind}: {}", answer.text);
    let dossier = answer.header("location").to_owned();
    let address = dossier.trim_end_matches("/ho-so").to_owned();
    let page = reviewer.get(&dossier).await;
    let rev = page.text.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    reviewer.post_ok(&format!("{address}/cong-bo"), &[("rev", &rev)]).await;
    address
}

story!(every_kind_is_written_reviewed_and_read_and_keeps_what_is_withheld, |site: Site| async move {
    let everywhere =
        [("so-khcn", Role::Officer), ("so-gddt", Role::Officer), ("so-tai-chinh", Role::Officer)];
    let mut writer = site.person("can-bo", &everywhere).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let mut anyone = site.anyone();
    let kinds = site.app.kinds.clone();
    assert_eq!(kinds.all().len(), 22);
    for kind in kinds.all() {
        let form = writer.get(&format!("/muc/moi/{}", kind.id)).await;
        assert_eq!(form.status, 200, "{}", kind.id);
        for field in kind.fields() {
            form.shows(&escaped(&field.label.vi));
        }
        let fields = filled(kind);
        let address = published(&mut writer, &mut reviewer, &kind.id, &borrowed(&fields)).await;
        let list = format!("/co-so-du-lieu/{}", kind.id);
        let csv = format!("{list}?tai=csv");
        for page in [&address, &list, &csv] {
            let page = anyone.get(page).await;
            page.shows(&format!("Mẫu {}", kind.id)).hides(SECRET).hides("90127");
        }
        anyone.get(&list).await.shows(kind.basis.as_deref().unwrap());
        for facet in kind.facets() {
            let chosen = fields.iter().find(|(name, _)| *name == format!("f-{}", facet.id)).unwrap();
            let value = if facet.kind == FieldType::Year { "2025" } else { &chosen.1 };
            anyone.get(&format!("{list}?{}={value}", facet.id)).await.shows(&format!("Mẫu {}", kind.id));
        }
        reviewer.get(&format!("{address}/ho-so")).await.shows("không công khai");
    }
    let page = anyone.get("/co-so-du-lieu").await;
    for kind in kinds.all() {
        page.shows(&format!("href=\"/co-so-du-lieu/{}\"", kind.id));
    }
    for (group, _) in kinds.groups() {
        page.shows(&escaped(&group.name.vi));
    }
    anyone.get("/ngon-ngu/en?ve=/").await;
    let english = anyone.get("/co-so-du-lieu").await;
    for kind in kinds.all() {
        english.shows(&escaped(&kind.name.en)).shows(&escaped(&kind.about.en));
    }
});

story!(a_kind_that_names_its_writers_is_written_by_nobody_else, |site: Site| async move {
    let mut farming = site.person("nong-nghiep", &[("so-nnmt", Role::Officer)]).await;
    let mut schools = site.person("giao-duc", &[("so-gddt", Role::Officer)]).await;
    let kinds = site.app.kinds.clone();
    let fields = filled(kinds.get("thiet-bi-stem").unwrap());
    let form = "/muc/moi/thiet-bi-stem";
    farming.get("/co-so-du-lieu/cua-toi").await.hides(form).shows("/muc/moi/nguon-gen");
    assert_eq!(farming.get(form).await.status, 403);
    assert_eq!(farming.post(form, &borrowed(&fields)).await.status, 403);
    farming.get("/co-so-du-lieu/thiet-bi-stem").await.hides(form);
    schools.get("/co-so-du-lieu/cua-toi").await.shows(form);
    schools.get("/co-so-du-lieu/thiet-bi-stem").await.shows(form);
    schools.post_ok(form, &borrowed(&fields)).await.shows("Mẫu thiet-bi-stem");
});

story!(an_expert_is_not_public_without_consent, |site: Site| async move {
    let mut writer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    let kinds = site.app.kinds.clone();
    let mut fields = filled(kinds.get("chuyen-gia").unwrap());
    fields.retain(|(name, _)| name != "f-dong-y");
    let refused = writer.post("/muc/moi/chuyen-gia", &borrowed(&fields)).await;
    assert_eq!(refused.status, 422);
    refused.shows("id=\"loi-f-dong-y\"");
});

story!(records_name_several_others_and_are_named_by_them, |site: Site| async move {
    let mut writer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let mut anyone = site.anyone();
    let kinds = site.app.kinds.clone();
    let mut suppliers = Vec::new();
    for name in ["Hợp tác xã Na Sầm", "Hợp tác xã Chi Lăng"] {
        let mut fields = filled(kinds.get("doanh-nghiep").unwrap());
        fields[0].1 = name.to_owned();
        suppliers.push(published(&mut writer, &mut reviewer, "doanh-nghiep", &borrowed(&fields)).await);
    }
    let mut product = filled(kinds.get("san-pham").unwrap());
    product.push(("f-nha-cung-cap".to_owned(), format!("{}\n{0}\n{}", suppliers[0], suppliers[1])));
    let address = published(&mut writer, &mut reviewer, "san-pham", &borrowed(&product)).await;
    let page = anyone.get(&address).await;
    for (supplier, name) in suppliers.iter().zip(["Hợp tác xã Na Sầm", "Hợp tác xã Chi Lăng"]) {
        page.shows(&format!("href=\"{supplier}\">{name}</a>"));
        anyone.get(supplier).await.shows(&format!("href=\"{address}\""));
    }
    // the form shows each once, and what leads nowhere is refused at its field
    let form = writer.get(&format!("{address}/sua")).await;
    form.shows(&format!("{}\n{}", suppliers[0], suppliers[1]));
    product.push(("f-nha-cung-cap".to_owned(), String::new()));
    let at = product.iter().position(|(name, _)| name == "f-nha-cung-cap").unwrap();
    product[at].1 = format!("{}\n/muc/khong-co", suppliers[0]);
    let refused = writer.post("/muc/moi/san-pham", &borrowed(&product)).await;
    assert_eq!(refused.status, 422);
    refused.shows("id=\"loi-f-nha-cung-cap\"");
});

/// What a technology and a request for one need before they can be handed in.
const OFFER: [(&str, &str); 5] = [
    ("title", "Nhân giống thạch đen trong ống nghiệm"),
    ("summary", "Quy trình sẵn sàng chuyển giao."),
    ("f-dang", "quy-trinh"),
    ("f-linh-vuc", "ky-thuat"),
    ("f-giai-quyet", "Giống thoái hóa."),
];
const REQUEST: [(&str, &str); 6] = [
    ("title", "Cần giống thạch đen sạch bệnh"),
    ("summary", "Hợp tác xã muốn thay giống."),
    ("f-dang", "quy-trinh"),
    ("f-linh-vuc", "ky-thuat"),
    ("f-van-de", "Giống giâm cành đã thoái hóa."),
    ("f-loai-hinh", "hop-tac-xa"),
];

story!(what_is_offered_and_what_is_looked_for_suggest_each_other_in_one_field, |site: Site| async move {
    let mut writer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let mut anyone = site.anyone();
    let sent = [("viec", "gui")];
    let offer = published(&mut writer, &mut reviewer, "cong-nghe", &with(&OFFER, &sent)).await;
    anyone.get(&offer).await.hides("cùng lĩnh vực");
    let until = [("viec", "gui"), ("f-han", "22/11/2026")];
    let request = published(&mut writer, &mut reviewer, "nhu-cau-cong-nghe", &with(&REQUEST, &until)).await;
    let elsewhere = [("viec", "gui"), ("title", "Cần xử lý nước thải"), ("f-linh-vuc", "moi-truong")];
    published(&mut writer, &mut reviewer, "nhu-cau-cong-nghe", &with(&REQUEST, &elsewhere)).await;

    let page = anyone.get(&offer).await;
    page.shows("Nhu cầu công nghệ cùng lĩnh vực").shows(&format!("href=\"{request}\""));
    page.shows("/co-so-du-lieu/nhu-cau-cong-nghe?linh-vuc=ky-thuat").hides("Cần xử lý nước thải");
    let page = anyone.get(&request).await;
    page.shows("Công nghệ, kết quả KH&#38;CN cùng lĩnh vực").shows(&format!("href=\"{offer}\""));
    page.shows("Quan tâm, liên hệ");
    anyone.get("/co-so-du-lieu/cong-nghe").await.shows("href=\"/co-so-du-lieu/nhu-cau-cong-nghe\"");
    anyone.get("/co-so-du-lieu/nhu-cau-cong-nghe").await.shows("href=\"/co-so-du-lieu/cong-nghe\"");
    let kind: serde_json::Value =
        serde_json::from_str(&anyone.get("/api/v1/kinds/cong-nghe").await.text).unwrap();
    assert_eq!(kind["counterpart"], "nhu-cau-cong-nghe");

    // after its last day it is suggested no more, and asks for no answers
    site.day("2026-11-23");
    anyone.get(&offer).await.hides(&request);
    anyone.get(&request).await.shows("Đã quá ngày nhận trả lời").hides("Quan tâm, liên hệ");
});

story!(what_a_kind_withholds_from_now_on_is_not_found_any_more, |site: Site| async move {
    let mut writer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let mut anyone = site.anyone();
    let said = with(&OFFER, &[("viec", "gui"), ("f-dieu-kien", "Nhà lưới ở thung Khauphra.")]);
    published(&mut writer, &mut reviewer, "cong-nghe", &said).await;
    let kept = async |word: &str| {
        let mut c = site.app.db.read().await.unwrap();
        let all = |sql: &'static str| query(sql);
        let shown: Vec<(String,)> = all("SELECT data FROM public_record").all(&mut c).await.unwrap();
        let found: Vec<(String,)> = all("SELECT body FROM search_entry").all(&mut c).await.unwrap();
        shown.iter().chain(&found).filter(|(text,)| text.contains(word)).count()
    };
    // the first start lays everything out once, the next finds nothing to do
    for jobs in [1, 0] {
        refresh::ensure(&site.app).await.unwrap();
        let mut c = site.app.db.read().await.unwrap();
        let (n,): (i64,) =
            query("SELECT COUNT(*) FROM job WHERE kind = $1").bind(refresh::JOB).one(&mut c).await.unwrap();
        assert_eq!(n, jobs);
        drop(c);
        run_due(&site.app).await.unwrap();
    }
    assert_eq!(kept("Khauphra").await, 2);
    anyone.get("/tim-kiem?q=khauphra").await.shows("Nhân giống thạch đen");
    let published_at = anyone.get("/co-so-du-lieu.atom").await.text;

    let folder = tempfile::tempdir().unwrap();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kinds/02-cong-nghe.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let field = "id = \"dieu-kien\"\n";
    assert!(text.contains(field));
    let text = text.replace(field, &format!("{field}visibility = \"withheld\"\n"));
    std::fs::write(folder.path().join("cong-nghe.toml"), text).unwrap();
    let mut app = site.app.clone();
    app.kinds = Arc::new(Kinds::load(folder.path()).unwrap());
    refresh::ensure(&app).await.unwrap();
    run_due(&app).await.unwrap();
    assert_eq!(kept("Khauphra").await, 0, "it is not even kept where the public reads");
    anyone.get("/tim-kiem?q=khauphra").await.hides("Nhân giống thạch đen");
    anyone.get("/tim-kiem?q=thach+den").await.shows("<mark>thạch</mark> <mark>đen</mark>");
    assert_eq!(anyone.get("/co-so-du-lieu.atom").await.text, published_at, "nothing was published");
});
