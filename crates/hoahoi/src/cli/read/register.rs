//! The register of duties as a workbook.

use thethuc::table::{Cell, Column, Table, TableError};
use vanban::Document;
use vanban::model::{Lines, Span};

use super::words;

/// The duties of a document, a row each, with the place where each stands.
///
/// # Errors
/// When the table is larger than XLSX allows.
pub(super) fn workbook(document: &Document) -> Result<Vec<u8>, TableError> {
    table(document).xlsx()
}

fn table(document: &Document) -> Table {
    let lines = Lines::of(&document.source_text);
    let rows = document.duties.iter().zip(document.actions()).zip(1_i64..).map(|((duty, action), number)| {
        vec![
            Cell::from(number),
            Cell::from(duty.section.clone()),
            Cell::from(action),
            Cell::from(duty.owners.join("; ")),
            Cell::from(words::role(duty.role)),
            Cell::from(duty.coordinators.join("; ")),
            Cell::from(words::when(duty)),
            Cell::from(duty.deadline.as_ref().and_then(|deadline| deadline.last_day())),
            Cell::from(duty.product.clone()),
            Cell::from(duty.basis.join("; ")),
            Cell::from(place(&lines, duty.span)),
        ]
    });
    Table {
        name: "Nhiệm vụ".into(),
        title: "Danh mục nhiệm vụ được giao".into(),
        remarks: remarks(document),
        columns: vec![
            Column { width: 6.0, ..Column::number("STT") },
            Column::words("Mục", 11.0),
            Column::words("Nội dung nhiệm vụ", 60.0),
            Column::words("Cơ quan chủ trì, thực hiện", 28.0),
            Column::words("Vai trò", 11.0),
            Column::words("Phối hợp", 28.0),
            Column::words("Thời hạn", 20.0),
            Column::day("Ngày cuối"),
            Column::words("Sản phẩm", 24.0),
            Column::words("Căn cứ", 18.0),
            Column::words("Vị trí trong văn bản", 14.0),
        ],
        rows: rows.collect(),
    }
}

fn remarks(document: &Document) -> Vec<String> {
    let title = document.header.title.clone().unwrap_or_default();
    let read = "Do chương trình đọc từ văn bản; cần kiểm tra lại trước khi giao việc.".to_owned();
    [words::document(document), title, read].into_iter().filter(|remark| !remark.is_empty()).collect()
}

/// "Dòng 45", "Dòng 45–47".
fn place(lines: &Lines<'_>, span: Span) -> String {
    let (first, last) = lines.numbers(span);
    if first == last { format!("Dòng {first}") } else { format!("Dòng {first}–{last}") }
}
