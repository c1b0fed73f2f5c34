//! `hoahoi bench register`: how fast the register is with many duties.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

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
/// Workbooks written, after one that is not counted.
const WORKBOOKS: usize = 5;
/// Connections of the throughput run, and how long it lasts.
const CONNECTIONS: usize = 8;
const LASTING: Duration = Duration::from_secs(5);

/// What is measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many duties; several sizes are asked in turn, request by request, so that they meet the same machine.
    pub duties: Vec<usize>,
    /// A PostgreSQL server on which databases are made for the time of the measurement.
    pub postgres: Option<String>,
    /// A folder in which the databases stay for the next run; otherwise they are removed.
    pub data: Option<PathBuf>,
}

/// Fills databases, serves them on the loopback address, and prints the figures.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(options.duties.iter().all(|n| *n > 0), "cần ít nhất một nhiệm vụ");
    println!(
        "hoahoi {} · {} · {} lõi",
        env!("CARGO_PKG_VERSION"),
        if options.postgres.is_some() { "postgres" } else { "sqlite" },
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let mut sites = Vec::new();
    for duties in &options.duties {
        sites.push(Site::open(options, *duties).await?);
    }
    let outcome = measure(&sites).await;
    for site in sites {
        site.close().await?;
    }
    outcome
}

/// A filled database and the server in front of it.
struct Site {
    app: App,
    address: SocketAddr,
    filled: Filled,
    pages: Vec<(&'static str, String)>,
    serving: JoinHandle<()>,
    temporary: Option<Temporary>,
    _folder: Option<TempDir>,
}

impl Site {
    async fn open(options: &Options, duties: usize) -> anyhow::Result<Self> {
        let started = Instant::now();
        let folder = match options.data {
            Some(_) => None,
            None => Some(tempfile::tempdir().context("không tạo được thư mục tạm")?),
        };
        let data = match (&options.data, &folder) {
            (Some(data), _) => data.join(duties.to_string()),
            (None, Some(folder)) => folder.path().to_owned(),
            (None, None) => PathBuf::new(),
        };
        let config = Config { require_totp: false, ..Config::local(data, 0) };
        let temporary = match &options.postgres {
            Some(url) => Some(Temporary::create(url, duties).await?),
            None => None,
        };
        let url = temporary.as_ref().map(|t| t.url.as_str());
        let app = server::open(config, url, Clock::system()).await?;
        let filled = fill::fill(&app, duties).await?;
        settle(&app).await?;
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            // The measurement ends by aborting it; a server that fails shows in its requests.
            let _ = axum::serve(listener, service).await;
        });
        let pages = pages(address, &filled).await?;
        println!(
            "{} nhiệm vụ · mở và dựng dữ liệu {:.0} giây",
            viet::number::show(duties),
            started.elapsed().as_secs_f64()
        );
        Ok(Self { app, address, filled, pages, serving, temporary, _folder: folder })
    }

    async fn close(self) -> anyhow::Result<()> {
        self.serving.abort();
        self.app.db.close().await;
        match self.temporary {
            Some(temporary) => temporary.remove().await,
            None => Ok(()),
        }
    }
}

async fn measure(sites: &[Site]) -> anyhow::Result<()> {
    println!("{:<32}{}", "một kết nối (ms)", format!("{:>12}{:>10}", "trung vị", "p95").repeat(sites.len()));
    for (at, (name, _)) in sites.first().map_or(&[] as &[_], |site| &site.pages).iter().enumerate() {
        let mut asked = Vec::new();
        for site in sites {
            let client = Client::connect(site.address, &site.filled.coordinator).await?;
            asked.push((client, site.pages[at].1.as_str(), Times::default()));
        }
        for run in 0..WARM_UP + RUNS {
            for (client, path, times) in &mut asked {
                let started = Instant::now();
                client.get(path).await?;
                if run >= WARM_UP {
                    times.push(started.elapsed());
                }
            }
        }
        print(name, asked.into_iter().map(|(_, _, times)| times));
    }
    let mut times = Vec::new();
    let mut rates = String::new();
    for site in sites {
        times.push(updates(site).await?);
    }
    print("tiếp nhận, có nhật ký", times);
    for site in sites {
        let rate = throughput(site.address, &site.filled).await?;
        rates.push_str(&format!("{:>22}", viet::number::show_rounded(rate, 0)));
    }
    println!("{:<32}{rates}", format!("{CONNECTIONS} kết nối, yêu cầu mỗi giây"));
    if let (Some(mib), [_]) = (resident_mib(), sites) {
        let mib = viet::number::show_rounded(mib, 0);
        println!("{:<32}{mib:>22}", "bộ nhớ (VmRSS, cả phần đo), MiB");
    }
    let mut times = Vec::new();
    for site in sites {
        times.push(workbooks(site).await?);
    }
    print("cả danh sách ra XLSX", times);
    Ok(())
}

/// One line: median and 95th percentile of each size, and how many times the first the last p95 is.
fn print(name: &str, times: impl IntoIterator<Item = Times>) {
    let times: Vec<Times> = times.into_iter().collect();
    let show = |n| viet::number::show_rounded(n, 1);
    let figures: String = times
        .iter()
        .map(|t| format!("{:>12}{:>10}", show(t.quantile(0.5)), show(t.quantile(0.95))))
        .collect();
    let ratios: String = times
        .iter()
        .skip(1)
        .map(|t| format!("   ×{}", show(t.quantile(0.95) / times[0].quantile(0.95).max(f64::EPSILON))))
        .collect();
    println!("{name:<32}{figures}{ratios}");
}

/// What is asked for, by name.
async fn pages(address: SocketAddr, filled: &Filled) -> anyhow::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("danh sách, 100 dòng", "/nhiem-vu".to_owned()),
        ("danh sách, trang sau", next_page(address, filled).await?),
        ("danh sách theo thời hạn", "/nhiem-vu?xep=thoi-han".to_owned()),
        ("danh sách theo cơ quan", "/nhiem-vu?co-quan=so-nnmt".to_owned()),
        ("danh sách quá hạn", "/nhiem-vu?thoi-han=qua-han".to_owned()),
        ("danh sách của một kế hoạch", format!("/nhiem-vu?ke-hoach={}", filled.plan)),
        ("tìm trong lời văn", "/nhiem-vu?tim=qu%C3%BDt+b%E1%BA%AFc+s%C6%A1n".to_owned()),
        ("tổng quan", "/tong-quan?ke-hoach=tat-ca".to_owned()),
        ("trang nhiệm vụ", format!("/nhiem-vu/{}", filled.any)),
    ])
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
async fn updates(site: &Site) -> anyhow::Result<Times> {
    let mut client = Client::connect(site.address, &site.filled.officer).await?;
    let mut times = Times::default();
    for duty in site.filled.open.iter().take(RUNS) {
        let at = Instant::now();
        client.post(&format!("/nhiem-vu/{duty}/tiep-nhan"), "co-quan=so-nnmt").await?;
        times.push(at.elapsed());
    }
    Ok(times)
}

/// The whole list as a workbook, as a person downloads it.
async fn workbooks(site: &Site) -> anyhow::Result<Times> {
    let mut client = Client::connect(site.address, &site.filled.coordinator).await?;
    let mut times = Times::default();
    for run in 0..=WORKBOOKS {
        let started = Instant::now();
        client.get("/nhiem-vu?tai=xlsx").await?;
        if run > 0 {
            times.push(started.elapsed());
        }
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
pub(super) struct Temporary {
    server: String,
    name: String,
    pub(super) url: String,
}

impl Temporary {
    pub(super) async fn create(server: &str, duties: usize) -> anyhow::Result<Self> {
        let (base, _) = server.rsplit_once('/').context("địa chỉ PostgreSQL thiếu tên cơ sở dữ liệu")?;
        let name = format!("hoahoi_bench_{}_{duties}", std::process::id());
        let made = Self { server: server.to_owned(), url: format!("{base}/{name}"), name };
        made.tell("CREATE DATABASE").await?;
        Ok(made)
    }

    pub(super) async fn remove(&self) -> anyhow::Result<()> {
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
