use jiff::civil::{Date, date};
use proptest::prelude::*;
use viet::date::{ParseDateError, long, parse, show, weekday};

#[test]
fn dates_are_printed_as_the_decree_says() {
    assert_eq!(show(date(2023, 9, 6)), "06/9/2023");
    assert_eq!(show(date(2025, 2, 18)), "18/02/2025");
    assert_eq!(show(date(2025, 1, 1)), "01/01/2025");
    assert_eq!(show(date(2026, 12, 31)), "31/12/2026");
    assert_eq!(long(date(2023, 9, 6)), "ngày 06 tháng 9 năm 2023");
    assert_eq!(weekday(date(2023, 9, 6)), "thứ Tư");
    assert_eq!(weekday(date(2026, 11, 22)), "Chủ nhật");
}

#[test]
fn dates_are_read_in_every_usual_writing() {
    for text in [
        "06/9/2023",
        "6/9/2023",
        "06/09/2023",
        " 6-9-2023 ",
        "6.9.2023",
        "2023-09-06",
        "ngày 06 tháng 9 năm 2023",
    ] {
        assert_eq!(parse(text), Ok(date(2023, 9, 6)), "{text}");
    }
}

#[test]
fn a_wrong_date_is_explained() {
    assert_eq!(parse("  "), Err(ParseDateError::Empty));
    assert_eq!(parse("31/02/2023"), Err(ParseDateError::NoSuchDay("31/02/2023".into())));
    assert_eq!(parse("6/9/23"), Err(ParseDateError::ShortYear("6/9/23".into())));
    assert_eq!(parse("9/2023"), Err(ParseDateError::Unreadable("9/2023".into())));
    assert_eq!(
        parse("hôm qua").unwrap_err().to_string(),
        "Không hiểu ngày “hôm qua”: đề nghị nhập ngày/tháng/năm, ví dụ 06/9/2023."
    );
}

proptest! {
    #[test]
    fn what_is_shown_can_be_read(year in 1000i16..=9999, month in 1i8..=12, day in 1i8..=28) {
        let date = Date::new(year, month, day).unwrap();
        prop_assert_eq!(parse(&show(date)), Ok(date));
        prop_assert_eq!(parse(&long(date)), Ok(date));
        prop_assert_eq!(parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn reading_a_date_never_fails_badly(text in any::<String>()) {
        let _ = parse(&text);
    }
}
