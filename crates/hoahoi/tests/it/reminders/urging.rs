//! Beyond the ladder: a person urges, and asks.

use std::io::Read as _;

use hoahoi::accounts::model::Role;

use super::{reported_plan, run_days, run_on, someone};
use crate::duties::given::{duty, plan};
use crate::story;
use crate::support::{Page, Site};

/// The value of the checkbox beside something on the page.
fn choice(page: &Page, id: impl std::fmt::Display) -> String {
    let mark = format!(":{id}:");
    let at = page.text.find(&mark).unwrap_or_else(|| panic!("nothing to choose for {id} on\n{}", page.text));
    let from = page.text[..at].rfind('"').unwrap() + 1;
    page.text[from..].split('"').next().unwrap().to_owned()
}

story!(a_person_sends_what_is_late_beyond_the_last_rung, |site: Site| async move {
    site.day("2026-12-01");
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", Some("2026-12-17"))])
            .await;
    run_days(&site, "2026-12-01", "2026-12-28").await;
    let mut office = someone(&site, "van-phong-ubnd-tinh", Role::Office).await;
    // on the day of the last rung the ladder still speaks
    office.get("/don-doc").await.shows("Không có việc nào cần đôn đốc");
    office.get("/don-doc?xem=tat-ca").await.shows("Nhân giống cây dược liệu.");
    run_on(&site, "2026-12-29").await;
    let mut office = someone(&site, "van-phong-ubnd-tinh", Role::Office).await;
    let mut other = someone(&site, "so-khcn", Role::Coordinator).await;
    let page = office.get("/don-doc").await;
    page.shows("Nhân giống cây dược liệu.")
        .shows("quá hạn 8 ngày làm việc")
        .shows("5 lần, gần nhất 28/12/2026");
    let key = choice(&page, made.duties[0]);
    let none =
        office.post("/don-doc", &[("co-quan", "so-y-te"), ("loi", "Đề nghị báo cáo Phó Chủ tịch.")]).await;
    assert_eq!(none.status, 422);
    none.shows("Đề nghị chọn ít nhất một việc.").shows("Đề nghị báo cáo Phó Chủ tịch.");
    let form = [("co-quan", "so-y-te"), ("muc", key.as_str()), ("loi", "Đề nghị báo cáo Phó Chủ tịch.")];
    office.post_ok("/don-doc", &form).await.shows("Đã gửi đôn đốc.").shows("6 lần, gần nhất 29/12/2026");
    // somebody else who had the page open is told, and the agency is not urged twice
    let late = other.post("/don-doc", &form).await;
    assert_eq!(late.status, 409);
    late.shows("vừa được người khác gửi");
    let mut head = someone(&site, "so-y-te", Role::Head).await;
    head.get("/thong-bao")
        .await
        .shows("Đề nghị báo cáo Phó Chủ tịch.")
        .shows("Văn phòng Ủy ban nhân dân tỉnh");
    let page = head.get(&made.page(0)).await;
    page.shows("Đã đôn đốc").shows("đúng ngày hạn").shows("quá hạn 7 ngày làm việc").shows("gửi, lần 1");
    page.shows("cán bộ, văn thư, lãnh đạo cơ quan; trong hệ thống");
    // others who have signed in see the duty, not what was said to the agency
    someone(&site, "so-gddt", Role::Officer).await.get(&made.page(0)).await.hides("Đã đôn đốc");
    let mut auditor = someone(&site, "so-khcn", Role::Auditor).await;
    auditor.get("/quan-tri/nhat-ky").await.shows("Gửi đôn đốc");
});

/// The words of a DOCX, paragraphs on lines.
pub fn docx(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for part in xml.replace("</w:p>", "<w:t>\n</w:t>").split("<w:t").skip(1) {
        text.push_str(part.split_once('>').unwrap().1.split("</w:t>").next().unwrap());
    }
    text.replace('\u{a0}', " ")
}

story!(a_letter_is_drafted_for_signature_and_kept_with_what_was_sent, |site: Site| async move {
    site.day("2026-12-29");
    let given = [
        duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", Some("2026-12-17")),
        duty("IV.3", "Bảo vệ bí mật.", "so-y-te", Some("2026-12-17")).secret(),
        duty("IV.14", "Tuyên truyền, vận động.", "mttq-tinh", Some("2026-12-17")),
    ];
    let made = plan(&site, "182/KH-UBND", &given).await;
    let mut coordinator = someone(&site, "so-khcn", Role::Coordinator).await;
    let page = coordinator.get("/don-doc").await;
    let (key, secret, front) =
        (choice(&page, made.duties[0]), choice(&page, made.duties[1]), choice(&page, made.duties[2]));
    let form = [
        ("co-quan", "so-y-te"),
        ("muc", key.as_str()),
        ("loi", "Báo cáo trước ngày 05/01/2027."),
        ("do-khan", "hoa-toc"),
    ];
    let letter = coordinator.post("/don-doc/cong-van", &form).await;
    assert!(letter.header("content-disposition").contains("cong-van-don-doc-so-y-te.docx"));
    let text = docx(&letter.bytes);
    for words in [
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "HỎA TỐC",
        "Kính gửi: Sở Y tế",
        "Nhân giống cây dược liệu.",
        "17/12/2026",
        "Báo cáo trước ngày 05/01/2027.",
        "GIÁM ĐỐC",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    assert!(text.replace('\n', " ").contains("V/v đôn đốc thực hiện nhiệm vụ"), "{text}");
    assert!(!text.contains("Bảo vệ bí mật"));
    let only_secret =
        coordinator.post("/don-doc/cong-van", &[("co-quan", "so-y-te"), ("muc", &secret)]).await;
    assert_eq!(only_secret.status, 422);
    let none = [("co-quan", "so-y-te"), ("muc", &secret), ("do-khan", "khan")];
    coordinator.post("/don-doc/cong-van", &none).await.shows("value=\"khan\" selected");
    only_secret.shows("Công văn không nêu nhiệm vụ thuộc diện hạn chế");
    // a body outside the state system is asked, in other words
    let letter = coordinator.post("/don-doc/cong-van", &[("co-quan", "mttq-tinh"), ("muc", &front)]).await;
    let text = docx(&letter.bytes).replace('\n', " ");
    assert!(text.contains("V/v đề nghị quan tâm, phối hợp"), "{text}");
    for word in ["đôn đốc", "Quá hạn", "quá hạn", "khẩn trương"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    // kept when sent: for the agency, and not for others
    let form = [("co-quan", "so-y-te"), ("muc", key.as_str()), ("cong-van", "1")];
    coordinator.post_ok("/don-doc", &form).await.shows("Đã gửi đôn đốc.");
    let mut head = someone(&site, "so-y-te", Role::Head).await;
    let file = head.get(&made.page(0)).await.shows("Công văn (DOCX)").link("/tep/");
    assert!(docx(&head.get(&file).await.bytes).contains("Kính gửi: Sở Y tế"));
    head.get("/thong-bao").await.shows(&file);
    assert_eq!(someone(&site, "so-gddt", Role::Officer).await.get(&file).await.status, 404);
});

story!(only_the_coordinator_and_the_office_urge, |site: Site| async move {
    for (slug, role, allowed) in [
        ("so-khcn", Role::Coordinator, true),
        ("van-phong-ubnd-tinh", Role::Office, true),
        ("ubnd-tinh", Role::Leadership, false),
        ("so-y-te", Role::Head, false),
        ("so-y-te", Role::Officer, false),
    ] {
        let mut person = someone(&site, slug, role).await;
        assert_eq!(person.get("/don-doc").await.status, if allowed { 200 } else { 403 });
        let sent = person.post("/don-doc", &[("co-quan", "so-y-te")]).await;
        assert_eq!(sent.status, if allowed { 422 } else { 403 });
    }
    assert_eq!(site.anyone().get("/don-doc").await.status, 303);
});

story!(the_front_is_asked_and_never_listed_as_late, |site: Site| async move {
    site.day("2026-12-01");
    let made =
        reported_plan(&site, &[duty("IV.14", "Tuyên truyền, vận động.", "mttq-tinh", Some("2026-12-17"))])
            .await;
    site.day("2027-01-12");
    let mut coordinator = someone(&site, "so-khcn", Role::Coordinator).await;
    let page = coordinator.get("/don-doc").await;
    page.shows("Không có việc nào cần đôn đốc")
        .shows("Đề nghị quan tâm, phối hợp")
        .shows("thời gian đề nghị 17/12/2026");
    page.hides("ngày làm việc\u{201d}").hides("quá hạn 1");
    let key = choice(&page, made.duties[0]);
    coordinator
        .post_ok("/don-doc", &[("co-quan", "mttq-tinh"), ("muc", &key)])
        .await
        .shows("Đã gửi đề nghị.");
    let mut front = someone(&site, "mttq-tinh", Role::Head).await;
    front
        .get("/thong-bao")
        .await
        .shows("Đề nghị quan tâm, phối hợp")
        .shows("Sở Khoa học và Công nghệ gửi")
        .hides("quá hạn");
    coordinator.get(&made.page(0)).await.shows("Đã đề nghị").hides("Đã đôn đốc");
    let mut auditor = someone(&site, "so-khcn", Role::Auditor).await;
    auditor.get("/quan-tri/nhat-ky").await.shows("Gửi đề nghị quan tâm, phối hợp");
});

story!(nothing_of_a_restricted_duty_is_said, |site: Site| async move {
    site.day("2026-12-01");
    let made = plan(
        &site,
        "1/KH-UBND",
        &[duty("IV.6", "Bảo vệ bí mật công nghệ.", "so-y-te", Some("2026-12-17")).secret()],
    )
    .await;
    run_days(&site, "2026-12-01", "2026-12-29").await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let page = officer.get("/thong-bao").await;
    page.shows("Một nhiệm vụ thuộc diện hạn chế")
        .hides("Bảo vệ bí mật")
        .hides("IV.6")
        .hides("hạn 17/12/2026");
    // Văn phòng does not see its state, so it is not on its list
    someone(&site, "van-phong-ubnd-tinh", Role::Office)
        .await
        .get("/don-doc")
        .await
        .shows("Không có việc nào")
        .hides("hạn chế");
    let mut coordinator = someone(&site, "so-khcn", Role::Coordinator).await;
    let page = coordinator.get("/don-doc").await;
    page.shows("Một nhiệm vụ thuộc diện hạn chế").hides("Bảo vệ bí mật");
    let key = choice(&page, made.duties[0]);
    let worded = coordinator
        .post("/don-doc", &[("co-quan", "so-y-te"), ("muc", &key), ("loi", "Về bảo vệ bí mật")])
        .await;
    assert_eq!(worded.status, 422);
    worded.shows("Không gửi kèm lời khi có nhiệm vụ thuộc diện hạn chế.");
    coordinator.post_ok("/don-doc", &[("co-quan", "so-y-te"), ("muc", &key)]).await.shows("Đã gửi đôn đốc.");
    // those who may not see its state do not see what was said either
    someone(&site, "so-gddt", Role::Officer).await.get(&made.page(0)).await.hides("Đã đôn đốc");
    someone(&site, "van-phong-ubnd-tinh", Role::Office).await.get(&made.page(0)).await.hides("Đã đôn đốc");
});

story!(a_report_shows_what_was_said_about_it, |site: Site| async move {
    site.day("2026-12-01");
    reported_plan(&site, &[duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", None)]).await;
    run_on(&site, "2026-12-16").await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let report = officer.get("/thong-bao").await.link("/bao-cao/");
    officer
        .get(&report)
        .await
        .shows("Đã đôn đốc")
        .shows("trước hạn 1 ngày làm việc")
        .shows("cán bộ, văn thư; trong hệ thống");
});
