//! The commands that need no database, run as a person runs them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const PRINT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/ke-hoach-182-ban-in.txt");
const PORTAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/ke-hoach-182-cong-thong-tin.txt");

/// What a run of the program left.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(args: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hoahoi"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // a program that refuses before it reads closes its end
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    /// Asserts a failure that says why in one line and prints nothing else.
    #[track_caller]
    fn fails(&self, code: i32, why: &[&str]) {
        assert_eq!(self.code, code, "{}", self.err);
        assert_eq!(self.out, "");
        assert_eq!(self.err.trim_end().lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("hoahoi: "), "{}", self.err);
        for word in why {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
    }

    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        serde_json::from_str(&self.out).unwrap()
    }
}

/// A file in a folder that goes with the test.
fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Asserts that an object has these keys; it may have more.
#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    let keys = keys(value);
    let missing: Vec<&&str> = wanted.iter().filter(|key| !keys.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?} missing among {keys:?}");
}

#[test]
fn read_prints_the_document_as_json() {
    let read = run(&["read", PORTAL], b"").json();
    has(
        &read,
        &[
            "document",
            "source",
            "preamble",
            "closing",
            "noise",
            "sections",
            "tasks",
            "duties",
            "targets",
            "references",
            "diagnostics",
        ],
    );
    let head = &read["document"];
    assert_eq!((&head["type"], &head["number"]), (&"KH".into(), &"182/KH-UBND".into()));
    assert_eq!((&head["date"], &head["place"]), (&"2023-09-06".into(), &"Lạng Sơn".into()));
    let source = &read["source"];
    assert_eq!((&source["format"], &source["spans_in"]), (&"txt".into(), &"file".into()));
    assert_eq!(source["length"], std::fs::metadata(PORTAL).unwrap().len());
    assert_eq!(source["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn what_the_text_does_not_hold_is_null_and_every_span_is_true() {
    let read = run(&["read", "--format", "json", PRINT], b"").json();
    assert_eq!((&read["document"]["number"], &read["document"]["date"]), (&Value::Null, &Value::Null));
    assert_eq!(read["document"]["recipients"].as_array().unwrap().len(), 10);
    has(&read["document"]["signers"][0], &["authority", "capacity", "position", "name"]);
    let duties = read["duties"].as_array().unwrap();
    assert_eq!(duties.len(), 27);
    let source = std::fs::read_to_string(PRINT).unwrap();
    for duty in duties {
        has(
            duty,
            &[
                "id",
                "section",
                "span",
                "text",
                "owners",
                "role",
                "coordinators",
                "product",
                "basis",
                "deadline",
                "recurrence",
                "layout",
            ],
        );
        let at = |i: usize| duty["span"][i].as_u64().unwrap() as usize;
        let printed = source[at(0)..at(1)].split_whitespace().next().unwrap();
        assert!(duty["text"].as_str().unwrap().starts_with(printed), "{duty}");
    }
    has(
        &read["sections"][0],
        &["id", "path", "label", "heading", "span", "paragraphs", "tables", "sections"],
    );
    has(&read["targets"][0], &["span", "measure", "value", "unit", "change", "by", "owners"]);
    assert_eq!(
        (read["targets"][0]["value"].as_f64(), &read["targets"][0]["by"]),
        (Some(50.0), &"2030".into())
    );
    has(&read["references"][0], &["number", "type", "date", "issuer", "title", "short_name", "span"]);
    has(&read["diagnostics"][0], &["code", "severity", "message", "span"]);
}

#[test]
fn standard_input_is_read_like_a_file() {
    let bytes = std::fs::read(PORTAL).unwrap();
    assert_eq!(run(&["read", "-"], &bytes).json(), run(&["read", PORTAL], b"").json());
    let checked = run(&["check", "-"], &bytes);
    assert!(checked.out.contains("<stdin>:"), "{}", checked.out);
}

#[test]
fn text_is_what_the_spans_count_in_and_an_output_file_takes_it() {
    let text = run(&["read", "--format", "text", PRINT], b"");
    assert_eq!(text.out, std::fs::read_to_string(PRINT).unwrap());
    let (_folder, out) = file("out.md", b"");
    let written = run(&["read", PRINT, "--format", "md", "-o", &out], b"");
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert!(std::fs::read_to_string(&out).unwrap().contains("# "));
    run(&["read", PRINT, "-o", "/khong/co/thu-muc/ra.json"], b"").fails(1, &["/khong/co/thu-muc/ra.json"]);
}

/// A plan whose duties fall due once, each month, each year and at no day; a cell looks like a formula.
const DATED: &str = "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐĂNG\n\nSố: 27/KH-UBND\n\nHải Đăng, ngày 05 tháng 6 năm 2026\n\nKẾ HOẠCH\n\nTRỒNG HỒI\n\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp | Thời hạn | Sản phẩm |\n|---|---|---|---|---|---|\n| 1 | =Chọn giống | Sở Y tế | Công an tỉnh | Quý III/2026 | Danh mục |\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nông nghiệp và Môi trường\n\na) Xây dựng vườn ươm theo Quyết định số 12/QĐ-UBND, hoàn thành trước ngày 30/11/2026; hướng dẫn các hợp tác xã, tổ hợp tác và hộ gia đình nhân giống, trồng, chăm sóc.\n\nb) Báo cáo trước ngày 15/4 hằng năm.\n\nc) Gửi số liệu trước ngày 20 hằng tháng.\n\nd) Thường xuyên kiểm tra, hướng dẫn.\n";

#[test]
fn dated_duties_are_a_calendar_that_is_always_the_same() {
    let ran = run(&["read", "-", "--format", "ics"], DATED.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(run(&["read", "-", "--format", "ics"], DATED.as_bytes()).out, ran.out);
    assert!(ran.out.lines().all(|line| line.len() <= 75), "{}", ran.out);
    let calendar = ran.out.replace("\r\n ", "");
    let all = |name: &str| -> Vec<&str> {
        calendar.split("\r\n").filter_map(|line| line.strip_prefix(name)).collect()
    };
    // the last day of the quarter, the day printed, and the first of those that come round after the plan's own day
    assert_eq!(all("DTSTART;VALUE=DATE:"), ["20260930", "20261130", "20270415", "20260620"]);
    assert_eq!(all("RRULE:"), ["FREQ=YEARLY", "FREQ=MONTHLY"]);
    assert_eq!(all("DTSTAMP:"), ["20260605T000000Z"; 4]);
    let uids = all("UID:");
    assert!(uids[0].starts_with("d1-") && uids[3].starts_with("d4-"), "{uids:?}");
    assert_eq!(all("SUMMARY:")[0], "Sở Y tế: =Chọn giống");
    assert!(all("SUMMARY:")[1].ends_with('…'), "{:?}", all("SUMMARY:"));
    let about = all("DESCRIPTION:")[0];
    for words in [
        "Chủ trì: Sở Y tế",
        "Phối hợp: Công an tỉnh",
        "Thời hạn: Quý III/2026",
        "Sản phẩm: Danh mục",
        "Số 27/KH-UBND",
    ] {
        assert!(about.contains(words), "{words:?} is not in {about}");
    }
}

#[test]
fn without_a_dated_duty_there_is_no_calendar_and_no_day_is_made_up() {
    // all 27 duties of the real plan stand without a day
    run(&["read", PRINT, "--format", "ics"], b"").fails(1, &["ngày đến hạn"]);
    run(&["read", PRINT, "--format", "ics", "--lang", "en"], b"").fails(1, &["No duty names a day"]);
    // what comes round has no first day where the document has none
    let undated = "KẾ HOẠCH\n\nI. TỔ CHỨC\n\n1. Sở Y tế\n\nBáo cáo trước ngày 15/4 hằng năm.\n";
    run(&["read", "-", "--format", "ics"], undated.as_bytes()).fails(1, &["ngày đến hạn"]);
}

#[test]
fn the_register_of_duties_is_a_workbook_without_formulas() {
    use calamine::{Data, Reader as _};
    let (_folder, plan) = file("ke-hoach.txt", DATED.as_bytes());
    let (_other, out) = file("dang-ky.xlsx", b"");
    let ran = run(&["read", &plan, "--format", "xlsx", "-o", &out], b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).unwrap();
    assert!(book.worksheet_formula("Nhiệm vụ").unwrap().is_empty());
    let sheet = book.worksheet_range("Nhiệm vụ").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let heading = rows.iter().position(|row| row[0] == "STT").unwrap();
    let headings: Vec<String> = rows[heading].iter().map(ToString::to_string).collect();
    assert_eq!(
        headings,
        [
            "STT",
            "Mục",
            "Nội dung nhiệm vụ",
            "Cơ quan chủ trì, thực hiện",
            "Vai trò",
            "Phối hợp",
            "Thời hạn",
            "Ngày cuối",
            "Sản phẩm",
            "Căn cứ",
            "Vị trí trong văn bản"
        ]
    );
    assert_eq!(rows.len() - heading - 1, 5);
    let cell = |row: usize, column: usize| rows[heading + row][column].to_string();
    assert_eq!(
        (1..7).map(|column| cell(1, column)).collect::<Vec<_>>(),
        ["I", "=Chọn giống", "Sở Y tế", "Chủ trì", "Công an tỉnh", "Quý III/2026"]
    );
    assert_eq!((cell(1, 8), cell(1, 10)), ("Danh mục".to_owned(), "Dòng 16".to_owned()));
    assert!(matches!(rows[heading + 2][7], Data::DateTime(_)), "{:?}", rows[heading + 2]);
    assert_eq!(
        (cell(2, 9), cell(3, 6), cell(5, 6)),
        ("12/QĐ-UBND".into(), "Trước ngày 15/4 hằng năm".into(), "Thường xuyên".into())
    );
}

#[test]
fn akoma_ntoso_and_markdown_are_printed_like_the_json() {
    let akn = run(&["read", PRINT, "--format", "akn"], b"");
    assert_eq!((akn.code, akn.err.as_str()), (0, ""));
    assert!(akn.out.starts_with("<?xml") && akn.out.trim_end().ends_with("</akomaNtoso>"));
    assert_eq!(akn.out.matches("<vb:duty ").count(), 27);
    let again =
        run(&["read", "-", "--format", "json"], run(&["read", PRINT, "--format", "md"], b"").out.as_bytes());
    assert_eq!(again.json()["duties"].as_array().unwrap().len(), 27);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_line_in_either_language() {
    let (folder, binary) = file("anh.txt", b"\x89PNG\r\n\x1a\n\0\0");
    let (_other, empty) = file("rong.txt", b" \n");
    let missing = folder.path().join("khong-co.txt");
    let missing = missing.to_str().unwrap();
    for (command, code) in [("read", 1), ("check", 3)] {
        run(&[command, missing], b"").fails(code, &[missing, "Không có tệp này."]);
        run(&[command, missing, "--lang", "en"], b"").fails(code, &[missing, "There is no such file."]);
        run(&[command, &binary], b"").fails(code, &[&binary, "không phải là văn bản"]);
        run(&[command, &binary, "--lang", "en"], b"").fails(code, &["is not text"]);
        run(&[command, &empty], b"").fails(code, &["Tệp rỗng"]);
        run(&[command, folder.path().to_str().unwrap()], b"").fails(code, &["thư mục"]);
        run(&[command, "-"], "MẬT\n\nKẾ HOẠCH\n".as_bytes()).fails(code, &["<stdin>", "bí mật nhà nước"]);
    }
    assert!(!Path::new(missing).exists());
}

#[test]
fn bad_usage_ends_with_two() {
    for args in [&["read"][..], &["check"], &["read", PRINT, "--format", "doc"], &["doc", PRINT], &[]] {
        let ran = run(args, b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn check_prints_each_finding_with_its_place() {
    let checked = run(&["check", PRINT], b"");
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    let line =
        std::fs::read_to_string(PRINT).unwrap().lines().position(|l| l.contains("với với")).unwrap() + 1;
    let finding = format!("--> {PRINT}:{line}:");
    let at = checked.out.find(&finding).unwrap_or_else(|| panic!("{}", checked.out));
    assert!(
        checked.out[..at].ends_with("lưu ý[doubled-word]: từ “với” in hai lần liền nhau\n   "),
        "{}",
        checked.out
    );
    let below = &checked.out[at..];
    assert!(below.contains("phù hợp với với từng địa bàn") && below.contains("^^^"), "{below}");
    assert!(checked.out.trim_end().lines().last().unwrap().contains("27 nhiệm vụ được giao"));
    let english = run(&["check", PRINT, "--lang", "en"], b"");
    assert!(
        english.out.contains("warning[header-incomplete]: the head of the document lacks"),
        "{}",
        english.out
    );
    assert!(english.out.trim_end().lines().last().unwrap().contains("27 duties"));
}

#[test]
fn check_takes_a_day_and_a_list_of_agencies() {
    let later = run(&["check", PRINT, "--as-of", "2026-01-01", "--all"], b"");
    assert!(
        later.out.contains(
            "cảnh báo[agency-abolished]: “Sở Thông tin và Truyền thông” không còn từ ngày 01/3/2025"
        ),
        "{}",
        later.out
    );
    let plan = "KẾ HOẠCH\n\nTrồng hồi\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Trung tâm Giống Hồi\n\nHằng năm cung cấp giống.\n";
    assert!(run(&["check", "-"], plan.as_bytes()).out.contains("[agency-unknown]"));
    let (_folder, list) = file("co-quan.csv", "tên\nTrung tâm Giống Hồi\n".as_bytes());
    assert!(!run(&["check", "-", "--agencies", &list], plan.as_bytes()).out.contains("[agency-unknown]"));
    let (_folder, broken) = file("sai.toml", "[[agency]]\nname = \"A\"\nuntil = \"mai\"\n".as_bytes());
    run(&["check", PRINT, "--agencies", &broken], b"").fails(3, &[&broken, "Dòng 3", "“mai”"]);
    run(&["check", PRINT, "--agencies", &broken, "--lang", "en"], b"").fails(3, &["Line 3"]);
    assert_eq!(run(&["check", PRINT, "--as-of", "mai"], b"").code, 2);
}

#[test]
fn check_explains_a_code_and_shortens_what_comes_often() {
    let explained = run(&["check", "--explain", "agency-abolished"], b"");
    assert_eq!(explained.code, 0, "{}", explained.err);
    assert!(
        explained.out.starts_with("## agency-abolished\n") && explained.out.contains("What to do"),
        "{}",
        explained.out
    );
    run(&["check", "--explain", "khong-co"], b"").fails(2, &["khong-co", "agency-abolished"]);
    let short = run(&["check", PRINT], b"");
    assert_eq!(short.out.matches("lưu ý[duty-no-deadline]").count(), 3, "{}", short.out);
    assert!(short.out.contains("duty-no-deadline: 19 chỗ nữa, ở dòng "), "{}", short.out);
    assert!(!short.out.contains('\u{1b}'), "colours are for a terminal");
    let all = run(&["check", PRINT, "--all"], b"");
    assert_eq!(all.out.matches("lưu ý[duty-no-deadline]").count(), 22);
}

#[test]
fn check_ends_with_one_when_there_is_an_error() {
    let plan = "KẾ HOẠCH\n\nTrồng hồi\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì nghiên cứu tinh dầu hồi.\n\n[...]\n";
    let checked = run(&["check", "-"], plan.as_bytes());
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(checked.out.contains("lỗi[text-cut]") && checked.out.contains("1 lỗi"), "{}", checked.out);
    let whole = run(&["check", "-"], plan.replace("[...]", "").as_bytes());
    assert_eq!(whole.code, 0, "{}", whole.out);
}
