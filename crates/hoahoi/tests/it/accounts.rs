//! Signing in, guessing, one-time codes, sessions, links that work once.

use hoahoi::accounts::model::Role;
use hoahoi::accounts::tokens::{self, Purpose};
use hoahoi::accounts::{passwords, sessions, store, totp};
use hoahoi::ids::AccountId;

use crate::story;
use crate::support::{Browser, Page, Site};

const PASSWORD: &str = "quýt vàng Bắc Sơn 2026";

async fn account(site: &Site, login: &str, must_change: bool) -> AccountId {
    let hash = passwords::hash(&site.app, PASSWORD.to_owned()).await.unwrap();
    let mut tx = site.app.db.write().await.unwrap();
    let new = store::NewAccount { login, name: "Cán bộ thử", password_hash: Some(&hash), must_change };
    let id = store::insert(&mut tx, &new, site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn sign_in(browser: &mut Browser, login: &str, password: &str) -> Page {
    browser.post("/dang-nhap", &[("login", login), ("password", password), ("ve", "/tai-khoan")]).await
}

story!(signing_in_leads_back_and_never_elsewhere, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let mut browser = site.anyone();
    let sent = browser.get("/tai-khoan").await;
    assert_eq!(sent.header("location"), "/dang-nhap?ve=%2Ftai-khoan");
    let entered = sign_in(&mut browser, "Can.Bo", PASSWORD).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/tai-khoan"));
    browser.get("/tai-khoan").await.shows("Cán bộ thử");

    for elsewhere in ["//evil.example/", "https://evil.example/", "/\\evil.example"] {
        let mut browser = site.anyone();
        let entered = browser
            .post("/dang-nhap", &[("login", "can.bo"), ("password", PASSWORD), ("ve", elsewhere)])
            .await;
        assert_eq!(entered.header("location"), "/viec-cua-toi");
    }
});

story!(each_sign_in_has_its_own_token_and_signing_out_ends_it_on_the_server, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let mut browser = site.anyone();
    browser.cookies.insert(sessions::COOKIE.to_owned(), "chosen-by-an-attacker".to_owned());
    sign_in(&mut browser, "can.bo", PASSWORD).await;
    let first = browser.cookies[sessions::COOKIE].clone();
    assert_ne!(first, "chosen-by-an-attacker");

    let before = browser.clone();
    sign_in(&mut browser, "can.bo", PASSWORD).await;
    assert_ne!(browser.cookies[sessions::COOKIE], first);
    assert_eq!(before.clone().get("/tai-khoan").await.status, 303, "the session before it has ended");

    let kept = browser.clone();
    browser.post_ok("/dang-xuat", &[]).await.shows("Đã đăng xuất");
    assert!(!browser.cookies.contains_key(sessions::COOKIE));
    assert_eq!(
        kept.clone().get("/tai-khoan").await.status,
        303,
        "a stolen cookie is worth nothing after signing out"
    );
});

story!(an_unknown_name_and_a_wrong_password_are_answered_alike, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let wrong = sign_in(&mut site.anyone(), "can.bo", "sai mật khẩu rồi").await;
    let unknown = sign_in(&mut site.anyone(), "cax.bo", "sai mật khẩu rồi").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    wrong.shows("Tên đăng nhập hoặc mật khẩu chưa đúng.").shows("value=\"can.bo\"").hides("sai mật khẩu rồi");
    assert_eq!(wrong.text.replace("can.bo", "cax.bo"), unknown.text);
});

story!(guessing_costs_time_even_with_the_right_password, |site: Site| async move {
    account(&site, "can.bo", false).await;
    for _ in 0..5 {
        assert_eq!(sign_in(&mut site.anyone(), "can.bo", "đoán mò một lần").await.status, 422);
    }
    let held = sign_in(&mut site.anyone(), "can.bo", PASSWORD).await;
    assert_eq!((held.status, held.header("retry-after")), (429, "30"));
    held.shows("Đề nghị đợi 30 giây");
    assert_eq!(
        sign_in(&mut site.anyone(), "khac", "đoán mò một lần").await.status,
        422,
        "others are not held up"
    );

    site.app.clock.advance(31_000);
    assert_eq!(sign_in(&mut site.anyone(), "can.bo", "đoán mò một lần").await.status, 422);
    let longer = sign_in(&mut site.anyone(), "can.bo", PASSWORD).await;
    assert_eq!(longer.header("retry-after"), "60", "the wait grows");

    site.app.clock.advance(61_000);
    assert_eq!(sign_in(&mut site.anyone(), "can.bo", PASSWORD).await.status, 303);
    assert_eq!(
        sign_in(&mut site.anyone(), "can.bo", "đoán mò một lần").await.status,
        422,
        "success clears the count"
    );
});

story!(many_guesses_at_once_gain_nothing, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let tries = (0..12).map(|i| {
        let mut browser = site.anyone();
        async move { sign_in(&mut browser, "can.bo", &format!("đoán mò lần thứ {i}")).await.status }
    });
    let statuses = futures_util::future::join_all(tries).await;
    assert_eq!(statuses.iter().filter(|s| **s == 422).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| **s == 429).count(), 7, "{statuses:?}");
});

story!(forwarded_addresses_are_believed_from_configured_proxies_alone, |site: Site| async move {
    let guess = |forwarded: &'static str, i: usize, peer: &'static str| {
        let mut browser = site.anyone();
        browser.set_peer(peer);
        browser.set_header("x-forwarded-for", forwarded);
        async move { sign_in(&mut browser, &format!("nguoi-{i}"), "đoán mò một lần").await.status }
    };
    // a stranger who makes up a new address each time is still one address
    for i in 0..20 {
        let made_up: &'static str = Box::leak(format!("203.0.113.{i}").into_boxed_str());
        assert_eq!(guess(made_up, i, "198.51.100.7:4000").await, 422);
    }
    assert_eq!(guess("203.0.113.99", 99, "198.51.100.7:4000").await, 429);
    // behind the configured proxy each client counts for itself, and what the client itself sent is not believed
    assert_eq!(guess("203.0.113.1", 100, "10.9.9.9:4000").await, 422);
    assert_eq!(guess("203.0.113.1, 198.51.100.7", 101, "10.9.9.9:4000").await, 429);
});

story!(a_first_password_must_be_changed_and_ends_other_sessions, |site: Site| async move {
    account(&site, "can.bo", true).await;
    let mut other = site.anyone();
    sign_in(&mut other, "can.bo", PASSWORD).await;
    let mut browser = site.anyone();
    sign_in(&mut browser, "can.bo", PASSWORD).await;
    let sent = browser.get("/tai-khoan").await;
    assert_eq!(sent.header("location"), "/doi-mat-khau?ve=%2Ftai-khoan");

    let change = |new: &'static str, repeat: &'static str| {
        [("current", PASSWORD), ("new", new), ("repeat", repeat), ("ve", "/tai-khoan")]
    };
    for (new, repeat, problem) in [
        ("ngắn", "ngắn", "Mật khẩu cần từ 12 ký tự trở lên."),
        ("can.bo can.bo can.bo", "can.bo can.bo can.bo", "Mật khẩu không được chứa tên đăng nhập."),
        ("mận Tam Hoa mùa hè", "mận Tam Hoa mùa thu", "Hai lần nhập không giống nhau."),
        (PASSWORD, PASSWORD, "Mật khẩu mới phải khác mật khẩu hiện tại."),
    ] {
        let refused = browser.post("/doi-mat-khau", &change(new, repeat)).await;
        assert_eq!(refused.status, 422);
        refused.shows(problem);
    }
    let before = browser.clone();
    let new = "mận Tam Hoa mùa hè";
    browser.post_ok("/doi-mat-khau", &change(new, new)).await.shows("Đã đổi mật khẩu");
    assert_eq!(other.get("/tai-khoan").await.status, 303);
    assert_eq!(before.clone().get("/tai-khoan").await.status, 303, "the token from before is worth nothing");
    assert_eq!(sign_in(&mut site.anyone(), "can.bo", PASSWORD).await.status, 422);
    assert_eq!(sign_in(&mut site.anyone(), "can.bo", new).await.status, 303);
});

/// The secret typed from the set-up page.
fn typed_secret(page: &Page) -> String {
    let from = page.text.find("class=\"secret\">").expect("a secret is shown") + "class=\"secret\">".len();
    page.text[from..].split('<').next().unwrap().replace(' ', "")
}

story!(a_one_time_code_is_set_up_asked_for_and_counts_once, |site: Site| async move {
    account(&site, "dieu.phoi", false).await;
    let mut browser = site.anyone();
    sign_in(&mut browser, "dieu.phoi", PASSWORD).await;
    let setup = browser.get("/ma-mot-lan?ve=/tai-khoan").await;
    setup.shows("Thiết lập mã một lần").shows("<svg class=\"qr\"");
    let secret = typed_secret(&setup);
    let code = || totp::code_at(&secret, site.app.clock.now()).unwrap();

    browser.post("/ma-mot-lan", &[("code", "000 000")]).await.shows("Mã chưa đúng");
    let used = code();
    let before = browser.clone();
    browser.post_ok("/ma-mot-lan", &[("code", &used), ("ve", "/tai-khoan")]).await.shows("Đã bật mã một lần");
    assert_eq!(before.clone().get("/tai-khoan").await.status, 303, "more power, another token");

    let mut again = site.anyone();
    sign_in(&mut again, "dieu.phoi", PASSWORD).await;
    for path in ["/tai-khoan", "/doi-mat-khau"] {
        assert!(
            again.get(path).await.header("location").starts_with("/ma-mot-lan?"),
            "{path} without the code"
        );
    }
    again.get("/ma-mot-lan").await.shows("Nhập mã một lần").hides(&totp::grouped(&secret));
    again.post("/ma-mot-lan", &[("code", &used)]).await.shows("Mã chưa đúng, đã hết hạn hoặc đã dùng");
    site.app.clock.advance(30_000);
    again.post_ok("/ma-mot-lan", &[("code", &code()), ("ve", "/tai-khoan")]).await.shows("Đã xác nhận mã");

    let mut guesser = site.anyone();
    sign_in(&mut guesser, "dieu.phoi", PASSWORD).await;
    for _ in 0..5 {
        assert_eq!(guesser.post("/ma-mot-lan", &[("code", "123456")]).await.status, 422);
    }
    assert_eq!(guesser.post("/ma-mot-lan", &[("code", &code())]).await.status, 429);
});

story!(a_person_sees_and_ends_the_own_sessions, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let (mut here, mut phone) = (site.anyone(), site.anyone());
    phone.set_header("user-agent", "Điện thoại");
    here.set_header("user-agent", "Máy cơ quan");
    sign_in(&mut here, "can.bo", PASSWORD).await;
    sign_in(&mut phone, "can.bo", PASSWORD).await;
    let page = here.get("/tai-khoan").await;
    let end = page.link("/tai-khoan/phien/");
    here.post_ok(&end, &[]).await.shows("Đã kết thúc phiên");
    assert_eq!(phone.get("/tai-khoan").await.status, 303);

    account(&site, "nguoi.la", false).await;
    let mut other = site.anyone();
    sign_in(&mut other, "nguoi.la", PASSWORD).await;
    sign_in(&mut phone, "can.bo", PASSWORD).await;
    let theirs = here.get("/tai-khoan").await.link("/tai-khoan/phien/");
    other.post(&theirs, &[]).await;
    assert_eq!(phone.get("/tai-khoan").await.status, 200, "nobody ends another's session");
});

story!(a_session_ends_by_itself, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let mut idle = site.anyone();
    sign_in(&mut idle, "can.bo", PASSWORD).await;
    site.app.clock.advance(2 * 3_600_000 + 1);
    assert_eq!(idle.get("/tai-khoan").await.status, 303, "two hours unused");

    let mut busy = site.anyone();
    sign_in(&mut busy, "can.bo", PASSWORD).await;
    for _ in 0..11 {
        site.app.clock.advance(3_600_000);
        assert_eq!(busy.get("/tai-khoan").await.status, 200);
    }
    site.app.clock.advance(3_600_001);
    assert_eq!(busy.get("/tai-khoan").await.status, 303, "twelve hours in all");
});

story!(a_person_takes_the_own_data_home, |site: Site| async move {
    account(&site, "can.bo", false).await;
    let mut browser = site.anyone();
    sign_in(&mut browser, "can.bo", PASSWORD).await;
    browser.post_ok("/tai-khoan", &[("name", "Hoàng Thị Mẫu"), ("lang", "en")]).await.shows("Account saved");
    let file = browser.get("/tai-khoan/du-lieu.json").await;
    assert!(file.header("content-disposition").starts_with("attachment"));
    let data: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(data["account"]["name"], "Hoàng Thị Mẫu");
    assert_eq!(data["log"][0]["action"], "account.profile");
    file.hides("argon2").hides("secret");
});

story!(a_link_chooses_a_password_once, |site: Site| async move {
    let id = account(&site, "can.bo", false).await;
    let mut tx = site.app.db.write().await.unwrap();
    let token = tokens::issue(&mut tx, Purpose::Password, Some(id), site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = site.anyone();
    browser.get(&format!("/khoi-tao?ma={token}")).await.shows("can.bo");
    let new = "hồi Lạng Sơn thơm lâu";
    let fields = [("ma", token.as_str()), ("new", new), ("repeat", new)];
    browser.post_ok("/khoi-tao", &fields).await.shows("Đã đặt mật khẩu");
    assert_eq!(browser.post("/khoi-tao", &fields).await.status, 410);
    assert_eq!(browser.get("/khoi-tao?ma=bịa").await.status, 410);
    assert_eq!(sign_in(&mut browser, "can.bo", new).await.status, 303);

    let mut tx = site.app.db.write().await.unwrap();
    let late = tokens::issue(&mut tx, Purpose::Password, Some(id), site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    site.app.clock.advance(24 * 3_600_000 + 1);
    assert_eq!(browser.get(&format!("/khoi-tao?ma={late}")).await.status, 410);
});

/// The link shown once on a page.
fn shown_link(page: &Page) -> String {
    let from = page.text.find("/khoi-tao?ma=").expect("a link is shown");
    page.text[from..].split('<').next().unwrap().to_owned()
}

story!(an_administrator_makes_an_account_grants_a_role_and_closes_it, |site: Site| async move {
    let mut admin = site.person("quan.tri", &[("so-khcn", Role::Administrator)]).await;
    admin.get("/quan-tri").await.shows("quan.tri");
    let refused = admin.post("/quan-tri/tai-khoan", &[("login", "Hoa Hồi"), ("name", "")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("value=\"Hoa Hồi\"").shows("Chỉ dùng a–z");
    admin.post("/quan-tri/tai-khoan", &[("login", "quan.tri"), ("name", "Trùng")]).await.shows("đã có");

    let made = admin.post("/quan-tri/tai-khoan", &[("login", "can.bo"), ("name", "Đặng Thị Mẫu")]).await;
    assert_eq!(made.status, 201);
    let link = shown_link(&made);
    let page = made.link("/quan-tri/tai-khoan/");
    admin.get(&page).await.hides(&link).shows("Chờ đặt mật khẩu");

    let mut person = site.anyone();
    let token = link.split('=').nth(1).unwrap();
    person.post_ok("/khoi-tao", &[("ma", token), ("new", PASSWORD), ("repeat", PASSWORD)]).await;
    sign_in(&mut person, "can.bo", PASSWORD).await;
    assert_eq!(person.get("/quan-tri").await.status, 403);

    let org = site.org("so-khcn").await.to_string();
    let grant = format!("{page}/vai-tro");
    let fields =
        |until: &'static str| [("org", org.as_str()), ("role", "auditor"), ("from", ""), ("until", until)];
    admin.post(&grant, &fields("2026-11-20")).await.shows("Ngày cuối phải từ ngày đầu trở đi.");
    admin.post_ok(&grant, &fields("2026-11-30")).await.shows("Kiểm toán").shows("30/11/2026");
    assert_eq!(person.get("/tai-khoan").await.status, 303, "other rights, another session");
    sign_in(&mut person, "can.bo", PASSWORD).await;
    assert_eq!(person.get("/quan-tri/nhat-ky").await.status, 200);
    site.day("2026-12-01");
    sign_in(&mut person, "can.bo", PASSWORD).await;
    assert_eq!(person.get("/quan-tri/nhat-ky").await.status, 403, "the role has ended by its date");

    let mut admin = site.person("quan.tri.2", &[("so-khcn", Role::Administrator)]).await;
    admin.get("/quan-tri?tim=dang+mau").await.shows("Đặng Thị Mẫu").hides(">quan.tri<");
    admin.get("/quan-tri?vai_tro=administrator").await.hides("Đặng Thị Mẫu");
    let set_password = account(&site, "quan.tri.3", false).await;
    grant_administrator(&site, set_password).await;
    admin.post_ok(&format!("{page}/khoa"), &[]).await.shows("Đã khóa tài khoản");
    assert_eq!(person.get("/tai-khoan").await.status, 303);
    assert_eq!(sign_in(&mut person, "can.bo", PASSWORD).await.status, 422);
    admin.post_ok(&format!("{page}/khoa"), &[("open", "1")]).await.shows("Đã mở lại tài khoản");
    let again = admin.post(&format!("{page}/dat-lai"), &[]).await;
    assert_eq!(sign_in(&mut person, "can.bo", PASSWORD).await.status, 422, "the old password is forgotten");
    person.get(&shown_link(&again)).await.shows("can.bo");
});

async fn grant_administrator(site: &Site, id: AccountId) {
    let org = site.org("so-khcn").await;
    let mut tx = site.app.db.write().await.unwrap();
    store::grant(&mut tx, id, org, Role::Administrator, site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

story!(the_last_administrator_cannot_be_locked_out, |site: Site| async move {
    let id = account(&site, "quan.tri", false).await;
    grant_administrator(&site, id).await;
    let mut admin = site.anyone();
    sign_in(&mut admin, "quan.tri", PASSWORD).await;
    let org = site.org("so-khcn").await.to_string();
    let page = format!("/quan-tri/tai-khoan/{id}");
    let role = ("role", "administrator");
    for (action, fields) in [
        ("khoa", vec![]),
        ("dat-lai", vec![]),
        ("thu-hoi", vec![("org", org.as_str()), role]),
        ("vai-tro", vec![("org", org.as_str()), role, ("until", "2027-01-01")]),
    ] {
        let refused = admin.post(&format!("{page}/{action}"), &fields).await;
        assert_eq!(refused.status, 409, "{action}");
        refused.shows("Phải còn ít nhất một quản trị");
    }
    assert_eq!(admin.get("/quan-tri").await.status, 200, "nothing was changed");

    let second = account(&site, "quan.tri.2", false).await;
    grant_administrator(&site, second).await;
    admin
        .post_ok(&format!("/quan-tri/tai-khoan/{second}/thu-hoi"), &[("org", org.as_str()), role])
        .await
        .shows("Đã thu hồi");
});

story!(the_first_administrator_is_made_by_the_link_on_the_console, |site: Site| async move {
    let mut tx = site.app.db.write().await.unwrap();
    let token =
        tokens::issue(&mut tx, Purpose::FirstAdministrator, None, site.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = site.anyone();
    browser.get(&format!("/khoi-tao?ma={token}")).await.shows("Quản trị đầu tiên");
    let form = |org: &'static str| {
        [
            ("ma", token.as_str()),
            ("login", "quan.tri"),
            ("name", "Quản trị"),
            ("org", org),
            ("new", PASSWORD),
            ("repeat", PASSWORD),
        ]
    };
    let org: &'static str = Box::leak(site.org("so-khcn").await.to_string().into_boxed_str());
    browser.post("/khoi-tao", &form("")).await.shows("Chọn cơ quan").shows("value=\"quan.tri\"");
    browser.post_ok("/khoi-tao", &form(org)).await.shows("Đăng nhập");
    assert_eq!(browser.post("/khoi-tao", &form(org)).await.status, 410);
    sign_in(&mut browser, "quan.tri", PASSWORD).await;
    assert_eq!(browser.get("/quan-tri").await.status, 200);
});
