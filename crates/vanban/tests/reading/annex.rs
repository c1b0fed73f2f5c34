//! The list of tasks that goes with a plan.

use rust_xlsxwriter::{Format, Workbook};
use vanban::model::Recurrence;
use vanban::{ReadError, annex};

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
    let rows = annex::read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [6, 7, 9]);
    assert_eq!(rows[0].sheet.as_deref(), Some("Phụ lục"));
    assert_eq!(rows[0].group.as_deref(), Some("I Cơ chế, chính sách"));
    assert_eq!(rows[0].coordinators, ["Sở Tài chính", "các sở, ngành"]);
    assert_eq!(rows[0].deadline.as_ref().unwrap().until.as_deref(), Some("2026-12"));
    assert_eq!(rows[0].product.as_deref(), Some("Quyết định"));
    assert_eq!(rows[1].owners, ["Báo Lạng Sơn", "UBND các xã, phường"]);
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
    let rows = annex::read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(rows[0].owners, ["Sở Công Thương"]);
    assert_eq!(rows[1].owners, ["Sở Công Thương"]);
    assert_eq!(rows[0].coordinators, ["Sở Y tế"]);
}

#[test]
fn a_markdown_table_is_read_like_a_sheet() {
    let rows = annex::read(
        "# Phụ lục\n\n| STT | Nhiệm vụ | Đơn vị thực hiện | Hoàn thành | Ghi chú |\n|---|---|---|---|---|\n| 1 | Lập bản đồ nguồn gen | Sở Nông nghiệp và Môi trường | 30/6/2027 | mới |\n".as_bytes(),
    )
    .unwrap();
    assert_eq!(rows[0].sheet, None);
    assert_eq!(rows[0].row, 2);
    assert_eq!(rows[0].deadline.as_ref().unwrap().date.unwrap().to_string(), "2027-06-30");
    assert_eq!(rows[0].note.as_deref(), Some("mới"));
}

#[test]
fn a_row_that_cannot_be_understood_refuses_the_whole_and_names_its_place() {
    let message = refusal(&[HEADINGS, &["1", "Trồng hồi", "Sở Y tế"], &["2", "", "Sở Tài chính"]]);
    assert!(
        message.contains("“Phụ lục”")
            && message.contains("dòng 3")
            && message.contains("“Nội dung nhiệm vụ”")
    );
    let message = refusal(&[HEADINGS, &["1", "Trồng hồi", "#REF!"]]);
    assert!(message.contains("dòng 2") && message.contains("“Cơ quan chủ trì”") && message.contains("#REF!"));
}

#[test]
fn a_table_without_the_needed_columns_is_refused() {
    assert!(refusal(&[&["Họ tên", "Ngày sinh"], &["A", "B"]]).contains("Cơ quan chủ trì"));
    assert!(refusal(&[HEADINGS]).contains("không có nhiệm vụ nào"));
    assert!(annex::read(b"PK\x03\x04 broken").is_err());
}
