//! The hour before which a version is not to be seen, as people type it: a day, and a time in Việt Nam.

use jiff::civil::Time;

use crate::db::Millis;
use crate::web::form::{Fields, Problems};
use crate::web::lang::Texts;

/// The field of the day.
pub const DAY: &str = "cong-bo-ngay";
/// The field of the time; without one the day begins at midnight.
pub const TIME: &str = "cong-bo-gio";

/// Reads the hour; nothing when none is typed. An hour that has passed is a problem: a slip in the year would let the
/// public see at once what was to wait.
pub fn read(fields: &Fields, now: Millis, problems: &mut Problems, texts: &Texts) -> Option<Millis> {
    let t = &texts.catalogue;
    let time = match fields.filled(TIME) {
        None => Some(Time::midnight()),
        Some(typed) => parse_time(typed),
    };
    if time.is_none() {
        problems.add(TIME, t.time_unreadable);
    }
    if fields.filled(DAY).is_none() && fields.filled(TIME).is_some() {
        problems.add(DAY, texts.common.required);
    }
    let day = fields.day(DAY, problems, &texts.common)?;
    let at = day.at(time?)?;
    if at <= now {
        problems.add(DAY, t.hour_has_passed);
        return None;
    }
    Some(at)
}

/// Turns the hour back into what can be typed; one that has passed has done its work and is typed no more.
pub fn write(fields: &mut Fields, not_before: Option<Millis>, now: Millis) {
    if let Some(at) = not_before.filter(|at| *at > now) {
        fields.push(DAY, at.day().show());
        fields.push(TIME, at.time());
    }
}

/// Hours and minutes: `9:00`, `09:00`, `9h`, `9h30`, `9 giờ 30`.
fn parse_time(typed: &str) -> Option<Time> {
    let typed =
        viet::nfc(typed).to_lowercase().replace("giờ", ":").replace("phút", "").replace(['h', 'g', '.'], ":");
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (hour, minute) = typed.split_once(':').unwrap_or((&typed, ""));
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i8>().ok() };
    Time::new(hour.parse().ok()?, number(minute)?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::web::lang::Lang;

    const NOW: Millis = Millis(1_795_230_000_000); // 10:00 on 21/11/2026 in Việt Nam

    fn typed(day: &str, time: &str) -> (Option<Millis>, usize) {
        let mut fields = Fields::default();
        fields.push(DAY, day);
        fields.push(TIME, time);
        let mut problems = Problems::default();
        let at = read(&fields, NOW, &mut problems, Lang::Vi.texts());
        (at, problems.iter().count())
    }

    #[test]
    fn an_hour_is_read_as_people_write_it_and_can_be_typed_again() {
        for time in ["9:30", "09:30", "9h30", "9 giờ 30", "9 giờ 30 phút", "9g30", "9.30"] {
            let (at, problems) = typed("25/11/2026", time);
            assert_eq!((at.unwrap().show().as_str(), problems), ("09:30 25/11/2026", 0), "{time}");
        }
        assert_eq!(typed("25/11/2026", "").0.unwrap().show(), "00:00 25/11/2026");
        assert_eq!(typed("25/11/2026", "9h").0.unwrap().show(), "09:00 25/11/2026");
        assert_eq!(typed("", ""), (None, 0));
        let mut fields = Fields::default();
        write(&mut fields, typed("25/11/2026", "9h30").0, NOW);
        assert_eq!((fields.get(DAY), fields.get(TIME)), ("25/11/2026", "09:30"));
        let mut passed = Fields::default();
        write(&mut passed, Some(NOW), NOW);
        assert_eq!(passed.get(DAY), "");
    }

    #[test]
    fn what_is_no_hour_to_come_is_a_problem() {
        for (day, time) in [
            ("25/11/2026", "25:00"),
            ("25/11/2026", "sáng"),
            ("", "9:00"),
            ("21/11/2025", "9:00"),
            ("31/11/2026", ""),
        ] {
            let (at, problems) = typed(day, time);
            assert_eq!((at, problems), (None, 1), "{day} {time}");
        }
        assert_eq!(typed("21/11/2026", "10:00"), (None, 1), "now is not later");
    }
}
