//! Later days: asked for by an agency, sent by its head, decided by the coordinator; the old day stays visible.

use hoahoi::accounts::model::Role;
use hoahoi::db::query;
use hoahoi::plans::model::Role as PartyRole;

use crate::duties::given::{Made, duty, plan};
use crate::duties::restricted::rows;
use crate::story;
use crate::support::{Browser, Page, Site};

const OFFICER: &[(&str, Role)] = &[("so-nnmt", Role::Officer)];
const HEAD: &[(&str, Role)] = &[("so-nnmt", Role::Head)];
const COORDINATOR: &[(&str, Role)] = &[("so-khcn", Role::Coordinator)];

/// One duty of Sở NN&MT that is overdue on 21/11/2026.
async fn overdue(site: &Site) -> Made {
    plan(site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-02"))]).await
}

/// The hidden fields of the form on a page.
fn hidden(page: &Page, name: &str) -> String {
    let begins = format!("name=\"{name}\" value=\"");
    page.text.split(&begins).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The head sends a request; answers with its page.
async fn send(head: &mut Browser, made: &Made, day: &str) -> String {
    let form = format!("{}/gia-han", made.page(0));
    let fields = [("co-quan", "so-nnmt"), ("ngay", day), ("ly-do", "Chờ mùa thu hoạch"), ("viec", "gui")];
    let answer = head.post(&form, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

async fn decide(coordinator: &mut Browser, request: &str, day: &str, act: &str) -> Page {
    let rev = hidden(&coordinator.get(request).await, "rev");
    let fields = [("rev", rev.as_str()), ("ngay", day), ("y-kien", "Theo đề nghị"), ("viec", act)];
    coordinator.post(&format!("{request}/quyet-dinh"), &fields).await
}

story!(a_later_day_is_asked_sent_and_granted_and_the_old_one_stays, |site: Site| async move {
    let made = overdue(&site).await;
    let mut officer = site.person("canbo", OFFICER).await;
    let mut head = site.person("lanhdao", HEAD).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    officer.get(&made.page(0)).await.shows("Đề nghị gia hạn").shows("Quá hạn 15 ngày làm việc");
    let form = format!("{}/gia-han", made.page(0));
    let wish = |day: &'static str, act: &'static str| {
        [("co-quan", "so-nnmt"), ("ngay", day), ("ly-do", "Chờ mùa thu hoạch"), ("viec", act)]
    };
    // The day must lie after the present term, and nothing typed is lost.
    let early = officer.post(&form, &wish("01/11/2026", "trinh")).await;
    assert_eq!(early.status, 422);
    early.shows("Ngày gia hạn phải sau 02/11/2026").shows("Chờ mùa thu hoạch");
    // An officer's request waits for the head: nobody outside the agency sees it.
    assert_eq!(officer.post(&form, &wish("30/12/2026", "gui")).await.status, 403);
    let written = officer.post(&form, &wish("30/12/2026", "trinh")).await;
    let request = written.header("location").to_owned();
    officer.get(&request).await.shows("Chờ lãnh đạo cơ quan gửi");
    assert_eq!(coordinator.get(&request).await.status, 404);
    coordinator.get("/gia-han").await.hides("Xây dựng vùng hồi");
    coordinator.get("/viec-cua-toi").await.hides("Chờ quyết định");
    head.get("/viec-cua-toi").await.shows("Đề nghị gia hạn chờ lãnh đạo gửi");
    // The head changes the day and sends.
    let page = head.get(&form).await;
    page.shows("30/12/2026").shows("Chờ mùa thu hoạch");
    let (known, rev) = (hidden(&page, "de-nghi"), hidden(&page, "rev"));
    let mut fields = wish("15/12/2026", "gui").to_vec();
    fields.extend([("de-nghi", known.as_str()), ("rev", rev.as_str())]);
    head.post_ok(&form, &fields).await.shows("Chờ quyết định").shows("Gửi sau khi đã quá hạn");
    // Until it is decided the duty stays late.
    coordinator.get(&made.page(0)).await.shows("Quá hạn 15 ngày làm việc");
    coordinator.get("/viec-cua-toi").await.shows("Đề nghị gia hạn chờ quyết định").shows("Xây dựng vùng hồi");
    assert_eq!(decide(&mut head, &request, "15/12/2026", "dong-y").await.status, 403);
    let nothing_said = [("rev", "2"), ("ngay", "15/12/2026"), ("viec", "dong-y")];
    assert_eq!(coordinator.post(&format!("{request}/quyet-dinh"), &nothing_said).await.status, 422);
    // Another day than asked is granted, by a paper.
    let granted = [
        ("rev", "2"),
        ("ngay", "20/12/2026"),
        ("y-kien", "Đồng ý một phần"),
        ("so", "125/SKHCN-QLKH"),
        ("ngay-van-ban", "20/11/2026"),
        ("viec", "dong-y"),
    ];
    coordinator
        .post_ok(&format!("{request}/quyet-dinh"), &granted)
        .await
        .shows("gia hạn đến 20/12/2026")
        .shows("125/SKHCN-QLKH")
        // 20/12/2026 is a Sunday.
        .shows("thời hạn tính đến 21/12/2026");
    officer
        .get(&made.page(0))
        .await
        .shows("Thời hạn ban đầu")
        .shows("02/11/2026, gia hạn đến 20/12/2026")
        .shows("Đồng ý gia hạn: 02/11/2026 → 20/12/2026.")
        .shows("Đồng ý một phần · 125/SKHCN-QLKH, 20/11/2026")
        .hides("Quá hạn");
    officer.get("/nhiem-vu").await.shows("hạn 21/12/2026").shows("ban đầu 02/11/2026");
    officer.get("/viec-cua-toi").await.shows("Kết quả đề nghị gia hạn");
    let book = officer.get("/nhiem-vu.xlsx").await;
    assert!(rows(&book.bytes).iter().any(|row| row.contains("Thời hạn ban đầu")), "{:?}", rows(&book.bytes));
    coordinator.get("/tong-quan").await.hides("chưa xong, quá hạn 1").shows("chưa xong, còn hạn 1");
    // The rule: once.
    let again = head.post(&form, &wish("30/3/2027", "gui")).await;
    assert_eq!(again.status, 409);
    again.shows("nhiều nhất 1 lần");
    let counted = {
        let mut c = site.app.db.read().await.unwrap();
        let day = |iso: &str| iso.parse().unwrap();
        hoahoi::extensions::store::granted(&mut c, day("2026-11-01"), day("2026-11-30")).await.unwrap()
    };
    assert_eq!(counted, [(site.org("so-nnmt").await, false, 1)]);
});

story!(the_coordinator_sets_how_often, |site: Site| async move {
    let made = overdue(&site).await;
    let mut head = site.person("lanhdao", HEAD).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    assert_eq!(head.post("/gia-han/quy-tac", &[("so-lan", "2")]).await.status, 403);
    assert_eq!(coordinator.post("/gia-han/quy-tac", &[("so-lan", "nhiều")]).await.status, 400);
    coordinator.post_ok("/gia-han/quy-tac", &[("so-lan", "0")]).await.shows("Không gia hạn nhiệm vụ.");
    head.get(&made.page(0)).await.shows("nhiệm vụ không được gia hạn");
    coordinator.post_ok("/gia-han/quy-tac", &[("so-lan", "2")]).await.shows("nhiều nhất 2 lần");
    for day in ["15/12/2026", "15/01/2027"] {
        let request = send(&mut head, &made, day).await;
        assert_eq!(decide(&mut coordinator, &request, day, "dong-y").await.status, 303);
    }
    // The first deadline stays the first.
    head.get(&made.page(0)).await.shows("02/11/2026, gia hạn đến 15/01/2027").shows("nhiều nhất 2 lần");
    coordinator.post_ok("/gia-han/quy-tac", &[("so-lan", "unlimited")]).await.shows("không giới hạn");
    send(&mut head, &made, "15/02/2027").await;
});

story!(a_refused_or_withdrawn_request_changes_nothing, |site: Site| async move {
    let made = overdue(&site).await;
    let mut officer = site.person("canbo", OFFICER).await;
    let mut head = site.person("lanhdao", HEAD).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let request = send(&mut head, &made, "15/12/2026").await;
    // A second request beside it is not written; only the head takes back what has been sent.
    let form = format!("{}/gia-han", made.page(0));
    let again = [("co-quan", "so-nnmt"), ("ngay", "16/12/2026"), ("ly-do", "Khác"), ("viec", "trinh")];
    assert_eq!(officer.post(&form, &again).await.status, 409);
    assert_eq!(officer.post(&format!("{request}/rut"), &[("rev", "1")]).await.status, 403);
    head.post_ok(&format!("{request}/rut"), &[("rev", "1")]).await.shows("Đã rút");
    assert_eq!(
        decide(&mut coordinator, &made_request(&mut head, &made).await, "", "khong").await.status,
        303
    );
    let page = coordinator.get(&made.page(0)).await;
    page.shows("Quá hạn 15 ngày làm việc")
        .shows("Không đồng ý gia hạn: 02/11/2026 → 17/12/2026.")
        .shows("Rút đề nghị gia hạn: 02/11/2026 → 15/12/2026.");
    page.hides("Thời hạn ban đầu");
    coordinator.get("/gia-han?trang-thai=da-quyet-dinh").await.shows("2 đề nghị").shows("Không gia hạn");
    coordinator.get("/gia-han?trang-thai=cho").await.shows("Không có đề nghị nào khớp");
    // A refusal uses none of the extensions up.
    send(&mut head, &made, "15/12/2026").await;
});

async fn made_request(head: &mut Browser, made: &Made) -> String {
    send(head, made, "17/12/2026").await
}

story!(of_two_people_deciding_the_second_is_told, |site: Site| async move {
    let made = overdue(&site).await;
    let mut head = site.person("lanhdao", HEAD).await;
    let request = send(&mut head, &made, "15/12/2026").await;
    let mut tasks = Vec::new();
    for (n, day) in ["15/12/2026", "16/12/2026", "17/12/2026", "18/12/2026"].into_iter().enumerate() {
        let mut coordinator = site.person(&format!("khcn{n}"), COORDINATOR).await;
        let path = format!("{request}/quyet-dinh");
        tasks.push(tokio::spawn(async move {
            let fields = [("rev", "1"), ("ngay", day), ("y-kien", "Đồng ý"), ("viec", "dong-y")];
            coordinator.post(&path, &fields).await.status
        }));
    }
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409]);
    let mut c = site.app.db.read().await.unwrap();
    let edits: Vec<(String,)> =
        query("SELECT new FROM duty_edit WHERE field = 'deadline'").all(&mut c).await.unwrap();
    assert_eq!(edits.len(), 1);
});

story!(joint_owners_share_the_extensions_of_their_duty, |site: Site| async move {
    let joint = duty("IV.16", "Tuyên truyền.", "so-nnmt", Some("2026-11-30"))
        .by(&[("so-nnmt", PartyRole::Responsible), ("so-y-te", PartyRole::Responsible)]);
    let made = plan(&site, "1/KH-UBND", &[joint]).await;
    let mut one = site.person("nnmt", HEAD).await;
    let mut two = site.person("yte", &[("so-y-te", Role::Head)]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let first = send(&mut one, &made, "15/12/2026").await;
    let form = format!("{}/gia-han", made.page(0));
    let second = two.post(&form, &[("ngay", "31/12/2026"), ("ly-do", "Thiếu người"), ("viec", "gui")]).await;
    let second = second.header("location").to_owned();
    // Neither sees the other's request.
    assert_eq!(two.get(&first).await.status, 404);
    assert_eq!(decide(&mut coordinator, &first, "15/12/2026", "dong-y").await.status, 303);
    let refused = decide(&mut coordinator, &second, "31/12/2026", "dong-y").await;
    assert_eq!(refused.status, 409);
    refused.shows("nhiều nhất 1 lần");
    assert_eq!(decide(&mut coordinator, &second, "", "khong").await.status, 303);
    // Who has handed its part in asks for nothing more.
    one.post_ok(&format!("{}/hoan-thanh", made.page(0)), &[("co-quan", "so-nnmt")]).await;
    coordinator.post_ok("/gia-han/quy-tac", &[("so-lan", "unlimited")]).await;
    one.get(&form).await.shows("đã báo hoàn thành");
});

story!(in_security_and_defence_only_days_are_kept, |site: Site| async move {
    let secret =
        duty("IV.6", "Bảo vệ an ninh công nghệ sinh học.", "cong-an-tinh", Some("2026-11-30")).secret();
    let made = plan(&site, "1/KH-UBND", &[secret]).await;
    let mut head = site.person("ca", &[("cong-an-tinh", Role::Head)]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut office = site.person("vp", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    let form = format!("{}/gia-han", made.page(0));
    head.get(&form).await.shows("chỉ ghi ngày").hides("name=\"ly-do\"");
    let sent =
        head.post(&form, &[("ngay", "15/12/2026"), ("ly-do", "Điều không được giữ"), ("viec", "gui")]).await;
    let request = sent.header("location").to_owned();
    head.get(&request).await.hides("Điều không được giữ");
    // Whoever may not see the duty in full sees neither the request nor that there is one.
    assert_eq!(office.get(&request).await.status, 404);
    office.get("/gia-han").await.shows("Chưa có đề nghị gia hạn nào");
    // A body outside the state system is never refused in so many words.
    assert_eq!(decide(&mut coordinator, &request, "", "khong").await.status, 303);
    head.get(&request).await.shows("Giữ thời gian đã đề nghị").hides("Không gia hạn").hides("Theo đề nghị");
    office.get(&made.page(0)).await.hides("30/11/2026").hides("Đề nghị gia hạn");
});
