//! Drafts open for comment: announced, commented on without an account between two days, every comment answered, and the
//! table of them published as far as their senders allow.

use hoahoi::accounts::model::Role;
use hoahoi::feedback::consultation::store as drafts;
use hoahoi::feedback::store;

use crate::consolidated::{confirmed, hidden};
use crate::feedback::{CONTACT, NAME, act, code, form, lookup, slip};
use crate::reminders::urging::docx as docx_text;
use crate::story;
use crate::support::{Browser, Page, Site};

const TITLE: &str = "Dự thảo Quy chế sử dụng phòng thí nghiệm";
const TEXT: &str = "Chương I. Quy định chung\nĐiều 1. Phạm vi.\nĐiều 2. Đối tượng.\n1. Tổ chức trong tỉnh.";
const WORDS: [(&str, &str); 6] = [
    ("ten", TITLE),
    ("gioi-thieu", "Đề nghị góp ý về đối tượng."),
    ("hoi-ai", "tổ chức, cá nhân; đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh phản biện"),
    ("du-thao", TEXT),
    ("tu-ngay", "21/11/2026"),
    ("den-ngay", "30/11/2026"),
];
const SAID: &str = "Nêu rõ doanh nghiệp.";
const ANSWER: &str = "Đã nêu tại khoản 2.";

async fn coordinator(site: &Site, login: &str) -> Browser {
    site.person(login, &[("so-khcn", Role::Coordinator)]).await
}

/// A draft as the coordinator prepares it.
async fn prepared(coordinator: &mut Browser, more: &[(&str, &str)]) -> String {
    let mut fields: Vec<_> =
        WORDS.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    fields.extend(more);
    let made =
        coordinator.upload("/lay-y-kien/moi", &fields, &[("tep", "du-thao.pdf", b"%PDF-1.7\n%%EOF")]).await;
    assert_eq!(made.status, 303, "{}", made.text);
    made.header("location").to_owned()
}

async fn announced(coordinator: &mut Browser, more: &[(&str, &str)]) -> String {
    let one = prepared(coordinator, more).await;
    assert_eq!(act(coordinator, &one, "cong-bo", &[]).await.status, 303);
    one
}

/// Where a draft is commented on.
fn form_at(one: &str) -> String {
    format!("/gop-y/gui?ve={}", one.replace('/', "%2F"))
}

/// Comments on a draft; the code.
async fn commented(site: &Site, who: &mut Browser, one: &str, more: &[(&str, &str)]) -> String {
    let slip = slip(site, who, &form_at(one)).await;
    let mut fields = vec![("ve", one), ("y-kien", SAID)];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    code(&who.post("/gop-y/gui", &form(&slip, &fields)).await)
}

/// Answers the newest comment that waits.
async fn answered(coordinator: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let one = coordinator.get("/gop-y/xu-ly?trang-thai=open").await.link("/gop-y/xu-ly/0");
    let mut all = vec![("viec", "gui"), ("tra-loi", ANSWER)];
    all.extend(fields);
    act(coordinator, &one, "tra-loi", &all).await
}

story!(every_comment_is_answered_before_the_table_is_published, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    let mut wrong = WORDS.to_vec();
    wrong[5].1 = "20/11/2026";
    let refused =
        coordinator.upload("/lay-y-kien/moi", &wrong, &[("tep", "a.pdf", b"%PDF-1.7\n%%EOF")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("Ngày cuối trước ngày đầu.").shows("Điều 2. Đối tượng.").shows("Đề nghị chọn lại tệp");
    let one = prepared(&mut coordinator, &[]).await;
    // a draft, its file and its form are there for nobody else
    let file = coordinator.get(&one).await.link("/tep/");
    for at in [&one, &file, &form_at(&one)] {
        assert_eq!(anyone.get(at).await.status, 404, "{at}");
    }
    anyone.get("/lay-y-kien").await.hides(TITLE).shows("Chưa có dự thảo nào được lấy ý kiến");
    assert_eq!(act(&mut coordinator, &one, "cong-bo", &[]).await.status, 303);
    anyone
        .get("/lay-y-kien")
        .await
        .shows(TITLE)
        .shows("Đang lấy ý kiến")
        .shows("còn 9 ngày")
        .shows("1 dự thảo");
    anyone.get("/lay-y-kien?tinh-trang=ket-qua").await.hides(TITLE);
    let page = anyone.get(&one).await;
    page.shows("id=\"doan-4\"").shows("Góp ý Khoản 1 Điều 2").shows("Mặt trận Tổ quốc").hides("/ket-thuc\"");
    assert_eq!(anyone.get(&file).await.status, 200);
    assert_eq!(coordinator.get(&format!("{one}/sua")).await.status, 409);

    anyone
        .get(&format!("{}&doan=4", form_at(&one)))
        .await
        .shows("Tổ chức trong tỉnh.")
        .shows("Khoản 1 Điều 2");
    let named = commented(&site, &mut anyone, &one, &[("doan", "4"), ("dong-y", "named")]).await;
    let closed = [("phan", "mục 3 của tệp"), ("dong-y", "none"), ("y-kien", "Lời không công khai.")];
    let closed = commented(&site, &mut anyone, &one, &closed).await;
    lookup(&mut anyone, &closed).await.shows(&format!("{TITLE}: mục 3 của tệp"));
    // what comes in, and how much, is for those who answer
    anyone.get(&one).await.hides(SAID).hides("2 ý kiến");
    coordinator.get(&one).await.shows("Đã trả lời 0 trên 2 ý kiến").shows("2 ý kiến chờ trả lời");
    // in English, and the draft stays as it is
    let mut english = site.anyone();
    english.cookies.insert("ngon-ngu".to_owned(), "en".to_owned());
    english.get(&one).await.shows("Open for comment").shows("Who is asked").shows("Điều 2. Đối tượng.");

    site.day("2026-12-01");
    let mut coordinator = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    coordinator.get("/viec-cua-toi").await.shows("Lấy ý kiến đã hết hạn").shows("Trả lời ý kiến");
    // not before every comment has its answer with its verdict
    let early = act(&mut coordinator, &one, "cong-bo", &[]).await;
    assert_eq!(early.status, 303, "announced already");
    let early = coordinator.post(&format!("{one}/ket-thuc"), &[("rev", "2")]).await;
    assert_eq!(early.status, 422);
    early.shows("mọi ý kiến đã được trả lời");
    let without = answered(&mut coordinator, &[]).await;
    assert_eq!(without.status, 422);
    without.shows("id=\"loi-cach\"").shows(ANSWER);
    for verdict in ["not-accepted", "partly"] {
        assert_eq!(answered(&mut coordinator, &[("cach", verdict)]).await.status, 303);
    }
    lookup(&mut anyone, &closed).await.shows(ANSWER).shows("Không tiếp thu");
    anyone.get(&one).await.hides(SAID).hides(ANSWER);
    anyone.get("/gop-y").await.hides(SAID);
    for file in ["?tai=csv", "?tai=xlsx", "/tong-hop.docx"] {
        assert_eq!(anyone.get(&format!("{one}{file}")).await.status, 404, "{file}");
    }
    coordinator.get("/viec-cua-toi").await.hides("Góp ý chờ trả lời").shows("Kết thúc");
    let ended = coordinator.post_ok(&format!("{one}/ket-thuc"), &[("rev", "2")]).await;
    ended.shows("Đã kết thúc; bảng tổng hợp được công khai.");
    let page = anyone.get(&one).await;
    page.shows("Bảng tổng hợp, tiếp thu, giải trình ý kiến")
        .shows("Tiếp thu một phần")
        .shows(NAME)
        .shows(SAID);
    page.shows("Nhận và trả lời 2 ý kiến; công khai 1 ý kiến.")
        .shows("1 ý kiến không công khai theo yêu cầu");
    page.hides(CONTACT).hides("Lời không công khai.").hides("Không tiếp thu");
    anyone.get("/gop-y").await.hides(SAID);
    let csv = anyone.get(&format!("{one}?tai=csv")).await;
    csv.shows(&format!("Khoản 1 Điều 2,{SAID}")).hides(CONTACT).hides("Lời không công khai.");
    assert!(anyone.get(&format!("{one}?tai=xlsx")).await.bytes.starts_with(b"PK"));
    let docx = anyone.get(&format!("{one}/tong-hop.docx")).await;
    let read = docx_text(&docx.bytes);
    for words in [SAID, ANSWER, NAME, "Tiếp thu một phần", "Nhận và trả lời 2 ý kiến"] {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert!(!read.contains("Lời không công khai.") && !read.contains(CONTACT));

    // contacts go as those of every message do; a name that may be published stays
    site.day("2027-03-05");
    store::erase(&site.app).await.unwrap();
    let mut coordinator = site.person("dieu-phoi-3", &[("so-khcn", Role::Coordinator)]).await;
    let list = coordinator.get("/gop-y/xu-ly?loai=comment&tai=csv").await;
    list.shows(SAID).shows("Lời không công khai.").hides(CONTACT);
    assert_eq!(list.text.matches(NAME).count(), 1);
    lookup(&mut anyone, &named).await.shows(ANSWER);
    anyone.get(&one).await.shows(NAME);
});

story!(comments_are_taken_to_the_end_of_the_last_day, |site: Site| async move {
    let (mut anyone, mut first) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    let one = announced(&mut first, &[("tu-ngay", "22/11/2026"), ("den-ngay", "23/11/2026")]).await;
    // not before the first day: the form leads back to the page
    let early = anyone.get(&form_at(&one)).await;
    assert_eq!((early.status, early.header("location")), (303, one.as_str()));
    anyone.get(&one).await.shows("Sắp lấy ý kiến").hides("/gop-y/gui?ve=");
    site.day("2026-11-23");
    anyone.get(&one).await.shows("hết hôm nay");
    // the clock stands at nine in the morning in Lạng Sơn: to one minute before midnight
    site.app.clock.advance((14 * 60 + 58) * 60_000);
    commented(&site, &mut anyone, &one, &[]).await;
    let slip = slip(&site, &mut anyone, &form_at(&one)).await;
    site.app.clock.advance(2 * 60_000);
    let late = [("ve", one.as_str()), ("doan", "3"), ("y-kien", "Lời đến muộn.")];
    let refused = anyone.post("/gop-y/gui", &form(&slip, &late)).await;
    assert_eq!(refused.status, 422);
    refused.shows("Lời đến muộn.").shows("không còn lấy ý kiến").shows(CONTACT);
    // sent again it is a message in general, and no comment
    code(&anyone.post("/gop-y/gui", &form(&slip, &[("y-kien", "Lời đến muộn.")])).await);
    let mut second = coordinator(&site, "dieu-phoi-2").await;
    second.get(&one).await.shows("Đã trả lời 0 trên 1 ý kiến");
    assert_eq!(anyone.get(&form_at(&one)).await.status, 303);
    // no more time for what is over
    let more = act(&mut second, &one, "gia-han", &[("den-ngay", "10/12/2026")]).await;
    assert_eq!(more.status, 409);
});

story!(more_time_is_given_and_never_less, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    let one = announced(&mut coordinator, &[]).await;
    for (typed, why) in [("30/11/2026", "Đề nghị nhập ngày sau ngày 30/11/2026."), ("31/11/2026", "")]
    {
        let refused = act(&mut coordinator, &one, "gia-han", &[("den-ngay", typed)]).await;
        assert_eq!(refused.status, 422);
        refused.shows(why).shows(&format!("value=\"{typed}\"")).shows("id=\"loi-den-ngay\"");
    }
    let fields = [("rev", "2"), ("den-ngay", "10/12/2026")];
    for _ in 0..2 {
        assert_eq!(coordinator.post(&format!("{one}/gia-han"), &fields).await.status, 303);
    }
    let stale =
        coordinator.post(&format!("{one}/gia-han"), &[("rev", "2"), ("den-ngay", "11/12/2026")]).await;
    assert_eq!(stale.status, 409);
    anyone.get(&one).await.shows("đến hết ngày 10/12/2026");
});

story!(nothing_happens_twice_and_nothing_is_overwritten, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    // a form sent twice is one draft
    let key = hidden(&coordinator.get("/lay-y-kien/moi").await, "ma");
    let one = prepared(&mut coordinator, &[("ma", &key)]).await;
    assert_eq!(prepared(&mut coordinator, &[("ma", &key)]).await, one);
    coordinator.get("/lay-y-kien").await.shows("1 dự thảo");
    assert_eq!(coordinator.get(&one).await.text.matches("\"/tep/").count(), 1);
    // two write at once
    let mut changed = WORDS.to_vec();
    changed[0].1 = "Tên của người thứ nhất";
    changed.push(("rev", "1"));
    assert_eq!(coordinator.upload(&format!("{one}/sua"), &changed, &[]).await.status, 303);
    changed[0].1 = "Tên của người thứ hai";
    let stale = coordinator.upload(&format!("{one}/sua"), &changed, &[]).await;
    assert_eq!(stale.status, 409);
    stale.shows("Tên của người thứ hai").shows("Người khác vừa sửa bản này.");
    for _ in 0..2 {
        assert_eq!(coordinator.post(&format!("{one}/cong-bo"), &[("rev", "2")]).await.status, 303);
    }
    commented(&site, &mut anyone, &one, &[]).await;
    commented(&site, &mut anyone, &one, &[("website", "x"), ("y-kien", "Mua hàng ngay.")]).await;

    // two answer at once: the second keeps what was typed, and how the comment was to be taken
    let mut officer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    let message = coordinator.get("/gop-y/xu-ly?trang-thai=open").await.link("/gop-y/xu-ly/0");
    let draft = [("rev", "1"), ("viec", "luu"), ("cach", "partly"), ("tra-loi", "Lời soạn.")];
    assert_eq!(officer.post(&format!("{message}/tra-loi"), &draft).await.status, 303);
    let second = [("rev", "1"), ("viec", "gui"), ("cach", "accepted"), ("tra-loi", "Lời thứ hai.")];
    let stale = coordinator.post(&format!("{message}/tra-loi"), &second).await;
    assert_eq!(stale.status, 409);
    stale.shows("Lời thứ hai.").shows("value=\"accepted\" selected");
    coordinator.get(&message).await.shows("Lời soạn.").shows("value=\"partly\" selected");
    // no comment goes unanswered for want of competence
    let aside = act(&mut coordinator, &message, "de-rieng", &[("ly-do", "not-competent")]).await;
    assert_eq!(aside.status, 422);
    assert_eq!(answered(&mut coordinator, &[("cach", "partly")]).await.status, 303);
    // it is published with all others, not alone
    let alone =
        coordinator.post(&format!("{message}/cong-khai"), &[("rev", "3"), ("viec", "cong-khai")]).await;
    assert_eq!(alone.status, 409);

    site.day("2026-12-01");
    let mut coordinator = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    // what seems to come from a robot is looked at by a person first
    let page = coordinator.get(&one).await;
    page.shows("Đã trả lời 1 trên 1 ý kiến").shows("1 tin nghi thư rác chưa xem").hides("/ket-thuc\"");
    assert_eq!(coordinator.post(&format!("{one}/ket-thuc"), &[("rev", "3")]).await.status, 422);
    let aside = coordinator.get("/gop-y/xu-ly?trang-thai=set-aside").await;
    let spam = aside.shows("Mua hàng ngay.").link("/gop-y/xu-ly/0");
    assert_eq!(act(&mut coordinator, &spam, "de-rieng", &[("viec", "thu-rac")]).await.status, 303);
    for _ in 0..2 {
        assert_eq!(coordinator.post(&format!("{one}/ket-thuc"), &[("rev", "3")]).await.status, 303);
    }
    anyone.get(&one).await.shows("Nhận và trả lời 1 ý kiến").hides("Mua hàng ngay.");
    // what is concluded takes nothing up again, and stays
    let again = coordinator.post(&format!("{spam}/de-rieng"), &[("rev", "2"), ("viec", "xem-lai")]).await;
    assert_eq!(again.status, 409);
    assert_eq!(
        coordinator.post(&format!("{one}/rut"), &[("rev", "4"), ("ly-do", "Không cần nữa.")]).await.status,
        409
    );
});

story!(a_draft_that_is_withdrawn_takes_and_publishes_nothing, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    let one = announced(&mut coordinator, &[]).await;
    let file = anyone.get(&one).await.link("/tep/");
    let first = commented(&site, &mut anyone, &one, &[("dong-y", "named")]).await;
    assert_eq!(answered(&mut coordinator, &[("cach", "accepted")]).await.status, 303);
    let second = commented(&site, &mut anyone, &one, &[("y-kien", "Lời chưa trả lời.")]).await;
    let slip = slip(&site, &mut anyone, &form_at(&one)).await;
    anyone.get("/sitemap/trang.xml").await.shows(&one);
    anyone.get("/lay-y-kien.atom").await.shows(TITLE);
    let without = act(&mut coordinator, &one, "rut", &[]).await;
    assert_eq!(without.status, 422);
    without.shows("id=\"loi-ly-do\"");
    for _ in 0..2 {
        let reason = [("rev", "2"), ("ly-do", "Chờ quy định mới.")];
        assert_eq!(coordinator.post(&format!("{one}/rut"), &reason).await.status, 303);
    }
    let page = anyone.get(&one).await;
    page.shows("Dự thảo đã được rút ngày 21/11/2026. Lý do: Chờ quy định mới.").hides("Điều 2. Đối tượng.");
    assert_eq!(anyone.get(&file).await.status, 404);
    anyone.get("/sitemap/trang.xml").await.hides(&one);
    anyone.get("/lay-y-kien.atom").await.hides(TITLE);
    // a comment that was on its way is not taken either
    let mut tx = site.app.db.write().await.unwrap();
    let draft = one.rsplit('/').next().unwrap().parse().unwrap();
    assert!(!drafts::hold_open(&mut tx, draft, site.app.clock.today()).await.unwrap());
    drop(tx);
    let late = anyone.post("/gop-y/gui", &form(&slip, &[("ve", &one), ("y-kien", "Lời sau cùng.")])).await;
    assert_eq!(late.status, 422);
    late.shows("Lời sau cùng.").shows("đã được rút");
    lookup(&mut anyone, &first).await.shows(ANSWER);
    lookup(&mut anyone, &second).await.shows("dự thảo đã được rút");
    coordinator.get("/viec-cua-toi").await.hides("Lời chưa trả lời.");
    // what was never announced is simply gone
    let other = prepared(&mut coordinator, &[("ten", "Bản soạn bỏ đi")]).await;
    assert_eq!(act(&mut coordinator, &other, "rut", &[]).await.header("location"), "/lay-y-kien");
    coordinator.get("/lay-y-kien").await.hides("Bản soạn bỏ đi").shows(TITLE);
    assert_eq!(coordinator.get(&other).await.status, 404);
    // the contacts of what was not answered go too
    site.day("2027-02-21");
    store::erase(&site.app).await.unwrap();
    let mut coordinator = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    coordinator.get("/gop-y/xu-ly?tai=csv").await.shows("Lời chưa trả lời.").hides(CONTACT);
});

story!(other_agencies_see_no_comment_and_bodies_speak_in_their_own_name, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site, "dieu-phoi").await);
    let mut front = site.person("mat-tran", &[("mttq-tinh", Role::Head)]).await;
    let mut officer = site.person("mat-tran-cb", &[("mttq-tinh", Role::Officer)]).await;
    let mut health = site.person("y-te", &[("so-y-te", Role::Head)]).await;
    for act in ["/lay-y-kien/moi", "/lay-y-kien"] {
        health.get(act).await.hides("Soạn lấy ý kiến");
    }
    assert_eq!(health.get("/lay-y-kien/moi").await.status, 403);
    let one = announced(&mut coordinator, &[]).await;
    for what in ["cong-bo", "gia-han", "ket-thuc", "rut"] {
        assert_eq!(health.post(&format!("{one}/{what}"), &[("rev", "2")]).await.status, 403, "{what}");
    }

    let org = site.org("mttq-tinh").await.to_string();
    front.get(&form_at(&one)).await.shows("<span>Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn</span>");
    for who in [&mut anyone, &mut officer, &mut health] {
        assert!(!who.get(&form_at(&one)).await.text.contains(&org));
        let slip = slip(&site, who, &form_at(&one)).await;
        let forged = [("ve", one.as_str()), ("tu-cach", org.as_str()), ("y-kien", "Lời mạo danh.")];
        let refused = who.post("/gop-y/gui", &form(&slip, &forged)).await;
        assert_eq!(refused.status, 422);
        refused.shows("không còn quyền gửi thay mặt").shows("Lời mạo danh.");
    }
    commented(&site, &mut front, &one, &[("tu-cach", &org), ("y-kien", "Ý kiến phản biện.")]).await;
    commented(&site, &mut health, &one, &[("thay-mat", "Một nhóm bác sĩ"), ("dong-y", "named")]).await;

    for what in ["/gop-y/xu-ly", "/gop-y/xu-ly?loai=comment&tai=csv", one.as_str()] {
        for who in [&mut health, &mut front, &mut officer] {
            who.get(what)
                .await
                .hides("Ý kiến phản biện.")
                .hides(SAID)
                .hides("2 ý kiến")
                .hides("Đã trả lời 0");
        }
    }
    let draft = one.rsplit('/').next().unwrap();
    coordinator
        .get(&format!("/gop-y/xu-ly?du-thao={draft}"))
        .await
        .shows("2 ý kiến")
        .shows(&format!("Dự thảo: {TITLE}"));
    coordinator
        .get("/gop-y/xu-ly?du-thao=00000000-0000-7000-8000-000000000000")
        .await
        .shows("Không có ý kiến");
    let message = coordinator.get("/viec-cua-toi").await.link("/gop-y/xu-ly/0");
    coordinator.get(&message).await.shows("gửi từ tài khoản của cơ quan").shows(CONTACT);
    // those who watch over all see them without contacts
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    office.get(&message).await.shows("Ý kiến phản biện.").hides(CONTACT);
    office.get(&one).await.shows("Đã trả lời 0 trên 2 ý kiến").hides("/rut\"");

    site.day("2026-12-01");
    let mut coordinator = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    for _ in 0..2 {
        assert_eq!(answered(&mut coordinator, &[("cach", "accepted")]).await.status, 303);
    }
    coordinator.post_ok(&format!("{one}/ket-thuc"), &[("rev", "2")]).await;
    let page = anyone.get(&one).await;
    page.shows(
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn <span class=\"tag\">gửi từ tài khoản của cơ quan",
    );
    // the body is named, not the person who sent it; who named a body of their own is not marked
    page.shows(&format!("{NAME}, Một nhóm bác sĩ")).shows("công khai 2 ý kiến");
    assert_eq!(page.text.matches(NAME).count(), 1);
    assert_eq!(page.text.matches("gửi từ tài khoản của cơ quan").count(), 1);
});

story!(it_stands_beside_the_plan_and_the_duty_that_it_carries_out, |site: Site| async move {
    let (mut coordinator, plan) = confirmed(&site).await;
    let mut anyone = site.anyone();
    let list = coordinator.get("/nhiem-vu?tim=tinh+d%E1%BA%A7u").await;
    let duty = list.link("/nhiem-vu/0");
    let id = duty.rsplit('/').next().unwrap();
    let form = coordinator.get(&duty).await.link("/lay-y-kien/moi?nhiem-vu=");
    coordinator.get(&form).await.shows("Nhiệm vụ được giao: III.1, đoạn 1").shows("8/KH-UBND");
    let days = [("tu-ngay", "16/12/2026"), ("den-ngay", "20/12/2026")];
    let one = prepared(&mut coordinator, &[days[0], days[1], ("nhiem-vu", id)]).await;
    let of_plan = format!("/ke-hoach/{plan}");
    anyone.get(&of_plan).await.hides(TITLE);
    assert_eq!(act(&mut coordinator, &one, "cong-bo", &[]).await.status, 303);
    anyone.get(&of_plan).await.shows(TITLE);
    let mut officer = site.person("y-te", &[("so-y-te", Role::Officer)]).await;
    officer.get(&duty).await.shows(TITLE).hides("/lay-y-kien/moi");
    let page = anyone.get(&one).await;
    page.shows("8/KH-UBND, III.1, đoạn 1").shows(&format!("{of_plan}#iii-1-doan-1"));
    // what is in security or defence is not discussed in public
    let list = coordinator.get("/nhiem-vu?tim=an+ninh").await;
    let secret = list.link("/nhiem-vu/0");
    coordinator.get(&secret).await.hides("/lay-y-kien/moi");
    let form = format!("/lay-y-kien/moi?nhiem-vu={}", secret.rsplit('/').next().unwrap());
    coordinator.get(&form).await.shows("không lấy ý kiến công khai").hides("III.3");
});
