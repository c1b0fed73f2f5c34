//! Tables read back by calamine.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use thethuc::table::{Cell, Column, Table, bare, guarded};

fn read(table: &Table) -> (Vec<Vec<Data>>, usize) {
    let bytes = table.xlsx().unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).unwrap().used_cells().count();
    let rows = book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect();
    (rows, formulas)
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: "Nhiệm vụ [2026]: bản/1".into(),
        title: "Danh mục nhiệm vụ".into(),
        remarks: vec!["Xuất ngày 21/11/2026".to_owned()],
        columns: vec![Column::words("Nhiệm vụ", 60.0), Column::day("Hạn")],
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

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_row_is_as_high_as_its_longest_words_need() {
    let sheet = |text: &str| {
        let bytes = table(vec![vec![Cell::from(text), Cell::Empty]]).xlsx().unwrap();
        part(&bytes, "xl/worksheets/sheet1.xml")
    };
    assert!(!sheet("Xây dựng vùng trồng hồi").contains("customHeight"));
    let three = sheet(&"Xây dựng vùng trồng hồi theo quy trình an toàn. ".repeat(3));
    assert!(three.contains(r#"r="4" spans="1:2" ht="47.25" customHeight="1""#), "{three}");
    assert!(sheet("một\nhai").contains(r#"ht="31.5""#));
}

#[test]
fn the_same_table_is_the_same_file_whatever_the_hour() {
    let bytes = table(Vec::new()).xlsx().unwrap();
    assert!(part(&bytes, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn what_xlsx_cannot_hold_is_cut_and_the_file_still_opens() {
    let long = "ê".repeat(40_000);
    let (rows, _) = read(&table(vec![vec![Cell::from(long), Cell::from("a\u{0}b\u{1b}c")]]));
    assert!(matches!(&rows[3][0], Data::String(s) if s.chars().count() == 32_767));
    assert_eq!(rows[3][1], Data::String("abc".into()));
}

#[test]
fn a_long_table_is_written_row_by_row_and_reads_the_same() {
    let rows = |n: i64| (0..n).map(|i| vec![Cell::from(format!("Việc {i}")), Cell::from(i)]).collect();
    let (long, _) = read(&table(rows(3_000)));
    let (short, _) = read(&table(rows(3)));
    assert_eq!(long.len(), 3_003);
    assert_eq!(long[..6], short[..6]);
    assert_eq!(long[3_002], [Data::String("Việc 2999".into()), Data::Float(2_999.0)]);
}

#[test]
fn a_link_leads_on_in_a_workbook_and_is_words_in_csv() {
    let link = Cell::Link { href: "https://hoahoi.example/nhiem-vu/1".into(), text: "IV.2".into() };
    let table = table(vec![vec![link, Cell::Empty]]);
    let (rows, _) = read(&table);
    assert_eq!(rows[3][0], Data::String("IV.2".into()));
    assert!(String::from_utf8(table.csv()).unwrap().ends_with("\r\nIV.2,\r\n"));
}

#[test]
fn csv_quotes_what_it_must_and_defuses_what_would_run() {
    let day = jiff::civil::date(2026, 11, 30);
    let rows = vec![
        vec![Cell::from("một, hai \"ba\"\nbốn"), Cell::from(day)],
        vec![Cell::from("=HYPERLINK(\"http://evil.example\")"), Cell::Empty],
        vec![Cell::from("-2+3"), Cell::Integer(-5)],
        vec![Cell::from("@SUM(A1)"), Cell::Decimal(-1.5)],
        vec![Cell::from("\t=1"), Cell::Empty],
    ];
    let csv = String::from_utf8(table(rows).csv()).unwrap();
    let wanted = "\u{feff}Nhiệm vụ,Hạn\r\n\"một, hai \"\"ba\"\"\nbốn\",2026-11-30\r\n\
                  \"'=HYPERLINK(\"\"http://evil.example\"\")\",\r\n'-2+3,-5\r\n'@SUM(A1),-1.5\r\n\"'\t=1\",\r\n";
    assert_eq!(csv, wanted);
}

proptest! {
    #[test]
    fn an_apostrophe_that_was_put_before_a_text_can_be_taken_away(text in "['=+@a \\t-]{0,6}") {
        let shown = guarded(&text);
        prop_assert_eq!(bare(&shown), text.as_str());
        prop_assert!(!shown.starts_with(['=', '+', '-', '@', '\t', '\r']));
    }
}
