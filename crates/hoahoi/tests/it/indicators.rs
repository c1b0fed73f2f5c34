//! Targets and goals: from the sentence of the plan to the figure in the consolidated report.

use hoahoi::accounts::model::Role;

use hoahoi::ids::SubmissionId;

use crate::consolidated::{confirmed, drawn_up, hidden, reported};
use crate::sheets::{download, put_in, upload};
use crate::story;
use crate::support::{Browser, Page, Site};

/// The fields of a target of the small plan, as the coordinator types them.
const FIELDS: [(&str, &str); 8] = [
    ("cau", "0"),
    ("ten", "Doanh nghiệp chế biến hồi"),
    ("don-vi", "doanh nghiệp"),
    ("chieu", "higher"),
    ("cach", "sum"),
    ("kieu", "increase"),
    ("con-so", "50"),
    ("den", "2030"),
];

/// The key of an agency in the form.
fn agency(page: &Page, name: &str) -> String {
    let before = page.text.split(&format!("<span>{name}</span>")).next().unwrap();
    assert_ne!(before.len(), page.text.len(), "{name} can be chosen");
    before.rsplit("name=\"co-quan\" value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

/// Sets up the printed target of the small plan for these agencies; its address.
pub async fn set_up(
    coordinator: &mut Browser,
    plan: &str,
    agencies: &[&str],
    more: &[(&str, &str)],
) -> String {
    let form = coordinator.get(&format!("/ke-hoach/{plan}/chi-tieu/moi?cau=0")).await;
    let chosen: Vec<String> = agencies.iter().map(|name| agency(&form, name)).collect();
    let mut fields: Vec<(&str, &str)> =
        FIELDS.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    fields.push(("phan-tram", "1"));
    fields.extend_from_slice(more);
    fields.extend(chosen.iter().map(|id| ("co-quan", id.as_str())));
    let made = coordinator.post(&format!("/ke-hoach/{plan}/chi-tieu/moi"), &fields).await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.header("location").to_owned()
}

pub const BASELINE: [(&str, &str); 3] =
    [("so-goc", "24"), ("so-goc-luc", "2023"), ("so-goc-nguon", "Báo cáo rà soát năm 2023")];

pub const TWO: [&str; 2] = ["Sở Y tế", "Sở Công Thương"];

fn line<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut said = vec![("tien-do", "continuing"), ("ket-qua", "Đã hỗ trợ.")];
    said.extend_from_slice(more);
    said
}

story!(a_target_goes_from_its_sentence_to_the_consolidated_report, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let of_plan = format!("/ke-hoach/{plan}/chi-tieu");
    let page = coordinator.get(&of_plan).await;
    page.shows("Chỉ tiêu đọc được trong kế hoạch")
        .shows("Chưa lập chỉ tiêu")
        .shows("doanh nghiệp chế biến hồi tăng 50%");

    // the form holds what is printed and nothing more
    let form = coordinator.get(&page.link(&format!("{of_plan}/moi?cau="))).await;
    form.shows("name=\"con-so\" value=\"50\"").shows("name=\"den\" value=\"2030\"");
    form.shows("name=\"so-goc\" value=\"\"").shows("name=\"don-vi\" value=\"\"");
    let wrong = coordinator
        .post(&format!("{of_plan}/moi"), &[("cau", "0"), ("ten", "Doanh nghiệp"), ("so-goc", "nhiều")])
        .await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Không hiểu số “nhiều”").shows("Doanh nghiệp").shows("loi-don-vi");

    let target = set_up(&mut coordinator, &plan, &TWO, &[]).await;
    coordinator
        .get(&target)
        .await
        .shows("chưa xác định")
        .shows("chưa tính được")
        .shows("tăng 50 %")
        .shows("đến năm 2030")
        .shows("Sở Công Thương")
        .shows(&format!("href=\"/ke-hoach/{plan}#"))
        .shows("không văn bản nào quy định");
    coordinator.get(&of_plan).await.shows("Đã lập 1 chỉ tiêu");

    // the baseline comes later, with its source
    let edit = format!("{target}/sua");
    let form = coordinator.get(&edit).await;
    let (rev, orgs) = (hidden(&form, "rev"), TWO.map(|name| agency(&form, name)));
    let mut fields = FIELDS.to_vec();
    fields.extend([("rev", rev.as_str()), ("phan-tram", "1"), ("co-quan", &orgs[0]), ("co-quan", &orgs[1])]);
    let bare = coordinator.post(&edit, &[&fields[..], &BASELINE[..1]].concat()).await;
    assert_eq!(bare.status, 422);
    bare.shows("Đã có số gốc thì cần ghi nguồn.");
    fields.extend(BASELINE);
    coordinator
        .post_ok(&edit, &fields)
        .await
        .shows("24 tăng 50 %: 24 × (100 + 50) / 100 = 36")
        .shows("Báo cáo rà soát năm 2023")
        .shows("Sửa: số gốc");

    // one of two has reported: the figure says so wherever it stands, and is not judged
    reported(&site, &mut coordinator, "so-y-te", &line(&[("chi-tieu", "20,5")])).await;
    for address in [&target, &of_plan, &"/chi-tieu".to_owned(), &format!("/ke-hoach/{plan}")] {
        let page = coordinator.get(address).await;
        page.shows("20,5 doanh nghiệp")
            .shows("1/2 cơ quan đã báo cáo")
            .shows("chưa đủ")
            .shows("Chưa đánh giá");
    }
    let report = drawn_up(&mut coordinator).await;
    let page = coordinator.get(&report).await;
    page.shows("Chỉ tiêu tại mục I, đoạn 1: Đến năm 2030, số lượng doanh nghiệp chế biến hồi tăng 50%.")
        .shows("Doanh nghiệp chế biến hồi: 20,5 doanh nghiệp (số liệu chưa đầy đủ: 1/2 cơ quan đã báo cáo)")
        .shows("(20,5 − 24) / 24 × 100 = -14,58 %")
        .shows("chỉ tiêu tăng 50 % đến năm 2030, tức 36 doanh nghiệp")
        .shows("Cách tính: tổng số liệu của các cơ quan.")
        .shows("Sở Y tế, chỉ tiêu “Doanh nghiệp chế biến hồi”")
        .hides("Kết quả: chưa có số liệu.");
    page.link("/chi-tieu/0");

    reported(&site, &mut coordinator, "so-cong-thuong", &line(&[("chi-tieu", "11,5")])).await;
    coordinator
        .get(&target)
        .await
        .shows("2/2 cơ quan đã báo cáo")
        .shows("(32 − 24) / 24 × 100 = 33,33 %")
        .shows("Đúng lộ trình")
        .shows("<svg class=\"chart")
        .hides("<span class=\"tag\">chưa đủ</span>");
    let redrawn = coordinator.post_ok(&format!("{report}/cap-nhat"), &[]).await;
    redrawn.shows("32 doanh nghiệp (2/2 cơ quan đã báo cáo)").hides("số liệu chưa đầy đủ");
    // the editor has the figures beside the section, each with its report
    coordinator.get(&format!("{report}/muc/I.2")).await.shows("20,5 doanh nghiệp").shows("11,5 doanh nghiệp");
    let paper = coordinator.get(&format!("{report}/docx")).await;
    assert!(paper.status == 200 && paper.bytes.starts_with(b"PK"));
});

story!(no_data_is_a_reason_and_never_zero, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let target = set_up(&mut coordinator, &plan, &TWO, &BASELINE).await;
    let key = target.rsplit('/').next().unwrap().to_owned();
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    let report = officer.get("/bao-cao").await.link("/bao-cao/0");
    let page = officer.get(&report).await;
    page.shows("Không có số liệu vì").shows("Giá trị (doanh nghiệp)");
    let field = |name: &str| format!("d-{key}-{name}");
    let (rev, goc) = (hidden(&page, &field("rev")), hidden(&page, &field("goc")));
    let form = |value: &str, missing: &str, act: &str| {
        vec![
            ("rev".to_owned(), hidden(&page, "rev")),
            (field("rev"), rev.clone()),
            (field("goc"), goc.clone()),
            (field("chi-tieu"), value.to_owned()),
            (field("khong-co"), missing.to_owned()),
            ("viec".to_owned(), act.to_owned()),
        ]
    };
    async fn send(officer: &mut Browser, report: &str, form: Vec<(String, String)>) -> Page {
        let pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        officer.upload(report, &pairs, &[]).await
    }
    let nonsense = send(&mut officer, &report, form("khoảng mười", "", "luu")).await;
    assert_eq!(nonsense.status, 422);
    nonsense.shows("Không hiểu số “khoảng mười”").shows("value=\"khoảng mười\"");
    let both = send(&mut officer, &report, form("3", "chưa thống kê", "luu")).await;
    assert_eq!(both.status, 422);
    both.shows("Đã có số liệu thì để trống lý do");
    let empty = send(&mut officer, &report, form("", "", "trinh")).await;
    assert_eq!(empty.status, 422);
    empty.shows("Đề nghị nhập số liệu hoặc ghi lý do không có số liệu.");
    let saved = send(&mut officer, &report, form("", "chưa thống kê", "luu")).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    // a second form with the old revision overwrites nothing
    let late = send(&mut officer, &report, form("7", "", "luu")).await;
    assert_eq!(late.status, 409);
    late.shows("không có số liệu: chưa thống kê").shows("value=\"7\"");
    // what is not accepted does not count, for anybody
    coordinator.get(&target).await.hides("chưa thống kê").shows("chưa có số liệu");

    reported(&site, &mut coordinator, "so-y-te", &line(&[("khong-co", "chưa thống kê")])).await;
    reported(&site, &mut coordinator, "so-cong-thuong", &line(&[("chi-tieu", "0")])).await;
    let page = coordinator.get(&target).await;
    page.shows("1/2 cơ quan đã báo cáo; 1 cơ quan báo không có số liệu")
        .shows("không có số liệu: chưa thống kê")
        .shows("<b>0 doanh nghiệp</b>");
    // what was sent is kept with the version
    coordinator.get(&format!("{report}/lan-gui/1")).await.shows("không có số liệu: chưa thống kê");
    // opened again, it no longer counts until it is accepted anew
    let rev = hidden(&coordinator.get(&report).await, "rev");
    coordinator
        .post_ok(
            &format!("{report}/mo-lai"),
            &[("rev", &rev), ("ly-do", "Bổ sung số liệu"), ("han", "20/12/2026")],
        )
        .await;
    coordinator.get(&target).await.hides("chưa thống kê").shows("1/2 cơ quan đã báo cáo");
});

story!(
    a_ratio_is_of_sums_and_a_target_without_agencies_is_entered_with_its_source,
    |site: Site| async move {
        let (mut coordinator, plan) = confirmed(&site).await;
        let ratio = [
            ("ten", "Tỷ lệ cơ sở đạt chuẩn"),
            ("don-vi", "%"),
            ("cach", "ratio"),
            ("tu-so", "cơ sở đạt chuẩn"),
            ("mau-so", "cơ sở"),
            ("kieu", "reach"),
            ("con-so", "80"),
        ];
        let target = set_up(&mut coordinator, &plan, &TWO, &ratio).await;
        let parts = |above, below| line(&[("tu-so", above), ("mau-so", below)]);
        reported(&site, &mut coordinator, "so-y-te", &parts("1", "10")).await;
        reported(&site, &mut coordinator, "so-cong-thuong", &parts("9", "10")).await;
        coordinator
            .get(&target)
            .await
            .shows("50 %")
            .shows("10 / 20")
            .shows("tổng “cơ sở đạt chuẩn” chia tổng “cơ sở” của các cơ quan, nhân 100");

        let entered =
            set_up(&mut coordinator, &plan, &[], &[("ten", "Vùng trồng hồi"), ("don-vi", "ha")]).await;
        let post = format!("{entered}/so-lieu");
        let refused = coordinator.post(&post, &[("ngay", "17/12/2026"), ("gia-tri", "1.200,25")]).await;
        assert_eq!(refused.status, 422);
        refused.shows("Ngày không thể sau hôm nay.").shows("loi-nguon").shows("value=\"1.200,25\"");
        let right = [("ngay", "14/12/2026"), ("gia-tri", "1.200,25"), ("nguon", "Báo cáo kiểm kê rừng")];
        coordinator.post_ok(&post, &right).await.shows("1.200,25 ha").shows("Báo cáo kiểm kê rừng");
        let report = drawn_up(&mut coordinator).await;
        coordinator
            .get(&report)
            .await
            .shows("Vùng trồng hồi: 1.200,25 ha; số gốc chưa xác định, mức tăng, giảm chưa tính được")
            .shows("Số liệu đến ngày 14/12/2026, nguồn: Báo cáo kiểm kê rừng.");
        coordinator
            .post_ok(&format!("{entered}/so-lieu/bo"), &[("ngay", "2026-12-14")])
            .await
            .shows("Bỏ số liệu 14/12/2026")
            .hides("Báo cáo kiểm kê rừng");
        let reported_by_agencies = coordinator.post(&format!("{target}/so-lieu"), &right).await;
        assert_eq!(reported_by_agencies.status, 409, "agencies report it");

        let rev = hidden(&coordinator.get(&format!("{entered}/sua")).await, "rev");
        let stop = format!("{entered}/thoi");
        assert_eq!(coordinator.post(&stop, &[("rev", &rev)]).await.status, 422);
        coordinator.post_ok(&stop, &[("rev", &rev), ("ly-do", "Trùng")]).await.shows("Thôi theo dõi: Trùng");
        coordinator.get("/chi-tieu").await.hides("Vùng trồng hồi").shows("Tỷ lệ cơ sở đạt chuẩn");
    }
);

story!(enterprises_and_cooperatives_are_counted_in_the_database, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let mut writer = site.person("nguoi-viet", &[("so-khcn", Role::Officer)]).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    for (title, form, year) in [
        ("Công ty hồi A", "doanh-nghiep", "2020"),
        ("Công ty hồi B", "doanh-nghiep", "2025"),
        ("Công ty hồi C", "doanh-nghiep", ""),
        ("Hợp tác xã hồi D", "hop-tac-xa", "2026"),
    ] {
        let fields = [
            ("title", title),
            ("summary", "Chế biến hồi."),
            ("f-loai-hinh", form),
            ("f-hoat-dong", "ung-dung"),
            ("f-tu-nam", year),
            ("f-mo-ta", "Nhân giống hồi bằng nuôi cấy mô."),
            ("viec", "gui"),
        ];
        let sent = writer.post("/muc/moi/doanh-nghiep", &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let address = sent.header("location").trim_end_matches("/ho-so").to_owned();
        let rev = hidden(&reviewer.get(&format!("{address}/ho-so")).await, "rev");
        reviewer.post_ok(&format!("{address}/cong-bo"), &[("rev", &rev)]).await;
    }
    let register = |form: &'static str| {
        [
            ("cach", "register"),
            ("loai", "doanh-nghiep"),
            ("dk-doanh-nghiep-loai-hinh", form),
            ("nam-doanh-nghiep", "tu-nam"),
            ("so-goc", "1"),
            ("so-goc-luc", "2023"),
            ("so-goc-nguon", "Cơ sở dữ liệu"),
        ]
    };
    let counted = set_up(&mut coordinator, &plan, &[], &register("doanh-nghiep")).await;
    coordinator
        .get(&counted)
        .await
        .shows("<b>2 doanh nghiệp</b>, đến 16/12/2026")
        .shows("1 mục phù hợp chưa ghi năm nên chưa tính.")
        .shows("số mục đã công bố trong cơ sở dữ liệu “Doanh nghiệp, hợp tác xã” có loại hình “Doanh nghiệp”")
        .shows("(2 − 1) / 1 × 100 = 100 %")
        .shows("Đã đạt")
        .link("/co-so-du-lieu/doanh-nghiep?loai-hinh=doanh-nghiep");
    let together = set_up(&mut coordinator, &plan, &[], &register("")).await;
    coordinator.get(&together).await.shows("<b>3 doanh nghiệp</b>");
    // what leaves the register leaves the figure and its explanation
    let gone = "/muc/cong-ty-hoi-b";
    let rev = hidden(&reviewer.get(&format!("{gone}/ho-so")).await, "rev");
    reviewer.post_ok(&format!("{gone}/rut"), &[("rev", &rev), ("ly-do-rut", "Đã giải thể")]).await;
    let page = coordinator.get(&counted).await;
    page.shows("<b>1 doanh nghiệp</b>, đến 16/12/2026").shows("(1 − 1) / 1 × 100 = 0 %").hides("Đã đạt");
    coordinator.get(&together).await.shows("<b>2 doanh nghiệp</b>");
    let report = drawn_up(&mut coordinator).await;
    coordinator
        .get(&report)
        .await
        .shows("Cách tính: đếm mục đã công bố trong cơ sở dữ liệu, ngày 16/12/2026.");
});

story!(goals_in_words_are_judged_period_by_period, |site: Site| async move {
    site.day("2026-12-16");
    let (mut coordinator, plan) = confirmed_182(&site).await;
    let of_plan = coordinator.get(&format!("/ke-hoach/{plan}/chi-tieu")).await;
    of_plan.shows("Mục tiêu định tính").shows("II.1, đoạn 2").shows("II.2, đoạn 1");
    let goal = of_plan.link(&format!("/ke-hoach/{plan}/muc-tieu/"));
    let page = coordinator.get(&goal).await;
    page.shows("Triển khai việc nghiên cứu, phát triển và ứng dụng rộng rãi");
    let (period, rev) = (hidden(&page, "ky"), hidden(&page, "rev"));
    let bare = coordinator.post(&goal, &[("ky", &period), ("rev", &rev), ("muc-do", "at-risk")]).await;
    assert_eq!(bare.status, 422);
    let said = [
        ("ky", period.as_str()),
        ("rev", rev.as_str()),
        ("muc-do", "at-risk"),
        ("noi-dung", "Chưa bố trí được kinh phí."),
    ];
    coordinator.post_ok(&goal, &said).await.shows("Có nguy cơ không đạt").shows("Chưa bố trí được kinh phí.");
    // a form from before overwrites nothing
    let mut other = said;
    other[3].1 = "Lời khác.";
    let late = coordinator.post(&goal, &other).await;
    assert_eq!(late.status, 409);
    late.shows("Chưa bố trí được kinh phí.").shows("Lời khác.");
    let duty = page.text.split("name=\"nhiem-vu\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    coordinator
        .post_ok(&format!("{goal}/nhiem-vu"), &[("nhiem-vu", duty)])
        .await
        .link(&format!("/nhiem-vu/{duty}"));
    let report = drawn_up(&mut coordinator).await;
    coordinator
        .get(&report)
        .await
        .shows("Mục tiêu tại mục II.1, đoạn 1: có nguy cơ không đạt. Chưa bố trí được kinh phí.")
        .shows("Mục tiêu tại mục II.2, đoạn 1: chưa đánh giá trong kỳ.");
});

/// The real plan, confirmed, with a half-yearly regime.
async fn confirmed_182(site: &Site) -> (Browser, String) {
    let body = include_bytes!("../../../../samples/ke-hoach-182-ban-in.txt");
    let mut coordinator = site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await;
    let review = crate::plans::import(&mut coordinator, "ke-hoach-182.txt", body).await;
    let page = crate::plans::accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &crate::plans::plan_rev(&page))]).await;
    let plan = review.split('/').nth(2).unwrap().to_owned();
    let regime = [
        ("ke-hoach", plan.as_str()),
        ("ten", "Báo cáo 6 tháng"),
        ("tan-suat", "half-yearly"),
        ("tu-ngay", "15/06/2026"),
        ("ngay-gui", "17"),
        ("ngay-trinh", "20"),
    ];
    coordinator.post_ok("/che-do-bao-cao", &regime).await;
    (coordinator, plan)
}

story!(only_the_coordinator_sets_targets_and_the_public_sees_accepted_figures, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let public = format!("/ke-hoach/{plan}");
    site.anyone().get(&public).await.hides("Số gốc");
    let target = set_up(&mut coordinator, &plan, &TWO, &BASELINE).await;
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    let mut head = site.person("lanh-dao", &[("ubnd-tinh", Role::Leadership)]).await;
    for (who, name) in [(&mut officer, "officer"), (&mut head, "leadership")] {
        who.get(&target).await.shows("Báo cáo rà soát năm 2023").hides(&format!("{target}/sua"));
        who.get("/chi-tieu").await.shows("Doanh nghiệp chế biến hồi");
        for act in [format!("{target}/sua"), format!("{target}/so-lieu"), format!("{target}/thoi")] {
            assert_eq!(who.post(&act, &[]).await.status, 403, "{name} {act}");
        }
        assert_eq!(who.post(&format!("/ke-hoach/{plan}/chi-tieu/moi"), &[]).await.status, 403, "{name}");
    }
    for address in [&target, &"/chi-tieu".to_owned(), &format!("/ke-hoach/{plan}/chi-tieu")] {
        assert_eq!(site.anyone().get(address).await.status, 303, "{address}");
    }
    // the police are never asked for a figure
    coordinator.get(&format!("/ke-hoach/{plan}/chi-tieu/moi")).await.hides("<span>Công an tỉnh</span>");
    site.anyone()
        .get(&public)
        .await
        .shows("Số gốc")
        .shows("24 doanh nghiệp")
        .shows("chưa có số liệu")
        .hides(&target);
    reported(&site, &mut coordinator, "so-y-te", &line(&[("chi-tieu", "20")])).await;
    site.anyone().get(&public).await.shows("20 doanh nghiệp").shows("1/2 cơ quan đã báo cáo");
    let english = officer.get("/ngon-ngu/en?ve=/chi-tieu").await;
    assert_eq!(english.status, 303);
    officer.get(&target).await.shows("1 of 2 agencies have reported");
});

story!(targets_are_filled_in_offline_with_the_report, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let target = set_up(&mut coordinator, &plan, &TWO, &BASELINE).await;
    let ratio = [
        ("ten", "Tỷ lệ cơ sở đạt chuẩn"),
        ("don-vi", "%"),
        ("cach", "ratio"),
        ("tu-so", "cơ sở đạt chuẩn"),
        ("mau-so", "cơ sở"),
        ("kieu", "reach"),
        ("con-so", "80"),
    ];
    set_up(&mut coordinator, &plan, &TWO[..1], &ratio).await;
    let mut officer = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    let report = officer.get("/bao-cao").await.link("/bao-cao/0");
    let id: SubmissionId = report.rsplit('/').next().unwrap().parse().unwrap();

    // As it went out it changes nothing; then figures, a reason and a line go in together.
    let mut form = download(&mut officer, id).await;
    assert_eq!(form.sheet("Chỉ tiêu").len(), 3, "two targets below the headings");
    upload(&mut officer, id, "b.xlsx", &form.save()).await.shows("không có gì để nhập");
    form.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Đã hỗ trợ.");
    form.set("Chỉ tiêu", 1, "Giá trị", "4321,75");
    form.set("Chỉ tiêu", 2, "Không có số liệu vì", "chưa thống kê");
    let compared = upload(&mut officer, id, "b.xlsx", &form.save()).await;
    assert_eq!(compared.status, 200, "{}", compared.text);
    compared
        .shows("3 dòng sẽ thay đổi")
        .shows("Doanh nghiệp chế biến hồi")
        .shows("4.321,75 doanh nghiệp")
        .shows("chưa thống kê")
        .shows("chưa nhập");
    officer.get(&report).await.hides("4.321,75");
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    officer.get(&report).await.shows("value=\"4.321,75\"").shows("chưa thống kê").shows("Đã hỗ trợ.");
    upload(&mut officer, id, "b.xlsx", &form.save()).await.shows("không có gì để nhập");

    // Every mistake is named by sheet, row and column, and nothing is written.
    let mut wrong = download(&mut officer, id).await;
    wrong.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Không được ghi.");
    wrong.set("Chỉ tiêu", 1, "Giá trị", "nhiều");
    wrong.set("Chỉ tiêu", 1, "Tử số", "3");
    wrong.set("Chỉ tiêu", 2, "Giá trị", "50");
    wrong.set("Chỉ tiêu", 2, "Mẫu số", "7");
    wrong.set("Chỉ tiêu", 2, "Tử số", "3");
    let again = wrong.sheet("Chỉ tiêu")[1].clone();
    wrong.sheet("Chỉ tiêu").push(again);
    let mut foreign = wrong.sheet("Chỉ tiêu")[1].clone();
    foreign[0] = "019ab000-0000-7000-8000-000000000001".into();
    wrong.sheet("Chỉ tiêu").push(foreign);
    let refused = upload(&mut officer, id, "b.xlsx", &wrong.save()).await;
    assert_eq!(refused.status, 422);
    refused.hides("value=\"nhap\"");
    for (place, what) in [
        ("Trang Chỉ tiêu, hàng 3, cột F", "nhiều"),
        ("Trang Chỉ tiêu, hàng 3, cột G", "báo một giá trị"),
        ("Trang Chỉ tiêu, hàng 4, cột F", "báo tử số và mẫu số"),
        ("Trang Chỉ tiêu, hàng 4, cột I", "để trống lý do"),
        ("Trang Chỉ tiêu, hàng 5, cột A", "đã có ở hàng 3"),
        ("Trang Chỉ tiêu, hàng 6, cột A", "không thuộc báo cáo"),
    ] {
        let row =
            refused.text.split("<tr role=\"row\">").find(|row| row.contains(place) && row.contains(what));
        assert!(row.is_some(), "{place}: {what} is not on\n{}", refused.text);
    }
    officer.get(&report).await.hides("Không được ghi.").shows("value=\"4.321,75\"");

    // Of two people the second is told; a form without the sheet leaves the targets as they are.
    let mut colleague = site.person("y-te-2", &[("so-y-te", Role::Officer)]).await;
    let (mut mine, mut theirs) = (download(&mut officer, id).await, download(&mut colleague, id).await);
    mine.set("Chỉ tiêu", 1, "Giá trị", "20");
    theirs.set("Chỉ tiêu", 1, "Giá trị", "30");
    let compared = upload(&mut colleague, id, "b.xlsx", &theirs.save()).await;
    assert_eq!(put_in(&mut colleague, id, &compared).await.status, 303);
    let stale = upload(&mut officer, id, "b.xlsx", &mine.save()).await;
    assert_eq!(stale.status, 409);
    stale.shows("20 doanh nghiệp").shows("30 doanh nghiệp").hides("value=\"nhap\"");
    let mut old = download(&mut officer, id).await;
    old.0.retain(|(name, _)| name != "Chỉ tiêu");
    upload(&mut officer, id, "b.xlsx", &old.save())
        .await
        .shows("2 chỉ tiêu không có trong tệp, giữ nguyên")
        .shows("không có gì để nhập");

    // Another agency's form holds its own target alone, and none of these figures.
    let mut other = site.person("cong-thuong", &[("so-cong-thuong", Role::Officer)]).await;
    let theirs = other.get("/bao-cao").await.link("/bao-cao/0");
    let mut form = download(&mut other, theirs.rsplit('/').next().unwrap().parse().unwrap()).await;
    let sheet = form.sheet("Chỉ tiêu");
    assert_eq!((sheet.len(), sheet[1][5].as_str()), (2, ""));
    coordinator.get(&target).await.hides("30 doanh nghiệp");
});
