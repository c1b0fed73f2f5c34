//! The plan's one printed target, followed as three: enterprises, cooperatives, both together, counted in the
//! information database; and one figure that two agencies report, of which one is still missing. Baselines and
//! figures are made up and say so.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::{Story, refused};
use super::reports::Calendar;
use crate::accounts::access::Permit;
use crate::accounts::rights::{AssessGoal, DefineIndicator, DraftSubmission};
use crate::clock::Clock;
use crate::db::{Millis, Tx};
use crate::indicators::model::{
    Amount, Change, Direction, Level, Register, Rollup, Said, Target, When, goals, targets,
};
use crate::indicators::reported;
use crate::indicators::store::goals::{self as assessments, GoalIn};
use crate::indicators::store::indicators::{self, Input, Origin};
use crate::indicators::store::observations;
use crate::organisations::id_of;
use crate::plans::store as plans;
use crate::reporting::store::accepted;
use crate::reporting::store::submissions::Submission;
use crate::web::App;

const SOURCE: &str = "Số liệu minh họa của bản trình diễn";
/// The agencies that report people trained, and what each says: made up.
const TRAINED: &[(&str, i64)] = &[("so-noi-vu", 38), ("so-gddt", 25)];

/// Name, unit, the form of body counted (empty: both), the baseline of 2023.
const COUNTED: &[(&str, &str, &str, i64)] = &[
    ("Doanh nghiệp có hoạt động phát triển, ứng dụng công nghệ sinh học", "doanh nghiệp", "doanh-nghiep", 6),
    ("Hợp tác xã có hoạt động phát triển, ứng dụng công nghệ sinh học", "hợp tác xã", "hop-tac-xa", 4),
    (
        "Doanh nghiệp, hợp tác xã có hoạt động phát triển, ứng dụng công nghệ sinh học (tính chung)",
        "đơn vị",
        "",
        10,
    ),
];

/// Sets the targets up, before the agencies report.
pub(super) async fn define(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<DefineIndicator>(&()).map_err(refused)?;
    let at = Clock::standing(days.begun).now();
    let mut tx = app.db.write().await?;
    let read = reading(app, &mut tx, story).await?;
    let printed = targets(&read).into_iter().next().context("chỉ tiêu in trong kế hoạch")?;
    for (name, unit, form, baseline) in COUNTED {
        let having = [("loai-hinh", *form)].into_iter().filter(|(_, form)| !form.is_empty());
        let input = Input {
            name: (*name).to_owned(),
            definition: "Đếm mục đã công bố trong cơ sở dữ liệu, theo năm bắt đầu có hoạt động.".to_owned(),
            source: String::new(),
            unit: (*unit).to_owned(),
            rollup: Rollup::Register,
            numerator: String::new(),
            denominator: String::new(),
            register: Some(Register {
                kind: "doanh-nghiep".to_owned(),
                having: having.map(|(field, value)| (field.to_owned(), value.to_owned())).collect(),
                since: Some("tu-nam".to_owned()),
            }),
            baseline_source: SOURCE.to_owned(),
            target: Target {
                direction: Direction::Higher,
                baseline: Some(Amount::whole(*baseline)),
                baseline_on: Some(When::Year(2023)),
                change: printed.change,
                figure: printed.figure,
                relative: printed.is_relative(),
                by: printed.by,
            },
            orgs: Vec::new(),
        };
        let from = Origin { plan: story.plan, span: Some(printed.span), demo: true };
        indicators::create(&mut tx, &permit, from, &input, at).await?;
    }
    let from = Origin { plan: story.plan, span: None, demo: true };
    indicators::create(&mut tx, &permit, from, &trained(), at).await?;
    tx.commit().await?;
    Ok(())
}

/// What two agencies report; its baseline is not established, so that growth is not worked out.
fn trained() -> Input {
    Input {
        name: "Lượt người được bồi dưỡng về công nghệ sinh học".to_owned(),
        definition: "Số lượt người dự các lớp bồi dưỡng có nội dung công nghệ sinh học trong kỳ.".to_owned(),
        source: String::new(),
        unit: "lượt".to_owned(),
        rollup: Rollup::Sum,
        numerator: String::new(),
        denominator: String::new(),
        register: None,
        baseline_source: String::new(),
        target: Target {
            direction: Direction::Higher,
            baseline: None,
            baseline_on: None,
            change: Change::Increase,
            figure: None,
            relative: false,
            by: None,
        },
        orgs: TRAINED.iter().map(|(slug, _)| id_of(slug)).collect(),
    }
}

/// An agency gives its figures with its report.
pub(super) async fn report(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: &Submission,
    at: Millis,
) -> anyhow::Result<()> {
    let Some((_, n)) = TRAINED.iter().find(|(slug, _)| id_of(slug) == submission.org_id) else {
        return Ok(());
    };
    for indicator in reported::asked(tx, submission).await? {
        let said = Said::value(Amount::whole(*n));
        let written = observations::write(tx, permit, submission.id, indicator.id, 0, &said, at).await?;
        anyhow::ensure!(written, "số liệu đã có");
    }
    Ok(())
}

/// The goals in words: where nothing is known the story leaves them open.
const JUDGED: &[(usize, Level, &str)] = &[
    (
        0,
        Level::InProgress,
        "Các sở đã có đề xuất đặt hàng trong nông nghiệp, y dược, chế biến (nội dung minh họa).",
    ),
    (1, Level::AtRisk, "Thiết bị ở vùng khó khăn còn thiếu, chưa bố trí được kinh phí (nội dung minh họa)."),
];

/// The coordinator judges the goals for the period that has closed, and links one to the duty that carries it out.
pub(super) async fn judge(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<AssessGoal>(&()).map_err(refused)?;
    let at = Clock::standing(days.today).now();
    let mut tx = app.db.write().await?;
    let read = reading(app, &mut tx, story).await?;
    let periods = accepted::periods_begun(&mut tx, Some(story.plan), days.today).await?;
    let closed = periods.iter().find(|p| p.due_on < days.today).context("kỳ đã qua")?.id;
    let goals = goals(&read);
    for (n, level, text) in JUDGED {
        let goal = goals.get(*n).context("mục tiêu")?;
        let span_start = i64::try_from(goal.span.start)?;
        let of = GoalIn { plan: story.plan, span_start, period: closed };
        let written = assessments::assess(&mut tx, &permit, of, 0, *level, text, at).await?;
        anyhow::ensure!(written, "đánh giá đã có");
        if *level == Level::AtRisk {
            let duty = story.duty("IV.7", 1)?;
            assessments::set_duties(&mut tx, &permit, story.plan, span_start, &[duty], at).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn reading(app: &App, tx: &mut Tx, story: &Story) -> anyhow::Result<std::sync::Arc<vanban::Document>> {
    let plan = plans::plan(tx, story.plan).await?.context("kế hoạch")?;
    let read = app.readings.of(tx, plan.document_id).await;
    read.map_err(|why| anyhow::anyhow!("{why:?}"))?.context("văn bản")
}
