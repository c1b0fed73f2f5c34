//! Directions: given, answered through the head of the agency, sent back, closed.

use hoahoi::accounts::model::Role;
use hoahoi::plans::model::Role as PartyRole;

use crate::duties::given::{duty, plan};
use crate::reporting::{Office, hand_in_saying};
use crate::story;
use crate::support::{Browser, Page, Site};

const LEADER: &[(&str, Role)] = &[("ubnd-tinh", Role::Leadership)];
const OFFICE: &[(&str, Role)] = &[("van-phong-ubnd-tinh", Role::Office)];
const COORDINATOR: &[(&str, Role)] = &[("so-khcn", Role::Coordinator)];
const OFFICER: &[(&str, Role)] = &[("so-nnmt", Role::Officer)];
const HEAD: &[(&str, Role)] = &[("so-nnmt", Role::Head)];

/// The revision in the form that goes to an address.
fn rev_of(page: &Page, action: &str) -> String {
    let form = page.text.split(&format!("action=\"{action}\"")).nth(1).unwrap();
    form.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Gives a direction; answers with its page.
async fn give(giver: &mut Browser, at: &str, fields: &[(&str, &str)]) -> String {
    let answer = giver.post(&format!("{at}/chi-dao"), fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

async fn reply(who: &mut Browser, direction: &str, slug: &str, text: &str, act: &str) -> u16 {
    let action = format!("{direction}/tra-loi");
    let rev = rev_of(&who.get(direction).await, &action);
    let fields = [("co-quan", slug), ("rev", rev.as_str()), ("tra-loi", text), ("viec", act)];
    who.post(&action, &fields).await.status
}

story!(a_direction_is_given_answered_sent_back_and_closed, |site: Site| async move {
    let made =
        plan(&site, "1/KH-UBND", &[duty("IV.2", "Xây dựng vùng hồi.", "so-nnmt", Some("2026-11-02"))]).await;
    let page = made.page(0);
    let mut leader = site.person("lanhdao", LEADER).await;
    let mut officer = site.person("canbo", OFFICER).await;
    let mut head = site.person("giamdoc", HEAD).await;
    let mut other = site.person("yte", &[("so-y-te", Role::Head)]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    assert_eq!(officer.get(&format!("{page}/chi-dao")).await.status, 403);
    officer.get(&page).await.hides("Cho ý kiến chỉ đạo");
    leader.get(&page).await.shows("Cho ý kiến chỉ đạo");
    // The owner is ticked; words are needed and nothing typed is lost.
    leader.get(&format!("{page}/chi-dao")).await.shows("value=\"so-nnmt\" checked");
    let empty = leader
        .post(&format!("{page}/chi-dao"), &[("den", "so-nnmt"), ("noi-dung", ""), ("han", "01/11/2026")])
        .await;
    assert_eq!(empty.status, 422);
    empty.shows("Đề nghị nhập nội dung này.").shows("Ngày này đã qua.").shows("01/11/2026");
    let fields = [("den", "so-nnmt"), ("noi-dung", "Báo cáo rõ nguyên nhân chậm."), ("han", "24/11/2026")];
    let direction = give(&mut leader, &page, &fields).await;
    // Those addressed see it, first of all on their work; another agency does not know of it.
    officer
        .get("/viec-cua-toi")
        .await
        .shows("Ý kiến chỉ đạo cần trả lời")
        .shows("Báo cáo rõ nguyên nhân chậm.");
    officer.get(&page).await.shows("Báo cáo rõ nguyên nhân chậm.");
    other.get(&page).await.hides("Báo cáo rõ nguyên nhân chậm.");
    other.get("/chi-dao").await.shows("Chưa có ý kiến chỉ đạo nào");
    assert_eq!(other.get(&direction).await.status, 404);
    let foreign =
        [("co-quan", "so-y-te"), ("rev", "1"), ("tra-loi", "Không phải việc chúng tôi"), ("viec", "gui")];
    assert_eq!(other.post(&format!("{direction}/tra-loi"), &foreign).await.status, 404);
    // An officer's answer waits for the head; nobody else reads it before.
    assert_eq!(reply(&mut officer, &direction, "so-nnmt", "Do mưa lũ.", "gui").await, 403);
    assert_eq!(reply(&mut officer, &direction, "so-nnmt", "Do mưa lũ.", "trinh").await, 303);
    leader.get(&direction).await.hides("Do mưa lũ.").hides("Chờ lãnh đạo cơ quan gửi").shows("Chưa trả lời");
    head.get(&direction).await.shows("Do mưa lũ.");
    assert_eq!(reply(&mut head, &direction, "so-nnmt", "Do mưa lũ kéo dài.", "gui").await, 303);
    leader.get("/viec-cua-toi").await.shows("Ý kiến chỉ đạo đã có trả lời");
    let answered = leader.get(&direction).await;
    answered.shows("Do mưa lũ kéo dài.").shows("Sở NN&#38;MT trả lời");
    // Sent back with a word, answered again late, closed.
    let back = [("co-quan", "so-nnmt"), ("rev", "3"), ("lam-ro", "Nêu diện tích thiệt hại.")];
    assert_eq!(coordinator.post(&format!("{direction}/lam-ro"), &back).await.status, 403);
    leader.post_ok(&format!("{direction}/lam-ro"), &back).await.shows("Đề nghị làm rõ thêm");
    site.day("2026-11-26");
    let mut head = site.person("giamdoc2", HEAD).await;
    let mut leader = site.person("lanhdao2", LEADER).await;
    leader.get("/chi-dao?trang-thai=open").await.shows("trễ 1 ngày làm việc");
    let unsaid = leader.post(&format!("{direction}/ket-thuc"), &[("rev", "4")]).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("Còn cơ quan chưa trả lời");
    assert_eq!(reply(&mut head, &direction, "so-nnmt", "Thiệt hại 12 ha.", "gui").await, 303);
    let stale = leader.post(&format!("{direction}/ket-thuc"), &[("rev", "4")]).await;
    assert_eq!(stale.status, 409);
    let rev = rev_of(&leader.get(&direction).await, &format!("{direction}/ket-thuc"));
    leader.post_ok(&format!("{direction}/ket-thuc"), &[("rev", &rev)]).await.shows("Đã kết thúc");
    leader.get("/chi-dao?trang-thai=closed").await.shows("1 ý kiến").shows("trả lời ngày 26/11/2026");
    head.get(&direction).await.hides("Gửi trả lời");
});

story!(several_agencies_each_answer, |site: Site| async move {
    let joint = duty("IV.16", "Tuyên truyền.", "so-nnmt", None)
        .by(&[("so-nnmt", PartyRole::Responsible), ("mttq-tinh", PartyRole::Requested)]);
    let made = plan(&site, "1/KH-UBND", &[joint]).await;
    let mut office = site.person("vp", OFFICE).await;
    let mut front = site.person("mttq", &[("mttq-tinh", Role::Head)]).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let fields = [
        ("den", "so-nnmt"),
        ("den", "mttq-tinh"),
        ("them", "so-y-te"),
        ("noi-dung", "Thống nhất nội dung tuyên truyền."),
        ("han", "23/11/2026"),
    ];
    let direction = give(&mut office, &made.page(0), &fields).await;
    coordinator.get(&direction).await.shows("Văn phòng UBND tỉnh, thừa lệnh").shows("Sở Y tế");
    // A body outside the state system is asked, never told that it is late.
    front.get("/viec-cua-toi").await.shows("Đề nghị quan tâm, phối hợp").hides("Ý kiến chỉ đạo cần trả lời");
    front.get(&direction).await.shows("<h1>Đề nghị quan tâm, phối hợp</h1>");
    site.day("2026-11-30");
    let mut office = site.person("vp2", OFFICE).await;
    let mut leader = site.person("lanhdao", LEADER).await;
    let mut front = site.person("mttq2", &[("mttq-tinh", Role::Head)]).await;
    let mut head = site.person("giamdoc2", HEAD).await;
    front.get(&direction).await.hides("class=\"due late\"");
    assert_eq!(reply(&mut front, &direction, "mttq-tinh", "Đồng thuận.", "gui").await, 303);
    leader.get(&direction).await.shows("Đang chờ trả lời").hides("lam-ro-mttq-tinh");
    // What one agency answered the other does not read.
    head.get(&direction).await.hides("Đồng thuận.");
    let asked = [("co-quan", "mttq-tinh"), ("rev", "2"), ("lam-ro", "Nêu rõ")];
    assert_eq!(leader.post(&format!("{direction}/lam-ro"), &asked).await.status, 409);
    // Whoever gave it closes it, with words as long as somebody has not answered; so may the leadership.
    assert_eq!(office.post(&format!("{direction}/ket-thuc"), &[("rev", "2")]).await.status, 403);
    let rev = rev_of(&leader.get(&direction).await, &format!("{direction}/ket-thuc"));
    let words = [("rev", rev.as_str()), ("ket-thuc", "Chuyển sang quý sau.")];
    leader.post_ok(&format!("{direction}/ket-thuc"), &words).await.shows("Chuyển sang quý sau.");
});

story!(a_report_is_directed_and_security_is_not, |site: Site| async move {
    site.day("2026-12-10");
    let office = Office::open(&site).await;
    let mut officer = site.person("canbo", OFFICER).await;
    let mut head = site.person("giamdoc", HEAD).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let mut leader = site.person("lanhdao", LEADER).await;
    office.regime(&mut coordinator).await;
    let owed = format!("/bao-cao/{}", office.submission(&site, "so-nnmt", "2026-H2").await);
    // As long as its words have not left the agency there is nothing to direct.
    assert_eq!(leader.get(&format!("{owed}/chi-dao")).await.status, 404);
    let said = [("tien-do", "in-progress"), ("ket-qua", "Đã làm."), ("kho-khan", "Thiếu giống gốc.")];
    hand_in_saying(&site, &office, &mut officer, &mut head, &said).await;
    leader.get(&owed).await.shows("Cho ý kiến chỉ đạo");
    let direction =
        give(&mut leader, &owed, &[("den", "so-nnmt"), ("noi-dung", "Nêu số liệu theo huyện cũ.")]).await;
    officer.get(&owed).await.shows("Nêu số liệu theo huyện cũ.");
    officer
        .get(&direction)
        .await
        .shows("Báo cáo 6 tháng cuối năm 2026, Sở NN&#38;MT")
        .shows("không nêu ngày");
    // Nothing is written about security and defence.
    let secret = format!("/nhiem-vu/{}", office.duties[3]);
    leader.get(&secret).await.hides("Cho ý kiến chỉ đạo");
    let refused = leader
        .post(&format!("{secret}/chi-dao"), &[("den", "cong-an-tinh"), ("noi-dung", "Điều không được giữ")])
        .await;
    assert_eq!(refused.status, 422);
    refused.shows("hệ thống không ghi nội dung chỉ đạo");
    leader.get("/chi-dao").await.shows("1 ý kiến").hides("Điều không được giữ");
});
