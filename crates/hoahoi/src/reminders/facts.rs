//! What a message is about, as it stands now: looked up when it is shown or sent, never copied into it.

use std::collections::HashMap;

use super::model::{Item, Subject};
use super::texts::ReminderTexts;
use super::words::Timing;
use crate::db::{Conn, Day, Millis};
use crate::duties::store::due::{DuePart, DueParts, due_parts};
use crate::ids::{DutyId, OrgId, SubmissionId};
use crate::organisations::Directory;
use crate::reporting::model::State;
use crate::reporting::store::due::{DueReport, DueReports, due_reports};
use crate::web::App;
use crate::web::lang::{Texts, fill};

use super::model::SubjectKind;

/// Something that a body owes, or owed.
#[derive(Debug, Clone)]
pub enum Fact {
    /// A report.
    Report(DueReport),
    /// A part in a duty.
    Part(DuePart),
}

/// A fact in words. Of a restricted duty there are none.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it is.
    pub href: String,
    /// What it is: `Báo cáo 6 tháng cuối năm 2026`, `Nhiệm vụ IV.2, đoạn 1`.
    pub name: String,
    /// Its plan.
    pub plan: String,
    /// The duty's sentence, or a direction's words.
    pub said: Option<String>,
    /// Whether these are printed in the plan; a direction's are not.
    pub printed: bool,
    /// By when: `hạn 17/12/2026, còn 3 ngày làm việc`.
    pub when: String,
    /// Whether the day has passed; never of bodies that are asked.
    pub late: bool,
    /// Whether it is still owed.
    pub open: bool,
}

impl Fact {
    /// What it is.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Report(report) => report.id.into(),
            Self::Part(part) => part.id.into(),
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn org(&self) -> OrgId {
        match self {
            Self::Report(report) => report.org_id,
            Self::Part(part) => part.org_id,
        }
    }

    /// By when.
    #[must_use]
    pub fn due_on(&self) -> Day {
        match self {
            Self::Report(report) => report.due_on,
            Self::Part(part) => part.due_on,
        }
    }

    /// Whether it is still owed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self {
            Self::Report(report) => report.is_open(),
            Self::Part(part) => part.is_open(),
        }
    }

    /// Whether it is a duty in security and defence.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        matches!(self, Self::Part(part) if part.restricted)
    }

    /// When it last changed.
    #[must_use]
    pub fn updated_at(&self) -> Millis {
        match self {
            Self::Report(report) => report.updated_at,
            Self::Part(part) => part.updated_at,
        }
    }

    /// As the ladder sees it.
    #[must_use]
    pub fn item(&self, directory: &Directory) -> Item {
        Item {
            subject: self.subject(),
            org: self.org(),
            due_on: self.due_on(),
            subordinate: directory.is_subordinate(self.org()),
            waits_for_head: matches!(self, Self::Report(report) if report.state == State::AwaitingHead),
        }
    }

    /// Its page on the site.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Report(report) => format!("/bao-cao/{}", report.id),
            Self::Part(part) => format!("/nhiem-vu/{}", part.id),
        }
    }

    /// What it is called; of a restricted duty only that it is one.
    #[must_use]
    pub fn name(&self, t: &Texts) -> String {
        match self {
            Self::Report(report) => fill(t.reporting.report_of, &[&t.reporting.period_name(&report.code)]),
            Self::Part(part) if part.restricted => t.reminders.restricted.to_owned(),
            Self::Part(part) => {
                fill(t.reminders.duty_at, &[&t.reporting.clause_of(&part.section_path, part.paragraph)])
            }
        }
    }

    /// Its plan; not of a restricted duty.
    #[must_use]
    pub fn plan(&self, t: &ReminderTexts) -> String {
        let (number, title) = match self {
            Self::Part(part) if part.restricted => return String::new(),
            Self::Part(part) => (&part.plan_number, &part.plan_title),
            Self::Report(report) => (&report.plan_number, &report.plan_title),
        };
        number.as_ref().map_or_else(|| title.clone(), |number| fill(t.of_plan, &[number]))
    }

    /// The duty's sentence; not of a restricted one.
    #[must_use]
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::Part(part) if !part.restricted => Some(&part.text),
            _ => None,
        }
    }

    /// In words, for a body on a day.
    #[must_use]
    pub fn line(&self, app: &App, t: &Texts, today: Day) -> Line {
        let subordinate = app.directory().is_subordinate(self.org());
        let timing = Timing::of(self.due_on(), today, &app.calendar());
        let day = self.due_on().show();
        let r = &t.reminders;
        let when = match (self.is_open(), self.is_restricted(), subordinate) {
            (false, ..) => r.handed_in.to_owned(),
            (true, true, _) => String::new(),
            (true, false, false) => fill(r.wished_on, &[&day]),
            (true, false, true) => format!("{}, {}", fill(r.due_on, &[&day]), r.timing(timing)),
        };
        Line {
            href: self.href(),
            name: self.name(t),
            plan: self.plan(r),
            said: self.said().map(str::to_owned),
            printed: true,
            when,
            late: subordinate && self.is_open() && !self.is_restricted() && timing.is_late(),
            open: self.is_open(),
        }
    }
}

/// Facts by what they are about and whose they are.
pub type Facts = HashMap<(Subject, OrgId), Fact>;

/// Everything still owed that is due by a day.
///
/// # Errors
/// Those of the database.
pub async fn open_until(c: &mut Conn, day: Day) -> sqlx::Result<Vec<Fact>> {
    let reports = due_reports(c, DueReports::OpenUntil(day)).await?.into_iter().map(Fact::Report);
    let parts = due_parts(c, DueParts::OpenUntil(day)).await?.into_iter().map(Fact::Part);
    Ok(reports.chain(parts).collect())
}

/// What one body still owes that is due by a day.
///
/// # Errors
/// Those of the database.
pub async fn open_of(c: &mut Conn, org: OrgId, day: Day) -> sqlx::Result<Vec<Fact>> {
    let reports = due_reports(c, DueReports::OpenOf(org, day)).await?.into_iter().map(Fact::Report);
    let parts = due_parts(c, DueParts::OpenOf(org, day)).await?.into_iter().map(Fact::Part);
    Ok(reports.chain(parts).collect())
}

/// Everything of some bodies that is due between two days, handed in or not.
///
/// # Errors
/// Those of the database.
pub async fn between(c: &mut Conn, orgs: &[OrgId], from: Day, to: Day) -> sqlx::Result<Vec<Fact>> {
    let reports = due_reports(c, DueReports::Of(orgs, from, to)).await?.into_iter().map(Fact::Report);
    let parts = due_parts(c, DueParts::Of(orgs, from, to)).await?.into_iter().map(Fact::Part);
    Ok(reports.chain(parts).collect())
}

/// What some messages of the ladder and of people are about, as it stands now.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, subjects: impl IntoIterator<Item = Subject>) -> sqlx::Result<Facts> {
    let (mut reports, mut duties) = (Vec::new(), Vec::new());
    for subject in subjects {
        match subject.kind {
            SubjectKind::Submission => reports.push(SubmissionId(subject.id)),
            SubjectKind::Duty => duties.push(DutyId(subject.id)),
            SubjectKind::Direction | SubjectKind::Extension => {}
        }
    }
    let mut facts = Facts::new();
    if !reports.is_empty() {
        for report in due_reports(c, DueReports::These(&reports)).await? {
            facts.insert((report.id.into(), report.org_id), Fact::Report(report));
        }
    }
    if !duties.is_empty() {
        for part in due_parts(c, DueParts::These(&duties)).await? {
            facts.insert((part.id.into(), part.org_id), Fact::Part(part));
        }
    }
    Ok(facts)
}
