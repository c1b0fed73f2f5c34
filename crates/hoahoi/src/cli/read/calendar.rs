//! Dated duties as a calendar.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use thethuc::calendar::{Calendar, Event, Repeat};
use vanban::Document;
use vanban::model::{Due, Duty};

use super::words;

/// Longest summary, in characters: calendar programs show one line.
const SUMMARY: usize = 120;
/// Characters of the file's digest that tell documents apart.
const DIGEST: usize = 16;

/// The duties that fall due on a day that their words name, each an event; `None` when there is none. What comes round
/// begins on the first such day after the document, so a document without a day has no event for it.
pub(super) fn calendar(document: &Document) -> Option<String> {
    let actions = document.actions();
    let events: Vec<Event> = document
        .duties
        .iter()
        .zip(&actions)
        .filter_map(|(duty, action)| event(document, duty, action))
        .collect();
    let name = format!("Thời hạn. {}", words::document(document));
    let name = name.trim_end_matches([' ', '.']).to_owned();
    (!events.is_empty()).then(|| Calendar { name, refresh_hours: None, events }.ics())
}

fn event(document: &Document, duty: &Duty, action: &str) -> Option<Event> {
    let issued = document.header.date;
    let (day, repeats) = match duty.due()? {
        Due::Once(day) => (day, None),
        due @ Due::Monthly(_) => (due.first(issued?)?, Some(Repeat::Monthly)),
        due @ Due::Yearly(_, _) => (due.first(issued?)?, Some(Repeat::Yearly)),
    };
    let digest = document.source.sha256.get(..DIGEST).unwrap_or_default();
    let owners = duty.owners.join("; ");
    Some(Event {
        uid: format!("{}-{digest}@hoahoi", duty.id),
        day,
        repeats,
        summary: viet::shorten(&[owners.as_str(), action].join(": "), SUMMARY),
        description: description(document, duty, action),
        url: None,
        // The document's own day, so that the same file always gives the same calendar.
        changed: issued
            .and_then(|day| day.to_zoned(TimeZone::UTC).ok())
            .map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp()),
        alarms: Vec::new(),
    })
}

fn description(document: &Document, duty: &Duty, action: &str) -> String {
    let section = duty.section.as_ref().map(|path| format!("Mục {path}"));
    let place =
        [Some(words::document(document)), section].into_iter().flatten().filter(|part| !part.is_empty());
    let labelled = |label: &str, text: String| (!text.is_empty()).then(|| format!("{label}: {text}"));
    let lines = [
        Some(action.to_owned()),
        labelled(words::role(duty.role), duty.owners.join("; ")),
        labelled("Phối hợp", duty.coordinators.join("; ")),
        labelled("Thời hạn", words::when(duty)),
        labelled("Sản phẩm", duty.product.clone().unwrap_or_default()),
        Some(place.collect::<Vec<_>>().join(". ")),
    ];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
