//! From a file to a plan whose duties are tracked: import, review, confirmation, and the plan as everybody reads it.

use hoahoi::accounts::model::Role;

use crate::story;
use crate::support::{Browser, Page, Site};

const BODY: &[u8] = include_bytes!("../../../../samples/ke-hoach-182-ban-in.txt");
const HEAD: &[u8] = include_bytes!("../../../../samples/ke-hoach-182-cong-thong-tin.txt");

/// A small plan with a head, two duties with one agency each, one for a group and one for the army.
pub const SMALL: &str = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 7/KH-UBND\n\nLạng Sơn, ngày 10 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nTrồng hồi\n\n\
I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với các đơn vị liên quan nghiên cứu tinh dầu hồi.\n\n\
2. Sở Công Thương\n\nHỗ trợ doanh nghiệp chế biến hồi; quảng bá sản phẩm hồi.\n\n\
3. UBND các xã, phường\n\nVận động Nhân dân trồng hồi.\n\n\
4. Bộ Chỉ huy Quân sự tỉnh\n\nBảo vệ rừng hồi nơi biên giới.\n";

pub async fn coordinator(site: &Site) -> Browser {
    site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await
}

/// Brings a file in and returns the address of its review.
pub async fn import(browser: &mut Browser, name: &str, bytes: &[u8]) -> String {
    let answer = browser.upload("/van-ban/nhap", &[], &[("tep", name, bytes)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

/// The piece of the review that shows the duty at a clause.
pub fn card<'a>(page: &'a Page, clause: &str) -> &'a str {
    page.text
        .split("<article class=\"found")
        .skip(1)
        .find(|card| card.contains(&format!(">{clause}</")))
        .unwrap_or_else(|| panic!("no card {clause} on\n{}", page.text))
}

/// What stands between a marker and the next quotation mark.
pub fn after<'a>(text: &'a str, marker: &str) -> &'a str {
    let from = text.find(marker).unwrap_or_else(|| panic!("no {marker} in\n{text}")) + marker.len();
    &text[from..from + text[from..].find('"').unwrap()]
}

/// Key and revision of the duty at a clause.
fn duty(page: &Page, clause: &str) -> (String, String) {
    let card = card(page, clause);
    (after(card, "id=\"nv-").to_owned(), after(card, "name=\"rev\" value=\"").to_owned())
}

/// Every field of the form on a page that is sent to an address, as a browser would send it.
fn form_fields(page: &Page, action: &str) -> Vec<(String, String)> {
    let from = page.text.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form {action}"));
    let form = &page.text[from..from + page.text[from..].find("</form>").unwrap()];
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let attribute = |name: &str| {
            tag.contains(&format!(" {name}=\"")).then(|| after(tag, &format!(" {name}=\"")).to_owned())
        };
        if tag.starts_with("input") {
            let box_is_empty = tag.contains("type=\"checkbox\"") && !tag.contains(" checked");
            if let Some(name) = attribute("name").filter(|_| !box_is_empty) {
                fields.push((name, attribute("value").unwrap_or_default()));
            }
        } else if tag.starts_with("select") {
            fields.push((attribute("name").unwrap(), String::new()));
        } else if tag.starts_with("option")
            && tag.contains(" selected")
            && let Some(last) = fields.last_mut()
        {
            last.1 = attribute("value").unwrap();
        }
    }
    fields
}

fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(key, _)| key != name);
    fields.push((name.to_owned(), value.to_owned()));
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

/// Accepts every duty that has not been seen.
pub async fn accept_all(browser: &mut Browser, review: &str) -> Page {
    let mut page = browser.get(review).await;
    while let Some(at) = page.text.find("/chap-nhan\"><input type=\"hidden\" name=\"rev\" value=\"") {
        let rest = &page.text[at..];
        let unseen = rest[..rest.find("</form>").unwrap()].contains("btn main");
        let from = page.text[..at].rfind('"').unwrap() + 1;
        let action = format!("{}/chap-nhan", &page.text[from..at]);
        let rev = after(rest, "value=\"").to_owned();
        if !unseen {
            page.text.replace_range(..at + 60, "");
            continue;
        }
        browser.post_ok(&action, &[("rev", &rev)]).await;
        page = browser.get(review).await;
    }
    browser.get(review).await
}

pub fn plan_rev(page: &Page) -> String {
    let action = page.text.find("/xac-nhan\"><input type=\"hidden\" name=\"rev\"").expect("a confirm button");
    after(&page.text[action..], "value=\"").to_owned()
}

pub async fn tracked(site: &Site) -> i64 {
    let mut c = site.app.db.read().await.unwrap();
    hoahoi::db::Sql::new("SELECT COUNT(*) FROM duty WHERE tracked = ").bind(true).count(&mut c).await.unwrap()
}

story!(the_real_plan_becomes_a_draft_in_which_nothing_is_tracked, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "ke-hoach-182.txt", BODY).await;
    let page = coordinator.get(&review).await;
    page.shows("Hệ thống đọc được 27 đoạn giao nhiệm vụ")
        .shows("Còn 27 đoạn chưa xem")
        .shows("Đã xem 0 trên 27");
    page.shows("Phần chưa đọc: 0 dòng trên").shows("annex-missing").shows("doubled-word");
    // the printed name stays; who answers today stands beside it
    let agriculture = card(&page, "IV.2, đoạn 1");
    assert!(agriculture.contains("Sở Nông nghiệp và Phát triển nông thôn"), "{agriculture}");
    assert!(agriculture.contains("Sở Nông nghiệp và Môi trường"), "{agriculture}");
    assert!(card(&page, "I.2, đoạn 1").contains("không theo dõi"));
    assert!(card(&page, "IV.6, đoạn 1").contains("Quốc phòng, an ninh"));
    assert_eq!(tracked(&site).await, 0);
});

story!(a_second_copy_completes_the_head_and_says_where_each_field_comes_from, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "ban-in.txt", BODY).await;
    coordinator.get(&review).await.hides("182/KH-UBND</span>");
    let copy = review.replace("/xac-nhan", "/ban-sao");
    let answer = coordinator.upload(&copy, &[], &[("tep", "cong-thong-tin.txt", HEAD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page = coordinator.get(&review).await;
    page.shows("182/KH-UBND")
        .shows("đọc trong cong-thong-tin.txt")
        .shows("đọc trong ban-in.txt, dòng")
        .shows("06/9/2023");
    // neither copy makes a second plan
    for bytes in [BODY, HEAD] {
        assert_eq!(import(&mut coordinator, "lai.txt", bytes).await, review);
    }
    coordinator.get(&review).await;
    coordinator.get("/van-ban").await.shows("1 văn bản");
});

story!(the_same_file_twice_leads_to_the_plan_that_is_there, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let first = import(&mut coordinator, "a.txt", SMALL.as_bytes()).await;
    let second = import(&mut coordinator, "b.txt", SMALL.as_bytes()).await;
    assert_eq!(first, second);
    coordinator.get(&second).await.shows("Tệp này đã được nhập trước đây");
});

story!(a_file_that_cannot_be_read_is_refused_at_the_field, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let refused =
        coordinator.upload("/van-ban/nhap", &[], &[("tep", "anh.png", b"\x89PNG\r\n\x1a\n\0\0\0")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("aria-invalid=\"true\"").shows("loi-tep");
    let none = coordinator.upload("/van-ban/nhap", &[], &[]).await;
    assert_eq!(none.status, 422);
    none.shows("Đề nghị chọn tệp.");
    let secret = format!("MẬT\n\n{SMALL}");
    let refused = coordinator.upload("/van-ban/nhap", &[], &[("tep", "mat.txt", secret.as_bytes())]).await;
    assert_eq!(refused.status, 422);
    refused.shows("bí mật nhà nước");
    coordinator.get("/van-ban").await.shows("Chưa có văn bản nào");
});

story!(a_draft_is_deleted_on_purpose_and_its_file_can_be_brought_in_again, |site: Site| async move {
    let mut browser = coordinator(&site).await;
    let review = import(&mut browser, "trong-hoi.txt", SMALL.as_bytes()).await;
    let plan = review.split('/').nth(2).unwrap().to_owned();
    let head = format!("/van-ban/{plan}/ban-sao");
    assert_eq!(browser.upload(&head, &[], &[("tep", "ban-in.txt", BODY)]).await.status, 303);
    let page = browser.get(&review).await;
    let (id, rev) = duty(&page, "I.2, đoạn 1");
    browser.post_ok(&format!("/van-ban/{plan}/nhiem-vu/{id}/chap-nhan"), &[("rev", &rev)]).await;
    let address = browser.get(&review).await.link(&format!("/van-ban/{plan}/xoa"));

    // whoever may not import neither sees nor deletes it
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    assert_eq!(officer.get(&address).await.status, 403);
    assert_eq!(officer.post(&address, &[("rev", "1")]).await.status, 403);

    // asked first; what somebody has changed meanwhile is not deleted unseen
    let asked = browser.get(&address).await;
    asked.shows("Xóa hẳn bản nháp này?").shows("trong-hoi.txt").shows("ban-in.txt");
    let rev = after(&asked.text, "name=\"rev\" value=\"").to_owned();
    let file = asked.link(&format!("/van-ban/{plan}/tep/"));
    let (other, other_rev) = duty(&browser.get(&review).await, "I.3, đoạn 1");
    browser.post_ok(&format!("/van-ban/{plan}/nhiem-vu/{other}/bo"), &[("rev", &other_rev)]).await;
    let again = browser.post_ok(&address, &[("rev", &rev)]).await;
    again.shows("vừa được người khác thay đổi").shows("Xóa hẳn bản nháp này?");
    let rev = after(&again.text, "name=\"rev\" value=\"").to_owned();
    browser.post_ok(&address, &[("rev", &rev)]).await.shows("Đã xóa bản nháp.").hides("7/KH-UBND");
    for gone in [review.as_str(), &address, &file, &format!("/ke-hoach/{plan}")] {
        assert_eq!(browser.get(gone).await.status, 404, "{gone}");
    }
    let mut auditor = site.person("kiem-tra", &[("so-khcn", Role::Auditor)]).await;
    auditor.get(&format!("/quan-tri/nhat-ky?ve={plan}")).await.shows("Xóa bản nháp").shows("7/KH-UBND");

    // both files are free again, and the new draft knows nothing of what was done to the old one
    let anew = import(&mut browser, "trong-hoi.txt", SMALL.as_bytes()).await;
    assert_ne!(anew, review);
    browser.get(&anew).await.shows("Đã xem 0 trên 4");
    import(&mut browser, "ban-in.txt", BODY).await;
});

story!(
    a_confirmed_plan_is_not_deleted_and_its_file_is_for_those_who_have_signed_in,
    |site: Site| async move {
        let mut browser = coordinator(&site).await;
        let review = import(&mut browser, "trồng hồi.txt", SMALL.as_bytes()).await;
        let plan = format!("/ke-hoach/{}", review.split('/').nth(2).unwrap());
        let begins = review.replace("xac-nhan", "tep/");
        let file = browser.get(&plan).await.link(&begins);
        let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
        let mut anyone = site.anyone();
        assert_eq!(officer.get(&file).await.status, 403, "a draft's file");
        let page = accept_all(&mut browser, &review).await;
        browser.post_ok(&review, &[("rev", &plan_rev(&page))]).await;

        let discard = review.replace("xac-nhan", "xoa");
        assert_eq!(browser.get(&discard).await.status, 409);
        let refused = browser.post(&discard, &[("rev", "99")]).await;
        assert_eq!(refused.status, 409);
        refused.shows("đã xác nhận nên không xóa được");
        browser.get(&review).await.hides(&discard);

        anyone.get(&plan).await.shows("Trồng hồi").hides(&begins);
        assert_eq!(anyone.get(&file).await.status, 303, "sign in first");
        assert_eq!(officer.get(&plan).await.link(&begins), file);
        let got = officer.get(&file).await;
        assert_eq!(got.bytes, SMALL.as_bytes());
        assert_eq!(got.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert!(got.header("content-security-policy").starts_with("sandbox"));
        assert!(got.header("content-disposition").starts_with("attachment; filename=\"trong hoi.txt\""));
        // a file of one plan is not fetched by way of another
        let other = import(&mut browser, "ke-hoach.txt", BODY).await;
        let (_, document) = file.rsplit_once('/').unwrap();
        let crossed = format!("{}{document}", other.replace("xac-nhan", "tep/"));
        assert_eq!(browser.get(&crossed).await.status, 404);
    }
);

story!(drafts_are_there_only_for_those_who_may_import, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    let mut anyone = site.anyone();
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let plan = review.replace("/van-ban/", "/ke-hoach/").replace("/xac-nhan", "");
    coordinator.get("/van-ban").await.shows("7/KH-UBND").shows("còn 4 chưa xem").shows("1 văn bản");
    officer.get("/van-ban").await.hides("7/KH-UBND").shows("Chưa có văn bản nào").hides("Nhập văn bản");
    for address in [review.as_str(), "/van-ban/nhap"] {
        assert_eq!(officer.get(address).await.status, 403);
        let sent_away = anyone.get(address).await;
        assert_eq!(sent_away.status, 303);
        assert!(sent_away.header("location").starts_with("/dang-nhap"));
    }
    assert_eq!(officer.get(&plan).await.status, 404);
    assert_eq!(anyone.get(&plan).await.status, 404);
    assert_eq!(officer.post(&review, &[("rev", "1")]).await.status, 403);
    let page = coordinator.get(&review).await;
    let (id, rev) = duty(&page, "I.1, đoạn 1");
    let accept = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}/chap-nhan"));
    assert_eq!(officer.post(&accept, &[("rev", &rev)]).await.status, 403);
    anyone.get("/ke-hoach").await.hides("7/KH-UBND").shows("Chưa có kế hoạch nào");
});

story!(a_deadline_before_the_day_of_issue_is_refused_and_nothing_typed_is_lost, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let (id, _) = duty(&coordinator.get(&review).await, "I.1, đoạn 1");
    let save = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}"));
    let editing = coordinator.get(&format!("{review}?sua={id}")).await;
    let mut fields = form_fields(&editing, &save);
    set(&mut fields, "thoi-han", "30/8/2023");
    set(&mut fields, "san-pham", "Quy trình chưng cất");
    let refused = coordinator.post(&save, &borrowed(&fields)).await;
    assert_eq!(refused.status, 422);
    refused
        .shows("Thời hạn trước ngày ban hành (10/3/2026).")
        .shows("value=\"30/8/2023\"")
        .shows("value=\"Quy trình chưng cất\"");
    set(&mut fields, "thoi-han", "31/12/2026");
    let page = coordinator.post_ok(&save, &borrowed(&fields)).await;
    let card = card(&page, "I.1, đoạn 1");
    assert!(card.contains("<span class=\"pen\">31/12/2026</span>"), "{card}");
    assert!(card.contains("<span class=\"pen\">Quy trình chưng cất</span>"), "{card}");
    assert!(card.contains("<span class=\"printed\">Sở Y tế</span>"), "{card}");
    assert!(card.contains("dieu-phoi, Sở KH&#38;CN") || card.contains("dieu-phoi, Sở KH&amp;CN"), "{card}");
    assert!(card.contains("Đã chấp nhận"));
});

story!(two_people_editing_at_once_lose_nothing, |site: Site| async move {
    let mut first = coordinator(&site).await;
    let mut second = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    let review = import(&mut first, "hoi.txt", SMALL.as_bytes()).await;
    let (id, rev) = duty(&first.get(&review).await, "I.1, đoạn 1");
    let save = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}"));
    let page = first.get(&format!("{review}?sua={id}")).await;
    let mut mine = form_fields(&page, &save);
    let mut theirs = mine.clone();
    set(&mut mine, "san-pham", "Báo cáo nghiên cứu");
    set(&mut theirs, "san-pham", "Tinh dầu hồi");
    first.post_ok(&save, &borrowed(&mine)).await;
    let told = second.post(&save, &borrowed(&theirs)).await;
    assert_eq!(told.status, 409);
    told.shows("Người khác vừa thay đổi nhiệm vụ này")
        .shows("value=\"Tinh dầu hồi\"")
        .shows("Báo cáo nghiên cứu");
    // an acceptance from before the change is not taken either
    let accept = format!("{save}/chap-nhan");
    assert_eq!(second.post(&accept, &[("rev", &rev)]).await.status, 409);
    // saving again is a decision made in sight of the other's change
    let again = form_fields(&told, &save);
    let page = second.post_ok(&save, &borrowed(&again)).await;
    let card = card(&page, "I.1, đoạn 1");
    assert!(card.contains("Tinh dầu hồi") && card.contains("Báo cáo nghiên cứu"), "{card}");
});

story!(a_plan_is_confirmed_once_every_duty_has_been_seen, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let mut officer = site.person("can-bo", &[("so-y-te", Role::Officer)]).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let early = plan_rev(&coordinator.get(&review).await);
    let refused = coordinator.post(&review, &[("rev", &early)]).await;
    assert_eq!(refused.status, 422);
    refused.shows("Còn 4 đoạn chưa xem.");
    let page = accept_all(&mut coordinator, &review).await;
    page.shows("Mọi đoạn đã được xem.");
    assert_eq!(tracked(&site).await, 0);
    // what was looked at before the last change is not what would be confirmed
    assert_eq!(coordinator.post(&review, &[("rev", &early)]).await.status, 409);
    let rev = plan_rev(&page);
    coordinator.post_ok(&review, &[("rev", &rev)]).await.shows("Đã xác nhận kế hoạch");
    assert_eq!(tracked(&site).await, 4);
    let again = coordinator.post(&review, &[("rev", &rev)]).await;
    assert_eq!(again.status, 303);
    assert_eq!(tracked(&site).await, 4);
    officer.get("/van-ban").await.shows("7/KH-UBND").shows("Đang theo dõi");
});

story!(two_confirmations_at_once_do_no_harm, |site: Site| async move {
    let mut first = coordinator(&site).await;
    let mut second = site.person("dieu-phoi-2", &[("so-khcn", Role::Coordinator)]).await;
    let review = import(&mut first, "hoi.txt", SMALL.as_bytes()).await;
    let rev = plan_rev(&accept_all(&mut first, &review).await);
    let fields = [("rev", rev.as_str())];
    let (a, b) = tokio::join!(first.post(&review, &fields), second.post(&review, &fields));
    assert_eq!((a.status, b.status), (303, 303), "{}\n{}", a.text, b.text);
    assert_eq!(tracked(&site).await, 4);
    let mut c = site.app.db.read().await.unwrap();
    let mut confirmations = hoahoi::db::Sql::new("SELECT COUNT(*) FROM audit_entry WHERE action = ");
    assert_eq!(confirmations.bind("plan.confirm").count(&mut c).await.unwrap(), 1);
});

story!(a_rejected_duty_is_not_tracked_and_can_be_taken_up_again, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let (id, rev) = duty(&coordinator.get(&review).await, "I.2, đoạn 1");
    let reject = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}/bo"));
    let page = coordinator.post_ok(&reject, &[("rev", &rev)]).await;
    assert!(card(&page, "I.2, đoạn 1").contains("Đã bỏ"));
    let page = accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    assert_eq!(tracked(&site).await, 3);
});

story!(a_group_owes_nothing_until_a_person_says_who_is_meant, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let page = coordinator.get(&review).await;
    assert!(card(&page, "I.3, đoạn 1").contains("tên chung, chưa giao cho ai"));
    let (id, _) = duty(&page, "I.3, đoạn 1");
    let group = after(card(&page, "I.3, đoạn 1"), &format!("/nhiem-vu/{id}/nhom/")).to_owned();
    let address = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}/nhom/{group}"));
    let choice = coordinator.get(&format!("{address}?chon=tat-ca")).await;
    choice.shows("Chọn tất cả 65 cơ quan");
    let fields = form_fields(&choice, &address);
    assert_eq!(fields.iter().filter(|(name, _)| name == "cq").count(), 65);
    let page = coordinator.post_ok(&address, &borrowed(&fields)).await;
    page.shows("đã xác định 65 cơ quan");
    let page = accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    let mut c = site.app.db.read().await.unwrap();
    let mut owners = hoahoi::db::Sql::new("SELECT COUNT(*) FROM duty_owner WHERE duty_id = ");
    let duty: hoahoi::ids::DutyId = id.parse().unwrap();
    assert_eq!(owners.bind(duty).count(&mut c).await.unwrap(), 65);
});

story!(a_missed_duty_and_a_task_are_added_and_marked_as_added, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "ke-hoach-182.txt", BODY).await;
    let health = site.org("so-y-te").await.to_string();
    let add = review.replace("/xac-nhan", "/them");
    let empty = coordinator.post(&add, &[("n-1-vt", "lead")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Đề nghị chọn đoạn hoặc nhập lời văn.").shows("ít nhất một cơ quan");
    let fields = [
        ("loi-van", "Tổng kết việc trồng hồi"),
        ("n-1-cq", health.as_str()),
        ("n-1-vt", "lead"),
        ("theo-doi", "1"),
    ];
    coordinator.post_ok(&add, &fields).await.shows("Tổng kết việc trồng hồi").shows("do người bổ sung");
    let page = coordinator.get(&review).await;
    let task = page.link(&review.replace("/xac-nhan", "/giao/"));
    let fields = [
        ("n-1-cq", health.as_str()),
        ("n-1-vt", "responsible"),
        ("thoi-han", "31/12/2026"),
        ("theo-doi", "1"),
    ];
    let page = coordinator.post_ok(&task, &fields).await;
    assert!(card(&page, "III.1, đoạn 1").contains("do người bổ sung"));
    page.shows("Hệ thống đọc được 29 đoạn");
});

story!(everybody_reads_the_plan_as_printed_and_nobody_outside_sees_states, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let mut anyone = site.anyone();
    let review = import(&mut coordinator, "ban-in.txt", BODY).await;
    coordinator.upload(&review.replace("/xac-nhan", "/ban-sao"), &[], &[("tep", "cong.txt", HEAD)]).await;
    let page = accept_all(&mut coordinator, &review).await;
    coordinator.post_ok(&review, &[("rev", &plan_rev(&page))]).await;
    let plan = review.replace("/van-ban/", "/ke-hoach/").replace("/xac-nhan", "");
    let public = anyone.get(&plan).await;
    assert_eq!(public.status, 200);
    public
        .shows("Số: 182/KH-UBND")
        .shows("Lạng Sơn, ngày 06 tháng 9 năm 2023")
        .shows("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        .shows("6. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh")
        .shows("id=\"iv-2-doan-1\"")
        .shows("id=\"iii-3-5-doan-1\"")
        .shows("Dương Xuân Huyên")
        .hides("class=\"st")
        .hides("class=\"due")
        .hides("class=\"note\"");
    let inside = coordinator.get(&plan).await;
    inside.shows("class=\"note\"").shows("IV.2, đoạn 1");
    anyone.get("/ke-hoach").await.shows("182/KH-UBND");
});

story!(one_of_two_joint_owners_is_proposed_as_lead_and_a_person_decides, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "ke-hoach-182.txt", BODY).await;
    let page = coordinator.get(&review).await;
    assert!(card(&page, "IV.15, đoạn 1").contains("Đề xuất một cơ quan chủ trì"));
    let (id, _) = duty(&page, "IV.15, đoạn 1");
    let save = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}"));
    let proposal = coordinator.get(&format!("{review}?sua={id}&de-xuat=1")).await;
    let page = coordinator.post_ok(&save, &borrowed(&form_fields(&proposal, &save))).await;
    let card = card(&page, "IV.15, đoạn 1");
    assert!(!card.contains("Đề xuất một cơ quan chủ trì"), "{card}");
    assert!(card.contains("<dt>Chủ trì</dt><dd><span class=\"printed\">Liên minh Hợp tác xã tỉnh"), "{card}");
    assert!(
        card.contains("<dt>Phối hợp</dt><dd><span class=\"printed\">Hiệp hội Doanh nghiệp tỉnh"),
        "{card}"
    );
});

story!(duties_in_security_and_defence_take_no_content, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let review = import(&mut coordinator, "hoi.txt", SMALL.as_bytes()).await;
    let (id, _) = duty(&coordinator.get(&review).await, "I.4, đoạn 1");
    let save = review.replace("/xac-nhan", &format!("/nhiem-vu/{id}"));
    let editing = coordinator.get(&format!("{review}?sua={id}")).await;
    let mut fields = form_fields(&editing, &save);
    set(&mut fields, "san-pham", "Phương án");
    let refused = coordinator.post(&save, &borrowed(&fields)).await;
    assert_eq!(refused.status, 422);
    refused.shows("Nhiệm vụ quốc phòng, an ninh không có trường nội dung");
});

story!(lists_issue_as_many_statements_for_many_plans_as_for_one, |site: Site| async move {
    let mut coordinator = coordinator(&site).await;
    let mut addresses = Vec::new();
    for number in 1..=6 {
        let text = SMALL.replace("Số: 7/", &format!("Số: {number}/"));
        addresses.push(import(&mut coordinator, "hoi.txt", text.as_bytes()).await);
        if number == 1 {
            confirm_all(&mut coordinator, &addresses).await;
        }
    }
    let public_of_one = statements(&mut coordinator, "/ke-hoach").await;
    let found_one = statements(&mut coordinator, "/van-ban?tim=1%2Fkh").await;
    assert_eq!(found_one, statements(&mut coordinator, "/van-ban").await);
    confirm_all(&mut coordinator, &addresses[1..]).await;
    coordinator.get("/ke-hoach").await.shows("6 văn bản");
    assert_eq!(public_of_one, statements(&mut coordinator, "/ke-hoach").await);
});

async fn statements(browser: &mut Browser, address: &str) -> u64 {
    let before = hoahoi::db::statements_sent();
    browser.get(address).await;
    let sent = hoahoi::db::statements_sent() - before;
    assert!(sent > 0, "statements are counted");
    sent
}

async fn confirm_all(browser: &mut Browser, reviews: &[String]) {
    for review in reviews {
        let page = accept_all(browser, review).await;
        browser.post_ok(review, &[("rev", &plan_rev(&page))]).await;
    }
}
