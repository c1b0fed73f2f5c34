//! One half-yearly regime with a closed and an open period, and what the agencies have done in them.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::{Story, refused};
use super::{targets, words};
use crate::accounts::rights::{
    AcceptSubmission, AnswerDuty, ApproveSubmission, ConfirmCompletion, DraftSubmission, ManageRegimes,
};
use crate::clock::Clock;
use crate::db::{Day, Millis, Tx, query};
use crate::duties::store::acts::{self, OwnerAct, PartAct};
use crate::ids::{OrgId, PeriodId};
use crate::organisations::Kind;
use crate::reporting::model::{Frequency, Schedule};
use crate::reporting::obligations;
use crate::reporting::store::lines::{self, Change};
use crate::reporting::store::regimes::{self, NewRegime};
use crate::reporting::store::submissions::{self, Completion, Outcome, Submission};
use crate::web::App;

/// The days of the story, relative to today.
pub(super) struct Calendar {
    working: std::sync::Arc<viet::calendar::Calendar>,
    /// Today.
    pub(super) today: Day,
    /// The day on which the plan was taken into the system.
    pub(super) begun: Day,
    /// The day by which the closed period's reports were due.
    closed_due: Day,
    regime_from: Day,
}

impl Calendar {
    /// The day so many working days away from today.
    pub(super) fn away(&self, days: i32) -> Day {
        Day(self.working.add_working_days(self.today.0, days))
    }

    /// So many working days from the day the closed period's reports were due, but not after today.
    fn around_due(&self, days: i32) -> Day {
        Day(self.working.add_working_days(self.closed_due.0, days)).min(self.today)
    }
}

const SEND_DAY: i8 = 17;
const FORWARD_DAY: i8 = 20;

/// Works out the last closed half-year and the one under way.
pub(super) fn calendar(app: &App) -> anyhow::Result<Calendar> {
    let today = app.clock.today();
    let working = app.calendar();
    let from = Day(today.0.saturating_sub(jiff::Span::new().days(400)));
    let schedule =
        Schedule { frequency: Frequency::HalfYearly, send_day: SEND_DAY, starts_on: from, ends_on: None };
    let closed = schedule
        .periods(today)
        .into_iter()
        .rfind(|period| schedule.due(period.closes_on, &working) < today)
        .context("không có kỳ báo cáo đã qua")?;
    Ok(Calendar {
        begun: Day(working.add_working_days(closed.starts_on.0, 8)),
        closed_due: schedule.due(closed.closes_on, &working),
        regime_from: closed.starts_on,
        working,
        today,
    })
}

/// What an agency did about a report.
#[derive(Debug, Clone, Copy)]
enum Course {
    /// Nothing yet.
    Nothing,
    /// Begun: so many lines written.
    Begun(usize),
    /// Handed to the head.
    WithHead,
    /// Sent so many working days after the due day, and not yet answered.
    Sent(i32),
    /// Sent, and completion was asked for.
    SentBack(i32),
    /// Sent and accepted.
    Accepted(i32),
}

/// Tells the story of both periods and of the duties with deadlines.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let (closed, open) = set_up(app, cast, days, story).await?;
    acknowledge(app, cast, days, story).await?;
    for (period, course) in [(closed, closed_course as fn(&str, Kind, usize) -> Course), (open, open_course)]
    {
        let mut tx = app.db.write().await?;
        for (place, submission) in of_period(&mut tx, period).await?.into_iter().enumerate() {
            let directory = app.directory();
            let org = directory.get(submission.org_id).context("cơ quan")?;
            if submission.restricted > 0 {
                exempt(&mut tx, cast, days, &submission).await?;
                continue;
            }
            follow(&mut tx, cast, days, &submission, course(&org.slug, org.kind, place)).await?;
        }
        tx.commit().await?;
    }
    deadlines(app, cast, days, story).await
}

async fn set_up(
    app: &App,
    cast: &Cast,
    days: &Calendar,
    story: &Story,
) -> anyhow::Result<(PeriodId, PeriodId)> {
    const PERIODS: &str = "SELECT id, due_on FROM period WHERE regime_id = $1 ORDER BY starts_on";
    let directory = app.directory();
    let permit = cast.coordinator.permit::<ManageRegimes>(&()).map_err(refused)?;
    let schedule = Schedule {
        frequency: Frequency::HalfYearly,
        send_day: SEND_DAY,
        starts_on: days.regime_from,
        ends_on: None,
    };
    let new = NewRegime {
        plan_id: story.plan,
        name: "Báo cáo 6 tháng thực hiện Kế hoạch 182/KH-UBND".to_owned(),
        schedule,
        once_due: None,
        forward_day: Some(FORWARD_DAY),
        coordinator: directory.by_slug("so-khcn").context("so-khcn")?.id,
        recipient: directory.by_slug("ubnd-tinh").map(|org| org.id),
        outline: "I. Kết quả thực hiện; II. Khó khăn, vướng mắc, nguyên nhân; III. Phương hướng; IV. Kiến nghị, đề xuất."
            .to_owned(),
        basis: None,
        onward_day: None,
        once_forward: None,
        method: String::new(),
        form: String::new(),
        demo: true,
    };
    let mut tx = app.db.write().await?;
    let (regime, _) = regimes::create(&mut tx, &permit, &new, &app.calendar(), at(days.begun)).await?;
    let periods: Vec<(PeriodId, Day)> = query(PERIODS).bind(regime).all(&mut tx).await?;
    tx.commit().await?;
    let of =
        |due: fn(Day, Day) -> bool| periods.iter().find(|(_, day)| due(*day, days.today)).map(|(id, _)| *id);
    let closed = of(|due, today| due < today).context("kỳ đã qua")?;
    let open = of(|due, today| due >= today).context("kỳ đang mở")?;
    Ok((closed, open))
}

/// Most agencies have acknowledged their duties; those that begin with a deadline still to come have not all.
async fn acknowledge(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    const OWNERS: &str =
        "SELECT w.org_id, o.kind FROM duty_owner w JOIN org o ON o.id = w.org_id WHERE w.duty_id = $1";
    let mut past = app.clone();
    past.clock = Clock::standing(Day(days.working.add_working_days(days.begun.0, 3)));
    for duty in story.duties.iter().filter(|d| d.tracked && !d.restricted) {
        let mut c = app.db.read().await?;
        let owners: Vec<(OrgId, Kind)> = query(OWNERS).bind(duty.id).all(&mut c).await?;
        drop(c);
        // a hundred communes would each cost a transaction; the officers of departments are enough to look at
        for (org, kind) in owners.into_iter().filter(|(_, kind)| !matches!(kind, Kind::Commune | Kind::Ward))
        {
            if duty.section_path == "IV.16" && kind == Kind::Department {
                continue;
            }
            let permit = cast.agencies.permit::<AnswerDuty>(&[org]).map_err(refused)?;
            acts::answer(&past, &permit, duty.id, org, OwnerAct::Acknowledge, None).await.map_err(unacted)?;
        }
    }
    Ok(())
}

/// Two duties with a deadline were done: one in time, one late.
async fn deadlines(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    for (section, paragraph, slug, declared, confirmed) in
        [("IV.3", 1, "so-y-te", -48, -46), ("IV.10", 1, "so-vhttdl", -58, -56)]
    {
        let directory = app.directory();
        let org = directory.by_slug(slug).context("cơ quan")?.id;
        let duty = story.duty(section, paragraph)?;
        let mut past = app.clone();
        past.clock = Clock::standing(days.away(declared));
        let permit = cast.agencies.permit::<AnswerDuty>(&[org]).map_err(refused)?;
        let said = Some("Đã ban hành và gửi các đơn vị (nội dung minh họa).");
        acts::answer(&past, &permit, duty, org, OwnerAct::Declare, said).await.map_err(unacted)?;
        past.clock = Clock::standing(days.away(confirmed));
        let permit = cast.coordinator.permit::<ConfirmCompletion>(&()).map_err(refused)?;
        acts::judge(&past, &permit, duty, org, PartAct::Confirm, None).await.map_err(unacted)?;
    }
    Ok(())
}

async fn of_period(tx: &mut Tx, period: PeriodId) -> anyhow::Result<Vec<Submission>> {
    const SQL: &str =
        "SELECT s.id FROM submission s JOIN org o ON o.id = s.org_id WHERE s.period_id = $1 ORDER BY o.slug";
    let ids: Vec<(crate::ids::SubmissionId,)> = query(SQL).bind(period).all(tx).await?;
    let mut all = Vec::with_capacity(ids.len());
    for (id,) in ids {
        all.extend(submissions::get(tx, id).await?);
    }
    Ok(all)
}

/// Nothing is made up for the police and the army: their reports are left out of the demonstration.
async fn exempt(tx: &mut Tx, cast: &Cast, days: &Calendar, submission: &Submission) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<ManageRegimes>(&()).map_err(refused)?;
    let reason = "Bản trình diễn không tạo số liệu cho lực lượng vũ trang.";
    obligations::exempt(tx, &permit, submission.id, None, Some(reason), at(days.begun)).await?;
    Ok(())
}

async fn follow(
    tx: &mut Tx,
    cast: &Cast,
    days: &Calendar,
    submission: &Submission,
    course: Course,
) -> anyhow::Result<()> {
    let (written, day) = match course {
        Course::Nothing => return Ok(()),
        Course::Begun(lines) => (lines, days.away(-1)),
        Course::WithHead => (usize::MAX, days.away(-1)),
        Course::Sent(after) | Course::SentBack(after) | Course::Accepted(after) => {
            let open = submission.period_due >= days.today;
            (usize::MAX, if open { days.away(after) } else { days.around_due(after) })
        }
    };
    write(tx, cast, submission, written, at(day)).await?;
    if matches!(course, Course::Begun(_)) {
        return Ok(());
    }
    let rev = submission.rev;
    let officer = cast.agencies.permit::<DraftSubmission>(&submission.org_id).map_err(refused)?;
    taken(submissions::hand_to_head(tx, &officer, submission, rev, at(day)).await?)?;
    if matches!(course, Course::WithHead) {
        return Ok(());
    }
    let head = cast.agencies.permit::<ApproveSubmission>(&submission.org_id).map_err(refused)?;
    taken(submissions::approve(tx, &head, submission, rev + 1, at(day)).await?)?;
    let coordinator = cast.coordinator.permit::<AcceptSubmission>(&()).map_err(refused)?;
    let answered = Day(days.working.add_working_days(day.0, 2)).min(days.today);
    match course {
        Course::Accepted(_) => {
            taken(submissions::accept(tx, &coordinator, submission, rev + 2, at(answered)).await?)?;
        }
        Course::SentBack(_) => {
            let completion = Completion {
                reason: "Đề nghị nêu rõ nguyên nhân của khó khăn và bổ sung số liệu.".to_owned(),
                due_on: Some(days.away(3)),
                ..Completion::default()
            };
            taken(
                submissions::ask_completion(tx, &coordinator, submission, rev + 2, &completion, at(answered))
                    .await?,
            )?;
        }
        _ => {}
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    cast: &Cast,
    submission: &Submission,
    most: usize,
    at: Millis,
) -> anyhow::Result<()> {
    let permit = cast.agencies.permit::<DraftSubmission>(&submission.org_id).map_err(refused)?;
    anyhow::ensure!(lines::hold(tx, &permit, submission.id, at).await?, "báo cáo đã khóa");
    let owed = lines::of(tx, submission).await?;
    for line in owed.iter().filter(|line| line.exempt_reason.is_none()).take(most) {
        let said = words::about(&line.section_path, line.paragraph);
        let change = Change { obligation: line.obligation, rev: line.rev, said: &said, carried_from: None };
        lines::write(tx, &permit, submission.id, &change, at).await?;
    }
    targets::report(tx, &permit, submission, at).await?;
    Ok(())
}

fn closed_course(slug: &str, kind: Kind, place: usize) -> Course {
    match (slug, kind) {
        ("so-cong-thuong", _) => Course::Nothing,
        ("so-gddt", _) => Course::SentBack(0),
        ("so-vhttdl", _) => Course::Accepted(4),
        ("mttq-tinh" | "hiep-hoi-doanh-nghiep", _) => Course::Nothing,
        (_, Kind::Commune | Kind::Ward) => match place % 9 {
            0 => Course::Nothing,
            1 => Course::Accepted(6),
            2 => Course::Sent(2),
            _ => Course::Accepted(-1),
        },
        _ => Course::Accepted(-i32::from(place.is_multiple_of(2))),
    }
}

fn open_course(slug: &str, kind: Kind, place: usize) -> Course {
    match (slug, kind) {
        ("so-nnmt", _) => Course::Begun(2),
        ("so-cong-thuong", _) => Course::Begun(1),
        ("so-y-te", _) => Course::WithHead,
        ("so-noi-vu", _) => Course::Sent(-2),
        ("so-tai-chinh", _) => Course::Sent(-1),
        (_, Kind::Commune | Kind::Ward) if place.is_multiple_of(7) => Course::Sent(-1),
        _ => Course::Nothing,
    }
}

fn taken(outcome: Outcome) -> anyhow::Result<()> {
    anyhow::ensure!(outcome == Outcome::Done, "bước không thực hiện được: {outcome:?}");
    Ok(())
}

fn unacted(error: impl std::fmt::Debug) -> anyhow::Error {
    anyhow::anyhow!("không ghi được: {error:?}")
}

/// Nine in the morning of a day.
pub(super) fn at(day: Day) -> Millis {
    Clock::standing(day).now()
}
