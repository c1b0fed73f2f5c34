//! The declared kinds: each is written, reviewed and read without a line of code of its own.

use hoahoi::accounts::model::Role;
use hoahoi::catalogue::kinds::{FieldType, Kind, Visibility};

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
    assert_eq!(kinds.all().len(), 20);
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
