//! Guidance: written by the coordinator, found at the duty and at the field.

use hoahoi::accounts::model::Role;

use crate::consolidated::{confirmed, hidden};
use crate::story;
use crate::support::{Browser, Page, Site};

const WORDS: [(&str, &str); 7] = [
    ("ten", "Lập báo cáo kỳ"),
    ("doi-tuong", "cán bộ lập báo cáo"),
    ("cac-buoc", "Mở Việc của tôi.\n- Chọn kỳ\nNhập <b>kết quả</b>."),
    ("can-cu", "Kế hoạch 8/KH-UBND"),
    ("lien-ket", "Cổng tỉnh https://langson.gov.vn"),
    ("o", "bao-cao.ket-qua"),
    ("o", "muc.cong-nghe.khong-co"),
];

async fn written(coordinator: &mut Browser, more: &[(&str, &str)]) -> String {
    let mut fields = WORDS.to_vec();
    fields.extend(more);
    let made = coordinator.upload("/huong-dan/moi", &fields, &[("tep", "mau.pdf", b"%PDF-1.7\n%%EOF")]).await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.header("location").to_owned()
}

async fn state(coordinator: &mut Browser, one: &str, act: &str) -> Page {
    let rev = hidden(&coordinator.get(one).await, "rev");
    coordinator.post_ok(&format!("{one}/trang-thai"), &[("rev", &rev), ("viec", act)]).await
}

story!(guidance_is_found_where_the_work_is_done, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let mut officer = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(officer.get("/huong-dan/moi").await.status, 403);
    let one = written(&mut coordinator, &[]).await;
    let page = coordinator.get(&one).await;
    page.shows("<li>Chọn kỳ</li>").shows("Nháp").shows("mau.pdf").shows("Biểu báo cáo: Kết quả");
    // plain text stays plain text
    page.shows("&#60;b&#62;kết quả").hides("<b>kết quả");
    let file = page.link("/tep/");

    // a draft is there for nobody else; nor is its form
    assert_eq!(officer.get(&one).await.status, 404);
    assert_eq!(officer.get(&file).await.status, 404);
    officer.get("/huong-dan").await.shows("Chưa có hướng dẫn nào khớp.");
    let report = officer.get("/bao-cao").await.link("/bao-cao/0");
    officer.get(&report).await.hides("href=\"/huong-dan/0");

    state(&mut coordinator, &one, "cong-bo").await.shows("Đã công bố hướng dẫn.");
    officer.get("/huong-dan?tim=bao%20cao%20ky").await.shows("Lập báo cáo kỳ");
    officer.get("/huong-dan?tim=khong%20thay").await.hides("Lập báo cáo kỳ");
    officer
        .get(&one)
        .await
        .shows("Kế hoạch 8/KH-UBND")
        .shows("href=\"https://langson.gov.vn\"")
        .hides("/sua\"");
    assert_eq!(officer.get(&file).await.status, 200);
    // one click from the field, and from the duty
    officer.get(&report).await.shows(&format!("href=\"{one}\""));
    let duty = coordinator.get("/nhiem-vu").await.link("/nhiem-vu/0");
    let id = one.rsplit('/').next().unwrap().to_owned();
    let attach = format!("{duty}/huong-dan");
    assert_eq!(officer.post(&attach, &[("huong-dan", &id), ("viec", "gan")]).await.status, 403);
    coordinator.post_ok(&attach, &[("huong-dan", &id), ("viec", "gan")]).await.shows("Đã gắn hướng dẫn.");
    officer.get(&duty).await.shows("Hướng dẫn thực hiện").shows("Lập báo cáo kỳ").hides("Bỏ gắn");
    officer.get(&one).await.shows("Gắn với nhiệm vụ");
    coordinator.post_ok(&attach, &[("huong-dan", &id), ("viec", "bo")]).await;
    officer.get(&duty).await.hides("Lập báo cáo kỳ");

    // not public: who has not signed in is asked to
    assert_eq!(site.anyone().get(&one).await.status, 303);
    state(&mut coordinator, &one, "rut").await.shows("Đã rút hướng dẫn.");
    assert_eq!(officer.get(&one).await.status, 404);
});

story!(
    what_is_public_is_read_by_everybody_and_only_while_it_holds_stands_at_fields,
    |site: Site| async move {
        let (mut coordinator, _) = confirmed(&site).await;
        let one = written(&mut coordinator, &[("cong-khai", "1"), ("den-ngay", "20/12/2026")]).await;
        let file = coordinator.get(&one).await.link("/tep/");
        let mut anyone = site.anyone();
        assert_eq!(anyone.get(&one).await.status, 303);
        state(&mut coordinator, &one, "cong-bo").await;
        anyone.get("/huong-dan").await.shows("Lập báo cáo kỳ").hides("Soạn hướng dẫn");
        anyone.get(&one).await.shows("đến hết 20/12/2026").hides("Gắn với nhiệm vụ");
        assert_eq!(anyone.get(&file).await.status, 200);
        site.day("2026-12-21");
        let mut officer = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
        officer.get(&one).await.shows("hết thời gian áp dụng");
        let report = officer.get("/bao-cao").await.link("/bao-cao/0");
        officer.get(&report).await.hides(&format!("href=\"{one}\""));
    }
);

story!(bad_input_is_said_at_its_field_and_two_writers_overwrite_nothing, |site: Site| async move {
    let mut coordinator = site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await;
    let wrong = [
        ("ten", "Tên còn đây"),
        ("lien-ket", "Bấm javascript:alert(1)"),
        ("tu-ngay", "02/12/2026"),
        ("den-ngay", "01/12/2026"),
    ];
    let refused = coordinator.upload("/huong-dan/moi", &wrong, &[]).await;
    assert_eq!(refused.status, 422);
    refused
        .shows("Tên còn đây")
        .shows("Không phải liên kết: “Bấm javascript:alert(1)”")
        .shows("Ngày kết thúc phải sau ngày bắt đầu.")
        .shows("id=\"loi-cac-buoc\"");
    let one = written(&mut coordinator, &[]).await;
    let edit = format!("{one}/sua");
    let form = coordinator.get(&edit).await;
    form.shows("value=\"bao-cao.ket-qua\" checked").shows("Cổng tỉnh https://langson.gov.vn");
    let rev = hidden(&form, "rev");
    let words = |title: &'static str| {
        vec![("rev", rev.as_str()), ("ten", title), ("doi-tuong", "cán bộ"), ("cac-buoc", "Một bước.")]
    };
    assert_eq!(coordinator.upload(&edit, &words("Lời thứ nhất"), &[]).await.status, 303);
    let late = coordinator.upload(&edit, &words("Lời thứ hai"), &[]).await;
    assert_eq!(late.status, 409);
    late.shows("Lời thứ hai").shows("Người khác vừa sửa hướng dẫn này");
    coordinator.get(&one).await.shows("Lời thứ nhất").hides("Lời thứ hai");
    let file = coordinator.get(&one).await.link("/tep/").rsplit('/').next().unwrap().to_owned();
    let rev = hidden(&coordinator.get(&edit).await, "rev");
    let gone =
        [("rev", rev.as_str()), ("ten", "Lời"), ("doi-tuong", "a"), ("cac-buoc", "b"), ("go", file.as_str())];
    assert_eq!(coordinator.upload(&edit, &gone, &[]).await.status, 303);
    coordinator.get(&one).await.hides("mau.pdf");
});
