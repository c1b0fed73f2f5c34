//! Tables read back by calamine.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use thethuc::table::{Cell, Column, Table};

fn read(table: &Table<'_>) -> (Vec<Vec<Data>>, usize) {
    let bytes = table.xlsx().unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).unwrap().used_cells().count();
    let rows = book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect();
    (rows, formulas)
}

fn table(rows: Vec<Vec<Cell>>) -> Table<'static> {
    Table {
        name: "Nhiệm vụ [2026]: bản/1",
        title: "Danh mục nhiệm vụ",
        remarks: vec!["Xuất ngày 21/11/2026".to_owned()],
        columns: vec![Column { heading: "Nhiệm vụ", width: 60.0 }, Column { heading: "Hạn", width: 12.0 }],
        rows,
    }
}

#[test]
fn words_numbers_and_days_come_back_as_they_went_in() {
    let day = jiff::civil::date(2026, 11, 30);
    let (rows, _) = read(&table(vec![
        vec![Cell::from("Xây dựng vùng trồng hồi"), Cell::from(day)],
        vec![Cell::from(27_i64), Cell::Empty],
    ]));
    assert_eq!(rows[0][0], Data::String("Danh mục nhiệm vụ".into()));
    assert_eq!(rows[2][0], Data::String("Nhiệm vụ".into()));
    assert_eq!(rows[3][0], Data::String("Xây dựng vùng trồng hồi".into()));
    assert!(matches!(&rows[3][1], Data::DateTime(d) if d.is_datetime()), "{:?}", rows[3][1]);
    assert_eq!(rows[4][0], Data::Float(27.0));
}

#[test]
fn nothing_a_person_typed_becomes_a_formula() {
    let attacks =
        ["=HYPERLINK(\"http://evil.example\",\"Xem\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "  =1", "＝1"];
    let (rows, formulas) = read(&table(attacks.iter().map(|a| vec![Cell::from(*a), Cell::Empty]).collect()));
    assert_eq!(formulas, 0);
    for (row, attack) in rows[3..].iter().zip(attacks) {
        assert_eq!(row[0], Data::String(attack.into()));
    }
}

#[test]
fn what_xlsx_cannot_hold_is_cut_and_the_file_still_opens() {
    let long = "ê".repeat(40_000);
    let (rows, _) = read(&table(vec![vec![Cell::from(long), Cell::from("a\u{0}b\u{1b}c")]]));
    assert!(matches!(&rows[3][0], Data::String(s) if s.chars().count() == 32_767));
    assert_eq!(rows[3][1], Data::String("abc".into()));
}
