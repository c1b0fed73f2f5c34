//! Reports: from the obligation to the accepted line.

use futures_util::future::join_all;

use hoahoi::accounts::access::Viewer;
use hoahoi::accounts::model::Role;
use hoahoi::db::{Day, query};
use hoahoi::duties::refresh;
use hoahoi::ids::{DocumentId, DutyId, ObligationId, OrgId, PartyId, PlanId, SubmissionId};
use hoahoi::reporting::access::ReportScope;
use hoahoi::reporting::model::{Source, Timeliness};
use hoahoi::reporting::money::totals;
use hoahoi::reporting::store::progress::{Audience, Tally};
use hoahoi::reporting::{obligations, store};

use crate::story;
use crate::support::{Browser, Page, Site, reading};

const AGENCY: &str = "so-nnmt";
const OTHER: &str = "so-y-te";
const POLICE: &str = "cong-an-tinh";
const FRONT: &str = "mttq-tinh";

/// A confirmed plan: two duties of one department, one of another, one of the police (restricted), one asked of the
/// Fatherland Front.
pub struct Office {
    pub plan: PlanId,
    pub duties: Vec<DutyId>,
}

impl Office {
    pub async fn open(site: &Site) -> Self {
        let (document, plan) = (DocumentId::new(), PlanId::new());
        let given = [
            (AGENCY, "lead", false, "Đề xuất đặt hàng nhiệm vụ trong lĩnh vực nông nghiệp."),
            (AGENCY, "responsible", false, "Phát triển vùng chuyên canh."),
            (OTHER, "lead", false, "Nhân giống cây dược liệu."),
            (POLICE, "responsible", true, "Bảo đảm an ninh."),
            (FRONT, "requested", false, "Tuyên truyền, vận động."),
        ];
        let (text, read) =
            reading("KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\nCác cơ quan báo cáo 6 tháng một lần.");
        let mut tx = site.app.db.write().await.unwrap();
        let now = site.app.clock.now();
        query("INSERT INTO document (id, sha256, name, format, source_text, read_json, imported_at) VALUES ($1, 'x', 'kh.txt', 'txt', $3, $4, $2)")
            .bind(document).bind(now).bind(text).bind(read).run(&mut tx).await.unwrap();
        query("INSERT INTO plan (id, document_id, state, number, issued_on, title, folded, header_sources, rev, created_at, confirmed_at, demo) \
             VALUES ($1, $2, 'confirmed', '01/KH-UBND', '2026-01-05', 'Kế hoạch thử', '', '{}', 1, $3, $3, $4)")
            .bind(plan).bind(document).bind(now).bind(false).run(&mut tx).await.unwrap();
        let mut duties = Vec::new();
        for (ordinal, (slug, role, restricted, text)) in (1_i64..).zip(given) {
            let duty = DutyId::new();
            let org = org_of(site, slug).await;
            query("INSERT INTO duty (id, plan_id, section_path, ordinal, paragraph, text, folded, origin, role, printed, review, to_track, tracked, restricted, joint, state, rev, updated_at) \
                 VALUES ($1, $2, $3, $4, 1, $5, '', 'printed', $6, '{}', 'accepted', $7, $7, $8, $9, 'assigned', 1, $10)")
                .bind(duty).bind(plan).bind(format!("IV.{ordinal}")).bind(ordinal).bind(text).bind(role).bind(true)
                .bind(restricted).bind(false).bind(now).run(&mut tx).await.unwrap();
            query("INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, org_id, is_group, origin) VALUES ($1, $2, 1, $3, $4, 'owner', $5, $6, 'printed')")
                .bind(PartyId::new()).bind(duty).bind(slug).bind(role).bind(org).bind(false).run(&mut tx).await.unwrap();
            duties.push(duty);
        }
        refresh::plan(&mut tx, &site.app, plan).await.unwrap();
        tx.commit().await.unwrap();
        Self { plan, duties }
    }

    /// The coordinator sets up the half-yearly regime through its page.
    pub async fn regime(&self, coordinator: &mut Browser) {
        let plan = self.plan.to_string();
        coordinator
            .post_ok(
                "/che-do-bao-cao",
                &[
                    ("ke-hoach", plan.as_str()),
                    ("ten", "Báo cáo 6 tháng về Kế hoạch 01"),
                    ("tan-suat", "half-yearly"),
                    ("tu-ngay", "01/01/2026"),
                    ("ngay-gui", "17"),
                    ("ngay-trinh", "20"),
                ],
            )
            .await
            .shows("Đã lập chế độ báo cáo")
            .shows("6 tháng đầu năm 2026")
            .shows("6 tháng cuối năm 2026");
    }

    pub async fn submission(&self, site: &Site, slug: &str, code: &str) -> SubmissionId {
        let mut c = site.app.db.read().await.unwrap();
        let found: (SubmissionId,) = query(
            "SELECT s.id FROM submission s JOIN org g ON g.id = s.org_id JOIN period p ON p.id = s.period_id WHERE g.slug = $1 AND p.code = $2")
            .bind(slug).bind(code).one(&mut c).await.unwrap();
        found.0
    }

    pub async fn obligation(&self, site: &Site, duty: usize, code: &str) -> ObligationId {
        let mut c = site.app.db.read().await.unwrap();
        let found: (ObligationId,) = query(
            "SELECT o.id FROM obligation o JOIN period p ON p.id = o.period_id WHERE o.duty_id = $1 AND p.code = $2")
            .bind(self.duties[duty]).bind(code).one(&mut c).await.unwrap();
        found.0
    }
}

async fn org_of(site: &Site, slug: &str) -> OrgId {
    site.org(slug).await
}

/// The hidden value a form carries.
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let from =
        page.text.find(&mark).unwrap_or_else(|| panic!("no field {name} on\n{}", page.text)) + mark.len();
    page.text[from..].split('"').next().unwrap().to_owned()
}

fn field(id: ObligationId, name: &str) -> String {
    format!("d-{id}-{name}")
}

/// Fields of one line as the shown form holds them, with what is typed now.
fn line(page: &Page, id: ObligationId, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![
        (field(id, "rev"), hidden(page, &field(id, "rev"))),
        (field(id, "goc"), hidden(page, &field(id, "goc"))),
    ];
    fields.extend(typed.iter().map(|(name, value)| (field(id, name), (*value).to_owned())));
    fields
}

async fn send(browser: &mut Browser, id: SubmissionId, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    browser.upload(&format!("/bao-cao/{id}"), &fields, &[]).await
}

/// An officer and the head of the department, and the coordinator; on a later day they sign in anew.
async fn people(site: &Site) -> (Browser, Browser, Browser) {
    let today = site.app.clock.today();
    let officer = site.person(&format!("can-bo-{today}"), &[(AGENCY, Role::Officer)]).await;
    let head = site.person(&format!("lanh-dao-{today}"), &[(AGENCY, Role::Head)]).await;
    let coordinator = site.person(&format!("dau-moi-{today}"), &[("so-khcn", Role::Coordinator)]).await;
    (officer, head, coordinator)
}

story!(a_report_goes_from_draft_to_acceptance_and_is_locked, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let (one, two) =
        (office.obligation(&site, 0, "2026-H2").await, office.obligation(&site, 1, "2026-H2").await);

    let work = officer.get("/viec-cua-toi").await;
    work.shows("Báo cáo 6 tháng cuối năm 2026").shows("Viết báo cáo").shows("Còn 5 ngày làm việc");
    work.shows("Đề xuất đặt hàng nhiệm vụ trong lĩnh vực nông nghiệp.");
    work.shows("Báo cáo 6 tháng đầu năm 2026").shows("Cần làm ngay").shows(&format!("/bao-cao/{id}"));
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    page.shows("Số liệu từ 15/6/2026 đến 14/12/2026");

    // what is missing is said, and what was typed is kept
    let mut fields = line(
        &page,
        one,
        &[
            ("tien-do", "in-progress"),
            ("ket-qua", "Đã có 4 đề xuất."),
            ("so-lieu", "Đề xuất"),
            ("gia-tri", "1.234,50"),
            ("don-vi", "đề xuất"),
            ("so-lieu", "Diện tích"),
            ("gia-tri", ""),
            ("don-vi", "ha"),
            ("kho-khan", "Chưa xác định đơn vị tiếp nhận."),
        ],
    );
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    let kept = send(&mut officer, id, &fields).await;
    assert_eq!(kept.status, 422);
    kept.shows("Đề nghị chọn tiến độ.").shows("Đã có 4 đề xuất.").shows("1.234,50");

    let mut fields = line(&kept, two, &[("tien-do", "continuing"), ("ket-qua", "Duy trì 3 vùng.")]);
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&kept, "rev")));
    let handed = send(&mut officer, id, &fields).await;
    assert_eq!(handed.status, 303, "{}", handed.text);
    officer.get(&format!("/bao-cao/{id}")).await.shows("Chờ lãnh đạo duyệt").shows("chưa có số liệu");

    // the coordinator knows that it is owed, not what it says
    coordinator.get(&format!("/bao-cao/{id}")).await.hides("Đã có 4 đề xuất.").shows("Nội dung hiện sau khi");
    head.get("/viec-cua-toi").await.shows("Duyệt và gửi");
    let page = head.get(&format!("/bao-cao/{id}")).await;
    let rev = hidden(&page, "rev");
    let approve = format!("/bao-cao/{id}/duyet");
    head.post_ok(&approve, &[("rev", &rev)]).await.shows("Đã gửi báo cáo.").shows("Đúng hạn");
    // a second click does no harm
    assert_eq!(head.post(&approve, &[("rev", &rev)]).await.status, 303);
    let page = coordinator.get(&format!("/bao-cao/{id}")).await;
    page.shows("Đã có 4 đề xuất.").shows("1.234,50");
    assert_eq!(page.text.matches("Lãnh đạo duyệt, gửi báo cáo").count(), 1);
    coordinator.get("/viec-cua-toi").await.shows("Xem, tiếp nhận");
    let rev = hidden(&page, "rev");
    coordinator
        .post_ok(&format!("/bao-cao/{id}/tiep-nhan"), &[("rev", &rev)])
        .await
        .shows("Đã tiếp nhận báo cáo.");

    // locked: nothing can be written any more, and what is typed is not lost
    let mut fields = line(&kept, one, &[("tien-do", "done"), ("ket-qua", "Sửa sau khi khóa.")]);
    fields.push(("viec".into(), "luu".into()));
    let refused = send(&mut officer, id, &fields).await;
    assert_eq!(refused.status, 409);
    refused.shows("Sửa sau khi khóa.").shows("chưa được lưu và còn ở dưới đây");
    officer.get(&format!("/bao-cao/{id}")).await.hides("Sửa sau khi khóa.").shows("khóa");

    // what was accepted is part of the register, and the duty is known to be under way
    let mut c = site.app.db.read().await.unwrap();
    let part: (String,) = query("SELECT state FROM duty_owner WHERE duty_id = $1")
        .bind(office.duties[0])
        .one(&mut c)
        .await
        .unwrap();
    assert_eq!(part.0, "in-progress");
    let scope = ReportScope::of(&hoahoi::accounts::access::Viewer::public());
    assert!(store::progress_of_duty(&mut c, &scope, office.duties[0]).await.unwrap().is_empty());
    let entries: Vec<(String,)> =
        query("SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at, id")
            .bind(id)
            .all(&mut c)
            .await
            .unwrap();
    let actions: Vec<&str> = entries.iter().map(|e| e.0.as_str()).collect();
    for action in ["submission.write", "submission.hand-to-head", "submission.approve", "submission.accept"] {
        assert!(actions.contains(&action), "{action} is not in the log: {actions:?}");
    }
});

/// Writes everything and brings the report as far as the coordinator.
async fn hand_in(
    site: &Site,
    office: &Office,
    officer: &mut Browser,
    head: &mut Browser,
    said: &str,
) -> SubmissionId {
    hand_in_saying(site, office, officer, head, &[("tien-do", "in-progress"), ("ket-qua", said)]).await
}

/// The same, with these fields in every line.
pub async fn hand_in_saying(
    site: &Site,
    office: &Office,
    officer: &mut Browser,
    head: &mut Browser,
    said: &[(&str, &str)],
) -> SubmissionId {
    let id = office.submission(site, AGENCY, "2026-H2").await;
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    let mut fields = Vec::new();
    for duty in [0, 1] {
        let obligation = office.obligation(site, duty, "2026-H2").await;
        fields.extend(line(&page, obligation, said));
    }
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    assert_eq!(send(officer, id, &fields).await.status, 303);
    let rev = hidden(&head.get(&format!("/bao-cao/{id}")).await, "rev");
    head.post_ok(&format!("/bao-cao/{id}/duyet"), &[("rev", &rev)]).await.shows("Đã gửi báo cáo.");
    id
}

story!(completion_is_asked_for_with_a_reason_and_the_first_day_still_counts, |site: Site| async move {
    site.day("2026-12-16");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = hand_in(&site, &office, &mut officer, &mut head, "Lần một.").await;
    let ask = format!("/bao-cao/{id}/bo-sung");
    let rev = hidden(&coordinator.get(&format!("/bao-cao/{id}")).await, "rev");
    let without = coordinator.post(&ask, &[("rev", &rev), ("han", "99/99/2026")]).await;
    assert_eq!(without.status, 422);
    without.shows("Đề nghị nêu rõ nội dung.").shows("99/99/2026");
    let one = office.obligation(&site, 0, "2026-H2").await;
    let note = field(one, "bo-sung");
    coordinator
        .post_ok(
            &ask,
            &[
                ("rev", &rev),
                ("ly-do", "Chưa nêu nguyên nhân."),
                ("han", "21/12/2026"),
                (&note, "Nêu nguyên nhân."),
            ],
        )
        .await
        .shows("Đã đề nghị bổ sung, hoàn thiện.");
    site.day("2026-12-21");
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    page.shows("Nêu nguyên nhân.").shows("Chưa nêu nguyên nhân.").shows("Đề nghị bổ sung");
    officer.get("/viec-cua-toi").await.shows("Bổ sung báo cáo").shows("Đến hạn hôm nay");
    let again = hand_in(&site, &office, &mut officer, &mut head, "Lần hai.").await;
    assert_eq!(again, id);
    // handed in on the 16th, due on the 17th: on time, whenever it is completed
    coordinator.get(&format!("/bao-cao/{id}")).await.shows("Đúng hạn").shows("Lần hai.").hides("Lần một.");
    let rev = hidden(&coordinator.get(&format!("/bao-cao/{id}")).await, "rev");
    coordinator.post_ok(&format!("/bao-cao/{id}/tiep-nhan"), &[("rev", &rev)]).await.shows("Đã tiếp nhận");

    // next period: what was accepted is suggested, copied only on demand, figures never
    site.day("2027-02-01");
    let (mut officer, _, _) = people(&site).await;
    let next = office.submission(&site, AGENCY, "2027-H1").await;
    let line_id = office.obligation(&site, 0, "2027-H1").await;
    let page = officer.get(&format!("/bao-cao/{next}")).await;
    page.shows("Kỳ trước (6 tháng cuối năm 2026) đã báo cáo").shows("Lần hai.");
    let mut fields = line(&page, line_id, &[]);
    fields.push(("chep".into(), line_id.to_string()));
    assert_eq!(send(&mut officer, next, &fields).await.status, 303);
    let page = officer.get(&format!("/bao-cao/{next}")).await;
    page.shows("Chép từ kỳ trước, đề nghị cập nhật");
    let fields = line(&page, line_id, &[("tien-do", "in-progress"), ("ket-qua", "Kỳ mới.")]);
    send(&mut officer, next, &fields).await;
    officer
        .get(&format!("/bao-cao/{next}"))
        .await
        .hides("Chép từ kỳ trước, đề nghị cập nhật")
        .shows("Kỳ mới.");
});

story!(two_people_on_one_report_overwrite_nothing, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut first, mut second, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let (one, two) =
        (office.obligation(&site, 0, "2026-H2").await, office.obligation(&site, 1, "2026-H2").await);
    let mine = first.get(&format!("/bao-cao/{id}")).await;
    let theirs = second.get(&format!("/bao-cao/{id}")).await;

    // different lines of one form: both stay, though each form also carries the other's line as it was
    let mut fields = line(&mine, one, &[("tien-do", "done"), ("ket-qua", "Của người thứ nhất.")]);
    fields.extend(line(&mine, two, &[]));
    assert_eq!(send(&mut first, id, &fields).await.status, 303);
    let mut fields = line(&theirs, two, &[("tien-do", "done"), ("ket-qua", "Của người thứ hai.")]);
    fields.extend(line(&theirs, one, &[]));
    assert_eq!(send(&mut second, id, &fields).await.status, 303);
    first.get(&format!("/bao-cao/{id}")).await.shows("Của người thứ nhất.").shows("Của người thứ hai.");

    // the same line: the second is told, sees both, and nothing is overwritten
    let fields = line(&theirs, one, &[("tien-do", "not-started"), ("ket-qua", "Ý khác.")]);
    let told = send(&mut second, id, &fields).await;
    assert_eq!(told.status, 409);
    told.shows("Người khác vừa sửa dòng này")
        .shows("Ý khác.")
        .shows("Của người thứ nhất.")
        .shows("Của người thứ hai.");
    first.get(&format!("/bao-cao/{id}")).await.hides("Ý khác.");
    let fields = line(&told, one, &[("tien-do", "not-started"), ("ket-qua", "Ý chung.")]);
    assert_eq!(send(&mut second, id, &fields).await.status, 303);
    first.get(&format!("/bao-cao/{id}")).await.shows("Ý chung.");
});

story!(another_agency_neither_reads_nor_writes, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let mut stranger = site.person("nguoi-khac", &[(OTHER, Role::Officer), (OTHER, Role::Head)]).await;
    let id = hand_in(&site, &office, &mut officer, &mut head, "Nội bộ.").await;
    assert_eq!(stranger.get(&format!("/bao-cao/{id}")).await.status, 404);
    let one = office.obligation(&site, 0, "2026-H2").await;
    let forged = vec![(field(one, "rev"), "1".to_owned()), (field(one, "ket-qua"), "Giả mạo.".to_owned())];
    assert_eq!(send(&mut stranger, id, &forged).await.status, 404);
    for step in ["duyet", "sua", "tiep-nhan", "bo-sung", "mien"] {
        let answer = stranger
            .post(&format!("/bao-cao/{id}/{step}"), &[("rev", "3"), ("ly-do", "x"), ("han", "21/12/2026")])
            .await;
        assert!(matches!(answer.status, 403 | 404), "{step}: {}", answer.status);
    }
    // an officer is no head, a coordinator writes for nobody
    assert_eq!(officer.post(&format!("/bao-cao/{id}/duyet"), &[("rev", "3")]).await.status, 403);
    assert_eq!(send(&mut coordinator, id, &forged).await.status, 403);
    // lists and counts hold nothing of others
    stranger.get("/bao-cao").await.hides("Sở Nông nghiệp").shows("2 báo cáo");
    stranger.get("/viec-cua-toi").await.hides("Đề xuất đặt hàng");
    coordinator.get("/bao-cao").await.shows("Sở Nông nghiệp").shows("8 báo cáo");
    let mut anyone = site.anyone();
    assert_eq!(anyone.get(&format!("/bao-cao/{id}")).await.status, 303);
    assert_eq!(anyone.get("/viec-cua-toi").await.status, 303);
});

story!(lateness_is_computed_from_the_clock, |site: Site| async move {
    site.day("2026-06-01");
    let office = Office::open(&site).await;
    let (_, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    // due on Thursday the 17th; on the Monday after it is two working days late
    site.day("2026-12-21");
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    officer.get("/viec-cua-toi").await.shows("Quá hạn 2 ngày làm việc").shows("Cần làm ngay");
    coordinator.get("/bao-cao?qua-han=1").await.shows("Quá hạn").shows("Đề nghị gửi chậm nhất");
    hand_in(&site, &office, &mut officer, &mut head, "Muộn.").await;
    let mut c = site.app.db.read().await.unwrap();
    let viewer = hoahoi::accounts::access::Viewer::public();
    let rows = store::timeliness(
        &mut c,
        office.plan,
        &ReportScope::of(&viewer),
        Audience::Public,
        site.app.clock.today(),
        &site.app.calendar(),
    )
    .await
    .unwrap();
    assert!(rows.is_empty(), "nothing is public before the decision");
    let mut tx = site.app.db.write().await.unwrap();
    query("UPDATE plan SET timeliness_decision = 'QĐ 1', timeliness_from = '2026-01-01'")
        .run(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let rows = store::timeliness(
        &mut c,
        office.plan,
        &ReportScope::of(&viewer),
        Audience::Public,
        site.app.clock.today(),
        &site.app.calendar(),
    )
    .await
    .unwrap();
    // two departments in two periods; neither the police, whose duty is restricted, nor the Front
    let tally = Tally::of(rows.iter().filter(|r| r.code == "2026-H2"));
    assert_eq!((tally.expected, tally.late, tally.overdue, tally.exempt), (2, 1, 1, 0));
    let agency = org_of(&site, AGENCY).await;
    let mine = rows.iter().find(|r| r.org_id == agency && r.code == "2026-H2").unwrap();
    assert_eq!(mine.timeliness, Some(Timeliness::Late(2)));
    assert!(rows.iter().all(|r| r.state.is_none()));
});

/// The last address on the page that begins so.
fn last_link(page: &Page, begins: &str) -> String {
    let from = page.text.rfind(&format!("\"{begins}")).unwrap();
    page.text[from + 1..].split('"').next().unwrap().to_owned()
}

story!(how_punctual_reports_are_is_public_only_while_a_decision_is_in_force, |site: Site| async move {
    site.day("2026-06-01");
    let office = Office::open(&site).await;
    let (_, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    site.day("2026-12-16");
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    hand_in(&site, &office, &mut officer, &mut head, "Đúng hẹn.").await;
    let (plan, page) = (format!("/ke-hoach/{}", office.plan), format!("/ke-hoach/{}/tien-do", office.plan));
    let decide = format!("{plan}/cong-bo");
    let mut anyone = site.anyone();

    // without a decision, and before its day, there is no page, no link and no figure, for anybody
    let nothing = async |anyone: &mut Browser, officer: &mut Browser| {
        assert_eq!(anyone.get(&page).await.status, 404);
        assert_eq!(officer.get(&page).await.status, 404);
        for public in [plan.as_str(), "/", "/ke-hoach", "/co-quan/so-y-te"] {
            let seen = anyone.get(public).await;
            assert_eq!(seen.status, 200, "{public}");
            seen.hides("tien-do").hides("đúng hạn").hides("uá hạn").hides("QĐ 77");
        }
    };
    nothing(&mut anyone, &mut officer).await;
    let decision = [("quyet-dinh", "QĐ 77/QĐ-UBND ngày 15/12/2026"), ("tu-ngay", "25/12/2026")];
    coordinator.post_ok(&decide, &decision).await.shows("Sẽ công khai theo QĐ 77").hides("tien-do");
    site.day("2026-12-24");
    let (mut officer, ..) = people(&site).await;
    nothing(&mut anyone, &mut officer).await;

    // from its day on: departments by name, the decision, and what the totals leave out
    site.day("2026-12-25");
    for public in [plan.as_str(), "/"] {
        anyone.get(public).await.shows(&format!("\"{page}\""));
    }
    let seen = anyone.get(&page).await;
    seen.shows("QĐ 77/QĐ-UBND ngày 15/12/2026, từ ngày 25/12/2026")
        .shows("không tính nhiệm vụ về quốc phòng, an ninh")
        .shows("đề nghị quan tâm, phối hợp không nằm trong thống kê và không xếp hạng")
        .shows("Báo cáo 6 tháng cuối năm 2026, theo cơ quan")
        .shows("Đã gửi, đúng hạn")
        .shows("Chưa gửi, quá hạn 6 ngày làm việc")
        .shows("đúng hạn 1, chưa gửi, quá hạn 1\"")
        .shows("chưa gửi, quá hạn 2\"");
    let rows = |page: &Page| page.text.matches("scope=\"row\"><a href=\"/co-quan/").count();
    assert_eq!(rows(&seen), 2);
    seen.hides("Công an").hides("Mặt trận").hides("Đúng hẹn.");
    // the period before: neither has reported
    let before = anyone.get(&last_link(&seen, &format!("{page}?ky="))).await;
    before.shows("Báo cáo 6 tháng đầu năm 2026, theo cơ quan").hides("Đã gửi, đúng hạn");
    assert_eq!(rows(&before), 2);

    // withdrawn: gone at once
    let (mut officer, _, mut coordinator) = people(&site).await;
    coordinator.get(&decide).await.shows("Đang công khai theo QĐ 77").shows(&page);
    coordinator.post_ok(&decide, &[("thoi", "1")]).await.hides("QĐ 77");
    nothing(&mut anyone, &mut officer).await;
});

story!(a_restricted_duty_has_no_content, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (_, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let mut police = site.person("cong-an", &[(POLICE, Role::Officer)]).await;
    let id = office.submission(&site, POLICE, "2026-H2").await;
    let page = police.get(&format!("/bao-cao/{id}")).await;
    page.shows("Đúng tiến độ")
        .shows("Chậm tiến độ")
        .hides("Kết quả thực hiện</label>")
        .hides("type=\"file\" id=\"d-");
    let duty = office.obligation(&site, 3, "2026-H2").await;
    let mut fields = line(
        &page,
        duty,
        &[("tien-do", "on-track"), ("ket-qua", "Nội dung mật."), ("so-lieu", "Quân số"), ("gia-tri", "9")],
    );
    fields.push(("viec".into(), "luu".into()));
    let sent: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let file = field(duty, "tep");
    let answer = police.upload(&format!("/bao-cao/{id}"), &sent, &[(&file, "a.pdf", b"%PDF-1.7 x")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(send(&mut police, id, &fields).await.status, 303);
    let mut c = site.app.db.read().await.unwrap();
    let kept: (Option<String>, String) =
        query("SELECT progress, result FROM submission_line WHERE submission_id = $1")
            .bind(id)
            .one(&mut c)
            .await
            .unwrap();
    assert_eq!(kept, (Some("on-track".to_owned()), String::new()));
    let figures: (i64,) = query("SELECT COUNT(*) FROM submission_figure").one(&mut c).await.unwrap();
    let files: (i64,) = query("SELECT COUNT(*) FROM file").one(&mut c).await.unwrap();
    assert_eq!((figures.0, files.0), (0, 0));
});

story!(bodies_outside_the_state_are_asked, |site: Site| async move {
    site.day("2026-12-28");
    let office = Office::open(&site).await;
    let (_, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let mut front = site.person("mat-tran", &[(FRONT, Role::Officer), (FRONT, Role::Head)]).await;
    front.get("/viec-cua-toi").await.shows("Đề nghị gửi chậm nhất 17/12/2026").hides("Quá hạn");
    let id = office.submission(&site, FRONT, "2026-H2").await;
    let page = front.get(&format!("/bao-cao/{id}")).await;
    let duty = office.obligation(&site, 4, "2026-H2").await;
    let mut fields = line(&page, duty, &[("tien-do", "done"), ("ket-qua", "Đã vận động.")]);
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    send(&mut front, id, &fields).await;
    let rev = hidden(&front.get(&format!("/bao-cao/{id}")).await, "rev");
    front.post_ok(&format!("/bao-cao/{id}/duyet"), &[("rev", &rev)]).await;
    let page = coordinator.get(&format!("/bao-cao/{id}")).await;
    page.shows("Đề nghị quan tâm, phối hợp bổ sung").hides("Đề nghị bổ sung, hoàn thiện").hides("Trễ");
    let rev = hidden(&page, "rev");
    let asked = coordinator
        .post_ok(
            &format!("/bao-cao/{id}/bo-sung"),
            &[("rev", &rev), ("ly-do", "Số buổi."), ("han", "31/12/2026")],
        )
        .await;
    asked.shows("Đã gửi đề nghị quan tâm, phối hợp.").hides("hoàn thiện");
});

story!(files_are_what_their_bytes_say, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let one = office.obligation(&site, 0, "2026-H2").await;
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    let fields = line(&page, one, &[("tien-do", "done"), ("ket-qua", "Có tài liệu.")]);
    let sent: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let file = field(one, "tep");
    let path = format!("/bao-cao/{id}");
    for bad in [
        b"MZ\x90\x00".as_slice(),
        b"<html><script>1</script>",
        b"PK\x03\x04 something",
        &vec![b'a'; 21 * 1024 * 1024],
    ] {
        let refused = officer.upload(&path, &sent, &[(&file, "../../bao cao.pdf", bad)]).await;
        assert_eq!(refused.status, 422);
        refused.shows("Có tài liệu.").shows("bao cao.pdf");
    }
    let taken = officer
        .upload(&path, &sent, &[(&file, "..\\\\..\\\\Báo cáo; \u{202e}fdp.html", b"%PDF-1.7 1 0 obj")])
        .await;
    assert_eq!(taken.status, 303, "{}", taken.text);
    let page = officer.get(&path).await;
    page.hides("\u{202e}");
    let address = page.link("/tep/");
    let got = officer.get(&address).await;
    assert_eq!(got.header("content-type"), "application/pdf");
    assert_eq!(got.header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert!(got.header("content-disposition").starts_with("attachment; filename=\"bao cao_ fdp.html.pdf\""));
    assert_eq!(got.bytes, b"%PDF-1.7 1 0 obj");
    // only those who may read the report fetch it
    let mut stranger = site.person("nguoi-khac", &[(OTHER, Role::Head)]).await;
    assert_eq!(stranger.get(&address).await.status, 404);
    assert_eq!(site.anyone().get(&address).await.status, 404);
    assert_eq!(coordinator.get(&address).await.status, 404, "it has not left the agency");
    assert_eq!(stranger.post(&format!("{address}/go"), &[]).await.status, 404);
    hand_in(&site, &office, &mut officer, &mut head, "Xong.").await;
    assert_eq!(coordinator.get(&address).await.status, 200);
    assert_eq!(officer.post(&format!("{address}/go"), &[]).await.status, 409, "locked");
});

story!(obligations_follow_the_owners_and_are_made_once, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut officer, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let scope =
        obligations::Scope { plan: office.plan, duty: None, from: "2026-01-01".parse::<Day>().unwrap() };
    let mut tx = site.app.db.write().await.unwrap();
    let again = obligations::make(&mut tx, scope, site.app.clock.now()).await.unwrap();
    assert_eq!(again, obligations::Made::default());
    let count: (i64,) = query("SELECT COUNT(*) FROM obligation").one(&mut tx).await.unwrap();
    let ids: Vec<(uuid::Uuid,)> = query("SELECT id FROM obligation").all(&mut tx).await.unwrap();
    assert!(
        ids.iter().all(|(id,)| id.get_version_num() == 7),
        "the database makes identifiers of the same kind"
    );
    tx.commit().await.unwrap();
    // five duties in each half-year from the first of 2026 to the one that begins within 400 days
    assert_eq!(count.0, 25);

    // something is said of the first duty; then both pass to the other department
    let one = office.obligation(&site, 0, "2026-H2").await;
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    send(&mut officer, id, &line(&page, one, &[("tien-do", "done"), ("ket-qua", "Đã nói.")])).await;
    let other = org_of(&site, OTHER).await;
    let mut tx = site.app.db.write().await.unwrap();
    for duty in &office.duties[..2] {
        query("UPDATE duty_party SET org_id = $2 WHERE duty_id = $1")
            .bind(*duty)
            .bind(other)
            .run(&mut tx)
            .await
            .unwrap();
        refresh::duty(&mut tx, &site.app, *duty).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut c = site.app.db.read().await.unwrap();
    let owed = |code: &'static str| {
        let sql = "SELECT g.slug, s.owed FROM submission s JOIN org g ON g.id = s.org_id JOIN period p ON p.id = s.period_id WHERE p.code = $1 ORDER BY g.slug";
        (sql, code)
    };
    let (sql, code) = owed("2026-H2");
    let now: Vec<(String, i64)> = query(sql).bind(code).all(&mut c).await.unwrap();
    assert_eq!(now.iter().find(|r| r.0 == AGENCY).map(|r| r.1), Some(1), "what was said stays owed: {now:?}");
    assert_eq!(now.iter().find(|r| r.0 == OTHER).map(|r| r.1), Some(3));
    let (sql, code) = owed("2027-H1");
    let next: Vec<(String, i64)> = query(sql).bind(code).all(&mut c).await.unwrap();
    assert_eq!(next.iter().find(|r| r.0 == AGENCY), None, "a report that owes nothing is gone: {next:?}");
    // the past is left as it was
    let (sql, code) = owed("2026-H1");
    let past: Vec<(String, i64)> = query(sql).bind(code).all(&mut c).await.unwrap();
    assert_eq!(past.iter().find(|r| r.0 == AGENCY).map(|r| r.1), Some(2));
    drop(c);

    // exempt, with a reason
    let path = format!("/bao-cao/{}", office.submission(&site, OTHER, "2026-H2").await);
    assert_eq!(coordinator.post(&format!("{path}/mien"), &[("ly-do-mien", "")]).await.status, 422);
    coordinator
        .post_ok(&format!("{path}/mien"), &[("ly-do-mien", "Mới nhận bàn giao.")])
        .await
        .shows("Được miễn báo cáo: Mới nhận bàn giao.");
    coordinator.get("/che-do-bao-cao").await.shows("data-l=\"Được miễn\">1<");
    coordinator.post_ok(&format!("{path}/mien"), &[("viec", "bo-mien")]).await.hides("Được miễn báo cáo");
    assert_eq!(officer.post(&format!("{path}/mien"), &[("ly-do-mien", "x")]).await.status, 403);
});

story!(sixteen_writers_on_different_lines_lose_nothing, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (officer, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let agency = org_of(&site, AGENCY).await;
    let mut tx = site.app.db.write().await.unwrap();
    // fourteen more duties for the department
    for ordinal in 10_i64..24 {
        let duty = DutyId::new();
        query("INSERT INTO duty (id, plan_id, section_path, ordinal, paragraph, text, folded, origin, role, printed, review, to_track, tracked, restricted, joint, state, rev, updated_at) \
             VALUES ($1, $2, 'IV.9', $3, $3, 'Việc', '', 'printed', 'lead', '{}', 'accepted', $4, $4, $5, $5, 'assigned', 1, 0)")
            .bind(duty).bind(office.plan).bind(ordinal).bind(true).bind(false).run(&mut tx).await.unwrap();
        query("INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, org_id, is_group, origin) VALUES ($1, $2, 1, 'x', 'lead', 'owner', $3, $4, 'printed')")
            .bind(PartyId::new()).bind(duty).bind(agency).bind(false).run(&mut tx).await.unwrap();
    }
    refresh::plan(&mut tx, &site.app, office.plan).await.unwrap();
    tx.commit().await.unwrap();
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let mut c = site.app.db.read().await.unwrap();
    let obligations: Vec<(ObligationId,)> = query(
        "SELECT o.id FROM obligation o JOIN submission s ON s.period_id = o.period_id AND s.org_id = o.org_id WHERE s.id = $1")
        .bind(id).all(&mut c).await.unwrap();
    drop(c);
    assert_eq!(obligations.len(), 16);
    let page = officer.clone().get(&format!("/bao-cao/{id}")).await;
    let writers = obligations.iter().enumerate().map(|(i, (obligation,))| {
        let mut browser = officer.clone();
        let mut fields = line(&page, *obligation, &[("tien-do", "done")]);
        let obligation = *obligation;
        async move {
            for round in 0..4 {
                let said = format!("Người {i}, lần {round}");
                fields.push((field(obligation, "ket-qua"), said.clone()));
                let answer = send(&mut browser, id, &fields).await;
                assert_eq!(answer.status, 303, "{}", answer.text);
                let now = browser.get(&format!("/bao-cao/{id}")).await;
                now.shows(&said);
                fields = line(&now, obligation, &[("tien-do", "done")]);
            }
        }
    });
    join_all(writers).await;
    let page = officer.clone().get(&format!("/bao-cao/{id}")).await;
    for i in 0..16 {
        page.shows(&format!("Người {i}, lần 3"));
    }
});

story!(a_second_click_on_handing_in_does_no_harm, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (officer, _, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let page = officer.clone().get(&format!("/bao-cao/{id}")).await;
    let mut fields = Vec::new();
    for duty in [0, 1] {
        let obligation = office.obligation(&site, duty, "2026-H2").await;
        fields.extend(line(&page, obligation, &[("tien-do", "not-started")]));
    }
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    let (mut once, mut twice) = (officer.clone(), officer.clone());
    let (a, b) = tokio::join!(send(&mut once, id, &fields), send(&mut twice, id, &fields));
    assert_eq!((a.status, b.status), (303, 303), "{}\n{}", a.text, b.text);
    let page = officer.clone().get(&format!("/bao-cao/{id}")).await;
    assert_eq!(page.text.matches("<li><time>").count(), 1, "one event only");
});

story!(a_wrong_regime_is_explained_at_its_fields, |site: Site| async move {
    let office = Office::open(&site).await;
    let (mut officer, _, mut coordinator) = people(&site).await;
    let plan = office.plan.to_string();
    let wrong = [
        ("ke-hoach", plan.as_str()),
        ("ten", ""),
        ("tan-suat", "half-yearly"),
        ("tu-ngay", "31/02/2026"),
        ("den-ngay", ""),
        ("ngay-gui", "12"),
        ("ngay-trinh", "5"),
    ];
    let page = coordinator.post("/che-do-bao-cao", &wrong).await;
    assert_eq!(page.status, 422);
    page.shows("31/02/2026").shows("Ngày gửi phải từ 15 đến 28").shows("Ngày trình phải từ ngày gửi đến 28");
    assert_eq!(officer.post("/che-do-bao-cao", &wrong).await.status, 403);
    officer.get("/che-do-bao-cao").await.hides("Lập chế độ báo cáo");
});

/// Amounts of one line's row of money.
fn money(
    year: &'static str,
    source: &'static str,
    given: &'static str,
    spent: &'static str,
) -> Vec<(&'static str, &'static str)> {
    vec![
        ("nguon", source),
        ("nam", year),
        ("duoc-giao", given),
        ("giai-ngan", spent),
        ("don-vi-tien", "trieu-dong"),
        ("xa", if spent.is_empty() { "" } else { "xã Đoàn Kết" }),
    ]
}

story!(money_is_exact_and_no_data_is_not_zero, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let (one, two) =
        (office.obligation(&site, 0, "2026-H2").await, office.obligation(&site, 1, "2026-H2").await);
    let path = format!("/bao-cao/{id}");
    let page = officer.get(&path).await;
    page.shows("Ngân sách trung ương").shows("xã Đoàn Kết\"></option>");

    let mut typed = vec![("tien-do", "in-progress"), ("ket-qua", "Có kinh phí."), ("bien-gioi", "1")];
    typed.extend(money("2026", "central", "1.234,5", ""));
    typed.extend(money("2026", "provincial", "0", "0,000001"));
    let wrong: Vec<(&str, &str)> =
        typed.iter().map(|(k, v)| (*k, if *v == "1.234,5" { "hơn một tỷ" } else { *v })).collect();
    let told = send(&mut officer, id, &line(&page, one, &wrong)).await;
    assert_eq!(told.status, 422);
    told.shows("hơn một tỷ").shows("không phải là số tiền").shows("xã Đoàn Kết");
    let mut fields = line(&page, one, &typed);
    let mut other = vec![("tien-do", "in-progress"), ("ket-qua", "Chưa có số liệu kinh phí.")];
    other.extend(money("2026", "provincial", "", ""));
    fields.extend(line(&page, two, &other));
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    assert_eq!(send(&mut officer, id, &fields).await.status, 303);
    let page = head.get(&path).await;
    page.shows("1.234,5 triệu đồng")
        .shows("1 đồng")
        .shows("năm 2026, ")
        .shows("Khu vực biên giới")
        .shows("1 trên 2 dòng có số liệu kinh phí");
    let rev = hidden(&page, "rev");
    head.post_ok(&format!("{path}/duyet"), &[("rev", &rev)]).await;

    let mut c = site.app.db.read().await.unwrap();
    let (period,): (hoahoi::ids::PeriodId,) =
        query("SELECT period_id FROM submission WHERE id = $1").bind(id).one(&mut c).await.unwrap();
    let reader = Viewer::person(site.signed_in("so-khcn", Role::Coordinator).await, false);
    let scope = ReportScope::of(&reader);
    assert!(totals(&mut c, &scope, period).await.unwrap().is_empty(), "nothing is accepted yet");
    let rev = hidden(&coordinator.get(&path).await, "rev");
    coordinator.post_ok(&format!("{path}/tiep-nhan"), &[("rev", &rev)]).await;
    let sums = totals(&mut c, &scope, period).await.unwrap();
    assert_eq!(sums.of(Source::Central), (Some(1_234_500_000), None));
    assert_eq!(sums.of(Source::Provincial), (Some(0), Some(1)));
    assert_eq!(sums.of(Source::Other), (None, None));
    assert_eq!(sums.areas.border_disbursed, Some(1));
    assert_eq!((sums.areas.minority_allotted, sums.reported, sums.lines), (None, 1, 2));
    let said = store::accepted::lines(&mut c, period).await.unwrap();
    assert_eq!(said.len(), 2, "the consolidated report draws on both lines");
});

story!(an_accepted_report_is_opened_again_and_every_version_is_kept, |site: Site| async move {
    site.day("2026-12-16");
    let office = Office::open(&site).await;
    let (mut officer, mut head, mut coordinator) = people(&site).await;
    let mut clerk = site.person("van-thu", &[(AGENCY, Role::Clerk)]).await;
    office.regime(&mut coordinator).await;
    let id = hand_in(&site, &office, &mut officer, &mut head, "Lần một.").await;
    let path = format!("/bao-cao/{id}");

    // the clerk's paper: wrong at first, then with the signed copy
    let paper = format!("{path}/van-thu");
    let form = [("so", "12x4"), ("ky-hieu", ""), ("ngay", "17/12/2026")];
    let told = clerk.upload(&paper, &form, &[("tep", "bao cao.pdf", b"<html>")]).await;
    assert_eq!(told.status, 422);
    told.shows("12x4").shows("chỉ gồm chữ số").shows("không thể sau hôm nay").shows("phải là PDF");
    let form = [("so", "124"), ("ky-hieu", "BC-SNNMT"), ("ngay", "16/12/2026")];
    assert_eq!(officer.upload(&paper, &form, &[]).await.status, 403, "an officer is no clerk");
    let signed = [("tep", "bao cao.pdf", b"%PDF-1.7 signed".as_slice())];
    assert_eq!(clerk.upload(&paper, &form, &signed).await.status, 303);
    let page = coordinator.get(&path).await;
    page.shows("Số 124/BC-SNNMT, ngày 16/12/2026").shows("bao cao.pdf");
    let copy = page.link("/tep/");
    assert_eq!(coordinator.get(&copy).await.bytes, b"%PDF-1.7 signed");
    let mut stranger = site.person("nguoi-khac", &[(OTHER, Role::Head)]).await;
    assert_eq!(stranger.get(&copy).await.status, 404);
    assert_eq!(officer.post(&format!("{copy}/go"), &[]).await.status, 409, "what was sent stays");

    let rev = hidden(&page, "rev");
    coordinator.post_ok(&format!("{path}/tiep-nhan"), &[("rev", &rev)]).await;
    let page = coordinator.get(&path).await;
    let (open, rev) = (format!("{path}/mo-lai"), hidden(&page, "rev"));
    assert_eq!(coordinator.post(&open, &[("rev", &rev), ("han", "21/12/2026")]).await.status, 422);
    let asked = [("rev", rev.as_str()), ("ly-do", "Số liệu nhầm."), ("han", "21/12/2026")];
    assert_eq!(head.post(&open, &asked).await.status, 403);
    coordinator.post_ok(&open, &asked).await.shows("Đã mở lại báo cáo.").shows("Số liệu nhầm.");
    officer.get("/viec-cua-toi").await.shows("Bổ sung báo cáo");

    // a new version needs the head again; what was sent before stays readable, also meanwhile
    let page = officer.get(&path).await;
    let one = office.obligation(&site, 0, "2026-H2").await;
    let mut fields = line(&page, one, &[("tien-do", "in-progress"), ("ket-qua", "Lần hai.")]);
    fields.push(("viec".into(), "trinh".into()));
    fields.push(("rev".into(), hidden(&page, "rev")));
    assert_eq!(send(&mut officer, id, &fields).await.status, 303);
    coordinator.get(&path).await.hides("Lần hai.");
    coordinator
        .get(&format!("{path}/lan-gui/1"))
        .await
        .shows("Lần một.")
        .shows("124/BC-SNNMT")
        .hides("Lần hai.");
    let rev = hidden(&head.get(&path).await, "rev");
    head.post_ok(&format!("{path}/duyet"), &[("rev", &rev)]).await;
    let second = coordinator.get(&format!("{path}/lan-gui/2")).await;
    second.shows("1 dòng thay đổi so với lần gửi 1.").shows("Lần hai.").shows("Lần một.");
    assert_eq!(stranger.get(&format!("{path}/lan-gui/1")).await.status, 404);
    assert_eq!(coordinator.get(&format!("{path}/lan-gui/3")).await.status, 404);
    coordinator.get(&path).await.shows("Đúng hạn");
});

story!(a_draft_saves_itself_and_the_second_is_told_of_the_first, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let (mut first, mut second, mut coordinator) = people(&site).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(&site, AGENCY, "2026-H2").await;
    let path = format!("/bao-cao/{id}");
    let (one, two) =
        (office.obligation(&site, 0, "2026-H2").await, office.obligation(&site, 1, "2026-H2").await);
    let page = first.get(&path).await;
    page.shows("data-autosave").hides("đang soạn báo cáo này");
    let theirs = second.get(&path).await;
    theirs.shows("Ông/Bà can-bo-2026-12-10 đang soạn báo cáo này, chưa lưu lần nào.");

    // in the background: what is right is saved, what is wrong waits, and the form learns the new revision
    let mut fields = line(&page, one, &[("tien-do", "done"), ("ket-qua", "Tự lưu.")]);
    fields.extend(line(&page, two, &[("so-lieu", "Diện tích"), ("gia-tri", "khoảng 3"), ("don-vi", "ha")]));
    fields.push(("tu-dong".into(), "1".into()));
    let saved = send(&mut first, id, &fields).await;
    assert_eq!(saved.status, 200);
    saved.shows("Đã lưu lúc 09:00").shows("còn dòng chưa lưu được").shows(&format!("\"{one}\":[1,"));
    saved.shows("lanh-dao-2026-12-10").hides(&format!("\"{two}\""));
    second.get(&path).await.shows("Tự lưu.").shows("lưu lần cuối lúc 09:00");

    // the same line by somebody else: told in the background, both texts shown by the button, nothing overwritten
    let mut late = line(&theirs, one, &[("tien-do", "done"), ("ket-qua", "Ý khác.")]);
    late.push(("tu-dong".into(), "1".into()));
    let told = send(&mut second, id, &late).await;
    assert_eq!(told.status, 409);
    told.shows("Người khác vừa sửa cùng dòng");
    late.pop();
    let both = send(&mut second, id, &late).await;
    assert_eq!(both.status, 409);
    both.shows("can-bo-2026-12-10 đã lưu lúc 09:00").shows("Tự lưu.").shows("Ý khác.").shows("data-unsaved");
    // without a session the answer is the way to sign in, and nothing is written
    let mut gone = site.anyone();
    assert_eq!(send(&mut gone, id, &fields).await.status, 303);
});
