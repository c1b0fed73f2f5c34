//! A register of made-up duties, as large as asked for.

use anyhow::ensure;
use indicatif::ProgressBar;

use crate::accounts::model::Role;
use crate::accounts::{sessions, store};
use crate::db::{Arg, Day, Millis, Sql, Tx, query};
use crate::duties::model::{self, DutyOrigin, Part, PartyRole, State};
use crate::duties::sums::{self, Outcome};
use crate::duties::{refresh, timeliness};
use crate::ids::{AccountId, DocumentId, DutyId, OrgId, PartyId, PlanId};
use crate::organisations::id_of;
use crate::plans::store::{NewDocument, NewPlan, insert_document, insert_plan, mark_confirmed};
use crate::web::App;

/// Duties of one plan.
const PER_PLAN: usize = 500;
/// Rows of one insertion: SQLite looks for each value by its name among all of them, so long statements take long.
const BATCH: usize = 16;

const WHAT: [&str; 8] = [
    "Xây dựng mô hình",
    "Triển khai dự án",
    "Tổ chức tập huấn về",
    "Nghiên cứu, ứng dụng",
    "Rà soát, đề xuất chính sách",
    "Tuyên truyền, phổ biến",
    "Hỗ trợ doanh nghiệp",
    "Kiểm tra, đánh giá",
];
const ON: [&str; 8] = [
    "công nghệ sinh học trong chọn tạo giống hồi",
    "chế phẩm vi sinh cho cây quýt Bắc Sơn",
    "nuôi cấy mô cây na Chi Lăng",
    "xử lý phụ phẩm nông nghiệp bằng vi sinh vật",
    "bảo tồn nguồn gen cây dược liệu",
    "chẩn đoán bệnh trên vật nuôi",
    "sản xuất phân bón hữu cơ sinh học",
    "truy xuất nguồn gốc nông sản",
];

/// What the requests are about.
pub struct Filled {
    /// Session of the coordinator.
    pub coordinator: String,
    /// Session of an officer of Sở Nông nghiệp và Môi trường.
    pub officer: String,
    /// A plan.
    pub plan: PlanId,
    /// Duties that the officer's agency can acknowledge.
    pub open: Vec<DutyId>,
    /// Some duty.
    pub any: DutyId,
}

/// A made-up duty, with what [`refresh`] works out of it.
struct Duty {
    id: DutyId,
    party: PartyId,
    number: usize,
    owner: OrgId,
    owner_key: String,
    deadline: Option<Day>,
    due_on: Option<Day>,
    asked: bool,
    restricted: bool,
    part: Part,
    part_outcome: Outcome,
    whole: (State, Option<Day>),
    outcome: Outcome,
}

/// Fills an empty database with a number of duties, in plans of 500; one that holds them already stays as it is.
///
/// Duties are written as they stand once they have been worked out, so that the working out, which follows and counts
/// them all, has nothing to change.
///
/// # Errors
/// Those of the database; when it holds another number of duties.
pub async fn fill(app: &App, duties: usize) -> anyhow::Result<Filled> {
    match usize::try_from(held(app).await?)? {
        0 => insert_all(app, duties).await?,
        held => ensure!(held == duties, "cơ sở dữ liệu có sẵn {held} nhiệm vụ, không phải {duties}"),
    }
    refresh::ensure(app).await?;
    let officer_of = id_of("so-nnmt");
    put_back(app, officer_of).await?;
    let mut c = app.db.read().await?;
    let first = query("SELECT plan_id, id FROM duty ORDER BY plan_id, ordinal LIMIT 1");
    let (plan, any) = first.one::<(PlanId, DutyId)>(&mut c).await?;
    let open = query(
        "SELECT w.duty_id FROM duty_owner w WHERE w.org_id = $1 AND w.state = $2 ORDER BY w.plan_id, w.ordinal LIMIT 1000",
    );
    let open: Vec<(DutyId,)> = open.bind(officer_of).bind(State::Assigned).all(&mut c).await?;
    drop(c);
    Ok(Filled {
        coordinator: session(app, "dieu-phoi", id_of("so-khcn"), Role::Coordinator).await?,
        officer: session(app, "can-bo", officer_of, Role::Officer).await?,
        plan,
        open: open.into_iter().map(|(id,)| id).collect(),
        any,
    })
}

/// Puts back what the run before has acknowledged, so that every run finds the same.
async fn put_back(app: &App, org: OrgId) -> sqlx::Result<()> {
    const PARTS: &str =
        "UPDATE duty_owner SET state = $1 WHERE org_id = $2 AND duty_id IN (SELECT duty_id FROM duty_event)";
    const DUTIES: &str = "UPDATE duty SET state = $1 WHERE id IN (SELECT duty_id FROM duty_event)";
    let mut tx = app.db.write().await?;
    query(PARTS).bind(State::Assigned).bind(org).run(&mut tx).await?;
    query(DUTIES).bind(State::Assigned).run(&mut tx).await?;
    query("DELETE FROM duty_event").run(&mut tx).await?;
    tx.commit().await
}

async fn held(app: &App) -> sqlx::Result<i64> {
    let found: (i64,) = query("SELECT COUNT(*) FROM duty").one(&mut app.db.read().await?).await?;
    Ok(found.0)
}

async fn insert_all(app: &App, duties: usize) -> anyhow::Result<()> {
    let directory = app.directory();
    let today = app.clock.today();
    let owners: Vec<OrgId> = directory
        .organisations()
        .iter()
        .filter(|o| !o.is_group() && o.exists_on(today.0))
        .map(|o| o.id)
        .collect();
    let progress = ProgressBar::new(duties as u64);
    for number in (0..duties).step_by(PER_PLAN) {
        let made: Vec<Duty> = (number..duties.min(number + PER_PLAN))
            .map(|n| duty(app, n, &owners, today))
            .collect::<anyhow::Result<_>>()?;
        let mut tx = app.db.write().await?;
        let plan = start_plan(&mut tx, app, number).await?;
        for batch in made.chunks(BATCH) {
            insert(&mut tx, plan, batch, app.clock.now()).await?;
        }
        tx.commit().await?;
        progress.inc(made.len() as u64);
    }
    progress.finish_and_clear();
    Ok(())
}

async fn session(app: &App, login: &str, org: OrgId, role: Role) -> anyhow::Result<String> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let known = query("SELECT id FROM account WHERE login = $1").bind(login);
    let account = match known.optional::<(AccountId,)>(&mut tx).await? {
        Some((account,)) => account,
        None => {
            let new = store::NewAccount { login, name: login, password_hash: None, must_change: false };
            let account = store::insert(&mut tx, &new, now).await?;
            store::grant(&mut tx, account, org, role, now).await?;
            account
        }
    };
    let token = sessions::open(&mut tx, account, &sessions::Origin::default(), now).await?;
    tx.commit().await?;
    Ok(token)
}

async fn start_plan(tx: &mut Tx, app: &App, number: usize) -> anyhow::Result<PlanId> {
    let at = app.clock.now();
    let (document, id) = (DocumentId::new(), PlanId::new());
    let sha256 = format!("bench-{number}");
    let new = NewDocument {
        id: document,
        sha256: &sha256,
        name: "bench.txt",
        format: "txt",
        source_text: "",
        read_json: "{}",
        copy_of: None,
        by: None,
        at,
    };
    insert_document(tx, &new).await?;
    let head = NewPlan {
        kind: Some("KH".to_owned()),
        number: Some(format!("{}/KH-UBND", number / PER_PLAN + 1)),
        issuer: Some("Ủy ban nhân dân tỉnh".to_owned()),
        place: None,
        issued_on: Some("2023-09-06".parse()?),
        title: "Kế hoạch giả định để đo tốc độ".to_owned(),
        sources: "{}".to_owned(),
    };
    insert_plan(tx, id, document, &head, None, at, true).await?;
    mark_confirmed(tx, id, None, at).await?;
    Ok(id)
}

/// The duty with this number: always the same, so that runs can be compared.
fn duty(app: &App, number: usize, owners: &[OrgId], today: Day) -> anyhow::Result<Duty> {
    // A fixed mixing of the number, so that owners, deadlines and states do not march in step.
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    let owner = if number.is_multiple_of(10) { id_of("so-nnmt") } else { owners[mixed % owners.len()] };
    let away = i64::try_from(mixed % 540)? - 180;
    let deadline = (!mixed.is_multiple_of(5)).then(|| today.0.checked_add(jiff::Span::new().days(away)));
    let deadline = deadline.transpose()?.map(Day);
    let done = deadline.is_some() && mixed % 7 < 3 && away < 120;
    let declared =
        deadline.filter(|_| done).map(|d| if mixed.is_multiple_of(4) { today } else { d.min(today) });
    let state = match mixed % 3 {
        _ if done => State::Done,
        0 => State::Assigned,
        1 => State::Acknowledged,
        _ => State::InProgress,
    };
    let directory = app.directory();
    let part = Part { org: owner, role: PartyRole::Lead, state, declared_on: declared };
    let parts = [part];
    let due_on = deadline.map(|d| timeliness::due_on(d, &app.calendar()));
    let asked = sums::all_asked(&directory, &parts);
    let whole = model::overall(&parts);
    Ok(Duty {
        id: DutyId::new(),
        party: PartyId::new(),
        number,
        owner,
        owner_key: refresh::owner_key(&directory, Some(owner)),
        deadline,
        due_on,
        asked,
        restricted: number % 50 == 7,
        part,
        part_outcome: sums::part_outcome(&directory, &parts, &part, whole, due_on, today),
        whole,
        outcome: sums::outcome(whole.0, due_on, whole.1, asked, today),
    })
}

/// Appends a row of values; the text is the same for every batch, so that it is prepared once.
fn push_row(sql: &mut Sql, first: bool, values: impl IntoIterator<Item = Arg>) {
    sql.push(if first { "(" } else { ", (" });
    for (i, value) in values.into_iter().enumerate() {
        sql.push(if i == 0 { "" } else { ", " }).bind(value);
    }
    sql.push(")");
}

async fn insert(tx: &mut Tx, plan: PlanId, batch: &[Duty], at: Millis) -> sqlx::Result<()> {
    let mut duties = Sql::new(
        "INSERT INTO duty (id, plan_id, section_path, ordinal, text, folded, deadline, restricted, state, closed_on, due_on, \
         asked, owner_key, outcome, updated_at, paragraph, span_start, span_end, origin, role, printed, review, to_track, \
         tracked, joint, rev) VALUES ",
    );
    let mut parties = Sql::new(
        "INSERT INTO duty_party (id, duty_id, org_id, ordinal, name, role, position, is_group, origin) VALUES ",
    );
    let mut owners = Sql::new(
        "INSERT INTO duty_owner (duty_id, org_id, party_id, plan_id, ordinal, role, state, state_at, declared_on, outcome, \
         duty_due_on, duty_outcome, duty_restricted) VALUES ",
    );
    for (i, duty) in batch.iter().enumerate() {
        let number = i64::try_from(duty.number).unwrap_or_default();
        let ordinal = number + 1;
        let text = format!(
            "{} {} giai đoạn {}, gắn với phát triển kinh tế - xã hội tại địa phương.",
            WHAT[duty.number % 8],
            ON[duty.number / 8 % 8],
            2023 + duty.number % 8
        );
        let folded = model::searchable(&text);
        let section = format!("IV.{}", duty.number % 16 + 1);
        let columns: [Arg; 26] = [
            duty.id.into(),
            plan.into(),
            section.into(),
            ordinal.into(),
            text.into(),
            folded.into(),
            duty.deadline.into(),
            duty.restricted.into(),
            duty.whole.0.into(),
            duty.whole.1.into(),
            duty.due_on.into(),
            duty.asked.into(),
            duty.owner_key.as_str().into(),
            duty.outcome.into(),
            Millis(at.0 + number).into(),
            1_i64.into(),
            0_i64.into(),
            1_i64.into(),
            DutyOrigin::Printed.into(),
            PartyRole::Lead.into(),
            "{}".into(),
            "accepted".into(),
            true.into(),
            true.into(),
            false.into(),
            1_i64.into(),
        ];
        push_row(&mut duties, i == 0, columns);
        let columns: [Arg; 9] = [
            duty.party.into(),
            duty.id.into(),
            duty.owner.into(),
            1_i64.into(),
            "cơ quan".into(),
            PartyRole::Lead.into(),
            "owner".into(),
            false.into(),
            "printed".into(),
        ];
        push_row(&mut parties, i == 0, columns);
        let columns: [Arg; 13] = [
            duty.id.into(),
            duty.owner.into(),
            duty.party.into(),
            plan.into(),
            ordinal.into(),
            duty.part.role.into(),
            duty.part.state.into(),
            at.into(),
            duty.part.declared_on.into(),
            duty.part_outcome.into(),
            duty.due_on.into(),
            duty.outcome.into(),
            duty.restricted.into(),
        ];
        push_row(&mut owners, i == 0, columns);
    }
    duties.execute(tx).await?;
    parties.execute(tx).await?;
    owners.execute(tx).await.map(|_| ())
}
