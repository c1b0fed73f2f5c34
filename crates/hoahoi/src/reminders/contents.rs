//! What messages are about, whoever sent them: things owed, directions, requests decided. Like [`facts`], looked up when
//! a message is shown or sent.

use std::collections::HashMap;

use super::facts::{self, Facts, Line};
use super::model::{Subject, SubjectKind};
use super::texts::ReminderTexts;
use super::words::Timing;
use crate::db::Conn;
use crate::directions::model::State as DirectionState;
use crate::directions::store::news as directions;
use crate::extensions::model::State as ExtensionState;
use crate::extensions::store::news as extensions;
use crate::ids::{DirectionId, ExtensionId, OrgId};
use crate::web::App;
use crate::web::lang::{Texts, fill};

/// What some messages are about, as it stands now.
#[derive(Debug, Default)]
pub struct Contents {
    owed: Facts,
    directions: HashMap<(Subject, OrgId), directions::Told>,
    extensions: HashMap<(Subject, OrgId), extensions::Told>,
}

impl Contents {
    /// Looks up what some messages are about: the same number of statements however many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(c: &mut Conn, subjects: impl IntoIterator<Item = Subject>) -> sqlx::Result<Self> {
        let subjects: Vec<Subject> = subjects.into_iter().collect();
        let of = |kind| subjects.iter().filter(move |subject| subject.kind == kind).map(|subject| subject.id);
        let given: Vec<DirectionId> = of(SubjectKind::Direction).map(DirectionId).collect();
        let asked: Vec<ExtensionId> = of(SubjectKind::Extension).map(ExtensionId).collect();
        let directions = directions::told(c, &given).await?;
        let extensions = extensions::told(c, &asked).await?;
        Ok(Self {
            owed: facts::of(c, subjects).await?,
            directions: directions.into_iter().map(|of| ((of.id.into(), of.org_id), of)).collect(),
            extensions: extensions.into_iter().map(|of| ((of.id.into(), of.org_id), of)).collect(),
        })
    }

    /// One thing in words, for a body; nothing when it no longer concerns it.
    #[must_use]
    pub fn line(&self, app: &App, t: &Texts, subject: Subject, org: OrgId) -> Option<Line> {
        let key = (subject, org);
        match subject.kind {
            SubjectKind::Submission | SubjectKind::Duty => {
                self.owed.get(&key).map(|fact| fact.line(app, t, app.clock.today()))
            }
            SubjectKind::Direction => self.directions.get(&key).map(|of| direction(app, t, of)),
            SubjectKind::Extension => self.extensions.get(&key).map(|of| extension(app, t, of)),
        }
    }
    /// Where the thing itself is that a direction or a request is about: for readers who see it, but neither answer the
    /// one nor ask the other (an agency's clerk).
    #[must_use]
    pub fn place(&self, subject: Subject, org: OrgId) -> Option<String> {
        let key = (subject, org);
        let report = |id| format!("/bao-cao/{id}");
        let duty = |id| format!("/nhiem-vu/{id}");
        match subject.kind {
            SubjectKind::Submission | SubjectKind::Duty => None,
            SubjectKind::Direction => {
                let of = self.directions.get(&key)?;
                of.submission_id.map(report).or(of.duty_id.map(duty))
            }
            SubjectKind::Extension => self.extensions.get(&key).map(|of| duty(of.duty_id)),
        }
    }
}

/// A direction: its words, and by when to answer. A body outside the state system is never told that it is late.
fn direction(app: &App, t: &Texts, of: &directions::Told) -> Line {
    let r = &t.reminders;
    let href = format!("/chi-dao/{}", of.id);
    if of.restricted {
        return hidden(r, href, of.is_owed());
    }
    let subordinate = app.directory().is_subordinate(of.org_id);
    let timing = of.answer_by.map(|day| Timing::of(day, app.clock.today(), &app.calendar()));
    let when = match (of.answer_by, timing) {
        _ if of.state == DirectionState::Closed => r.closed.to_owned(),
        _ if !of.is_owed() => r.answered.to_owned(),
        (Some(day), Some(timing)) if subordinate => {
            format!("{}, {}", fill(r.answer_by, &[&day.show()]), r.timing(timing))
        }
        (Some(day), _) => fill(r.wished_on, &[&day.show()]),
        (None, _) => String::new(),
    };
    let name = match (&of.code, &of.section_path) {
        (Some(code), _) => fill(t.reporting.report_of, &[&t.reporting.period_name(code)]),
        (None, path) => clause(t, path.as_deref().unwrap_or_default(), of.paragraph.unwrap_or_default()),
    };
    Line {
        href,
        name,
        plan: plan(r, of.plan_number.as_deref()),
        said: Some(of.words().to_owned()),
        printed: false,
        when,
        late: subordinate && of.is_owed() && timing.is_some_and(Timing::is_late),
        open: of.is_owed(),
    }
}

/// A request and what was decided about it.
fn extension(app: &App, t: &Texts, of: &extensions::Told) -> Line {
    let r = &t.reminders;
    let href = format!("/gia-han/{}", of.id);
    if of.restricted {
        return hidden(r, href, true);
    }
    let subordinate = app.directory().is_subordinate(of.org_id);
    let when = match (of.state, of.granted_day) {
        (ExtensionState::Granted, Some(day)) if subordinate => fill(r.granted, &[&day.show()]),
        (ExtensionState::Granted, Some(day)) => fill(r.day_changed, &[&day.show()]),
        (ExtensionState::Refused, _) if subordinate => fill(r.refused, &[&of.from_day.show()]),
        (ExtensionState::Refused, _) => fill(r.day_kept, &[&of.from_day.show()]),
        _ => String::new(),
    };
    Line {
        href,
        name: clause(t, &of.section_path, of.paragraph),
        plan: plan(r, of.plan_number.as_deref()),
        said: Some(of.text.clone()),
        printed: true,
        when,
        late: false,
        open: true,
    }
}

/// Of security and defence only that there is something.
fn hidden(r: &ReminderTexts, href: String, open: bool) -> Line {
    Line {
        href,
        name: r.restricted.to_owned(),
        plan: String::new(),
        said: None,
        printed: false,
        when: String::new(),
        late: false,
        open,
    }
}

fn clause(t: &Texts, path: &str, paragraph: i64) -> String {
    fill(t.reminders.duty_at, &[&t.reporting.clause_of(path, paragraph)])
}

fn plan(r: &ReminderTexts, number: Option<&str>) -> String {
    number.map(|number| fill(r.of_plan, &[&number])).unwrap_or_default()
}
