//! The words of an e-mail.

use askama::Template;

use super::super::facts::Line;
use super::super::model::Kind;
use super::super::texts::ReminderTexts;
use crate::web::lang::fill;

/// An e-mail in plain text.
#[derive(Template)]
#[template(path = "reminders/message.txt")]
pub struct Body<'a> {
    /// Texts in the reader's language.
    pub t: &'static ReminderTexts,
    /// To which body.
    pub to: &'a str,
    /// What comes before the list.
    pub opening: String,
    /// The sender's own words.
    pub words: Option<&'a str>,
    /// What it is about.
    pub lines: &'a [Line],
    /// Address of the site.
    pub site: Option<&'a str>,
    /// Whether the demonstration is running.
    pub demo: Option<&'static str>,
}

impl Body<'_> {
    fn greeting(&self) -> String {
        fill(self.t.m_to, &[&self.to])
    }

    fn link(&self, site: &&str) -> String {
        fill(self.t.m_open, &[site])
    }
}

/// How the list is introduced; `by` is the body for which a person sent it or acted.
#[must_use]
pub fn opening(t: &ReminderTexts, kind: Kind, by: Option<&str>) -> String {
    match (kind, by) {
        (Kind::Reminder, None) => t.m_reminder.to_owned(),
        (Kind::Reminder, Some(by)) => fill(t.m_by_body, &[&by]),
        (Kind::Courtesy, _) => t.m_courtesy.to_owned(),
        (Kind::Request, by) => fill(t.m_request, &[&by.unwrap_or_default()]),
        (Kind::Direction, by) => fill(t.m_direction, &[&by.unwrap_or_default()]),
        (Kind::SentBack, by) => fill(t.m_sent_back, &[&by.unwrap_or_default()]),
        (Kind::Decision, by) => fill(t.m_decision, &[&by.unwrap_or_default()]),
        (Kind::Reply, by) => fill(t.m_reply, &[&by.unwrap_or_default()]),
    }
}

/// The subject: how many things, how many late; nothing about lateness to bodies that are asked.
#[must_use]
pub fn subject(t: &ReminderTexts, kind: Kind, lines: &[Line]) -> String {
    let late = lines.iter().filter(|line| line.late).count();
    match kind {
        Kind::Reminder if late > 0 => fill(t.m_subject_late, &[&lines.len(), &late]),
        Kind::Reminder => fill(t.m_subject, &[&lines.len()]),
        Kind::Courtesy => t.m_subject_courtesy.to_owned(),
        Kind::Request => t.m_subject_request.to_owned(),
        Kind::Direction | Kind::SentBack | Kind::Decision | Kind::Reply => {
            fill(t.m_subject_act, &[&t.kind(kind)])
        }
    }
}
