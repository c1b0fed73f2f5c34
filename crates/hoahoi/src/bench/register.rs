//! `hoahoi bench register`: how fast the register is with many duties.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tokio::net::TcpListener;

use super::client::Client;
use super::figures::{Times, resident_mib};
use super::fill::{self, Filled};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, query};
use crate::server;
use crate::web::{App, router};

/// Runs of each request at one connection, after a few that are not counted.
const RUNS: usize = 200;
const WARM_UP: usize = 10;
/// Connections of the throughput run, and how long it lasts.
const CONNECTIONS: usize = 8;
const LASTING: Duration = Duration::from_secs(5);

/// Fills a temporary database, serves it on the loopback address, and prints the figures.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(duties: usize, postgres: Option<&str>) -> anyhow::Result<()> {
    ensure!(duties > 0, "cần ít nhất một nhiệm vụ");
    let folder = tempfile::tempdir().context("không tạo được thư mục tạm")?;
    let config = Config { require_totp: false, ..Config::local(folder.path().to_owned(), 0) };
    let temporary = match postgres {
        Some(url) => Some(Temporary::create(url).await?),
        None => None,
    };
    let url = temporary.as_ref().map(|t| t.url.clone());
    let app = server::open(config, url.as_deref(), Clock::system()).await?;
    let outcome = measure(&app, duties).await;
    app.db.close().await;
    if let Some(temporary) = temporary {
        temporary.remove().await?;
    }
    outcome
}

async fn measure(app: &App, duties: usize) -> anyhow::Result<()> {
    let started = Instant::now();
    let filled = fill::fill(app, duties).await?;
    settle(app).await?;
    println!(
        "hoahoi {} · {} · {} nhiệm vụ · {} lõi · dựng dữ liệu {:.0} giây",
        env!("CARGO_PKG_VERSION"),
        app.db.engine_name(),
        viet::number::show(duties),
        std::thread::available_parallelism().map_or(1, usize::from),
        started.elapsed().as_secs_f64(),
    );
    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let outcome = requests(address, &filled).await;
    serving.abort();
    outcome
}

async fn requests(address: SocketAddr, filled: &Filled) -> anyhow::Result<()> {
    let pages = [
        ("danh sách, 100 dòng", "/nhiem-vu".to_owned()),
        ("danh sách, trang sau", next_page(address, filled).await?),
        ("danh sách theo thời hạn", "/nhiem-vu?xep=thoi-han".to_owned()),
        ("danh sách theo cơ quan", "/nhiem-vu?co-quan=so-nnmt".to_owned()),
        ("danh sách quá hạn", "/nhiem-vu?thoi-han=qua-han".to_owned()),
        ("danh sách của một kế hoạch", format!("/nhiem-vu?ke-hoach={}", filled.plan)),
        ("tìm trong lời văn", "/nhiem-vu?tim=qu%C3%BDt+b%E1%BA%AFc+s%C6%A1n".to_owned()),
        ("tổng quan", "/tong-quan?ke-hoach=tat-ca".to_owned()),
        ("trang nhiệm vụ", format!("/nhiem-vu/{}", filled.any)),
    ];
    println!("{:<36}{:>12}{:>12}", "một kết nối (ms)", "trung vị", "p95");
    let mut client = Client::connect(address, &filled.coordinator).await?;
    for (name, path) in &pages {
        let mut times = Times::default();
        for run in 0..WARM_UP + RUNS {
            let at = Instant::now();
            client.get(path).await?;
            if run >= WARM_UP {
                times.push(at.elapsed());
            }
        }
        print(name, &times);
    }
    print("tiếp nhận, có nhật ký", &updates(address, filled).await?);
    let rate = throughput(address, filled).await?;
    println!("{CONNECTIONS} kết nối, danh sách: {} yêu cầu mỗi giây", viet::number::show_rounded(rate, 0));
    if let Some(mib) = resident_mib() {
        println!("bộ nhớ sau tải (VmRSS, cả phần đo): {} MiB", viet::number::show_rounded(mib, 0));
    }
    Ok(())
}

fn print(name: &str, times: &Times) {
    let show = |share| viet::number::show_rounded(times.quantile(share), 1);
    println!("{name:<36}{:>12}{:>12}", show(0.5), show(0.95));
}

/// The address of the second page, as the first one gives it.
async fn next_page(address: SocketAddr, filled: &Filled) -> anyhow::Result<String> {
    let mut client = Client::connect(address, &filled.coordinator).await?;
    let page = String::from_utf8_lossy(&client.get("/nhiem-vu").await?).into_owned();
    let link = page.split("\" rel=\"next\"").next().and_then(|head| head.rsplit("href=\"").next());
    let link = link.filter(|_| page.contains("rel=\"next\"")).unwrap_or("/nhiem-vu");
    Ok(link.replace("&amp;", "&").replace("&#38;", "&"))
}

/// An officer acknowledges one duty after another: the state, the event, the audit entry and the sums.
async fn updates(address: SocketAddr, filled: &Filled) -> anyhow::Result<Times> {
    let mut client = Client::connect(address, &filled.officer).await?;
    let mut times = Times::default();
    for duty in filled.open.iter().take(RUNS) {
        let at = Instant::now();
        client.post(&format!("/nhiem-vu/{duty}/tiep-nhan"), "co-quan=so-nnmt").await?;
        times.push(at.elapsed());
    }
    Ok(times)
}

/// Lists answered in a second, the load included.
async fn throughput(address: SocketAddr, filled: &Filled) -> anyhow::Result<f64> {
    let mut tasks = Vec::new();
    let until = Instant::now() + LASTING;
    for _ in 0..CONNECTIONS {
        let mut client = Client::connect(address, &filled.coordinator).await?;
        tasks.push(tokio::spawn(async move {
            let mut answered = 0_u32;
            while Instant::now() < until {
                client.get("/nhiem-vu").await?;
                answered += 1;
            }
            anyhow::Ok(answered)
        }));
    }
    let mut answered = 0;
    for task in tasks {
        answered += task.await??;
    }
    Ok(f64::from(answered) / LASTING.as_secs_f64())
}

/// Lets PostgreSQL learn how its tables are made up, as its own housekeeping would within minutes.
async fn settle(app: &App) -> anyhow::Result<()> {
    if matches!(app.db, Db::Sqlite { .. }) {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    query("ANALYZE").run(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// A database on a PostgreSQL server for the time of the measurement.
struct Temporary {
    server: String,
    name: String,
    url: String,
}

impl Temporary {
    async fn create(server: &str) -> anyhow::Result<Self> {
        let (base, _) = server.rsplit_once('/').context("địa chỉ PostgreSQL thiếu tên cơ sở dữ liệu")?;
        let name = format!("hoahoi_bench_{}", std::process::id());
        let made = Self { server: server.to_owned(), url: format!("{base}/{name}"), name };
        made.tell("CREATE DATABASE").await?;
        Ok(made)
    }

    async fn remove(&self) -> anyhow::Result<()> {
        self.tell("DROP DATABASE").await
    }

    async fn tell(&self, command: &str) -> anyhow::Result<()> {
        let pool = sqlx::PgPool::connect(&self.server).await.context("không kết nối được PostgreSQL")?;
        let sql = format!("{command} {}", self.name);
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&pool).await?;
        pool.close().await;
        Ok(())
    }
}
