//! What an act decides is told at once to whom it concerns: directions given and sent back, requests decided.

use hoahoi::accounts::model::Role;
use hoahoi::jobs::run_due;
use hoahoi::plans::model::Role as PartyRole;

use super::mail::{set_mailbox, with_mail};
use super::{notices, run_on, said_to, someone};
use crate::duties::given::{Made, duty, plan};
use crate::story;
use crate::support::{Browser, Site};

const LEADER: &[(&str, Role)] = &[("ubnd-tinh", Role::Leadership)];
const COORDINATOR: &[(&str, Role)] = &[("so-khcn", Role::Coordinator)];

/// Gives a direction; answers with its page.
async fn give(giver: &mut Browser, at: &str, to: &[&str], text: &str, by: &str) -> String {
    let mut fields: Vec<(&str, &str)> = to.iter().map(|slug| ("den", *slug)).collect();
    fields.extend([("noi-dung", text), ("han", by)]);
    let answer = giver.post(&format!("{at}/chi-dao"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

/// Asks for a later day and has it decided; answers with the request's page.
async fn decided(head: &mut Browser, coordinator: &mut Browser, made: &Made, day: &str, act: &str) -> String {
    let fields = [("ngay", day), ("ly-do", "Chờ mùa thu hoạch"), ("viec", "gui")];
    let request =
        head.post(&format!("{}/gia-han", made.page(0)), &fields).await.header("location").to_owned();
    let decision = [("rev", "1"), ("ngay", day), ("y-kien", "Lời của quyết định"), ("viec", act)];
    let answer = coordinator.post(&format!("{request}/quyet-dinh"), &decision).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    request
}

story!(a_direction_is_told_to_those_who_answer_and_again_when_sent_back, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-11-16");
    let joint = duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", Some("2027-03-31"))
        .by(&[("so-y-te", PartyRole::Responsible), ("mttq-tinh", PartyRole::Requested)]);
    let made = plan(&site, "182/KH-UBND", &[joint]).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    set_mailbox(&site, "mttq-tinh", "vanphong@mttq.example").await;
    let mut leader = site.person("lanhdao", LEADER).await;
    let to = ["so-y-te", "mttq-tinh"];
    let direction = give(&mut leader, &made.page(0), &to, "Báo cáo rõ nguyên nhân chậm.", "20/11/2026").await;
    // Each addressee once, the head too; whoever is not addressed hears nothing.
    let mut head = someone(&site, "so-y-te", Role::Head).await;
    head.get("/thong-bao")
        .await
        .shows("Ý kiến chỉ đạo")
        .shows("Báo cáo rõ nguyên nhân chậm.")
        .shows("trả lời trước hết ngày 20/11/2026, còn 4 ngày làm việc")
        .shows("Ủy ban nhân dân tỉnh Lạng Sơn gửi")
        .link(&direction);
    let mut front = someone(&site, "mttq-tinh", Role::Officer).await;
    front
        .get("/thong-bao")
        .await
        .shows("Đề nghị quan tâm, phối hợp")
        .shows("thời gian đề nghị 20/11/2026")
        .hides("Ý kiến chỉ đạo")
        .hides("ngày làm việc");
    // The clerk does not answer directions, and is led to the duty instead.
    someone(&site, "so-y-te", Role::Clerk)
        .await
        .get("/thong-bao")
        .await
        .hides(&direction)
        .link(&made.page(0));
    someone(&site, "so-nnmt", Role::Head).await.get("/thong-bao").await.shows("Chưa có thông báo");
    run_due(&site.app).await.unwrap();
    let mut arrived = sink.arrived();
    arrived.sort_by_key(|mail| mail.to.join(","));
    let [to_front, to_health] = arrived.as_slice() else { panic!("{} letters", arrived.len()) };
    assert_eq!(to_front.header("Subject"), "Hoa Hồi: đề nghị quan tâm, phối hợp");
    assert_eq!(to_health.header("Subject"), "Hoa Hồi: Ý kiến chỉ đạo");
    assert!(to_health.body().contains("Báo cáo rõ nguyên nhân chậm."), "{}", to_health.body());
    // The duty's page says what was sent, to its own people only.
    leader.get(&made.page(0)).await.shows("Đã gửi tới cơ quan").shows("thư tới hộp thư cơ quan");
    front
        .get(&made.page(0))
        .await
        .shows("Đề nghị quan tâm, phối hợp, UBND tỉnh gửi")
        .hides("Sở Y tế: cán bộ");
    // Answered, sent back, told once more; what was answered greys.
    let reply = [("co-quan", "so-y-te"), ("rev", "1"), ("tra-loi", "Do mưa lũ."), ("viec", "gui")];
    assert_eq!(head.post(&format!("{direction}/tra-loi"), &reply).await.status, 303);
    head.get("/thong-bao").await.shows("đã trả lời").hides("còn 4 ngày");
    let back = [("co-quan", "so-y-te"), ("rev", "2"), ("lam-ro", "Nêu diện tích thiệt hại.")];
    assert_eq!(leader.post(&format!("{direction}/lam-ro"), &back).await.status, 303);
    head.get("/thong-bao")
        .await
        .shows("Đề nghị làm rõ thêm nội dung trả lời")
        .shows("Nêu diện tích thiệt hại.");
    assert_eq!(said_to(&site, "so-y-te").await, ["2026-11-16 A1 A3"]);
    assert_eq!(said_to(&site, "mttq-tinh").await, ["2026-11-16 A1"]);
    // A refused act tells nobody: the second try of the same form is too late.
    let before = notices(&site).await;
    assert_eq!(leader.post(&format!("{direction}/lam-ro"), &back).await.status, 409);
    assert_eq!(notices(&site).await, before);
    // The ladder goes its own way beside it.
    run_on(&site, "2026-11-17").await;
    assert_eq!(notices(&site).await, before);
});

story!(an_agency_is_told_what_became_of_its_request, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-11-16");
    let given = [duty("IV.3", "Nhân giống cây dược liệu.", "so-y-te", Some("2026-12-17"))];
    let made = plan(&site, "182/KH-UBND", &given).await;
    set_mailbox(&site, "so-y-te", "vanthu@soyte.example").await;
    let mut head = someone(&site, "so-y-te", Role::Head).await;
    let mut officer = someone(&site, "so-y-te", Role::Officer).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let refused = decided(&mut head, &mut coordinator, &made, "31/12/2026", "khong").await;
    officer
        .get("/thong-bao")
        .await
        .shows("Kết quả đề nghị gia hạn")
        .shows("không gia hạn; thời hạn vẫn là 17/12/2026")
        .link(&refused);
    let granted = decided(&mut head, &mut coordinator, &made, "15/01/2027", "dong-y").await;
    officer.get("/thong-bao").await.shows("đã gia hạn đến 15/01/2027").link(&granted);
    head.get(&made.page(0)).await.shows("Kết quả đề nghị gia hạn, Sở KH&#38;CN gửi");
    run_due(&site.app).await.unwrap();
    let subjects: Vec<String> = sink.arrived().iter().map(|mail| mail.header("Subject").to_owned()).collect();
    assert_eq!(subjects, ["Hoa Hồi: Kết quả đề nghị gia hạn", "Hoa Hồi: Kết quả đề nghị gia hạn"]);
});

story!(of_security_and_defence_only_that_something_was_decided, |site: Site| async move {
    let (site, sink) = with_mail(site).await;
    site.day("2026-11-16");
    let secret =
        duty("IV.6", "Bảo vệ an ninh công nghệ sinh học.", "cong-an-tinh", Some("2026-12-17")).secret();
    let made = plan(&site, "182/KH-UBND", &[secret]).await;
    set_mailbox(&site, "cong-an-tinh", "vanthu@congan.example").await;
    let mut head = someone(&site, "cong-an-tinh", Role::Head).await;
    let mut coordinator = site.person("khcn", COORDINATOR).await;
    let request = decided(&mut head, &mut coordinator, &made, "31/12/2026", "dong-y").await;
    head.get("/thong-bao")
        .await
        .shows("Trả lời đề nghị điều chỉnh thời gian")
        .shows("Một nhiệm vụ thuộc diện hạn chế")
        .hides("Bảo vệ an ninh")
        .hides("31/12/2026")
        .link(&request);
    run_due(&site.app).await.unwrap();
    let arrived = sink.arrived();
    assert_eq!(arrived.len(), 1);
    for kept_back in ["Bảo vệ an ninh", "31/12/2026", "IV.6", "182/KH-UBND", "gia hạn", "Lời của quyết định"]
    {
        assert!(!arrived[0].body().contains(kept_back), "{kept_back} in {}", arrived[0].body());
    }
});
