//! `hoahoi bench reporting`: how fast obligations are made, and the consolidated report of all that agencies said.

use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::figures::resident_mib;
use super::register::Temporary;
use crate::clock::Clock;
use crate::config::Config;
use crate::consolidated::document;
use crate::db::{Day, Sql, Tx, query};
use crate::ids::{DocumentId, DutyId, OrgId, PartyId, PlanId};
use crate::organisations::{Kind, System, id_of};
use crate::reporting::access::ReportScope;
use crate::reporting::model::{Frequency, Schedule, State};
use crate::reporting::obligations::{self, Scope};
use crate::reporting::store::accepted;
use crate::reporting::store::regimes::{self, NewRegime};
use crate::server;
use crate::web::App;

/// Rows of one insertion.
const BATCH: usize = 1_000;

/// Fills a temporary database and prints the figures.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(agencies: usize, duties: usize, postgres: Option<&str>) -> anyhow::Result<()> {
    ensure!(agencies > 0 && duties > 0, "cần ít nhất một cơ quan và một nhiệm vụ");
    let folder = tempfile::tempdir().context("không tạo được thư mục tạm")?;
    let temporary = match postgres {
        Some(url) => Some(Temporary::create(url, duties).await?),
        None => None,
    };
    let config = Config::local(folder.path().to_owned(), 0);
    let app = server::open(config, temporary.as_ref().map(|t| t.url.as_str()), Clock::system()).await?;
    let outcome = measure(&app, agencies, duties).await;
    app.db.close().await;
    if let Some(temporary) = temporary {
        temporary.remove().await?;
    }
    outcome
}

async fn measure(app: &App, agencies: usize, duties: usize) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let plan = fill(&mut tx, app, agencies, duties).await?;
    tx.commit().await?;
    println!(
        "hoahoi {} · {} · {} cơ quan × {} nhiệm vụ × một kỳ · {} lõi",
        env!("CARGO_PKG_VERSION"),
        app.db.engine_name(),
        viet::number::show(agencies),
        viet::number::show(duties),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let (today, now) = (app.clock.today(), app.clock.now());
    let started = Instant::now();
    let mut tx = app.db.write().await?;
    let (_, made) = regimes::insert(&mut tx, &once(plan, today), None, None, &app.calendar(), now).await?;
    tx.commit().await?;
    print("tạo nghĩa vụ báo cáo", started, made.added);
    ensure!(made.added == agencies * duties, "thiếu nghĩa vụ báo cáo");
    let started = Instant::now();
    let mut tx = app.db.write().await?;
    let again = obligations::make(&mut tx, Scope { plan, duty: None, from: today }, now).await?;
    tx.commit().await?;
    print("tạo lại, không có gì mới", started, again.added);
    consolidate(app, plan).await?;
    if let Some(mib) = resident_mib() {
        println!("bộ nhớ (VmRSS): {} MiB", viet::number::show_rounded(mib, 0));
    }
    Ok(())
}

fn print(what: &str, started: Instant, rows: usize) {
    let seconds = viet::number::show_rounded(started.elapsed().as_secs_f64(), 2);
    println!("{what:<28}{:>10} dòng{seconds:>9} giây", viet::number::show(rows));
}

/// Every agency has reported every duty in its own words and all is accepted: the consolidated report as a document.
async fn consolidate(app: &App, plan: PlanId) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let rows = accept_all(&mut tx, app).await?;
    tx.commit().await?;
    let mut c = app.db.read().await?;
    let today = app.clock.today();
    let periods = accepted::periods_begun(&mut c, Some(plan), today).await?;
    let period = periods.into_iter().next().context("không có kỳ báo cáo")?;
    let started = Instant::now();
    let paper = document::paper(&mut c, app, &ReportScope::operator(), period, None, false)
        .await
        .map_err(|error| anyhow::anyhow!("không tổng hợp được: {error:?}"))?;
    print("tổng hợp", started, rows);
    let bytes = paper.docx()?;
    print("báo cáo tổng hợp DOCX", started, rows);
    println!("cỡ tệp DOCX: {} KiB", viet::number::show(bytes.len() / 1024));
    Ok(())
}

async fn accept_all(tx: &mut Tx, app: &App) -> anyhow::Result<usize> {
    const ACCEPT: &str =
        "UPDATE submission SET state = $1, submitted_on = due_on, submitted_at = $2, accepted_at = $2";
    let now = app.clock.now();
    let mut sql = Sql::new(
        "INSERT INTO submission_line (id, submission_id, obligation_id, progress, result, difficulty, cause, proposal, rev, updated_at) SELECT ",
    );
    sql.fresh_id(tx, now);
    sql.push(
        ", s.id, o.id, CASE WHEN d.ordinal % 3 = 0 THEN 'done' ELSE 'in-progress' END, \
         'Đã triển khai nội dung ' || d.ordinal || ' theo kế hoạch của ' || g.name, \
         CASE WHEN d.ordinal % 40 = 0 THEN 'Thiếu kinh phí tại ' || g.name ELSE '' END, '', \
         CASE WHEN d.ordinal % 80 = 0 THEN 'Đề nghị bố trí kinh phí cho ' || g.name ELSE '' END, 1, ",
    );
    sql.bind(now).push(
        " FROM submission s JOIN obligation o ON o.period_id = s.period_id AND o.org_id = s.org_id \
         JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = s.org_id ORDER BY s.id, o.id",
    );
    let rows = sql.execute(tx).await?;
    query(ACCEPT).bind(State::Accepted).bind(now).run(tx).await?;
    Ok(usize::try_from(rows)?)
}

/// A single report about today: one period.
fn once(plan: PlanId, today: Day) -> NewRegime {
    NewRegime {
        plan_id: plan,
        name: "Báo cáo giả định để đo tốc độ".to_owned(),
        schedule: Schedule {
            frequency: Frequency::Once,
            send_day: Schedule::LATEST,
            starts_on: today,
            ends_on: Some(today),
        },
        once_due: Some(today),
        forward_day: None,
        coordinator: id_of("so-khcn"),
        recipient: None,
        outline: String::new(),
        basis: None,
        onward_day: None,
        once_forward: None,
        method: String::new(),
        form: String::new(),
        demo: true,
    }
}

async fn fill(tx: &mut Tx, app: &App, agencies: usize, duties: usize) -> anyhow::Result<PlanId> {
    const DOCUMENT: &str = "INSERT INTO document (id, sha256, name, format, source_text, read_json, imported_at) \
                            VALUES ($1, 'bench', 'bench.txt', 'txt', '', $3, $2)";
    const PLAN: &str = "INSERT INTO plan (id, document_id, state, title, folded, header_sources, rev, created_at, confirmed_at, demo) \
                        VALUES ($1, $2, 'confirmed', 'Kế hoạch giả định', '', '{}', 1, $3, $3, $4)";
    let now = app.clock.now();
    let (document, plan) = (DocumentId::new(), PlanId::new());
    let read = serde_json::to_string(&vanban::read("KẾ HOẠCH\nGiả định\n".as_bytes())?)?;
    query(DOCUMENT).bind(document).bind(now).bind(read).run(tx).await?;
    query(PLAN).bind(plan).bind(document).bind(now).bind(true).run(tx).await?;
    let orgs: Vec<OrgId> = (0..agencies).map(|_| OrgId::new()).collect();
    for (first, rows) in (0..).step_by(BATCH).zip(orgs.chunks(BATCH)) {
        let mut sql = Sql::new("INSERT INTO org (id, slug, kind, system, name, sort_key, folded) VALUES ");
        for (i, org) in rows.iter().enumerate() {
            let name = format!("co-quan-gia-dinh-{}", first + i);
            sql.push(if i == 0 { "(" } else { ", (" }).bind(*org).push(", ").bind(name.as_str()).push(", ");
            sql.bind(Kind::Commune).push(", ").bind(System::State).push(", ").bind(name.as_str()).push(", ");
            sql.bind(name.as_str()).push(", ").bind(name.as_str()).push(")");
        }
        sql.execute(tx).await?;
    }
    for number in 0..i64::try_from(duties)? {
        duty(tx, plan, number, &orgs, now).await?;
    }
    Ok(plan)
}

/// A duty whose group of owners a person has expanded to all agencies.
async fn duty(
    tx: &mut Tx,
    plan: PlanId,
    number: i64,
    orgs: &[OrgId],
    now: crate::db::Millis,
) -> anyhow::Result<()> {
    const DUTY: &str = "INSERT INTO duty (id, plan_id, section_path, ordinal, paragraph, text, folded, origin, role, printed, \
         review, to_track, tracked, restricted, joint, state, rev, updated_at) VALUES ($1, $2, 'IV.1', $3, 1, 'Nhiệm vụ giả định.', \
         '', 'added', 'responsible', '{}', 'accepted', $4, $4, $5, $5, 'assigned', 1, $6)";
    const PARTY: &str = "INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, is_group, origin) \
                         VALUES ($1, $2, 1, 'các cơ quan', 'responsible', 'owner', $3, 'added')";
    let (id, party) = (DutyId::new(), PartyId::new());
    query(DUTY).bind(id).bind(plan).bind(number).bind(true).bind(false).bind(now).run(tx).await?;
    query(PARTY).bind(party).bind(id).bind(true).run(tx).await?;
    for orgs in orgs.chunks(BATCH) {
        let mut sql = Sql::new(
            "INSERT INTO duty_owner (duty_id, org_id, party_id, plan_id, ordinal, role, state, state_at) VALUES ",
        );
        for (i, org) in orgs.iter().enumerate() {
            sql.push(if i == 0 { "(" } else { ", (" }).bind(id).push(", ").bind(*org).push(", ").bind(party);
            sql.push(", ")
                .bind(plan)
                .push(", ")
                .bind(number)
                .push(", 'responsible', 'assigned', ")
                .bind(now)
                .push(")");
        }
        sql.execute(tx).await?;
    }
    Ok(())
}
