//! From a confirmed plan to the report that is issued, through the pages.

use hoahoi::accounts::model::Role;

use crate::plans::{accept_all, after, import, plan_rev};
use crate::story;
use crate::support::{Browser, Page, Site};

const PLAN: &str = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 8/KH-UBND\n\nLạng Sơn, ngày 10 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nPhát triển cây hồi\n\n\
I. MỤC TIÊU\n\nĐến năm 2030, số lượng doanh nghiệp chế biến hồi tăng 50%.\n\n\
II. NHIỆM VỤ, GIẢI PHÁP\n\n1. Nghiên cứu, ứng dụng\n\n- Ứng dụng công nghệ nuôi cấy mô trong nhân giống hồi.\n\n\
2. Tuyên truyền\n\n- Tuyên truyền về vai trò của cây hồi.\n\n\
III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với các đơn vị liên quan nghiên cứu tinh dầu hồi làm thuốc.\n\n\
2. Sở Công Thương\n\nHỗ trợ doanh nghiệp chế biến hồi.\n\n\
3. Công an tỉnh\n\nBảo đảm an ninh, trật tự tại các vùng hồi.\n\n\
4. Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh\n\nTuyên truyền, vận động Nhân dân trồng hồi.\n";

/// The value of a hidden field.
pub fn hidden(page: &Page, name: &str) -> String {
    after(&page.text, &format!("name=\"{name}\" value=\"")).to_owned()
}

/// The plan is confirmed, its regime set up; the coordinator's browser and the plan's id.
pub async fn confirmed(site: &Site) -> (Browser, String) {
    site.day("2026-12-16");
    let mut coordinator = site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await;
    let review = import(&mut coordinator, "ke-hoach.txt", PLAN.as_bytes()).await;
    let page = accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    let plan = review.split('/').nth(2).unwrap().to_owned();
    coordinator
        .post_ok(
            "/che-do-bao-cao",
            &[
                ("ke-hoach", &plan),
                ("ten", "Báo cáo 6 tháng"),
                ("tan-suat", "half-yearly"),
                ("tu-ngay", "15/06/2026"),
                ("ngay-gui", "17"),
                ("ngay-trinh", "20"),
            ],
        )
        .await;
    (coordinator, plan)
}

/// An agency writes one line on everything it owes, its head approves, the coordinator accepts.
pub async fn reported(site: &Site, coordinator: &mut Browser, slug: &str, said: &[(&str, &str)]) -> String {
    reported_from(site, coordinator, slug, said, "/bao-cao").await
}

/// The same for the first report of a list.
pub async fn reported_from(
    site: &Site,
    coordinator: &mut Browser,
    slug: &str,
    said: &[(&str, &str)],
    list: &str,
) -> String {
    let officer_name = format!("cb-{slug}");
    let mut officer = site.person(&officer_name, &[(slug, Role::Officer)]).await;
    let mut head = site.person(&format!("ld-{slug}"), &[(slug, Role::Head)]).await;
    let list = officer.get(list).await;
    let report = list.link("/bao-cao/0");
    let page = officer.get(&report).await;
    let mut fields = vec![("viec".to_owned(), "trinh".to_owned()), ("rev".to_owned(), hidden(&page, "rev"))];
    for part in page.text.split("name=\"d-").skip(1).filter(|part| part[36..].starts_with("-rev\"")) {
        let id = &part[..36];
        for name in ["rev", "goc"] {
            fields.push((format!("d-{id}-{name}"), hidden(&page, &format!("d-{id}-{name}"))));
        }
        fields.extend(said.iter().map(|(name, value)| (format!("d-{id}-{name}"), (*value).to_owned())));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let sent = officer.upload(&report, &fields, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let rev = hidden(&head.get(&report).await, "rev");
    head.post_ok(&format!("{report}/duyet"), &[("rev", &rev)]).await;
    let rev = hidden(&coordinator.get(&report).await, "rev");
    coordinator.post_ok(&format!("{report}/tiep-nhan"), &[("rev", &rev)]).await;
    report
}

pub async fn drawn_up(coordinator: &mut Browser) -> String {
    let list = coordinator.get("/bao-cao-tong-hop").await;
    list.shows("6 tháng cuối năm 2026").shows("Chưa soạn");
    let period = hidden(&list, "ky");
    let made = coordinator.post("/bao-cao-tong-hop", &[("ky", &period)]).await;
    assert_eq!(made.status, 303);
    made.header("location").to_owned()
}

story!(the_report_draws_itself_up_from_what_was_accepted, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let said = [
        ("tien-do", "in-progress"),
        ("ket-qua", "Đã chiết xuất 12 lít tinh dầu."),
        ("so-lieu", "Tinh dầu"),
        ("gia-tri", "12,5"),
        ("don-vi", "lít"),
        ("kho-khan", "Thiếu thiết bị."),
        ("nguyen-nhan", "Chưa bố trí kinh phí."),
        ("de-xuat", "Đề nghị bố trí kinh phí năm 2027."),
    ];
    reported(&site, &mut coordinator, "so-y-te", &said).await;
    let report = drawn_up(&mut coordinator).await;
    let page = coordinator.get(&report).await;
    page.shows("Thực hiện Kế hoạch số 8/KH-UBND ngày 10/3/2026 của Ủy ban nhân dân tỉnh Lạng Sơn")
        .shows("Đến ngày 16/12/2026, 1 trên 2 cơ quan, đơn vị đã gửi báo cáo (đúng hạn 1, sau hạn 0)")
        .shows("Chưa gửi báo cáo (1): Sở Công Thương.")
        .shows("doanh nghiệp chế biến hồi tăng 50%. Kết quả: chưa có số liệu.")
        .shows("1) Sở Y tế:")
        .shows("đang thực hiện. Đã chiết xuất 12 lít tinh dầu. Số liệu: Tinh dầu 12,5 lít.")
        .shows("Thiếu thiết bị. Nguyên nhân: Chưa bố trí kinh phí.")
        .shows("Đề nghị bố trí kinh phí năm 2027.")
        .shows("href=\"#nguon-1\"")
        .shows("Sở Y tế, mục III.1");
    // the army, the police and those who are asked are never counted as late
    page.hides("Công an").hides("Mặt trận");

    // what comes later is offered; what a person has edited stays
    let edit = format!("{report}/muc/III");
    let form = coordinator.get(&edit).await;
    form.shows("Thiếu thiết bị.").shows("Kết quả");
    coordinator
        .post_ok(&edit, &[("rev", &hidden(&form, "rev")), ("noi-dung", "- Ngành y tế thiếu thiết bị [1].")])
        .await
        .shows("Đã lưu mục này.")
        .shows("Ngành y tế thiếu thiết bị");
    let trade =
        [("tien-do", "continuing"), ("ket-qua", "Hỗ trợ 3 doanh nghiệp."), ("kho-khan", "Đường xấu.")];
    reported(&site, &mut coordinator, "so-cong-thuong", &trade).await;
    coordinator.get(&report).await.shows("Có 1 dòng báo cáo được tiếp nhận").hides("Hỗ trợ 3 doanh nghiệp.");
    coordinator
        .post_ok(&format!("{report}/cap-nhat"), &[])
        .await
        .shows("Hỗ trợ 3 doanh nghiệp.")
        .shows("Ngành y tế thiếu thiết bị")
        .hides("Đường xấu.")
        .hides("Có 1 dòng báo cáo");
    // beside the edited section stands what the reports now give; taking it is one click
    coordinator.get(&edit).await.shows("Bản soạn từ báo cáo").shows("Đường xấu.");
    coordinator.post_ok(&edit, &[("viec", "soan-lai")]).await.shows("Đường xấu.").hides("Ngành y tế thiếu");
});

story!(the_annex_in_full_holds_what_each_agency_said, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let said = [("tien-do", "in-progress"), ("ket-qua", "=12 lít"), ("kho-khan", "Thiếu thiết bị.")];
    reported(&site, &mut coordinator, "so-y-te", &said).await;
    let report = drawn_up(&mut coordinator).await;
    let annex = coordinator.get(&format!("{report}?tai=csv")).await;
    annex.shows("Sở Y tế").shows("'=12 lít").shows("Thiếu thiết bị.");
    annex.shows("Sở Công Thương,,Chưa có báo cáo được tiếp nhận");
    annex.shows("Mặt trận Tổ quốc").hides("Công an");
    let workbook = coordinator.get(&format!("{report}?tai=xlsx")).await;
    assert_eq!(workbook.status, 200);
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(officer.get(&format!("{report}?tai=csv")).await.status, 404);
});

story!(two_people_on_one_section_overwrite_nothing, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let mut other = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    let report = drawn_up(&mut coordinator).await;
    let edit = format!("{report}/muc/IV");
    let rev = hidden(&coordinator.get(&edit).await, "rev");
    coordinator.post_ok(&edit, &[("rev", &rev), ("noi-dung", "Lời của người thứ nhất.")]).await;
    let late = other.post(&edit, &[("rev", &rev), ("noi-dung", "Lời của người thứ hai.")]).await;
    assert_eq!(late.status, 409);
    late.shows("Lời của người thứ nhất.").shows("Lời của người thứ hai.").shows("Người khác vừa sửa mục này");
    coordinator.get(&report).await.shows("Lời của người thứ nhất.").hides("Lời của người thứ hai.");
    // the same text sent twice is saved once and is no conflict
    let again = coordinator.post(&edit, &[("rev", &rev), ("noi-dung", "Lời của người thứ nhất.")]).await;
    assert_eq!(again.status, 303);
    let empty = coordinator.post(&edit, &[("rev", "2"), ("noi-dung", " ")]).await;
    assert_eq!(empty.status, 422);
});

story!(an_issued_report_is_locked_and_names_the_chain, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let report = drawn_up(&mut coordinator).await;
    coordinator
        .post_ok(&format!("{report}/phien-ban"), &[("ghi-chu", "Bản trình lãnh đạo Sở")])
        .await
        .shows("Phiên bản 1")
        .shows("Bản trình lãnh đạo Sở");
    let edit = format!("{report}/muc/V");
    let rev = hidden(&coordinator.get(&edit).await, "rev");
    coordinator.post_ok(&edit, &[("rev", &rev), ("noi-dung", "Không có kiến nghị.")]).await;
    coordinator
        .get(&format!("{report}/phien-ban?truoc=1&sau=0"))
        .await
        .shows("KIẾN NGHỊ, ĐỀ XUẤT")
        .shows("<ins>")
        .shows("<del>");

    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(officer.get(&report).await.status, 404, "while it is written it is not there for others");
    let issue = format!("{report}/ban-hanh");
    let rev = hidden(&coordinator.get(&report).await, "rev");
    let wrong = [("rev", rev.as_str()), ("so", "05/BC-SKHCN"), ("ngay", "31/12/2026"), ("nguoi-ky", "")];
    let refused = coordinator.upload(&issue, &wrong, &[("ban-ky", "bao-cao.pdf", b"not a pdf")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("05/BC-SKHCN").shows("Ngày ký không thể sau hôm nay.").shows("Bản ký phải là tệp PDF.");
    let right =
        [("rev", rev.as_str()), ("so", "05/BC-SKHCN"), ("ngay", "16/12/2026"), ("nguoi-ky", "Giám đốc Sở")];
    let done = coordinator.upload(&issue, &right, &[("ban-ky", "bao-cao.pdf", b"%PDF-1.7\n%%EOF")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = coordinator.get(&report).await;
    page.shows("Số 05/BC-SKHCN ngày 16/12/2026").shows("Đầu chuỗi nhật ký khi khóa").shows("bao-cao.pdf");
    page.hides("/cap-nhat").hides("/muc/");
    assert_eq!(coordinator.get(&edit).await.status, 409);
    let paper = coordinator.get(&format!("{report}/docx?ky=thay")).await;
    assert_eq!(paper.status, 200);
    assert!(paper.bytes.starts_with(b"PK") && paper.header("content-disposition").contains("attachment"));
    let file = page.link("/tep/");
    let late = coordinator.post(&edit, &[("rev", "9"), ("noi-dung", "Sửa sau khi khóa.")]).await;
    assert_eq!(late.status, 409);
    coordinator.get(&report).await.hides("Sửa sau khi khóa.");
    // now everyone who has signed in reads it; the public does not
    officer.get(&report).await.shows("Không có kiến nghị.");
    assert_eq!(officer.get(&file).await.status, 200);
    assert_eq!(site.anyone().get(&report).await.status, 303);
    assert_eq!(site.anyone().get(&file).await.status, 404);
});
