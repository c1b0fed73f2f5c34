//! What agencies recommend in their reports, from the accepted report to the answer.

use hoahoi::accounts::model::Role;

use crate::consolidated::{confirmed, drawn_up, hidden, reported};
use crate::story;
use crate::support::{Browser, Site};

const SAID: [(&str, &str); 3] = [
    ("tien-do", "in-progress"),
    ("ket-qua", "Đã chiết xuất 12 lít tinh dầu."),
    ("de-xuat", "Đề nghị bố trí kinh phí năm 2027."),
];

/// The first recommendation on a person's list.
async fn first(browser: &mut Browser) -> String {
    browser.get("/kien-nghi").await.link("/kien-nghi/0")
}

/// A form of the recommendation's page, with the revision it shows.
async fn act(browser: &mut Browser, one: &str, form: &str, fields: &[(&str, &str)]) -> crate::support::Page {
    let rev = hidden(&browser.get(one).await, "rev");
    let mut all = vec![("rev", rev.as_str())];
    all.extend(fields);
    browser.post_ok(&format!("{one}/{form}"), &all).await
}

const FINANCE: (&str, &str) = ("co-quan", "Sở Tài chính");

story!(a_recommendation_goes_from_the_report_to_its_answer, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    reported(&site, &mut coordinator, "so-y-te", &SAID).await;
    coordinator
        .get("/viec-cua-toi")
        .await
        .shows("Kiến nghị cần chuyển, kết thúc")
        .shows("Đề nghị bố trí kinh phí năm 2027.");
    let one = first(&mut coordinator).await;
    coordinator.get(&one).await.shows("Sở Y tế").shows("8/KH-UBND, III.1").shows("6 tháng đầu năm 2027");

    // who has nothing to do with it does not see that it exists
    let mut maker = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    let mut finance = site.person("tai-chinh", &[("so-tai-chinh", Role::Officer)]).await;
    let mut head = site.person("tai-chinh-ld", &[("so-tai-chinh", Role::Head)]).await;
    maker.get(&one).await.shows("Mới");
    assert_eq!(finance.get(&one).await.status, 404);
    finance.get("/kien-nghi").await.shows("Chưa có kiến nghị nào khớp.").hides("kinh phí năm 2027");
    assert_eq!(site.anyone().get(&one).await.status, 303);
    let route = format!("{one}/chuyen");
    assert_eq!(maker.post(&route, &[FINANCE]).await.status, 403);

    // a body must be one that the directory knows, or be said to stand outside it
    let vague =
        coordinator.post(&route, &[("rev", "1"), ("co-quan", "các sở, ban, ngành"), ("ly-do", "…")]).await;
    assert_eq!(vague.status, 422);
    vague.shows("chỉ nhiều cơ quan");
    let unknown =
        coordinator.post(&route, &[("rev", "1"), ("co-quan", "Bộ Không Có"), ("ly-do", "Vì sao")]).await;
    assert_eq!(unknown.status, 422);
    unknown.shows("Danh bạ không có cơ quan này").shows("Bộ Không Có").shows("Vì sao");
    let reason = ("ly-do", "Thuộc thẩm quyền quản lý ngân sách.");
    act(&mut coordinator, &one, "chuyen", &[FINANCE, reason]).await.shows("Đã chuyển kiến nghị.");

    // the body's officer writes, its head sends
    finance.get("/viec-cua-toi").await.shows("Kiến nghị chờ trả lời");
    let draft = [("viec", "luu"), ("noi-dung", "Dự kiến cân đối trong dự toán.")];
    act(&mut finance, &one, "tra-loi", &draft).await.shows("Dự kiến cân đối trong dự toán.");
    maker.get(&one).await.hides("Dự kiến cân đối").shows("Thuộc thẩm quyền quản lý ngân sách.");
    coordinator.get(&one).await.hides("Dự kiến cân đối");
    let rev = hidden(&finance.get(&one).await, "rev");
    let early = [("rev", rev.as_str()), ("viec", "gui"), ("noi-dung", "Gửi thay lãnh đạo.")];
    assert_eq!(finance.post(&format!("{one}/tra-loi"), &early).await.status, 403);
    act(&mut head, &one, "tra-loi", &[("viec", "gui"), ("noi-dung", "Đã cân đối trong dự toán 2027.")]).await;
    maker.get(&one).await.shows("Đã trả lời").shows("Đã cân đối trong dự toán 2027.");

    // the coordinator closes it; nothing more can be done then
    let closed = [("viec", "giai-quyet"), ("ly-do", "Đã bố trí.")];
    act(&mut coordinator, &one, "ket-thuc", &closed).await.shows("Đã giải quyết").hides("/chuyen\"");
    let late = coordinator.post(&route, &[("rev", "5"), FINANCE, reason]).await;
    assert_eq!(late.status, 409);
    // its state stands on the pages of the duty and of the report
    let duty = coordinator.get(&one).await.link("/nhiem-vu/0");
    coordinator.get(&duty).await.shows("Kiến nghị về nhiệm vụ này").shows("Sở Tài chính");
    let report = coordinator.get(&one).await.link("/bao-cao/0");
    maker.get(&report).await.shows("Kiến nghị trong báo cáo này").shows("Đã giải quyết");
    let filtered = coordinator.get("/kien-nghi?trang-thai=chua-ket-thuc").await;
    filtered.shows("Chưa có kiến nghị nào khớp.");
    let file = coordinator.get("/kien-nghi?dang=csv").await;
    file.shows("Đề nghị bố trí kinh phí năm 2027.").shows("Đã cân đối trong dự toán 2027.");
    coordinator.get("/kien-nghi?giai-quyet=S%E1%BB%9F%20T%C3%A0i%20ch%C3%ADnh").await.shows("1 kiến nghị");
});

story!(a_body_declines_and_an_answer_on_paper_is_recorded_and_reported, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    reported(&site, &mut coordinator, "so-y-te", &SAID).await;
    let one = first(&mut coordinator).await;
    let mut head = site.person("tai-chinh-ld", &[("so-tai-chinh", Role::Head)]).await;
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    let mut other = site.person("cong-thuong", &[("so-cong-thuong", Role::Officer)]).await;
    act(&mut coordinator, &one, "chuyen", &[FINANCE, ("ly-do", "Ngân sách.")]).await;
    let why = ("ly-do", "Thuộc thẩm quyền của Ủy ban nhân dân tỉnh.");
    act(&mut head, &one, "khong-thuoc-tham-quyen", &[why]).await.shows("Báo không thuộc thẩm quyền");
    coordinator.get("/viec-cua-toi").await.shows("Báo không thuộc thẩm quyền");
    let province = ("co-quan", "UBND tỉnh Lạng Sơn");
    act(&mut coordinator, &one, "chuyen", &[province, ("ly-do", "Theo ý kiến của Sở Tài chính.")])
        .await
        .shows("Ủy ban nhân dân tỉnh Lạng Sơn");

    // while it waits the consolidated report says so
    let report = drawn_up(&mut coordinator).await;
    coordinator
        .get(&report)
        .await
        .shows("Kiến nghị với Ủy ban nhân dân tỉnh Lạng Sơn:")
        .shows("Đề nghị bố trí kinh phí năm 2027. Đã chuyển ngày 16/12/2026, chưa có trả lời.");

    let record = format!("{one}/van-ban");
    let rev = hidden(&office.get(&one).await, "rev");
    let wrong = [("rev", rev.as_str()), ("so", "1234/UBND-KT"), ("ngay", "31/12/2026")];
    let refused = office.upload(&record, &wrong, &[("tep", "tra-loi.pdf", b"no pdf")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("1234/UBND-KT").shows("không thể sau hôm nay").shows("phải là tệp PDF");
    let right =
        [("rev", rev.as_str()), ("so", "1234/UBND-KT"), ("ngay", "16/12/2026"), ("noi-dung", "Đồng ý.")];
    let done = office.upload(&record, &right, &[("tep", "tra-loi.pdf", b"%PDF-1.7\n%%EOF")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = coordinator.get(&one).await;
    page.shows("Văn bản số 1234/UBND-KT ngày 16/12/2026").shows("Đồng ý.");
    let file = page.link("/tep/");
    assert_eq!(office.get(&file).await.status, 200);
    assert_eq!(other.get(&file).await.status, 404, "a file follows its recommendation");
    assert_eq!(site.anyone().get(&file).await.status, 404);

    coordinator.post_ok(&format!("{report}/cap-nhat"), &[]).await;
    coordinator
        .get(&report)
        .await
        .shows("Đã được trả lời tại Văn bản số 1234/UBND-KT ngày 16/12/2026.")
        .shows("href=\"#nguon-1\"");
    act(&mut coordinator, &one, "ket-thuc", &[("viec", "khong-tiep-thu"), ("ly-do", "Chưa cân đối được.")])
        .await;
    coordinator.post_ok(&format!("{report}/cap-nhat"), &[]).await.shows("Không tiếp thu: Chưa cân đối được.");
});

story!(a_later_version_changes_the_words_and_never_doubles_the_item, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let report = reported(&site, &mut coordinator, "so-y-te", &SAID).await;
    let one = first(&mut coordinator).await;
    act(&mut coordinator, &one, "chuyen", &[FINANCE, ("ly-do", "Ngân sách.")]).await;
    let mut officer = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    let mut head = site.person("y-te-ld", &[("so-y-te", Role::Head)]).await;
    for (proposal, shown) in [
        ("Đề nghị bố trí 500 triệu đồng.", "1 kiến nghị"),
        ("Đề nghị bố trí 500 triệu đồng.", "1 kiến nghị"),
        ("", "1 kiến nghị"),
    ] {
        let rev = hidden(&coordinator.get(&report).await, "rev");
        let why = [("rev", rev.as_str()), ("ly-do", "Bổ sung."), ("han", "18/12/2026")];
        coordinator.post_ok(&format!("{report}/mo-lai"), &why).await;
        let page = officer.get(&report).await;
        let line = page.text.split("name=\"d-").find(|part| part[36..].starts_with("-rev\"")).unwrap()[..36]
            .to_owned();
        let name = |field: &str| format!("d-{line}-{field}");
        let (rev, of, from) = (name("rev"), hidden(&page, &name("rev")), hidden(&page, &name("goc")));
        let whole = hidden(&page, "rev");
        let (progress, result, asked, base) =
            (name("tien-do"), name("ket-qua"), name("de-xuat"), name("goc"));
        let fields = [
            ("viec", "trinh"),
            ("rev", whole.as_str()),
            (rev.as_str(), of.as_str()),
            (base.as_str(), from.as_str()),
            (progress.as_str(), "in-progress"),
            (result.as_str(), "Đã chiết xuất."),
            (asked.as_str(), proposal),
        ];
        assert_eq!(officer.upload(&report, &fields, &[]).await.status, 303);
        let rev = hidden(&head.get(&report).await, "rev");
        head.post_ok(&format!("{report}/duyet"), &[("rev", &rev)]).await;
        let rev = hidden(&coordinator.get(&report).await, "rev");
        coordinator.post_ok(&format!("{report}/tiep-nhan"), &[("rev", &rev)]).await;
        coordinator.get("/kien-nghi").await.shows(shown);
        if !proposal.is_empty() {
            // it stays with the body that has it, in its new words, once
            coordinator.get(&one).await.shows(proposal).shows("Đã chuyển, chờ trả lời").shows("Lời trước đó");
        }
    }
    coordinator.get(&one).await.shows("Đã rút").shows("không còn nêu kiến nghị");
    let duty = coordinator.get(&one).await.link("/nhiem-vu/0");
    coordinator.get(&duty).await.hides("Kiến nghị về nhiệm vụ này");
});

story!(two_coordinators_do_not_overwrite_each_other, |site: Site| async move {
    let (mut coordinator, _) = confirmed(&site).await;
    let mut other = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    reported(&site, &mut coordinator, "so-y-te", &SAID).await;
    let one = first(&mut coordinator).await;
    let rev = hidden(&other.get(&one).await, "rev");
    act(&mut coordinator, &one, "chuyen", &[FINANCE, ("ly-do", "Ngân sách.")]).await;
    let why = [("rev", rev.as_str()), ("co-quan", "Sở Nội vụ"), ("ly-do", "Lời của người thứ hai.")];
    let late = other.post(&format!("{one}/chuyen"), &why).await;
    assert_eq!(late.status, 409);
    late.shows("vừa được người khác xử lý").shows("Lời của người thứ hai.").shows("Sở Tài chính");
    coordinator.get(&one).await.hides("Lời của người thứ hai.");
});
