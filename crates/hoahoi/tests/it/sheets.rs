//! Lists as files, and the report that is filled in offline.

use std::process::Command;

use hoahoi::accounts::model::Role;
use hoahoi::ids::SubmissionId;
use thethuc::table::{Cell, Column, Table, workbook};
use vanban::workbook as read;

use crate::duties::given::{duty, plan};
use crate::reporting::Office;
use crate::story;
use crate::support::{Browser, Page, Site};

const AGENCY: &str = "so-nnmt";
const OTHER: &str = "so-y-te";
const POLICE: &str = "cong-an-tinh";

/// A form as somebody edits it: sheets by name, the headings first.
pub struct Form(pub Vec<(String, Vec<Vec<String>>)>);

impl Form {
    fn open(bytes: &[u8]) -> Self {
        let book = read::read(bytes).unwrap();
        let sheets = book.sheets.iter().filter_map(|sheet| {
            let head = sheet.rows.iter().position(|row| row.cells.len() > 3)?;
            let width = sheet.rows[head].cells.len();
            let row = |row: &read::Row| (0..width).map(|at| row.text(at)).collect();
            Some((sheet.name.clone(), sheet.rows[head..].iter().map(row).collect()))
        });
        Self(sheets.collect())
    }

    pub fn sheet(&mut self, name: &str) -> &mut Vec<Vec<String>> {
        &mut self.0.iter_mut().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// Types into a cell of the n-th row below the headings.
    pub fn set(&mut self, sheet: &str, row: usize, heading: &str, value: &str) {
        let rows = self.sheet(sheet);
        let at = rows[0].iter().position(|h| h == heading).unwrap_or_else(|| panic!("no column {heading}"));
        while rows.len() <= row {
            let width = rows[0].len();
            rows.push(vec![String::new(); width]);
        }
        rows[row][at] = value.to_owned();
    }

    /// As saved: headings in row 2, the first row below them is row 3. What reads as a number is one.
    pub fn save(&self) -> Vec<u8> {
        let cell = |text: &String| match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Cell::Decimal(number),
            _ => Cell::from(text.as_str()),
        };
        let table = |(name, rows): &(String, Vec<Vec<String>>)| Table {
            name: name.clone(),
            title: name.clone(),
            remarks: Vec::new(),
            columns: rows[0].iter().map(|heading| Column::words(heading.as_str(), 10.0)).collect(),
            rows: rows[1..].iter().map(|row| row.iter().map(cell).collect()).collect(),
        };
        workbook(&self.0.iter().map(table).collect::<Vec<_>>()).unwrap()
    }
}

/// A half-yearly report of the department, open on 10/12/2026.
async fn open(site: &Site) -> (Office, SubmissionId) {
    site.day("2026-12-10");
    let office = Office::open(site).await;
    let mut coordinator = site.person("dau-moi", &[("so-khcn", Role::Coordinator)]).await;
    office.regime(&mut coordinator).await;
    let id = office.submission(site, AGENCY, "2026-H2").await;
    (office, id)
}

fn page_of(id: SubmissionId) -> String {
    format!("/bao-cao/{id}/bieu-mau")
}

pub async fn download(browser: &mut Browser, id: SubmissionId) -> Form {
    let file = browser.get(&format!("{}.xlsx", page_of(id))).await;
    assert_eq!(file.status, 200, "{}", file.text);
    Form::open(&file.bytes)
}

pub async fn upload(browser: &mut Browser, id: SubmissionId, name: &str, bytes: &[u8]) -> Page {
    browser.upload(&page_of(id), &[], &[("tep", name, bytes)]).await
}

/// Undoes what a page does to a text.
fn plain(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// Presses "Nhập vào báo cáo" on the page of a comparison.
pub async fn put_in(browser: &mut Browser, id: SubmissionId, page: &Page) -> Page {
    let form = page.text.split("class=\"panel actions row\"").nth(1).expect("a button to put it in");
    let form = form.split("</form>").next().unwrap();
    let mut fields = vec![("viec".to_owned(), "nhap".to_owned())];
    for input in form.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        fields.push((name.to_owned(), plain(rest.split_once("\">").unwrap().0)));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    browser.upload(&format!("/bao-cao/{id}"), &fields, &[]).await
}

story!(a_form_goes_out_filled_comes_back_and_goes_in_whole, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let report = format!("/bao-cao/{id}");
    officer.get(&report).await.shows("Tải biểu mẫu (XLSX)").shows(&format!("{report}/bieu-mau.xlsx"));
    let file = officer.get(&format!("{report}/bieu-mau.xlsx")).await;
    assert!(
        file.header("content-disposition").contains("bieu-mau-2026-h2"),
        "{}",
        file.header("content-disposition")
    );

    // as it went out it changes nothing
    upload(&mut officer, id, "bieu-mau.xlsx", &file.bytes)
        .await
        .shows("không có gì để nhập")
        .hides("value=\"nhap\"");

    let mut form = Form::open(&file.bytes);
    assert_eq!(form.sheet("Nhiệm vụ").len(), 3, "two duties below the headings");
    form.set("Nhiệm vụ", 1, "Tiến độ", "đang thực hiện");
    form.set("Nhiệm vụ", 1, "Kết quả thực hiện", "=Đã có 4 đề xuất.\nĐang thẩm định.");
    form.set("Nhiệm vụ", 2, "Tiến độ", "Hoàn thành");
    form.set("Nhiệm vụ", 2, "Kết quả thực hiện", "Ba vùng.");
    form.set("Số liệu", 1, "STT nhiệm vụ", "2");
    form.set("Số liệu", 1, "Tên số liệu", "Diện tích");
    form.set("Số liệu", 1, "Giá trị", "1234,5");
    form.set("Số liệu", 1, "Đơn vị", "ha");
    for (heading, value) in [
        ("STT nhiệm vụ", "1"),
        ("Nguồn", "Ngân sách tỉnh"),
        ("Năm", "2026"),
        ("Được giao", "1200,5"),
        ("Đã giải ngân", "0"),
        ("Khu vực biên giới", "x"),
    ] {
        form.set("Kinh phí", 1, heading, value);
    }
    let compared = upload(&mut officer, id, "bieu-mau.xlsx", &form.save()).await;
    assert_eq!(compared.status, 200, "{}", compared.text);
    compared
        .shows("2 dòng sẽ thay đổi")
        .shows("Đang thực hiện")
        .shows("1.234,5 ha")
        .shows("Ngân sách tỉnh")
        .shows("1.200,5 triệu đồng");
    officer.get(&report).await.hides("Ba vùng.");

    let done = put_in(&mut officer, id, &compared).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = officer.get(&report).await;
    page.shows("Đã nhập nội dung của biểu mẫu vào báo cáo.")
        .shows("Ba vùng.")
        .shows("=Đã có 4 đề xuất.")
        .shows("1.200,5");
    // the button pressed twice, and the file sent twice, do no harm
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    upload(&mut officer, id, "bieu-mau.xlsx", &form.save()).await.shows("không có gì để nhập");
    // a cell that is emptied is cleared
    let mut form = download(&mut officer, id).await;
    form.set("Nhiệm vụ", 2, "Kết quả thực hiện", "");
    form.sheet("Số liệu").truncate(1);
    let compared = upload(&mut officer, id, "bieu-mau.xlsx", &form.save()).await;
    compared.shows("1 dòng sẽ thay đổi").shows("xóa");
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    officer.get(&report).await.hides("Ba vùng.").hides("Diện tích").shows("Đã có 4 đề xuất.");
});

story!(every_mistake_is_named_by_sheet_row_and_column_and_nothing_is_written, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let mut form = download(&mut officer, id).await;
    form.set("Nhiệm vụ", 1, "Tiến độ", "gần xong");
    form.set("Nhiệm vụ", 2, "Kết quả thực hiện", "Dòng đúng cũng không được ghi.");
    let again = form.sheet("Nhiệm vụ")[2].clone();
    form.sheet("Nhiệm vụ").push(again);
    let mut unknown = form.sheet("Nhiệm vụ")[1].clone();
    (unknown[0], unknown[2]) = ("019ab000-0000-7000-8000-000000000001".into(), "9".into());
    form.sheet("Nhiệm vụ").push(unknown);
    form.set("Nhiệm vụ", 5, "Kết quả thực hiện", "Việc mới");
    for (row, heading, value) in [
        (1, "STT nhiệm vụ", "7"),
        (1, "Tên số liệu", "Diện tích"),
        (2, "STT nhiệm vụ", "1"),
        (2, "Tên số liệu", "Sản lượng"),
        (2, "Giá trị", "khoảng 20"),
    ] {
        form.set("Số liệu", row, heading, value);
    }
    for (heading, value) in [
        ("STT nhiệm vụ", "1"),
        ("Nguồn", "Quỹ đen"),
        ("Năm", "2026"),
        ("Được giao", "-5"),
        ("Xã, phường (nếu có)", "xã Không Có"),
        ("Vùng khó khăn", "có lẽ"),
    ] {
        form.set("Kinh phí", 1, heading, value);
        form.set("Kinh phí", 2, heading, if heading == "Nguồn" { "Ngân sách tỉnh" } else { value });
    }
    let refused = upload(&mut officer, id, "bieu-mau.xlsx", &form.save()).await;
    assert_eq!(refused.status, 422);
    refused.hides("value=\"nhap\"");
    for (place, what) in [
        ("Trang Nhiệm vụ, hàng 3, cột H", "gần xong"),
        ("Trang Nhiệm vụ, hàng 5, cột A", "đã có ở hàng 4"),
        ("Trang Nhiệm vụ, hàng 6, cột A", "không thuộc báo cáo này"),
        ("Trang Nhiệm vụ, hàng 7, cột A", "không có mã dòng"),
        ("Trang Số liệu, hàng 3, cột A", "không phải là STT"),
        ("Trang Số liệu, hàng 4, cột C", "khoảng 20"),
        ("Trang Kinh phí, hàng 3, cột B", "Quỹ đen"),
        ("Trang Kinh phí, hàng 3, cột J", "có lẽ"),
        ("Trang Kinh phí, hàng 4, cột E", "nhỏ hơn 0"),
        ("Trang Kinh phí, hàng 4, cột G", "xã Không Có"),
    ] {
        let row =
            refused.text.split("<tr role=\"row\">").find(|row| row.contains(place) && row.contains(what));
        assert!(row.is_some(), "{place}: {what} is not on\n{}", refused.text);
    }
    // columns may change places, other columns are told; missing and double ones, missing sheets are refused
    let mut moved = download(&mut officer, id).await;
    for row in moved.sheet("Nhiệm vụ").iter_mut() {
        row.reverse();
        row.push("x".into());
    }
    moved.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Từ cột khác chỗ.");
    let compared = upload(&mut officer, id, "b.xlsx", &moved.save()).await;
    compared.shows("Từ cột khác chỗ.").shows("không thuộc biểu mẫu nên không được đọc");
    let mut broken = download(&mut officer, id).await;
    broken.sheet("Nhiệm vụ")[0][8] = "Nguyên nhân".into();
    broken.0.retain(|(name, _)| name != "Kinh phí");
    let refused = upload(&mut officer, id, "b.xlsx", &broken.save()).await;
    assert_eq!(refused.status, 422);
    refused
        .shows("Có hai cột “Nguyên nhân”")
        .shows("Thiếu cột “Kết quả thực hiện”")
        .shows("Trang Kinh phí")
        .shows("Không có trang này");
    let report = officer.get(&format!("/bao-cao/{id}")).await;
    report.hides("Dòng đúng cũng không được ghi.").hides("Từ cột khác chỗ.");
});

story!(what_somebody_else_wrote_meanwhile_is_never_overwritten, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let mut colleague = site.person("dong-nghiep", &[(AGENCY, Role::Officer)]).await;
    let mut mine = download(&mut officer, id).await;
    let mut theirs = download(&mut colleague, id).await;
    mine.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Lời trong tệp.");
    theirs.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Lời của đồng nghiệp.");
    let ready = upload(&mut officer, id, "b.xlsx", &mine.save()).await;
    let compared = upload(&mut colleague, id, "b.xlsx", &theirs.save()).await;
    assert_eq!(put_in(&mut colleague, id, &compared).await.status, 303);
    // compared before, pressed after
    let late = put_in(&mut officer, id, &ready).await;
    assert_eq!(late.status, 409);
    late.shows("Lời trong tệp.").shows("Lời của đồng nghiệp.");
    // uploaded after
    let stale = upload(&mut officer, id, "b.xlsx", &mine.save()).await;
    assert_eq!(stale.status, 409);
    stale.shows("Lời trong tệp.").shows("Lời của đồng nghiệp.").hides("value=\"nhap\"");
    officer.get(&format!("/bao-cao/{id}")).await.shows("Lời của đồng nghiệp.").hides("Lời trong tệp.");
    // the other line of the same old file still goes in
    mine.set("Nhiệm vụ", 1, "Kết quả thực hiện", "");
    mine.set("Nhiệm vụ", 2, "Kết quả thực hiện", "Dòng hai.");
    let compared = upload(&mut officer, id, "b.xlsx", &mine.save()).await;
    assert_eq!(compared.status, 200, "{}", compared.text);
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    officer.get(&format!("/bao-cao/{id}")).await.shows("Lời của đồng nghiệp.").shows("Dòng hai.");
});

story!(only_the_agencys_people_have_its_form_and_only_while_it_is_open, |site: Site| async move {
    let (office, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let form = download(&mut officer, id).await.save();
    for (login, org, role, status) in [
        ("y-te", OTHER, Role::Officer, 404),
        ("dau-moi-2", "so-khcn", Role::Coordinator, 403),
        ("lanh-dao-tinh", "ubnd-tinh", Role::Leadership, 403),
    ] {
        let mut browser = site.person(login, &[(org, role)]).await;
        for path in ["", ".xlsx", ".csv"] {
            assert_eq!(browser.get(&format!("{}{path}", page_of(id))).await.status, status, "{login}{path}");
        }
        assert_eq!(upload(&mut browser, id, "b.xlsx", &form).await.status, status);
    }
    assert_eq!(site.anyone().get(&page_of(id)).await.status, 303);
    // the police have only the progress to give
    let secret = office.submission(&site, POLICE, "2026-H2").await;
    let mut police = site.person("cong-an", &[(POLICE, Role::Officer)]).await;
    let mut form = download(&mut police, secret).await;
    form.set("Nhiệm vụ", 1, "Tiến độ", "Đúng tiến độ");
    let compared = upload(&mut police, secret, "b.xlsx", &form.save()).await;
    compared.shows("Đúng tiến độ");
    form.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Nội dung");
    form.set("Số liệu", 1, "STT nhiệm vụ", "1");
    form.set("Số liệu", 1, "Tên số liệu", "Số vụ");
    let refused = upload(&mut police, secret, "b.xlsx", &form.save()).await;
    assert_eq!(refused.status, 422);
    refused.shows("hàng 3, cột I").shows("chỉ báo tiến độ");
    // handed in: nothing goes out or in
    let mut done = download(&mut officer, id).await;
    for row in [1, 2] {
        done.set("Nhiệm vụ", row, "Tiến độ", "Chưa thực hiện");
    }
    let compared = upload(&mut officer, id, "b.xlsx", &done.save()).await;
    put_in(&mut officer, id, &compared).await;
    let page = officer.get(&format!("/bao-cao/{id}")).await;
    let rev = page.text.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = officer.upload(&format!("/bao-cao/{id}"), &[("viec", "trinh"), ("rev", &rev)], &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(officer.get(&format!("{}.xlsx", page_of(id))).await.status, 409);
    assert_eq!(upload(&mut officer, id, "b.xlsx", &done.save()).await.status, 409);
});

story!(hostile_and_wrong_files_are_refused_in_words, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let good = officer.get(&format!("{}.xlsx", page_of(id))).await.bytes;
    let bomb = bomb();
    let far = altered(&good, "xl/worksheets/sheet2.xml", |xml| {
        xml.replacen("<sheetData>", "<sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", 1)
    });
    let heavy = altered(&good, "xl/sharedStrings.xml", |xml| {
        xml.replacen("<si><t>", &format!("<si><t>{}", "ê".repeat(1 << 20)), 1)
    });
    let heavy = altered(&heavy, "xl/worksheets/sheet2.xml", |xml| {
        let cells: String = (100..160)
            .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
            .collect();
        xml.replacen("<sheetData>", &format!("<sheetData>{cells}"), 1)
    });
    for (name, bytes) in [
        ("bom.xlsx", bomb.as_slice()),
        ("xa.xlsx", &far),
        ("nang.xlsx", &heavy),
        ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old workbook"),
        ("bao-cao.pdf", b"%PDF-1.7 \n1 0 obj"),
        ("virus.xlsx", b"MZ\x90\x00\x03"),
        ("cut.xlsx", &good[..good.len() / 2]),
        ("trang.html", b"<!doctype html><script>alert(1)</script>"),
        ("khac.csv", "Tên,Tuổi\nLan,20\n".as_bytes()),
        ("dau.csv", b"\"never closed\nx"),
    ] {
        let refused = upload(&mut officer, id, name, bytes).await;
        assert_eq!(refused.status, 422, "{name}: {}", refused.text);
        refused.shows("Chưa ghi gì").hides("value=\"nhap\"");
    }
    assert_eq!(officer.upload(&page_of(id), &[], &[]).await.status, 422);
    // a formula that no program has computed would clear a cell unseen
    let formula = altered(&good, "xl/worksheets/sheet2.xml", |xml| {
        let at = xml.find("<c r=\"I3\"").or_else(|| xml.find("<c r=\"I4\"")).unwrap();
        let end = at + xml[at..].find("/>").unwrap();
        format!("{}><f>1+1</f></c>{}", &xml[..end], &xml[end + 2..])
    });
    upload(&mut officer, id, "f.xlsx", &formula).await.shows("chưa được tính");
});

story!(the_lines_come_and_go_as_csv_and_nothing_in_them_runs, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let file = officer.get(&format!("{}.csv", page_of(id))).await;
    assert!(file.header("content-type").starts_with("text/csv"));
    let text = file.text.trim_start_matches('\u{feff}').to_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let row = lines[1].strip_suffix(",,,,,").expect("a line without words").to_owned();
    lines[1] = format!("{row},Hoàn thành,\"'=HYPERLINK(\"\"http://evil.example\"\")\",-,,");
    let compared = upload(&mut officer, id, "b.csv", lines.join("\r\n").as_bytes()).await;
    assert_eq!(compared.status, 200, "{}", compared.text);
    compared.shows("1 dòng sẽ thay đổi");
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    officer.get(&format!("/bao-cao/{id}")).await.shows("=HYPERLINK(");
    let again = officer.get(&format!("{}.csv", page_of(id))).await;
    again.shows("'=HYPERLINK(").shows(",'-,");
    upload(&mut officer, id, "b.csv", &again.bytes).await.shows("không có gì để nhập");
    // Excel of the country saves with semicolons
    let sheet = &read::read(&again.bytes).unwrap().sheets[0];
    let quoted = |cell: &read::Cell| format!("\"{}\"", cell.text().replace('"', "\"\""));
    let line = |row: &read::Row| row.cells.iter().map(quoted).collect::<Vec<_>>().join(";");
    let semicolons = sheet.rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
    upload(&mut officer, id, "b.csv", semicolons.as_bytes()).await.shows("không có gì để nhập");
});

story!(a_form_that_libreoffice_saved_again_still_goes_in, |site: Site| async move {
    let (_, id) = open(&site).await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let form = officer.get(&format!("{}.xlsx", page_of(id))).await.bytes;
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("bieu-mau.xlsx"), folder.path().join("ra/bieu-mau.xlsx"));
    std::fs::write(&before, &form).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/ho-so", folder.path().display());
    let ran = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "xlsx", "--outdir"])
        .arg(folder.path().join("ra"))
        .arg(&before)
        .output();
    match ran {
        Ok(ran) if ran.status.success() && after.exists() => {}
        _ => {
            println!("skipped: no soffice here");
            return;
        }
    }
    let saved = std::fs::read(&after).unwrap();
    upload(&mut officer, id, "bieu-mau.xlsx", &saved).await.shows("không có gì để nhập");
    let mut form = Form::open(&saved);
    form.set("Nhiệm vụ", 1, "Kết quả thực hiện", "Điền trong LibreOffice.");
    let compared = upload(&mut officer, id, "bieu-mau.xlsx", &form.save()).await;
    assert_eq!(put_in(&mut officer, id, &compared).await.status, 303);
    officer.get(&format!("/bao-cao/{id}")).await.shows("Điền trong LibreOffice.");
});

/// The words of a downloaded list: title, remarks, headings and rows.
async fn list(browser: &mut Browser, path: &str) -> String {
    let and = if path.contains('?') { '&' } else { '?' };
    let csv = browser.get(&format!("{path}{and}tai=csv")).await;
    assert_eq!(csv.status, 200, "{path} as CSV: {}", csv.text);
    assert!(csv.bytes.starts_with("\u{feff}".as_bytes()), "{path}: no byte order mark");
    let xlsx = browser.get(&format!("{path}{and}tai=xlsx")).await;
    assert_eq!(xlsx.status, 200, "{path} as XLSX: {}", xlsx.text);
    assert!(xlsx.header("content-disposition").starts_with("attachment"));
    let book = read::read(&xlsx.bytes).unwrap();
    let sheet = &book.sheets[0];
    let csv = read::read(&csv.bytes).unwrap();
    let headed = sheet.rows.len() - csv.sheets[0].rows.len();
    for (a, b) in sheet.rows[headed..].iter().zip(&csv.sheets[0].rows) {
        assert_eq!(a.cells.len(), b.cells.len(), "{path}: the two differ in {a:?} and {b:?}");
    }
    let row = |row: &read::Row| row.cells.iter().map(read::Cell::text).collect::<Vec<_>>().join(" | ");
    book.sheets.iter().flat_map(|sheet| &sheet.rows).map(row).collect::<Vec<_>>().join("\n")
}

story!(every_list_is_downloaded_from_its_page_as_it_is_seen, |site: Site| async move {
    let (office, _) = open(&site).await;
    let mut coordinator = site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await;
    let matrix = format!("/ke-hoach/{}/ma-tran", office.plan);
    for path in [
        "/nhiem-vu",
        "/tong-quan",
        "/bao-cao",
        "/bao-cao-tong-hop",
        "/don-doc",
        "/van-ban",
        "/ke-hoach",
        "/co-quan",
        &matrix,
    ] {
        let page = coordinator.get(path).await;
        page.shows(&format!("href=\"{path}?tai=xlsx\"")).shows(&format!("href=\"{path}?tai=csv\""));
        let words = list(&mut coordinator, path).await;
        assert!(words.contains("Xuất lúc") && words.contains("Bộ lọc"), "{path}: {words}");
    }
    assert!(list(&mut coordinator, "/van-ban").await.contains("01/KH-UBND"));
    assert!(list(&mut coordinator, &matrix).await.contains("Bảo đảm an ninh."));
    assert!(list(&mut coordinator, "/tong-quan").await.contains("Sở Y tế"));
    let filtered = list(&mut coordinator, "/nhiem-vu?co-quan=so-y-te").await;
    assert!(filtered.contains("Cơ quan hiện nay: Sở Y tế") && filtered.contains("Nhân giống"));
    assert!(!filtered.contains("vùng chuyên canh"), "{filtered}");
    let page = coordinator.get("/co-quan?ten=y+te&sau=abc").await;
    page.shows("/co-quan?ten=y+te&#38;tai=xlsx");

    // an agency has its own reports, the coordinator all
    let reports = list(&mut coordinator, "/bao-cao").await;
    assert!(reports.contains("Sở Y tế") && reports.contains("Công an tỉnh"), "{reports}");
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let own = list(&mut officer, "/bao-cao").await;
    assert!(own.contains("Sở Nông nghiệp") && !own.contains("Sở Y tế") && !own.contains("Công an"), "{own}");
    for path in ["/don-doc", "/quan-tri/nhat-ky", "/co-so-du-lieu/cho-duyet"] {
        assert_eq!(officer.get(&format!("{path}?tai=xlsx")).await.status, 403, "{path}");
    }
    // what everybody may see, everybody may take; the rest needs a session
    for path in ["/ke-hoach", "/co-quan"] {
        assert!(list(&mut site.anyone(), path).await.contains("người đọc trang công khai"));
    }
    for path in ["/nhiem-vu", "/tong-quan", "/bao-cao", "/van-ban", "/quan-tri/nhat-ky"] {
        assert_eq!(site.anyone().get(&format!("{path}?tai=csv")).await.status, 303, "{path}");
    }
    let mut auditor = site.person("kiem-toan", &[("so-khcn", Role::Auditor)]).await;
    assert!(list(&mut auditor, "/quan-tri/nhat-ky").await.contains("dau-moi"));
});

story!(a_downloaded_list_betrays_no_more_than_its_page, |site: Site| async move {
    plan(
        &site,
        "1/KH-UBND",
        &[
            duty("IV.6", "Bảo vệ an ninh.", POLICE, Some("2026-10-30")).secret(),
            duty("IV.3", "Chăm sóc sức khỏe.", OTHER, Some("2026-10-30")),
        ],
    )
    .await;
    let mut officer = site.person("can-bo", &[(AGENCY, Role::Officer)]).await;
    let mut coordinator = site.person("dieu-phoi", &[("so-khcn", Role::Coordinator)]).await;
    let secret = |words: &str| {
        words.lines().find(|row| row.contains("Bảo vệ an ninh.")).unwrap_or_default().to_owned()
    };
    assert!(secret(&list(&mut coordinator, "/nhiem-vu").await).contains("30/10/2026"));
    let seen = secret(&list(&mut officer, "/nhiem-vu").await);
    assert!(!seen.is_empty() && !seen.contains("30/10/2026") && !seen.contains("Đã giao"), "{seen}");
    let late = list(&mut officer, "/nhiem-vu?thoi-han=qua-han").await;
    assert!(late.contains("Chăm sóc sức khỏe.") && !late.contains("Bảo vệ an ninh."), "{late}");
    let mut office = site.person("van-phong", &[("van-phong-ubnd-tinh", Role::Office)]).await;
    assert!(!list(&mut office, "/don-doc?xem=tat-ca").await.contains("Công an"));
});

/// A ZIP archive.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Unpacks to 210 MB; its entries are copies of one, since packing them takes longer than refusing them.
fn bomb() -> Vec<u8> {
    let one = archive(&[("xl/workbook.xml", &vec![b' '; 10 << 20])]);
    let mut one = zip::ZipArchive::new(std::io::Cursor::new(one)).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.raw_copy_file_rename(one.by_index(0).unwrap(), "[Content_Types].xml").unwrap();
    zip.raw_copy_file(one.by_index(0).unwrap()).unwrap();
    for at in 0..19 {
        zip.raw_copy_file_rename(one.by_index(0).unwrap(), format!("xl/{at}.xml")).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one of its parts altered.
fn altered(book: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut entries = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().to_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        entries.push((name, bytes));
    }
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    archive(&entries)
}
