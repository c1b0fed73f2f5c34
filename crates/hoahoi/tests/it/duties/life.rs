//! A duty from assignment to confirmation, and how owners change under it.

use hoahoi::accounts::model::Role;
use hoahoi::plans::model::Role as PartyRole;

use super::given::{duty, plan, task};
use crate::story;
use crate::support::Site;

const NNMT: &[(&str, Role)] = &[("so-nnmt", Role::Officer)];
const COORDINATOR: &[(&str, Role)] = &[("so-khcn", Role::Coordinator)];

story!(a_duty_is_acknowledged_declared_done_and_confirmed, |site: Site| async move {
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnptnt", Some("2026-11-30"))])
            .await;
    let mut owner = site.person("nnmt", NNMT).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let page = made.page(0);
    let shown = owner.get(&page).await;
    shown
        .shows("Xây dựng vùng hồi.")
        .shows("Đã giao")
        .shows("Sắp đến hạn")
        .shows("01/3/2025")
        .shows("hợp nhất");
    let mine = [("co-quan", "so-nnmt")];
    owner.post_ok(&format!("{page}/tiep-nhan"), &mine).await.shows("Đã tiếp nhận nhiệm vụ.");
    owner.post_ok(&format!("{page}/tiep-nhan"), &mine).await.shows("đã được ghi trước đó");
    owner
        .post_ok(&format!("{page}/hoan-thanh"), &[("co-quan", "so-nnmt"), ("ly-do", "Đã trồng 120 ha")])
        .await;
    coordinator.get(&page).await.shows("Chờ xác nhận").shows("Đã trồng 120 ha");
    let no_reason = coordinator.post(&format!("{page}/de-nghi-bo-sung"), &mine).await;
    assert_eq!(no_reason.status, 422);
    let why = [("co-quan", "so-nnmt"), ("ly-do", "Thiếu biên bản nghiệm thu")];
    coordinator.post_ok(&format!("{page}/de-nghi-bo-sung"), &why).await.shows("Đã đề nghị bổ sung.");
    owner.get(&page).await.shows("Thiếu biên bản nghiệm thu");
    // Handed in again two working days late: the later day counts.
    site.day("2026-12-02");
    let mut owner = site.person("nnmt2", NNMT).await;
    let mut coordinator = site.person("khcn2", COORDINATOR).await;
    owner.post_ok(&format!("{page}/hoan-thanh"), &mine).await;
    coordinator
        .post_ok(&format!("{page}/xac-nhan"), &mine)
        .await
        .shows("Hoàn thành")
        .shows("Trễ 2 ngày làm việc");
    coordinator.get("/tong-quan").await.shows("xong, trễ hạn 1");
});

story!(only_the_owner_answers_and_only_the_coordinator_confirms, |site: Site| async move {
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnptnt", Some("2026-11-30"))])
            .await;
    let mut other = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    let mut owner = site.person("nnmt", NNMT).await;
    let page = made.page(0);
    let mine = [("co-quan", "so-nnmt")];
    assert_eq!(other.post(&format!("{page}/tiep-nhan"), &mine).await.status, 403);
    // Acting for one's own agency on a duty that it does not owe.
    assert_eq!(other.post(&format!("{page}/tiep-nhan"), &[("co-quan", "so-y-te")]).await.status, 404);
    owner.post_ok(&format!("{page}/hoan-thanh"), &mine).await;
    assert_eq!(owner.post(&format!("{page}/xac-nhan"), &mine).await.status, 403);
    assert_eq!(owner.get(&format!("{page}/sua")).await.status, 403);
    let mut anyone = site.anyone();
    assert_eq!(anyone.get(&page).await.status, 303);
    assert_eq!(anyone.post(&format!("{page}/tiep-nhan"), &mine).await.status, 303);
});

story!(a_refusal_needs_a_reason_and_loses_nothing_typed, |site: Site| async move {
    let made = plan(&site, "1/KH-UBND", &[duty("IV.3", "Chăm sóc sức khỏe.", "so-y-te", None)]).await;
    let mut owner = site.person("yte", &[("so-y-te", Role::Head)]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let page = made.page(0);
    let refused = owner.post(&format!("{page}/khong-thuoc-tham-quyen"), &[("co-quan", "so-y-te")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("Đề nghị nhập nội dung này.");
    let why = [("co-quan", "so-y-te"), ("ly-do", "Thuộc Sở Nông nghiệp và Môi trường")];
    owner.post_ok(&format!("{page}/khong-thuoc-tham-quyen"), &why).await;
    coordinator.get("/nhiem-vu?trang-thai=refused").await.shows("1 nhiệm vụ").shows("Chăm sóc sức khỏe.");
    let upheld = [("co-quan", "so-y-te"), ("ly-do", "Đúng theo mục IV.3")];
    coordinator.post_ok(&format!("{page}/giu-nguyen"), &upheld).await.shows("Đã giao");
    // A duty without a deadline is standing: it cannot be declared done.
    let closed = owner.post(&format!("{page}/hoan-thanh"), &[("co-quan", "so-y-te")]).await;
    assert_eq!(closed.status, 409);
    closed.shows("Nhiệm vụ không thời hạn không kết thúc.");
});

story!(without_a_lead_each_owner_closes_its_own_part, |site: Site| async move {
    let joint = duty("IV.16", "Tuyên truyền.", "so-y-te", Some("2026-12-31"))
        .by(&[("so-y-te", PartyRole::Responsible), ("so-gddt", PartyRole::Responsible)]);
    let made = plan(&site, "1/KH-UBND", &[joint]).await;
    let page = made.page(0);
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut health = site.person("yte", &[("so-y-te", Role::Officer)]).await;
    let mut schools = site.person("gddt", &[("so-gddt", Role::Officer)]).await;
    health.post_ok(&format!("{page}/hoan-thanh"), &[("co-quan", "so-y-te")]).await;
    coordinator.post_ok(&format!("{page}/xac-nhan"), &[("co-quan", "so-y-te")]).await;
    coordinator.get("/nhiem-vu?trang-thai=done").await.shows("Không có nhiệm vụ nào khớp");
    coordinator.get("/nhiem-vu?trang-thai=in-progress").await.shows("1 nhiệm vụ");
    schools.post_ok(&format!("{page}/hoan-thanh"), &[("co-quan", "so-gddt")]).await;
    coordinator.post_ok(&format!("{page}/xac-nhan"), &[("co-quan", "so-gddt")]).await;
    coordinator.get("/nhiem-vu?trang-thai=done").await.shows("1 nhiệm vụ");
});

story!(the_owner_follows_the_successions_of_the_day, |site: Site| async move {
    site.day("2025-02-28");
    let made = plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.2", "Xây dựng vùng hồi.", "so-nnptnt", None),
            duty("IV.10", "Chỉ đạo các cơ quan báo chí tuyên truyền.", "so-tttt", None),
        ],
    )
    .await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let page = made.page(0);
    coordinator.get("/nhiem-vu?co-quan=so-nnptnt").await.shows("1 nhiệm vụ");
    // What was acknowledged before the merger stays acknowledged after it.
    let mut before = site.person("nnptnt", &[("so-nnptnt", Role::Officer)]).await;
    before.post_ok(&format!("{page}/tiep-nhan"), &[("co-quan", "so-nnptnt")]).await;
    site.day("2025-03-01");
    let mut coordinator = site.person("khcn2", COORDINATOR).await;
    coordinator.get("/nhiem-vu?co-quan=so-nnptnt").await.shows("Không có nhiệm vụ nào khớp");
    coordinator.get("/nhiem-vu?co-quan=so-nnmt").await.shows("1 nhiệm vụ").shows("Đã tiếp nhận");
    coordinator.get("/nhiem-vu?co-quan=so-vhttdl").await.shows("Chỉ đạo các cơ quan báo chí");
    coordinator.get(&format!("{page}?ngay=28/02/2025")).await.shows("vẫn là cơ quan chịu trách nhiệm");
    coordinator
        .get(&format!("{page}?ngay=01/3/2025"))
        .await
        .shows("Sở Nông nghiệp và Môi trường, từ 01/3/2025");
    coordinator.get(&format!("{page}?ngay=32/13/2025")).await.shows("aria-invalid");
});

story!(districts_end_on_the_first_of_july_2025_and_a_person_must_choose, |site: Site| async move {
    site.day("2025-06-30");
    let made = plan(
        &site,
        "1/KH-UBND",
        &[duty("IV.16", "Triển khai tại địa phương.", "ubnd-huyen-trang-dinh", None)],
    )
    .await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    coordinator.get("/nhiem-vu?co-quan=ubnd-huyen-trang-dinh").await.shows("1 nhiệm vụ");
    site.day("2025-07-01");
    let mut coordinator = site.person("khcn2", COORDINATOR).await;
    coordinator.get("/nhiem-vu").await.shows("chưa có cơ quan chịu trách nhiệm");
    coordinator.get(&made.page(0)).await.shows("cán bộ điều phối cần chọn");
});

story!(the_coordinator_edits_with_a_reason_and_nobody_is_overwritten, |site: Site| async move {
    let made = plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnptnt", None)]).await;
    let mut one = site.person("khcn", COORDINATOR).await;
    let mut two = site.person("khcn2", COORDINATOR).await;
    let edit = format!("{}/sua", made.page(0));
    let form = one.get(&edit).await;
    let rev = form.text.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let key = form.text.split("name=\"vai-tro-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let party = format!("vai-tro-{key}");
    let org = format!("co-quan-{key}");
    let fields = |deadline: &'static str, reason: &'static str| {
        vec![
            ("rev", rev.as_str()),
            (party.as_str(), "lead"),
            (org.as_str(), "so-nnptnt"),
            ("thoi-han", deadline),
            ("san-pham", "Đề án vùng hồi"),
            ("ly-do", reason),
        ]
    };
    let early = one.post(&edit, &fields("01/01/2020", "thử")).await;
    assert_eq!(early.status, 422);
    early.shows("Thời hạn trước ngày ban hành (06/9/2023)").shows("Đề án vùng hồi");
    assert_eq!(one.post(&edit, &fields("30/12/2026", "")).await.status, 422);
    let saved = one.post_ok(&edit, &fields("30/12/2026", "Theo công văn 15")).await;
    saved.shows("30/12/2026").shows("Đề án vùng hồi").shows("Theo công văn 15").shows("class=\"pen\"");
    let late = two.post(&edit, &fields("31/12/2027", "Theo công văn 16")).await;
    assert_eq!(late.status, 409);
    late.shows("Người khác vừa thay đổi").shows("31/12/2027").shows("Theo công văn 16");
    one.get(&made.page(0)).await.shows("30/12/2026").hides("31/12/2027");
    one.get("/tong-quan").await.shows("chưa xong, còn hạn 1");
});

story!(a_suspended_duty_waits_and_a_cancelled_one_is_not_reckoned, |site: Site| async move {
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-02"))]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut owner = site.person("nnmt", NNMT).await;
    let page = made.page(0);
    coordinator.get("/tong-quan").await.shows("chưa xong, quá hạn 1");
    coordinator.post_ok(&format!("{page}/tam-dung"), &[("ly-do", "Chờ quy hoạch")]).await.shows("Tạm dừng");
    coordinator.get("/tong-quan").await.shows("Chưa nhiệm vụ nào có thời hạn.");
    let waits = owner.post(&format!("{page}/tiep-nhan"), &[("co-quan", "so-nnmt")]).await;
    assert_eq!(waits.status, 409);
    coordinator
        .post_ok(&format!("{page}/thuc-hien-lai"), &[("ly-do", "Đã có quy hoạch")])
        .await
        .shows("Quá hạn");
    coordinator
        .post_ok(&format!("{page}/huy"), &[("ly-do", "Trùng nhiệm vụ khác")])
        .await
        .shows("Không tính thời hạn");
});

story!(two_people_acting_at_once_leave_one_trace, |site: Site| async move {
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-30"))]).await;
    let path = format!("{}/tiep-nhan", made.page(0));
    let mut tasks = Vec::new();
    for n in 0..8 {
        let mut browser = site.person(&format!("nnmt{n}"), NNMT).await;
        let path = path.clone();
        tasks.push(tokio::spawn(async move { browser.post(&path, &[("co-quan", "so-nnmt")]).await.status }));
    }
    for task in tasks {
        assert_eq!(task.await.unwrap(), 303);
    }
    let mut owner = site.person("nnmt", NNMT).await;
    let page = owner.get(&made.page(0)).await;
    assert_eq!(page.text.matches("<b>Tiếp nhận.</b>").count(), 1, "{}", page.text);
});

story!(deadlines_pass_when_the_day_turns, |site: Site| async move {
    plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-22"))]).await;
    // 22/11/2026 is a Sunday: the term ends on Monday.
    site.day("2026-11-23");
    let mut coordinator = site.person("khcn1", COORDINATOR).await;
    coordinator.get("/nhiem-vu?thoi-han=qua-han").await.shows("Không có nhiệm vụ nào khớp");
    site.day("2026-11-25");
    let mut coordinator = site.person("khcn2", COORDINATOR).await;
    coordinator.get("/nhiem-vu?thoi-han=qua-han").await.shows("1 nhiệm vụ");
    coordinator.get("/tong-quan").await.shows("chưa xong, quá hạn 1");
});

story!(two_replicas_turn_the_day_once, |site: Site| async move {
    let given: Vec<_> =
        (0..30).map(|_| duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-23"))).collect();
    plan(&site, "1/KH-UBND", &given).await;
    hoahoi::duties::refresh::ensure(&site.app).await.unwrap();
    site.day("2026-11-25");
    let mut replicas = Vec::new();
    for _ in 0..4 {
        let mut replica = site.app.clone();
        replica.worked_out = std::sync::Arc::default();
        replicas.push(tokio::spawn(async move { hoahoi::duties::refresh::ensure(&replica).await }));
    }
    for replica in replicas {
        replica.await.unwrap().unwrap();
    }
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    coordinator.get("/tong-quan").await.shows("aria-label=\"chưa xong, quá hạn 30\"");
});

story!(the_matrix_shows_what_nobody_answers_for, |site: Site| async move {
    let made = plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", None)]).await;
    let work = task(&site, made.plan, "Phát triển hợp tác quốc tế.").await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut officer = site.person("nnmt", NNMT).await;
    let matrix = format!("/ke-hoach/{}/ma-tran", made.plan);
    officer
        .get(&matrix)
        .await
        .shows("1 trên 1 nhiệm vụ")
        .shows("Chưa ai chịu trách nhiệm")
        .hides("Nối</button>");
    let (work, linked) = (work.to_string(), made.duties[0].to_string());
    let link = [("nhiem-vu-ke-hoach", work.as_str()), ("nhiem-vu", linked.as_str())];
    assert_eq!(officer.post(&matrix, &link).await.status, 403);
    coordinator.post_ok(&matrix, &link).await.shows("Đã nối.").shows("Mọi nhiệm vụ, giải pháp đều có");
    coordinator.post_ok(&matrix, &link).await;
    let unlink = [link[0], link[1], ("bo", "1")];
    coordinator.post_ok(&matrix, &unlink).await.shows("Chưa ai chịu trách nhiệm");
    let other = plan(&site, "2/KH-UBND", &[duty("IV.2", "Việc khác.", "so-nnmt", None)]).await;
    let foreign = other.duties[0].to_string();
    let refused = coordinator.post(&matrix, &[("nhiem-vu-ke-hoach", &work), ("nhiem-vu", &foreign)]).await;
    assert_eq!(refused.status, 404);
});
