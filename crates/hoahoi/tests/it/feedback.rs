//! Messages from outside: sent without an account, answered, published as far as their senders allow; robots kept off.

use hoahoi::accounts::model::Role;
use hoahoi::feedback::store;

use crate::consolidated::hidden;
use crate::story;
use crate::support::{Browser, Page, Site};

pub const NAME: &str = "Người Gửi Thứ Nhất";
pub const CONTACT: &str = "0205-lien-he-kin";
const WORDS: &str = "Đề nghị mở lớp ghép cành cho tổ hợp tác.";
const ANSWER: &str = "Lớp đầu tiên mở trong quý tới.";

pub fn form<'a>(slip: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = more.to_vec();
    let base = [
        ("phieu", slip),
        ("loai", "proposal"),
        ("y-kien", WORDS),
        ("ten", NAME),
        ("thay-mat", "Hội nông dân thôn"),
        ("lien-he", CONTACT),
        ("dong-y", "named"),
        ("website", ""),
    ];
    fields.extend(base.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)));
    fields
}

/// Opens the form at an address and lets the time pass that a person needs.
pub async fn slip(site: &Site, browser: &mut Browser, at: &str) -> String {
    let slip = hidden(&browser.get(at).await, "phieu");
    site.app.clock.advance(20_000);
    slip
}

pub fn code(receipt: &Page) -> String {
    assert_eq!(receipt.status, 200, "{}", receipt.text);
    let from = receipt.text.split("class=\"code\"><b>").nth(1).expect("a code");
    from.split('<').next().unwrap().to_owned()
}

/// Sends a message in general; its code.
pub async fn sent(site: &Site, browser: &mut Browser, more: &[(&str, &str)]) -> String {
    let slip = slip(site, browser, "/gop-y/gui").await;
    code(&browser.post("/gop-y/gui", &form(&slip, more)).await)
}

pub async fn lookup(browser: &mut Browser, code: &str) -> Page {
    browser.post("/gop-y/tra-cuu", &[("ma", code)]).await
}

pub async fn act(browser: &mut Browser, one: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let rev = hidden(&browser.get(one).await, "rev");
    let mut fields = fields.to_vec();
    fields.push(("rev", &rev));
    browser.post(&format!("{one}/{act}"), &fields).await
}

async fn coordinator(site: &Site) -> Browser {
    site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await
}

story!(a_message_is_answered_and_published_as_far_as_its_sender_allows, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site).await);
    let code = sent(&site, &mut anyone, &[]).await;
    assert!(anyone.cookies.is_empty(), "no cookie is needed");
    lookup(&mut anyone, &code).await.shows(WORDS).shows("Chờ trả lời").shows("Chưa có trả lời.");
    anyone.get("/gop-y").await.hides(WORDS);

    coordinator.get("/viec-cua-toi").await.shows("Góp ý chờ trả lời").shows(WORDS);
    let one = coordinator.get("/gop-y/xu-ly").await.link("/gop-y/xu-ly/0");
    coordinator.get(&one).await.shows(NAME).shows(CONTACT);

    // an officer of the agency writes, and does not send
    let mut officer = site.person("can-bo", &[("so-khcn", Role::Officer)]).await;
    assert_eq!(act(&mut officer, &one, "tra-loi", &[("viec", "gui"), ("tra-loi", ANSWER)]).await.status, 403);
    assert_eq!(act(&mut officer, &one, "tra-loi", &[("viec", "luu"), ("tra-loi", ANSWER)]).await.status, 303);
    lookup(&mut anyone, &code).await.hides(ANSWER);
    // two at once: nothing is overwritten
    let stale = coordinator
        .post(&format!("{one}/tra-loi"), &[("rev", "1"), ("viec", "gui"), ("tra-loi", "Lời khác.")])
        .await;
    assert_eq!(stale.status, 409);
    stale.shows("Lời khác.");
    coordinator.get(&one).await.shows(ANSWER);
    assert_eq!(
        act(&mut coordinator, &one, "tra-loi", &[("viec", "gui"), ("tra-loi", ANSWER)]).await.status,
        303
    );
    lookup(&mut anyone, &code).await.shows(ANSWER).shows("Đã trả lời").hides(CONTACT);
    // what was done with it, and by which agency; that somebody was writing is for the agency's own people
    coordinator.get(&one).await.shows("Diễn biến").shows("<b>Soạn trả lời góp ý</b> Sở KH&#38;CN");
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    office.get(&one).await.shows("<b>Trả lời góp ý</b> Sở KH&#38;CN").hides("Soạn trả lời góp ý");
    anyone.get("/gop-y").await.hides(WORDS);
    assert_eq!(
        officer.post(&format!("{one}/cong-khai"), &[("rev", "3"), ("viec", "cong-khai")]).await.status,
        403
    );
    assert_eq!(act(&mut coordinator, &one, "cong-khai", &[("viec", "cong-khai")]).await.status, 303);
    anyone
        .get("/gop-y")
        .await
        .shows(WORDS)
        .shows(ANSWER)
        .shows(NAME)
        .shows("Hội nông dân thôn")
        .hides(CONTACT);
    // and back
    assert_eq!(act(&mut coordinator, &one, "cong-khai", &[("viec", "giu")]).await.status, 303);
    anyone.get("/gop-y").await.hides(WORDS);
});

story!(what_is_not_to_be_published_and_contacts_never_leave, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site).await);
    let closed =
        sent(&site, &mut anyone, &[("dong-y", "none"), ("y-kien", "Lời chỉ để cơ quan biết.")]).await;
    let unnamed = sent(&site, &mut anyone, &[("dong-y", "unnamed"), ("y-kien", "Lời không nêu tên.")]).await;
    assert_ne!(closed, unnamed);
    lookup(&mut anyone, &unnamed).await.shows("Lời không nêu tên.").hides("Lời chỉ để cơ quan biết.");
    let wrong = lookup(&mut anyone, "0000-0000-0000-0000").await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Không có ý kiến nào ứng với mã này");

    let list = coordinator.get("/gop-y/xu-ly").await;
    let ones: Vec<String> = list
        .text
        .split("href=\"/gop-y/xu-ly/")
        .skip(1)
        .map(|rest| format!("/gop-y/xu-ly/{}", rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(ones.len(), 2);
    for one in &ones {
        assert_eq!(
            act(&mut coordinator, one, "tra-loi", &[("viec", "gui"), ("tra-loi", ANSWER)]).await.status,
            303
        );
    }
    // the first may not be published, whatever is sent
    let (mut refused, mut published) = (0, 0);
    for one in &ones {
        let rev = "2";
        match coordinator
            .post(&format!("{one}/cong-khai"), &[("rev", rev), ("viec", "cong-khai")])
            .await
            .status
        {
            303 => published += 1,
            409 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((refused, published), (1, 1));
    let page = anyone.get("/gop-y").await;
    page.shows("Lời không nêu tên.").shows("Người gửi không nêu tên");
    page.hides("Lời chỉ để cơ quan biết.").hides(NAME).hides("Hội nông dân thôn").hides(CONTACT);
    anyone.get("/tim-kiem?q=co+quan+biet").await.hides("Lời chỉ để cơ quan biết.");

    // sent on to another agency: its contact goes with it, and is shown and exported to its own people alone
    let third = sent(&site, &mut anyone, &[]).await;
    let one = coordinator.get("/gop-y/xu-ly?trang-thai=open").await.link("/gop-y/xu-ly/0");
    let moved = act(
        &mut coordinator,
        &one,
        "chuyen",
        &[("co-quan", "Sở Nông nghiệp và Môi trường"), ("ly-do-chuyen", "Thuộc lĩnh vực của Sở.")],
    );
    assert_eq!(moved.await.status, 303);
    coordinator.get(&one).await.shows(WORDS).hides(CONTACT).shows("Chỉ cơ quan trả lời xem được.");
    let file = coordinator.get("/gop-y/xu-ly?trang-thai=open&tai=csv").await;
    file.shows(WORDS).hides(CONTACT);
    let mut head = site.person("nnmt", &[("so-nnmt", Role::Head)]).await;
    head.get(&one).await.shows(CONTACT).shows("Thuộc lĩnh vực của Sở.");
    head.get("/gop-y/xu-ly?tai=csv").await.shows(CONTACT).hides("Lời không nêu tên.");
    // for another agency it is not there
    let mut stranger = site.person("y-te", &[("so-y-te", Role::Head)]).await;
    assert_eq!(stranger.get(&one).await.status, 404);
    assert_eq!(
        stranger
            .post(&format!("{one}/tra-loi"), &[("rev", "2"), ("viec", "gui"), ("tra-loi", "x")])
            .await
            .status,
        404
    );
    stranger.get("/gop-y/xu-ly").await.hides(WORDS);
    stranger.get("/gop-y/xu-ly?tai=csv").await.hides(WORDS);
    lookup(&mut anyone, &third).await.shows("Sở Nông nghiệp và Môi trường").hides("Thuộc lĩnh vực của Sở.");
});

story!(robots_are_kept_off_and_people_lose_nothing, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site).await);
    // too fast: the form again with everything typed, and the same form is taken a moment later
    let fresh = hidden(&anyone.get("/gop-y/gui").await, "phieu");
    let fast = anyone.post("/gop-y/gui", &form(&fresh, &[])).await;
    assert_eq!(fast.status, 422);
    fast.shows(WORDS).shows(CONTACT).shows("nhanh hơn thời gian cần để đọc");
    site.app.clock.advance(5_000);
    let first = anyone.post("/gop-y/gui", &form(&fresh, &[])).await;
    // a double click is one message with one code
    let again = anyone.post("/gop-y/gui", &form(&fresh, &[])).await;
    assert_eq!(code(&first), code(&again));
    // other words in a form that was used are asked about, not lost
    let other = anyone.post("/gop-y/gui", &form(&fresh, &[("y-kien", "Lời thứ hai.")])).await;
    assert_eq!(other.status, 422);
    other.shows("Lời thứ hai.").shows("đã dùng cho một ý kiến khác");
    let renewed = hidden(&other, "phieu");
    site.app.clock.advance(5_000);
    code(&anyone.post("/gop-y/gui", &form(&renewed, &[("y-kien", "Lời thứ hai.")])).await);
    coordinator.get("/gop-y/xu-ly").await.shows("2 ý kiến");

    // what is wrong is said at its field
    let slip = slip(&site, &mut anyone, "/gop-y/gui").await;
    let links = "http://a.vn http://b.vn https://www.c.vn";
    let wrong = anyone.post("/gop-y/gui", &form(&slip, &[("y-kien", links), ("ten", "http://d.vn")])).await;
    assert_eq!(wrong.status, 422);
    wrong.shows("Tối đa 2 liên kết.").shows("Ô này không nhận liên kết.").shows("value=\"http://d.vn\"");
    assert_eq!(anyone.post("/gop-y/gui", &[("y-kien", WORDS)]).await.status, 422);

    // the field that nobody sees: answered like a success, kept aside for a person
    let trapped =
        sent(&site, &mut anyone, &[("website", "http://spam.vn"), ("y-kien", "Mua hàng ngay.")]).await;
    lookup(&mut anyone, &trapped).await.shows("Mua hàng ngay.").shows("Chờ trả lời").hides("thư rác");
    coordinator.get("/viec-cua-toi").await.hides("Mua hàng ngay.");
    let aside = coordinator.get("/gop-y/xu-ly?trang-thai=set-aside").await;
    aside.shows("Mua hàng ngay.").shows("nghi thư rác");
    let one = aside.link("/gop-y/xu-ly/0");
    assert_eq!(act(&mut coordinator, &one, "de-rieng", &[("viec", "xem-lai")]).await.status, 303);
    coordinator.get("/viec-cua-toi").await.shows("Mua hàng ngay.");
    assert_eq!(act(&mut coordinator, &one, "de-rieng", &[("ly-do", "not-competent")]).await.status, 303);
    lookup(&mut anyone, &trapped).await.shows("không thuộc thẩm quyền");
});

story!(many_messages_from_one_address_have_to_wait, |site: Site| async move {
    let mut robot = site.anyone();
    robot.set_peer("203.0.113.7:4000");
    for n in 0..10 {
        sent(&site, &mut robot, &[("y-kien", &format!("Lời số {n}."))]).await;
    }
    let slip = slip(&site, &mut robot, "/gop-y/gui").await;
    let refused = robot.post("/gop-y/gui", &form(&slip, &[("y-kien", "Lời phải đợi.")])).await;
    assert_eq!(refused.status, 429);
    refused.shows("Lời phải đợi.").shows("đề nghị đợi");
    assert!(!refused.header("retry-after").is_empty());
    // whoever else writes does not wait
    let mut other = site.anyone();
    other.set_peer("203.0.113.8:4000");
    sent(&site, &mut other, &[("y-kien", "Lời của người khác.")]).await;
    // no address is kept
    let mut c = site.app.db.read().await.unwrap();
    let names: Vec<(String,)> = hoahoi::db::query("SELECT name FROM throttle").all(&mut c).await.unwrap();
    assert!(names.iter().all(|(name,)| !name.contains("203.0.113")), "{names:?}");
    drop(c);
    // after the wait the same form is taken
    site.app.clock.advance(60_000);
    code(&robot.post("/gop-y/gui", &form(&slip, &[("y-kien", "Lời phải đợi.")])).await);
});

story!(name_and_contact_are_erased_ninety_days_after_the_answer, |site: Site| async move {
    let (mut anyone, mut coordinator) = (site.anyone(), coordinator(&site).await);
    let unnamed = [("dong-y", "unnamed"), ("y-kien", "Lời thứ nhất."), ("ten", "Người Kín Tên")];
    sent(&site, &mut anyone, &unnamed).await;
    let first = coordinator.get("/gop-y/xu-ly").await.link("/gop-y/xu-ly/0");
    sent(&site, &mut anyone, &[]).await;
    let second = coordinator.get("/gop-y/xu-ly").await.link("/gop-y/xu-ly/0");
    sent(&site, &mut anyone, &[("y-kien", "Lời chưa trả lời.")]).await;
    let open = coordinator.get("/gop-y/xu-ly").await.link("/gop-y/xu-ly/0");
    for one in [&first, &second] {
        assert_eq!(
            act(&mut coordinator, one, "tra-loi", &[("viec", "gui"), ("tra-loi", ANSWER)]).await.status,
            303
        );
    }
    site.day("2027-02-18");
    store::erase(&site.app).await.unwrap();
    // a new session: the old one has ended
    let mut coordinator = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    coordinator.get(&first).await.shows(CONTACT).shows("Người Kín Tên");
    site.day("2027-02-21");
    store::erase(&site.app).await.unwrap();
    store::erase(&site.app).await.unwrap();
    let mut coordinator = site.person("dieu-phoi-3", &[("so-khcn", Role::Coordinator)]).await;
    coordinator.get(&first).await.shows("Lời thứ nhất.").hides(CONTACT).hides("Người Kín Tên");
    // a name that may be published stays, its contact goes
    coordinator.get(&second).await.shows(NAME).hides(CONTACT);
    // what waits for an answer keeps both
    coordinator.get(&open).await.shows(CONTACT);
});

story!(interest_in_a_record_goes_to_its_agency_alone, |site: Site| async move {
    let mut writer = site.person("can-bo", &[("so-nnmt", Role::Officer), ("so-nnmt", Role::Head)]).await;
    let mut reviewer = site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await;
    let record = [
        ("title", "Quýt vàng Bắc Sơn"),
        ("summary", "Giống quýt trồng trên núi đá vôi."),
        ("f-nhom", "cay-trong"),
        ("f-dac-diem", "Quả chín vàng, vỏ mỏng, thơm."),
        ("f-xa", "ubnd-xa-bac-son"),
        ("viec", "gui"),
    ];
    let made = writer.post("/muc/moi/nguon-gen", &record).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let address = made.header("location").trim_end_matches("/ho-so").to_owned();
    let rev = hidden(&reviewer.get(&format!("{address}/ho-so")).await, "rev");
    reviewer.post_ok(&format!("{address}/cong-bo"), &[("rev", &rev)]).await;

    let mut anyone = site.anyone();
    let page = anyone.get(&address).await;
    page.shows("Quan tâm, liên hệ").shows("Góp ý về mục này");
    let at = format!("/gop-y/gui?ve={}&loai=interest", address.replace('/', "%2F"));
    page.shows(&at.replace('&', "&#38;"));
    anyone.get(&at).await.shows("Quýt vàng Bắc Sơn").hides("name=\"dong-y\"");
    let slip = slip(&site, &mut anyone, &at).await;
    let interest = [("ve", address.as_str()), ("loai", "interest"), ("y-kien", "Cần 500 cây giống.")];
    let mut without = interest.to_vec();
    without.push(("lien-he", ""));
    let refused = anyone.post("/gop-y/gui", &form(&slip, &without)).await;
    assert_eq!(refused.status, 422);
    refused.shows("id=\"loi-lien-he\"");
    let receipt = anyone.post("/gop-y/gui", &form(&slip, &interest)).await;
    code(&receipt);
    receipt.shows("Sở Nông nghiệp và Môi trường");

    writer.get("/viec-cua-toi").await.shows("Cần 500 cây giống.");
    let one = writer.get("/gop-y/xu-ly?loai=interest").await.link("/gop-y/xu-ly/0");
    writer.get(&one).await.shows(CONTACT).shows(&address);
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    assert_eq!(office.get(&one).await.status, 404);
    office.get("/gop-y/xu-ly").await.hides("Cần 500 cây giống.");
    assert_eq!(act(&mut writer, &one, "tra-loi", &[("viec", "gui"), ("tra-loi", ANSWER)]).await.status, 303);
    let page = writer.get(&one).await;
    page.shows("Đã trả lời, không công khai").hides("Công khai cùng trả lời");
    assert_eq!(
        writer.post(&format!("{one}/cong-khai"), &[("rev", "2"), ("viec", "cong-khai")]).await.status,
        409
    );
    anyone.get("/gop-y").await.hides("Cần 500 cây giống.");
    // no interest in what has none, nothing about what is not public
    assert_eq!(anyone.get("/gop-y/gui?loai=interest").await.status, 404);
    assert_eq!(anyone.get("/gop-y/gui?ve=%2Fmuc%2Fkhong-co").await.status, 404);
});
