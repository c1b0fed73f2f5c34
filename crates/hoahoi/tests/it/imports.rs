//! Records brought in from a spreadsheet: tried, confirmed once, taken back.

use hoahoi::accounts::model::Role;
use hoahoi::db::query;
use thethuc::table::{Cell, Column, Table, workbook};
use vanban::workbook as read;

use crate::story;
use crate::support::{Browser, Page, Site};

const UPLOAD: &str = "/co-so-du-lieu/nguon-gen/nhap";

async fn writer(site: &Site) -> Browser {
    site.person("can-bo", &[("so-khcn", Role::Officer)]).await
}

async fn reviewer(site: &Site) -> Browser {
    site.person("nguoi-duyet", &[("so-khcn", Role::Reviewer)]).await
}

/// Brings a file in; the address of the trial.
async fn bring(browser: &mut Browser, name: &str, bytes: &[u8]) -> String {
    let answer = browser.upload(UPLOAD, &[], &[("tep", name, bytes)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

/// What stands in a hidden field of a page.
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no {name}")).split('"').next().unwrap().to_owned()
}

/// Confirms what the page of a trial shows.
async fn confirm(browser: &mut Browser, trial: &str, how: &str) -> Page {
    let page = browser.get(trial).await;
    let digest = hidden(&page, "doi-chieu");
    browser.post(trial, &[("doi-chieu", &digest), ("viec", how)]).await
}

async fn undo(browser: &mut Browser, import: &str) -> Page {
    let rev = hidden(&browser.get(import).await, "rev");
    browser.post(&format!("{import}/hoan-tac"), &[("rev", &rev)]).await
}

async fn count(site: &Site, table: &'static str) -> i64 {
    let sql = match table {
        "record" => "SELECT COUNT(*) FROM record",
        _ => "SELECT COUNT(*) FROM record_version",
    };
    let (n,): (i64,) = query(sql).one(&mut site.app.db.read().await.unwrap()).await.unwrap();
    n
}

async fn publish(reviewer: &mut Browser, slug: &str) {
    let rev = hidden(&reviewer.get(&format!("/muc/{slug}/ho-so")).await, "rev");
    reviewer.post_ok(&format!("/muc/{slug}/cong-bo"), &[("rev", &rev)]).await;
}

const TWO: &str = "Tên;Giới thiệu;Nhóm;Đặc điểm, giá trị;Xã, phường;Tên gọi khác;Nguồn\n\
    Quýt vàng Bắc Sơn;Giống quýt núi đá.;Cây trồng;Quả vàng.;Bắc Sơn; xã Vũ Lăng;\"quýt\nquýt vàng\";Sổ tay\n\
    Gà sáu ngón;Gà bản địa.;vat-nuoi;Sáu ngón.;;;Sổ tay\n";

story!(a_file_is_tried_confirmed_once_reviewed_and_published, |site: Site| async move {
    let (mut writer, mut reviewer, mut anyone) = (writer(&site).await, reviewer(&site).await, site.anyone());
    let text = TWO.replace("Bắc Sơn; xã Vũ Lăng", "\"Bắc Sơn; xã Vũ Lăng\"");
    // with a byte order mark, as Excel writes it
    let trial = bring(&mut writer, "nguon-gen.csv", format!("\u{feff}{text}").as_bytes()).await;
    let page = writer.get(&trial).await;
    page.shows("2 mục mới").shows("Quýt vàng Bắc Sơn").shows("xã Vũ Lăng").shows("Nhập và gửi duyệt");
    assert_eq!(count(&site, "record").await, 0, "nothing is written before it is confirmed");
    assert_eq!(reviewer.get(&trial).await.status, 403, "nobody else sees it before");

    let digest = hidden(&page, "doi-chieu");
    let fields = [("doi-chieu", digest.as_str()), ("viec", "gui")];
    let mut second = writer.clone();
    let (first, again) = tokio::join!(writer.post(&trial, &fields), second.post(&trial, &fields));
    let mut answers = [first.status, again.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "a double click writes once");
    assert_eq!(count(&site, "record").await, 2);

    assert_eq!(
        anyone.get("/muc/quyt-vang-bac-son").await.status,
        404,
        "what is brought in is reviewed first"
    );
    reviewer.get("/co-so-du-lieu/cho-duyet").await.shows("Quýt vàng Bắc Sơn").shows("Gà sáu ngón");
    publish(&mut reviewer, "quyt-vang-bac-son").await;
    let page = anyone.get("/muc/quyt-vang-bac-son").await;
    page.shows("<li>quýt vàng</li>").shows("xã Bắc Sơn, xã Vũ Lăng").shows("Sổ tay");
    writer.get("/co-so-du-lieu/nhap").await.shows("nguon-gen.csv").shows("2 mới, 0 thay đổi");
    reviewer.get("/co-so-du-lieu/nhap").await.shows("nguon-gen.csv").shows("can-bo");
});

story!(every_mistake_is_named_by_row_and_column_and_nothing_is_kept, |site: Site| async move {
    let mut writer = writer(&site).await;
    let file = "Tên,Nhóm,\"Xã, phường\",Tọa độ,Nguồn\n\
        Quýt,Cây ma,Bắc Sơn,,\n\
        ,Cây trồng,,,\n\
        Hồi,Cây trồng,Xã Ma,ở đâu đó,\n\
        Hồi,Cây trồng,,,\n\
        =1+1,Cây trồng,,,\n";
    let trial = bring(&mut writer, "loi.csv", file.as_bytes()).await;
    let page = writer.get(&trial).await;
    assert_eq!(page.status, 422);
    page.shows("Hàng 2, cột B (Nhóm)").shows("Cây ma").shows("Cây lâm nghiệp").shows("Hàng 3, cột A (Tên)");
    page.shows("Hàng 4, cột C").shows("Xã Ma").shows("Hàng 4, cột D").shows("Cùng một mục với hàng 4");
    page.shows("5 chỗ cần sửa").hides("Nhập thành nháp");
    let forced = writer.post(&trial, &[("doi-chieu", ""), ("viec", "nhap")]).await;
    assert!(forced.status >= 400);
    assert_eq!(count(&site, "record").await, 0);

    // what is no spreadsheet, what has no headings, and nothing at all
    for (name, bytes, why) in [
        ("anh.png", &b"\x89PNG\r\n\x1a\n"[..], "không phải bảng tính"),
        ("trong.csv", b"a,b\n1,2\n", "Không tìm thấy hàng tiêu đề"),
        ("khong-ten.csv", "Nhóm\nCây trồng\n".as_bytes(), "cột Tên hoặc cột Mã"),
    ] {
        let answer = writer.upload(UPLOAD, &[], &[("tep", name, bytes)]).await;
        assert_eq!(answer.status, 422, "{name}");
        answer.shows(why);
    }
    assert_eq!(writer.upload(UPLOAD, &[], &[]).await.status, 422);
});

story!(a_template_comes_back_field_by_field_and_can_be_taken_back, |site: Site| async move {
    let (mut writer, mut reviewer) = (writer(&site).await, reviewer(&site).await);
    let text = TWO.replace("Bắc Sơn; xã Vũ Lăng", "\"Bắc Sơn; xã Vũ Lăng\"");
    let first = bring(&mut writer, "hai.csv", text.as_bytes()).await;
    assert_eq!(confirm(&mut writer, &first, "nhap").await.status, 303);
    let hidden_note = [
        ("title", "Quýt vàng Bắc Sơn"),
        ("summary", "Giống quýt núi đá."),
        ("f-nhom", "cay-trong"),
        ("f-dac-diem", "Quả vàng."),
        ("f-xa", "ubnd-xa-bac-son"),
        ("f-xa", "ubnd-xa-vu-lang"),
        ("f-ten-goi-khac", "quýt\nquýt vàng"),
        ("f-toa-do", "21.90127, 106.31873"),
        ("f-ghi-chu-bao-ton", "Sau nhà văn hóa"),
        ("sources", "Sổ tay"),
        ("rev", "1"),
    ];
    writer.post_ok("/muc/quyt-vang-bac-son/sua", &hidden_note).await;

    // the agency's own template, untouched, changes nothing
    let template = writer.get("/co-so-du-lieu/nguon-gen/nhap/mau?co-quan=so-khcn").await;
    let trial = bring(&mut writer, "mau.xlsx", &template.bytes).await;
    writer.get(&trial).await.shows("2 mục giữ nguyên").shows("không có gì để nhập").hides("Nhập thành nháp");
    let csv = writer.get("/co-so-du-lieu/nguon-gen/nhap/mau?co-quan=so-khcn&tai=csv").await;
    let trial = bring(&mut writer, "mau.csv", &csv.bytes).await;
    writer.get(&trial).await.shows("2 mục giữ nguyên");

    // two fields changed, one cleared, a column left out, a row added
    let book = read::read(&template.bytes).unwrap();
    let sheet = book.sheets.iter().find(|sheet| sheet.name == "Nguồn gen").unwrap();
    let head = sheet.rows.iter().position(|row| row.cells.len() > 5).unwrap();
    let kept: Vec<usize> =
        (0..sheet.rows[head].cells.len()).filter(|at| sheet.rows[head].text(*at) != "Giới thiệu").collect();
    let column = |name: &str| kept.iter().position(|at| sheet.rows[head].text(*at) == name).unwrap();
    let mut rows: Vec<Vec<String>> =
        sheet.rows[head + 1..].iter().map(|row| kept.iter().map(|at| row.text(*at)).collect()).collect();
    let quyt = rows.iter().position(|row| row[0] == "quyt-vang-bac-son").unwrap();
    rows[quyt][column("Tên")] = "Quýt vàng xứ Lạng".to_owned();
    rows[quyt][column("Tên gọi khác")] = String::new();
    rows[quyt][column("Đặc điểm, giá trị")] = "=HYPERLINK(\"http://xau\")".to_owned();
    let mut new = vec![String::new(); kept.len()];
    new[column("Tên")] = "Hồng Bảo Lâm".to_owned();
    rows.push(new);
    let table = Table {
        name: "Nguồn gen".to_owned(),
        columns: kept.iter().map(|at| Column::words(sheet.rows[head].text(*at), 10.0)).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| Cell::from(cell.as_str())).collect()).collect(),
        ..Table::default()
    };
    let trial = bring(&mut writer, "sua.xlsx", &workbook(&[table]).unwrap()).await;
    let page = writer.get(&trial).await;
    page.shows("1 mục mới").shows("1 mục thay đổi").shows("1 mục giữ nguyên");
    page.shows("<del>Quýt vàng Bắc Sơn</del>").shows("<ins>Quýt vàng xứ Lạng</ins>");
    page.shows("chỉ nhập được thành nháp").hides("Nhập và gửi duyệt");
    assert_eq!(confirm(&mut writer, &trial, "nhap").await.status, 303);
    let dossier = writer.get("/muc/quyt-vang-bac-son/ho-so").await;
    dossier.shows("Quýt vàng xứ Lạng").shows("Sau nhà văn hóa").shows("Giống quýt núi đá.").hides("21.9, ");
    dossier.shows("=HYPERLINK");
    // what looks like a formula leaves as text
    let out = writer.get("/co-so-du-lieu/nguon-gen/nhap/mau?co-quan=so-khcn&tai=csv").await;
    out.shows("'=HYPERLINK");

    // the earlier import cannot be taken back over what came later, the later one can
    let refused = undo(&mut writer, &first).await;
    assert_eq!(refused.status, 409);
    refused.shows("Quýt vàng xứ Lạng").shows("Chưa hoàn tác gì");
    assert_eq!(undo(&mut writer, &trial).await.status, 303);
    let dossier = writer.get("/muc/quyt-vang-bac-son/ho-so").await;
    dossier.shows("Quýt vàng Bắc Sơn").hides("=HYPERLINK").shows("Hoàn tác lần nhập");
    assert_eq!(writer.get("/muc/hong-bao-lam/ho-so").await.status, 404);
    let twice = undo_again(&mut writer, &trial).await;
    assert_eq!(twice.status, 409);
    reviewer.get("/co-so-du-lieu/nhap").await.shows("Đã hoàn tác");
    let mut auditor = site.person("kiem-toan", &[("so-khcn", Role::Auditor)]).await;
    auditor
        .get("/quan-tri/nhat-ky")
        .await
        .shows("Nhập mục thông tin từ bảng tính")
        .shows("Hoàn tác lần nhập");
});

/// Asks for the undoing of an import that has been undone, as an old page would.
async fn undo_again(browser: &mut Browser, import: &str) -> Page {
    browser.get(import).await.hides("/hoan-tac");
    browser.post(&format!("{import}/hoan-tac"), &[("rev", "2")]).await
}

story!(an_import_is_not_taken_back_over_what_happened_since, |site: Site| async move {
    let (mut writer, mut reviewer) = (writer(&site).await, reviewer(&site).await);
    let text = TWO.replace("Bắc Sơn; xã Vũ Lăng", "Bắc Sơn");
    let import = bring(&mut writer, "hai.csv", text.as_bytes()).await;
    assert_eq!(confirm(&mut writer, &import, "gui").await.status, 303);
    publish(&mut reviewer, "ga-sau-ngon").await;
    let refused = undo(&mut writer, &import).await;
    assert_eq!(refused.status, 409);
    refused.shows("1 mục đã thay đổi").shows("Gà sáu ngón");
    assert_eq!(count(&site, "record").await, 2);
    site.anyone().get("/muc/ga-sau-ngon").await.shows("Gà sáu ngón");
});

story!(doubtful_rows_are_asked_about_and_never_guessed, |site: Site| async move {
    let mut writer = writer(&site).await;
    let import =
        bring(&mut writer, "mot.csv", "Tên,Nhóm\nQuýt vàng Bắc Sơn,Cây trồng\nHồi,Cây trồng\n".as_bytes())
            .await;
    confirm(&mut writer, &import, "nhap").await;
    let file = "Tên,Nhóm\nQuyt vang Bac Son,Cây lâm nghiệp\nQuýt Bắc Sơn,Cây trồng\nhồi,Cây lâm nghiệp\n";
    let trial = bring(&mut writer, "hai.csv", file.as_bytes()).await;
    let page = writer.get(&trial).await;
    page.shows("2 hàng cần bạn cho biết").shows("1 mục thay đổi").hides("Nhập thành nháp");
    page.shows("Mục đã có: Quýt vàng Bắc Sơn");
    let before = count(&site, "record").await;
    let said = [("hang-2", "quyt-vang-bac-son"), ("hang-3", "bo")];
    writer.post_ok(&format!("{trial}/chon"), &said).await.shows("2 mục thay đổi").shows("1 hàng bỏ qua");
    assert_eq!(confirm(&mut writer, &trial, "nhap").await.status, 303);
    assert_eq!(count(&site, "record").await, before);
    writer.get("/muc/quyt-vang-bac-son/ho-so").await.shows("Quyt vang Bac Son").shows("Cây lâm nghiệp");
    writer.get("/muc/hoi/ho-so").await.shows("Cây lâm nghiệp");
});

story!(what_changed_after_it_was_shown_is_shown_again, |site: Site| async move {
    let mut writer = writer(&site).await;
    let import = bring(&mut writer, "mot.csv", "Tên,Nhóm\nHồi,Cây trồng\n".as_bytes()).await;
    confirm(&mut writer, &import, "nhap").await;
    let trial = bring(&mut writer, "hai.csv", "Tên,Nhóm\nHồi,Cây lâm nghiệp\n".as_bytes()).await;
    let seen = hidden(&writer.get(&trial).await, "doi-chieu");
    writer.post_ok("/muc/hoi/sua", &[("title", "Hồi"), ("summary", "Lời mới."), ("rev", "1")]).await;
    let refused = writer.post(&trial, &[("doi-chieu", &seen), ("viec", "nhap")]).await;
    assert_eq!(refused.status, 409);
    refused.shows("đã thay đổi sau khi bạn xem");
    writer.get("/muc/hoi/ho-so").await.shows("Lời mới.").hides("Cây lâm nghiệp");
    assert_eq!(confirm(&mut writer, &trial, "nhap").await.status, 303);
    writer.get("/muc/hoi/ho-so").await.shows("Lời mới.").shows("Cây lâm nghiệp");
});

story!(only_those_who_write_a_kind_bring_it_in, |site: Site| async move {
    let mut writer = writer(&site).await;
    let mut other = site.person("so-khac", &[("so-y-te", Role::Officer)]).await;
    let trial = bring(&mut writer, "mot.csv", "Tên,Nhóm\nHồi,Cây trồng\n".as_bytes()).await;
    assert_eq!(other.get(&trial).await.status, 403);
    assert_eq!(other.post(&trial, &[("viec", "nhap")]).await.status, 403);
    assert_eq!(other.post(&format!("{trial}/chon"), &[]).await.status, 403);
    confirm(&mut writer, &trial, "nhap").await;
    assert_eq!(other.get(&trial).await.status, 403);
    assert_eq!(other.post(&format!("{trial}/hoan-tac"), &[("rev", "2")]).await.status, 403);
    other.get("/co-so-du-lieu/nhap").await.hides("mot.csv");
    assert_eq!(other.get("/co-so-du-lieu/thiet-bi-stem/nhap").await.status, 403);
    assert_eq!(other.get("/co-so-du-lieu/nguon-gen/nhap/mau?co-quan=so-khcn").await.status, 403);
    let file = "Mã,Nhóm\nhoi,Cây lâm nghiệp\n";
    let of_other = bring(&mut other, "ma.csv", file.as_bytes()).await;
    other.get(&of_other).await.shows("không có mục nào mang mã").hides("Nhập thành nháp");
    let forged = other.upload(UPLOAD, &[("org", "so-khcn")], &[("tep", "a.csv", file.as_bytes())]).await;
    assert_eq!(forged.status, 403);
    assert_eq!(site.anyone().get(UPLOAD).await.status, 303);
});
