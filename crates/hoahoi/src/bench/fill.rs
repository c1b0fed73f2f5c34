//! A register of made-up duties, as large as asked for.

use anyhow::Context as _;
use indicatif::ProgressBar;

use crate::accounts::model::Role;
use crate::accounts::{sessions, store};
use crate::db::{Day, Millis, Sql, Tx};
use crate::duties::model::searchable;
use crate::duties::refresh;
use crate::ids::{AccountId, DocumentId, DutyId, OrgId, PartyId, PlanId};
use crate::organisations::id_of;
use crate::plans::store::{NewDocument, NewPlan, insert_document, insert_plan, mark_confirmed};
use crate::web::App;

/// Duties of one plan.
const PER_PLAN: usize = 500;
/// Rows of one insertion.
const BATCH: usize = 250;

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

/// What has been filled in.
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

/// A made-up duty.
struct Duty {
    id: DutyId,
    party: PartyId,
    number: usize,
    owner: OrgId,
    deadline: Option<Day>,
    state: &'static str,
    declared: Option<Day>,
}

/// Fills an empty database with a number of duties, in plans of 500.
///
/// # Errors
/// Those of the database.
pub async fn fill(app: &App, duties: usize) -> anyhow::Result<Filled> {
    let directory = app.directory();
    let today = app.clock.today();
    let owners: Vec<OrgId> = directory
        .organisations()
        .iter()
        .filter(|o| !o.is_group() && o.exists_on(today.0))
        .map(|o| o.id)
        .collect();
    let progress = ProgressBar::new(duties as u64);
    let officer_of = id_of("so-nnmt");
    let (mut open, mut plan, mut any) = (Vec::new(), None, None);
    let mut number = 0;
    while number < duties {
        let of_plan = PER_PLAN.min(duties - number);
        let mut tx = app.db.write().await?;
        let id = start_plan(&mut tx, app, number).await?;
        let made: Vec<Duty> =
            (number..number + of_plan).map(|n| duty(n, &owners, today)).collect::<anyhow::Result<_>>()?;
        for batch in made.chunks(BATCH) {
            insert(&mut tx, id, batch, app.clock.now()).await?;
        }
        refresh::plan(&mut tx, app, id).await?;
        tx.commit().await?;
        open.extend(made.iter().filter(|d| d.owner == officer_of && d.state == "assigned").map(|d| d.id));
        any = any.or(made.first().map(|d| d.id));
        plan = plan.or(Some(id));
        number += of_plan;
        progress.set_position(number as u64);
    }
    progress.finish_and_clear();
    refresh::ensure(app).await?;
    Ok(Filled {
        coordinator: session(app, "dieu-phoi", id_of("so-khcn"), Role::Coordinator).await?,
        officer: session(app, "can-bo", officer_of, Role::Officer).await?,
        plan: plan.context("cần ít nhất một nhiệm vụ")?,
        open,
        any: any.context("cần ít nhất một nhiệm vụ")?,
    })
}

async fn session(app: &App, login: &str, org: OrgId, role: Role) -> anyhow::Result<String> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let new = store::NewAccount { login, name: login, password_hash: None, must_change: false };
    let account: AccountId = store::insert(&mut tx, &new, now).await?;
    store::grant(&mut tx, account, org, role, now).await?;
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
fn duty(number: usize, owners: &[OrgId], today: Day) -> anyhow::Result<Duty> {
    // A fixed mixing of the number, so that owners, deadlines and states do not march in step.
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    let owner = if number.is_multiple_of(10) { id_of("so-nnmt") } else { owners[mixed % owners.len()] };
    let away = i64::try_from(mixed % 540)? - 180;
    let deadline = (!mixed.is_multiple_of(5)).then(|| today.0.checked_add(jiff::Span::new().days(away)));
    let deadline = deadline.transpose()?.map(Day);
    let done = deadline.is_some() && mixed % 7 < 3 && away < 120;
    Ok(Duty {
        id: DutyId::new(),
        party: PartyId::new(),
        number,
        owner,
        deadline,
        state: if done { "done" } else { ["assigned", "acknowledged", "in-progress"][mixed % 3] },
        declared: deadline
            .filter(|_| done)
            .map(|d| if mixed.is_multiple_of(4) { today } else { d.min(today) }),
    })
}

async fn insert(tx: &mut Tx, plan: PlanId, duties: &[Duty], at: Millis) -> sqlx::Result<()> {
    let mut sql = Sql::new(
        "INSERT INTO duty (id, plan_id, section_path, ordinal, paragraph, span_start, span_end, text, folded, origin, role, \
         printed, deadline, review, to_track, tracked, restricted, joint, state, rev, updated_at) VALUES ",
    );
    for (i, duty) in duties.iter().enumerate() {
        let n = i64::try_from(duty.number).unwrap_or_default();
        let text = format!(
            "{} {} giai đoạn {}, gắn với phát triển kinh tế - xã hội tại địa phương.",
            WHAT[duty.number % 8],
            ON[duty.number / 8 % 8],
            2023 + duty.number % 8
        );
        sql.push(if i == 0 { "(" } else { ", (" }).bind(duty.id).push(", ").bind(plan);
        sql.push(", ").bind(format!("IV.{}", duty.number % 16 + 1)).push(", ").bind(n + 1);
        sql.push(", 1, 0, 1, ").bind(text.as_str()).push(", ").bind(searchable(&text));
        sql.push(", 'printed', 'lead', '{}', ");
        match duty.deadline {
            Some(day) => sql.bind(day),
            None => sql.push("NULL"),
        };
        sql.push(", 'accepted', ").bind(true).push(", ").bind(true).push(", ").bind(duty.number % 50 == 7);
        sql.push(", ").bind(false).push(", 'assigned', 1, ").bind(at.0 + n).push(")");
    }
    sql.execute(tx).await?;
    let mut parties = Sql::new(
        "INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, org_id, is_group, origin) VALUES ",
    );
    let mut owners = Sql::new(
        "INSERT INTO duty_owner (duty_id, org_id, party_id, plan_id, ordinal, role, state, state_at, declared_on) VALUES ",
    );
    for (i, duty) in duties.iter().enumerate() {
        let n = i64::try_from(duty.number).unwrap_or_default();
        parties.push(if i == 0 { "(" } else { ", (" }).bind(duty.party).push(", ").bind(duty.id);
        parties.push(", 1, 'cơ quan', 'lead', 'owner', ").bind(duty.owner).push(", ").bind(false);
        parties.push(", 'printed')");
        owners.push(if i == 0 { "(" } else { ", (" }).bind(duty.id).push(", ").bind(duty.owner);
        owners.push(", ").bind(duty.party).push(", ").bind(plan).push(", ").bind(n + 1);
        owners.push(", 'lead', ").bind(duty.state).push(", ").bind(at).push(", ");
        match duty.declared {
            Some(day) => owners.bind(day),
            None => owners.push("NULL"),
        };
        owners.push(")");
    }
    parties.execute(tx).await?;
    owners.execute(tx).await.map(|_| ())
}
