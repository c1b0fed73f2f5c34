//! From what is owed and what has been said to what is to be said today.

use std::collections::{BTreeMap, HashSet};

use uuid::Uuid;
use viet::calendar::Calendar;

use super::{Ladder, Reach, Rung};
use crate::db::Day;
use crate::ids::{DirectionId, DutyId, ExtensionId, OrgId, SubmissionId};
use crate::text_enum;

text_enum! {
    /// What a message can be about.
    pub enum SubjectKind {
        /// A report.
        Submission = "submission",
        /// A duty with a deadline.
        Duty = "duty",
        /// A direction of the leadership.
        Direction = "direction",
        /// A request for a later day.
        Extension = "extension",
    }
}

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What sort of thing.
    pub kind: SubjectKind,
    /// Which one.
    pub id: Uuid,
}

impl From<SubmissionId> for Subject {
    fn from(id: SubmissionId) -> Self {
        Self { kind: SubjectKind::Submission, id: id.0 }
    }
}

impl From<DutyId> for Subject {
    fn from(id: DutyId) -> Self {
        Self { kind: SubjectKind::Duty, id: id.0 }
    }
}

impl From<DirectionId> for Subject {
    fn from(id: DirectionId) -> Self {
        Self { kind: SubjectKind::Direction, id: id.0 }
    }
}

impl From<ExtensionId> for Subject {
    fn from(id: ExtensionId) -> Self {
        Self { kind: SubjectKind::Extension, id: id.0 }
    }
}

text_enum! {
    /// How a body is spoken to.
    pub enum Kind {
        /// Đôn đốc: a body of the state system.
        Reminder = "reminder",
        /// Thông tin trước ngày: a body outside it, before the day.
        Courtesy = "courtesy",
        /// Đề nghị quan tâm, phối hợp: a body outside it, by a person.
        Request = "request",
        /// Ý kiến chỉ đạo: a body of the state system, when a direction is given.
        Direction = "direction",
        /// Đề nghị làm rõ thêm: a body of the state system, when its answer to a direction is sent back.
        SentBack = "sent-back",
        /// Kết quả đề nghị gia hạn: a body of the state system, when its request is decided.
        Decision = "decision",
        /// Trả lời đề nghị điều chỉnh thời gian: the same to a body outside it.
        Reply = "reply",
    }
}

impl Kind {
    /// Whether an act said it, not the ladder or a person who urges.
    #[must_use]
    pub fn is_of_act(self) -> bool {
        matches!(self, Self::Direction | Self::SentBack | Self::Decision | Self::Reply)
    }
}

/// What an act tells a body at once, in the act's own transaction.
#[derive(Debug, Clone, Copy)]
pub struct News {
    /// The body.
    pub org: OrgId,
    /// How it is spoken to.
    pub kind: Kind,
    /// What about.
    pub subject: Subject,
    /// The day named in it, or the day of the act.
    pub day: Day,
    /// The revision that the act made: the ledger knows by it what was said already.
    pub revision: i64,
    /// Whether the body belongs to the state system.
    pub subordinate: bool,
}

impl News {
    /// The message: also to the head, through whom the body answers.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let item = Item {
            subject: self.subject,
            org: self.org,
            due_on: self.day,
            subordinate: self.subordinate,
            waits_for_head: true,
        };
        let due = Due { item, rung: Rung::Act(self.revision), reaches: Reach::Head, skipped: Vec::new() };
        Notice { org: self.org, kind: self.kind, due: vec![due] }
    }
}

/// Something that a body still owes: it has not been handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub subject: Subject,
    /// Of which body.
    pub org: OrgId,
    /// By when.
    pub due_on: Day,
    /// Whether the body belongs to the state system: the others are never urged.
    pub subordinate: bool,
    /// Whether it waits for the head's approval: then the head is told at every rung.
    pub waits_for_head: bool,
}

/// A row of the ledger: this has been said, or a later rung was said in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told {
    /// About what.
    pub subject: Subject,
    /// To which body.
    pub org: OrgId,
    /// For which day; another day begins a new ladder.
    pub due_on: Day,
    /// Which rung.
    pub rung: Rung,
}

/// One thing in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What is owed.
    pub item: Item,
    /// The rung it has reached.
    pub rung: Rung,
    /// Whom it reaches.
    pub reaches: Reach,
    /// Lower rungs that were never said and are skipped now.
    pub skipped: Vec<Rung>,
}

/// One message to one body: everything that it is to be told today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The body.
    pub org: OrgId,
    /// How it is spoken to.
    pub kind: Kind,
    /// What about, nearest day first.
    pub due: Vec<Due>,
}

impl Notice {
    /// Whom the message as a whole reaches.
    #[must_use]
    pub fn reaches(&self) -> Reach {
        self.due.iter().map(|due| due.reaches).max().unwrap_or(Reach::Officer)
    }
}

/// Works out the messages of a day.
///
/// Nothing is sent on a day on which offices are closed. Of several rungs that are due (after a stop of the system)
/// only the highest is said and the lower ones are skipped; a rung before the day lapses when the day has passed.
/// What has been said once is not said again.
#[must_use]
pub fn plan(today: Day, items: &[Item], told: &[Told], ladder: &Ladder, calendar: &Calendar) -> Vec<Notice> {
    if !calendar.is_working_day(today.0) {
        return Vec::new();
    }
    let told: HashSet<Told> = told.iter().copied().collect();
    let mut by_org: BTreeMap<OrgId, Vec<Due>> = BTreeMap::new();
    for item in items {
        if let Some(due) = due(today, item, &told, ladder, calendar) {
            by_org.entry(item.org).or_default().push(due);
        }
    }
    let notice = |(org, mut due): (OrgId, Vec<Due>)| {
        due.sort_by_key(|d| (d.item.due_on, d.item.subject));
        let subordinate = due.first().is_some_and(|d| d.item.subordinate);
        Notice { org, kind: if subordinate { Kind::Reminder } else { Kind::Courtesy }, due }
    };
    by_org.into_iter().map(notice).collect()
}

/// The rung that one thing has reached, if it is still to be said.
fn due(today: Day, item: &Item, told: &HashSet<Told>, ladder: &Ladder, calendar: &Calendar) -> Option<Due> {
    let said =
        |rung| told.contains(&Told { subject: item.subject, org: item.org, due_on: item.due_on, rung });
    let passed = today.0 > calendar.next_working_day(item.due_on.0);
    let reached: Vec<_> = ladder
        .steps(item.subordinate)
        .iter()
        .filter(|step| !(passed && step.rung().is_early()))
        .filter(|step| step.rung().falls_on(item.due_on, calendar).is_some_and(|day| day <= today))
        .collect();
    let highest = reached.last()?;
    if said(highest.rung()) {
        return None;
    }
    let skipped =
        reached.iter().map(|step| step.rung()).filter(|rung| *rung != highest.rung() && !said(*rung));
    Some(Due {
        item: *item,
        rung: highest.rung(),
        reaches: if item.waits_for_head { Reach::Head } else { highest.reaches },
        skipped: skipped.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    fn item(due: &str) -> Item {
        Item {
            subject: SubmissionId::new().into(),
            org: OrgId::new(),
            due_on: day(due),
            subordinate: true,
            waits_for_head: false,
        }
    }

    /// Writes what was planned into the ledger, as the store does.
    fn book(ledger: &mut Vec<Told>, notices: &[Notice]) {
        for due in notices.iter().flat_map(|n| &n.due) {
            let Item { subject, org, due_on, .. } = due.item;
            let rungs = due.skipped.iter().copied().chain([due.rung]);
            ledger.extend(rungs.map(|rung| Told { subject, org, due_on, rung }));
        }
    }

    /// Every day from one to another, except those on which the system stands still.
    fn run(items: &[Item], from: &str, to: &str, runs: impl Fn(Day) -> bool) -> Vec<(Day, Rung)> {
        let (ladder, calendar) = (Ladder::standard(), Calendar::vietnam());
        let (mut ledger, mut said) = (Vec::new(), Vec::new());
        let mut today = day(from);
        while today <= day(to) {
            if runs(today) {
                // twice a day, as two replicas would
                for _ in 0..2 {
                    let notices = plan(today, items, &ledger, &ladder, &calendar);
                    book(&mut ledger, &notices);
                    said.extend(notices.iter().flat_map(|n| n.due.iter().map(|d| (today, d.rung))));
                }
            }
            today = Day(today.0.tomorrow().unwrap());
        }
        said
    }

    fn words(said: &[(Day, Rung)]) -> Vec<String> {
        said.iter().map(|(day, rung)| format!("{day} {rung}")).collect()
    }

    #[test]
    fn each_rung_is_said_once_on_its_working_day() {
        // 17/12/2026 is a Thursday
        let said = run(&[item("2026-12-17")], "2026-11-20", "2027-03-01", |_| true);
        assert_eq!(
            words(&said),
            ["2026-12-08 T-7", "2026-12-16 T-1", "2026-12-17 T", "2026-12-22 T+3", "2026-12-28 T+7"]
        );
    }

    #[test]
    fn after_a_stop_only_the_highest_rung_is_said() {
        let down = |d: Day| !(day("2026-12-14")..=day("2026-12-18")).contains(&d);
        let said = run(&[item("2026-12-17")], "2026-11-20", "2026-12-31", down);
        // the stop ends on Saturday the 19th, and nobody is urged on a weekend
        assert_eq!(words(&said), ["2026-12-08 T-7", "2026-12-21 T", "2026-12-22 T+3", "2026-12-28 T+7"]);
    }

    #[test]
    fn a_day_set_at_short_notice_begins_on_its_rung() {
        let said = run(&[item("2026-12-17")], "2026-12-15", "2026-12-17", |_| true);
        assert_eq!(words(&said), ["2026-12-15 T-7", "2026-12-16 T-1", "2026-12-17 T"]);
    }

    #[test]
    fn bodies_outside_the_state_system_hear_once_before_the_day_and_never_after_it() {
        let outside = Item { subordinate: false, ..item("2026-12-17") };
        assert_eq!(words(&run(&[outside], "2026-11-20", "2027-03-01", |_| true)), ["2026-12-08 T-7"]);
        assert!(run(&[outside], "2026-12-18", "2027-03-01", |_| true).is_empty());
        let calendar = Calendar::vietnam();
        let notices = plan(day("2026-12-08"), &[outside], &[], &Ladder::standard(), &calendar);
        assert_eq!(notices[0].kind, Kind::Courtesy);
    }

    #[test]
    fn what_waits_for_the_head_is_said_to_the_head() {
        let calendar = Calendar::vietnam();
        let waiting = Item { waits_for_head: true, ..item("2026-12-17") };
        let notices = plan(day("2026-12-08"), &[waiting], &[], &Ladder::standard(), &calendar);
        assert_eq!(notices[0].reaches(), Reach::Head);
    }

    fn a_day(n: i64) -> Day {
        Day(jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(n)))
    }

    proptest! {
        #[test]
        fn no_rung_is_ever_said_twice_and_one_message_a_day_reaches_a_body(
            due in prop::collection::vec((0_i64..120, 0..3_usize, any::<bool>()), 1..8),
            handed_in in prop::collection::vec(prop::option::of(0_i64..160), 8),
            runs in prop::collection::vec(any::<bool>(), 160),
        ) {
            let (ladder, calendar) = (Ladder::standard(), Calendar::vietnam());
            let orgs = [OrgId::new(), OrgId::new(), OrgId::new()];
            let items: Vec<Item> = due.iter().map(|(n, org, waits)| Item {
                subject: DutyId::new().into(), org: orgs[*org], due_on: a_day(*n), subordinate: *org > 0, waits_for_head: *waits,
            }).collect();
            let mut ledger: Vec<Told> = Vec::new();
            for n in (0..160).filter(|n| runs[usize::try_from(*n).unwrap()]) {
                let today = a_day(n);
                let open: Vec<Item> = items.iter().zip(&handed_in)
                    .filter(|(_, day)| day.is_none_or(|day| n < day)).map(|(item, _)| *item).collect();
                let notices = plan(today, &open, &ledger, &ladder, &calendar);
                let bodies: HashSet<OrgId> = notices.iter().map(|n| n.org).collect();
                prop_assert_eq!(bodies.len(), notices.len(), "one message to a body");
                for due in notices.iter().flat_map(|n| &n.due) {
                    prop_assert!(open.contains(&due.item), "nothing after it was handed in");
                    prop_assert!(calendar.is_working_day(today.0));
                    prop_assert!(due.rung.falls_on(due.item.due_on, &calendar).unwrap() <= today, "not ahead of its day");
                    prop_assert!(!due.rung.is_early() || today.0 <= calendar.next_working_day(due.item.due_on.0));
                    prop_assert!(due.item.subordinate || due.rung.is_early(), "asked, never late");
                }
                book(&mut ledger, &notices);
                let unique: HashSet<&Told> = ledger.iter().collect();
                prop_assert_eq!(unique.len(), ledger.len(), "each rung once");
                prop_assert!(plan(today, &open, &ledger, &ladder, &calendar).is_empty(), "a second run says nothing");
            }
        }
    }
}
