//! The list of tasks that goes with a plan.

use crate::word::{NUMBERING, numbered, p, row, tbl, tc, tr, word};
use rust_xlsxwriter::{Format, Workbook};
use vanban::annex::{self, Annex, AnnexRow, Fault};
use vanban::model::{Recurrence, Role};
use vanban::{ReadError, docx::DocxError};

fn workbook(rows: &[&[&str]]) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Phụ lục").unwrap();
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            sheet.write_string(r as u32, c as u16, *cell).unwrap();
        }
    }
    book
}

/// The rows of an annex without a broken cell.
fn sound(bytes: &[u8]) -> Vec<AnnexRow> {
    let annex = annex::read(bytes).unwrap();
    assert_eq!(annex.broken, []);
    annex.rows
}

fn names(row: &AnnexRow) -> Vec<&str> {
    row.owners.iter().map(|owner| owner.name.as_str()).collect()
}

fn owners(row: &AnnexRow) -> Vec<(&str, Role)> {
    row.owners.iter().map(|owner| (owner.name.as_str(), owner.role)).collect()
}

/// Every broken cell: row, column, what is wrong.
fn broken(annex: &Annex) -> Vec<(u32, &str, &Fault)> {
    annex.broken.iter().map(|cell| (cell.place.row, cell.column.as_str(), &cell.fault)).collect()
}

fn refusal(rows: &[&[&str]]) -> String {
    match annex::read(&workbook(rows).save_to_buffer().unwrap()).unwrap_err() {
        ReadError::Annex { vi, .. } => vi,
        other => panic!("{other}"),
    }
}

const HEADINGS: &[&str] = &[
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian thực hiện",
    "Sản phẩm/kết quả",
];

#[test]
fn a_workbook_gives_rows_with_groups_parties_and_times() {
    let mut book = workbook(&[
        &["DANH MỤC NHIỆM VỤ"],
        &[],
        HEADINGS,
        &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        &["I", "Cơ chế, chính sách"],
        &[
            "1",
            "Xây dựng cơ chế hỗ trợ",
            "Sở Khoa học và Công nghệ",
            "Sở Tài chính, các sở, ngành",
            "Quý IV/2026",
            "Quyết định",
        ],
        &["2", "Tuyên truyền", "Báo Lạng Sơn; UBND các xã, phường", "", "Thường xuyên", ""],
        &["II", "Nhân lực"],
        &["3", "Đào tạo cán bộ", "", "", "", ""],
    ]);
    let rows = sound(&book.save_to_buffer().unwrap());
    assert_eq!(rows.iter().map(|row| row.place.row).collect::<Vec<_>>(), [6, 7, 9]);
    assert_eq!(rows[0].place.sheet.as_deref(), Some("Phụ lục"));
    assert_eq!(rows[0].group.as_deref(), Some("I Cơ chế, chính sách"));
    assert_eq!(rows[0].coordinators, ["Sở Tài chính", "các sở, ngành"]);
    assert_eq!(rows[0].deadline.as_ref().unwrap().until.as_deref(), Some("2026-12"));
    assert_eq!(rows[0].product.as_deref(), Some("Quyết định"));
    assert_eq!(names(&rows[1]), ["Báo Lạng Sơn", "UBND các xã, phường"]);
    assert_eq!((rows[1].deadline.clone(), rows[1].recurrence), (None, Some(Recurrence::Continuous)));
    assert_eq!(rows[2].group.as_deref(), Some("II Nhân lực"));
    assert!(rows[2].owners.is_empty() && rows[2].deadline.is_none());
}

#[test]
fn merged_cells_and_two_heading_rows_are_understood() {
    let mut book = workbook(&[
        &["STT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"],
        &["", "", "Chủ trì", "Phối hợp", ""],
        &["1", "Trồng hồi", "", "Sở Y tế", "2026-2027"],
        &["2", "Chế biến hồi", "", "", ""],
    ]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.merge_range(2, 2, 3, 2, "Sở Công Thương", &Format::new()).unwrap();
    let rows = sound(&book.save_to_buffer().unwrap());
    assert_eq!(names(&rows[0]), ["Sở Công Thương"]);
    assert_eq!(names(&rows[1]), ["Sở Công Thương"]);
    assert_eq!(rows[0].coordinators, ["Sở Y tế"]);
}

#[test]
fn a_markdown_table_is_read_like_a_sheet() {
    let rows = sound(
        "# Phụ lục\n\n| STT | Nhiệm vụ | Đơn vị thực hiện | Hoàn thành | Ghi chú |\n|---|---|---|---|---|\n| 1 | Lập bản đồ nguồn gen | Sở Nông nghiệp và Môi trường | 30/6/2027 | mới |\n".as_bytes(),
    );
    assert_eq!(rows[0].place.to_string(), "bảng 1, dòng 2");
    assert_eq!(owners(&rows[0]), [("Sở Nông nghiệp và Môi trường", Role::Responsible)]);
    assert_eq!(rows[0].deadline.as_ref().unwrap().date.unwrap().to_string(), "2027-06-30");
    assert_eq!(rows[0].note.as_deref(), Some("mới"));
}

#[test]
fn every_broken_cell_is_named_with_its_place() {
    let mut book = workbook(&[
        HEADINGS,
        &["1", "Trồng hồi", "Sở Y tế", "", "31/02/2026"],
        &["2", "", "Sở Tài chính", "", "Quý V/2026"],
        &["3", "Chế biến hồi", "#REF!", "", "2027"],
    ]);
    let annex = annex::read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        broken(&annex),
        [
            (2, "Thời gian thực hiện", &Fault::NoSuchDate("31/02/2026".into())),
            (3, "Thời gian thực hiện", &Fault::NoSuchDate("Quý V".into())),
            (3, "Nội dung nhiệm vụ", &Fault::NoTask),
            (4, "Cơ quan chủ trì", &Fault::Formula("#REF!".into())),
        ]
    );
    let cell = &annex.broken[0];
    assert_eq!(cell.place.to_string(), "trang “Phụ lục”, dòng 2");
    assert_eq!(cell.place.english(), "sheet “Phụ lục”, row 2");
    assert!(cell.fault.to_string().contains("31/02/2026") && cell.fault.english().contains("31/02/2026"));
}

#[test]
fn each_column_of_parties_gives_its_role() {
    let mut book = workbook(&[
        &["TT", "Đơn vị tính", "Nhiệm vụ", "Đơn vị chủ trì", "Cơ quan thực hiện", "Đơn vị phối hợp"],
        &["1", "ha", "Trồng hồi", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Sở Tài chính"],
        &["2", "tấn", "Chế biến", "", "Sở Công Thương; Sở Y tế (phối hợp)", ""],
    ]);
    let rows = sound(&book.save_to_buffer().unwrap());
    assert_eq!(
        owners(&rows[0]),
        [("Sở Nông nghiệp và Môi trường", Role::Lead), ("UBND các xã, phường", Role::Responsible)]
    );
    assert_eq!(rows[0].coordinators, ["Sở Tài chính"]);
    assert_eq!(owners(&rows[1]), [("Sở Công Thương", Role::Responsible)]);
    assert_eq!(rows[1].coordinators, ["Sở Y tế"]);
}

#[test]
fn a_table_without_the_needed_columns_is_refused() {
    assert!(refusal(&[&["Họ tên", "Ngày sinh"], &["A", "B"]]).contains("Cơ quan chủ trì"));
    assert!(refusal(&[HEADINGS]).contains("không có nhiệm vụ nào"));
    assert!(annex::read(b"PK\x03\x04 broken").is_err());
}

const WORD_HEADINGS: &[&str] =
    &["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"];

#[test]
fn a_word_table_gives_rows_with_the_numbers_that_word_computes() {
    let span = |text: &str| row(&[tc(r#"<w:gridSpan w:val="6"/>"#, &p(text))]);
    let task = |cells: [&str; 5]| {
        let rest = cells.map(|text| tc("", &p(text)));
        row(&[vec![tc("", &numbered(1, ""))], rest.to_vec()].concat())
    };
    let body = p("PHỤ LỤC")
        + &p("DANH MỤC NHIỆM VỤ")
        + &tbl(&[
            tr(WORD_HEADINGS),
            tr(&["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]),
            span("1. Cơ chế, chính sách"),
            task([
                "Xây dựng cơ chế",
                "Sở Khoa học và Công nghệ",
                "Sở Tài chính",
                "Quý IV/2026",
                "Quyết định",
            ]),
            task(["Tuyên truyền", "Báo Lạng Sơn", "", "Thường xuyên", ""]),
            tr(WORD_HEADINGS),
            span("2. Nhân lực"),
            task(["Đào tạo cán bộ", "Sở Nội vụ", "Các sở, ngành", "30/6/2027", "Lớp học"]),
        ]);
    let rows = sound(&word(&body, &[("word/numbering.xml", NUMBERING)]));
    assert_eq!(rows.iter().map(|row| row.place.row).collect::<Vec<_>>(), [4, 5, 8]);
    assert_eq!(rows.iter().filter_map(|row| row.number.as_deref()).collect::<Vec<_>>(), ["1.", "2.", "3."]);
    assert_eq!(rows[0].group.as_deref(), Some("1. Cơ chế, chính sách"));
    assert_eq!(rows[2].group.as_deref(), Some("2. Nhân lực"));
    assert_eq!(owners(&rows[0]), [("Sở Khoa học và Công nghệ", Role::Lead)]);
    assert_eq!(rows[2].coordinators, ["Các sở, ngành"]);
    assert_eq!(rows[2].deadline.as_ref().unwrap().date.unwrap().to_string(), "2027-06-30");
}

#[test]
fn a_word_heading_of_two_rows_and_cells_merged_downwards_are_understood() {
    let down = r#"<w:vMerge w:val="restart"/>"#;
    let on = "<w:vMerge/>";
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let body = tbl(&[
        row(&[
            tc(down, &p("TT")),
            tc(down, &p("Nhiệm vụ")),
            tc(wide, &p("Cơ quan thực hiện")),
            tc(down, &p("Thời hạn")),
        ]),
        row(&[tc(on, ""), tc(on, ""), tc("", &p("Chủ trì")), tc("", &p("Phối hợp")), tc(on, "")]),
        row(&[
            tc("", &p("1")),
            tc("", &p("Trồng hồi")),
            tc(down, &p("Sở Công Thương")),
            tc("", &p("Sở Y tế")),
            tc("", &p("2027")),
        ]),
        row(&[tc("", &p("2")), tc("", &p("Chế biến hồi")), tc(on, ""), tc("", ""), tc("", "")]),
    ]);
    let rows = sound(&word(&body, &[]));
    assert_eq!(rows.len(), 2);
    assert_eq!(owners(&rows[1]), [("Sở Công Thương", Role::Lead)]);
    assert_eq!(rows[0].coordinators, ["Sở Y tế"]);
    assert!(rows[1].deadline.is_none());
}

#[test]
fn only_tables_with_the_usual_headings_are_taken_and_a_broken_one_is_joined() {
    let head = tbl(&[tr(&["ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])]);
    let first = tbl(&[tr(&["TT", "Nhiệm vụ", "Đơn vị chủ trì"]), tr(&["1", "Trồng hồi", "Sở Y tế"])]);
    let rest = tbl(&[tr(&["2", "Chế biến hồi", "Sở Công Thương"])]);
    let prices = tbl(&[tr(&["Loại", "Đơn vị tính", "Giá"]), tr(&["Hồi", "kg", "100"])]);
    let second = tbl(&[tr(&["TT", "Nội dung công việc", "Đơn vị thực hiện"]), tr(&["1", "Bán hồi", ""])]);
    // A table that only arranges the page holds the second list.
    let second = tbl(&[row(&[tc("", &second)])]);
    let body = [head, p(""), first, p(""), rest, p("Biểu giá"), prices, second].concat();
    let rows = sound(&word(&body, &[]));
    let places: Vec<String> = rows.iter().map(|row| row.place.to_string()).collect();
    assert_eq!(places, ["bảng 1, dòng 2", "bảng 1, dòng 3", "bảng 2, dòng 2"]);
    assert_eq!(rows[1].task, "Chế biến hồi");
    assert_eq!(owners(&rows[0]), [("Sở Y tế", Role::Lead)]);
}

#[test]
fn several_parties_stand_in_the_paragraphs_of_a_word_cell() {
    let parties = tc("", &(p("- Sở Y tế") + &p("- Công an tỉnh")));
    let body = tbl(&[
        tr(&["TT", "Nhiệm vụ", "Đơn vị thực hiện"]),
        row(&[tc("", &p("1")), tc("", &p("Kiểm tra")), parties]),
    ]);
    let rows = sound(&word(&body, &[]));
    assert_eq!(owners(&rows[0]), [("Sở Y tế", Role::Responsible), ("Công an tỉnh", Role::Responsible)]);
}

#[test]
fn a_word_file_that_cannot_be_read_says_why() {
    let deep = "<w:sdt>".repeat(300) + &"</w:sdt>".repeat(300);
    let refused = annex::read(&word(&deep, &[])).unwrap_err();
    assert_eq!(refused, ReadError::Docx(DocxError::TooDeep));
    assert!(refused.to_string().contains("lồng nhau") && refused.english().contains("nests"));
    // A merged cell of 1 MB that reaches down a hundred rows would be a hundred megabytes of text.
    let down = r#"<w:vMerge w:val="restart"/>"#;
    let mut rows = vec![row(&[tc(down, &p(&"x".repeat(1 << 20)))])];
    rows.resize(100, row(&[tc("<w:vMerge/>", "")]));
    let refused = annex::read(&word(&tbl(&rows), &[])).unwrap_err();
    assert_eq!(refused, ReadError::Docx(DocxError::TooManyCells));
}
