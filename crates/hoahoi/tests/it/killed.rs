//! The server's process is killed while two hundred people hand their reports in: what was answered with success is
//! there, and nothing is half-written.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use hoahoi::accounts::model::Role;
use hoahoi::accounts::{sessions, store};
use hoahoi::clock::Clock;
use hoahoi::config::Config;
use hoahoi::db::{Db, query};
use hoahoi::duties::refresh;
use hoahoi::ids::{DocumentId, DutyId, ObligationId, OrgId, PartyId, PlanId, SubmissionId};
use hoahoi::reporting::model::{Frequency, Schedule};
use hoahoi::reporting::store::regimes::{self, NewRegime};
use hoahoi::web::App;

use crate::support::Database;

/// Agencies; with the thirteen months that are open ahead they owe more than [`REPORTS`].
const AGENCIES: usize = 20;
const REPORTS: usize = 200;
/// How often the process is killed before it is left alone.
const KILLS: usize = 3;

/// A report to be handed in.
#[derive(Clone, Copy)]
struct Report {
    id: SubmissionId,
    obligation: ObligationId,
}

/// A plan with a duty for each of twenty agencies, a monthly regime, an officer of all of them; the session's token.
async fn prepare(app: &App) -> (String, Vec<Report>) {
    let (now, today) = (app.clock.now(), app.clock.today());
    let directory = app.directory();
    let orgs: Vec<OrgId> = directory
        .organisations()
        .iter()
        .filter(|org| org.exists_on(today.0) && org.system.is_subordinate() && !org.is_group())
        .map(|org| org.id)
        .take(AGENCIES)
        .collect();
    let (document, plan) = (DocumentId::new(), PlanId::new());
    let mut tx = app.db.write().await.unwrap();
    query("INSERT INTO document (id, sha256, name, format, source_text, read_json, imported_at) VALUES ($1, 'x', 'kh.txt', 'txt', '', '{}', $2)")
        .bind(document).bind(now).run(&mut tx).await.unwrap();
    query("INSERT INTO plan (id, document_id, state, title, folded, header_sources, rev, created_at, confirmed_at, demo) \
           VALUES ($1, $2, 'confirmed', 'Kế hoạch thử', '', '{}', 1, $3, $3, $4)")
        .bind(plan).bind(document).bind(now).bind(false).run(&mut tx).await.unwrap();
    for (ordinal, org) in (1_i64..).zip(&orgs) {
        let duty = DutyId::new();
        query("INSERT INTO duty (id, plan_id, section_path, ordinal, paragraph, text, folded, origin, role, printed, review, to_track, tracked, restricted, joint, state, rev, updated_at) \
             VALUES ($1, $2, 'IV.1', $3, 1, 'Nhiệm vụ.', '', 'printed', 'lead', '{}', 'accepted', $4, $4, $5, $5, 'assigned', 1, $6)")
            .bind(duty).bind(plan).bind(ordinal).bind(true).bind(false).bind(now).run(&mut tx).await.unwrap();
        query("INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, org_id, is_group, origin) VALUES ($1, $2, 1, 'cơ quan', 'lead', 'owner', $3, $4, 'printed')")
            .bind(PartyId::new()).bind(duty).bind(*org).bind(false).run(&mut tx).await.unwrap();
    }
    refresh::plan(&mut tx, app, plan).await.unwrap();
    let new = NewRegime {
        plan_id: plan,
        name: "Báo cáo tháng".to_owned(),
        schedule: Schedule { frequency: Frequency::Monthly, send_day: 17, starts_on: today, ends_on: None },
        once_due: None,
        forward_day: None,
        coordinator: orgs[0],
        recipient: None,
        outline: String::new(),
        basis: None,
        onward_day: None,
        once_forward: None,
        method: String::new(),
        form: String::new(),
        demo: false,
    };
    regimes::insert(&mut tx, &new, None, None, &app.calendar(), now).await.unwrap();
    let officer =
        store::NewAccount { login: "can-bo", name: "Cán bộ", password_hash: None, must_change: false };
    let account = store::insert(&mut tx, &officer, now).await.unwrap();
    for org in &orgs {
        store::grant(&mut tx, account, *org, Role::Officer, now).await.unwrap();
    }
    let token = sessions::open(&mut tx, account, &sessions::Origin::default(), now).await.unwrap();
    let owed: Vec<(SubmissionId, ObligationId)> = query(
        "SELECT s.id, o.id FROM submission s JOIN obligation o ON o.period_id = s.period_id AND o.org_id = s.org_id ORDER BY s.id")
        .all(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let reports: Vec<Report> =
        owed.into_iter().take(REPORTS).map(|(id, obligation)| Report { id, obligation }).collect();
    assert_eq!(reports.len(), REPORTS);
    (token, reports)
}

/// The server's own process, as an operator starts it.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(data: &Path, database: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoahoi"));
        command.args(["serve", "--bind", "127.0.0.1:0", "--data"]).arg(data);
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| line.split_once("http://").map(|(_, rest)| rest.to_owned()))
            .expect("the server says where it listens");
        // what it says later must go somewhere
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What the report with this number says.
fn words(number: usize) -> String {
    format!("Kết quả của báo cáo số {number}.")
}

/// Writes and hands in one report; the status, or nothing when no answer came.
async fn hand_in(address: &str, token: &str, number: usize, report: Report) -> Option<u16> {
    let field = |name: &str| format!("d-{}-{name}", report.obligation);
    let said = words(number);
    let mut body = String::new();
    for (name, value) in [
        ("rev".to_owned(), "1"),
        ("viec".to_owned(), "trinh"),
        (field("rev"), "0"),
        (field("goc"), "moi"),
        (field("tien-do"), "in-progress"),
        (field("ket-qua"), &said),
        (field("so-lieu"), "Mô hình"),
        (field("gia-tri"), "3"),
        (field("don-vi"), "mô hình"),
        (field("so-lieu"), "Diện tích"),
        (field("gia-tri"), "20,5"),
        (field("don-vi"), "ha"),
        (field("nguon"), "provincial"),
        (field("nam"), "2026"),
        (field("duoc-giao"), "1.200"),
        (field("giai-ngan"), ""),
        (field("don-vi-tien"), "trieu-dong"),
    ] {
        body += &format!("--GIOI-HAN\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--GIOI-HAN--\r\n";
    let head = format!(
        "POST /bao-cao/{} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {}={token}\r\nContent-Type: multipart/form-data; boundary=GIOI-HAN\r\nContent-Length: {}\r\n\r\n",
        report.id,
        sessions::COOKIE,
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body.as_bytes()).await.ok()?;
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.ok()?;
    std::str::from_utf8(&start).ok()?.split(' ').nth(1)?.parse().ok()
}

/// State, revision, words, and how many lines, figures, rows of money, events and log entries a report has.
type Kept = (SubmissionId, String, i64, Option<String>, i64, i64, i64, i64, i64);

async fn kept(db: &Db) -> Vec<Kept> {
    const SQL: &str = "SELECT s.id, s.state, s.rev, (SELECT MAX(l.result) FROM submission_line l WHERE l.submission_id = s.id), \
         (SELECT COUNT(*) FROM submission_line l WHERE l.submission_id = s.id), \
         (SELECT COUNT(*) FROM submission_figure f JOIN submission_line l ON l.id = f.line_id WHERE l.submission_id = s.id), \
         (SELECT COUNT(*) FROM submission_money m JOIN submission_line l ON l.id = m.line_id WHERE l.submission_id = s.id), \
         (SELECT COUNT(*) FROM submission_event e WHERE e.submission_id = s.id), \
         (SELECT COUNT(*) FROM audit_entry a WHERE a.subject_id = s.id) FROM submission s";
    query(SQL).all(&mut db.read().await.unwrap()).await.unwrap()
}

/// Checks the database as the killed process left it.
async fn check(db: &Db, reports: &[Report], answered: &BTreeSet<usize>) -> usize {
    if matches!(db, Db::Sqlite { .. }) {
        let sound: (String,) =
            query("PRAGMA integrity_check").one(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(sound.0, "ok");
    }
    let rows = kept(db).await;
    let mut whole = 0;
    for (number, report) in reports.iter().enumerate() {
        let row = rows.iter().find(|row| row.0 == report.id).unwrap();
        let all = (report.id, "awaiting-head".to_owned(), 2, Some(words(number)), 1, 2, 1, 1, 2);
        let nothing = (report.id, "draft".to_owned(), 1, None, 0, 0, 0, 0, 0);
        assert!(*row == all || *row == nothing, "half-written: {row:?}");
        assert!(*row == all || !answered.contains(&number), "answered with success and lost: {row:?}");
        whole += usize::from(*row == all);
    }
    whole
}

/// A moment that nobody chose.
fn moment() -> Duration {
    use std::hash::{BuildHasher as _, RandomState};
    Duration::from_millis(60 + RandomState::new().hash_one(0) % 900)
}

async fn kill_and_look(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let app = hoahoi::server::open(Config::local(folder.path().to_owned(), 0), database, Clock::system())
        .await
        .unwrap();
    let (token, reports) = prepare(&app).await;
    app.db.close().await;
    let mut answered = BTreeSet::new();
    for round in 0..=KILLS {
        let server = Server::start(folder.path(), database);
        let address = server.address.clone();
        let waiting: Vec<usize> = (0..REPORTS).filter(|number| !answered.contains(number)).collect();
        let sending =
            join_all(waiting.iter().map(|number| hand_in(&address, &token, *number, reports[*number])));
        let statuses = if round < KILLS {
            let kill = async move {
                tokio::time::sleep(moment()).await;
                server.kill();
            };
            tokio::join!(sending, kill).0
        } else {
            let statuses = sending.await;
            server.kill();
            statuses
        };
        for (number, status) in waiting.iter().zip(statuses) {
            assert!(matches!(status, None | Some(303)), "report {number}: {status:?}");
            if status == Some(303) {
                answered.insert(*number);
            }
        }
        let db = match database {
            Some(url) => Db::postgres(url).await.unwrap(),
            None => Db::sqlite(&folder.path().join("hoahoi.db")).await.unwrap(),
        };
        let whole = check(&db, &reports, &answered).await;
        db.close().await;
        assert!(whole >= answered.len());
    }
    assert_eq!(answered.len(), REPORTS, "left alone, the server answers everybody");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_loses_nothing_when_the_server_is_killed() {
    kill_and_look(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_loses_nothing_when_the_server_is_killed() {
    let server = std::env::var("HOAHOI_TEST_POSTGRES")
        .expect("HOAHOI_TEST_POSTGRES is not set: run ./test, which starts a private PostgreSQL");
    let database = Database::new(&server).await;
    kill_and_look(Some(&database.url)).await;
}
