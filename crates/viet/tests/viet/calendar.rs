use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::sync::LazyLock;
use viet::calendar::Calendar;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::vietnam);

#[test]
fn the_table_that_comes_with_the_crate_is_sound() {
    let table = include_str!("../../data/holidays.toml");
    let calendar = Calendar::from_toml(table).unwrap();
    assert!((2023..=2027).all(|year| calendar.knows(year)));
    assert!(!calendar.knows(2028));
    let is_worked = |date: Date| CALENDAR.is_working_day(date);
    // Every moved day is a Monday to Friday, every made-up day a weekend day, else the table says nothing.
    for worked in [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10)] {
        assert!(is_worked(worked) && worked.weekday().to_monday_zero_offset() >= 5);
    }
}

#[test]
fn tet_is_free_and_the_day_after_is_not() {
    assert!(CALENDAR.is_working_day(date(2025, 1, 24)));
    assert!(!CALENDAR.is_working_day(date(2025, 1, 27)));
    assert_eq!(CALENDAR.next_working_day(date(2025, 1, 25)), date(2025, 2, 3));
    assert_eq!(CALENDAR.previous_working_day(date(2025, 2, 2)), date(2025, 1, 24));
    assert_eq!(CALENDAR.holiday(date(2025, 1, 29)).unwrap().name, "Tết Nguyên đán");
}

#[test]
fn moved_days_are_free_and_made_up_on_a_saturday() {
    assert!(!CALENDAR.is_working_day(date(2024, 4, 29)));
    assert!(CALENDAR.is_working_day(date(2024, 5, 4)));
    assert!(!CALENDAR.is_working_day(date(2024, 5, 11)));
}

#[test]
fn the_day_of_vietnamese_culture_is_free_from_2026() {
    assert!(CALENDAR.is_working_day(date(2025, 11, 24)));
    assert!(!CALENDAR.is_working_day(date(2026, 11, 24)));
}

#[test]
fn unsure_days_say_so() {
    assert!(CALENDAR.is_unverified(date(2027, 2, 5)));
    assert!(CALENDAR.is_unverified(date(2026, 8, 22)));
    assert!(!CALENDAR.is_unverified(date(2025, 1, 29)));
    assert!(CALENDAR.is_unverified(date(2030, 5, 6)));
}

#[test]
fn a_year_without_a_table_keeps_the_fixed_holidays() {
    assert!(!CALENDAR.is_working_day(date(2030, 5, 1)));
    assert!(CALENDAR.is_working_day(date(2030, 5, 2)));
}

#[test]
fn counting_skips_what_is_free() {
    // 30/4 and 01/5/2025 are holidays, 02/5 is moved to Saturday 26/4.
    assert_eq!(CALENDAR.add_working_days(date(2025, 4, 25), 1), date(2025, 4, 26));
    assert_eq!(CALENDAR.add_working_days(date(2025, 4, 29), 1), date(2025, 5, 5));
    assert_eq!(CALENDAR.add_working_days(date(2025, 5, 5), -1), date(2025, 4, 29));
    assert_eq!(CALENDAR.add_working_days(date(2025, 5, 1), 0), date(2025, 5, 1));
    assert_eq!(CALENDAR.working_days_between(date(2025, 4, 29), date(2025, 5, 6)), 2);
    assert_eq!(CALENDAR.working_days_between(date(2025, 5, 6), date(2025, 4, 29)), -2);
}

#[test]
fn an_office_replaces_a_year() {
    let own = Calendar::from_toml("[[year]]\nyear = 2027\noff = [{ name = \"Tết\", from = \"2027-02-04\" }]")
        .unwrap();
    let calendar = Calendar::vietnam().replaced_by(own);
    assert!(!calendar.is_working_day(date(2027, 2, 4)));
    assert!(calendar.is_working_day(date(2027, 2, 8)));
    assert!(!calendar.is_working_day(date(2025, 1, 27)));
}

#[test]
fn a_day_in_the_wrong_year_is_refused() {
    let wrong = "[[year]]\nyear = 2027\noff = [{ name = \"Tết\", from = \"2026-02-04\" }]";
    assert!(Calendar::from_toml(wrong).unwrap_err().to_string().contains("2026-02-04"));
    let backwards =
        "[[year]]\nyear = 2027\noff = [{ name = \"Tết\", from = \"2027-02-04\", to = \"2027-02-03\" }]";
    assert!(Calendar::from_toml(backwards).is_err());
}

fn any_day() -> impl Strategy<Value = Date> {
    (2022i16..=2028, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn adding_and_counting_agree(day in any_day(), count in -60i32..60) {
        let there = CALENDAR.add_working_days(day, count);
        prop_assert!(count == 0 || CALENDAR.is_working_day(there));
        if CALENDAR.is_working_day(day) {
            prop_assert_eq!(CALENDAR.working_days_between(day, there), i64::from(count));
        }
    }

    #[test]
    fn lateness_adds_up(a in any_day(), b in any_day(), c in any_day()) {
        let between = |x, y| CALENDAR.working_days_between(x, y);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
    }

    #[test]
    fn the_next_working_day_is_worked_and_near(day in any_day()) {
        let next = CALENDAR.next_working_day(day);
        prop_assert!(CALENDAR.is_working_day(next));
        prop_assert!(next >= day && (next - day).get_days() <= 10);
    }
}
