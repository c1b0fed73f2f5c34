//! `hoahoi bench search`: how fast the public finds and reads among many records.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use indicatif::ProgressBar;
use tokio::net::TcpListener;

use super::client::Client;
use super::figures::{Times, resident_mib};
use super::register::Temporary;
use crate::catalogue::model::{Content, State};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::query;
use crate::ids::RecordId;
use crate::organisations::id_of;
use crate::search::{self, Effort, Entry, Facets, SearchIndex};
use crate::server;
use crate::web::paging::encode;
use crate::web::{App, router};

/// Rounds through all questions, after one that is not counted.
const ROUNDS: usize = 20;
/// Records of one transaction.
const BATCH: usize = 500;
/// Kind of the made-up records.
const KIND: &str = "nguon-gen";
/// Fields of III.3 that they name in turn.
const FIELDS: [&str; 4] = ["nong-nghiep", "ky-thuat", "moi-truong", "y-duoc"];

const OBJECTS: [&str; 24] = [
    "quýt vàng",
    "hồi",
    "na dai",
    "thạch đen",
    "thông mã vĩ",
    "hồng không hạt",
    "sở",
    "mác mật",
    "gà sáu ngón",
    "vịt cổ xanh",
    "cá bỗng",
    "lợn bản",
    "nấm hương",
    "chè dây",
    "ba kích",
    "lan kim tuyến",
    "ong mật",
    "quế",
    "mắc ca",
    "dẻ",
    "khoai môn",
    "gạo nếp",
    "rau bò khai",
    "bò vàng",
];
const WORKS: [&str; 16] = [
    "nuôi cấy mô",
    "chọn tạo giống",
    "chế phẩm vi sinh",
    "bảo quản sau thu hoạch",
    "chưng cất tinh dầu",
    "lên men",
    "chẩn đoán bệnh",
    "phân bón hữu cơ",
    "truy xuất nguồn gốc",
    "bảo tồn nguồn gen",
    "chỉ thị phân tử",
    "xử lý phụ phẩm",
    "vườn ươm",
    "sấy lạnh",
    "thụ tinh nhân tạo",
    "phòng trừ sâu bệnh",
];
const PLACES: [&str; 12] = [
    "Bắc Sơn",
    "Chi Lăng",
    "Tràng Định",
    "Văn Quan",
    "Bình Gia",
    "Lộc Bình",
    "Đình Lập",
    "Cao Lộc",
    "Hữu Lũng",
    "Văn Lãng",
    "Đồng Đăng",
    "Na Sầm",
];
const WORDS: [&str; 48] = [
    "quy trình",
    "kỹ thuật",
    "năng suất",
    "chất lượng",
    "nông dân",
    "hợp tác xã",
    "thử nghiệm",
    "kết quả",
    "mẫu",
    "giống",
    "đất",
    "nước",
    "nhiệt độ",
    "độ ẩm",
    "ánh sáng",
    "tỷ lệ",
    "sinh trưởng",
    "ra hoa",
    "đậu quả",
    "thu hoạch",
    "chế biến",
    "đóng gói",
    "thị trường",
    "giá bán",
    "tiêu chuẩn",
    "kiểm nghiệm",
    "an toàn",
    "hữu cơ",
    "sạch bệnh",
    "vi khuẩn",
    "nấm men",
    "enzym",
    "tế bào",
    "phòng thí nghiệm",
    "mô hình",
    "hộ gia đình",
    "doanh nghiệp",
    "chuyển giao",
    "tập huấn",
    "hỗ trợ",
    "vốn",
    "thiết bị",
    "máy sấy",
    "kho lạnh",
    "nhãn hiệu",
    "chỉ dẫn địa lý",
    "xuất khẩu",
    "môi trường",
];

const QUESTIONS: [&str; 16] = [
    "quýt",
    "quyt vang bac son",
    "công nghệ sinh học",
    "nuôi cấy mô cây hồi",
    "che pham vi sinh",
    "thạch đen",
    "bao quan sau thu hoach",
    "mẫu số 4711",
    "CNSH",
    "chi dan dia ly mac mat",
    "quýtt",
    "lan kim tuyến đình lập",
    "gà sáu ngón",
    "kỹ thuật sấy lạnh nấm hương ở đâu",
    "hop tac xa huu lung",
    "enzym lên men gạo nếp văn lãng",
];
const TYPED: [&str; 8] = ["qu", "quyt", "nuôi c", "che pham vi", "hồi", "bac s", "lan kim tuy", "g"];

/// Fills a temporary database and prints the figures.
///
/// # Errors
/// In one line: what stands in the way.
pub async fn run(records: usize, postgres: Option<&str>) -> anyhow::Result<()> {
    ensure!(records > 0, "cần ít nhất một mục thông tin");
    let folder = tempfile::tempdir().context("không tạo được thư mục tạm")?;
    let temporary = match postgres {
        Some(url) => Some(Temporary::create(url, records).await?),
        None => None,
    };
    let config = Config { require_totp: false, ..Config::local(folder.path().to_owned(), 0) };
    let app = server::open(config, temporary.as_ref().map(|t| t.url.as_str()), Clock::system()).await?;
    let outcome = measure(&app, records).await;
    app.db.close().await;
    if let Some(temporary) = temporary {
        temporary.remove().await?;
    }
    outcome
}

async fn measure(app: &App, records: usize) -> anyhow::Result<()> {
    println!(
        "hoahoi {} · {} · {} mục thông tin · {} lõi",
        env!("CARGO_PKG_VERSION"),
        app.db.engine_name(),
        viet::number::show(records),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let started = Instant::now();
    fill(app, records).await?;
    print("dựng dữ liệu (giây)", &[started.elapsed().as_secs_f64()]);
    let started = Instant::now();
    app.search.rebuild(&mut app.db.read().await?, &ProgressBar::hidden()).await?;
    print("lập chỉ mục (giây)", &[started.elapsed().as_secs_f64()]);
    print("thư mục chỉ mục (MiB)", &[folder_mib(&app.config.data.join("index"))]);

    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move {
        // The measurement ends by aborting it; a server that fails shows in its requests.
        let _ = axum::serve(listener, service).await;
    });
    println!("{:<32}{:>12}{:>10}", "một kết nối (ms)", "trung vị", "p95");
    let search = |text: &str| format!("/tim-kiem?q={}", encode(text));
    asked(address, "tìm, có đếm theo nhóm", QUESTIONS.iter().map(|text| search(text))).await?;
    let narrowed = |text: &str| format!("{}&linh-vuc=nong-nghiep&loai={KIND}", search(text));
    asked(address, "tìm trong một lĩnh vực", QUESTIONS.iter().map(|text| narrowed(text))).await?;
    asked(address, "gợi ý", TYPED.iter().map(|text| format!("/tim-kiem/goi-y?q={}", encode(text)))).await?;
    let some = (0..16).map(|n| format!("/muc/muc-{}", n * records / 16));
    asked(address, "trang một mục", some).await?;
    publishing(app, address).await?;
    serving.abort();
    if let Some(mib) = resident_mib() {
        print("bộ nhớ (VmRSS, cả phần đo), MiB", &[mib]);
    }
    Ok(())
}

fn print(name: &str, figures: &[f64]) {
    let figures: String = figures
        .iter()
        .zip([12, 10])
        .map(|(n, w)| format!("{:>w$}", viet::number::show_rounded(*n, 1)))
        .collect();
    println!("{name:<32}{figures}");
}

async fn asked(
    address: SocketAddr,
    name: &str,
    paths: impl Iterator<Item = String> + Clone,
) -> anyhow::Result<()> {
    let mut client = Client::connect(address, "").await?;
    let mut times = Times::default();
    for round in 0..=ROUNDS {
        for path in paths.clone() {
            let started = Instant::now();
            client.get(&path).await?;
            if round > 0 {
                times.push(started.elapsed());
            }
        }
    }
    print(name, &[times.quantile(0.5), times.quantile(0.95)]);
    Ok(())
}

/// One entry after another is published and searched for at once: the index has to take it in first.
async fn publishing(app: &App, address: SocketAddr) -> anyhow::Result<()> {
    let mut client = Client::connect(address, "").await?;
    let mut times = Times::default();
    let index: &SearchIndex = &app.search;
    for n in 0..ROUNDS {
        let title = format!("mới công bố {n}");
        let mut tx = app.db.write().await?;
        search::put(&mut tx, "record", uuid::Uuid::now_v7(), &[entry(n, &title, "")]).await?;
        tx.commit().await?;
        let started = Instant::now();
        client.get(&format!("/tim-kiem?q={}", encode(&title))).await?;
        times.push(started.elapsed());
    }
    index.follow(&mut app.db.read().await?, Effort::Full).await?;
    print("tìm ngay sau khi công bố", &[times.quantile(0.5), times.quantile(0.95)]);
    Ok(())
}

fn entry(n: usize, title: &str, body: &str) -> Entry {
    Entry {
        kind: KIND.to_owned(),
        href: format!("/muc/muc-{n}"),
        title: title.to_owned(),
        body: body.to_owned(),
        place: String::new(),
        at: crate::db::Millis(i64::try_from(n).unwrap_or_default()),
        demo: true,
        facets: Facets::default(),
    }
}

async fn fill(app: &App, records: usize) -> anyhow::Result<()> {
    const SQL: &str = "INSERT INTO record (id, slug, kind, org_id, state, rev, title, data, public_title, public_data, \
                       public_sort_key, published_at, editions, created_at, updated_at, demo) \
                       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $6, $7, $8, $9, 1, $9, $9, $10)";
    let directory = app.directory();
    let slugs = directory.organisations().iter().map(|o| o.slug.as_str());
    let communes: Vec<&str> = slugs.filter(|slug| slug.starts_with("ubnd-xa-")).collect();
    ensure!(!communes.is_empty(), "danh mục không có xã, phường");
    let (org, now) = (id_of("so-khcn"), app.clock.now());
    let progress = ProgressBar::new(records as u64);
    for from in (0..records).step_by(BATCH) {
        let mut tx = app.db.write().await?;
        for n in from..records.min(from + BATCH) {
            let mut any = Mixed(n as u64);
            let (title, body) = text(n, &mut any);
            let commune = communes[any.below(communes.len())];
            let values = BTreeMap::from([
                ("dac-diem".to_owned(), vec![body.clone()]),
                ("xa".to_owned(), vec![commune.to_owned()]),
            ]);
            let summary = body.chars().take(160).collect();
            let content = Content { title: title.clone(), summary, values, ..Content::default() };
            let (id, slug) = (RecordId::new(), format!("muc-{n}"));
            query(SQL)
                .bind(id)
                .bind(slug.as_str())
                .bind(KIND)
                .bind(org)
                .bind(State::Published)
                .bind(title.as_str())
                .bind(serde_json::to_string(&content)?)
                .bind(viet::sort_key(&title))
                .bind(now)
                .bind(true)
                .run(&mut tx)
                .await?;
            let facets = Facets {
                fields: vec![FIELDS[any.below(FIELDS.len())].to_owned()],
                communes: vec![commune.to_owned()],
                year: Some((2015 + any.below(12)).to_string()),
            };
            search::put(&mut tx, "record", id.0, &[Entry { facets, ..entry(n, &title, &body) }]).await?;
        }
        tx.commit().await?;
        progress.inc(BATCH as u64);
    }
    progress.finish_and_clear();
    Ok(())
}

/// A title and about eighty words, always the same for a number.
fn text(n: usize, any: &mut Mixed) -> (String, String) {
    let mut one_of = |words: &[&'static str]| words[any.below(words.len())];
    let title = format!("{} {} {} {n}", one_of(&WORKS), one_of(&OBJECTS), one_of(&PLACES));
    let mut body = format!("Mẫu số {n} của {} tại {}.", one_of(&OBJECTS), one_of(&PLACES));
    for _ in 0..36 {
        body.push(' ');
        body.push_str(one_of(&WORDS));
    }
    (title, body)
}

/// Numbers that follow from one another without a pattern (splitmix64), the same in every run.
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap_or_default()
    }
}

fn folder_mib(folder: &std::path::Path) -> f64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    #[allow(clippy::cast_precision_loss)]
    let bytes = files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum::<u64>() as f64;
    bytes / 1024.0 / 1024.0
}
