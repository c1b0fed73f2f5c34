//! Calendars as iCalendar (RFC 5545): all-day events with alarms.
//!
//! Events, not to-dos: Google Calendar and Outlook leave `VTODO` out when they take a calendar in.
//!
//! ```
//! use thethuc::calendar::{Calendar, Event, Repeat};
//!
//! let report = Event {
//!     uid: "d6-182@hoahoi".into(),
//!     day: "2026-12-15".parse()?,
//!     repeats: Some(Repeat::Yearly),
//!     summary: "Hạn: Báo cáo".into(),
//!     changed: "2026-06-05T00:00:00Z".parse()?,
//!     ..Event::default()
//! };
//! let calendar = Calendar { name: "Kế hoạch 182".into(), refresh_hours: None, events: vec![report] };
//! assert!(calendar.ics().contains("DTSTART;VALUE=DATE:20261215\r\n"));
//! # Ok::<(), jiff::Error>(())
//! ```

use jiff::Timestamp;
use jiff::civil::Date;

/// The longest content line in octets, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;
/// Alarms sound at eight in the morning.
const ALARM_HOUR: i64 = 8;

/// A calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// How programs call it.
    pub name: String,
    /// After how many hours a program that follows an address should ask again; `None` for a file.
    pub refresh_hours: Option<u32>,
    /// What it holds.
    pub events: Vec<Event>,
}

/// One day on which something is due.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Stays the same for the same thing.
    pub uid: String,
    /// The day; the first, where it repeats.
    pub day: Date,
    /// How it comes round again.
    pub repeats: Option<Repeat>,
    /// What is due.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Its page.
    pub url: Option<String>,
    /// When it last changed.
    pub changed: Timestamp,
    /// So many days before the day an alarm sounds; 0 is the morning of the day.
    pub alarms: Vec<i64>,
}

/// How an event comes round again, without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Each month on the same day of the month; a month without it is passed over.
    Monthly,
    /// Each year on the same day.
    Yearly,
}

impl Calendar {
    /// Writes the calendar. Nothing in it comes from the clock: the same events give the same bytes.
    #[must_use]
    pub fn ics(&self) -> String {
        let mut out = Lines::default();
        out.plain("BEGIN:VCALENDAR");
        out.plain("VERSION:2.0");
        out.plain("PRODID:-//Hoa Hoi//Hoa Hoi//VI");
        out.plain("CALSCALE:GREGORIAN");
        out.text("X-WR-CALNAME", &self.name);
        out.text("NAME", &self.name);
        if let Some(hours) = self.refresh_hours {
            out.plain(&format!("REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H"));
        }
        self.events.iter().for_each(|event| out.event(event));
        out.plain("END:VCALENDAR");
        out.0
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, event: &Event) {
        let changed = instant(event.changed);
        self.plain("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        self.plain(&format!("DTSTAMP:{changed}"));
        self.plain(&format!("LAST-MODIFIED:{changed}"));
        self.plain(&format!("DTSTART;VALUE=DATE:{}", date(event.day)));
        if let Ok(next) = event.day.tomorrow() {
            self.plain(&format!("DTEND;VALUE=DATE:{}", date(next)));
        }
        match event.repeats {
            Some(Repeat::Monthly) => self.plain("RRULE:FREQ=MONTHLY"),
            Some(Repeat::Yearly) => self.plain("RRULE:FREQ=YEARLY"),
            None => {}
        }
        self.text("SUMMARY", &event.summary);
        if !event.description.is_empty() {
            self.text("DESCRIPTION", &event.description);
        }
        if let Some(url) = &event.url {
            self.plain(&format!("URL:{url}"));
        }
        self.plain("TRANSP:TRANSPARENT");
        for days in &event.alarms {
            self.plain("BEGIN:VALARM");
            self.plain("ACTION:DISPLAY");
            self.plain(&format!("TRIGGER:{}", trigger(*days)));
            self.text("DESCRIPTION", &event.summary);
            self.plain("END:VALARM");
        }
        self.plain("END:VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.plain(&format!("{name}:{}", escape(value)));
    }

    /// Appends a line, folded where it is too long and never inside a character.
    fn plain(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value (RFC 5545, 3.3.11); other control characters have no place in it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn date(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A duration from the beginning of the day to eight in the morning so many days before it.
fn trigger(days: i64) -> String {
    let hours = ALARM_HOUR - 24 * days;
    let sign = if hours < 0 { "-" } else { "" };
    match (hours.abs() / 24, hours.abs() % 24) {
        (0, hours) => format!("{sign}PT{hours}H"),
        (days, 0) => format!("{sign}P{days}D"),
        (days, hours) => format!("{sign}P{days}DT{hours}H"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "submission-1@hoahoi".into(),
            day: "2026-12-31".parse().unwrap(),
            summary: summary.into(),
            changed: Timestamp::from_millisecond(1_796_000_000_000).unwrap(),
            alarms: vec![9, 1, 0],
            ..Event::default()
        }
    }

    fn write(name: &str, events: &[Event]) -> String {
        Calendar { name: name.to_owned(), refresh_hours: Some(6), events: events.to_vec() }.ics()
    }

    /// Undoes folding and escapes: names and values in order.
    fn read(calendar: &str) -> Vec<(String, String)> {
        let unfolded = calendar.replace("\r\n ", "");
        let value = |raw: &str| {
            let (mut out, mut chars) = (String::new(), raw.chars());
            while let Some(c) = chars.next() {
                match (c, c == '\\') {
                    (_, true) => match chars.next() {
                        Some('n' | 'N') => out.push('\n'),
                        Some(c) => out.push(c),
                        None => panic!("an escape without its character"),
                    },
                    (c, false) => out.push(c),
                }
            }
            out
        };
        unfolded
            .strip_suffix("\r\n")
            .unwrap()
            .split("\r\n")
            .map(|line| line.split_once(':').unwrap())
            .map(|(name, raw)| (name.to_owned(), value(raw)))
            .collect()
    }

    #[test]
    fn an_event_lasts_its_day_and_alarms_sound_in_the_morning() {
        let written = write("Hạn", &[event("Hạn: Báo cáo")]);
        for line in [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "TRIGGER:-P8DT16H",
            "TRIGGER:-PT16H",
            "TRIGGER:PT8H",
            "DTSTAMP:20261130T005320Z",
        ] {
            assert!(written.contains(&format!("{line}\r\n")), "{line} in {written}");
        }
        assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn what_comes_round_has_a_rule_and_a_file_asks_for_no_refresh() {
        let yearly = Event { repeats: Some(Repeat::Yearly), ..event("Báo cáo năm") };
        let monthly = Event { repeats: Some(Repeat::Monthly), ..event("Báo cáo tháng") };
        let file = Calendar { name: "Hạn".into(), refresh_hours: None, events: vec![yearly, monthly] }.ics();
        assert!(file.contains("RRULE:FREQ=YEARLY\r\n") && file.contains("RRULE:FREQ=MONTHLY\r\n"));
        assert!(!file.contains("REFRESH-INTERVAL") && write("Hạn", &[]).contains("DURATION:PT6H\r\n"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_no_line_is_too_long(name in "\\PC{0,200}", summary in "[\\PC\n;,\\\\ộ]{0,300}") {
            let written = write(&name, &[event(&summary)]);
            for line in written.split("\r\n") {
                prop_assert!(line.len() <= LINE, "{} octets: {line}", line.len());
            }
            let read = read(&written);
            let of = |key: &str| read.iter().find(|(name, _)| name == key).unwrap().1.clone();
            let plain = |text: &str| text.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>();
            prop_assert_eq!(of("SUMMARY"), plain(&summary));
            prop_assert_eq!(of("X-WR-CALNAME"), plain(&name));
        }
    }
}
