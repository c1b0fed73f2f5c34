//! The real plan: read from both copies, looked through, confirmed.

use anyhow::{Context as _, bail};

use super::people::Cast;
use super::reports::Calendar;
use crate::accounts::rights::{ConfirmPlan, ImportPlan, ManageDuty};
use crate::clock::Clock;
use crate::db::Day;
use crate::duties::store::matrix;
use crate::ids::{DutyId, PlanId};
use crate::organisations::Resolution;
use crate::plans::confirm::Confirmed;
use crate::plans::edit::{Answers, DutyInput, PartyInput, Saved};
use crate::plans::model::Review;
use crate::plans::store::{DutyRow, PartyRow};
use crate::plans::{By, confirm, edit, header, import, review, store};
use crate::web::App;

/// Text layer of the printed plan: the body, without its header block.
const PRINT: (&str, &[u8]) =
    ("ke-hoach-182-ban-in.txt", include_bytes!("../../../../samples/ke-hoach-182-ban-in.txt"));
/// The same plan from a law portal: the header, cut short in the body.
const PORTAL: (&str, &[u8]) = (
    "ke-hoach-182-cong-thong-tin.txt",
    include_bytes!("../../../../samples/ke-hoach-182-cong-thong-tin.txt"),
);

/// A duty that the coordinator gives a deadline and a product: section, paragraph, working days from today, product.
const PENNED: &[(&str, i64, i32, &str)] = &[
    ("IV.2", 1, 6, "Danh mục đề xuất đặt hàng"),
    ("IV.3", 1, -45, "Danh mục đề xuất đặt hàng"),
    ("IV.5", 2, -8, "Danh mục đề xuất đặt hàng"),
    ("IV.8", 1, 30, "Danh mục dự án kêu gọi đầu tư"),
    ("IV.10", 1, -65, "Hướng dẫn nội dung tuyên truyền"),
];

/// Groups that the coordinator expands: section, paragraph, the group as printed.
const EXPANDED: &[(&str, i64, &str)] = &[
    ("IV.16", 1, "các sở, ban, ngành liên quan"),
    ("IV.16", 1, "ubnd các huyện, thành phố"),
    ("IV.16", 2, "các sở, ban, ngành liên quan"),
];

/// Tasks that a duty carries out by the plan's own words, as the coordinator links them in the matrix: section and
/// first words of the task, section and paragraph of the duty. Nothing about security and defence.
const CARRIED_OUT: &[(&str, &str, &str, i64)] = &[
    ("III.1", "Công tác tuyên truyền", "IV.10", 2),
    ("III.1", "Công tác tuyên truyền", "IV.13", 1),
    ("III.3", "Đẩy mạnh công tác tuyển chọn, đặt hàng", "IV.1", 2),
    ("III.3.1", "Trồng trọt", "IV.2", 1),
    ("III.3.1", "Nghiên cứu bảo tồn, khai thác, phát triển các giống cây trồng", "IV.2", 2),
    ("III.3.1", "Trong xác lập và bảo hộ quyền sở hữu trí tuệ", "IV.1", 3),
    ("III.3.3", "Chú trọng nghiên cứu", "IV.4", 1),
    ("III.3.4", "nghiên cứu, ứng dụng công nghệ sinh học trong phát triển sản xuất", "IV.3", 1),
    ("III.4", "Đào tạo, bồi dưỡng", "IV.7", 1),
    ("III.4", "Thúc đẩy phong trào nghiên cứu, sáng tạo", "IV.11", 1),
];

/// The plan under execution.
pub(super) struct Story {
    /// The plan.
    pub(super) plan: PlanId,
    /// Its duties.
    pub(super) duties: Vec<DutyRow>,
}

impl Story {
    /// A duty by its clause.
    pub(super) fn duty(&self, section: &str, paragraph: i64) -> anyhow::Result<DutyId> {
        let found = self.duties.iter().find(|d| d.section_path == section && d.paragraph == paragraph);
        Ok(found.with_context(|| format!("không đọc được {section}, đoạn {paragraph}"))?.id)
    }
}

/// Reads both copies, reviews every duty as the coordinator would, and confirms.
pub(super) async fn track(app: &App, cast: &Cast, calendar: &Calendar) -> anyhow::Result<Story> {
    let mut past = app.clone();
    past.clock = Clock::standing(calendar.begun);
    let by = By::from(&cast.coordinator.permit::<ImportPlan>(&()).map_err(refused)?);
    let plan = import::import(&past, PRINT.1.to_vec(), PRINT.0, by).await?.plan();
    header::add_copy(&past, plan, PORTAL.1.to_vec(), PORTAL.0, by).await?;
    let by = By::from(&cast.coordinator.permit::<ConfirmPlan>(&()).map_err(refused)?);
    look_through(&past, plan, calendar, by).await?;
    match confirm::confirm(&past, plan, None, by).await? {
        Confirmed::Tracking(_) => {}
        other => bail!("chưa xác nhận được kế hoạch: {other:?}"),
    }
    let duties = store::duties(&mut app.db.read().await?, plan).await?;
    let story = Story { plan, duties };
    link(&past, cast, &story).await?;
    Ok(story)
}

/// Fills the matrix where the plan's words leave no doubt; the rest stays open for a person.
async fn link(app: &App, cast: &Cast, story: &Story) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<ManageDuty>(&()).map_err(refused)?;
    let mut tx = app.db.write().await?;
    let tasks = store::tasks(&mut tx, story.plan).await?;
    for (section, begins, of, paragraph) in CARRIED_OUT {
        let task = tasks.iter().find(|t| t.section_path == *section && t.text.starts_with(begins));
        let task = task.with_context(|| format!("không thấy {section}: {begins}"))?.id;
        let duty = story.duty(of, *paragraph)?;
        let found = matrix::set(&mut tx, &permit, story.plan, task, duty, true, app.clock.now()).await?;
        anyhow::ensure!(found, "không nối được {section} với {of}, đoạn {paragraph}");
    }
    tx.commit().await?;
    Ok(())
}

async fn look_through(app: &App, plan: PlanId, calendar: &Calendar, by: By) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    for duty in store::duties(&mut tx, plan).await? {
        let is = |section: &str, paragraph: i64| duty.section_path == section && duty.paragraph == paragraph;
        let parties = store::parties_of(&mut tx, duty.id).await?;
        match PENNED.iter().find(|(section, paragraph, ..)| is(section, *paragraph)) {
            Some((_, _, days, product)) => {
                let input = penned(&duty, &parties, calendar.away(*days), product);
                done(edit::save(&mut tx, app, plan, duty.id, duty.rev, &input, by).await?)?;
            }
            None => done(review::say(&mut tx, app, plan, duty.id, duty.rev, Review::Accepted, by).await?)?,
        }
        for (_, _, name) in EXPANDED.iter().filter(|(section, paragraph, _)| is(section, *paragraph)) {
            let group = parties.iter().find(|p| p.name.to_lowercase() == *name);
            let group = group.with_context(|| format!("không thấy nhóm {name}"))?;
            let (directory, today) = (app.directory(), app.clock.today().0);
            let Resolution::Group(Some(meant)) = directory.resolve(&group.name, today) else {
                bail!("chưa rõ nhóm {name} gồm ai");
            };
            let chosen = directory.expand(meant, today);
            let rev = store::duty(&mut tx, plan, duty.id).await?.context("nhiệm vụ")?.rev;
            done(review::expand(&mut tx, app, plan, duty.id, rev, group.id, &chosen, by).await?)?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The duty as it was read, with a deadline and a product.
fn penned(duty: &DutyRow, parties: &[PartyRow], deadline: Day, product: &str) -> DutyInput {
    DutyInput {
        parties: parties
            .iter()
            .map(|party| PartyInput {
                id: party.id,
                org: party.org_id,
                answers: Answers::of(party),
                function: party.function.clone(),
                removed: false,
            })
            .collect(),
        deadline: Some(deadline),
        product: Some(product.to_owned()),
        recurrence: duty.recurrence,
        to_track: true,
        restricted: duty.restricted,
        ..DutyInput::default()
    }
}

fn done(saved: Saved) -> anyhow::Result<()> {
    anyhow::ensure!(saved == Saved::Done, "không ghi được: {saved:?}");
    Ok(())
}

/// A refusal as an error.
pub(super) fn refused(denied: crate::accounts::access::Denied) -> anyhow::Error {
    anyhow::anyhow!("không có quyền: {denied:?}")
}
